/* ktg-deadline-pill.c - how long the law leaves, wherever a report stands
 *
 * Bold words, then the day, plain; where there is little room, the words alone. The other way of
 * counting is the tooltip, which in a list is put into words when somebody asks for it. One widget
 * without children, because a list has many of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-deadline-pill.h"

#include <glib/gi18n.h>
#include <ktg-headline.h>

#define ICON_SIDE 16
#define ICON_SPACE 6
#define SOON_DAYS 3

typedef enum
{
  PILL_FAR,
  PILL_SOON,
  PILL_TODAY,
  PILL_PAST,
  PILL_MET,
} Pill;

/* As the style sheet knows them. */
static const char *const style_classes[] = { "far", "soon", "today", "past", "met" };

struct _KtgDeadlinePill
{
  GtkWidget parent_instance;

  Pill         pill;
  gboolean     is_short; /* the words alone */
  char        *words;
  char        *day; /* or NULL */
  KtgSession  *session;
  KtgSummary  *summary; /* whose time limit it is, in a list; or NULL */
  PangoLayout *layout;
};

enum
{
  PROP_0,
  PROP_IS_SHORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgDeadlinePill, ktg_deadline_pill, GTK_TYPE_WIDGET)

static char *
dup_text (KtgDeadlinePill *self, gboolean is_short)
{
  if (self->words == NULL)
    return g_strdup ("");
  if (is_short || self->day == NULL)
    return g_strdup (self->words);

  return g_strdup_printf ("%s · %s", self->words, self->day);
}

/* All its words, and what explains them. */
static char *
dup_said (KtgDeadlinePill *self, const char *lines)
{
  g_autofree char *text = dup_text (self, FALSE);

  return g_strdup_printf ("%s\n%s", text, lines);
}

/* As far as the law says now; what a pack held before may be gone. */
static gboolean
find_deadline (KtgDeadlinePill *self, const KtgMoment *now, KtgDeadline *deadline)
{
  return ktg_headline_find_deadline (ktg_session_get_library (self->session),
                                     ktg_summary_get (self->summary),
                                     now,
                                     deadline);
}

static PangoLayout *
make_layout (KtgDeadlinePill *self, gboolean is_short)
{
  g_autofree char *text = dup_text (self, is_short);
  PangoLayout     *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttribute  *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  bold->end_index = self->words != NULL ? (guint)strlen (self->words) : 0;
  pango_attr_list_insert (attributes, bold);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static PangoLayout *
get_layout (KtgDeadlinePill *self)
{
  if (self->layout == NULL)
    self->layout = make_layout (self, self->is_short);

  return self->layout;
}

static int
get_icon_room (KtgDeadlinePill *self)
{
  return self->is_short ? 0 : ICON_SIDE + ICON_SPACE;
}

static int
get_words_width (KtgDeadlinePill *self)
{
  g_autoptr (PangoLayout) words = make_layout (self, TRUE);
  int width;

  pango_layout_get_pixel_size (words, &width, NULL);
  return width;
}

static void
measure_width (KtgDeadlinePill *self, int *minimum, int *natural)
{
  pango_layout_set_width (get_layout (self), -1);
  pango_layout_get_pixel_size (get_layout (self), natural, NULL);
  *minimum = (self->is_short ? *natural : get_words_width (self)) + get_icon_room (self);
  *natural = MAX (*natural + get_icon_room (self), *minimum);
}

static void
ktg_deadline_pill_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  KtgDeadlinePill *self = KTG_DEADLINE_PILL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  pango_layout_get_pixel_size (get_layout (self), NULL, minimum);
  *natural = *minimum;
}

static void
draw_icon (KtgDeadlinePill *self, GtkSnapshot *snapshot, const GdkRGBA *color, int height)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon
      = gtk_icon_theme_lookup_icon (theme,
                                    self->pill == PILL_MET ? "object-select-symbolic"
                                                           : "alarm-symbolic",
                                    NULL,
                                    ICON_SIDE,
                                    gtk_widget_get_scale_factor (widget),
                                    gtk_widget_get_direction (widget),
                                    0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float)(height - ICON_SIDE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon),
                                            snapshot,
                                            ICON_SIDE,
                                            ICON_SIDE,
                                            color,
                                            1);
  gtk_snapshot_restore (snapshot);
}

