/* ktg-queue-file-row.c - one file of a report that goes, and how far it has come
 *
 * Only a file that moves has a bar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue-file-row.h"

#include "ktg-file-kind.h"
#include "ktg-part-bar.h"
#include "ktg-style-class.h"

#include <glib/gi18n.h>
#include <ktg-sending-words.h>
#include <ktg-sentences.h>

struct _KtgQueueFileRow
{
  AdwBin parent_instance;

  GtkImage   *kind;
  GtkLabel   *name;
  GtkLabel   *size;
  GtkImage   *check;
  GtkLabel   *state;
  KtgPartBar *bar;
};

G_DEFINE_FINAL_TYPE (KtgQueueFileRow, ktg_queue_file_row, ADW_TYPE_BIN)

static const char *
get_state (const KtgFileHeld *held, const KtgSyncProgress *progress)
{
  if (held != NULL && held->parked != NULL)
    return _ ("could not be sent");
  if (held != NULL && held->is_received)
    return _ ("on the server");

  return progress->phase == KTG_SYNC_HELD ? ktg_sending_words_get_reason (progress->hold)
                                          : _ ("waits to be sent");
}

/* How long it will take where the rate is known, else how much of it has gone. */
static char *
dup_left (const KtgFileUnderWay *file, double part, guint64 bytes_per_s)
{
  g_autofree char *duration = NULL;

  if (bytes_per_s == 0)
    return g_strdup_printf ("%u%%", (guint)(part * 100));

  duration = ktg_sentences_dup_duration (
      (gint64)((file->total - MIN (file->done, file->total)) / bytes_per_s) + 1);
  /* Translators: about so long it will take: "± 21 seconds" */
  return g_strdup_printf (_ ("± %s"), duration);
}

static void
show_moving (KtgQueueFileRow *self, const KtgFileUnderWay *file, guint64 bytes_per_s)
{
  double           part = file->total == 0 ? 0 : MIN ((double)file->done / (double)file->total, 1);
  g_autofree char *done = ktg_sentences_dup_size (file->done);
  g_autofree char *total = ktg_sentences_dup_size (file->total);
  /* Translators: sizes: so much of so much of a file is sent */
  g_autofree char *value = g_strdup_printf (_ ("%s of %s"), done, total);
  g_autofree char *left = dup_left (file, part, bytes_per_s);

  gtk_label_set_label (self->size, value);
  gtk_label_set_label (self->state, left);
  ktg_part_bar_show (self->bar, part, gtk_label_get_label (self->name), value);
}

static void
ktg_queue_file_row_class_init (KtgQueueFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_PART_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-queue-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgQueueFileRow, kind);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueFileRow, size);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueFileRow, check);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueFileRow, state);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueFileRow, bar);
}

static void
ktg_queue_file_row_init (KtgQueueFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_queue_file_row_show:
 * @self: a row
 * @evidence: the file
 * @name: what it is called among the files of its report
 * @held: (nullable): how far it has come
 * @progress: what the sync engine does
 */
void
ktg_queue_file_row_show (KtgQueueFileRow       *self,
                         const KtgEvidence     *evidence,
                         const char            *name,
                         const KtgFileHeld     *held,
                         const KtgSyncProgress *progress)
{
  const KtgFileUnderWay *moving = ktg_sync_progress_find_file (progress, evidence->sha256);
  gboolean               is_received = held != NULL && held->is_received;
  g_autofree char       *size = ktg_sentences_dup_size (evidence->size_bytes);

  gtk_image_set_from_icon_name (self->kind,
                                ktg_file_kind_get_icon_name (ktg_file_kind_of (evidence)));
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->size, size);
  gtk_label_set_label (self->state, get_state (held, progress));
  gtk_widget_set_visible (GTK_WIDGET (self->check), is_received);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), moving != NULL && !is_received);
  ktg_style_class_set (GTK_WIDGET (self->state), "done-mark", is_received);
  ktg_style_class_set (GTK_WIDGET (self->state), "asking", held != NULL && held->parked != NULL);
  if (moving != NULL && !is_received)
    show_moving (self, moving, progress->bytes_per_s);
}
