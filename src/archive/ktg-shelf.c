/* ktg-shelf.c - the data packs this server hands out
 *
 * Those that are installed with the program, and those that were published here or came from the
 * server above, which lie in a folder of their own. Whoever stocks it says who published each
 * (ktg-publishing.c). A list of all of them is made anew when one comes and never changed, so
 * whoever has one keeps it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-shelf.h"

#include "ktg-archive-error.h"

#include <ktg-gzip.h>
#include <ktg-pack-json.h>
#include <ktg-pack-parcel.h>
#include <ktg-pack-version.h>
#include <ktg-sha256.h>
#include <ktg-whole-file.h>

#include <string.h>

#define PACKING_LEVEL 9

struct _KtgShelf
{
  char         *folder; /* of what was published here, or came */
  GMutex        mutex;
  char         *installed; /* guarded by it: of the program's; NULL: nobody said where */
  KtgShelfList *list;      /* the same */
};

/* --- one pack --- */

static void
clear_pack (gpointer data)
{
  KtgShelvedPack *pack = data;

  ktg_pack_notice_free (pack->notice);
  g_bytes_unref (pack->content);
  g_clear_pointer (&pack->word, ktg_envelope_unref);
  g_clear_pointer (&pack->packed, g_bytes_unref);
}

/**
 * ktg_shelved_pack_unref:
 * @pack: (transfer full): a pack
 *
 * On any thread.
 */
void
ktg_shelved_pack_unref (KtgShelvedPack *pack)
{
  g_atomic_rc_box_release_full (pack, clear_pack);
}

static gboolean
check_size (GBytes *content, GError **error)
{
  if (g_bytes_get_size (content) <= KTG_SHELF_MAX_PACK_BYTES)
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_USAGE,
                       "the file is larger than 1 MiB: too much for the link of a village");
  return FALSE;
}

static gboolean
check_format (GBytes *content, GError **error)
{
  if (!ktg_pack_json_is_newer (content))
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_USAGE,
                       "its format came after this program: install the newest kentongan-server, "
                       "then publish it again");
  return FALSE;
}

static gboolean
check_version (const KtgPackNotice *notice, GError **error)
{
  if (ktg_pack_notice_is_sound (notice))
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_USAGE,
               "“%s” is no version of a pack: that is a day, as 2024-11-12, and of a "
               "correction its number, as 2024-11-12.2",
               notice->version);
  return FALSE;
}

/**
 * ktg_shelved_pack_new:
 * @content: of a file
 * @is_published: whether it is to lie here, and is not installed with the program
 * @error: %KTG_ARCHIVE_ERROR_USAGE or %KTG_WIRE_ERROR if it is no pack that can be handed out
 *
 * Returns: (transfer full): a pack of which nobody has said yet that he hands it out
 */
KtgShelvedPack *
ktg_shelved_pack_new (GBytes *content, gboolean is_published, GError **error)
{
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new (NULL, NULL, NULL);
  KtgShelvedPack *pack;

  if (!check_size (content, error) || !check_format (content, error)
      || !ktg_pack_json_peek (content, &notice->name, &notice->version, error)
      || !check_version (notice, error))
    return NULL;

  notice->sha256 = ktg_sha256_of_bytes (content);
  pack = g_atomic_rc_box_new0 (KtgShelvedPack);
  pack->notice = g_steal_pointer (&notice);
  pack->content = g_bytes_ref (content);
  pack->is_published = is_published;
  return pack;
}

/**
 * ktg_shelved_pack_set_word:
 * @pack: one that nobody else has yet
 * @word: (nullable): of who published it
 */
void
ktg_shelved_pack_set_word (KtgShelvedPack *pack, KtgEnvelope *word)
{
  g_clear_pointer (&pack->word, ktg_envelope_unref);
  pack->word = word != NULL ? ktg_envelope_ref (word) : NULL;
}

/* What travels follows from the word, and is worked out once. */
static void
pack_up (KtgShelvedPack *pack)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (pack->word, pack->content);

  g_clear_pointer (&pack->packed, g_bytes_unref);
  pack->packed = ktg_gzip_pack_always (parcel, PACKING_LEVEL);
}

/* --- all of them --- */

static void
clear_list (gpointer data)
{
  g_ptr_array_unref (((KtgShelfList *)data)->packs);
}

/**
 * ktg_shelf_list_unref:
 * @list: (transfer full): a list
 *
 * On any thread.
 */
void
ktg_shelf_list_unref (KtgShelfList *list)
{
  g_atomic_rc_box_release_full (list, clear_list);
}

static gint
compare_packs (gconstpointer a, gconstpointer b)
{
  const KtgPackNotice *first = (*(KtgShelvedPack *const *)a)->notice;
  const KtgPackNotice *second = (*(KtgShelvedPack *const *)b)->notice;
  int                  order = strcmp (first->name, second->name);

  return order != 0 ? order : ktg_pack_version_compare (first->version, second->version);
}

