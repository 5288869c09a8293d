/* test-number-entry.c - numbers as officers type them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-number-entry.h"

static void
test_rows (void)
{
  static const struct
  {
    const char *typed;
    int         number;
  } rows[] = {
    { "2", 2 },
    { "02", 2 },
    { " no. 2 ", 2 },
    { "No.2", 2 },
    { "nomor urut 02", 2 },
    { "Nomor Urut DUA", 2 },
    { "dua", 2 },
    { "dua belas", 12 },
    { "number two", 2 },
    { "paslon 3", 3 },
    { "#2", 2 },
    { "TPS 03", 3 },
    { "tps012", 12 },
    { "999", 999 },
    { "1000", 0 },
    { "0", 0 },
    { "", 0 },
    { "nomor", 0 },
    { "2 atau 3", 0 },
    { "2 3", 0 },
    { "2.5", 0 },
    { "dua orang", 0 },
    { "12345678901234567890123", 0 },
    { "kosong kayaknya", 0 },
    { "\xe2\x91\xa1", 2 },
    { "\xff", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = g_strescape (rows[i].typed, NULL);

      g_test_message ("%s", said);
      g_assert_cmpint (ktg_number_entry_parse (rows[i].typed, 999), ==, rows[i].number);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-entry/what-says-a-number-is-one-and-what-says-more-is-none", test_rows);

  return g_test_run ();
}
