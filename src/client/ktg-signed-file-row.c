/* ktg-signed-file-row.c - one file of evidence that is about to be signed
 *
 * A doubt about it stands below it, in its card.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-file-row.h"

#include "ktg-picture-frame.h"

#include <ktg-shown-text.h>
#include <ktg-signed-facts.h>

struct _KtgSignedFileRow
{
  AdwBin parent_instance;

  KtgPictureFrame *picture;
  GtkLabel        *name;
  GtkLabel        *caption;
  GtkLabel        *words;
  GtkLabel        *hash;
  GtkLabel        *doubt;
};

G_DEFINE_FINAL_TYPE (KtgSignedFileRow, ktg_signed_file_row, ADW_TYPE_BIN)

static void
ktg_signed_file_row_class_init (KtgSignedFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-signed-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgSignedFileRow, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgSignedFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgSignedFileRow, caption);
  gtk_widget_class_bind_template_child (widget_class, KtgSignedFileRow, words);
  gtk_widget_class_bind_template_child (widget_class, KtgSignedFileRow, hash);
  gtk_widget_class_bind_template_child (widget_class, KtgSignedFileRow, doubt);
}

static void
ktg_signed_file_row_init (KtgSignedFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_if_said (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/**
 * ktg_signed_file_row_new:
 * @session: whose previews are shown
 * @evidence: the file
 * @doubt: (nullable): what should be looked at again
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_signed_file_row_new (KtgSession *session, const KtgEvidence *evidence, const char *doubt)
{
  KtgSignedFileRow *self = g_object_new (KTG_TYPE_SIGNED_FILE_ROW, NULL);
  g_autofree char  *words = ktg_signed_facts_dup_file (evidence);
  g_autofree char  *hash = ktg_signed_facts_dup_hash (evidence);
  g_autofree char  *name = ktg_shown_text_dup_line (evidence->original_name);
  g_autofree char  *caption = ktg_shown_text_dup (evidence->caption);

  ktg_picture_frame_show (self->picture,
                          ktg_session_get_thumbnails (session),
                          evidence->preview_sha256);
  ktg_picture_frame_load (self->picture);
  gtk_label_set_label (self->name, name);
  show_if_said (self->caption, caption);
  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->hash, hash);
  show_if_said (self->doubt, doubt);
  return GTK_WIDGET (self);
}
