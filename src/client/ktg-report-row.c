/* ktg-report-row.c - one report in a list
 *
 * What, then who, where and when, then how far it has come, in words. The words are drawn, and no
 * widgets of their own: a list has many rows, and each step of a scroll finds the style of every
 * widget in them anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-row.h"

#include "ktg-deadline-pill.h"
#include "ktg-picture-frame.h"

#include <ktg-headline.h>
#include <ktg-sentences.h>
#include <string.h>

#define SPACE 12     /* beside the picture */
#define LINE_SPACE 2 /* between lines */
#define PILL_SPACE 9
#define TEXT_WIDTH 120 /* less is no text */
#define WIDTH 300
#define SMALL (9.0 / 11) /* the platform's captions beside its headings */

typedef enum
{
  LINE_TITLE,
  LINE_SUBTITLE,
  LINE_STATE,
  N_LINES
} Line;

struct _KtgReportRow
{
  GtkWidget parent_instance;

  KtgPictureFrame *picture;
  KtgDeadlinePill *days_left;
  char            *words[N_LINES];
  PangoLayout     *layouts[N_LINES];           /* %NULL: to be made */
  int              title_height, small_height; /* of a line; 0: to be asked for */
  int              state_width;                /* in one line; -1: to be asked for */
  gboolean         is_asking;                  /* the state wants something of the officer */
};

/* Where the lines are, in a row of a certain width. */
typedef struct
{
  int      width; /* of the text */
  int      state_width;
  int      y[N_LINES];
  int      height;
  int      pill_y, pill_width, pill_height;
  gboolean is_pill_below;
} Places;

G_DEFINE_FINAL_TYPE (KtgReportRow, ktg_report_row, GTK_TYPE_WIDGET)

/* --- lines --- */

static PangoLayout *
make_layout (KtgReportRow *self, Line line)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->words[line]);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (line != LINE_SUBTITLE)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (line != LINE_TITLE)
    pango_attr_list_insert (attributes, pango_attr_scale_new (SMALL));

  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (line != LINE_STATE)
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

static PangoLayout *
get_layout (KtgReportRow *self, Line line)
{
  if (self->layouts[line] == NULL)
    self->layouts[line] = make_layout (self, line);

  return self->layouts[line];
}

static void
drop_layouts (KtgReportRow *self)
{
  for (guint i = 0; i < N_LINES; i++)
    g_clear_object (&self->layouts[i]);

  self->title_height = self->small_height = 0;
  self->state_width = -1;
}

static gboolean
has_line (KtgReportRow *self, Line line)
{
  return self->words[line] != NULL && *self->words[line] != '\0';
}

/* The font's, whatever the words are, so that a row is measured without them. A style's sizes are
 * in pixels. */
static int
find_line_height (KtgReportRow *self, double scale)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFontDescription) font
      = pango_font_description_copy (pango_context_get_font_description (context));
  PangoFontMetrics *metrics;
  int               height;

  pango_font_description_set_absolute_size (font, pango_font_description_get_size (font) * scale);
  metrics = pango_context_get_metrics (context, font, NULL);
  height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
  return height;
}

static int
get_line_height (KtgReportRow *self, Line line)
{
  if (self->title_height == 0)
    {
      self->title_height = find_line_height (self, 1);
      self->small_height = find_line_height (self, SMALL);
    }

  return line == LINE_TITLE ? self->title_height : self->small_height;
}

static int
get_state_width (KtgReportRow *self)
{
  PangoLayout *layout = get_layout (self, LINE_STATE);

  if (self->state_width >= 0)
    return self->state_width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &self->state_width, NULL);
  return self->state_width;
}

