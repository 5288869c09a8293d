/* ktg-calendar-page.c - stages of the elections, time limits and holidays, month by month
 *
 * One day is chosen; the arrow keys move it, Page Up and Page Down by a month, Home to today.
 * Beside the month stands what is on that day, and what comes after it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-calendar-page.h"

#include "ktg-date-row.h"
#include "ktg-day-cell.h"
#include "ktg-pair-layout.h"

#include <glib/gi18n.h>
#include <ktg-calendar-words.h>
#include <ktg-dates.h>
#include <ktg-recap-span.h>
#include <stdlib.h>
#include <string.h>

#define N_COLUMNS 7
#define N_CELLS (N_COLUMNS * 6)
#define MOST_COMING 12
#define MONTH_CHARS 7 /* of "2024-11" */
#define REFRESH_DELAY_MS 500

struct _KtgCalendarPage
{
  AdwBin parent_instance;

  GtkWidget  *back_button;
  GtkLabel   *countdown;
  GtkLabel   *standing;
  GtkWidget  *way; /* to a calendar that has what is to come */
  GtkLabel   *month;
  GtkGrid    *grid;
  GtkLabel   *holidays_note;
  GtkLabel   *day_title;
  GtkListBox *on_day;
  GtkWidget  *coming_title;
  GtkListBox *coming;

  KtgSession *session;
  GPtrArray  *dates; /* (element-type KtgDate) */
  KtgDayCell *cells[N_CELLS];
  char       *today;
  char       *chosen;
  guint       refresh_id;
};

G_DEFINE_FINAL_TYPE (KtgCalendarPage, ktg_calendar_page, ADW_TYPE_BIN)

/* --- one day --- */

static guint
count_on (KtgCalendarPage *self, const char *day, KtgDateKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->dates->len; i++)
    {
      const KtgDate *date = g_ptr_array_index (self->dates, i);

      n += date->kind == kind && ktg_date_is_on (date, day);
    }

  return n;
}

/* What matters most has the word; the rest is heard, and stands beside the month. */
static char *
dup_word (KtgCalendarPage *self, const char *day)
{
  guint n_limits = count_on (self, day, KTG_DATE_LIMIT);

  if (n_limits > 0)
    /* Translators: time limits that end on a day of the calendar; there is little room */
    return g_strdup_printf (ngettext ("%u limit", "%u limits", n_limits), n_limits);
  if (count_on (self, day, KTG_DATE_POLLING) > 0)
    /* Translators: on the day of the polling; there is little room */
    return g_strdup (_ ("polling"));
  if (count_on (self, day, KTG_DATE_COUNTDOWN) > 0)
    /* Translators: so many days before the polling, as in H-120 */
    return g_strdup_printf (_ ("D-%d"), 120);
  if (count_on (self, day, KTG_DATE_HOLIDAY) > 0)
    /* Translators: on a holiday in the calendar; there is little room */
    return g_strdup (_ ("holiday"));

  return NULL;
}

static char *
dup_spoken (KtgCalendarPage *self, const char *day)
{
  g_autofree char *full = ktg_dates_dup_full (day);
  GString         *spoken = g_string_new (full);

  if (strcmp (day, self->today) == 0)
    g_string_append_printf (spoken, ", %s", _ ("today"));
  for (guint i = 0; i < self->dates->len; i++)
    {
      const KtgDate *date = g_ptr_array_index (self->dates, i);

      if (ktg_date_is_on (date, day))
        g_string_append_printf (spoken, "; %s", date->words);
    }

  return g_string_free (spoken, FALSE);
}

static void
show_cell (KtgCalendarPage *self, KtgDayCell *cell, const char *day, guint column)
{
  g_autofree char *word = dup_word (self, day);
  g_autofree char *spoken = dup_spoken (self, day);
  KtgDayFacts      facts = {
         .day = day,
         .is_of_month = strncmp (day, self->chosen, MONTH_CHARS) == 0,
         .is_today = strcmp (day, self->today) == 0,
         .is_chosen = strcmp (day, self->chosen) == 0,
         .is_free = column >= 5 || count_on (self, day, KTG_DATE_HOLIDAY) > 0,
         .is_in_stage
         = count_on (self, day, KTG_DATE_STAGE) + count_on (self, day, KTG_DATE_POLLING) > 0,
         .word = word,
         .spoken = spoken,
  };

  ktg_day_cell_show (cell, &facts);
}

/* --- the month and what comes --- */

