/* ktg-draft-bin.c - the draft that was deleted last, and can be taken back
 *
 * Until the bin is emptied the store has the draft as it was: a program that ends before that, by
 * whatever, has lost nothing. Who shows drafts leaves this one out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-bin.h"

#include "ktg-signal.h"

struct _KtgDraftBin
{
  GObject parent_instance;

  KtgStore *store;
  char     *id; /* of the draft, or NULL */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgDraftBin, ktg_draft_bin, G_TYPE_OBJECT)

static void
draft_removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgDraftBin) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ktg_store_discard_draft_finish (KTG_STORE (object), result, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
set_id (KtgDraftBin *self, const char *id)
{
  char *copy = g_strdup (id);

  g_free (self->id);
  self->id = copy;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static KtgSummary *
get_summary (KtgDraftBin *self)
{
  return self->id != NULL ? ktg_store_get_summary (self->store, self->id) : NULL;
}

static void
ktg_draft_bin_finalize (GObject *object)
{
  KtgDraftBin *self = KTG_DRAFT_BIN (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (ktg_draft_bin_parent_class)->finalize (object);
}

static void
ktg_draft_bin_class_init (KtgDraftBinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_draft_bin_finalize;

  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_DRAFT_BIN, G_TYPE_NONE);
  signals[SIGNAL_FAILED] = ktg_signal_new ("failed", KTG_TYPE_DRAFT_BIN, G_TYPE_ERROR);
}

static void
ktg_draft_bin_init (KtgDraftBin *self)
{
}

/**
 * ktg_draft_bin_new:
 * @store: where drafts are kept
 *
 * Emits "changed" when another draft is in it, or none; and "failed", with the error, if one could
 * not be removed: then it is among the others again.
 *
 * Returns: (transfer full): an empty bin
 */
KtgDraftBin *
ktg_draft_bin_new (KtgStore *store)
{
  KtgDraftBin *self = g_object_new (KTG_TYPE_DRAFT_BIN, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * ktg_draft_bin_put:
 * @self: a bin
 * @id: of a draft that is in the store, or on its way there
 *
 * What was in it before is removed now.
 */
void
ktg_draft_bin_put (KtgDraftBin *self, const char *id)
{
  ktg_draft_bin_empty (self);
  set_id (self, id);
}

/**
 * ktg_draft_bin_take_back:
 * @self: a bin
 *
 * Its draft is one like the others again.
 */
void
ktg_draft_bin_take_back (KtgDraftBin *self)
{
  set_id (self, NULL);
}

/**
 * ktg_draft_bin_empty:
 * @self: a bin
 *
 * Removes its draft from the store, which does so even if the bin goes meanwhile.
 */
void
ktg_draft_bin_empty (KtgDraftBin *self)
{
  if (self->id == NULL)
    return;

  ktg_store_discard_draft_async (self->store, self->id, draft_removed_cb, g_object_ref (self));
  set_id (self, NULL);
}

/**
 * ktg_draft_bin_get_id:
 * @self: a bin
 *
 * Returns: (nullable): of the draft that is in it
 */
const char *
ktg_draft_bin_get_id (KtgDraftBin *self)
{
  return self->id;
}

/**
 * ktg_draft_bin_amends:
 * @self: a bin
 * @report_id: of a report
 *
 * Returns: whether the draft in it amends that report
 */
gboolean
ktg_draft_bin_amends (KtgDraftBin *self, const char *report_id)
{
  KtgSummary *summary = get_summary (self);

  return summary != NULL && g_strcmp0 (ktg_summary_get (summary)->amends, report_id) == 0;
}

/**
 * ktg_draft_bin_has_others:
 * @self: a bin
 *
 * Returns: whether the store has a report or a draft that is not in it
 */
gboolean
ktg_draft_bin_has_others (KtgDraftBin *self)
{
  GListModel *summaries = ktg_store_get_summaries (self->store);

  return g_list_model_get_n_items (summaries) > (get_summary (self) != NULL ? 1 : 0);
}