static void
ktg_deadline_pill_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgDeadlinePill *self = KTG_DEADLINE_PILL (widget);
  PangoLayout     *layout = get_layout (self);
  int              height = gtk_widget_get_height (widget);
  int              left = get_icon_room (self);
  int              text_height;
  GdkRGBA          color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (!self->is_short)
    draw_icon (self, snapshot, &color, height);

  pango_layout_set_width (layout, (gtk_widget_get_width (widget) - left) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)left, (float)(height - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
ktg_deadline_pill_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ktg_deadline_pill_parent_class)->css_changed (widget, change);
  g_clear_object (&KTG_DEADLINE_PILL (widget)->layout);
}

static void
ktg_deadline_pill_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (ktg_deadline_pill_parent_class)->system_setting_changed (widget, setting);
  g_clear_object (&KTG_DEADLINE_PILL (widget)->layout);
  gtk_widget_queue_resize (widget);
}

/* Words made for each row that is scrolled by would be for nobody. */
static gboolean
ktg_deadline_pill_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    is_by_keyboard,
                                 GtkTooltip *tooltip)
{
  KtgDeadlinePill *self = KTG_DEADLINE_PILL (widget);
  KtgDeadline      deadline;
  KtgMoment        now;
  g_autofree char *lines = NULL;
  g_autofree char *said = NULL;

  if (self->summary == NULL)
    return GTK_WIDGET_CLASS (ktg_deadline_pill_parent_class)
        ->query_tooltip (widget, x, y, is_by_keyboard, tooltip);

  now = ktg_session_now (self->session);
  if (!find_deadline (self, &now, &deadline))
    return FALSE;

  lines = ktg_deadline_words_dup_lines (&deadline, ktg_session_get_pack (self->session));
  said = dup_said (self, lines);
  gtk_tooltip_set_text (tooltip, said);
  return TRUE;
}

static void
ktg_deadline_pill_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, KTG_DEADLINE_PILL (object)->is_short);
}

static void
ktg_deadline_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgDeadlinePill *self = KTG_DEADLINE_PILL (object);

  self->is_short = g_value_get_boolean (value);
  g_clear_object (&self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
ktg_deadline_pill_finalize (GObject *object)
{
  KtgDeadlinePill *self = KTG_DEADLINE_PILL (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->session);
  g_clear_object (&self->summary);
  g_free (self->words);
  g_free (self->day);

  G_OBJECT_CLASS (ktg_deadline_pill_parent_class)->finalize (object);
}

static void
ktg_deadline_pill_class_init (KtgDeadlinePillClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ktg_deadline_pill_get_property;
  object_class->set_property = ktg_deadline_pill_set_property;
  object_class->finalize = ktg_deadline_pill_finalize;
  widget_class->measure = ktg_deadline_pill_measure;
  widget_class->snapshot = ktg_deadline_pill_snapshot;
  widget_class->query_tooltip = ktg_deadline_pill_query_tooltip;
  widget_class->css_changed = ktg_deadline_pill_css_changed;
  widget_class->system_setting_changed = ktg_deadline_pill_system_setting_changed;

  properties[PROP_IS_SHORT] = g_param_spec_boolean ("is-short",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "deadline-pill");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
ktg_deadline_pill_init (KtgDeadlinePill *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[self->pill]);
}

/* A style that stays is not worked out anew. */
static void
show_pill (KtgDeadlinePill *self, Pill pill)
{
  if (self->pill == pill)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), style_classes[self->pill]);
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[pill]);
  self->pill = pill;
}

/* Takes @words and @day. */
static void
show_words (KtgDeadlinePill *self, Pill pill, char *words, char *day)
{
  g_free (self->words);
  g_free (self->day);
  self->words = words;
  self->day = day;
  g_clear_object (&self->layout);
  show_pill (self, pill);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static Pill
judge (const KtgDeadline *deadline, gint64 now_us)
{
  int days_left = ktg_deadline_judge (deadline, now_us) == KTG_IN_TIME_IF_WORKING_DAYS
                      ? ktg_deadline_get_working_days_left (deadline, now_us)
                      : ktg_deadline_get_days_left (deadline, now_us);

  if (days_left < 0)
    return PILL_PAST;
  if (days_left == 0)
    return PILL_TODAY;

  return days_left <= SOON_DAYS ? PILL_SOON : PILL_FAR;
}

static void
show_left (KtgDeadlinePill *self, const KtgDeadline *deadline, const KtgMoment *now)
{
  show_words (self,
              judge (deadline, now->wall_us),
              ktg_deadline_words_dup_left (deadline, now->wall_us),
              ktg_deadline_words_dup_until (deadline, now));
}

static void
name_pill (KtgDeadlinePill *self, const char *said)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

/* What explains it is pointed at or heard. */
static void
explain (KtgDeadlinePill *self, const char *lines)
{
  g_autofree char *said = dup_said (self, lines);

  g_clear_object (&self->summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), lines);
  name_pill (self, said);
}

