/* ktg-kept-section.c - what a report says that its form does not ask
 *
 * It was written on another form, or by another version of the program. It is kept and shown as it
 * came. What stands in a field the officer may take out; what this version has no name for stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-kept-section.h"

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
remove_clicked_cb (GtkWidget *button, KtgKeptSection *self)
{
  g_ptr_array_add (self->removed, g_strdup (g_object_get_data (G_OBJECT (button), "code")));
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

static GtkWidget *
make_remove (KtgKeptSection *self, const char *code, const char *title)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "code", g_strdup (code), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  return button;
}

static AdwActionRow *
add_row (KtgKeptSection *self, const char *code, const char *title, const char *value)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title",
                                 title,
                                 "subtitle",
                                 value,
                                 "use-markup",
                                 FALSE,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  g_ptr_array_add (self->shown, g_strdup (code));
  gtk_list_box_append (self->list, row);
  return ADW_ACTION_ROW (row);
}

static void
add_field (KtgKeptSection *self, const KtgReport *report, const char *code)
{
  const char      *title = get_name (self, code);
  g_autofree char *value = ktg_form_words_dup_unknown (report->values, code);

  adw_action_row_add_suffix (add_row (self, code, title, value), make_remove (self, code, title));
}

static void
add_unknown (KtgKeptSection *self, const KtgFact *fact)
{
  add_row (self, fact->name, fact->name, fact->value);
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
