/* ktg-library.c - the data packs a program finds, and what their codes mean to people
 *
 * Packs are read when they are first asked for, so that the first frame does not wait for them. A
 * list of regions that was imported stands in the place of the installed one. Where a pack comes
 * while the program runs all are read anew; what was borrowed from those of before stays readable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"

#include "ktg-language.h"
#include "ktg-region-files.h"

#include <glib/gi18n.h>
#include <ktg-pack-json.h>

struct _KtgLibrary
{
  GObject parent_instance;

  char           *folder;
  KtgPackFolder  *received; /* or NULL: nothing comes beside what is installed */
  GPtrArray      *faults;   /* (element-type utf8): of packs that were left out */
  guint           n_lost;   /* of them those of the program's own */
  GPtrArray      *earlier;  /* (element-type KtgPack): what was read before something came */
  GPtrArray      *news;     /* (element-type KtgPackPart): what came last, the pack's */
  char           *today;    /* or NULL: after every day */
  char           *imported; /* a file of regions, which need not exist */
  KtgPack        *pack;
  KtgRegionFiles *regions;
  gboolean        has_looked_for_regions;
  gboolean        is_imported_damaged;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgLibrary, ktg_library, G_TYPE_OBJECT)

static void
look_for_regions (KtgLibrary *self)
{
  if (self->has_looked_for_regions)
    return;

  self->has_looked_for_regions = TRUE;
  self->regions = ktg_region_files_open (self->folder, self->imported, &self->is_imported_damaged);
}

/* Faults are for who asks for packs: what came may be for a newer program. */
static void
read_packs (KtgLibrary *self)
{
  GPtrArray *lost = ktg_pack_json_read_folder (self->pack, self->folder, NULL, NULL);

  self->n_lost = lost->len;
  g_ptr_array_set_size (self->faults, 0);
  g_ptr_array_extend_and_steal (self->faults, lost);
  if (self->received != NULL)
    g_ptr_array_extend_and_steal (self->faults,
                                  ktg_pack_folder_read_received (self->received, self->pack));
}

static gpointer
find_part (const KtgPack *pack, const char *name, const char *version)
{
  for (guint i = 0; i < pack->parts->len; i++)
    {
      KtgPackPart *part = g_ptr_array_index (pack->parts, i);

      if (g_str_equal (part->name, name) && g_str_equal (part->version, version))
        return part;
    }

  return NULL;
}

/* Another day: what was not read the day before. */
static void
note_news_since (KtgLibrary *self, const KtgPack *before)
{
  for (guint i = 0; i < self->pack->parts->len; i++)
    {
      KtgPackPart *part = g_ptr_array_index (self->pack->parts, i);

      if (find_part (before, part->name, part->version) == NULL)
        g_ptr_array_add (self->news, part);
    }
}

/* What was borrowed stays where it is. */
static void
forget_pack (KtgLibrary *self)
{
  if (self->pack != NULL)
    g_ptr_array_add (self->earlier, g_steal_pointer (&self->pack));
  g_ptr_array_set_size (self->news, 0);
}

