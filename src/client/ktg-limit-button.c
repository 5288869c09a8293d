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

static void
say (KtgLimitButton *self, const char *words, const char *lines)
{
  gtk_label_set_label (self->readings, lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lines,
                                  -1);
}

static void
show_running (KtgLimitButton    *self,
              const KtgDeadline *deadline,
              const KtgPack     *pack,
              const KtgMoment   *now)
{
  g_autofree char *words = ktg_deadline_words_dup_left (deadline, now->wall_us);
  g_autofree char *lines = ktg_deadline_words_dup_lines (deadline, pack);

  ktg_deadline_pill_show (self->pill, deadline, pack, now);
  say (self, words, lines);
}

static void
show_unsaid (KtgLimitButton *self)
{
  g_autofree char *words = NULL;

  ktg_deadline_pill_show_unsaid (self->pill);
  words = ktg_deadline_pill_dup_text (self->pill);
  say (self, words, ktg_deadline_words_get_unsaid ());
}

/* A clock would run, had it become known today. */
static gboolean
waits_for_day (const KtgPack *pack, const KtgClockFacts *clock, const KtgMoment *now)
{
  g_autofree char *today = ktg_moment_dup_wall (now);
  KtgClockFacts    as_if = *clock;
  KtgDeadline      deadline;

  as_if.known = today;
  return !ktg_moment_parse (clock->known, 0, NULL)
         && ktg_report_clock_find (pack, &as_if, now->utc_offset_s, &deadline);
}

/**
 * ktg_limit_button_show:
 * @self: a button
 * @session: what the law says, and what time it is
 * @report: what is written so far
 *
 * Where no clock runs there is nothing to be seen; where it runs from a day that is not said yet,
 * which day that is.
 */
void
ktg_limit_button_show (KtgLimitButton *self, KtgSession *session, const KtgReport *report)
{
  const KtgPack      *pack = ktg_session_get_pack (session);
  const KtgClockFacts clock = ktg_clock_facts_of_report (report);
  KtgMoment           now = ktg_session_now (session);
  KtgDeadline         deadline;
  gboolean is_running = ktg_report_clock_find (pack, &clock, now.utc_offset_s, &deadline);
  gboolean is_unsaid = !is_running && waits_for_day (pack, &clock, &now);

  gtk_widget_set_visible (GTK_WIDGET (self), is_running || is_unsaid);
  if (is_running)
    show_running (self, &deadline, pack, &now);
  else if (is_unsaid)
    show_unsaid (self);
}
