/* ktg-storage-group.c - the room that evidence takes, and what of it may be freed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-storage-group.h"

#include <glib/gi18n.h>
#include <ktg-sending-words.h>
#include <ktg-sentences.h>

struct _KtgStorageGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *here;
  AdwActionRow *spare;
  GtkWidget    *free_button;

  KtgSession   *session;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (KtgStorageGroup, ktg_storage_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_storage (KtgStorageGroup *self, const KtgStorage *storage)
{
  g_autofree char *here = ktg_sending_words_dup_storage (storage);
  g_autofree char *spare = ktg_sending_words_dup_free (storage);

  adw_action_row_set_subtitle (self->here, here);
  adw_action_row_set_subtitle (self->spare, spare);
  gtk_widget_set_visible (self->free_button, storage->n_free > 0);
}

static void
storage_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgStorageGroup) self = user_data;
  g_autofree KtgStorage *storage = ktg_store_load_storage_finish (KTG_STORE (object), result, NULL);

  if (self->session != NULL && storage != NULL) /* cleared in dispose */
    show_storage (self, storage);
}

static void
load (KtgStorageGroup *self)
{
  ktg_store_load_storage_async (ktg_session_get_store (self->session),
                                ktg_session_now (self->session).wall_us,
                                self->loading,
                                storage_loaded_cb,
                                g_object_ref (self));
}

static void
freed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgStorageGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!ktg_store_free_originals_finish (KTG_STORE (object), result, &error))
    words = ktg_sentences_dup_error (error);
  if (self->session == NULL)
    return;

  gtk_widget_set_sensitive (self->free_button, TRUE);
  if (words != NULL)
    adw_action_row_set_subtitle (self->spare, words);
  else
    load (self);
}

static void
answered_cb (KtgStorageGroup *self, const char *answer)
{
  if (self->session == NULL || g_strcmp0 (answer, "free") != 0)
    return;

  gtk_widget_set_sensitive (self->free_button, FALSE);
  ktg_store_free_originals_async (ktg_session_get_store (self->session),
                                  ktg_session_now (self->session).wall_us,
                                  freed_cb,
                                  g_object_ref (self));
}

/* There is no way back, so it is asked. */
static void
free_clicked_cb (KtgStorageGroup *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Free the original photos?"),
                                              adw_action_row_get_subtitle (self->spare));
  AdwMessageDialog *asking = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (asking, "keep", _ ("Keep"), "free", _ ("Free"), NULL);
  adw_message_dialog_set_response_appearance (asking, "free", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (asking, "keep");
  adw_message_dialog_set_close_response (asking, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ktg_storage_group_dispose (GObject *object)
{
  KtgStorageGroup *self = KTG_STORAGE_GROUP (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_storage_group_parent_class)->dispose (object);
}

static void
ktg_storage_group_class_init (KtgStorageGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_storage_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-storage-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgStorageGroup, here);
  gtk_widget_class_bind_template_child (widget_class, KtgStorageGroup, spare);
  gtk_widget_class_bind_template_child (widget_class, KtgStorageGroup, free_button);
  gtk_widget_class_bind_template_callback (widget_class, free_clicked_cb);
}

static void
ktg_storage_group_init (KtgStorageGroup *self)
{
  self->loading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_storage_group_show:
 * @self: the rows
 * @session: whose evidence
 */
void
ktg_storage_group_show (KtgStorageGroup *self, KtgSession *session)
{
  g_set_object (&self->session, session);
  load (self);
}
