/* test-stated-time.c - when a camera says it was, however it writes that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-stated-time.h"

#define JAKARTA_S (7 * 3600)

static const struct
{
  const char *time, *offset, *read;
} cases[] = {
  { "2024:11:12 19:30:45", "+08:00", "2024-11-12T19:30:45+08:00" },
  { "2024:11:12 19:30:45", "+0800", "2024-11-12T19:30:45+08:00" },
  { "2024:11:12 19:30:45", "+8", "2024-11-12T19:30:45+08:00" },
  { "2024:11:12 19:30:45", "+08", "2024-11-12T19:30:45+08:00" },
  { "2024:11:12 19:30:45", "-03:30", "2024-11-12T19:30:45-03:30" },
  { "2024:11:12 19:30:45", "Z", "2024-11-12T19:30:45+00:00" },
  { "2024:11:12 19:30:45", NULL, "2024-11-12T19:30:45+07:00" },
  { "2024:11:12 19:30:45", "", "2024-11-12T19:30:45+07:00" },
  { "2024:11:12 19:30:45", "WIB", "2024-11-12T19:30:45+07:00" },
  { "2024:11:12 19:30:45", "+99:00", "2024-11-12T19:30:45+07:00" },
  { "2024:11:12 19:30:45", "+08:0", "2024-11-12T19:30:45+08:00" },
  { "2024-11-12 19:30:45", NULL, "2024-11-12T19:30:45+07:00" },
  { "2007/06/30 18:45:17", NULL, "2007-06-30T18:45:17+07:00" },
  { "2024.11.12 19.30.45", NULL, "2024-11-12T19:30:45+07:00" },
  { "2024-11-12T19:30:45.123Z", "+08:00", "2024-11-12T19:30:45+00:00" },
  { "2024-11-12T19:30:45+09:00", NULL, "2024-11-12T19:30:45+09:00" },
  { "2024:11:12 19:30:45.678", "+08:00", "2024-11-12T19:30:45+08:00" },
  { "2024:11:31 19:30:45", NULL, NULL },
  { "0000:00:00 00:00:00", NULL, NULL },
  { "    :  :     :  :  ", NULL, NULL },
  { "2024:11:12", NULL, NULL },
  { "yesterday", NULL, NULL },
  { "", "+08:00", NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *read = ktg_stated_time_read (cases[i].time, cases[i].offset, JAKARTA_S);

      g_assert_cmpstr (read, ==, cases[i].read);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stated-time/is-read-however-it-is-written", test_cases);

  return g_test_run ();
}
