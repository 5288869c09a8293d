/* ktg-parked-card.c - what could not be sent, why, and what can be done
 *
 * The only amber thing on its page. The reason of each report is read once, when it gets there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-parked-card.h"

#include <glib/gi18n.h>
#include <ktg-headline.h>
#include <ktg-sentences.h>

#define MAX_REASONS 5 /* more are in the list under it */

struct _KtgParkedCard
{
  AdwBin parent_instance;

  GtkLabel   *title;
  GtkListBox *reasons;

  KtgSession   *session;
  GCancellable *loading;
  char         *shown; /* ids of the reports whose reasons stand here, or NULL */
};

G_DEFINE_FINAL_TYPE (KtgParkedCard, ktg_parked_card, ADW_TYPE_BIN)

static void
unparked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgParkedCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (self->session == NULL) /* cleared in dispose */
    return;

  if (ktg_store_unpark_finish (KTG_STORE (object), result, &error))
    {
      ktg_sync_wake (ktg_session_get_sync (self->session));
      return;
    }

  sentence = ktg_sentences_dup_error (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

static void
retry_clicked_cb (KtgParkedCard *self)
{
  ktg_store_unpark_async (ktg_session_get_store (self->session),
                          NULL,
                          unparked_cb,
                          g_object_ref (self));
}

static void
reason_activated_cb (KtgParkedCard *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", id);
}

/* --- the reasons --- */

static GtkWidget *
find_row (KtgParkedCard *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->reasons)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (gtk_widget_get_name (row), id))
      return row;

  return NULL;
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgParkedCard) self = user_data;
  g_autoptr (KtgReportHeld) held = ktg_store_load_report_finish (KTG_STORE (object), result, NULL);
  g_autofree char *reason = NULL;
  GtkWidget       *row;

  if (self->session == NULL || held == NULL)
    return;

  row = find_row (self, ktg_summary_get (held->summary)->id);
  reason = ktg_sentences_dup_refusal (held->parked);
  if (row != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
}

static void
add_reason (KtgParkedCard *self, const KtgSummaryFields *fields)
{
  g_autofree char *title = ktg_headline_dup_title (ktg_session_get_library (self->session), fields);
  GtkWidget       *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "name",
                                 fields->id,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 "activatable",
                                 TRUE,
                                 NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (self->reasons, row);
  ktg_store_load_report_async (ktg_session_get_store (self->session),
                               fields->id,
                               self->loading,
                               report_loaded_cb,
                               g_object_ref (self));
}

static void
show_reasons (KtgParkedCard *self, const GPtrArray *parked)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->reasons))) != NULL)
    gtk_list_box_remove (self->reasons, child);

  for (guint i = 0; i < MIN (parked->len, MAX_REASONS); i++)
    add_reason (self, ktg_summary_get (g_ptr_array_index (parked, i)));
}

static GPtrArray *
find_parked (const GPtrArray *waiting)
{
  GPtrArray *parked = g_ptr_array_new ();

  for (guint i = 0; i < waiting->len; i++)
    if (ktg_summary_get (g_ptr_array_index (waiting, i))->state == KTG_STATE_PARKED)
      g_ptr_array_add (parked, g_ptr_array_index (waiting, i));

  return parked;
}

static char *
dup_ids (const GPtrArray *parked)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < parked->len; i++)
    g_string_append_printf (ids, "%s ", ktg_summary_get (g_ptr_array_index (parked, i))->id);

  return g_string_free (ids, FALSE);
}

/* --- the card --- */

static void
ktg_parked_card_dispose (GObject *object)
{
  KtgParkedCard *self = KTG_PARKED_CARD (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_parked_card_parent_class)->dispose (object);
}

static void
ktg_parked_card_finalize (GObject *object)
{
  g_clear_pointer (&KTG_PARKED_CARD (object)->shown, g_free);

  G_OBJECT_CLASS (ktg_parked_card_parent_class)->finalize (object);
}

static void
ktg_parked_card_class_init (KtgParkedCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_parked_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_parked_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-parked-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgParkedCard, title);
  gtk_widget_class_bind_template_child (widget_class, KtgParkedCard, reasons);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
}

static void
ktg_parked_card_init (KtgParkedCard *self)
{
  self->loading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_parked_card_show:
 * @self: a card
 * @session: whose reports
 * @waiting: (element-type KtgSummary): the reports that are not complete
 *
 * Where none of them is parked the card is not in sight.
 */
void
ktg_parked_card_show (KtgParkedCard *self, KtgSession *session, const GPtrArray *waiting)
{
  g_autoptr (GPtrArray) parked = find_parked (waiting);
  g_autofree char *ids = dup_ids (parked);
  g_autofree char *title = g_strdup_printf (ngettext ("%u report could not be sent",
                                                      "%u reports could not be sent",
                                                      parked->len),
                                            parked->len);

  gtk_widget_set_visible (GTK_WIDGET (self), parked->len > 0);
  if (g_strcmp0 (ids, self->shown) == 0)
    return;

  g_set_object (&self->session, session);
  g_free (self->shown);
  self->shown = g_steal_pointer (&ids);
  gtk_label_set_label (self->title, title);
  show_reasons (self, parked);
}
