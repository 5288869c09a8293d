/* ktg-evidence-stage.c - one file of evidence, shown large
 *
 * Whole and never cut. Whoever presses it wants to see more of it; the arrows go to the next file
 * and the one before, which is the same as choosing another in the strip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-stage.h"

#include "ktg-file-kind.h"
#include "ktg-picture-frame.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>

struct _KtgEvidenceStage
{
  AdwBin parent_instance;

  KtgPictureFrame *picture;
  GtkLabel        *position;
  GtkLabel        *taken;
  GtkWidget       *open_button;
  GtkWidget       *previous_button;
  GtkWidget       *next_button;

  guint i;
};

enum
{
  SIGNAL_OPENED,
  SIGNAL_TURNED, /* with the file that is wanted */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgEvidenceStage, ktg_evidence_stage, ADW_TYPE_BIN)

static void
open_clicked_cb (KtgEvidenceStage *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
previous_clicked_cb (KtgEvidenceStage *self)
{
  g_signal_emit (self, signals[SIGNAL_TURNED], 0, self->i - 1);
}

static void
next_clicked_cb (KtgEvidenceStage *self)
{
  g_signal_emit (self, signals[SIGNAL_TURNED], 0, self->i + 1);
}

static void
ktg_evidence_stage_class_init (KtgEvidenceStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_OPENED] = ktg_signal_new ("opened", KTG_TYPE_EVIDENCE_STAGE, G_TYPE_NONE);
  signals[SIGNAL_TURNED] = ktg_signal_new ("turned", KTG_TYPE_EVIDENCE_STAGE, G_TYPE_UINT);

  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-evidence-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceStage, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceStage, position);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceStage, taken);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceStage, open_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceStage, previous_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceStage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
ktg_evidence_stage_init (KtgEvidenceStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What a screen reader says of the picture: its caption, or what is seen under it. */
static void
name_picture (KtgEvidenceStage *self, const KtgEvidence *evidence, const char *position)
{
  g_autofree char *taken = ktg_file_kind_dup_taken (evidence);
  g_autofree char *name = g_strdup_printf ("%s: %s", position, taken);
  g_autofree char *caption = ktg_shown_text_dup (evidence->caption);

  gtk_label_set_label (self->position, position);
  gtk_label_set_label (self->taken, taken);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->taken), taken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  caption != NULL ? caption : name,
                                  -1);
}

/**
 * ktg_evidence_stage_show:
 * @self: a stage
 * @session: where pictures come from
 * @evidence: what to show
 * @i: which of the files it is, from 0
 * @n_files: of how many
 */
void
ktg_evidence_stage_show (KtgEvidenceStage  *self,
                         KtgSession        *session,
                         const KtgEvidence *evidence,
                         guint              i,
                         guint              n_files)
{
  g_autofree char *position = ktg_file_kind_dup_position (evidence, i, n_files);

  self->i = i;
  name_picture (self, evidence, position);
  gtk_widget_set_visible (self->previous_button, i > 0);
  gtk_widget_set_visible (self->next_button, i + 1 < n_files);
  g_object_set (self->picture,
                "icon-name",
                ktg_file_kind_get_icon_name (ktg_file_kind_of (evidence)),
                NULL);
  ktg_picture_frame_show (self->picture,
                          ktg_session_get_thumbnails (session),
                          evidence->preview_sha256);
  ktg_picture_frame_load (self->picture);
}
