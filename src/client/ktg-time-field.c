/* ktg-time-field.c - asks for a time, and shows what it understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-field.h"

#include "ktg-chip-box.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-signal.h>
#include <ktg-time-entry.h>
#include <ktg-time-words.h>

#include <string.h>

struct _KtgTimeField
{
  AdwBin parent_instance;

  GtkEditable *entry;
  GtkLabel    *understood;
  GtkLabel    *source; /* where the time is from */
  KtgChipBox  *days;   /* that can be taken by a press */

  KtgTimeFieldKind kind;

  KtgSession *session;    /* borrowed from the page */
  char       *shown_text; /* what the entry was filled with, */
  char       *shown_time; /* and the very time it stands for, if it is one */
  KtgMoment   written_at; /* from which "yesterday" is counted, whatever changes later */
  char       *region;     /* where it was, or NULL: its clock is meant */
  gboolean    is_today;   /* a press took this day: it is today, wherever the place is */
  gboolean    is_filling; /* what changes was not written by anybody */
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

enum
{
  SIGNAL_DAY_TAKEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

KTG_DEFINE_FIELD_EDITOR (KtgTimeField, ktg_time_field, ADW_TYPE_BIN)

static int
get_place_offset (KtgTimeField *self)
{
  return ktg_pack_get_utc_offset_s (ktg_session_get_pack (self->session),
                                    self->region,
                                    ktg_session_now (self->session).utc_offset_s);
}

static char *
parse (KtgTimeField *self, const char *text, KtgTimeFault *fault)
{
  char *time = self->kind == KTG_TIME_FIELD_CLOCK
                   ? ktg_time_entry_parse_clock (text, fault)
                   : ktg_time_entry_parse (text, &self->written_at, get_place_offset (self), fault);

  if (time != NULL && self->kind == KTG_TIME_FIELD_DAY)
    time[strlen ("2024-11-12")] = '\0';

  return time;
}

static const char *
get_example (KtgTimeField *self)
{
  switch (self->kind)
    {
    case KTG_TIME_FIELD_DAY:
      return _ ("For example: 12 Nov 2024, yesterday, today");
    case KTG_TIME_FIELD_CLOCK:
      return _ ("For example: 19.30");
    case KTG_TIME_FIELD_DAY_AND_CLOCK:
      break;
    }

  return _ ("For example: 12 Nov 2024 19.30, yesterday 19.30, today");
}

static const char *
get_request (KtgTimeField *self, KtgTimeFault fault)
{
  if (fault != KTG_TIME_FAULT_WORDS || self->kind == KTG_TIME_FIELD_DAY_AND_CLOCK)
    return ktg_time_words_get_request (fault);

  return self->kind == KTG_TIME_FIELD_DAY
             ? _ ("Not understood yet. Write it as 12 Nov 2024 or yesterday.")
             : _ ("Not understood yet. Write it as 19.30.");
}

static char *
dup_shown (KtgTimeField *self, const char *time)
{
  return self->kind == KTG_TIME_FIELD_CLOCK ? g_strdup (time == NULL ? "" : time)
                                            : ktg_dates_dup_testimony (time);
}

static char *
dup_understood (KtgTimeField *self, const char *time)
{
  KtgMoment now = ktg_session_now (self->session);

  switch (self->kind)
    {
    case KTG_TIME_FIELD_DAY:
      return ktg_time_words_dup_day (time, &now);
    case KTG_TIME_FIELD_CLOCK:
      return dup_shown (self, time);
    case KTG_TIME_FIELD_DAY_AND_CLOCK:
      break;
    }

  return ktg_time_words_dup (time, &now, get_place_offset (self));
}

static char *
dup_sentence (KtgTimeField *self, const char *time)
{
  KtgTimeFault     fault = KTG_TIME_FAULT_NONE;
  const char      *text = gtk_editable_get_text (self->entry);
  g_autofree char *again = NULL;

  if (*text == '\0')
    return g_strdup (get_example (self));

  if (time != NULL)
    return dup_understood (self, time);

  again = parse (self, text, &fault);
  return g_strdup (get_request (self, fault));
}

/* In the order of how many days ago they are. */
static const char *const day_codes[] = { "today", "yesterday" };

/* As it is at the place, whatever day this device has. */
static char *
dup_day_ago (KtgTimeField *self, guint n_days)
{
  KtgMoment        then = self->written_at;
  g_autofree char *wall = NULL;

  then.wall_us -= n_days * G_TIME_SPAN_DAY;
  wall = ktg_moment_dup_wall (&then);
  return ktg_pack_dup_day (ktg_session_get_pack (self->session), self->region, wall);
}

static void
press_days (KtgTimeField *self, const char *time)
{
  for (guint i = 0; i < G_N_ELEMENTS (day_codes); i++)
    {
      g_autofree char *day = dup_day_ago (self, i);

      ktg_chip_box_set_pressed (self->days, day_codes[i], g_strcmp0 (day, time) == 0);
    }
}

static void
show_understood (KtgTimeField *self)
{
  g_autofree char *time = ktg_time_field_dup_time (self);
  g_autofree char *sentence = dup_sentence (self, time);

  gtk_label_set_label (self->understood, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->understood), *sentence != '\0');
  press_days (self, time);
  ktg_field_editor_set_understood (KTG_FIELD_EDITOR (self),
                                   time != NULL || *gtk_editable_get_text (self->entry) == '\0');
}

