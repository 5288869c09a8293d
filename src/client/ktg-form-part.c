/* ktg-form-part.c - one section of a form that is being filled
 *
 * It makes a row for each field of the section that has no place of its own on the page, when it
 * is opened: most are not. A row that hangs on an answer comes and goes with it; what was written
 * in it stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-part.h"

#include "ktg-fold.h"
#include "ktg-form-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>

typedef struct
{
  const KtgFormField *field; /* of a pack, which the session keeps */
  KtgFormRow         *row;   /* borrowed; NULL until the part is opened */
  gboolean            is_asked;
  gboolean            is_said;
} Item;

struct _KtgFormPart
{
  AdwBin parent_instance;

  GtkBox *box;

  KtgSession    *session; /* borrowed from the page */
  const KtgForm *form;    /* of a pack, which the session keeps */
  GArray        *items;   /* (element-type Item) */
  KtgValues     *values;  /* what rows show when they are made, … */
  char          *region;  /* … and where it was, or NULL */
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

static gboolean
is_lacking (const Item *item)
{
  return item->is_asked && !item->is_said && item->field->need != KTG_FORM_NEED_NONE;
}

static void
show_item (const Item *item)
{
  if (item->row == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (item->row), item->is_asked);
  ktg_form_row_set_lacking (item->row, is_lacking (item));
}

static void
make_row (KtgFormPart *self, Item *item)
{
  item->row = ktg_form_row_new (self->session, item->field);
  ktg_form_row_set_region (item->row, self->region);
  ktg_form_row_show (item->row, self->values);
  show_item (item);
  g_signal_connect_swapped (item->row, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (self->box, GTK_WIDGET (item->row));
}

static void
make_rows (KtgFormPart *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->row == NULL)
        make_row (self, item);
    }
}

static void
opened_cb (KtgFormPart *self)
{
  make_rows (self);
}

static void
add_items (KtgFormPart *self, const KtgFormSection *section)
{
  for (guint i = 0; i < self->form->fields->len; i++)
    {
      Item item = { .field = g_ptr_array_index (self->form->fields, i) };

      if (is_written_here (item.field) && g_strcmp0 (item.field->section, section->code) == 0)
        g_array_append_val (self->items, item);
    }
}

static void
set_region (KtgFormPart *self, const char *region)
{
  if (g_strcmp0 (self->region, region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region);

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->row != NULL)
        ktg_form_row_set_region (item->row, region);
    }
}

static void
ktg_form_part_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgFormPart *self = KTG_FORM_PART (section);

  set_region (self, report->place_region);
  ktg_values_free (self->values);
  self->values = ktg_values_copy (report->values);

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->row != NULL)
        ktg_form_row_show (item->row, self->values);
    }

  ktg_form_part_refresh (self, report);
}

/* The place stands above, and has been applied: its clock is meant. */
static void
ktg_form_part_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgFormPart *self = KTG_FORM_PART (section);

  set_region (self, report->place_region);

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->row != NULL)
        ktg_form_row_apply (item->row, report->values);
    }
}

static void
ktg_form_part_finalize (GObject *object)
{
  KtgFormPart *self = KTG_FORM_PART (object);

  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->values, ktg_values_free);
  g_clear_pointer (&self->region, g_free);

  G_OBJECT_CLASS (ktg_form_part_parent_class)->finalize (object);
}

static void
ktg_form_part_class_init (KtgFormPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_form_part_finalize;

  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-form-part.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFormPart, box);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
ktg_form_part_init (KtgFormPart *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->values = ktg_values_new ();
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
  add_items (self, section);

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
  return self->items->len == 0;
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

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      item->is_asked = ktg_form_is_asked (self->form, item->field, report);
      item->is_said = ktg_form_field_is_said (item->field, report);
      show_item (item);
      n_asked += item->is_asked ? 1 : 0;
      n_said += item->is_asked && item->is_said ? 1 : 0;
      n_lacking += is_lacking (item) ? 1 : 0;
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
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (!g_str_equal (item->field->code, code))
        continue;

      make_rows (self);
      ktg_fold_reveal_inside (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self)),
                              GTK_WIDGET (item->row));
      return TRUE;
    }

  return FALSE;
}
