/* ktg-report-story.c - where a filed report stands: state, time limit, and the steps of its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-story.h"

#include "ktg-deadline-pill.h"
#include "ktg-timeline-row.h"

#include <ktg-headline.h>
#include <ktg-sentences.h>

struct _KtgReportStory
{
  AdwBin parent_instance;

  GtkLabel        *state;
  GtkLabel        *delivery;
  GtkWidget       *limit;
  KtgDeadlinePill *pill;
  GtkLabel        *other;
  GtkBox          *timeline;
};

G_DEFINE_FINAL_TYPE (KtgReportStory, ktg_report_story, ADW_TYPE_BIN)

static void
show_state (KtgReportStory      *self,
            const KtgPack       *pack,
            const KtgReportHeld *held,
            gboolean             is_enrolled)
{
  g_autofree char *state = ktg_sentences_dup_state (ktg_summary_get (held->summary), pack);
  g_autofree char *delivery = ktg_headline_dup_delivery (held, is_enrolled);

  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->delivery, delivery);
}

static void
show_limit (KtgReportStory *self, KtgSession *session, const KtgReportHeld *held)
{
  const KtgPack *pack = ktg_session_get_pack (session);
  KtgMoment      now = ktg_session_now (session);
  KtgReportDue   due;
  gboolean       is_shown
      = ktg_report_due_find (pack, ktg_summary_get (held->summary), held->history, &now, &due)
        && (due.is_running || due.is_judged);
  g_autofree char *other = NULL;

  gtk_widget_set_visible (self->limit, is_shown);
  if (!is_shown)
    return;

  ktg_deadline_pill_show_due (self->pill, &due, pack, &now);
  other = ktg_deadline_words_dup_other (&due.deadline, &now);
  gtk_label_set_label (self->other, other);
}

static void
show_timeline (KtgReportStory *self, KtgSession *session, const KtgReportHeld *held)
{
  KtgMoment           now = ktg_session_now (session);
  const KtgFormReader reader = ktg_library_get_reader (ktg_session_get_library (session));
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, &reader, now.utc_offset_s);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->timeline))) != NULL)
    gtk_box_remove (self->timeline, child);

  for (guint i = 0; i < steps->len; i++)
    gtk_box_append (self->timeline,
                    ktg_timeline_row_new (g_ptr_array_index (steps, i), i, steps->len));
}

static void
ktg_report_story_class_init (KtgReportStoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_DEADLINE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-report-story.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReportStory, state);
  gtk_widget_class_bind_template_child (widget_class, KtgReportStory, delivery);
  gtk_widget_class_bind_template_child (widget_class, KtgReportStory, limit);
  gtk_widget_class_bind_template_child (widget_class, KtgReportStory, pill);
  gtk_widget_class_bind_template_child (widget_class, KtgReportStory, other);
  gtk_widget_class_bind_template_child (widget_class, KtgReportStory, timeline);
}

static void
ktg_report_story_init (KtgReportStory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_report_story_show:
 * @self: a story
 * @session: what the law says, and what time it is
 * @held: whose report
 */
void
ktg_report_story_show (KtgReportStory *self, KtgSession *session, const KtgReportHeld *held)
{
  show_state (self, ktg_session_get_pack (session), held, ktg_session_is_enrolled (session));
  show_limit (self, session, held);
  show_timeline (self, session, held);
}
