/* ktg-filing-dialog.c - says once what is about to be signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filing-dialog.h"

struct _KtgFilingDialog
{
  AdwMessageDialog parent_instance;

  GtkLabel  *signed_words;
  GtkLabel  *doubts;
  GtkWidget *doubts_box;
  GtkLabel  *days_left;
  GtkLabel  *missing;
  GtkWidget *missing_box;
};

G_DEFINE_FINAL_TYPE (KtgFilingDialog, ktg_filing_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
ktg_filing_dialog_class_init (KtgFilingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-filing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFilingDialog, signed_words);
  gtk_widget_class_bind_template_child (widget_class, KtgFilingDialog, doubts);
  gtk_widget_class_bind_template_child (widget_class, KtgFilingDialog, doubts_box);
  gtk_widget_class_bind_template_child (widget_class, KtgFilingDialog, days_left);
  gtk_widget_class_bind_template_child (widget_class, KtgFilingDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, KtgFilingDialog, missing_box);
}

static void
ktg_filing_dialog_init (KtgFilingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_filing_dialog_new:
 * @signed_words: what is signed, one thing a line
 * @doubts: what should be looked at again, one thing a line; "" if nothing
 * @days_left: until when it may be filed, and by which count; "" if no days are counted
 * @missing: what the office will miss; "" if nothing
 *
 * Returns: (transfer none): a dialog; its response is %KTG_FILING_RESPONSE_FILE to go on
 */
KtgFilingDialog *
ktg_filing_dialog_new (const char *signed_words,
                       const char *doubts,
                       const char *days_left,
                       const char *missing)
{
  KtgFilingDialog *self = g_object_new (KTG_TYPE_FILING_DIALOG, NULL);

  gtk_label_set_label (self->signed_words, signed_words);
  gtk_label_set_label (self->doubts, doubts);
  gtk_widget_set_visible (self->doubts_box, *doubts != '\0');
  gtk_label_set_label (self->days_left, days_left);
  gtk_widget_set_visible (GTK_WIDGET (self->days_left), *days_left != '\0');
  gtk_label_set_label (self->missing, missing);
  gtk_widget_set_visible (self->missing_box, *missing != '\0');

  return self;
}
