/* ktg-queue-file-row.c - one file of a report that goes, and how far it has come
 *
 * Only a file of which a part has gone has a bar, whether it moves or waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue-file-row.h"

#include "ktg-file-kind.h"
#include "ktg-part-bar.h"
#include "ktg-style-class.h"

#include <glib/gi18n.h>
#include <ktg-queue.h>
#include <ktg-sentences.h>
#include <ktg-shown-text.h>

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
get_state (const KtgFileHeld *held, const char *turn)
{
  if (held != NULL && held->parked != NULL)
    return _ ("could not be sent");
  if (held != NULL && held->is_received)
    return _ ("on the server");

  return turn;
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

/* Where it does not move, what the server has of it is only known as it was said last. */
static char *
dup_gone (guint64 n_done, guint64 n_total, gboolean is_moving)
{
  g_autofree char *done = ktg_sentences_dup_size (n_done);
  g_autofree char *total = ktg_sentences_dup_size (n_total);

  /* Translators: sizes: so much of so much of a file is sent */
  return is_moving ? g_strdup_printf (_ ("%s of %s"), done, total)
                   /* Translators: sizes: about so much of so much of a file is on the server */
                   : g_strdup_printf (_ ("± %s of %s has arrived"), done, total);
}

static double
get_part (guint64 done, guint64 total)
{
  return total == 0 ? 0 : MIN ((double)done / (double)total, 1);
}

static void
show_part (KtgQueueFileRow *self, guint64 done, guint64 total, gboolean is_moving)
{
  g_autofree char *value = dup_gone (done, total, is_moving);

  gtk_label_set_label (self->size, value);
  ktg_part_bar_show (self->bar, get_part (done, total), gtk_label_get_label (self->name), value);
}

static void
show_left (KtgQueueFileRow *self, const KtgFileUnderWay *file, guint64 bytes_per_s)
{
  g_autofree char *left = dup_left (file, get_part (file->done, file->total), bytes_per_s);

  gtk_label_set_label (self->state, left);
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
 * @turn: when it goes, should it wait
 * @progress: what the sync engine does
 */
void
ktg_queue_file_row_show (KtgQueueFileRow       *self,
                         const KtgEvidence     *evidence,
                         const char            *name,
                         const KtgFileHeld     *held,
                         const char            *turn,
                         const KtgSyncProgress *progress)
{
  const KtgFileUnderWay *moving = ktg_sync_progress_find_file (progress, evidence->sha256);
  gboolean               is_received = held != NULL && held->is_received;
  gboolean               is_parked = held != NULL && held->parked != NULL;
  guint64                gone = ktg_queue_get_n_gone (progress, evidence->sha256);
  gboolean               has_part = !is_received && !is_parked && (moving != NULL || gone > 0);
  g_autofree char       *size = ktg_sentences_dup_size (evidence->size_bytes);
  g_autofree char       *shown = ktg_shown_text_dup_line (name);

  gtk_image_set_from_icon_name (self->kind,
                                ktg_file_kind_get_icon_name (ktg_file_kind_of (evidence)));
  gtk_label_set_label (self->name, shown);
  gtk_label_set_label (self->size, size);
  gtk_label_set_label (self->state, get_state (held, turn));
  gtk_widget_set_visible (GTK_WIDGET (self->check), is_received);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), has_part);
  ktg_style_class_set (GTK_WIDGET (self->state), "done-mark", is_received);
  ktg_style_class_set (GTK_WIDGET (self->state), "asking", is_parked);
  if (has_part)
    show_part (self, gone, evidence->size_bytes, moving != NULL);
  if (has_part && moving != NULL)
    show_left (self, moving, progress->bytes_per_s);
}
