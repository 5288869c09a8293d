/* ktg-limit-button.c - how long a report that is being written may still be filed
 *
 * A press opens both ways to count the days, with their source.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-limit-button.h"

#include "ktg-deadline-pill.h"

#include <ktg-deadline-words.h>
#include <ktg-report-clock.h>

struct _KtgLimitButton
{
  AdwBin parent_instance;

  GtkWidget       *button;
  KtgDeadlinePill *pill;
  GtkLabel        *readings;
};

G_DEFINE_FINAL_TYPE (KtgLimitButton, ktg_limit_button, ADW_TYPE_BIN)

static void
ktg_limit_button_class_init (KtgLimitButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_DEADLINE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-limit-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLimitButton, button);
  gtk_widget_class_bind_template_child (widget_class, KtgLimitButton, pill);
  gtk_widget_class_bind_template_child (widget_class, KtgLimitButton, readings);
}

static void
ktg_limit_button_init (KtgLimitButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_limit_button_show:
 * @self: a button
 * @session: what the law says, and what time it is
 * @report: what is written so far
 *
 * Where no clock runs there is nothing to be seen.
 */
void
ktg_limit_button_show (KtgLimitButton *self, KtgSession *session, const KtgReport *report)
{
  const KtgPack      *pack = ktg_session_get_pack (session);
  const KtgClockFacts clock = ktg_clock_facts_of_report (report);
  KtgMoment           now = ktg_session_now (session);
  KtgDeadline         deadline;
  gboolean         is_running = ktg_report_clock_find (pack, &clock, now.utc_offset_s, &deadline);
  g_autofree char *words = NULL;
  g_autofree char *lines = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_running);
  if (!is_running)
    return;

  words = ktg_deadline_words_dup_left (&deadline, now.wall_us);
  lines = ktg_deadline_words_dup_lines (&deadline, pack);
  ktg_deadline_pill_show (self->pill, &deadline, pack, &now);
  gtk_label_set_label (self->readings, lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lines,
                                  -1);
}