static void
entry_changed_cb (KtgTimeField *self)
{
  if (self->session == NULL || self->is_filling)
    return;

  self->is_today = FALSE;
  self->written_at = ktg_session_now (self->session);
  show_understood (self);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
fill (KtgTimeField *self, const char *text)
{
  g_free (self->shown_text);
  self->shown_text = dup_shown (self, text);
  g_free (self->shown_time);
  self->shown_time = text != NULL ? parse (self, text, NULL) : NULL;
  if (g_strcmp0 (self->shown_time, text) != 0)
    g_clear_pointer (&self->shown_time, g_free);

  self->is_filling = TRUE;
  gtk_editable_set_text (self->entry, self->shown_text);
  self->is_filling = FALSE;
  show_understood (self);
}

/* The day that it was at the place when the field was filled. */
static void
fill_today (KtgTimeField *self)
{
  g_autofree char *day = dup_day_ago (self, 0);

  fill (self, day);
}

/* As if she wrote that day; a second press leaves it. */
static void
day_pressed_cb (KtgTimeField *self, const char *code)
{
  gboolean         is_today = g_str_equal (code, day_codes[0]);
  g_autofree char *day = NULL;

  self->written_at = ktg_session_now (self->session);
  self->is_today = is_today;
  day = dup_day_ago (self, is_today ? 0 : 1);
  fill (self, day);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
  g_signal_emit (self, signals[SIGNAL_DAY_TAKEN], 0);
}

static void
ktg_time_field_show (KtgFieldEditor *editor, KtgSession *session, const char *text)
{
  KtgTimeField *self = KTG_TIME_FIELD (editor);

  self->session = session;
  self->written_at = ktg_session_now (session);
  self->is_today = FALSE;
  fill (self, text);
}

static char *
ktg_time_field_dup_text (KtgFieldEditor *editor)
{
  KtgTimeField *self = KTG_TIME_FIELD (editor);
  char         *time = ktg_time_field_dup_time (self);
  const char   *text = gtk_editable_get_text (self->entry);

  return time != NULL || *text == '\0' ? time : g_strdup (text);
}

static GtkWidget *
ktg_time_field_get_heard (KtgFieldEditor *editor)
{
  return GTK_WIDGET (gtk_editable_get_delegate (KTG_TIME_FIELD (editor)->entry));
}

static void
ktg_time_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgTimeField *self = KTG_TIME_FIELD (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), g_value_get_string (value));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), g_value_get_string (value));
}

static void
ktg_time_field_finalize (GObject *object)
{
  KtgTimeField *self = KTG_TIME_FIELD (object);

  g_clear_pointer (&self->shown_text, g_free);
  g_clear_pointer (&self->shown_time, g_free);
  g_clear_pointer (&self->region, g_free);

  G_OBJECT_CLASS (ktg_time_field_parent_class)->finalize (object);
}

static void
ktg_time_field_class_init (KtgTimeFieldClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_time_field_set_property;
  object_class->finalize = ktg_time_field_finalize;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_DAY_TAKEN] = ktg_signal_new ("day-taken", KTG_TYPE_TIME_FIELD, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_CHIP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-time-field.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTimeField, entry);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeField, understood);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeField, source);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeField, days);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_pressed_cb);
}

static void
ktg_time_field_init (KtgTimeField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_time_field_dup_time:
 * @self: a field
 *
 * A text that was not touched stands for the time it was filled with, to the second and with its
 * zone.
 *
 * Returns: (nullable) (transfer full): a time as in ktg-moment.h
 */
char *
ktg_time_field_dup_time (KtgTimeField *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (self->shown_time != NULL && g_str_equal (text, self->shown_text))
    return g_strdup (self->shown_time);

  return parse (self, text, NULL);
}

/**
 * ktg_time_field_set_kind:
 * @self: a field that shows nothing yet
 * @kind: what it asks for
 */
void
ktg_time_field_set_kind (KtgTimeField *self, KtgTimeFieldKind kind)
{
  self->kind = kind;
}

/**
 * ktg_time_field_set_region:
 * @self: a field
 * @region: (nullable): where it was: a clock that names no zone is of its zone, else of this
 *   device's
 *
 * Emits no "changed"; what is written may mean another time now.
 */
void
ktg_time_field_set_region (KtgTimeField *self, const char *region)
{
  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);
  if (self->session == NULL)
    return;

  if (self->is_today)
    fill_today (self);
  else
    show_understood (self);
}

/**
 * ktg_time_field_take:
 * @self: a field that shows something
 * @time: as in ktg-moment.h, from somewhere else than her words
 *
 * Shows it instead, to the second. Emits "changed".
 */
void
ktg_time_field_take (KtgTimeField *self, const char *time)
{
  g_autofree char *whole = NULL;

  self->is_today = FALSE;
  self->written_at = ktg_session_now (self->session);
  whole = parse (self, time, NULL);
  fill (self, whole != NULL ? whole : time);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

/**
 * ktg_time_field_say_source:
 * @self: a field
 * @source: (nullable): where what it shows is from, two or three words; %NULL: from nowhere else
 */
void
ktg_time_field_say_source (KtgTimeField *self, const char *source)
{
  gtk_label_set_label (self->source, source != NULL ? source : "");
  gtk_widget_set_visible (GTK_WIDGET (self->source), source != NULL);
}

/**
 * ktg_time_field_offer_days:
 * @self: a field
 *
 * Today and yesterday, as they are at the place, can be taken by a press, which emits "changed",
 * then "day-taken". Until somebody writes something else, today is the day that it is now at the
 * place, whichever place that will be.
 */
void
ktg_time_field_offer_days (KtgTimeField *self)
{
  ktg_chip_box_add (self->days, day_codes[0], _ ("Today"), NULL);
  ktg_chip_box_add (self->days, day_codes[1], _ ("Yesterday"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->days), TRUE);
}