static int
get_state_height (KtgReportRow *self, int width)
{
  PangoLayout *layout = get_layout (self, LINE_STATE);
  int          height;

  if (get_state_width (self) <= width)
    return get_line_height (self, LINE_STATE);

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

/* --- where they stand --- */

static int
get_picture_side (KtgReportRow *self)
{
  int side;

  gtk_widget_measure (GTK_WIDGET (self->picture),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &side,
                      NULL,
                      NULL,
                      NULL);
  return side;
}

static void
measure_pill (KtgReportRow *self, int *width, int *height)
{
  GtkWidget *pill = GTK_WIDGET (self->days_left);

  *width = *height = 0;
  if (!gtk_widget_get_visible (pill))
    return;

  gtk_widget_measure (pill, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (pill, GTK_ORIENTATION_VERTICAL, -1, NULL, height, NULL, NULL);
}

/* The state and the pill share a line where both have room; a line each where they have not. */
static void
place_state (KtgReportRow *self, Places *places)
{
  int beside, height;

  measure_pill (self, &places->pill_width, &places->pill_height);
  places->pill_width = MIN (places->pill_width, places->width);
  beside = places->pill_width > 0 ? places->width - places->pill_width - PILL_SPACE : places->width;
  places->is_pill_below = beside < MIN (places->width / 3, get_state_width (self));
  places->state_width = places->is_pill_below ? places->width : beside;
  height = get_state_height (self, places->state_width);
  places->y[LINE_STATE] = places->height;

  if (places->is_pill_below)
    {
      places->pill_y = places->height + height + LINE_SPACE;
      places->height = places->pill_y + places->pill_height;
      return;
    }

  places->y[LINE_STATE] += MAX (places->pill_height - height, 0) / 2;
  places->pill_y = places->height + MAX (height - places->pill_height, 0) / 2;
  places->height += MAX (height, places->pill_height);
}

static Places
find_places (KtgReportRow *self, int width)
{
  Places places = { .width = MAX (width - get_picture_side (self) - SPACE, 1) };

  for (Line line = LINE_TITLE; line < LINE_STATE; line++)
    {
      places.y[line] = places.height;
      if (has_line (self, line))
        places.height += get_line_height (self, line) + LINE_SPACE;
    }

  place_state (self, &places);
  return places;
}

static int
get_text_y (int height, const Places *places)
{
  return MAX (height - places->height, 0) / 2;
}

static gboolean
is_rtl (KtgReportRow *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static int
get_text_x (KtgReportRow *self)
{
  return is_rtl (self) ? 0 : get_picture_side (self) + SPACE;
}

static GtkSizeRequestMode
ktg_report_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ktg_report_row_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  KtgReportRow *self = KTG_REPORT_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_picture_side (self) + SPACE + TEXT_WIDTH;
      *natural = MAX (*minimum, WIDTH);
      return;
    }

  *minimum
      = MAX (find_places (self, for_size < 0 ? WIDTH : for_size).height, get_picture_side (self));
  *natural = *minimum;
}

static void
allocate_pill (KtgReportRow *self, const Places *places, int text_y)
{
  int           room = places->width - places->pill_width;
  GtkAllocation area = { get_text_x (self) + (places->is_pill_below == is_rtl (self) ? room : 0),
                         text_y + places->pill_y,
                         places->pill_width,
                         places->pill_height };

  if (gtk_widget_get_visible (GTK_WIDGET (self->days_left)))
    gtk_widget_size_allocate (GTK_WIDGET (self->days_left), &area, -1);
}

static void
ktg_report_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KtgReportRow *self = KTG_REPORT_ROW (widget);
  Places        places = find_places (self, width);
  int           side = get_picture_side (self);
  GtkAllocation area = { is_rtl (self) ? width - side : 0, (height - side) / 2, side, side };

  gtk_widget_size_allocate (GTK_WIDGET (self->picture), &area, -1);
  allocate_pill (self, &places, get_text_y (height, &places));
}

/* --- how they look --- */

/* As the style sheet names it; the text's own without one. */
static GdkRGBA
find_color (KtgReportRow *self, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA          color;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);

  return color;
}

static void
draw_line (KtgReportRow *self,
           GtkSnapshot  *snapshot,
           Line          line,
           const Places *places,
           float         y,
           const char   *color_name)
{
  GdkRGBA color = find_color (self, color_name);
  int     width = line == LINE_STATE ? places->state_width : places->width;

  if (!has_line (self, line))
    return;

  pango_layout_set_width (get_layout (self, line), width * PANGO_SCALE);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)get_text_x (self),
                                                y + (float)places->y[line]));
  gtk_snapshot_append_layout (snapshot, get_layout (self, line), &color);
  gtk_snapshot_restore (snapshot);
}

static void
ktg_report_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgReportRow *self = KTG_REPORT_ROW (widget);
  const char   *colors[] = { NULL, "ktg_quiet", self->is_asking ? "ktg_amber" : NULL };
  Places        places = find_places (self, gtk_widget_get_width (widget));
  int           y = get_text_y (gtk_widget_get_height (widget), &places);

  for (Line line = 0; line < N_LINES; line++)
    draw_line (self, snapshot, line, &places, (float)y, colors[line]);

  GTK_WIDGET_CLASS (ktg_report_row_parent_class)->snapshot (widget, snapshot);
}

static void
ktg_report_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ktg_report_row_parent_class)->css_changed (widget, change);
  drop_layouts (KTG_REPORT_ROW (widget));
}

static void
ktg_report_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (ktg_report_row_parent_class)->system_setting_changed (widget, setting);
  drop_layouts (KTG_REPORT_ROW (widget));
  gtk_widget_queue_resize (widget);
}