static void
show_month (KtgCalendarPage *self)
{
  g_autofree char *month = g_strndup (self->chosen, MONTH_CHARS);
  g_autofree char *words = ktg_dates_dup_beginning (month);
  g_autofree char *first = g_strdup_printf ("%s-01", month);
  g_autofree char *day = ktg_recap_dup_monday (first);
  g_autofree char *note
      = ktg_calendar_dates_dup_holidays_note (ktg_session_get_pack (self->session),
                                              atoi (self->chosen));

  gtk_label_set_label (self->month, words);
  gtk_label_set_label (self->holidays_note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->holidays_note), note != NULL);
  for (guint i = 0; i < N_CELLS; i++)
    {
      char *next = ktg_recap_span_dup_day_after (day, 1);

      show_cell (self, self->cells[i], day, i % N_COLUMNS);
      g_free (day);
      day = next;
    }
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
show_lists (KtgCalendarPage *self)
{
  g_autofree char *title = ktg_dates_dup_full (self->chosen);
  guint            n_on_day = 0, n_coming = 0;

  empty (self->on_day);
  empty (self->coming);
  for (guint i = 0; i < self->dates->len; i++)
    {
      const KtgDate *date = g_ptr_array_index (self->dates, i);

      if (ktg_date_is_on (date, self->chosen))
        {
          gtk_list_box_append (self->on_day, GTK_WIDGET (ktg_date_row_new (date)));
          n_on_day++;
        }
      else if (strcmp (date->day, self->chosen) > 0 && n_coming < MOST_COMING)
        {
          gtk_list_box_append (self->coming, GTK_WIDGET (ktg_date_row_new (date)));
          n_coming++;
        }
    }

  gtk_label_set_label (self->day_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->on_day), n_on_day > 0);
  gtk_widget_set_visible (self->coming_title, n_coming > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->coming), n_coming > 0);
}

static void
show_standing (KtgCalendarPage *self, const KtgMoment *now)
{
  const char      *region = ktg_session_get_own_region (self->session);
  KtgLibrary      *library = ktg_session_get_library (self->session);
  g_autofree char *countdown = ktg_calendar_dates_dup_countdown (library, region, now);
  g_autofree char *standing
      = ktg_calendar_words_dup (ktg_library_get_pack (library), region != NULL ? region : "", now);

  gtk_label_set_label (self->countdown, countdown != NULL ? countdown : "");
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), countdown != NULL);
  gtk_label_set_label (self->standing,
                       standing != NULL
                           ? standing
                           : _ ("No election that is to come is in the calendar yet."));
  gtk_widget_set_visible (self->way, standing == NULL);
}

static void
read_dates (KtgCalendarPage *self)
{
  KtgMoment   now = ktg_session_now (self->session);
  GListModel *summaries = ktg_store_get_summaries (ktg_session_get_store (self->session));

  g_clear_pointer (&self->dates, g_ptr_array_unref);
  self->dates = ktg_calendar_dates_list (ktg_session_get_library (self->session),
                                         ktg_session_get_own_region (self->session),
                                         summaries,
                                         &now);
  show_standing (self, &now);
}

static void
show_all (KtgCalendarPage *self)
{
  show_month (self);
  show_lists (self);
}

static void
focus_chosen (KtgCalendarPage *self)
{
  for (guint i = 0; i < N_CELLS; i++)
    if (strcmp (ktg_day_cell_get_day (self->cells[i]), self->chosen) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (self->cells[i]));
}

static void
choose (KtgCalendarPage *self, const char *day)
{
  char *chosen = g_strdup (day);

  g_free (self->chosen);
  self->chosen = chosen;
  show_all (self);
  focus_chosen (self);
}

static void
choose_after (KtgCalendarPage *self, int n_days)
{
  g_autofree char *day = ktg_recap_span_dup_day_after (self->chosen, n_days);

  choose (self, day);
}

/* The first of the next month, or of the one before. */
static void
choose_month (KtgCalendarPage *self, gboolean is_next)
{
  g_autofree char *first = g_strdup_printf ("%.*s-01", MONTH_CHARS, self->chosen);
  g_autofree char *other = ktg_recap_span_dup_day_after (first, is_next ? 31 : -1);

  memcpy (other + MONTH_CHARS, "-01", strlen ("-01"));
  choose (self, other);
}

/* --- what is pressed --- */