static void
show_only_words (KtgDeadlinePill *self, const KtgDeadline *deadline, const KtgMoment *now)
{
  g_autofree char *text = NULL;

  show_left (self, deadline, now);
  text = dup_text (self, FALSE);
  name_pill (self, text);
}

static void
explain_deadline (KtgDeadlinePill *self, const KtgDeadline *deadline, const KtgPack *pack)
{
  g_autofree char *lines = ktg_deadline_words_dup_lines (deadline, pack);

  explain (self, lines);
}

/**
 * ktg_deadline_pill_show:
 * @self: a pill
 * @deadline: a time limit that runs
 * @pack: what it was found in
 * @now: the present
 *
 * Neutral from four days on, amber from three, red on the last day, an outline after it.
 */
void
ktg_deadline_pill_show (KtgDeadlinePill   *self,
                        const KtgDeadline *deadline,
                        const KtgPack     *pack,
                        const KtgMoment   *now)
{
  show_left (self, deadline, now);
  explain_deadline (self, deadline, pack);
}

/* Shorter than where there is room. */
static const char *
get_verdict (KtgInTime in_time)
{
  switch (in_time)
    {
    case KTG_IN_TIME_YES:
      return _ ("in time");
    case KTG_IN_TIME_IF_WORKING_DAYS:
      return _ ("in time if working days count");
    case KTG_IN_TIME_NO:
      break;
    }

  return _ ("late");
}

/**
 * ktg_deadline_pill_show_summary:
 * @self: a pill in a list, where its row is named after it
 * @session: whose law counts
 * @summary: a report or a draft
 * @now: the present
 *
 * As ktg_deadline_pill_show(), and out of sight where no time limit runs.
 */
void
ktg_deadline_pill_show_summary (KtgDeadlinePill *self,
                                KtgSession      *session,
                                KtgSummary      *summary,
                                const KtgMoment *now)
{
  KtgDeadline deadline;
  gboolean    is_shown;

  g_set_object (&self->session, session);
  g_set_object (&self->summary, summary);
  is_shown = find_deadline (self, now, &deadline);
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), is_shown);
  if (is_shown)
    show_only_words (self, &deadline, now);
}

/**
 * ktg_deadline_pill_show_due:
 * @self: a pill
 * @due: of a filed report, running or judged
 * @pack: what it was found in
 * @now: the present
 *
 * Of what was in time it is said that it is met.
 */
void
ktg_deadline_pill_show_due (KtgDeadlinePill    *self,
                            const KtgReportDue *due,
                            const KtgPack      *pack,
                            const KtgMoment    *now)
{
  KtgInTime in_time = ktg_deadline_judge (&due->deadline, due->at_us);

  if (due->is_running)
    {
      ktg_deadline_pill_show (self, &due->deadline, pack, now);
      return;
    }

  show_words (self,
              in_time == KTG_IN_TIME_YES ? PILL_MET : PILL_PAST,
              g_strdup (get_verdict (in_time)),
              ktg_deadline_words_dup_until (&due->deadline, now));
  explain_deadline (self, &due->deadline, pack);
}

/**
 * ktg_deadline_pill_show_unsaid:
 * @self: a pill
 *
 * The law counts from a day that nobody said yet: which that is, is said instead.
 */
void
ktg_deadline_pill_show_unsaid (KtgDeadlinePill *self)
{
  show_words (self, PILL_FAR, g_strdup (_ ("time limit")), g_strdup (_ ("fill in the date known")));
  explain (self, ktg_deadline_words_get_unsaid ());
}

/**
 * ktg_deadline_pill_dup_text:
 * @self: a pill
 *
 * Returns: all its words, for the name of the row it stands in
 */
char *
ktg_deadline_pill_dup_text (KtgDeadlinePill *self)
{
  return dup_text (self, FALSE);
}
