/* ktg-summary-list.c - what the list of reports and drafts shows, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-summary-list.h"

struct _KtgSummaryList
{
  GObject parent_instance;

  GPtrArray  *summaries; /* (element-type KtgSummary) */
  GHashTable *places;    /* id, owned by the summary → place in summaries */
};

static GType
get_item_type (GListModel *model)
{
  return KTG_TYPE_SUMMARY;
}

static guint
get_n_items (GListModel *model)
{
  return KTG_SUMMARY_LIST (model)->summaries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KtgSummaryList *self = KTG_SUMMARY_LIST (model);

  return position < self->summaries->len
             ? g_object_ref (g_ptr_array_index (self->summaries, position))
             : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgSummaryList,
                               ktg_summary_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static const char *
get_id (KtgSummaryList *self, guint place)
{
  return ktg_summary_get (g_ptr_array_index (self->summaries, place))->id;
}

static void
note_places (KtgSummaryList *self, guint from)
{
  for (guint i = from; i < self->summaries->len; i++)
    g_hash_table_replace (self->places, (gpointer)get_id (self, i), GUINT_TO_POINTER (i));
}

static gboolean
find (KtgSummaryList *self, const char *id, guint *place)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (self->places, id, NULL, &value))
    return FALSE;

  *place = GPOINTER_TO_UINT (value);
  return TRUE;
}

static void
put (KtgSummaryList *self, KtgSummary *summary)
{
  guint    place;
  gboolean is_known = find (self, ktg_summary_get (summary)->id, &place);

  if (is_known)
    {
      g_autoptr (KtgSummary) old = g_ptr_array_index (self->summaries, place);

      g_ptr_array_index (self->summaries, place) = g_object_ref (summary);
      g_hash_table_replace (self->places, (gpointer)get_id (self, place), GUINT_TO_POINTER (place));
    }
  else
    {
      place = self->summaries->len;
      g_ptr_array_add (self->summaries, g_object_ref (summary));
      note_places (self, place);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), place, is_known, 1);
}

static void
take_out (KtgSummaryList *self, const char *id)
{
  guint place;

  if (!find (self, id, &place))
    return;

  g_hash_table_remove (self->places, id);
  g_ptr_array_remove_index (self->summaries, place);
  note_places (self, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

static void
reset (KtgSummaryList *self, GPtrArray *summaries)
{
  guint n_before = self->summaries->len;

  g_hash_table_remove_all (self->places);
  g_ptr_array_set_size (self->summaries, 0);
  for (guint i = 0; i < summaries->len; i++)
    g_ptr_array_add (self->summaries, g_object_ref (g_ptr_array_index (summaries, i)));
  note_places (self, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->summaries->len);
}

/* They are as many as there are reports: who shows them is told once. */
static void
take_dues (KtgSummaryList *self, GArray *dues)
{
  guint place;

  for (guint i = 0; i < dues->len; i++)
    {
      const KtgDue *due = &g_array_index (dues, KtgDue, i);

      if (find (self, due->id, &place))
        ktg_summary_set_due (g_ptr_array_index (self->summaries, place), due->due_us);
    }

  if (dues->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, self->summaries->len, self->summaries->len);
}

static void
ktg_summary_list_finalize (GObject *object)
{
  KtgSummaryList *self = KTG_SUMMARY_LIST (object);

  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_summary_list_parent_class)->finalize (object);
}

static void
ktg_summary_list_class_init (KtgSummaryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_summary_list_finalize;
}

static void
ktg_summary_list_init (KtgSummaryList *self)
{
  self->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * ktg_summary_list_new:
 *
 * Returns: (transfer full): a list without summaries
 */
KtgSummaryList *
ktg_summary_list_new (void)
{
  return g_object_new (KTG_TYPE_SUMMARY_LIST, NULL);
}

/**
 * ktg_summary_list_lookup:
 *
 * Returns: (transfer none) (nullable): in the time of one hash
 */
KtgSummary *
ktg_summary_list_lookup (KtgSummaryList *self, const char *id)
{
  guint place;

  return find (self, id, &place) ? g_ptr_array_index (self->summaries, place) : NULL;
}

/**
 * ktg_summary_list_apply:
 *
 * Takes over what a piece of work changed. A changed summary keeps its place.
 */
void
ktg_summary_list_apply (KtgSummaryList *self, const KtgChanges *changes)
{
  if (changes->is_reset)
    {
      reset (self, changes->summaries);
      return;
    }

  for (guint i = 0; i < changes->gone->len; i++)
    take_out (self, g_ptr_array_index (changes->gone, i));
  for (guint i = 0; i < changes->summaries->len; i++)
    put (self, g_ptr_array_index (changes->summaries, i));
  take_dues (self, changes->dues);
}
