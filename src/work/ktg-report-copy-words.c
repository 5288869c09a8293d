/* ktg-report-copy-words.c - what is said of a copy of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-copy.h"

#include "ktg-trouble.h"

#include <glib/gi18n.h>

/**
 * ktg_report_copy_get_warning:
 *
 * Returns: what whoever makes a copy should know before
 */
const char *
ktg_report_copy_get_warning (void)
{
  return _ ("The copy holds all that the report says, with the names of its reporters and "
            "witnesses. Whoever gets hold of it can read it.");
}

/**
 * ktg_report_copy_get_stopped:
 *
 * Returns: that somebody stopped it, and what was written is taken away
 */
const char *
ktg_report_copy_get_stopped (void)
{
  return _ ("The copy was stopped. The medium may be taken out now.");
}

/**
 * ktg_report_copy_dup_done:
 * @path: of the copy
 *
 * Returns: that it is there, and may be taken away
 */
char *
ktg_report_copy_dup_done (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_strdup_printf (_ ("“%s” was written and read back. The medium may be taken out now."),
                          name);
}

/**
 * ktg_report_copy_dup_missing:
 * @n_missing: how many files are not in it
 *
 * Returns: (nullable): that it is not whole; %NULL: it is
 */
char *
ktg_report_copy_dup_missing (guint n_missing)
{
  if (n_missing == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u file of the report is not on this device, and not in the "
                                    "copy; manifest.json names it.",
                                    "%u files of the report are not on this device, and not in "
                                    "the copy; manifest.json names them.",
                                    n_missing),
                          n_missing);
}

static KtgTrouble
get_trouble (const GError *error)
{
  static const char no_copy[] = N_ ("There is no copy.");

  if (g_error_matches (error, KTG_REPORT_COPY_ERROR, KTG_REPORT_COPY_ERROR_MISREAD))
    return (KtgTrouble){ N_ ("The medium gave back something else than was written."),
                         no_copy,
                         N_ ("Use another medium.") };
  if (g_error_matches (error, KTG_REPORT_COPY_ERROR, KTG_REPORT_COPY_ERROR_DAMAGED))
    return (KtgTrouble){ N_ ("A file of the report is damaged on this device."),
                         no_copy,
                         N_ ("“ktg verify” names it.") };

  return ktg_trouble_of_writing (error, no_copy);
}

/**
 * ktg_report_copy_dup_trouble:
 * @error: from ktg_report_copy_finish()
 *
 * Returns: why there is no copy, and what to do
 */
char *
ktg_report_copy_dup_trouble (const GError *error)
{
  KtgTrouble trouble = get_trouble (error);

  return ktg_trouble_dup_words (&trouble);
}
