/* page-judge.c - what is wrong on a page, wherever it stands
 *
 * Nothing is cut off, no name is shortened, nothing needs more than the screen has, a finger hits
 * what it is meant to, and all is in one language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "page-judge.h"

#include "indonesian-words.h"
#include "ktg-report-row.h"

#include <adwaita.h>
#include <string.h>

#define NARROW_WIDTH 720
#define FINGER (44 - 8) /* without its padding, as a widget counts */
#define WINDOW_EDGES 10
#define BLUR_PX 1 /* a fraction that was rounded */

/* A popover is not in the window, and is looked at by itself. */
static gboolean
is_seen (const PageJudge *self, GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget)
         && (!GTK_IS_NATIVE (widget) || widget == self->looked_at);
}

/* What scrolls is cut off where it scrolls. */
static gboolean
can_scroll (GtkWidget *widget, GtkOrientation orientation)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      GtkPolicyType across, down;

      if (!GTK_IS_SCROLLED_WINDOW (widget))
        continue;

      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
      if ((orientation == GTK_ORIENTATION_HORIZONTAL ? across : down) != GTK_POLICY_NEVER)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_words (GtkWidget *widget)
{
  if (KTG_IS_REPORT_ROW (widget))
    return ktg_report_row_dup_said (KTG_REPORT_ROW (widget));

  return g_strdup (GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "");
}

static void
complain_of (const PageJudge *self, GtkWidget *widget, const char *what, const char *words)
{
  g_test_message ("%s, %s: %s: %s “%s”",
                  self->look,
                  self->page,
                  what,
                  G_OBJECT_TYPE_NAME (widget),
                  words);
  g_test_fail ();
}

static void
complain (const PageJudge *self, GtkWidget *widget, const char *what)
{
  g_autofree char *words = dup_words (widget);

  complain_of (self, widget, what, words);
}

/* The question of a field, beside its chips, and what stands on a photo are whole where one points
 * at them. */
static gboolean
is_told (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW);

  return g_strcmp0 (gtk_widget_get_tooltip_text (row != NULL ? row : widget),
                    gtk_label_get_text (GTK_LABEL (widget)))
         == 0;
}

/* A header has one line, and what stands in it stands on the page again; what has so many lines
 * sums up what stands below it. */
static gboolean
may_be_shortened (GtkWidget *widget)
{
  return is_told (widget) || gtk_widget_get_ancestor (widget, ADW_TYPE_WINDOW_TITLE) != NULL
         || gtk_widget_has_css_class (widget, "title")
         || gtk_label_get_lines (GTK_LABEL (widget)) > 0;
}

static void
check_shortened (const PageJudge *self, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && !may_be_shortened (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    complain (self, widget, "is shortened");
}

/* Each line of it: what is missing is said one below the other, after a dot. */
static void
check_language (const PageJudge *self, GtkWidget *widget)
{
  g_autofree char *words = NULL;
  g_auto (GStrv) lines = NULL;

  if (!self->is_english)
    return;

  words = dup_words (widget);
  lines = g_strsplit (words, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (indonesian_words_have (g_str_has_prefix (lines[i], "• ") ? lines[i] + strlen ("• ")
                                                                 : lines[i]))
      complain_of (self, widget, "is not in English", lines[i]);
}

static void
check_cut (const PageJudge *self, GtkWidget *widget)
{
  graphene_rect_t bounds;
  float           width = gtk_widget_get_width (self->looked_at);
  float           height = gtk_widget_get_height (self->looked_at);

  if (!gtk_widget_compute_bounds (widget, self->looked_at, &bounds))
    return;

  if (!can_scroll (widget, GTK_ORIENTATION_HORIZONTAL)
      && (bounds.origin.x < -BLUR_PX || bounds.origin.x + bounds.size.width > width + BLUR_PX))
    complain (self, widget, "is cut off at the side");

  if (!can_scroll (widget, GTK_ORIENTATION_VERTICAL)
      && (bounds.origin.y < -BLUR_PX || bounds.origin.y + bounds.size.height > height + BLUR_PX))
    complain (self, widget, "is cut off below");
}

/* Where the page is held in a hand. */
static void
check_target (const PageJudge *self, GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (self->width < NARROW_WIDTH && GTK_IS_BUTTON (widget)
      && gtk_widget_has_css_class (parent, "chips") && gtk_widget_get_height (widget) < FINGER)
    complain_of (self,
                 widget,
                 "is too low for a finger",
                 gtk_button_get_label (GTK_BUTTON (widget)));
}

static void
check_below (const PageJudge *self, GtkWidget *widget)
{
  if (!is_seen (self, widget))
    return;

  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || KTG_IS_REPORT_ROW (widget))
    {
      check_shortened (self, widget);
      check_language (self, widget);
      check_cut (self, widget);
      check_target (self, widget);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_below (self, child);
}

/* The innermost one that needs as much; what is around it may say that it needs less. */
static GtkWidget *
find_widest (const PageJudge *self, GtkWidget *widget)
{
  int needed;

  if (!is_seen (self, widget) || can_scroll (widget, GTK_ORIENTATION_HORIZONTAL))
    return NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *widest = find_widest (self, child);

      if (widest != NULL)
        return widest;
    }

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  return needed > self->width - WINDOW_EDGES ? widget : NULL;
}

/* A window that needs more than it is given grows, and the screen of such a computer does not. */
static void
check_within (const PageJudge *self)
{
  int        width = gtk_widget_get_width (self->looked_at);
  int        height = gtk_widget_get_height (self->looked_at);
  GtkWidget *widest = find_widest (self, self->looked_at);

  if (widest != NULL)
    complain (self, widest, "needs more than the screen has");
  else if (width > self->width || height > self->height)
    complain (self, self->looked_at, "is larger than the screen");
}

void
page_judge_look (const PageJudge *self)
{
  check_below (self, self->looked_at);
  check_within (self);
}
