/* ktg-report-evidence.c - the files of a filed report, each as it stands
 *
 * When the store knows more, the tiles are only marked again, so that what
 * is looked at stays in sight.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-evidence.h"

#include "ktg-evidence-view.h"
#include "ktg-file-standing.h"

#include <glib/gi18n.h>
#include <ktg-sentences.h>
#include <ktg-signal.h>

/* How a file stands while it is not being sent. */
typedef struct
{
  KtgBadge    badge;
  const char *words;
  gboolean    is_sending;
} Standing;

struct _KtgReportEvidence
{
  AdwBin parent_instance;

  KtgEvidenceView *view;
  GtkWidget       *nothing;

  KtgSession *session;
  GPtrArray  *evidence;  /* (element-type KtgEvidence): what is shown */
  GArray     *standings; /* (element-type Standing): of each of it */
};

enum
{
  SIGNAL_OPENED, /* with the file that is to be looked at closely */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgReportEvidence, ktg_report_evidence, ADW_TYPE_BIN)

static void
opened_cb (KtgReportEvidence *self, guint i)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, i);
}

/* As it stands, or how much of it is there while it is being sent. */
static void
mark_tile (KtgReportEvidence *self, guint i)
{
  const KtgEvidence     *evidence = g_ptr_array_index (self->evidence, i);
  Standing              *standing = &g_array_index (self->standings, Standing, i);
  KtgFilmStrip          *strip = ktg_evidence_view_get_strip (self->view);
  const KtgSyncProgress *progress = ktg_sync_get_progress (ktg_session_get_sync (self->session));
  g_autofree char       *words = NULL;
  double                 part;

  standing->is_sending = ktg_file_standing_find_part (progress, evidence->sha256, &part);
  if (!standing->is_sending)
    {
      ktg_film_strip_set_state (strip, i, standing->badge, 0, standing->words);
      return;
    }

  /* Translators: of a file; %d is a number from 0 to 100 */
  words = g_strdup_printf (_ ("being sent, %d %%"), (int)(part * 100));
  ktg_film_strip_set_state (strip, i, KTG_BADGE_SENDING, part, words);
}

static void
mark_tiles (KtgReportEvidence *self, const KtgReportHeld *held)
{
  g_array_set_size (self->standings, 0);
  for (guint i = 0; i < self->evidence->len; i++)
    {
      Standing standing = { KTG_BADGE_NONE };

      standing.badge
          = ktg_file_standing_judge (held, g_ptr_array_index (self->evidence, i), &standing.words);
      g_array_append_val (self->standings, standing);
      mark_tile (self, i);
    }
}

/* Only what is on its way, or was a moment ago. */
static void
sync_changed_cb (KtgReportEvidence *self)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (ktg_session_get_sync (self->session));
  double                 part;

  for (guint i = 0; i < self->standings->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (self->evidence, i);

      if (g_array_index (self->standings, Standing, i).is_sending
          || ktg_file_standing_find_part (progress, evidence->sha256, &part))
        mark_tile (self, i);
    }
}

static void
count_files (KtgReportEvidence *self, const KtgSummaryFields *fields)
{
  guint64          size_bytes = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->evidence->len; i++)
    size_bytes += ((KtgEvidence *)g_ptr_array_index (self->evidence, i))->size_bytes;

  words = ktg_sentences_dup_files (self->evidence->len, size_bytes);
  ktg_evidence_view_say (self->view,
                         words,
                         ktg_summary_fields_knows_files (fields)
                             && fields->n_files_received < fields->n_files);
}

static gboolean
is_same_evidence (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!ktg_evidence_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static void
take_evidence (KtgReportEvidence *self, const GPtrArray *evidence)
{
  if (is_same_evidence (self->evidence, evidence))
    return;

  /* Whoever looks at the old ones goes on doing so. */
  g_ptr_array_unref (self->evidence);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  for (guint i = 0; i < evidence->len; i++)
    g_ptr_array_add (self->evidence, ktg_evidence_copy (g_ptr_array_index (evidence, i)));

  g_array_set_size (self->standings, 0);
  ktg_evidence_view_show (self->view, self->session, self->evidence, 0);
}

static void
ktg_report_evidence_finalize (GObject *object)
{
  KtgReportEvidence *self = KTG_REPORT_EVIDENCE (object);

  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_clear_pointer (&self->standings, g_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_report_evidence_parent_class)->finalize (object);
}

static void
ktg_report_evidence_class_init (KtgReportEvidenceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_report_evidence_finalize;
  signals[SIGNAL_OPENED] = ktg_signal_new ("opened", KTG_TYPE_REPORT_EVIDENCE, G_TYPE_UINT);

  g_type_ensure (KTG_TYPE_EVIDENCE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-report-evidence.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReportEvidence, view);
  gtk_widget_class_bind_template_child (widget_class, KtgReportEvidence, nothing);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
ktg_report_evidence_init (KtgReportEvidence *self)
{
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  self->standings = g_array_new (FALSE, FALSE, sizeof (Standing));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
watch (KtgReportEvidence *self, KtgSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  g_signal_connect_object (ktg_session_get_sync (session),
                           "changed",
                           G_CALLBACK (sync_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* A report without a file asks for one, as long as it can have one. */
static void
show_nothing (KtgReportEvidence *self, const KtgReportHeld *held)
{
  gboolean can_have = !ktg_summary_get (held->summary)->is_withdrawn && held->anew == NULL;

  gtk_widget_set_visible (self->nothing, self->evidence->len == 0 && can_have);
  gtk_widget_set_visible (GTK_WIDGET (self), self->evidence->len > 0 || can_have);
}

/**
 * ktg_report_evidence_show:
 * @self: the files
 * @session: where pictures come from
 * @held: whose report
 */
void
ktg_report_evidence_show (KtgReportEvidence *self, KtgSession *session, const KtgReportHeld *held)
{
  watch (self, session);
  take_evidence (self, ktg_history_get_report (held->history)->evidence);
  show_nothing (self, held);
  mark_tiles (self, held);
  count_files (self, ktg_summary_get (held->summary));
}

/**
 * ktg_report_evidence_get_files:
 * @self: the files
 *
 * Returns: (transfer none) (element-type KtgEvidence): all of them
 */
GPtrArray *
ktg_report_evidence_get_files (KtgReportEvidence *self)
{
  return self->evidence;
}

/**
 * ktg_report_evidence_choose:
 * @self: the files
 * @i: which of them is to be shown large, from 0
 */
void
ktg_report_evidence_choose (KtgReportEvidence *self, guint i)
{
  ktg_film_strip_choose (ktg_evidence_view_get_strip (self->view), i);
}
