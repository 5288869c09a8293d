/* ktg-preferences-window.c - the account, the language, what is stored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-preferences-window.h"

#include "ktg-help-key.h"
#include "ktg-rules-page.h"
#include "ktg-storage-group.h"
#include "ktg-telling-group.h"

#include <glib/gi18n.h>
#include <ktg-account-words.h>
#include <ktg-queue.h>
#include <ktg-sentences.h>

struct _KtgPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwActionRow    *officer;
  GtkWidget       *enrol_button;
  AdwActionRow    *server;
  AdwActionRow    *device;
  AdwActionRow    *words;
  AdwComboRow     *language;
  KtgTellingGroup *telling_group;
  KtgStorageGroup *storage_group;
  AdwActionRow    *reports;
  AdwActionRow    *waiting;
  KtgRulesPage    *rules_page;

  KtgSession *session;
};

/* In the order of the list. */
static const char *const languages[] = { "", "id", "en" };

G_DEFINE_FINAL_TYPE (KtgPreferencesWindow, ktg_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
enrol_clicked_cb (KtgPreferencesWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.enrol", NULL);
}

static void
language_chosen_cb (KtgPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->language);

  if (self->session != NULL && selected < G_N_ELEMENTS (languages))
    ktg_view_file_set (ktg_session_get_view_file (self->session), "language", languages[selected]);
}

static void
show_words (KtgPreferencesWindow *self, const KtgAccount *account)
{
  g_autofree char *words = ktg_account_words_dup_six (account);

  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  if (words != NULL)
    adw_action_row_set_subtitle (self->words, words);
}

static void
show_account (KtgPreferencesWindow *self, const KtgAccount *account)
{
  g_autofree char *officer = ktg_session_dup_officer (self->session);
  g_autofree char *waiting = NULL;

  show_words (self, account);
  gtk_widget_set_visible (self->enrol_button, account == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->server), account != NULL);

  if (account == NULL)
    {
      adw_action_row_set_subtitle (self->officer, _ ("Not enrolled yet"));
      return;
    }

  if (account->is_pending)
    waiting = g_strdup_printf (_ ("%s; the office has yet to confirm this device"), officer);
  adw_action_row_set_subtitle (self->officer, waiting != NULL ? waiting : officer);
  adw_action_row_set_subtitle (self->server,
                               ktg_account_is_practice (account)
                                   ? _ ("None: in practice nothing is sent")
                                   : account->url);
}

static void
owed_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgPreferencesWindow) self = user_data;
  g_autoptr (KtgOwed) owed = ktg_store_load_owed_finish (KTG_STORE (object), result, NULL);
  g_autofree char *size = NULL;

  if (self->session == NULL || owed == NULL) /* cleared in dispose */
    return;

  size = ktg_sentences_dup_size (ktg_queue_count_bytes (owed));
  adw_action_row_set_subtitle (self->waiting, size);
}

static void
show_storage (KtgPreferencesWindow *self, KtgStore *store)
{
  guint            n_reports = g_list_model_get_n_items (ktg_store_get_summaries (store));
  g_autofree char *count = g_strdup_printf ("%u", n_reports);

  adw_action_row_set_subtitle (self->reports, count);
  ktg_store_load_owed_async (store, NULL, owed_loaded_cb, g_object_ref (self));
}

static void
show_language (KtgPreferencesWindow *self)
{
  g_autofree char *language
      = ktg_view_file_dup (ktg_session_get_view_file (self->session), "language");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_strcmp0 (languages[i], language) == 0)
        adw_combo_row_set_selected (self->language, i);
    }
}

static void
ktg_preferences_window_dispose (GObject *object)
{
  g_clear_object (&KTG_PREFERENCES_WINDOW (object)->session);

  G_OBJECT_CLASS (ktg_preferences_window_parent_class)->dispose (object);
}

static void
ktg_preferences_window_class_init (KtgPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_RULES_PAGE);
  g_type_ensure (KTG_TYPE_STORAGE_GROUP);
  g_type_ensure (KTG_TYPE_TELLING_GROUP);
  G_OBJECT_CLASS (klass)->dispose = ktg_preferences_window_dispose;

  ktg_help_key_bind (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, officer);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, server);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, device);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, words);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, language);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, telling_group);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, storage_group);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, reports);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, waiting);
  gtk_widget_class_bind_template_child (widget_class, KtgPreferencesWindow, rules_page);
  gtk_widget_class_bind_template_callback (widget_class, enrol_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
}

static void
ktg_preferences_window_init (KtgPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_preferences_window_new:
 * @session: what to show
 *
 * Returns: (transfer none): a window
 */
KtgPreferencesWindow *
ktg_preferences_window_new (KtgSession *session)
{
  KtgPreferencesWindow *self = g_object_new (KTG_TYPE_PREFERENCES_WINDOW, NULL);
  KtgStore             *store = ktg_session_get_store (session);

  self->session = g_object_ref (session);
  show_account (self, ktg_store_get_account (store));
  adw_action_row_set_subtitle (self->device, ktg_store_get_device (store));
  show_language (self);
  show_storage (self, store);
  ktg_telling_group_show (self->telling_group, ktg_session_get_view_file (session));
  ktg_storage_group_show (self->storage_group, session);
  ktg_rules_page_show (self->rules_page, session);

  return self;
}
