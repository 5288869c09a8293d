/* ktg-shelf.c - the data packs this server hands out
 *
 * Those that are installed with the program, and those that were published here, which lie in a
 * folder of their own. A list of all of them is made anew when one comes and never changed, so
 * whoever has one keeps it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-shelf.h"

#include "ktg-archive-error.h"
#include "ktg-disk-space.h"

#include <ktg-gzip.h>
#include <ktg-pack-json.h>
#include <ktg-pack-version.h>
#include <ktg-sha256.h>
#include <ktg-whole-file.h>

#include <string.h>

#define PACKING_LEVEL 9

struct _KtgShelf
{
  char         *folder; /* of what was published */
  GMutex        mutex;
  KtgShelfList *list; /* guarded by it */
};

/* --- one pack --- */

static void
clear_pack (gpointer data)
{
  KtgShelvedPack *pack = data;

  ktg_pack_notice_free (pack->notice);
  g_bytes_unref (pack->content);
  g_bytes_unref (pack->packed);
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

static KtgShelvedPack *
shelved_pack_new (GBytes *content, gboolean is_published, GError **error)
{
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new (NULL, NULL, NULL);
  KtgShelvedPack *pack;

  if (!check_format (content, error)
      || !ktg_pack_json_peek (content, &notice->name, &notice->version, error)
      || !check_version (notice, error))
    return NULL;

  notice->sha256 = ktg_sha256_of_bytes (content);
  pack = g_atomic_rc_box_new0 (KtgShelvedPack);
  pack->notice = g_steal_pointer (&notice);
  pack->content = g_bytes_ref (content);
  pack->packed = ktg_gzip_pack_always (content, PACKING_LEVEL);
  pack->is_published = is_published;
  return pack;
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
      const KtgPackNotice *notice = ((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->notice;

      g_string_append_printf (text, "%s-%s %s\n", notice->name, notice->version, notice->sha256);
    }

  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  hash = ktg_sha256_of_bytes (bytes);
  g_strlcpy (list->mark, hash, sizeof list->mark);
}

/* What is on the shelf and would be wanted by somebody who has @pack and nothing else. */
static GPtrArray *
list_beside (KtgShelfList *list, KtgShelvedPack *pack)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new ();
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_shelved_pack_unref);

  g_ptr_array_add (held, pack->notice);
  for (guint i = 0; i < list->packs->len; i++)
    {
      KtgShelvedPack *other = g_ptr_array_index (list->packs, i);

      if (ktg_pack_notice_is_wanted (other->notice, held))
        g_ptr_array_add (kept, g_atomic_rc_box_acquire (other));
    }

  return kept;
}

static gboolean
is_wanted (KtgShelfList *list, const KtgPackNotice *notice)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new ();

  for (guint i = 0; i < list->packs->len; i++)
    g_ptr_array_add (held, ((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->notice);

  return ktg_pack_notice_is_wanted (notice, held);
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

/* @pack: taken. What it stands in the place of is handed out no more. */
static void
put (KtgShelf *self, KtgShelvedPack *pack)
{
  GPtrArray    *packs = list_beside (self->list, pack);
  KtgShelfList *before = self->list;

  g_ptr_array_add (packs, pack);
  self->list = shelf_list_new (packs);
  ktg_shelf_list_unref (before);
}

static void
load (KtgShelf *self, const char *folder, const char *file_name, gboolean is_published)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = ktg_whole_file_read (path, KTG_SHELF_MAX_PACK_BYTES, &error);
  g_autoptr (KtgShelvedPack) pack = NULL;

  if (content != NULL && check_size (content, &error))
    pack = shelved_pack_new (content, is_published, &error);

  if (pack == NULL)
    g_warning ("the pack %s is left out: %s", file_name, error->message);
  else if (is_wanted (self->list, pack->notice))
    put (self, g_steal_pointer (&pack));
}

static void
load_folder (KtgShelf *self, const char *folder, gboolean is_published)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *file_name;

  g_mutex_lock (&self->mutex);
  while (directory != NULL && (file_name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (file_name, ".json"))
      load (self, folder, file_name, is_published);
  g_mutex_unlock (&self->mutex);
}

/**
 * ktg_shelf_new:
 * @published: the folder of what was published here; it may not be there yet
 *
 * Returns: (transfer full): a shelf with what was published
 */
KtgShelf *
ktg_shelf_new (const char *published)
{
  KtgShelf *self = g_new0 (KtgShelf, 1);

  self->folder = g_strdup (published);
  g_mutex_init (&self->mutex);
  self->list
      = shelf_list_new (g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_shelved_pack_unref));
  ktg_whole_file_clean (published);
  load_folder (self, published, TRUE);
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
  g_free (self->folder);
  g_free (self);
}

