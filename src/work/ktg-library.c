/* ktg-library.c - the data packs a program finds installed
 *
 * Packs are read when they are first asked for, so that the first frame does not wait for them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"

#include <ktg-pack-json.h>

#include <string.h>

struct _KtgLibrary
{
  GObject parent_instance;

  char          *folder;
  KtgPack       *pack;
  KtgRegionTree *regions;
  gboolean       has_looked_for_regions;
};

G_DEFINE_FINAL_TYPE (KtgLibrary, ktg_library, G_TYPE_OBJECT)

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char            *text = NULL;
  gsize            length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;

  return g_bytes_new_take (text, length);
}

static void
read_pack (KtgLibrary *self, const char *name)
{
  g_autoptr (GBytes) text = read_file (self->folder, name);
  g_autoptr (GError) error = NULL;

  if (text != NULL && !ktg_pack_json_read (self->pack, text, &error))
    g_warning ("pack %s was left out: %s", name, error->message);
}

static void
read_packs (KtgLibrary *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        read_pack (self, name);
    }
}

/* "regions-2025-04-25.csv" says which list it is. */
static char *
find_regions (KtgLibrary *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  char       *found = NULL;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_prefix (name, "regions-") && g_str_has_suffix (name, ".csv")
          && g_strcmp0 (name, found) > 0)
        {
          g_free (found);
          found = g_strdup (name);
        }
    }

  return found;
}

static void
read_regions (KtgLibrary *self)
{
  g_autofree char *name = find_regions (self);
  g_autofree char *version = NULL;
  g_autoptr (GBytes) lines = NULL;
  guint n_bad = 0;

  if (name == NULL)
    return;

  version = g_strndup (name + strlen ("regions-"), strlen (name) - strlen ("regions-.csv"));
  lines = read_file (self->folder, name);

  if (lines != NULL)
    self->regions = ktg_region_tree_new (version, lines, &n_bad);
}

static void
ktg_library_finalize (GObject *object)
{
  KtgLibrary *self = KTG_LIBRARY (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->pack, ktg_pack_free);
  g_clear_pointer (&self->regions, ktg_region_tree_free);

  G_OBJECT_CLASS (ktg_library_parent_class)->finalize (object);
}

static void
ktg_library_class_init (KtgLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_library_finalize;
}

static void
ktg_library_init (KtgLibrary *self)
{
}

/**
 * ktg_library_new:
 * @folder: where the packs are
 *
 * Returns: (transfer full): a library that has read nothing yet
 */
KtgLibrary *
ktg_library_new (const char *folder)
{
  KtgLibrary *self = g_object_new (KTG_TYPE_LIBRARY, NULL);

  self->folder = g_strdup (folder);
  return self;
}

/**
 * ktg_library_get_pack:
 * @self: a library
 *
 * Returns: (transfer none): rules, forms, gestures and calendar; without files, an empty pack
 */
const KtgPack *
ktg_library_get_pack (KtgLibrary *self)
{
  if (self->pack == NULL)
    {
      self->pack = ktg_pack_new ();
      read_packs (self);
    }

  return self->pack;
}

/**
 * ktg_library_get_regions:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): the newest list of regions
 */
const KtgRegionTree *
ktg_library_get_regions (KtgLibrary *self)
{
  if (!self->has_looked_for_regions)
    {
      self->has_looked_for_regions = TRUE;
      read_regions (self);
    }

  return self->regions;
}
