/* ktg-field-input.c - where one value of a field is written
 *
 * Each type of field has its own editor, and this is the one place that knows which. A value is a
 * text for all of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-field-input.h"

#include "ktg-choice-row.h"
#include "ktg-line-field.h"
#include "ktg-region-field.h"
#include "ktg-text-area.h"
#include "ktg-time-field.h"
#include "ktg-yes-no-row.h"

#include <ktg-language.h>
#include <ktg-signal.h>

struct _KtgFieldInput
{
  AdwBin parent_instance;

  KtgSession         *session; /* borrowed from the page */
  const KtgFormField *field;   /* of a pack, which the session keeps */
  KtgFieldEditor     *editor;  /* borrowed */
  gboolean            is_showing;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgFieldInput, ktg_field_input, ADW_TYPE_BIN)

static GtkWidget *
make_time (const char *title, KtgTimeFieldKind kind)
{
  GtkWidget *field = g_object_new (KTG_TYPE_TIME_FIELD, "title", title, NULL);

  ktg_time_field_set_kind (KTG_TIME_FIELD (field), kind);
  return field;
}

static GtkWidget *
make_editor (KtgFieldInput *self, const char *title)
{
  switch (self->field->type)
    {
    case KTG_FORM_FIELD_LONG_TEXT:
      return g_object_new (KTG_TYPE_TEXT_AREA, "title", title, "lines", 3, NULL);
    case KTG_FORM_FIELD_DATE:
      return make_time (title, KTG_TIME_FIELD_DAY);
    case KTG_FORM_FIELD_TIME:
      return make_time (title, KTG_TIME_FIELD_CLOCK);
    case KTG_FORM_FIELD_DATE_TIME:
      return make_time (title, KTG_TIME_FIELD_DAY_AND_CLOCK);
    case KTG_FORM_FIELD_CHOICE:
      return ktg_choice_row_new (title, self->field);
    case KTG_FORM_FIELD_YES_NO:
      return ktg_yes_no_row_new (title);
    case KTG_FORM_FIELD_REGION:
      return g_object_new (KTG_TYPE_REGION_FIELD, "title", title, NULL);
    default:
      return ktg_line_field_new (title, self->field->type == KTG_FORM_FIELD_NUMBER);
    }
}

static void
changed_cb (KtgFieldInput *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A row is at home in a list. */
static GtkWidget *
wrap (GtkWidget *widget)
{
  GtkWidget *list;

  if (!GTK_IS_LIST_BOX_ROW (widget))
    return widget;

  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), widget);
  return list;
}

static void
ktg_field_input_class_init (KtgFieldInputClass *klass)
{
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_FIELD_INPUT, G_TYPE_NONE);
}

static void
ktg_field_input_init (KtgFieldInput *self)
{
}

/**
 * ktg_field_input_new:
 * @session: what the codes mean
 * @field: of a form of the session's packs; one whose value is a text, or a list of such
 *
 * Returns: (transfer none): a floating input that shows nothing yet
 */
KtgFieldInput *
ktg_field_input_new (KtgSession *session, const KtgFormField *field)
{
  KtgFieldInput *self = g_object_new (KTG_TYPE_FIELD_INPUT, NULL);
  GtkWidget     *editor;

  self->session = session;
  self->field = field;
  editor = make_editor (self, ktg_words_get (&field->name, ktg_language_get ()));
  self->editor = KTG_FIELD_EDITOR (editor);
  ktg_field_editor_set_needed (self->editor, field->need != KTG_FORM_NEED_NONE);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (changed_cb), self);
  adw_bin_set_child (ADW_BIN (self), wrap (editor));

  return self;
}

/**
 * ktg_field_input_show:
 * @self: an input
 * @text: (nullable): the value
 *
 * Emits no "changed".
 */
void
ktg_field_input_show (KtgFieldInput *self, const char *text)
{
  self->is_showing = TRUE;
  ktg_field_editor_show (self->editor, self->session, text);
  self->is_showing = FALSE;
}

/**
 * ktg_field_input_set_region:
 * @self: an input
 * @region: (nullable): where it was: a clock is of its zone
 *
 * Emits no "changed".
 */
void
ktg_field_input_set_region (KtgFieldInput *self, const char *region)
{
  if (KTG_IS_TIME_FIELD (self->editor))
    ktg_time_field_set_region (KTG_TIME_FIELD (self->editor), region);
}

/**
 * ktg_field_input_dup_text:
 * @self: an input
 *
 * Words that are no value of the field's type are not lost, they are what is returned.
 *
 * Returns: (nullable) (transfer full): the value; %NULL if nothing is said
 */
char *
ktg_field_input_dup_text (KtgFieldInput *self)
{
  return ktg_field_editor_dup_text (self->editor);
}

/**
 * ktg_field_input_has_title:
 * @self: an input
 *
 * Returns: %TRUE if one sees at the input itself what is asked
 */
gboolean
ktg_field_input_has_title (KtgFieldInput *self)
{
  return self->field->type != KTG_FORM_FIELD_LONG_TEXT
         && self->field->type != KTG_FORM_FIELD_REGION;
}
