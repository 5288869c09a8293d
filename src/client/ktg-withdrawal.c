/* ktg-withdrawal.c - a report is taken back, with a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-withdrawal.h"

#include "ktg-help-key.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-sentences.h>

#define REASON "reason"
#define SESSION "session"
#define REPORT_ID "report-id"

/* Whoever shows the report hears of it from the store. */
static void
withdrawn_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) asker = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ktg_store_withdraw_report_finish (KTG_STORE (object), result, &error))
    return;

  sentence = ktg_sentences_dup_error (error);
  gtk_widget_activate_action (asker, "win.say", "s", sentence);
}

static void
answered_cb (GtkWidget *asker, const char *response, GObject *dialog)
{
  KtgSession  *session = g_object_get_data (dialog, SESSION);
  KtgMoment    now = ktg_session_now (session);
  GtkEditable *reason = GTK_EDITABLE (g_object_get_data (dialog, REASON));

  if (!g_str_equal (response, "withdraw"))
    return;

  ktg_store_withdraw_report_async (ktg_session_get_store (session),
                                   g_object_get_data (dialog, REPORT_ID),
                                   gtk_editable_get_text (reason),
                                   &now,
                                   withdrawn_cb,
                                   g_object_ref (asker));
}

/* Nothing is taken back without a reason, and the button says so. */
static void
reason_changed_cb (AdwMessageDialog *dialog, GtkEditable *reason)
{
  g_autofree char *bare = g_strstrip (g_strdup (gtk_editable_get_text (reason)));

  adw_message_dialog_set_response_enabled (dialog, "withdraw", *bare != '\0');
  adw_message_dialog_set_response_label (dialog,
                                         "withdraw",
                                         *bare != '\0' ? _ ("Withdraw Report")
                                                       : _ ("Write a Reason First"));
}

/**
 * ktg_withdrawal_ask:
 * @asker: a widget in the window
 * @session: where the report is
 * @report_id: which one
 *
 * It is withdrawn once a reason was written and that was agreed to.
 */
void
ktg_withdrawal_ask (GtkWidget *asker, KtgSession *session, const char *report_id)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-withdraw-dialog.ui");
  GObject *dialog = gtk_builder_get_object (builder, "withdraw_dialog");
  GObject *reason = gtk_builder_get_object (builder, "reason");

  g_object_set_data (dialog, REASON, reason);
  g_object_set_data_full (dialog, SESSION, g_object_ref (session), g_object_unref);
  g_object_set_data_full (dialog, REPORT_ID, g_strdup (report_id), g_free);
  g_signal_connect_object (reason,
                           "changed",
                           G_CALLBACK (reason_changed_cb),
                           dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (asker)));
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), asker, G_CONNECT_SWAPPED);
  ktg_help_key_attach (GTK_WINDOW (dialog), "report");
  gtk_window_present (GTK_WINDOW (dialog));
}
