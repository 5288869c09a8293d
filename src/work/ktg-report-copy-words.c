/* ktg-report-copy-words.c - what is said of a copy of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-copy.h"

#include "ktg-sentences.h"

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

static const char *
get_trouble (int code)
{
  switch (code)
    {
    case KTG_REPORT_COPY_ERROR_NO_SPACE:
      return _ ("There is not enough room. No copy was left there. Free some room, or choose "
                "another medium.");
    case KTG_REPORT_COPY_ERROR_READ_ONLY:
      return _ ("Nothing can be written there. Choose another folder or medium.");
    case KTG_REPORT_COPY_ERROR_GONE:
      return _ ("The folder or medium is not there any more, or failed. There is no copy. Put it "
                "in and try again.");
    case KTG_REPORT_COPY_ERROR_MISREAD:
      return _ ("The medium gave back something else than was written. There is no copy. Use "
                "another medium.");
    case KTG_REPORT_COPY_ERROR_DAMAGED:
      return _ ("A file of the report is damaged on this device, so no copy was made. “ktg verify” "
                "names it.");
    default:
      return NULL;
    }
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
  return error->domain == KTG_REPORT_COPY_ERROR ? g_strdup (get_trouble (error->code))
                                                : ktg_sentences_dup_error (error);
}
