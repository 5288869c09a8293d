/* ktg-form-part.c - one section of a form that is being filled
 *
 * It makes a row for each field of the section that has no place of its own on the page. A row
 * that hangs on an answer comes and goes with it; what was written in it stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-part.h"

#include "ktg-form-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>

struct _KtgFormPart
{
  AdwBin parent_instance;

  GtkBox *box;

  KtgSession    *session; /* borrowed from the page */
  const KtgForm *form;    /* of a pack, which the session keeps */
  GPtrArray     *rows;    /* (element-type KtgFormRow), borrowed */
};

KTG_DEFINE_EDITOR_SECTION (KtgFormPart, ktg_form_part)

static void
changed_cb (KtgFormPart *self)
{
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static gboolean
is_written_here (const KtgFormField *field)
{
  return field->spine == NULL && field->type != KTG_FORM_FIELD_EVIDENCE
         && field->type != KTG_FORM_FIELD_SIGNATURE;
}

static void
add_row (KtgFormPart *self, const KtgFormField *field)
{
  KtgFormRow *row = ktg_form_row_new (self->session, field);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_ptr_array_add (self->rows, row);
  gtk_box_append (self->box, GTK_WIDGET (row));
}

static void
add_rows (KtgFormPart *self, const KtgFormSection *section)
{
  for (guint i = 0; i < self->form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (self->form->fields, i);

      if (is_written_here (field) && g_strcmp0 (field->section, section->code) == 0)
        add_row (self, field);
    }
}

static void
ktg_form_part_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgFormPart *self = KTG_FORM_PART (section);

  for (guint i = 0; i < self->rows->len; i++)
    ktg_form_row_show (g_ptr_array_index (self->rows, i), report->values);

  ktg_form_part_refresh (self, report);
}

static void
ktg_form_part_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgFormPart *self = KTG_FORM_PART (section);

  for (guint i = 0; i < self->rows->len; i++)
    ktg_form_row_apply (g_ptr_array_index (self->rows, i), report->values);
}

static void
ktg_form_part_finalize (GObject *object)
{
  g_clear_pointer (&KTG_FORM_PART (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_form_part_parent_class)->finalize (object);
}

static void
ktg_form_part_class_init (KtgFormPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_form_part_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-form-part.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFormPart, box);
}

static void
ktg_form_part_init (KtgFormPart *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_form_part_new:
 * @session: what the codes mean
 * @form: of the session's packs
 * @section: of @form
 *
 * Returns: (transfer none): a floating part, folded, that shows nothing yet
 */
KtgFormPart *
ktg_form_part_new (KtgSession *session, const KtgForm *form, const KtgFormSection *section)
{
  KtgFormPart *self = g_object_new (KTG_TYPE_FORM_PART, NULL);
  KtgFold     *fold = ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self));

  self->session = session;
  self->form = form;
  g_object_set (fold, "title", ktg_words_get (&section->name, ktg_language_get ()), NULL);
  ktg_fold_set_open (fold, FALSE);
  add_rows (self, section);

  return self;
}

/**
 * ktg_form_part_is_empty:
 * @self: a part
 *
 * Returns: %TRUE if all its fields have a place of their own on the page
 */
gboolean
ktg_form_part_is_empty (KtgFormPart *self)
{
  return self->rows->len == 0;
}

static char *
dup_summary (guint n_said, guint n_lacking)
{
  if (n_lacking > 0)
    return g_strdup_printf (ngettext ("%u still missing", "%u still missing", n_lacking),
                            n_lacking);

  if (n_said == 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("%u filled in", "%u filled in", n_said), n_said);
}

/**
 * ktg_form_part_refresh:
 * @self: a part
 * @report: what is written so far
 *
 * Shows the rows that are asked now, and how much of them is said.
 */
void
ktg_form_part_refresh (KtgFormPart *self, const KtgReport *report)
{
  guint            n_asked = 0, n_said = 0, n_lacking = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      KtgFormRow         *row = g_ptr_array_index (self->rows, i);
      const KtgFormField *field = ktg_form_row_get_field (row);
      gboolean            is_asked = ktg_form_is_asked (self->form, field, report);
      gboolean            is_said = ktg_form_field_is_said (field, report);
      gboolean            is_lacking = is_asked && !is_said && field->need != KTG_FORM_NEED_NONE;

      gtk_widget_set_visible (GTK_WIDGET (row), is_asked);
      ktg_form_row_set_lacking (row, is_lacking);
      n_asked += is_asked ? 1 : 0;
      n_said += is_asked && is_said ? 1 : 0;
      n_lacking += is_lacking ? 1 : 0;
    }

  summary = dup_summary (n_said, n_lacking);
  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), n_said > 0 && n_lacking == 0, summary);
  gtk_widget_set_visible (GTK_WIDGET (self), n_asked > 0);
}

/**
 * ktg_form_part_reveal:
 * @self: a part
 * @code: of a field
 *
 * Opens it and puts the focus on the field's row.
 *
 * Returns: %FALSE if the field has no row here
 */
gboolean
ktg_form_part_reveal (KtgFormPart *self, const char *code)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (ktg_form_row_get_field (KTG_FORM_ROW (row))->code, code))
        {
          ktg_fold_reveal_inside (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self)), row);
          return TRUE;
        }
    }

  return FALSE;
}
