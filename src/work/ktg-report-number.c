/* ktg-report-number.c - what the short number of a report begins with
 *
 * "TL-0128" is said on the telephone; the count behind the initials is the store's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-number.h"

/* "Teluk Betari" into "TB"; what is no letter begins no word. */
static char *
dup_initials (const char *name)
{
  GString *initials = g_string_new (NULL);
  gboolean is_inside = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && !is_inside)
        g_string_append_unichar (initials, g_unichar_toupper (c));
      is_inside = g_unichar_isalnum (c);
    }

  return g_string_free (initials, FALSE);
}

/**
 * ktg_report_number_begin:
 * @library: what regions are called
 * @store: whose account says where this device is
 * @report: (inout): what is about to be filed
 *
 * Gives it the initials of the region of the account, else of its own place, else none. When it is
 * filed, the store puts its count behind them.
 */
void
ktg_report_number_begin (KtgLibrary *library, KtgStore *store, KtgReport *report)
{
  const KtgAccount *account = ktg_store_get_account (store);
  g_autofree char  *home
      = account != NULL ? ktg_library_dup_place (library, account->region, NULL) : g_strdup ("");
  g_autofree char *place
      = ktg_library_dup_place (library, report->place_region, report->place_words);

  g_free (report->number);
  report->number = dup_initials (home);
  if (*report->number == '\0')
    {
      g_free (report->number);
      report->number = dup_initials (place);
    }
}
