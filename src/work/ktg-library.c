/* ktg-library.c - the data packs a program finds, and what their codes mean to people
 *
 * Packs are read when they are first asked for, so that the first frame does not wait for them. A
 * list of regions that was imported stands in the place of the installed one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"

#include "ktg-language.h"
#include "ktg-region-files.h"

#include <ktg-deadline.h>
#include <ktg-pack-json.h>

struct _KtgLibrary
{
  GObject parent_instance;

  char           *folder;
  char           *imported; /* a file of regions, which need not exist */
  KtgPack        *pack;
  KtgRegionFiles *regions;
  gboolean        has_looked_for_regions;
};

G_DEFINE_FINAL_TYPE (KtgLibrary, ktg_library, G_TYPE_OBJECT)

static void
read_packs (KtgLibrary *self)
{
  g_autoptr (GPtrArray) faults = ktg_pack_json_read_folder (self->pack, self->folder);

  for (guint i = 0; i < faults->len; i++)
    g_warning ("%s", (const char *)g_ptr_array_index (faults, i));
}

static void
ktg_library_finalize (GObject *object)
{
  KtgLibrary *self = KTG_LIBRARY (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->imported, g_free);
  g_clear_pointer (&self->pack, ktg_pack_free);
  g_clear_pointer (&self->regions, ktg_region_files_free);

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
      self->regions = ktg_region_files_open (self->folder, self->imported);
    }

  return self->regions != NULL ? ktg_region_files_get_tree (self->regions) : NULL;
}

/**
 * ktg_library_search_regions:
 * @self: a library
 * @needle: (nullable): what was typed
 * @own_code: (nullable): where the officer works
 * @max: find at most so many
 *
 * As ktg_region_search() has it.
 *
 * Returns: (transfer full) (element-type KtgRegion): the best first
 */
GArray *
ktg_library_search_regions (KtgLibrary *self, const char *needle, const char *own_code, guint max)
{
  if (ktg_library_get_regions (self) == NULL)
    return g_array_new (FALSE, FALSE, sizeof (KtgRegion));

  return ktg_region_files_search (self->regions, needle, NULL, own_code, max);
}

/**
 * ktg_library_import_regions:
 * @self: a library
 * @list: what a file says that somebody was given
 * @version: (nullable): which list it is; %NULL takes it from its line "# version: 2025-04-25"
 *
 * If it is done, the list holds at once; trees that were got before are gone.
 *
 * Returns: (transfer full): what came of it; ktg_region_import_say() says it
 */
KtgRegionImport *
ktg_library_import_regions (KtgLibrary *self, GBytes *list, const char *version)
{
  const KtgRegionTree *held = ktg_library_get_regions (self);
  KtgRegionImport     *import
      = ktg_region_import (list,
                           version,
                           held != NULL ? ktg_region_tree_get_version (held) : NULL,
                           self->imported);

  if (import->end == KTG_REGION_IMPORT_DONE)
    {
      g_clear_pointer (&self->regions, ktg_region_files_free);
      self->has_looked_for_regions = FALSE;
    }

  return import;
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
  const KtgViolation *violation
      = ktg_pack_get_violation (ktg_library_get_pack (self), NULL, NULL, code);
  const char *name = NULL;

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
