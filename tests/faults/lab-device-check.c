/* lab-device-check.c - what was said, against what is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lab-device-check.h"

#include "lab-device-words.h"

#include <ktg-sha256.h>
#include <stdlib.h>
#include <string.h>

#define N_VERSIONS 4

static char *
check_file (KtgStoreDevice *device, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ktg_store_device_read (device, sha256, 0, &error);
  g_autofree char *found = bytes != NULL ? ktg_sha256_of_bytes (bytes) : NULL;

  if (g_strcmp0 (found, sha256) == 0)
    return NULL;
  return g_strdup_printf ("file %s: %s", sha256, error != NULL ? error->message : "other bytes");
}

/* When it was filed, and the number it got, is the store's. */
static gboolean
is_version (const KtgReport *report, const char *id, guint version)
{
  g_autoptr (KtgReport) expected = lab_make_report (id, version, lab_get_names (id, version));

  g_free (expected->filed);
  expected->filed = g_strdup (report->filed);
  g_free (expected->number);
  expected->number = g_strdup (report->number);
  return ktg_report_equal (report, expected);
}

/* That version or a later one: what was not said may be there all the same. */
static char *
check_draft (KtgStoreDevice *device, const char *id, guint version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = ktg_store_device_load_draft (device, id, &error);

  for (guint i = version; draft != NULL && i <= N_VERSIONS; i++)
    if (is_version (ktg_draft_get_report (draft), id, i))
      return NULL;

  return g_strdup_printf ("draft %s %u: %s",
                          id,
                          version,
                          error != NULL ? error->message : "other words");
}

static guint
count_versions (KtgHistory *history, const char *id, guint version)
{
  guint n_found = 0;

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgEvent *event = ktg_history_get_entry (history, i)->event;

      if (event->report != NULL && is_version (event->report, id, version))
        n_found++;
    }

  return n_found;
}

/* Whole, or an original that the server has and whose room was given back. */
static char *
check_file_of (KtgStoreDevice *device, const KtgReportHeld *held, const char *const *names, guint i)
{
  g_autofree char   *sha256 = lab_dup_hash (names[i]);
  const KtgFileHeld *file = ktg_report_held_find_file (held, sha256);
  gboolean           is_original = i % 2 == 0;

  if (file != NULL && file->is_freed && is_original)
    return file->is_received && !file->is_here
               ? NULL
               : g_strdup_printf ("file %s is said to be freed", sha256);

  return check_file (device, sha256);
}

/* @id has the words and files that @words_of is made from. */
static char *
check_held (KtgStoreDevice *device, const char *id, const char *words_of, guint version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, id, &error);

  if (held == NULL)
    return g_strdup_printf ("report %s: %s", id, error->message);
  if (count_versions (held->history, words_of, version) != 1)
    return g_strdup_printf ("report %s: version %u is not there once", id, version);

  for (guint i = 0; lab_get_names (words_of, 1)[i] != NULL; i++)
    {
      char *problem = check_file_of (device, held, lab_get_names (words_of, 1), i);

      if (problem != NULL)
        return problem;
    }

  return NULL;
}

/* None of its originals takes room. */
static char *
check_freed (KtgStoreDevice *device, const char *id)
{
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, id, NULL);
  const char *const *names = lab_get_names (id, 1);

  for (guint i = 0; held != NULL && names[i] != NULL; i += 2)
    {
      g_autofree char   *sha256 = lab_dup_hash (names[i]);
      const KtgFileHeld *file = ktg_report_held_find_file (held, sha256);

      if (file == NULL || !file->is_freed)
        return g_strdup_printf ("file %s was freed, and is not", sha256);
    }

  return held != NULL ? NULL : g_strdup_printf ("report %s is gone", id);
}

static char *
check_filed (KtgStoreDevice *device, const char *id, guint version)
{
  return check_held (device, id, id, version);
}

/* Its draft is there, or what became of it. */
static char *
check_amending (KtgStoreDevice *device, const char *id)
{
  g_autofree char *draft_id = lab_dup_amendment_id (id);
  g_autoptr (KtgDraft) draft = ktg_store_device_load_draft (device, draft_id, NULL);

  return draft != NULL ? NULL : check_filed (device, id, 2);
}

static char *
dup_anew (KtgStoreDevice *device, const char *id)
{
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, id, NULL);

  return held != NULL ? g_strdup (held->anew) : NULL;
}