/**
 * ktg_shelf_stock:
 * @self: a shelf
 * @installed: of *.json; where there is none, nothing comes to what is there
 *
 * What is installed is handed out, too, unless something newer was published.
 */
void
ktg_shelf_stock (KtgShelf *self, const char *installed)
{
  load_folder (self, installed, FALSE);
}

/**
 * ktg_shelf_dup_list:
 * @self: a shelf
 *
 * On any thread.
 *
 * Returns: (transfer full): what it hands out at this moment
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
 * Returns: (transfer full) (nullable): the pack of this name and version
 */
KtgShelvedPack *
ktg_shelf_dup_pack (KtgShelf *self, const char *id)
{
  g_autoptr (KtgShelfList) list = ktg_shelf_dup_list (self);

  for (guint i = 0; i < list->packs->len; i++)
    {
      KtgShelvedPack  *pack = g_ptr_array_index (list->packs, i);
      g_autofree char *own_id = ktg_pack_notice_dup_id (pack->notice);

      if (g_str_equal (own_id, id))
        return g_atomic_rc_box_acquire (pack);
    }

  return NULL;
}

/* --- publishing --- */

static gboolean
refuse (GError **error, const KtgPackNotice *notice, const char *reason)
{
  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_USAGE,
               "%s %s: %s",
               notice->name,
               notice->version,
               reason);
  return FALSE;
}

/* The first day on which @version holds and that is not over. */
static char *
dup_day (const char *version, const char *today)
{
  g_autofree char *date = g_strndup (version, strcspn (version, "."));

  if (ktg_pack_version_has_begun (version, today))
    return g_strdup (today);

  return strlen (date) == strlen ("2022-09") ? g_strconcat (date, "-01", NULL)
                                             : g_steal_pointer (&date);
}

/* As a device has them on that day; what was wrong with them before is no fault of another. */
static KtgPack *
read_list (KtgShelfList *list, const char *day)
{
  KtgPack *pack = ktg_pack_new ();
  g_autoptr (GPtrArray) unlisted = NULL;

  ktg_pack_set_today (pack, day);
  for (guint i = 0; i < list->packs->len; i++)
    ktg_pack_json_read (pack,
                        ((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->content,
                        NULL);

  unlisted = ktg_pack_drop_unlisted_forms (pack);
  return pack;
}

/* @before: (nullable): faults that are no news */
static gboolean
refuse_first (GPtrArray *faults, GPtrArray *before, GError **error)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const char *fault = g_ptr_array_index (faults, i);

      if (before != NULL && g_ptr_array_find_with_equal_func (before, fault, g_str_equal, NULL))
        continue;

      g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_USAGE, fault);
      return FALSE;
    }

  return TRUE;
}

/* Beside all that is handed out, since a form names lists of other packs: on the day from which it
 * holds each must have something to choose. */
static gboolean
check_content (KtgShelfList *list, const KtgShelvedPack *shelved, const char *today, GError **error)
{
  g_autofree char *day = dup_day (shelved->notice->version, today);
  g_autoptr (KtgPack) pack = read_list (list, day);
  g_autoptr (GPtrArray) before = ktg_pack_find_empty_lists (pack);
  g_autoptr (GPtrArray) unlisted = NULL;
  g_autoptr (GPtrArray) empty = NULL;

  if (!ktg_pack_json_read_offered (pack, shelved->content, error))
    return FALSE;

  unlisted = ktg_pack_drop_unlisted_forms (pack);
  empty = ktg_pack_find_empty_lists (pack);
  return refuse_first (unlisted, NULL, error) && refuse_first (empty, before, error);
}

