/* ktg-sync-strip.c - the sync engine's one sentence
 *
 * Always there, never red: having no signal is normal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-strip.h"

#include "ktg-sending-change.h"

#include <glib/gi18n.h>
#include <ktg-sentences.h>
#include <ktg-sync-sentence.h>

struct _KtgSyncStrip
{
  AdwBin parent_instance;

  GtkImage  *icon;
  GtkLabel  *sentence;
  GtkLabel  *notice;       /* of the server; hidden where there is none */
  GtkButton *go_on_button; /* while something is held */
  GtkWidget *sync_button;

  KtgSession *session;
  gulong      changed_id;
};

G_DEFINE_FINAL_TYPE (KtgSyncStrip, ktg_sync_strip, ADW_TYPE_BIN)

static const char *
get_icon_name (const KtgSyncProgress *progress)
{
  if (progress->n_parked > 0)
    return "dialog-information-symbolic";

  switch (progress->phase)
    {
    case KTG_SYNC_CONNECTING:
    case KTG_SYNC_TEXTS:
    case KTG_SYNC_PREVIEWS:
    case KTG_SYNC_ORIGINALS:
      return "network-transmit-symbolic";
    case KTG_SYNC_PRACTICE:
    case KTG_SYNC_IDLE:
      return "object-select-symbolic";
    case KTG_SYNC_WAITING:
    case KTG_SYNC_HELD:
      return "content-loading-symbolic";
    case KTG_SYNC_ACCOUNT:
    case KTG_SYNC_UNENROLLED:
      return "dialog-password-symbolic";
    case KTG_SYNC_OFFLINE:
      break;
    }

  return "network-offline-symbolic";
}

static void
show_notice (KtgSyncStrip *self, const KtgMoment *now)
{
  KtgStore        *store = ktg_session_get_store (self->session);
  g_autofree char *notice = ktg_sentences_dup_server_notice (ktg_store_get_server_notes (store),
                                                             now->wall_us,
                                                             now->utc_offset_s);

  gtk_label_set_label (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  if (notice != NULL)
    gtk_image_set_from_icon_name (self->icon, "dialog-information-symbolic");
}

/* Drafts are nobody's but the officer's. */
static gboolean
has_filed (KtgSyncStrip *self)
{
  GListModel *summaries = ktg_store_get_summaries (ktg_session_get_store (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (ktg_summary_get (summary)->state != KTG_STATE_DRAFT)
        return TRUE;
    }

  return FALSE;
}

/* Of a device that has sent nothing it is not said that everything was sent. */
static void
show_nothing_sent (KtgSyncStrip *self, const KtgSyncProgress *progress)
{
  if (progress->phase == KTG_SYNC_IDLE && !has_filed (self))
    gtk_label_set_label (self->sentence, _ ("Nothing to send yet."));
}

static void
sync_changed_cb (KtgSyncStrip *self)
{
  KtgMoment now = ktg_session_now (self->session);

  ktg_sync_strip_show_progress (self,
                                ktg_sync_get_progress (ktg_session_get_sync (self->session)),
                                &now);
  show_nothing_sent (self, ktg_sync_get_progress (ktg_session_get_sync (self->session)));
  show_notice (self, &now);
}

static gboolean
is_paused (const KtgSyncProgress *progress)
{
  return progress->hold == KTG_HOLD_PAUSED;
}

static void
go_on_clicked_cb (KtgSyncStrip *self)
{
  if (is_paused (ktg_sync_get_progress (ktg_session_get_sync (self->session))))
    ktg_sending_change_pause (self->session, FALSE);
  else
    ktg_sending_change_send_now (self->session);
}

static void
ktg_sync_strip_dispose (GObject *object)
{
  KtgSyncStrip *self = KTG_SYNC_STRIP (object);

  if (self->session != NULL)
    g_clear_signal_handler (&self->changed_id, ktg_session_get_sync (self->session));

  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_sync_strip_parent_class)->dispose (object);
}

static void
ktg_sync_strip_class_init (KtgSyncStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_sync_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-sync-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgSyncStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, KtgSyncStrip, sentence);
  gtk_widget_class_bind_template_child (widget_class, KtgSyncStrip, notice);
  gtk_widget_class_bind_template_child (widget_class, KtgSyncStrip, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, KtgSyncStrip, sync_button);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked_cb);
}

static void
ktg_sync_strip_init (KtgSyncStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_sync_strip_show:
 * @self: the strip
 * @session: whose sync engine speaks
 */
void
ktg_sync_strip_show (KtgSyncStrip *self, KtgSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->changed_id = g_signal_connect_object (ktg_session_get_sync (session),
                                              "changed",
                                              G_CALLBACK (sync_changed_cb),
                                              self,
                                              G_CONNECT_SWAPPED);
  sync_changed_cb (self);
}

/**
 * ktg_sync_strip_show_progress:
 * @self: the strip
 * @progress: what to say
 * @now: the present
 */
void
ktg_sync_strip_show_progress (KtgSyncStrip          *self,
                              const KtgSyncProgress *progress,
                              const KtgMoment       *now)
{
  KtgStore        *store = self->session != NULL ? ktg_session_get_store (self->session) : NULL;
  g_autofree char *sentence
      = ktg_sync_sentence_new (progress,
                               store != NULL ? ktg_store_get_server_notes (store) : NULL,
                               now->wall_us,
                               now->utc_offset_s);

  gtk_label_set_label (self->sentence, sentence);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (progress));
  gtk_button_set_label (self->go_on_button, is_paused (progress) ? _ ("Resume") : _ ("Send Now"));
  gtk_widget_set_visible (GTK_WIDGET (self->go_on_button), progress->phase == KTG_SYNC_HELD);
  gtk_widget_set_visible (self->sync_button,
                          progress->phase != KTG_SYNC_UNENROLLED && progress->phase != KTG_SYNC_HELD
                              && progress->phase != KTG_SYNC_PRACTICE);
}
