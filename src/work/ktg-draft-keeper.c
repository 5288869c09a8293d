/* ktg-draft-keeper.c - keeps what is being written in the store
 *
 * A change is in the store within a second, again and again while one types; at last the draft is
 * filed or discarded. Of the page it knows only how to ask what it says now.
 *
 * While the store is asked, the page is kept, too: who listens to it hears how it ended, even when
 * the page was left meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-keeper.h"

#include "ktg-report-number.h"
#include "ktg-signal.h"

#define SAVE_DELAY_MS 700

struct _KtgDraftKeeper
{
  GObject parent_instance;

  KtgStore           *store;
  KtgLibrary         *library;
  const KtgSyncWorld *world;
  GObject            *page;    /* which owns this keeper */
  KtgDraftWrite       write;   /* NULL once the page is closed */
  char               *id;      /* of the draft, and of the new report that it will be */
  KtgAmendment       *amends;  /* NULL of a new report */
  KtgReport          *amended; /* the version that it was begun from */
  guint               save_id;
  gboolean            is_dirty;  /* something is not yet handed to the store */
  guint               n_saving;  /* saves on their way; the store does them in order */
  gboolean            is_stored; /* the store has a draft of this id */
  gboolean            is_filing;
  gboolean            is_over; /* filed or discarded: nothing more is saved */
};

enum
{
  SIGNAL_LOADED,
  SIGNAL_SAVED,
  SIGNAL_FLUSHED,
  SIGNAL_FILED,
  SIGNAL_DISCARDED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void save (KtgDraftKeeper *self);

G_DEFINE_FINAL_TYPE (KtgDraftKeeper, ktg_draft_keeper, G_TYPE_OBJECT)

/* For a callback, which lets go of both. */
static KtgDraftKeeper *
hold (KtgDraftKeeper *self)
{
  g_object_ref (self->page);
  return g_object_ref (self);
}

static void
draft_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgDraftKeeper) self = user_data;
  g_autoptr (GObject) page = self->page;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = ktg_store_save_draft_finish (KTG_STORE (object), result, &error);

  self->n_saving--;

  if (!is_saved)
    {
      self->is_dirty = TRUE;
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
  else if (self->write != NULL)
    {
      self->is_stored = TRUE;
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      if (self->is_dirty && self->n_saving == 0)
        save (self);
    }

  if (self->n_saving == 0)
    g_signal_emit (self, signals[SIGNAL_FLUSHED], 0, is_saved);
}

static void
save (KtgDraftKeeper *self)
{
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (KtgDraft) draft = NULL;
  KtgMoment now = self->world->now ();

  g_clear_handle_id (&self->save_id, g_source_remove);

  if (self->write == NULL || self->is_over || !self->is_dirty)
    return;

  report = self->write (self->page);
  draft = ktg_draft_new_amendment (self->id, report, self->amends);
  self->is_dirty = FALSE;
  self->n_saving++;
  ktg_store_save_draft_async (self->store, draft, now.wall_us, draft_saved_cb, hold (self));
}

static gboolean
save_due_cb (gpointer user_data)
{
  KtgDraftKeeper *self = user_data;

  self->save_id = 0;

  if (self->n_saving == 0)
    save (self);

  return G_SOURCE_REMOVE;
}

/* The words of @version_id; of one that is not here any more those that stand now. */
static const KtgReport *
find_version (const KtgHistory *history, const char *version_id)
{
  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (history, i);

      if (g_strcmp0 (entry->event_id, version_id) == 0 && entry->event->report != NULL)
        return entry->event->report;
    }

  return ktg_history_get_report (history);
}

/* For a callback about a draft that was loaded. */
typedef struct
{
  KtgDraftKeeper *self;
  KtgDraft       *draft;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_object_unref (loaded->self->page);
  g_object_unref (loaded->self);
  g_object_unref (loaded->draft);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static void
amended_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loaded) loaded = user_data;
  KtgDraftKeeper *self = loaded->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held
      = ktg_store_load_report_finish (KTG_STORE (object), result, &error);

  if (self->write == NULL)
    return;

  if (held == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  self->amended = ktg_report_copy (find_version (held->history, self->amends->version_id));
  g_signal_emit (self, signals[SIGNAL_LOADED], 0, ktg_draft_get_report (loaded->draft));
}

