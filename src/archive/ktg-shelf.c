/* ktg-shelf.c - the data packs this server hands out
 *
 * Read once at the start; a new version of a pack comes with a restart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-shelf.h"

#include <ktg-pack-json.h>
#include <ktg-sha256.h>

struct _KtgShelf
{
  GPtrArray *packs; /* of KtgShelvedPack */
};

static void
shelved_pack_free (gpointer data)
{
  KtgShelvedPack *pack = data;

  g_free (pack->name);
  g_free (pack->version);
  g_free (pack->sha256);
  g_bytes_unref (pack->content);
  g_free (pack);
}

/* Of two packs with one name the newer version stays; versions are dates. */
static void
put (KtgShelf *self, KtgShelvedPack *pack)
{
  for (guint i = 0; i < self->packs->len; i++)
    {
      KtgShelvedPack *other = g_ptr_array_index (self->packs, i);

      if (!g_str_equal (other->name, pack->name))
        continue;
      if (g_strcmp0 (other->version, pack->version) >= 0)
        {
          shelved_pack_free (pack);
          return;
        }
      g_ptr_array_remove_index (self->packs, i);
      break;
    }

  g_ptr_array_add (self->packs, pack);
}

static void
load (KtgShelf *self, const char *folder, const char *file_name)
{
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  KtgShelvedPack *pack;

  file = g_mapped_file_new (path, FALSE, &error);
  if (file != NULL)
    content = g_mapped_file_get_bytes (file);
  if (content == NULL || !ktg_pack_json_peek (content, &name, &version, &error))
    {
      g_warning ("the pack %s is left out: %s", file_name, error->message);
      return;
    }

  pack = g_new0 (KtgShelvedPack, 1);
  pack->name = g_steal_pointer (&name);
  pack->version = g_steal_pointer (&version);
  pack->sha256 = ktg_sha256_of_bytes (content);
  pack->media_type = g_str_has_suffix (file_name, ".csv") ? "text/csv" : "application/json";
  pack->content = g_steal_pointer (&content);
  put (self, pack);
}

/**
 * ktg_shelf_new:
 * @folder: of *.json and *.csv; where there is none, the shelf is empty
 */
KtgShelf *
ktg_shelf_new (const char *folder)
{
  KtgShelf *self = g_new0 (KtgShelf, 1);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *file_name;

  self->packs = g_ptr_array_new_with_free_func (shelved_pack_free);
  while (directory != NULL && (file_name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (file_name, ".json") || g_str_has_suffix (file_name, ".csv"))
      load (self, folder, file_name);

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

  g_ptr_array_unref (self->packs);
  g_free (self);
}

/**
 * ktg_shelf_get_packs:
 *
 * Returns: (transfer none) (element-type KtgShelvedPack): all of them
 */
GPtrArray *
ktg_shelf_get_packs (KtgShelf *self)
{
  return self->packs;
}

/**
 * ktg_shelf_get_pack:
 *
 * Returns: (transfer none) (nullable): the pack of this name
 */
const KtgShelvedPack *
ktg_shelf_get_pack (KtgShelf *self, const char *name)
{
  for (guint i = 0; i < self->packs->len; i++)
    {
      const KtgShelvedPack *pack = g_ptr_array_index (self->packs, i);

      if (g_str_equal (pack->name, name))
        return pack;
    }

  return NULL;
}
