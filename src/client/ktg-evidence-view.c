/* ktg-evidence-view.c - the files of a report: one large, and all of them below it
 *
 * It says "chosen" with the file that is shown now, and "opened" with one that is to be looked at
 * closely.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-view.h"

#include "ktg-evidence-stage.h"
#include "ktg-wrap-layout.h"

#include <ktg-shown-text.h>
#include <ktg-signal.h>

struct _KtgEvidenceView
{
  AdwBin parent_instance;

  KtgEvidenceStage *stage;
  GtkLabel         *caption;
  KtgFilmStrip     *strip;
  GtkWidget        *words;
  GtkLabel         *count;
  GtkWidget        *order;

  KtgSession *session;  /* borrowed from the page */
  GPtrArray  *evidence; /* (element-type KtgEvidence) */
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgEvidenceView, ktg_evidence_view, ADW_TYPE_BIN)

/* Where it is still being written it stands in its own field. */
static void
show_caption (KtgEvidenceView *self, const KtgEvidence *evidence)
{
  g_autofree char *caption = ktg_shown_text_dup (evidence->caption);
  gboolean         is_shown = gtk_widget_get_visible (self->words) && caption != NULL;

  gtk_label_set_label (self->caption, is_shown ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), is_shown);
}

static void
show_chosen (KtgEvidenceView *self, guint i)
{
  show_caption (self, g_ptr_array_index (self->evidence, i));
  ktg_evidence_stage_show (self->stage,
                           self->session,
                           g_ptr_array_index (self->evidence, i),
                           i,
                           self->evidence->len);
}

static void
chosen_cb (KtgEvidenceView *self, guint i)
{
  if (self->evidence == NULL || i >= self->evidence->len)
    return;

  show_chosen (self, i);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, i);
}

static void
turned_cb (KtgEvidenceView *self, guint i)
{
  ktg_film_strip_choose (self->strip, i);
}

static void
opened_cb (KtgEvidenceView *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, ktg_film_strip_get_chosen (self->strip));
}

static void
ktg_evidence_view_finalize (GObject *object)
{
  g_clear_pointer (&KTG_EVIDENCE_VIEW (object)->evidence, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_evidence_view_parent_class)->finalize (object);
}

static void
ktg_evidence_view_class_init (KtgEvidenceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_evidence_view_finalize;
  signals[SIGNAL_CHOSEN] = ktg_signal_new ("chosen", KTG_TYPE_EVIDENCE_VIEW, G_TYPE_UINT);
  signals[SIGNAL_OPENED] = ktg_signal_new ("opened", KTG_TYPE_EVIDENCE_VIEW, G_TYPE_UINT);

  g_type_ensure (KTG_TYPE_EVIDENCE_STAGE);
  g_type_ensure (KTG_TYPE_FILM_STRIP);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-evidence-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceView, stage);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceView, caption);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceView, strip);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceView, words);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceView, count);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceView, order);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
}

static void
ktg_evidence_view_init (KtgEvidenceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_evidence_view_show:
 * @self: a view
 * @session: where pictures come from; outlives @self
 * @evidence: (element-type KtgEvidence): the files; none: it is not seen
 * @chosen: which of them is shown large
 *
 * Emits "chosen".
 */
void
ktg_evidence_view_show (KtgEvidenceView *self,
                        KtgSession      *session,
                        GPtrArray       *evidence,
                        guint            chosen)
{
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  self->session = session;
  ktg_film_strip_show (self->strip, session, evidence);
  self->evidence = g_ptr_array_ref (evidence);
  gtk_widget_set_visible (GTK_WIDGET (self), evidence->len > 0);

  ktg_film_strip_choose (self->strip, chosen);
  chosen_cb (self, chosen);
}

/**
 * ktg_evidence_view_get_strip:
 * @self: a view
 *
 * Returns: (transfer none): its small pictures, which know how each file stands and which is chosen
 */
KtgFilmStrip *
ktg_evidence_view_get_strip (KtgEvidenceView *self)
{
  return self->strip;
}

/**
 * ktg_evidence_view_say:
 * @self: a view
 * @count: how many files there are and how large
 * @is_waiting: whether some are still to be sent
 *
 * Beside the small pictures, where nothing stands otherwise; and what was written of the large one
 * stands below it from now on.
 */
void
ktg_evidence_view_say (KtgEvidenceView *self, const char *count, gboolean is_waiting)
{
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (self->order, is_waiting);
  gtk_widget_set_visible (self->words, TRUE);

  if (self->evidence != NULL && self->evidence->len > 0)
    show_caption (self,
                  g_ptr_array_index (self->evidence, ktg_film_strip_get_chosen (self->strip)));
}
