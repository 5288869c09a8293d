/* ktg-recap-range.c - from which day to which, as somebody says it
 *
 * Two months by one press, anything else by two days. It emits "chosen".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-range.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-recap-span.h>
#include <ktg-time-entry.h>
#include <string.h>

#define DAY_CHARS 10 /* of "2024-11-12" */
#define MONTH_CHARS 7

struct _KtgRecapRange
{
  GtkPopover parent_instance;

  GtkEditable *from;
  GtkEditable *until;
  GtkLabel    *complaint;

  KtgMoment now;
  char     *today;
  KtgPeriod period;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgRecapRange, ktg_recap_range, GTK_TYPE_POPOVER)

static void
complain (KtgRecapRange *self, const char *why)
{
  gtk_label_set_label (self->complaint, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), why != NULL);
}

static void
choose (KtgRecapRange *self, const char *from, const char *until)
{
  char *kept_from = g_strdup (from);
  char *kept_until = g_strdup (until);

  g_free (self->period.from);
  g_free (self->period.until);
  self->period.from = kept_from;
  self->period.until = kept_until;
  gtk_editable_set_text (self->from, from != NULL ? from : "");
  gtk_editable_set_text (self->until, until != NULL ? until : "");
  complain (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* A day that is left empty is as far as can be. */
static gboolean
read_day (KtgRecapRange *self, GtkEditable *entry, char **day)
{
  const char      *typed = gtk_editable_get_text (entry);
  KtgTimeFault     fault = { 0 };
  g_autofree char *time = NULL;

  if (*typed == '\0')
    return TRUE;

  time = ktg_moment_parse (typed, 0, NULL)
             ? g_strdup (typed)
             : ktg_time_entry_parse (typed, &self->now, self->now.utc_offset_s, &fault);
  if (time != NULL)
    *day = g_strndup (time, DAY_CHARS);
  return time != NULL;
}

static void
show_clicked_cb (KtgRecapRange *self)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  const gboolean   is_read
      = read_day (self, self->from, &from) && read_day (self, self->until, &until);
  const KtgPeriod period = { from, until };

  if (!is_read)
    complain (self, _ ("Write a day like 27 Nov 2024."));
  else if (ktg_period_is_backward (&period))
    complain (self, _ ("The last day is before the first."));
  else
    choose (self, from, until);
}

/* The last day of a month is the one before the first of the next. */
static void
choose_month (KtgRecapRange *self, const char *day_of_month)
{
  g_autofree char *first = g_strdup_printf ("%.*s-01", MONTH_CHARS, day_of_month);
  g_autofree char *later = ktg_recap_span_dup_day_after (first, 31);
  g_autofree char *last = NULL;

  memcpy (later + MONTH_CHARS, "-01", strlen ("-01"));
  last = ktg_recap_span_dup_day_after (later, -1);
  choose (self, first, last);
}

static void
this_month_clicked_cb (KtgRecapRange *self)
{
  choose_month (self, self->today);
}

static void
last_month_clicked_cb (KtgRecapRange *self)
{
  g_autofree char *first = g_strdup_printf ("%.*s-01", MONTH_CHARS, self->today);
  g_autofree char *before = ktg_recap_span_dup_day_after (first, -1);

  choose_month (self, before);
}

static void
ktg_recap_range_finalize (GObject *object)
{
  KtgRecapRange *self = KTG_RECAP_RANGE (object);

  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->period.from, g_free);
  g_clear_pointer (&self->period.until, g_free);

  G_OBJECT_CLASS (ktg_recap_range_parent_class)->finalize (object);
}

static void
ktg_recap_range_class_init (KtgRecapRangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_recap_range_finalize;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-recap-range.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRange, from);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRange, until);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRange, complaint);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, this_month_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, last_month_clicked_cb);
}

static void
ktg_recap_range_init (KtgRecapRange *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_recap_range_set_now:
 * @self: a range
 * @now: the present
 * @today: where the officer is
 */
void
ktg_recap_range_set_now (KtgRecapRange *self, const KtgMoment *now, const char *today)
{
  self->now = *now;
  g_free (self->today);
  self->today = g_strdup (today);
}

/**
 * ktg_recap_range_get_period:
 * @self: a range
 *
 * Returns: (transfer none): what was chosen last
 */
const KtgPeriod *
ktg_recap_range_get_period (KtgRecapRange *self)
{
  return &self->period;
}