/* What it amends is looked up beside it. */
static void
load_amended (KtgDraftKeeper *self, KtgDraft *draft)
{
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->self = hold (self);
  loaded->draft = g_object_ref (draft);
  ktg_store_load_report_async (self->store,
                               self->amends->report_id,
                               NULL,
                               amended_loaded_cb,
                               loaded);
}

static void
draft_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgDraftKeeper) self = user_data;
  g_autoptr (GObject) page = self->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = ktg_store_load_draft_finish (KTG_STORE (object), result, &error);

  if (self->write == NULL)
    return;

  if (draft == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  self->is_stored = TRUE;
  self->amends = ktg_amendment_copy (ktg_draft_get_amends (draft));
  if (self->amends != NULL)
    load_amended (self, draft);
  else
    g_signal_emit (self, signals[SIGNAL_LOADED], 0, ktg_draft_get_report (draft));
}

/* Only what this device filed, and what was not taken back. */
static gboolean
check_own (KtgStore *store, const KtgHistory *history, GError **error)
{
  gboolean is_own = g_strcmp0 (ktg_history_get_author (history), ktg_store_get_device (store)) == 0;

  if (is_own && !ktg_history_is_withdrawn (history))
    return TRUE;

  g_set_error (error,
               KTG_STORE_ERROR,
               is_own ? KTG_STORE_ERROR_WITHDRAWN : KTG_STORE_ERROR_NOT_OWN,
               "Report %s cannot be amended here",
               ktg_history_get_report_id (history));
  return FALSE;
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgDraftKeeper) self = user_data;
  g_autoptr (GObject) page = self->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held
      = ktg_store_load_report_finish (KTG_STORE (object), result, &error);

  if (self->write == NULL)
    return;

  if (held == NULL || !check_own (KTG_STORE (object), held->history, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  self->amends = ktg_amendment_new (ktg_history_get_report_id (held->history),
                                    ktg_history_get_version_id (held->history),
                                    NULL);
  self->amended = ktg_report_copy (ktg_history_get_report (held->history));
  ktg_draft_keeper_begin (self, ktg_history_get_report (held->history));
  g_signal_emit (self, signals[SIGNAL_LOADED], 0, ktg_history_get_report (held->history));
}

static void
report_filed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgDraftKeeper) self = user_data;
  g_autoptr (GObject) page = self->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *report_id = ktg_store_file_report_finish (KTG_STORE (object), result, &error);

  self->is_filing = FALSE;

  if (report_id == NULL)
    {
      self->is_over = FALSE;
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
  else
    g_signal_emit (self, signals[SIGNAL_FILED], 0, report_id);
}

static void
amendment_filed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgDraftKeeper) self = user_data;
  g_autoptr (GObject) page = self->page;
  g_autoptr (GError) error = NULL;

  self->is_filing = FALSE;

  if (!ktg_store_file_amendment_finish (KTG_STORE (object), result, &error))
    {
      self->is_over = FALSE;
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }
  else
    g_signal_emit (self, signals[SIGNAL_FILED], 0, self->amends->report_id);
}

static void
ktg_draft_keeper_finalize (GObject *object)
{
  KtgDraftKeeper *self = KTG_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->library);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->amends, ktg_amendment_free);
  g_clear_pointer (&self->amended, ktg_report_free);

  G_OBJECT_CLASS (ktg_draft_keeper_parent_class)->finalize (object);
}

