/* ktg-library.c - the data packs a program finds, and what their codes mean to people
 *
 * Packs are read when they are first asked for, so that the first frame does not wait for them. A
 * list of regions that was imported stands in the place of the installed one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"

#include "ktg-language.h"

#include <ktg-deadline.h>
#include <ktg-pack-json.h>

#include <string.h>

struct _KtgLibrary
{
  GObject parent_instance;

  char          *folder;
  char          *imported; /* a file of regions, which need not exist */
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
read_packs (KtgLibrary *self)
{
  g_autoptr (GPtrArray) faults = ktg_pack_json_read_folder (self->pack, self->folder);

  for (guint i = 0; i < faults->len; i++)
    g_warning ("%s", (const char *)g_ptr_array_index (faults, i));
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

/* NULL: there is no such file, or no region in it. */
static KtgRegionTree *
read_tree (const char *folder, const char *name, const char *version)
{
  g_autoptr (GBytes) lines = read_file (folder, name);
  guint n_bad = 0;
  g_autoptr (KtgRegionTree) tree = NULL;

  if (lines != NULL)
    tree = ktg_region_tree_new (version, lines, &n_bad);

  return tree != NULL && ktg_region_tree_get_n_regions (tree) > 0 ? g_steal_pointer (&tree) : NULL;
}

static void
read_regions (KtgLibrary *self)
{
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;

  if (self->imported != NULL)
    self->regions = read_tree ("", self->imported, NULL);
  if (self->regions != NULL)
    return;

  name = find_regions (self);
  if (name == NULL)
    return;

  version = g_strndup (name + strlen ("regions-"), strlen (name) - strlen ("regions-.csv"));
  self->regions = read_tree (self->folder, name, version);
}

static void
ktg_library_finalize (GObject *object)
{
  KtgLibrary *self = KTG_LIBRARY (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->imported, g_free);
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
 * @imported: (nullable): a file with an imported list of regions, which need not exist
 *
 * Returns: (transfer full): a library that has read nothing yet
 */
KtgLibrary *
ktg_library_new (const char *folder, const char *imported)
{
  KtgLibrary *self = g_object_new (KTG_TYPE_LIBRARY, NULL);

  self->folder = g_strdup (folder);
  self->imported = g_strdup (imported);
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
 * Returns: (transfer none) (nullable): the imported list of regions, or the newest that is
 * installed
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

/**
 * ktg_library_get_report_days:
 * @self: a library
 * @known: (nullable): when the matter became known
 *
 * Returns: days the law gives from then
 */
int
ktg_library_get_report_days (KtgLibrary *self, const char *known)
{
  g_autofree char *day = known == NULL ? NULL : g_strndup (known, strlen ("2024-11-12"));

  return ktg_pack_get_report_days (ktg_library_get_pack (self), day);
}

/**
 * ktg_library_get_days_left:
 * @self: a library
 * @known: (nullable): when the matter became known
 * @now: the present
 * @days_left: (out): days after today; negative when over
 *
 * Returns: %FALSE if @known says no day
 */
gboolean
ktg_library_get_days_left (KtgLibrary      *self,
                           const char      *known,
                           const KtgMoment *now,
                           int             *days_left)
{
  if (known == NULL)
    return FALSE;

  return ktg_deadline_days_left (known,
                                 ktg_library_get_report_days (self, known),
                                 now->wall_us,
                                 now->utc_offset_s,
                                 days_left);
}

/**
 * ktg_library_dup_violation_name:
 * @self: a library
 * @code: a pack code
 *
 * Returns: a few words for it; the code itself if no pack knows it
 */
char *
ktg_library_dup_violation_name (KtgLibrary *self, const char *code)
{
  const KtgViolation *violation = ktg_pack_get_violation (ktg_library_get_pack (self), code);
  const char         *name = NULL;

  if (violation != NULL)
    name = ktg_words_get (&violation->short_name, ktg_language_get ());

  if (violation != NULL && (name == NULL || *name == '\0'))
    name = ktg_words_get (&violation->name, ktg_language_get ());

  return g_strdup (name == NULL ? code : name);
}

/**
 * ktg_library_dup_place:
 * @self: a library
 * @region: (nullable): an official code
 * @words: (nullable): the officer's own words
 *
 * Returns: the name of the place; "" if nothing is said
 */
char *
ktg_library_dup_place (KtgLibrary *self, const char *region, const char *words)
{
  const KtgRegionTree *regions = ktg_library_get_regions (self);
  KtgRegion            found;

  if (region != NULL && *region != '\0')
    {
      if (regions != NULL && ktg_region_tree_lookup (regions, region, &found))
        return g_strdup (found.name);

      if (words == NULL || *words == '\0')
        return g_strdup (region);
    }

  return g_strdup (words == NULL ? "" : words);
}
