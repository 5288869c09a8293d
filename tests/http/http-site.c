/* http-site.c - the small site as a program, for a front to stand before
 *
 *   http-site ADDRESS
 *
 * Says "ready". For each line it is given it says what it counted: pings, marks, ended and aborted
 * uploads, and the bytes of the last aborted one. Ends with its input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-site.h"

#include <stdio.h>

int
main (int argc, char *argv[])
{
  g_autoptr (KtgHttpSite) site = NULL;
  char line[16];

  g_assert_cmpint (argc, ==, 2);
  site = ktg_http_site_new (argv[1], NULL);
  printf ("ready\n");
  fflush (stdout);

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      printf ("%d %d %d %d %d\n",
              g_atomic_int_get (&site->pings),
              g_atomic_int_get (&site->marks),
              g_atomic_int_get (&site->ended),
              g_atomic_int_get (&site->aborted),
              g_atomic_int_get (&site->upload_bytes));
      fflush (stdout);
    }
  return 0;
}
