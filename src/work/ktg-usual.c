/* ktg-usual.c - what is offered before anything is typed
 *
 * First what the reports of this device said last, then what is common: an officer sees the same
 * few things at the same few places. The list in memory knows both, so nothing is read for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-usual.h"

#include <ktg-summary.h>
#include <string.h>

#define PHASE_OF_BOTH "keduanya"

/* A code that a report said, and when it last did. */
typedef struct
{
  const char *code;
  gint64      at_us;
} Said;

static int
compare_said (gconstpointer a, gconstpointer b)
{
  const Said *first = a, *second = b;

  return (second->at_us > first->at_us) - (second->at_us < first->at_us);
}

/* @places has where in @all a code stands, counted from 1. */
static void
note_said (GArray *all, GHashTable *places, char *code, gint64 at_us)
{
  const Said said = { .code = code, .at_us = at_us };
  guint      place;

  if (code == NULL || *code == '\0')
    return;

  place = GPOINTER_TO_UINT (g_hash_table_lookup (places, code));
  if (place > 0)
    {
      Said *known = &g_array_index (all, Said, place - 1);

      known->at_us = MAX (known->at_us, at_us);
      return;
    }

  g_array_append_val (all, said);
  g_hash_table_insert (places, code, GUINT_TO_POINTER (all->len));
}

/* Of what was filed: a draft is still being thought about. The codes live as long as the list. */
static GArray *
find_said (GListModel *summaries, gsize member)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Said));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);

      if (fields->state != KTG_STATE_DRAFT)
        note_said (all, places, G_STRUCT_MEMBER (char *, fields, member), fields->changed_us);
    }

  g_array_sort (all, compare_said);
  return all;
}

static gboolean
is_offered (const KtgReportLaw *law, const char *phase, const KtgViolation *violation)
{
  if (law->election != NULL && !ktg_violation_is_of (violation, law->election->regime))
    return FALSE;

  return phase == NULL || strcmp (violation->phase, PHASE_OF_BOTH) == 0
         || strcmp (violation->phase, phase) == 0;
}

static void
take_said (GPtrArray *taken, GPtrArray *held, GListModel *summaries, guint n_most)
{
  g_autoptr (GArray) said = find_said (summaries, G_STRUCT_OFFSET (KtgSummaryFields, violation));

  for (guint i = 0; i < said->len && taken->len < n_most; i++)
    for (guint k = 0; k < held->len; k++)
      {
        KtgViolation *violation = g_ptr_array_index (held, k);

        if (strcmp (violation->code, g_array_index (said, Said, i).code) == 0)
          g_ptr_array_add (taken, violation);
      }
}

static int
compare_usual (gconstpointer a, gconstpointer b)
{
  const KtgViolation *first = *(const KtgViolation *const *)a;
  const KtgViolation *second = *(const KtgViolation *const *)b;

  return (int)first->usual - (int)second->usual;
}

static void
take_usual (GPtrArray *taken, GPtrArray *held, guint n_most)
{
  g_ptr_array_sort (held, compare_usual);

  for (guint i = 0; i < held->len && taken->len < n_most; i++)
    {
      KtgViolation *violation = g_ptr_array_index (held, i);

      if (violation->usual > 0 && !g_ptr_array_find (taken, violation, NULL))
        g_ptr_array_add (taken, violation);
    }
}

/**
 * ktg_usual_find_violations:
 * @summaries: (element-type KtgSummary): what this device has
 * @law: what a report stands under
 * @phase: (nullable): towards whom it is; %NULL: not said
 * @n_most: how many there is room for, at least one
 *
 * Suspicions that can be meant on that day: of the filed reports here the last first, all but one
 * of @n_most, then the commonest by the rules.
 *
 * Returns: (transfer container) (element-type KtgViolation): at most @n_most; valid as long as the
 *   packs
 */
GPtrArray *
ktg_usual_find_violations (GListModel         *summaries,
                           const KtgReportLaw *law,
                           const char         *phase,
                           guint               n_most)
{
  g_autoptr (GPtrArray) all = ktg_pack_get_violations (law->pack, law->rules_version, law->day);
  g_autoptr (GPtrArray) held = g_ptr_array_new ();
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (is_offered (law, phase, g_ptr_array_index (all, i)))
      g_ptr_array_add (held, g_ptr_array_index (all, i));

  take_said (taken, held, summaries, n_most - 1);
  take_usual (taken, held, n_most);
  return taken;
}

/* A place that an event can be at: a regency says too little. */
static gboolean
is_place (const KtgRegionTree *regions, const char *code)
{
  KtgRegion region;

  return ktg_region_get_level (code) >= KTG_REGION_LEVEL_DISTRICT
         && ktg_region_tree_lookup (regions, code, &region) && !region.is_former;
}

static void
take_region (GPtrArray *taken, const KtgRegionTree *regions, const char *code, guint n_most)
{
  if (taken->len < n_most && is_place (regions, code)
      && !g_ptr_array_find_with_equal_func (taken, code, g_str_equal, NULL))
    g_ptr_array_add (taken, g_strdup (code));
}

/**
 * ktg_usual_dup_regions:
 * @summaries: (element-type KtgSummary): what this device has
 * @regions: (nullable): the official tree
 * @own: the officer's own region; "" if that is not known
 * @n_most: how many there is room for
 *
 * Villages and districts: the officer's own, then those of the filed reports here, the last first.
 * A code that went is not offered.
 *
 * Returns: (transfer full) (element-type utf8): at most @n_most official codes; none without
 *   @regions
 */
GPtrArray *
ktg_usual_dup_regions (GListModel          *summaries,
                       const KtgRegionTree *regions,
                       const char          *own,
                       guint                n_most)
{
  g_autoptr (GArray) said = find_said (summaries, G_STRUCT_OFFSET (KtgSummaryFields, place_region));
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_free);

  if (regions == NULL)
    return taken;

  take_region (taken, regions, own, n_most);
  for (guint i = 0; i < said->len; i++)
    take_region (taken, regions, g_array_index (said, Said, i).code, n_most);

  return taken;
}