static void
ktg_draft_keeper_class_init (KtgDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_draft_keeper_finalize;

  signals[SIGNAL_LOADED]
      = ktg_signal_new ("loaded", KTG_TYPE_DRAFT_KEEPER, G_TYPE_POINTER); /* const KtgReport * */
  signals[SIGNAL_SAVED] = ktg_signal_new ("saved", KTG_TYPE_DRAFT_KEEPER, G_TYPE_NONE);
  signals[SIGNAL_FLUSHED] = ktg_signal_new ("flushed",
                                            KTG_TYPE_DRAFT_KEEPER,
                                            G_TYPE_BOOLEAN); /* whether all is stored */
  signals[SIGNAL_FILED]
      = ktg_signal_new ("filed", KTG_TYPE_DRAFT_KEEPER, G_TYPE_STRING); /* the report's id */
  signals[SIGNAL_DISCARDED] = ktg_signal_new ("discarded",
                                              KTG_TYPE_DRAFT_KEEPER,
                                              G_TYPE_STRING); /* the draft's id, or NULL */
  signals[SIGNAL_FAILED] = ktg_signal_new ("failed", KTG_TYPE_DRAFT_KEEPER, G_TYPE_ERROR);
}

static void
ktg_draft_keeper_init (KtgDraftKeeper *self)
{
}

/**
 * ktg_draft_keeper_new:
 * @store: where drafts are kept
 * @library: what regions are called
 * @world: (not nullable): static clocks
 * @page: (type GObject): who owns the keeper, and calls ktg_draft_keeper_close() before it goes
 * @write: what @page says now, (transfer full)
 *
 * Returns: (transfer full): a keeper that has nothing to keep yet
 */
KtgDraftKeeper *
ktg_draft_keeper_new (KtgStore           *store,
                      KtgLibrary         *library,
                      const KtgSyncWorld *world,
                      gpointer            page,
                      KtgDraftWrite       write)
{
  KtgDraftKeeper *self = g_object_new (KTG_TYPE_DRAFT_KEEPER, NULL);

  self->store = g_object_ref (store);
  self->library = g_object_ref (library);
  self->world = world;
  self->page = page;
  self->write = write;
  return self;
}

/**
 * ktg_draft_keeper_close:
 *
 * The page can no longer be asked; what the store was given before goes on.
 */
void
ktg_draft_keeper_close (KtgDraftKeeper *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->write = NULL;
}

/**
 * ktg_draft_keeper_begin:
 * @report: what stands on a new page
 *
 * A new draft is stored at its first change, not before.
 */
void
ktg_draft_keeper_begin (KtgDraftKeeper *self, const KtgReport *report)
{
  g_autoptr (KtgDraft) draft = ktg_draft_new (NULL, report);

  self->id = g_strdup (ktg_draft_get_id (draft));
}

/**
 * ktg_draft_keeper_load:
 * @id: a draft; "loaded" gives its report
 */
void
ktg_draft_keeper_load (KtgDraftKeeper *self, const char *id)
{
  self->id = g_strdup (id);
  ktg_store_load_draft_async (self->store, id, NULL, draft_loaded_cb, hold (self));
}

static char *
dup_amending_draft (KtgStore *store, const char *report_id)
{
  GListModel *summaries = ktg_store_get_summaries (store);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *row = ktg_summary_get (summary);

      if (g_strcmp0 (row->amends, report_id) == 0)
        return g_strdup (row->id);
    }

  return NULL;
}

/**
 * ktg_draft_keeper_begin_amendment:
 * @report_id: a report that this device filed
 *
 * "loaded" gives what it says now, evidence too; or, where an amendment of it was begun before,
 * what that says.
 */
void
ktg_draft_keeper_begin_amendment (KtgDraftKeeper *self, const char *report_id)
{
  g_autofree char *begun = dup_amending_draft (self->store, report_id);

  if (begun != NULL)
    ktg_draft_keeper_load (self, begun);
  else
    ktg_store_load_report_async (self->store, report_id, NULL, report_loaded_cb, hold (self));
}

/**
 * ktg_draft_keeper_get_amends:
 * @self: a keeper whose draft is loaded
 *
 * Returns: (transfer none) (nullable): what is amended, and why; %NULL of a new report
 */
const KtgAmendment *
ktg_draft_keeper_get_amends (KtgDraftKeeper *self)
{
  return self->amends;
}

/**
 * ktg_draft_keeper_get_amended:
 * @self: a keeper whose draft is loaded
 *
 * Returns: (transfer none) (nullable): what the report said when its amendment was begun; %NULL of
 * a new report
 */
