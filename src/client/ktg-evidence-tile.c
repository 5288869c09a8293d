/* ktg-evidence-tile.c - one file of a filed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-tile.h"

#include "ktg-picture-frame.h"

#include <glib/gi18n.h>
#include <ktg-sentences.h>

struct _KtgEvidenceTile
{
  AdwBin parent_instance;

  KtgPictureFrame *picture;
  GtkLabel        *name;
  GtkLabel        *state;
};

G_DEFINE_FINAL_TYPE (KtgEvidenceTile, ktg_evidence_tile, ADW_TYPE_BIN)

static char *
dup_state (const KtgEvidence *evidence, const KtgFileHeld *held, gboolean is_replaced)
{
  g_autofree char *size = ktg_sentences_dup_size (evidence->size_bytes);

  if (is_replaced)
    return g_steal_pointer (&size);

  if (held != NULL && held->parked != NULL)
    /* Translators: %s is a size; this file is parked */
    return g_strdup_printf (_ ("%s · could not be sent"), size);

  if (held != NULL && held->is_received)
    /* Translators: %s is a size; the server has this file */
    return g_strdup_printf (_ ("%s · sent"), size);

  /* Translators: %s is a size; this file is still to be sent */
  return g_strdup_printf (_ ("%s · waiting"), size);
}

static void
ktg_evidence_tile_class_init (KtgEvidenceTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-evidence-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceTile, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceTile, name);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceTile, state);
}

static void
ktg_evidence_tile_init (KtgEvidenceTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_evidence_tile_new:
 * @session: where pictures come from
 * @evidence: a file, as the report names it
 * @held: (nullable): what is known of its delivery
 * @is_replaced: whether it goes with another report now, so that it is not said to wait here
 *
 * Returns: (transfer none): a floating tile
 */
GtkWidget *
ktg_evidence_tile_new (KtgSession        *session,
                       const KtgEvidence *evidence,
                       const KtgFileHeld *held,
                       gboolean           is_replaced)
{
  KtgEvidenceTile *self = g_object_new (KTG_TYPE_EVIDENCE_TILE, NULL);
  const char      *name = evidence->caption == NULL ? evidence->original_name : evidence->caption;
  g_autofree char *state = dup_state (evidence, held, is_replaced);

  gtk_label_set_label (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_label_set_label (self->state, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  ktg_picture_frame_show (self->picture,
                          ktg_session_get_thumbnails (session),
                          evidence->preview_sha256);
  ktg_picture_frame_load (self->picture);

  return GTK_WIDGET (self);
}
