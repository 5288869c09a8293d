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
get_state (const KtgFileHeld *held)
{
  if (held != NULL && held->parked != NULL)
    return _ ("could not be sent");

  return held != NULL && held->is_received ? _ ("on the server") : _ ("waits to be sent");
}

static void
show_moving (KtgQueueFileRow *self, const KtgFileUnderWay *file)
{
  double           part = file->total == 0 ? 0 : (double)file->done / (double)file->total;
  g_autofree char *percent = g_strdup_printf ("%u%%", (guint)(MIN (part, 1) * 100));

  gtk_label_set_label (self->state, percent);
  ktg_part_bar_show (self->bar, part, gtk_label_get_label (self->name), percent);
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
  gtk_label_set_label (self->state, get_state (held));
  gtk_widget_set_visible (GTK_WIDGET (self->check), is_received);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), moving != NULL && !is_received);
  ktg_style_class_set (GTK_WIDGET (self->state), "done-mark", is_received);
  ktg_style_class_set (GTK_WIDGET (self->state), "asking", held != NULL && held->parked != NULL);
  if (moving != NULL && !is_received)
    show_moving (self, moving);
}
