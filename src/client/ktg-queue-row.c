/* ktg-queue-row.c - one report that waits, and its files where it is the one that goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue-row.h"

#include "ktg-deadline-pill.h"
#include "ktg-file-kind.h"
#include "ktg-pair-layout.h"
#include "ktg-picture-frame.h"
#include "ktg-queue-file-row.h"

#include <ktg-headline.h>
#include <ktg-queue.h>

struct _KtgQueueRow
{
  GtkListBoxRow parent_instance;

  KtgPictureFrame *picture;
  GtkLabel        *title;
  GtkLabel        *words;
  KtgDeadlinePill *days_left;
  GtkBox          *files;

  char *id; /* of the report */
};

G_DEFINE_FINAL_TYPE (KtgQueueRow, ktg_queue_row, GTK_TYPE_LIST_BOX_ROW)

static void
ktg_queue_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_QUEUE_ROW (object)->id, g_free);

  G_OBJECT_CLASS (ktg_queue_row_parent_class)->finalize (object);
}

static void
ktg_queue_row_class_init (KtgQueueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_queue_row_finalize;

  g_type_ensure (KTG_TYPE_DEADLINE_PILL);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-queue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgQueueRow, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueRow, words);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueRow, days_left);
  gtk_widget_class_bind_template_child (widget_class, KtgQueueRow, files);
}

static void
ktg_queue_row_init (KtgQueueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_queue_row_new:
 * @id: of the report
 *
 * Returns: (transfer none): a floating row
 */
KtgQueueRow *
ktg_queue_row_new (const char *id)
{
  KtgQueueRow *self = g_object_new (KTG_TYPE_QUEUE_ROW, NULL);

  self->id = g_strdup (id);
  return self;
}

/**
 * ktg_queue_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none): whose row it is
 */
const char *
ktg_queue_row_get_id (KtgQueueRow *self)
{
  return self->id;
}

/* What it is, why it waits, and how long there is. */
static void
name_row (KtgQueueRow *self)
{
  g_autofree char *days_left = gtk_widget_get_visible (GTK_WIDGET (self->days_left))
                                   ? ktg_deadline_pill_dup_text (self->days_left)
                                   : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s. %s%s%s",
                                           gtk_label_get_label (self->title),
                                           days_left,
                                           *days_left != '\0' ? ". " : "",
                                           gtk_label_get_label (self->words));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * ktg_queue_row_show:
 * @self: a row
 * @session: what the codes mean, and what the engine does
 * @summary: its report
 * @owed: what is still to be sent
 */
void
ktg_queue_row_show (KtgQueueRow   *self,
                    KtgSession    *session,
                    KtgSummary    *summary,
                    const KtgOwed *owed)
{
  const KtgSummaryFields *fields = ktg_summary_get (summary);
  KtgMoment               now = ktg_session_now (session);
  const KtgSyncProgress  *progress = ktg_sync_get_progress (ktg_session_get_sync (session));
  g_autofree char *title = ktg_headline_dup_title (ktg_session_get_library (session), fields);
  g_autofree char *reason = ktg_queue_dup_reason (fields, owed, progress);
  g_autofree char *files = ktg_queue_dup_files (fields, owed, progress);
  g_autofree char *words
      = *files == '\0' ? g_strdup (reason) : g_strdup_printf ("%s\n%s", reason, files);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->words, words);
  ktg_deadline_pill_show_summary (self->days_left, session, summary, &now);
  name_row (self);
  ktg_picture_frame_show (self->picture,
                          ktg_session_get_thumbnails (session),
                          fields->thumbnail_sha256);
  ktg_picture_frame_load (self->picture);
}

/* One row a file: made once, then only shown anew. */
static GtkWidget *
get_file_row (KtgQueueRow *self, GtkWidget *before)
{
  GtkWidget *row = before == NULL ? gtk_widget_get_first_child (GTK_WIDGET (self->files))
                                  : gtk_widget_get_next_sibling (before);

  if (row != NULL)
    return row;

  row = g_object_new (KTG_TYPE_QUEUE_FILE_ROW, NULL);
  gtk_box_append (self->files, row);
  return row;
}

static GHashTable *
name_files (const GPtrArray *evidence)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < evidence->len; i++)
    {
      const KtgEvidence *file = g_ptr_array_index (evidence, i);

      g_hash_table_replace (names,
                            file->sha256,
                            ktg_file_kind_dup_position (file, i, evidence->len));
    }

  return names;
}

/* Returns: the last of them */
static GtkWidget *
show_files (KtgQueueRow           *self,
            const KtgReportHeld   *held,
            const KtgOwed         *owed,
            const KtgSyncProgress *progress)
{
  const GPtrArray *evidence = ktg_history_get_report (held->history)->evidence;
  g_autoptr (GHashTable) names = name_files (evidence);
  GtkWidget *row = NULL;

  for (guint i = 0; i < evidence->len; i++)
    {
      const KtgEvidence *file = g_ptr_array_index (evidence, i);
      g_autofree char   *turn = ktg_queue_dup_turn (owed, progress, file->sha256, names);

      row = get_file_row (self, row);
      ktg_queue_file_row_show (KTG_QUEUE_FILE_ROW (row),
                               file,
                               g_hash_table_lookup (names, file->sha256),
                               ktg_report_held_find_file (held, file->sha256),
                               turn,
                               progress);
    }

  return row;
}

/**
 * ktg_queue_row_show_files:
 * @self: a row
 * @held: (nullable): its report; %NULL: its files are not shown
 * @owed: (nullable): what is still to be sent; %NULL with @held only
 * @progress: what the sync engine does
 */
void
ktg_queue_row_show_files (KtgQueueRow           *self,
                          const KtgReportHeld   *held,
                          const KtgOwed         *owed,
                          const KtgSyncProgress *progress)
{
  GtkWidget *row = held != NULL ? show_files (self, held, owed, progress) : NULL;
  GtkWidget *after;

  while ((after = row == NULL ? gtk_widget_get_first_child (GTK_WIDGET (self->files))
                              : gtk_widget_get_next_sibling (row))
         != NULL)
    gtk_box_remove (self->files, after);

  gtk_widget_set_visible (GTK_WIDGET (self->files), row != NULL);
}