const KtgReport *
ktg_draft_keeper_get_amended (KtgDraftKeeper *self)
{
  return self->amended;
}

/**
 * ktg_draft_keeper_set_reason:
 * @self: a keeper of an amendment
 * @reason: why, as far as it is typed
 *
 * It is kept with the draft.
 */
void
ktg_draft_keeper_set_reason (KtgDraftKeeper *self, const char *reason)
{
  g_return_if_fail (self->amends != NULL);

  g_free (self->amends->reason);
  self->amends->reason = g_strdup (reason);
  ktg_draft_keeper_note_change (self);
}

/**
 * ktg_draft_keeper_note_change:
 * @self: a keeper
 *
 * The page says something else than before; it is stored within a second.
 */
void
ktg_draft_keeper_note_change (KtgDraftKeeper *self)
{
  self->is_dirty = TRUE;

  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_DELAY_MS, save_due_cb, self);
}

/**
 * ktg_draft_keeper_flush:
 *
 * Hands the last words to the store at once.
 *
 * Returns: %TRUE if they are on their way; "flushed" says how it ended
 */
gboolean
ktg_draft_keeper_flush (KtgDraftKeeper *self)
{
  save (self);
  return self->n_saving > 0;
}

static void
file_report (KtgDraftKeeper *self, KtgReport *report, const KtgMoment *now)
{
  ktg_report_number_begin (self->library, self->store, report);
  ktg_store_file_report_async (self->store, self->id, report, now, report_filed_cb, hold (self));
}

static void
file_amendment (KtgDraftKeeper *self, const KtgReport *report, const KtgMoment *now)
{
  g_autoptr (KtgDraft) draft = ktg_draft_new_amendment (self->id, report, self->amends);

  ktg_store_file_amendment_async (self->store, draft, now, amendment_filed_cb, hold (self));
}

/**
 * ktg_draft_keeper_file:
 *
 * Makes a report of the draft, or a new version of the one that it amends; "filed" gives its id.
 */
void
ktg_draft_keeper_file (KtgDraftKeeper *self)
{
  KtgMoment now = self->world->now ();
  g_autoptr (KtgReport) report = NULL;

  if (self->is_filing)
    return;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->is_filing = TRUE;
  self->is_over = TRUE;
  report = self->write (self->page);
  if (self->amends != NULL)
    file_amendment (self, report, &now);
  else
    file_report (self, g_steal_pointer (&report), &now);
}

/**
 * ktg_draft_keeper_discard:
 *
 * Nothing more is written. The store is given the last words all the same, since the draft may be
 * wanted back; "discarded" gives its id, for whoever removes it, or %NULL where nothing was ever
 * written.
 */
void
ktg_draft_keeper_discard (KtgDraftKeeper *self)
{
  save (self);
  self->is_over = TRUE;
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_signal_emit (self,
                 signals[SIGNAL_DISCARDED],
                 0,
                 self->is_stored || self->n_saving > 0 ? self->id : NULL);
}

/**
 * ktg_draft_keeper_get_id:
 * @self: a keeper
 *
 * Returns: (nullable): the id of its draft, which need not be stored yet; %NULL before it was told
 * to begin or to load one
 */
const char *
ktg_draft_keeper_get_id (KtgDraftKeeper *self)
{
  return self->id;
}

/**
 * ktg_draft_keeper_has_draft:
 * @self: a keeper
 *
 * Returns: whether it was told to begin or to load one
 */
gboolean
ktg_draft_keeper_has_draft (KtgDraftKeeper *self)
{
  return self->id != NULL;
}

/**
 * ktg_draft_keeper_is_filing:
 * @self: a keeper
 *
 * Returns: whether the store was asked to file, and has not answered yet
 */
gboolean
ktg_draft_keeper_is_filing (KtgDraftKeeper *self)
{
  return self->is_filing;
}

/**
 * ktg_draft_keeper_is_over:
 * @self: a keeper
 *
 * Returns: whether its draft was filed or discarded, or is about to be
 */
gboolean
ktg_draft_keeper_is_over (KtgDraftKeeper *self)
{
  return self->is_over;
}
