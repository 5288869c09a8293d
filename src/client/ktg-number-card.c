/* ktg-number-card.c - one number that is large, with its word and what explains it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-number-card.h"

struct _KtgNumberCard
{
  AdwBin parent_instance;

  GtkLabel *number;
  GtkLabel *word;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (KtgNumberCard, ktg_number_card, ADW_TYPE_BIN)

static void
ktg_number_card_class_init (KtgNumberCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-number-card.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, KtgNumberCard, number);
  gtk_widget_class_bind_template_child (widget_class, KtgNumberCard, word);
  gtk_widget_class_bind_template_child (widget_class, KtgNumberCard, note);
}

static void
ktg_number_card_init (KtgNumberCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_number_card_show:
 * @self: a card
 * @number: how many
 * @word: of what
 * @note: what explains it
 */
void
ktg_number_card_show (KtgNumberCard *self, guint number, const char *word, const char *note)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *spoken = g_strdup_printf ("%u %s. %s", number, word, note);

  gtk_label_set_label (self->number, digits);
  gtk_label_set_label (self->word, word);
  gtk_label_set_label (self->note, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
