/* ktg-photo-files.c - the photos named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-files.h"

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-evidence-import.h>
#include <ktg-file-words.h>

static void
warn (const char *path, const char *sentence)
{
  g_autofree char *safe = ktg_terminal_dup_safe (path);
  g_autofree char *line = g_strdup_printf ("%s: %s", safe, sentence);

  ktg_terminal_complain (line);
}

static void
complain_of (const char *path, const GError *error, const char *safe)
{
  g_autofree char *sentence = ktg_cli_sentences_dup_photo_error (path, error, safe);

  ktg_terminal_complain (sentence);
}

/**
 * ktg_photo_files_check:
 * @paths: (array zero-terminated=1): as they were named
 * @safe: that nothing was done, untranslated
 *
 * Names each file that cannot be evidence; none is read whole.
 *
 * Returns: whether all can
 */
gboolean
ktg_photo_files_check (const char *const *paths, const char *safe)
{
  gboolean is_good = TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GError) error = NULL;

      if (ktg_photo_check (file, KTG_EVIDENCE_MAX_BYTES, NULL, &error))
        continue;

      complain_of (paths[i], error, safe);
      is_good = FALSE;
    }

  return is_good;
}

static void
tell_fate (const char *path, KtgPictureFate fate)
{
  static const char *const words[] = {
    [KTG_PICTURE_OF_NO_SHOWN_KIND]
    = N_ ("no preview: this device cannot show this kind of picture. It is taken as it is."),
    [KTG_PICTURE_TOO_COSTLY]
    = N_ ("no preview: this picture takes more memory than one is given. It is taken as it is."),
    [KTG_PICTURE_BROKEN]
    = N_ ("no preview: this picture is damaged. It is taken as it is; ask for a whole copy."),
    [KTG_PICTURE_TOO_SLOW]
    = N_ ("no preview: this picture takes longer than one is given. It is taken as it is."),
    [KTG_PICTURE_DECODER_ENDED] = N_ ("no preview: the program that shows pictures broke down at "
                                      "this one. It is taken as it is."),
    [KTG_PICTURE_NO_DECODER] = N_ ("no preview: the program that shows pictures could not be "
                                   "started. It is taken as it is. Tell your office."),
  };

  if (fate != KTG_PICTURE_SHOWN)
    warn (path, _ (words[fate]));
}

static void
tell_misnamed (const char *path, const KtgEvidence *evidence)
{
  g_autofree char *sentence = ktg_file_words_dup_misnamed (evidence);

  if (sentence != NULL)
    warn (path, sentence);
}

static KtgEvidence *
import (KtgCli *cli, KtgStore *store, const char *path, gboolean *is_truncated, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (KtgOfferedFile) offered = ktg_offered_file_new (file);
  KtgEvidence *evidence;

  ktg_evidence_import_async (store,
                             offered,
                             cli->world->now ().utc_offset_s,
                             ktg_await_done_cb,
                             &await);
  evidence = ktg_evidence_import_finish (ktg_await_result (&await), is_truncated, error);
  if (evidence != NULL && !*is_truncated)
    tell_fate (path, ktg_evidence_import_get_fate (ktg_await_result (&await)));
  return evidence;
}

static gboolean
import_one (KtgCli *cli, KtgStore *store, const char *path, KtgReport *report, GError **error)
{
  gboolean is_truncated = FALSE;
  g_autoptr (KtgEvidence) evidence = import (cli, store, path, &is_truncated, error);

  if (evidence == NULL)
    return FALSE;

  if (is_truncated)
    warn (path,
          _ ("the end of this picture is missing. It is taken as it is; ask for a "
             "whole copy."));
  if (ktg_report_find_evidence (report, evidence->sha256) != NULL)
    {
      warn (path, _ ("this is the same photo as one before it; it is named once."));
      return TRUE;
    }

  tell_misnamed (path, evidence);
  g_ptr_array_add (report->evidence, g_steal_pointer (&evidence));
  return TRUE;
}

/**
 * ktg_photo_files_import:
 * @paths: (array zero-terminated=1): as they were named
 * @report: (inout): names them afterwards
 * @safe: that nothing was done, untranslated
 *
 * Brings the files and their previews into the store. The same photo twice is one.
 *
 * Returns: %KTG_EXIT_DONE, or another after what is wrong was said
 */
KtgExit
ktg_photo_files_import (KtgCli            *cli,
                        KtgStore          *store,
                        const char *const *paths,
                        KtgReport         *report,
                        const char        *safe)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (import_one (cli, store, paths[i], report, &error))
        continue;
      if (error->domain != KTG_PHOTO_ERROR)
        return ktg_cli_sentences_complain (error);

      complain_of (paths[i], error, safe);
      return KTG_EXIT_FAILED;
    }

  return KTG_EXIT_DONE;
}