static void
set_mark (KtgShelfList *list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;

  for (guint i = 0; i < list->packs->len; i++)
    {
      const KtgShelvedPack *pack = g_ptr_array_index (list->packs, i);
      const KtgPackNotice  *notice = pack->notice;

      if (pack->word != NULL)
        g_string_append_printf (text, "%s-%s %s\n", notice->name, notice->version, notice->sha256);
    }

  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  hash = ktg_sha256_of_bytes (bytes);
  g_strlcpy (list->mark, hash, sizeof list->mark);
}

/* What is among @packs and would be wanted by somebody who has @pack and nothing else. */
static GPtrArray *
list_beside (const GPtrArray *packs, const KtgShelvedPack *pack)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new ();
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_shelved_pack_unref);

  g_ptr_array_add (held, pack->notice);
  for (guint i = 0; i < packs->len; i++)
    {
      KtgShelvedPack *other = g_ptr_array_index (packs, i);

      if (ktg_pack_notice_is_wanted (other->notice, held))
        g_ptr_array_add (kept, g_atomic_rc_box_acquire (other));
    }

  return kept;
}

/* @packs: taken */
static KtgShelfList *
shelf_list_new (GPtrArray *packs)
{
  KtgShelfList *list = g_atomic_rc_box_new0 (KtgShelfList);

  list->packs = packs;
  g_ptr_array_sort (list->packs, compare_packs);
  set_mark (list);
  return list;
}

/**
 * ktg_shelf_list_count_beside:
 * @list: a list
 * @pack: one that may come
 *
 * Returns: how many others stay when it does
 */
guint
ktg_shelf_list_count_beside (const KtgShelfList *list, const KtgShelvedPack *pack)
{
  g_autoptr (GPtrArray) beside = list_beside (list->packs, pack);

  return beside->len;
}

/**
 * ktg_shelf_list_notices:
 * @list: a list
 *
 * Returns: (transfer container) (element-type KtgPackNotice): what is in it, as long as the list is
 * there
 */
GPtrArray *
ktg_shelf_list_notices (const KtgShelfList *list)
{
  GPtrArray *notices = g_ptr_array_new ();

  for (guint i = 0; i < list->packs->len; i++)
    g_ptr_array_add (notices, ((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->notice);

  return notices;
}

/**
 * ktg_shelf_list_wants:
 * @list: a list
 * @notice: a pack
 *
 * Returns: whether it says something that nothing in the list does
 */
gboolean
ktg_shelf_list_wants (const KtgShelfList *list, const KtgPackNotice *notice)
{
  g_autoptr (GPtrArray) held = ktg_shelf_list_notices (list);

  return ktg_pack_notice_is_wanted (notice, held);
}

/* --- the shelf --- */

/**
 * ktg_shelf_new:
 * @folder: of what was published here, or came; it may not be there yet
 *
 * Returns: (transfer full): a shelf with nothing on it
 */
KtgShelf *
ktg_shelf_new (const char *folder)
{
  KtgShelf *self = g_new0 (KtgShelf, 1);

  self->folder = g_strdup (folder);
  g_mutex_init (&self->mutex);
  self->list
      = shelf_list_new (g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_shelved_pack_unref));
  ktg_whole_file_clean (folder);
  return self;
}

/**
 * ktg_shelf_free:
 * @self: (nullable): a shelf
 *
 * Once nobody is handed a pack.
 */
void
ktg_shelf_free (KtgShelf *self)
{
  if (self == NULL)
    return;

  ktg_shelf_list_unref (self->list);
  g_mutex_clear (&self->mutex);
  g_free (self->installed);
  g_free (self->folder);
  g_free (self);
}

/**
 * ktg_shelf_get_folder:
 * @self: a shelf
 *
 * Returns: (transfer none): where what was published here lies, or came
 */
const char *
ktg_shelf_get_folder (KtgShelf *self)
{
  return self->folder;
}

/**
 * ktg_shelf_dup_installed:
 * @self: a shelf
 *
 * On any thread.
 *
 * Returns: (transfer full) (nullable): where the packs of the program were when it was loaded
 */
char *
ktg_shelf_dup_installed (KtgShelf *self)
{
  char *installed;

  g_mutex_lock (&self->mutex);
  installed = g_strdup (self->installed);
  g_mutex_unlock (&self->mutex);

  return installed;
}

/**
 * ktg_shelf_write_file:
 * @self: a shelf
 * @pack: one that is published here, or came
 * @error: as ktg_whole_file_write() has it
 *
 * Nothing is on the shelf by it. On any thread.
 *
 * Returns: whether it lies in the folder, durably
 */
gboolean
ktg_shelf_write_file (KtgShelf *self, const KtgShelvedPack *pack, GError **error)
{
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (pack->notice);

  return ktg_whole_file_write (self->folder, file_name, pack->content, error);
}

static void
note_installed (KtgShelf *self, const char *installed)
{
  g_mutex_lock (&self->mutex);
  g_free (self->installed);
  self->installed = g_strdup (installed);
  g_mutex_unlock (&self->mutex);
}

static void
load (GPtrArray *packs, const char *folder, const char *file_name, gboolean is_published)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = ktg_whole_file_read (path, KTG_SHELF_MAX_PACK_BYTES, &error);
  KtgShelvedPack *pack
      = content != NULL ? ktg_shelved_pack_new (content, is_published, &error) : NULL;

  if (pack == NULL)
    g_warning ("the pack %s is left out: %s", file_name, error->message);
  else
    g_ptr_array_add (packs, pack);
}