static void
begin_day (KtgLibrary *self)
{
  const KtgPack *before = self->pack;

  forget_pack (self);
  ktg_library_get_pack (self);
  note_news_since (self, before);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pack_came_cb (KtgPackFolder *packs, const KtgPackNotice *notice, gpointer user_data)
{
  KtgLibrary  *self = user_data;
  KtgPackPart *part;

  forget_pack (self);
  part = find_part (ktg_library_get_pack (self), notice->name, notice->version);
  if (part != NULL)
    g_ptr_array_add (self->news, part);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ktg_library_finalize (GObject *object)
{
  KtgLibrary *self = KTG_LIBRARY (object);

  g_clear_pointer (&self->folder, g_free);
  if (self->received != NULL)
    g_signal_handlers_disconnect_by_data (self->received, self);
  g_clear_object (&self->received);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->imported, g_free);
  g_clear_pointer (&self->pack, ktg_pack_free);
  g_clear_pointer (&self->regions, ktg_region_files_free);

  G_OBJECT_CLASS (ktg_library_parent_class)->finalize (object);
}

static void
ktg_library_class_init (KtgLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_library_finalize;

  /**
   * KtgLibrary::changed:
   *
   * A pack came: ktg_library_get_pack() is another one by now.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
ktg_library_init (KtgLibrary *self)
{
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->news = g_ptr_array_new ();
  self->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_free);
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
 * ktg_library_use_pack_folder:
 * @self: a library that has read nothing yet
 * @packs: what came beside what is installed, and comes
 */
void
ktg_library_use_pack_folder (KtgLibrary *self, KtgPackFolder *packs)
{
  g_return_if_fail (self->pack == NULL && self->received == NULL);

  self->received = g_object_ref (packs);
  g_signal_connect (packs, "changed", G_CALLBACK (pack_came_cb), self);
}

/**
 * ktg_library_set_today:
 * @self: a library
 * @now: the present
 *
 * What is of tomorrow does not hold yet. Where another day begins while the program runs, the packs
 * are read anew.
 */
void
ktg_library_set_today (KtgLibrary *self, const KtgMoment *now)
{
  g_autofree char *today = ktg_moment_dup_day (now);

  if (g_strcmp0 (self->today, today) == 0)
    return;

  g_free (self->today);
  self->today = g_steal_pointer (&today);
  if (self->pack != NULL)
    begin_day (self);
}

/**
 * ktg_library_begin_day:
 * @self: a library
 * @now: the present
 *
 * As ktg_library_set_today(), and "changed" is said in any case: the day of this device may be the
 * same, and that of a place another.
 */
void
ktg_library_begin_day (KtgLibrary *self, const KtgMoment *now)
{
  const KtgPack *before = self->pack;

  ktg_library_set_today (self, now);
  if (self->pack != before)
    return;

  g_clear_pointer (&self->news, g_ptr_array_unref);
  self->news = g_ptr_array_new ();
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * ktg_library_get_today:
 * @self: a library
 *
 * Returns: (nullable): the day that was said last
 */
const char *
ktg_library_get_today (KtgLibrary *self)
{
  return self->today;
}

/**
 * ktg_library_get_pack_folder:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): what came beside what is installed
 */
KtgPackFolder *
ktg_library_get_pack_folder (KtgLibrary *self)
{
  return self->received;
}

/**
 * ktg_library_get_news:
 * @self: a library
 *
 * Returns: (transfer none) (element-type KtgPackPart): what came with the last change, as far as
 * it can be read
 */
GPtrArray *
ktg_library_get_news (KtgLibrary *self)
{
  return self->news;
}

static char *
dup_regions_fault (KtgLibrary *self)
{
  g_autofree char *name = g_filename_display_name (self->imported);

  /* Translators: %s is the name of a file */
  return g_strdup_printf (_ ("%s: this list of regions is damaged or lacks a part of the country. "
                             "The installed one is used. Import it once more."),
                          name);
}

/**
 * ktg_library_dup_faults:
 * @self: a library
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each pack that is here and was left
 * out, in English, and one for a list of regions that was imported and is damaged
 */
GPtrArray *
ktg_library_dup_faults (KtgLibrary *self)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  ktg_library_get_pack (self);
  for (guint i = 0; i < self->faults->len; i++)
    g_ptr_array_add (faults, g_strdup (g_ptr_array_index (self->faults, i)));

  look_for_regions (self);
  if (self->is_imported_damaged)
    g_ptr_array_add (faults, dup_regions_fault (self));

  return faults;
}

/**
 * ktg_library_get_n_lost:
 * @self: a library
 *
 * Returns: how many of the program's own packs and forms were left out, as far as they were read
 */
guint
ktg_library_get_n_lost (KtgLibrary *self)
{
  return self->n_lost;
}

/**
 * ktg_library_get_pack:
 * @self: a library
 *
 * Returns: (transfer none): rules, forms, gestures and calendar; without files, an empty pack. It
 * is readable as long as @self is
 */
const KtgPack *
ktg_library_get_pack (KtgLibrary *self)
{
  if (self->pack == NULL)
    {
      self->pack = ktg_pack_new ();
      ktg_pack_set_today (self->pack, self->today);
      read_packs (self);
    }

  return self->pack;
}

/**
 * ktg_library_get_regions:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): the imported list of regions, or the newest that is
 * installed where that is newer or the imported one is damaged
 */
const KtgRegionTree *
ktg_library_get_regions (KtgLibrary *self)
{
  look_for_regions (self);

  return self->regions != NULL ? ktg_region_files_get_tree (self->regions) : NULL;
}

/**
 * ktg_library_get_reader:
 * @self: a library
 *
 * Returns: what codes mean to whoever is at the program; it borrows from @self
 */
KtgFormReader
ktg_library_get_reader (KtgLibrary *self)
{
  return (KtgFormReader){ ktg_library_get_pack (self),
                          ktg_library_get_regions (self),
                          ktg_language_get () };
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

  return ktg_region_files_search (self->regions,
                                  needle,
                                  &ktg_library_get_pack (self)->region_names,
                                  own_code,
                                  max);
}

/**
 * ktg_library_import_regions:
 * @self: a library
 * @list: what a file says that somebody was given
 * @version: (nullable): which list it is; %NULL takes it from its line "# version: 2025-04-25"
 *
 * The version that is installed may always come back. If it is done, the list holds at once; trees
 * that were got before are gone.
 *
 * Returns: (transfer full): what came of it; ktg_region_import_say() says it
 */
KtgRegionImport *
ktg_library_import_regions (KtgLibrary *self, GBytes *list, const char *version)
{
  KtgRegionImport *import
      = ktg_region_files_import (self->folder, self->imported, list, version, self->today);

  if (import->end == KTG_REGION_IMPORT_DONE)
    {
      g_clear_pointer (&self->regions, ktg_region_files_free);
      self->has_looked_for_regions = FALSE;
    }

  return import;
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