/* --- what it says --- */

/* Takes @words. */
static void
set_words (KtgReportRow *self, Line line, char *words)
{
  g_free (self->words[line]);
  self->words[line] = words;
  if (self->layouts[line] != NULL)
    pango_layout_set_text (self->layouts[line], words, -1);
  if (line == LINE_STATE)
    self->state_width = -1;
}

/* Between two sentences; an account's first one may have its own end. */
static const char *
get_pause (const GString *said)
{
  if (said->len == 0)
    return "";

  return strchr (".!?", said->str[said->len - 1]) != NULL ? " " : ". ";
}

static void
add_words (GString *said, const char *words)
{
  if (*words != '\0')
    g_string_append_printf (said, "%s%s", get_pause (said), words);
}

/* What has the keyboard is the item around it: a screen reader says its name. */
static void
name_item (KtgReportRow *self)
{
  GtkWidget       *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *said = ktg_report_row_dup_said (self);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

/* A grid of one column is a list to whoever hears it. */
static void
ktg_report_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ktg_report_row_parent_class)->root (widget);

  g_object_set (gtk_widget_get_parent (widget),
                "accessible-role",
                GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                NULL);
}

static void
ktg_report_row_dispose (GObject *object)
{
  KtgReportRow *self = KTG_REPORT_ROW (object);
  GtkWidget    *child;

  drop_layouts (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ktg_report_row_parent_class)->dispose (object);
}

static void
ktg_report_row_finalize (GObject *object)
{
  for (Line line = 0; line < N_LINES; line++)
    g_free (KTG_REPORT_ROW (object)->words[line]);

  G_OBJECT_CLASS (ktg_report_row_parent_class)->finalize (object);
}

static void
ktg_report_row_class_init (KtgReportRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ktg_report_row_dispose;
  object_class->finalize = ktg_report_row_finalize;
  widget_class->root = ktg_report_row_root;
  widget_class->get_request_mode = ktg_report_row_get_request_mode;
  widget_class->measure = ktg_report_row_measure;
  widget_class->size_allocate = ktg_report_row_size_allocate;
  widget_class->snapshot = ktg_report_row_snapshot;
  widget_class->css_changed = ktg_report_row_css_changed;
  widget_class->system_setting_changed = ktg_report_row_system_setting_changed;

  g_type_ensure (KTG_TYPE_DEADLINE_PILL);
  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_css_name (widget_class, "report-row");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-report-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, days_left);
}

static void
ktg_report_row_init (KtgReportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  drop_layouts (self);
}

/**
 * ktg_report_row_show:
 * @self: a row
 * @session: what the codes mean
 * @summary: the report
 */
void
ktg_report_row_show (KtgReportRow *self, KtgSession *session, KtgSummary *summary)
{
  const KtgSummaryFields *fields = ktg_summary_get (summary);
  KtgLibrary             *library = ktg_session_get_library (session);
  KtgMoment               now = ktg_session_now (session);

  set_words (self, LINE_TITLE, ktg_headline_dup_title (library, fields));
  set_words (self, LINE_SUBTITLE, ktg_headline_dup_subtitle (library, fields, &now));
  set_words (self, LINE_STATE, ktg_sentences_dup_state (fields, ktg_library_get_pack (library)));
  self->is_asking = fields->state == KTG_STATE_PARKED || fields->is_damaged
                    || ktg_summary_fields_is_asked (fields);
  ktg_deadline_pill_show_summary (self->days_left, session, summary, &now);
  name_item (self);
  ktg_picture_frame_show (self->picture,
                          ktg_session_get_thumbnails (session),
                          fields->thumbnail_sha256);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * ktg_report_row_dup_said:
 * @self: a row
 *
 * Returns: all that it says, as it is heard
 */
char *
ktg_report_row_dup_said (KtgReportRow *self)
{
  GString         *said = g_string_new (NULL);
  g_autofree char *days_left = gtk_widget_get_visible (GTK_WIDGET (self->days_left))
                                   ? ktg_deadline_pill_dup_text (self->days_left)
                                   : g_strdup ("");

  add_words (said, self->words[LINE_TITLE]);
  add_words (said, self->words[LINE_STATE]);
  add_words (said, days_left);
  add_words (said, self->words[LINE_SUBTITLE]);
  return g_string_free (said, FALSE);
}

/**
 * ktg_report_row_load_picture:
 * @self: a row that can be seen
 */
void
ktg_report_row_load_picture (KtgReportRow *self)
{
  ktg_picture_frame_load (self->picture);
}