/* With a key that no server knows yet. */
static char *
check_anew (KtgStoreDevice *device, const char *id, const char *said)
{
  g_autofree char *anew = dup_anew (device, id);
  g_autoptr (KtgOwed) owed = lab_load_owed (device, NULL);

  if (g_strcmp0 (anew, said) != 0)
    return g_strdup_printf ("report %s was filed anew as %s, and now as %s", id, said, anew);
  if (owed == NULL || owed->events->len != 1)
    return g_strdup_printf ("report %s was filed anew, and is not owed once", id);

  return check_held (device, anew, id, 1);
}

/* Who was filed anew after a fork is another device, and enrolled nowhere. */
static char *
check_enrolled (KtgStoreDevice *device)
{
  g_autofree char *anew = dup_anew (device, LAB_OWED);

  if ((ktg_store_get_account (device->store) == NULL) == (anew != NULL))
    return NULL;
  return g_strdup ("the enrolment is lost, or is another device's");
}

/* The server was put back to before all of it, what somebody else wrote, too. */
static char *
check_again (KtgStoreDevice *device)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, NULL);

  if (owed != NULL && g_strcmp0 (owed->life, LAB_SECOND_LIFE) == 0 && owed->events->len == 3
      && ((KtgOwedEvent *)owed->events->pdata[0])->is_carried && owed->files->len == 4)
    return NULL;
  return g_strdup ("what the server lacks is not owed again");
}

static char *
check_sent (KtgStoreDevice *device, const char *event_id)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, NULL);

  for (guint i = 0; owed == NULL || i < owed->events->len; i++)
    if (owed == NULL
        || g_strcmp0 (((KtgOwedEvent *)owed->events->pdata[i])->event_id, event_id) == 0)
      return g_strdup_printf ("event %s: its receipt is forgotten", event_id);

  return NULL;
}

static char *
check_received (KtgStoreDevice *device, const char *sha256)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, NULL);

  for (guint i = 0; owed == NULL || i < owed->files->len; i++)
    if (owed == NULL || g_strcmp0 (((KtgOwedFile *)owed->files->pdata[i])->sha256, sha256) == 0)
      return g_strdup_printf ("file %s: its receipt is forgotten", sha256);

  return NULL;
}

static char *
check_discarded (KtgStoreDevice *device, const char *id)
{
  g_autoptr (KtgDraft) draft = ktg_store_device_load_draft (device, id, NULL);

  return draft != NULL ? g_strdup_printf ("draft %s is back", id) : NULL;
}

/* What the server told is remembered until it tells of another list. */
static char *
check_told (KtgStoreDevice *device, const char *shelf)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, NULL);

  return owed != NULL && g_strcmp0 (owed->shelf, shelf) == 0
             ? NULL
             : g_strdup ("the list of packs is forgotten");
}

static char *
check_pack (KtgStoreDevice *device, const char *file_name, const char *sha256)
{
  g_autofree char *folder = lab_dup_pack_folder (device);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *hash = NULL;
  g_autoptr (GBytes) content = NULL;
  char *text = NULL;
  gsize size_bytes = 0;

  if (!g_file_get_contents (path, &text, &size_bytes, NULL))
    return g_strdup_printf ("pack %s is gone", file_name);

  content = g_bytes_new_take (text, size_bytes);
  hash = ktg_sha256_of_bytes (content);
  return g_str_equal (hash, sha256) ? NULL : g_strdup_printf ("pack %s is spoilt", file_name);
}

static gboolean
begins_with (const char *path, GBytes *whole, gsize n_bytes)
{
  g_autofree char *text = NULL;
  gsize            size_bytes = 0;

  return g_file_get_contents (path, &text, &size_bytes, NULL) && size_bytes >= n_bytes
         && n_bytes <= g_bytes_get_size (whole)
         && memcmp (text, g_bytes_get_data (whole, NULL), n_bytes) == 0;
}

/* What arrived is here, or is a pack by now. */
static char *
check_arrived (KtgStoreDevice *device, char **words)
{
  g_autofree char *folder = lab_dup_pack_folder (device);
  g_autofree char *part = g_strconcat (words[2], ".part", NULL);
  g_autofree char *path = g_build_filename (folder, part, NULL);
  g_autofree char *problem = check_pack (device, words[1], words[2]);
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new_for_file (words[1]);
  g_autoptr (GBytes) packed = lab_dup_packed (notice);

  return problem == NULL || begins_with (path, packed, (gsize)atoi (words[3]))
             ? NULL
             : g_strdup_printf ("what arrived of %s is lost", words[1]);
}

