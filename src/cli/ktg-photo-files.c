/* ktg-photo-files.c - the photos named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-files.h"

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-photo.h>

#define MAX_PHOTO_BYTES (64 * 1024 * 1024) /* what a server takes; docs/PROTOCOL.md */

static void
warn (const char *path, const char *sentence)
{
  g_autofree char *safe = ktg_terminal_dup_safe (path);
  g_autofree char *line = g_strdup_printf ("%s: %s", safe, sentence);

  ktg_terminal_complain (line);
}

static KtgPhoto *
read_photo (const char *path, int utc_offset_s)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  KtgPhoto        *photo = ktg_photo_read (file, MAX_PHOTO_BYTES, utc_offset_s, NULL, &error);

  if (photo != NULL)
    return photo;

  sentence = ktg_cli_sentences_dup_photo_error (path, error);
  ktg_terminal_complain (sentence);
  return NULL;
}

static KtgEvidence *
new_evidence (const KtgPhoto *photo)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->media_type = g_strdup (photo->media_type);
  evidence->original_name = g_strdup (photo->original_name);
  evidence->origin = ktg_origin_guess (photo->original_name);
  evidence->taken = g_strdup (photo->taken);
  evidence->camera = g_strdup (photo->camera);
  evidence->has_position = photo->has_position;
  evidence->latitude = photo->latitude;
  evidence->longitude = photo->longitude;

  if (evidence->origin == KTG_ORIGIN_UNKNOWN && photo->camera != NULL)
    evidence->origin = KTG_ORIGIN_CAMERA;

  return evidence;
}

static gboolean
import_original (KtgStore *store, const char *path, KtgEvidence *evidence, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ktg_store_import_file_async (store, file, ktg_await_done_cb, &await);

  return ktg_store_import_file_finish (store,
                                       ktg_await_result (&await),
                                       &evidence->sha256,
                                       &evidence->size_bytes,
                                       error);
}

static gboolean
import_preview (KtgStore *store, GBytes *preview, KtgEvidence *evidence, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  if (preview == NULL)
    return TRUE;

  ktg_store_import_bytes_async (store, preview, ktg_await_done_cb, &await);

  return ktg_store_import_bytes_finish (store,
                                        ktg_await_result (&await),
                                        &evidence->preview_sha256,
                                        &evidence->preview_size_bytes,
                                        error);
}

static gboolean
is_named (const KtgReport *report, const char *sha256)
{
  for (guint i = 0; i < report->evidence->len; i++)
    if (g_str_equal (((KtgEvidence *)report->evidence->pdata[i])->sha256, sha256))
      return TRUE;

  return FALSE;
}

static gboolean
import_one (KtgStore       *store,
            const char     *path,
            const KtgPhoto *photo,
            KtgReport      *report,
            GError        **error)
{
  g_autoptr (KtgEvidence) evidence = new_evidence (photo);

  if (!import_original (store, path, evidence, error)
      || !import_preview (store, photo->preview, evidence, error))
    return FALSE;

  if (is_named (report, evidence->sha256))
    warn (path, _ ("this is the same photo as one before it; it is named once."));
  else
    g_ptr_array_add (report->evidence, g_steal_pointer (&evidence));

  return TRUE;
}

/* What happened follows in a sentence; which of many files it was would not be in it. */
static void
name_culprit (const char *path, const GError *error)
{
  if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNREADABLE))
    warn (path, _ ("this file went away or changed while it was taken."));
}

GPtrArray *
ktg_photo_files_read (KtgCli *cli, const char *const *paths)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_photo_free);
  int      utc_offset_s = cli->world->now ().utc_offset_s;
  gboolean is_good = TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      KtgPhoto *photo = read_photo (paths[i], utc_offset_s);

      if (photo == NULL)
        is_good = FALSE;
      else
        g_ptr_array_add (photos, photo);
    }

  return is_good ? g_steal_pointer (&photos) : NULL;
}

gboolean
ktg_photo_files_import (KtgStore          *store,
                        const char *const *paths,
                        GPtrArray         *photos,
                        KtgReport         *report,
                        GError           **error)
{
  for (guint i = 0; i < photos->len; i++)
    {
      const KtgPhoto *photo = photos->pdata[i];

      if (photo->is_truncated)
        warn (paths[i],
              _ ("the end of this picture is missing. It is taken as it is; ask for a "
                 "whole copy."));

      if (!import_one (store, paths[i], photo, report, error))
        {
          name_culprit (paths[i], *error);
          return FALSE;
        }
    }

  return TRUE;
}
