/* ktg-publishing-check.c - are the packs that lie here those that were published?
 *
 * A running server hands out what it read when it started, so the files are read again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-publishing-check.h"

#include "ktg-publishing.h"
#include "ktg-writer.h"

#include <ktg-receipt.h>
#include <ktg-whole-file.h>

#define OF_CENTRE "publish it again from the file that it came from"
#define OF_RELAY "it comes again from the centre with the next start"

/* A file in the folder. */
typedef struct
{
  char           *file_name;
  KtgShelvedPack *pack; /* NULL: it cannot be read as one */
  gboolean        is_other;
} Laid;

static void
laid_free (Laid *self)
{
  g_free (self->file_name);
  g_clear_pointer (&self->pack, ktg_shelved_pack_unref);
  g_free (self);
}

static gboolean
is_called_so (const KtgShelvedPack *pack, const char *file_name)
{
  g_autofree char *own = ktg_pack_notice_dup_file_name (pack->notice);

  return g_str_equal (own, file_name);
}

static Laid *
laid_new (const char *folder, const char *file_name)
{
  Laid            *self = g_new0 (Laid, 1);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GBytes) content = ktg_whole_file_read (path, KTG_SHELF_MAX_PACK_BYTES, NULL);

  self->file_name = g_strdup (file_name);
  self->pack = content != NULL ? ktg_shelved_pack_new (content, TRUE, NULL) : NULL;
  if (self->pack != NULL && !is_called_so (self->pack, file_name))
    g_clear_pointer (&self->pack, ktg_shelved_pack_unref);

  return self;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(Laid *const *)a)->file_name, (*(Laid *const *)b)->file_name);
}

static GPtrArray *
read_folder (const char *folder)
{
  GPtrArray *laid = g_ptr_array_new_with_free_func ((GDestroyNotify)laid_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *file_name;

  while (directory != NULL && (file_name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (file_name, ".json"))
      g_ptr_array_add (laid, laid_new (folder, file_name));

  g_ptr_array_sort (laid, compare_names);
  return laid;
}

typedef struct
{
  KtgArchive *archive;
  GPtrArray  *laid;
} Check;

static gboolean
find_words (KtgCatalog *catalog, gpointer data, GError **error)
{
  Check *self = data;

  for (guint i = 0; i < self->laid->len; i++)
    {
      Laid *laid = g_ptr_array_index (self->laid, i);

      if (laid->pack != NULL
          && !ktg_publishing_find_word (self->archive, catalog, laid->pack, &laid->is_other, error))
        return FALSE;
    }

  return TRUE;
}

/* What a sudden end left has no word yet, and is as if it were not here. */
static void
say (const Laid *laid, const char *what_helps, GString *said, guint *n_wrong)
{
  if (laid->pack != NULL && laid->pack->word == NULL && !laid->is_other)
    g_string_append_printf (said,
                            "pack %s: nobody published it, so nobody is handed it (no damage)\n",
                            laid->file_name);
  if (laid->pack != NULL && !laid->is_other)
    return;

  g_string_append_printf (said,
                          "pack %s: %s; %s\n",
                          laid->file_name,
                          laid->pack != NULL ? "it is not what was published under this version"
                                             : "it is no pack of that name that can be read",
                          what_helps);
  (*n_wrong)++;
}

/**
 * ktg_publishing_check:
 * @archive: an archive
 * @said: gets a line for each file that is not handed out, or not after the next start
 * @n_wrong: (inout): counts what is wrong
 * @error: the database failed
 *
 * Reads again what was published here, or came from the centre. On any thread but the writer's.
 *
 * Returns: whether it could be looked at
 */
gboolean
ktg_publishing_check (KtgArchive *archive, GString *said, guint *n_wrong, GError **error)
{
  g_autoptr (GPtrArray) laid = read_folder (ktg_shelf_get_folder (ktg_archive_get_shelf (archive)));
  Check    check = { archive, laid };
  gboolean is_relay = g_str_equal (ktg_archive_get_holder (archive), KTG_RECEIPT_OF_RELAY);

  if (!ktg_writer_run (ktg_archive_get_writer (archive), find_words, &check, error))
    return FALSE;

  for (guint i = 0; i < laid->len; i++)
    say (g_ptr_array_index (laid, i), is_relay ? OF_RELAY : OF_CENTRE, said, n_wrong);
  return TRUE;
}
