/* ktg-rules-card.c - the rules that a draft stands under, and whether others hold
 *
 * A draft keeps the rules that it was begun with. Where others hold on the day of the event it says
 * so, and one press goes over to them. What is to be known of them stands folded in one line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-rules-card.h"

#include <ktg-law-words.h>
#include <ktg-signal.h>

struct _KtgRulesCard
{
  AdwBin parent_instance;

  GtkWidget   *change_box;
  GtkLabel    *change;
  GtkLabel    *name;
  GtkExpander *rules; /* and what is to be known of them */
  GtkLabel    *note;
};

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgRulesCard, ktg_rules_card, ADW_TYPE_BIN)

static void
show_words (GtkWidget *box, GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (box, words != NULL);
}

static void
accept_clicked_cb (KtgRulesCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
}

static void
ktg_rules_card_class_init (KtgRulesCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_ACCEPTED] = ktg_signal_new ("accepted", KTG_TYPE_RULES_CARD, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-rules-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRulesCard, change_box);
  gtk_widget_class_bind_template_child (widget_class, KtgRulesCard, change);
  gtk_widget_class_bind_template_child (widget_class, KtgRulesCard, name);
  gtk_widget_class_bind_template_child (widget_class, KtgRulesCard, rules);
  gtk_widget_class_bind_template_child (widget_class, KtgRulesCard, note);
  gtk_widget_class_bind_template_callback (widget_class, accept_clicked_cb);
}

static void
ktg_rules_card_init (KtgRulesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_rules_card_show:
 * @self: a card
 * @law: what a draft stands under
 *
 * Says it in words. Emits "accepted" when the officer goes over to the rules that hold.
 */
void
ktg_rules_card_show (KtgRulesCard *self, const KtgReportLaw *law)
{
  g_autofree char *change = ktg_law_words_dup_change (law);
  g_autofree char *rules = ktg_law_words_dup_rules (law);

  show_words (self->change_box, self->change, change);
  gtk_label_set_label (self->name, rules != NULL ? rules : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rules),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rules != NULL ? rules : "",
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->rules), rules != NULL);
  show_words (GTK_WIDGET (self->note), self->note, ktg_law_words_get_rules_note (law));
}