/* Said or not: what has the name of a pack is one, whole. */
static char *
check_pack_folder (KtgStoreDevice *device)
{
  g_autofree char *folder = lab_dup_pack_folder (device);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  char       *problem = NULL;
  const char *name;

  while (problem == NULL && directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autoptr (KtgPackNotice) file = ktg_pack_notice_new_for_file (name);
      g_autoptr (KtgPackNotice) right = file != NULL ? lab_make_pack_notice (file->version) : NULL;

      if (right != NULL)
        problem = check_pack (device, name, right->sha256);
    }

  return problem;
}

static char *
check_word (KtgStoreDevice *device, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (g_str_equal (words[0], "enrolled"))
    return check_enrolled (device);
  if (g_str_equal (words[0], "file"))
    return check_file (device, words[1]);
  if (g_str_equal (words[0], "draft"))
    return check_draft (device, words[1], (guint)atoi (words[2]));
  if (g_str_equal (words[0], "filed"))
    return check_filed (device, words[1], 1);
  if (g_str_equal (words[0], "anew"))
    return check_anew (device, words[1], words[2]);
  if (g_str_equal (words[0], "again"))
    return check_again (device);
  if (g_str_equal (words[0], "amending"))
    return check_amending (device, words[1]);
  if (g_str_equal (words[0], "amended"))
    return check_filed (device, words[1], 2);
  if (g_str_equal (words[0], "sent"))
    return check_sent (device, words[1]);
  if (g_str_equal (words[0], "received"))
    return check_received (device, words[1]);
  if (g_str_equal (words[0], "told"))
    return check_told (device, words[1]);
  if (g_str_equal (words[0], "pack"))
    return check_pack (device, words[1], words[2]);
  if (g_str_equal (words[0], "arrived"))
    return check_arrived (device, words);
  if (g_str_equal (words[0], "thrown"))
    return NULL;
  if (g_str_equal (words[0], "freed"))
    return check_freed (device, words[1]);
  if (g_str_equal (words[0], "discarded"))
    return check_discarded (device, words[1]);

  return g_strdup_printf ("what does \"%s\" mean?", line);
}

/* What came of a pack is thrown away where the disk fails. */
static gboolean
is_thrown_away (const char *line, GPtrArray *said)
{
  for (guint i = 0; g_str_has_prefix (line, "arrived ") && i < said->len; i++)
    if (g_str_has_prefix (said->pdata[i], "thrown "))
      return TRUE;

  return FALSE;
}

/* A draft that was filed is a draft no more, nor one that was discarded. */
static gboolean
is_overtaken (const char *line, GPtrArray *said)
{
  for (guint i = 0; g_str_has_prefix (line, "draft ") && i < said->len; i++)
    if (g_str_has_prefix (said->pdata[i], "discarded ")
        && strncmp (line + 6, (char *)said->pdata[i] + 10, 36) == 0)
      return TRUE;

  return FALSE;
}

/* The flow amends this one once: its draft ends with the version that it became. */
static gboolean
is_left_over (KtgStoreDevice *device, const KtgSummaryFields *row)
{
  g_autofree char *problem = NULL;

  if (g_strcmp0 (row->amends, LAB_OWED) != 0)
    return FALSE;

  problem = check_filed (device, LAB_OWED, 2);
  return problem == NULL;
}

/* A report counts once in the list, and nothing stands there that nobody wrote. */
static char *
check_list (KtgStoreDevice *device)
{
  static const char *const known[]
      = { LAB_DELIVERED, LAB_OWED, LAB_DRAFT, LAB_FRESH_DRAFT, LAB_FILED, NULL };
  GListModel *list = ktg_store_get_summaries (device->store);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *anew = dup_anew (device, LAB_OWED);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (list, i);
      const KtgSummaryFields *row = ktg_summary_get (summary);
      const char             *id = row->id;

      if ((!g_strv_contains (known, id) && g_strcmp0 (id, anew) != 0 && *id != '6' && *id != '7'
           && row->amends == NULL)
          || is_left_over (device, row) || !g_hash_table_add (seen, g_strdup (id)))
        return g_strdup_printf ("%s stands in the list and should not, or twice", id);
    }

  return NULL;
}

/* Each word that was said, unless a later one took it back. Returns what is wrong, or NULL. */
char *
lab_check_words (KtgStoreDevice *device, GPtrArray *said)
{
  char *problem = check_list (device);

  if (problem == NULL)
    problem = check_pack_folder (device);
  for (guint i = 0; problem == NULL && i < said->len; i++)
    if (!is_overtaken (said->pdata[i], said) && !is_thrown_away (said->pdata[i], said))
      problem = check_word (device, said->pdata[i]);
  return problem;
}