static gboolean
key_pressed_cb (KtgCalendarPage *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Left:
      choose_after (self, -1);
      return TRUE;
    case GDK_KEY_Right:
      choose_after (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      choose_after (self, -N_COLUMNS);
      return TRUE;
    case GDK_KEY_Down:
      choose_after (self, N_COLUMNS);
      return TRUE;
    case GDK_KEY_Page_Up:
      choose_month (self, FALSE);
      return TRUE;
    case GDK_KEY_Page_Down:
      choose_month (self, TRUE);
      return TRUE;
    case GDK_KEY_Home:
      choose (self, self->today);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
cell_clicked_cb (KtgCalendarPage *self, KtgDayCell *cell)
{
  g_autofree char *day = g_strdup (ktg_day_cell_get_day (cell));

  choose (self, day);
}

static void
before_clicked_cb (KtgCalendarPage *self)
{
  choose_month (self, FALSE);
}

static void
after_clicked_cb (KtgCalendarPage *self)
{
  choose_month (self, TRUE);
}

static void
today_clicked_cb (KtgCalendarPage *self)
{
  choose (self, self->today);
}

static void
row_activated_cb (KtgCalendarPage *self, KtgDateRow *row)
{
  g_autofree char *id = g_strdup (ktg_date_row_get_report (row));

  if (id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", id);
}

static gboolean
refresh_due_cb (gpointer user_data)
{
  KtgCalendarPage *self = user_data;

  self->refresh_id = 0;
  read_dates (self);
  show_all (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (KtgCalendarPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, refresh_due_cb, self);
}

static void
ktg_calendar_page_dispose (GObject *object)
{
  KtgCalendarPage *self = KTG_CALENDAR_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_calendar_page_parent_class)->dispose (object);
}

static void
ktg_calendar_page_finalize (GObject *object)
{
  KtgCalendarPage *self = KTG_CALENDAR_PAGE (object);

  g_clear_pointer (&self->dates, g_ptr_array_unref);
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (ktg_calendar_page_parent_class)->finalize (object);
}

static void
ktg_calendar_page_class_init (KtgCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_calendar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_calendar_page_finalize;

  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, standing);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, way);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, month);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, grid);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, holidays_note);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, day_title);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, on_day);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, coming_title);
  gtk_widget_class_bind_template_child (widget_class, KtgCalendarPage, coming);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

/* By the Monday of any week: what the days are called. */
static void
add_weekday (KtgCalendarPage *self, int column)
{
  g_autofree char *day = ktg_recap_span_dup_day_after ("2024-11-11", column);
  g_autofree char *name = ktg_dates_dup_weekday (day);
  GtkWidget       *label = gtk_label_new (name);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "quiet");
  gtk_grid_attach (self->grid, label, column, 0, 1, 1);
}

static void
ktg_calendar_page_init (KtgCalendarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (int column = 0; column < N_COLUMNS; column++)
    add_weekday (self, column);

  for (int i = 0; i < N_CELLS; i++)
    {
      self->cells[i] = g_object_new (KTG_TYPE_DAY_CELL, "hexpand", TRUE, NULL);
      g_signal_connect_object (self->cells[i],
                               "clicked",
                               G_CALLBACK (cell_clicked_cb),
                               self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid,
                       GTK_WIDGET (self->cells[i]),
                       i % N_COLUMNS,
                       1 + i / N_COLUMNS,
                       1,
                       1);
    }
}

/**
 * ktg_calendar_page_new:
 * @session: whose calendar it is
 * @topic: (nullable): the day that is chosen, "2024-11-27"; %NULL: today
 *
 * Returns: (transfer floating): a page that is about to be seen
 */
GtkWidget *
ktg_calendar_page_new (KtgSession *session, const char *topic)
{
  KtgCalendarPage *self = g_object_new (KTG_TYPE_CALENDAR_PAGE, NULL);
  KtgMoment        now = ktg_session_now (session);
  g_autofree char *wall = ktg_moment_dup_wall (&now);

  self->session = g_object_ref (session);
  self->today = ktg_pack_dup_day (ktg_session_get_pack (session),
                                  ktg_session_get_own_region (session),
                                  wall);
  self->chosen
      = g_strdup (topic != NULL && ktg_moment_parse (topic, 0, NULL) ? topic : self->today);
  g_signal_connect_object (ktg_store_get_summaries (ktg_session_get_store (session)),
                           "items-changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  read_dates (self);
  show_all (self);
  return GTK_WIDGET (self);
}
