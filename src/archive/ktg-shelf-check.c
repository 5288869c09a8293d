/* ktg-shelf-check.c - whether a pack may come to those that are handed out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-shelf-check.h"

#include "ktg-archive-error.h"
#include "ktg-disk-space.h"

#include <ktg-pack-json.h>
#include <ktg-pack-version.h>

#include <string.h>

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

/**
 * ktg_shelf_check_refuse_other:
 * @notice: a pack
 * @error: gets %KTG_ARCHIVE_ERROR_USAGE: its version was published, and says something else
 *
 * Returns: %FALSE
 */
gboolean
ktg_shelf_check_refuse_other (const KtgPackNotice *notice, GError **error)
{
  return refuse (error,
                 notice,
                 "this version is handed out already, and says something else. What was published "
                 "is never changed: give the correction the next number");
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
read_list (const KtgShelfList *list, const char *day)
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
check_content (const KtgShelfList   *list,
               const KtgShelvedPack *shelved,
               const char           *today,
               GError              **error)
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
check_place (const KtgShelfList *list, const KtgPackNotice *notice, GError **error)
{
  for (guint i = 0; i < list->packs->len; i++)
    {
      const KtgPackNotice *other = ((KtgShelvedPack *)g_ptr_array_index (list->packs, i))->notice;

      if (g_str_equal (other->name, notice->name) && g_str_equal (other->version, notice->version))
        return ktg_shelf_check_refuse_other (notice, error);
    }

  return ktg_shelf_list_wants (list, notice)
         || refuse (error, notice, "a later correction is handed out already");
}

/* Nobody would ask for one more. */
static gboolean
check_number (const KtgShelfList *list, const KtgShelvedPack *pack, GError **error)
{
  return ktg_shelf_list_count_beside (list, pack) < KTG_PACK_MAX_ANNOUNCED
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

/**
 * ktg_shelf_check:
 * @list: what is handed out
 * @folder: where it is to lie
 * @pack: what somebody wants to publish
 * @today: the day it is here
 * @error: %KTG_ARCHIVE_ERROR_USAGE or %KTG_WIRE_ERROR if it cannot be handed out beside the others,
 * %KTG_ARCHIVE_ERROR_IO if the disk has too little room
 *
 * Returns: whether it may
 */
gboolean
ktg_shelf_check (const KtgShelfList   *list,
                 const char           *folder,
                 const KtgShelvedPack *pack,
                 const char           *today,
                 GError              **error)
{
  return check_place (list, pack->notice, error) && check_number (list, pack, error)
         && check_content (list, pack, today, error) && check_room (folder, pack->content, error);
}