static void
load_folder (GPtrArray *packs, const char *folder, gboolean is_published)
{
  g_autoptr (GDir) directory = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *file_name;

  while (directory != NULL && (file_name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (file_name, ".json"))
      load (packs, folder, file_name, is_published);
}

/**
 * ktg_shelf_load:
 * @self: a shelf
 * @installed: (nullable): of *.json; where there is none, nothing comes to what lies here
 *
 * Nothing is on the shelf by it.
 *
 * Returns: (transfer full) (element-type KtgShelvedPack): what may be handed out, first what lies
 * here
 */
GPtrArray *
ktg_shelf_load (KtgShelf *self, const char *installed)
{
  GPtrArray *packs = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_shelved_pack_unref);

  note_installed (self, installed);
  load_folder (packs, self->folder, TRUE);
  load_folder (packs, installed, FALSE);
  return packs;
}

/**
 * ktg_shelf_pick:
 * @packs: (element-type KtgShelvedPack): in any order, but that of two of one version the first
 * counts
 *
 * Returns: (transfer full) (element-type KtgShelvedPack): those in whose place no other stands
 */
GPtrArray *
ktg_shelf_pick (const GPtrArray *packs)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_shelved_pack_unref);

  for (guint i = 0; i < packs->len; i++)
    {
      KtgShelvedPack *pack = g_ptr_array_index (packs, i);
      g_autoptr (GPtrArray) held = g_ptr_array_new ();
      GPtrArray *beside;

      for (guint j = 0; j < picked->len; j++)
        g_ptr_array_add (held, ((KtgShelvedPack *)g_ptr_array_index (picked, j))->notice);
      if (!ktg_pack_notice_is_wanted (pack->notice, held))
        continue;

      beside = list_beside (picked, pack);
      g_ptr_array_add (beside, g_atomic_rc_box_acquire (pack));
      g_ptr_array_unref (picked);
      picked = beside;
    }

  return picked;
}

/* @packs: taken */
static void
set_list (KtgShelf *self, GPtrArray *packs)
{
  KtgShelfList *before = self->list;

  self->list = shelf_list_new (packs);
  ktg_shelf_list_unref (before);
}

/**
 * ktg_shelf_set:
 * @self: a shelf
 * @packs: (transfer full) (element-type KtgShelvedPack): in whose place no other stands, and that
 * nobody else has yet
 *
 * They are on it from now on, in the place of what was.
 */
void
ktg_shelf_set (KtgShelf *self, GPtrArray *packs)
{
  for (guint i = 0; i < packs->len; i++)
    pack_up (g_ptr_array_index (packs, i));

  g_mutex_lock (&self->mutex);
  set_list (self, packs);
  g_mutex_unlock (&self->mutex);
}

/**
 * ktg_shelf_put:
 * @self: a shelf
 * @pack: (transfer full): one that nobody else has yet
 *
 * It is on it from now on, and what it stands in the place of no more. On any thread.
 */
void
ktg_shelf_put (KtgShelf *self, KtgShelvedPack *pack)
{
  GPtrArray *packs;

  pack_up (pack);
  g_mutex_lock (&self->mutex);
  packs = list_beside (self->list->packs, pack);
  g_ptr_array_add (packs, pack);
  set_list (self, packs);
  g_mutex_unlock (&self->mutex);
}

/**
 * ktg_shelf_dup_list:
 * @self: a shelf
 *
 * On any thread.
 *
 * Returns: (transfer full): what is on it at this moment
 */
KtgShelfList *
ktg_shelf_dup_list (KtgShelf *self)
{
  KtgShelfList *list;

  g_mutex_lock (&self->mutex);
  list = g_atomic_rc_box_acquire (self->list);
  g_mutex_unlock (&self->mutex);

  return list;
}

/**
 * ktg_shelf_dup_pack:
 * @self: a shelf
 * @id: "rules-2022-09-22.2"
 *
 * On any thread.
 *
 * Returns: (transfer full) (nullable): the pack of this name and version, if somebody published it
 */
KtgShelvedPack *
ktg_shelf_dup_pack (KtgShelf *self, const char *id)
{
  g_autoptr (KtgShelfList) list = ktg_shelf_dup_list (self);

  for (guint i = 0; i < list->packs->len; i++)
    {
      KtgShelvedPack  *pack = g_ptr_array_index (list->packs, i);
      g_autofree char *own_id = ktg_pack_notice_dup_id (pack->notice);

      if (pack->word != NULL && g_str_equal (own_id, id))
        return g_atomic_rc_box_acquire (pack);
    }

  return NULL;
}
