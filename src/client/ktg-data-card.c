/* ktg-data-card.c - what was sent today, and what of the daily limit is left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-data-card.h"

#include "ktg-data-bar.h"

#include <glib/gi18n.h>
#include <ktg-sending-words.h>
#include <ktg-sentences.h>

struct _KtgDataCard
{
  AdwBin parent_instance;

  GtkLabel   *title;
  GtkLabel   *until;
  GtkLabel   *total;
  GtkLabel   *limit;
  KtgDataBar *bar;
  GtkLabel   *texts;
  GtkLabel   *previews;
  GtkLabel   *originals;
  GtkLabel   *left;
};

G_DEFINE_FINAL_TYPE (KtgDataCard, ktg_data_card, ADW_TYPE_BIN)

static void
show_size (GtkLabel *label, guint64 size_bytes)
{
  g_autofree char *size = ktg_sentences_dup_size (size_bytes);

  gtk_label_set_label (label, size);
}

static void
show_until (KtgDataCard *self, const KtgSyncProgress *progress, int utc_offset_s)
{
  g_autofree char *midnight = ktg_sending_words_dup_midnight (progress, utc_offset_s);
  /* Translators: a clock time, at midnight: when a new day's data begins */
  g_autofree char *words = g_strdup_printf (_ ("begins anew at %s"), midnight);

  gtk_label_set_label (self->until, words);
  gtk_widget_set_visible (GTK_WIDGET (self->until), progress->midnight_us > 0);
}

static void
show_bar (KtgDataCard *self, const KtgSpent *spent, gint64 day_bytes)
{
  g_autofree char *value = g_strdup_printf ("%s %s",
                                            gtk_label_get_label (self->total),
                                            gtk_label_get_label (self->limit));

  ktg_data_bar_show (self->bar,
                     spent,
                     (guint64)MAX (day_bytes, 0),
                     gtk_label_get_label (self->title),
                     value);
}

static void
ktg_data_card_class_init (KtgDataCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_DATA_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-data-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, title);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, until);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, total);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, limit);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, bar);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, texts);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, previews);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, originals);
  gtk_widget_class_bind_template_child (widget_class, KtgDataCard, left);
}

static void
ktg_data_card_init (KtgDataCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_data_card_show:
 * @self: a card
 * @session: whose day
 */
void
ktg_data_card_show (KtgDataCard *self, KtgSession *session)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (ktg_session_get_sync (session));
  const KtgSendingRules *rules = ktg_store_get_sending_rules (ktg_session_get_store (session));
  int                    utc_offset_s = ktg_session_now (session).utc_offset_s;
  g_autofree char       *limit = ktg_sending_words_dup_of_limit (rules->day_bytes);
  g_autofree char       *left = ktg_sending_words_dup_left (progress, rules, utc_offset_s);

  show_size (self->total, ktg_spent_get_total (&progress->spent));
  show_size (self->texts, progress->spent.bytes[KTG_SENT_TEXTS]);
  show_size (self->previews, progress->spent.bytes[KTG_SENT_PREVIEWS]);
  show_size (self->originals, progress->spent.bytes[KTG_SENT_ORIGINALS]);
  gtk_label_set_label (self->limit, limit);
  gtk_label_set_label (self->left, left);
  show_until (self, progress, utc_offset_s);
  show_bar (self, &progress->spent, rules->day_bytes);
}