static gboolean
check_place (KtgShelfList *list, const KtgPackNotice *notice, GError **error)
{
  for (guint i = 0; i < list->packs->len; i++)
    {
      const KtgPackNotice *other = ((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->notice;

      if (g_str_equal (other->name, notice->name) && g_str_equal (other->version, notice->version))
        return refuse (error,
                       notice,
                       "this version is handed out already, and says something else. What was "
                       "published is never changed: give the correction the next number");
    }

  return is_wanted (list, notice)
         || refuse (error, notice, "a later correction is handed out already");
}

/* Nobody would ask for one more. */
static gboolean
check_number (KtgShelfList *list, KtgShelvedPack *pack, GError **error)
{
  g_autoptr (GPtrArray) beside = list_beside (list, pack);

  return beside->len < KTG_PACK_MAX_ANNOUNCED
         || refuse (error,
                    pack->notice,
                    "64 packs are handed out already, and devices take no more");
}

/* The floor that files stop at: what is below it is for texts. */
static gboolean
check_room (const char *folder, GBytes *content, GError **error)
{
  g_autofree char *data = g_path_get_dirname (folder);
  g_autoptr (KtgDiskSpace) disk = ktg_disk_space_new (data);

  if (ktg_disk_space_takes_file (disk, g_bytes_get_size (content)))
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_IO,
                       "the disk has no more room than texts and codes need, and nothing was "
                       "changed: free some, then publish it again");
  return FALSE;
}

static gboolean
is_there (KtgShelfList *list, const KtgPackNotice *notice)
{
  for (guint i = 0; i < list->packs->len; i++)
    if (ktg_pack_notice_equal (((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->notice,
                               notice))
      return TRUE;

  return FALSE;
}

/* Under the lock. @pack: taken, on success */
static gboolean
publish (KtgShelf *self, KtgShelvedPack *pack, const char *today, GError **error)
{
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (pack->notice);

  if (is_there (self->list, pack->notice))
    {
      ktg_shelved_pack_unref (pack);
      return TRUE;
    }
  if (!check_place (self->list, pack->notice, error) || !check_number (self->list, pack, error)
      || !check_content (self->list, pack, today, error)
      || !check_room (self->folder, pack->content, error)
      || !ktg_whole_file_write (self->folder, file_name, pack->content, error))
    return FALSE;

  put (self, pack);
  return TRUE;
}

/**
 * ktg_shelf_publish:
 * @self: a shelf
 * @content: of a pack's file
 * @today: the day it is here
 * @error: %KTG_ARCHIVE_ERROR_USAGE or %KTG_WIRE_ERROR if it is no pack that can be handed out,
 * %KTG_ARCHIVE_ERROR_IO if the disk has too little room
 *
 * From now on it is handed out, and durably so. The same again changes nothing. On any thread.
 *
 * Returns: (transfer full): which pack it is; %NULL: nothing was changed
 */
KtgPackNotice *
ktg_shelf_publish (KtgShelf *self, GBytes *content, const char *today, GError **error)
{
  g_autoptr (KtgShelvedPack) pack = NULL;
  g_autoptr (KtgPackNotice) notice = NULL;
  gboolean is_published;

  if (!check_size (content, error))
    return NULL;
  pack = shelved_pack_new (content, TRUE, error);
  if (pack == NULL)
    return NULL;

  notice = ktg_pack_notice_copy (pack->notice);
  g_mutex_lock (&self->mutex);
  is_published = publish (self, g_atomic_rc_box_acquire (pack), today, error);
  g_mutex_unlock (&self->mutex);
  if (!is_published)
    ktg_shelved_pack_unref (pack); /* what publish() did not take */

  return is_published ? g_steal_pointer (&notice) : NULL;
}
