/* ktg-kept-section.c - what a report says that its form does not ask
 *
 * It was written on another form, or by another version of the program. It is kept and shown as it
 * came. What stands in a field the officer may take out; what this version has no name for stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-kept-section.h"

#include "ktg-fold.h"
#include "ktg-taken-row.h"

#include <glib/gi18n.h>
#include <ktg-facts.h>
#include <ktg-form-words.h>
#include <ktg-language.h>

struct _KtgKeptSection
{
  AdwBin parent_instance;

  GtkListBox *list;

  KtgSession *session; /* borrowed from the page */
  GPtrArray  *shown;   /* (element-type utf8): their codes and names */
  GPtrArray  *removed; /* (element-type utf8): codes that the officer took out */
};

KTG_DEFINE_EDITOR_SECTION (KtgKeptSection, ktg_kept_section)

static void
row_removed_cb (KtgKeptSection *self, KtgTakenRow *row)
{
  g_ptr_array_add (self->removed, g_strdup (ktg_taken_row_get_code (row)));
  gtk_widget_child_focus (gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (self))),
                          GTK_DIR_TAB_FORWARD);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

/* What any of the forms calls it. */
static const char *
get_name (KtgKeptSection *self, const char *code)
{
  GPtrArray *forms = ktg_pack_get_forms (ktg_session_get_pack (self->session));

  for (guint i = 0; i < forms->len; i++)
    {
      const KtgFormField *field = ktg_form_get_field (g_ptr_array_index (forms, i), code);

      if (field != NULL)
        return ktg_words_get (&field->name, ktg_language_get ());
    }

  return code;
}

static void
add_row (KtgKeptSection *self, const char *code, GtkWidget *row)
{
  g_ptr_array_add (self->shown, g_strdup (code));
  gtk_list_box_append (self->list, row);
}

static void
add_field (KtgKeptSection *self, const KtgReport *report, const char *code)
{
  const char      *title = get_name (self, code);
  g_autofree char *value = ktg_form_words_dup_unknown (report->values, code);
  KtgTakenRow     *row = ktg_taken_row_new (code, title, title, value);

  g_signal_connect_swapped (row, "removed", G_CALLBACK (row_removed_cb), self);
  add_row (self, code, GTK_WIDGET (row));
}

static void
add_unknown (KtgKeptSection *self, const KtgFact *fact)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title",
                                 fact->name,
                                 "subtitle",
                                 fact->value,
                                 "use-markup",
                                 FALSE,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  add_row (self, fact->name, row);
}

static void
clear_rows (KtgKeptSection *self)
{
  ktg_editor_section_clear (self->list);
  g_ptr_array_set_size (self->shown, 0);
}

static void
ktg_kept_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgKeptSection *self = KTG_KEPT_SECTION (section);

  self->session = session;
  g_ptr_array_set_size (self->removed, 0);
}

static void
ktg_kept_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgKeptSection *self = KTG_KEPT_SECTION (section);

  for (guint i = 0; i < self->removed->len; i++)
    ktg_values_remove (report->values, g_ptr_array_index (self->removed, i));
}

static void
ktg_kept_section_finalize (GObject *object)
{
  KtgKeptSection *self = KTG_KEPT_SECTION (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_kept_section_parent_class)->finalize (object);
}

static void
ktg_kept_section_class_init (KtgKeptSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_kept_section_finalize;

  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-kept-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgKeptSection, list);
}

static void
ktg_kept_section_init (KtgKeptSection *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_free);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GPtrArray *
find_unasked (const KtgForm *form, const KtgReport *report)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < ktg_values_get_n (report->values); i++)
    {
      const char *code = ktg_values_get_code (report->values, i);

      if (form == NULL || ktg_form_get_field (form, code) == NULL)
        g_ptr_array_add (codes, (gpointer)code);
    }

  return codes;
}

static void
add_names (GPtrArray *to, const GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (to, ((const KtgFact *)g_ptr_array_index (facts, i))->name);
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
        return FALSE;
    }

  return a->len == b->len;
}

/**
 * ktg_kept_section_refresh:
 * @self: a section
 * @form: (nullable): what the report is written on, if a pack has it
 * @report: what is written so far
 *
 * Is seen only where there is something to show.
 */
void
ktg_kept_section_refresh (KtgKeptSection *self, const KtgForm *form, const KtgReport *report)
{
  g_autoptr (GPtrArray) kept = find_unasked (form, report);
  g_autoptr (GPtrArray) unknown = ktg_facts_new_unknown (report);
  guint            n_fields = kept->len;
  g_autofree char *summary = NULL;

  add_names (kept, unknown);
  summary = g_strdup_printf (ngettext ("%u value", "%u values", kept->len), kept->len);
  gtk_widget_set_visible (GTK_WIDGET (self), kept->len > 0);
  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), FALSE, summary);

  if (is_same (kept, self->shown))
    return;

  clear_rows (self);

  for (guint i = 0; i < n_fields; i++)
    add_field (self, report, g_ptr_array_index (kept, i));

  for (guint i = 0; i < unknown->len; i++)
    add_unknown (self, g_ptr_array_index (unknown, i));
}
