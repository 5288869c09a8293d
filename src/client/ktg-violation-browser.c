/* ktg-violation-browser.c - all that can be suspected on a day, by category
 *
 * What is typed leaves those that it finds, where they stand; Enter takes the first of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-violation-browser.h"

#include "ktg-editor-section.h"
#include "ktg-found-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-signal.h>

struct _KtgViolationBrowser
{
  AdwBin parent_instance;

  GtkEditable *needle;
  GtkListBox  *list;
  GtkWidget   *nothing;

  const KtgReportLaw *law;   /* borrowed while it is open */
  GPtrArray          *found; /* (element-type KtgViolation): what is shown, or NULL */
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgViolationBrowser, ktg_violation_browser, ADW_TYPE_BIN)

static const KtgViolation *
get_violation (KtgViolationBrowser *self, GtkListBoxRow *row)
{
  return ktg_report_law_get_violation (self->law, ktg_found_row_get_code (KTG_FOUND_ROW (row)));
}

static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  KtgViolationBrowser *self = user_data;

  return self->found == NULL || g_ptr_array_find (self->found, get_violation (self, row), NULL);
}

static void
head_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  KtgViolationBrowser *self = user_data;
  const char          *category = get_violation (self, row)->category;
  const KtgChoice     *choice = ktg_report_law_get_choice (self->law, "categories", category);
  GtkWidget           *head;

  if (before != NULL && g_str_equal (get_violation (self, before)->category, category))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  head = gtk_label_new (choice != NULL ? ktg_words_get (&choice->name, ktg_language_get ())
                                       : category);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_wrap (GTK_LABEL (head), TRUE);
  gtk_widget_add_css_class (head, "heading");
  gtk_widget_add_css_class (head, "list-head");
  gtk_list_box_row_set_header (row, head);
}

static void
choose (KtgViolationBrowser *self, KtgFoundRow *row)
{
  g_autofree char *code = g_strdup (ktg_found_row_get_code (row));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, code);
}

/* The first in the order of the list, which is the order that is seen. */
static void
needle_activated_cb (KtgViolationBrowser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  for (int i = 1; row != NULL && !is_found (row, self); i++)
    row = gtk_list_box_get_row_at_index (self->list, i);

  if (row != NULL)
    choose (self, KTG_FOUND_ROW (row));
}

static void
needle_changed_cb (KtgViolationBrowser *self)
{
  if (self->law == NULL)
    return;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = ktg_pack_search_violations (self->law->pack,
                                            self->law->rules_version,
                                            self->law->day,
                                            gtk_editable_get_text (self->needle));
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->found->len > 0);
  gtk_widget_set_visible (self->nothing, self->found->len == 0);
}

static void
needle_left_cb (KtgViolationBrowser *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* "Before candidates are fixed · KE-05", and the whole name below it. */
static char *
dup_gloss (KtgViolationBrowser *self, const KtgViolation *violation)
{
  const char      *language = ktg_language_get ();
  const KtgChoice *phase
      = ktg_report_law_get_choice (self->law, "violation_phases", violation->phase);

  return g_strdup_printf ("%s · %s\n%s",
                          violation->code,
                          phase != NULL ? ktg_words_get (&phase->name, language) : violation->phase,
                          ktg_words_get (&violation->name, language));
}

static void
add_row (KtgViolationBrowser *self, const KtgViolation *violation)
{
  const char      *name = ktg_words_get (&violation->short_name, ktg_language_get ());
  g_autofree char *gloss = dup_gloss (self, violation);
  KtgFoundRow     *row = ktg_found_row_new (violation->code, name, name, gloss);

  g_signal_connect_swapped (row, "chosen", G_CALLBACK (choose), self);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
ktg_violation_browser_finalize (GObject *object)
{
  g_clear_pointer (&KTG_VIOLATION_BROWSER (object)->found, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_violation_browser_parent_class)->finalize (object);
}

static void
ktg_violation_browser_class_init (KtgViolationBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_violation_browser_finalize;
  signals[SIGNAL_CHOSEN]
      = ktg_signal_new ("chosen", KTG_TYPE_VIOLATION_BROWSER, G_TYPE_STRING); /* a code */
  signals[SIGNAL_LEFT] = ktg_signal_new ("left", KTG_TYPE_VIOLATION_BROWSER, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-violation-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgViolationBrowser, needle);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationBrowser, list);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationBrowser, nothing);
  gtk_widget_class_bind_template_callback (widget_class, needle_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, needle_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, needle_left_cb);
}

static void
ktg_violation_browser_init (KtgViolationBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  gtk_list_box_set_header_func (self->list, head_cb, self, NULL);
}

/**
 * ktg_violation_browser_open:
 * @self: a browser
 * @law: whose suspicions are shown; it is there until ktg_violation_browser_close()
 *
 * Puts the focus where one types. "chosen" says which one is taken, "left" that none is.
 */
void
ktg_violation_browser_open (KtgViolationBrowser *self, const KtgReportLaw *law)
{
  g_autoptr (GPtrArray) violations
      = ktg_pack_get_violations (law->pack, law->rules_version, law->day);

  ktg_violation_browser_close (self);
  self->law = law;
  for (guint i = 0; i < violations->len; i++)
    add_row (self, g_ptr_array_index (violations, i));

  needle_changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->needle));
}

/**
 * ktg_violation_browser_close:
 * @self: a browser
 *
 * Hides it; what was typed is forgotten.
 */
void
ktg_violation_browser_close (KtgViolationBrowser *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  ktg_editor_section_clear (self->list);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->law = NULL;
  gtk_editable_set_text (self->needle, "");
}
