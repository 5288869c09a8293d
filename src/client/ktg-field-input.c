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

typedef struct
{
  GtkWidget *(*make) (KtgFieldInput *self, const char *title);
  void (*show) (KtgFieldInput *self, const char *text);
  char *(*dup) (KtgFieldInput *self);
  const char *signal;    /* of the editor, when the officer changes it */
  gboolean    has_title; /* the editor itself shows what is asked */
} Editor;

struct _KtgFieldInput
{
  AdwBin parent_instance;

  KtgSession         *session; /* borrowed from the page */
  const KtgFormField *field;   /* of a pack, which the session keeps */
  const Editor       *editor;
  GtkWidget          *widget; /* of the editor; borrowed */
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
make_line (KtgFieldInput *self, const char *title)
{
  return g_object_new (KTG_TYPE_LINE_FIELD,
                       "title",
                       title,
                       "number",
                       self->field->type == KTG_FORM_FIELD_NUMBER,
                       NULL);
}

static void
show_line (KtgFieldInput *self, const char *text)
{
  ktg_line_field_show (KTG_LINE_FIELD (self->widget), text);
}

static char *
dup_line (KtgFieldInput *self)
{
  return ktg_line_field_dup_text (KTG_LINE_FIELD (self->widget));
}

static GtkWidget *
make_area (KtgFieldInput *self, const char *title)
{
  return g_object_new (KTG_TYPE_TEXT_AREA, "title", title, "lines", 3, NULL);
}

static void
show_area (KtgFieldInput *self, const char *text)
{
  ktg_text_area_show (KTG_TEXT_AREA (self->widget), text);
}

static char *
dup_area (KtgFieldInput *self)
{
  return ktg_text_area_dup_text (KTG_TEXT_AREA (self->widget));
}

static GtkWidget *
make_time (KtgFieldInput *self, const char *title)
{
  GtkWidget       *widget = g_object_new (KTG_TYPE_TIME_FIELD, "title", title, NULL);
  KtgTimeFieldKind kind = KTG_TIME_FIELD_DAY_AND_CLOCK;

  if (self->field->type == KTG_FORM_FIELD_DATE)
    kind = KTG_TIME_FIELD_DAY;
  else if (self->field->type == KTG_FORM_FIELD_TIME)
    kind = KTG_TIME_FIELD_CLOCK;

  ktg_time_field_set_kind (KTG_TIME_FIELD (widget), kind);
  return widget;
}

static void
show_time (KtgFieldInput *self, const char *text)
{
  ktg_time_field_show (KTG_TIME_FIELD (self->widget), self->session, text);
}

static char *
dup_time (KtgFieldInput *self)
{
  return ktg_time_field_dup_text (KTG_TIME_FIELD (self->widget));
}

static GtkWidget *
make_choice (KtgFieldInput *self, const char *title)
{
  return g_object_new (KTG_TYPE_CHOICE_ROW,
                       "title",
                       title,
                       "use-markup",
                       FALSE,
                       "use-subtitle",
                       TRUE,
                       NULL);
}

static void
show_choice (KtgFieldInput *self, const char *text)
{
  ktg_choice_row_show_choices (KTG_CHOICE_ROW (self->widget),
                               ktg_pack_get_field_choices (ktg_session_get_pack (self->session),
                                                           self->field),
                               ktg_language_get (),
                               text);
}

static char *
dup_choice (KtgFieldInput *self)
{
  return ktg_choice_row_dup_code (KTG_CHOICE_ROW (self->widget));
}

static GtkWidget *
make_yes_no (KtgFieldInput *self, const char *title)
{
  return g_object_new (KTG_TYPE_YES_NO_ROW, "title", title, NULL);
}

static void
show_yes_no (KtgFieldInput *self, const char *text)
{
  ktg_yes_no_row_show (KTG_YES_NO_ROW (self->widget), text);
}

static char *
dup_yes_no (KtgFieldInput *self)
{
  return g_strdup (ktg_yes_no_row_get_answer (KTG_YES_NO_ROW (self->widget)));
}

static GtkWidget *
make_region (KtgFieldInput *self, const char *title)
{
  return g_object_new (KTG_TYPE_REGION_FIELD, "title", title, NULL);
}

static void
show_region (KtgFieldInput *self, const char *text)
{
  ktg_region_field_show (KTG_REGION_FIELD (self->widget), self->session, text, NULL);
}

static char *
dup_region (KtgFieldInput *self)
{
  return g_strdup (ktg_region_field_get_region (KTG_REGION_FIELD (self->widget)));
}

static const Editor line_editor = { make_line, show_line, dup_line, "changed", TRUE };
static const Editor area_editor = { make_area, show_area, dup_area, "changed", FALSE };
static const Editor time_editor = { make_time, show_time, dup_time, "changed", TRUE };
static const Editor choice_editor
    = { make_choice, show_choice, dup_choice, "notify::selected", TRUE };
static const Editor yes_no_editor = { make_yes_no, show_yes_no, dup_yes_no, "changed", TRUE };
static const Editor region_editor = { make_region, show_region, dup_region, "changed", FALSE };

static const Editor *
get_editor (KtgFormFieldType type)
{
  switch (type)
    {
    case KTG_FORM_FIELD_LONG_TEXT:
      return &area_editor;
    case KTG_FORM_FIELD_DATE:
    case KTG_FORM_FIELD_TIME:
    case KTG_FORM_FIELD_DATE_TIME:
      return &time_editor;
    case KTG_FORM_FIELD_CHOICE:
      return &choice_editor;
    case KTG_FORM_FIELD_YES_NO:
      return &yes_no_editor;
    case KTG_FORM_FIELD_REGION:
      return &region_editor;
    default:
      return &line_editor;
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

  self->session = session;
  self->field = field;
  self->editor = get_editor (field->type);
  self->widget = self->editor->make (self, ktg_words_get (&field->name, ktg_language_get ()));
  g_signal_connect_swapped (self->widget, self->editor->signal, G_CALLBACK (changed_cb), self);
  adw_bin_set_child (ADW_BIN (self), wrap (self->widget));

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
  self->editor->show (self, text);
  self->is_showing = FALSE;
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
  return self->editor->dup (self);
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
  return self->editor->has_title;
}
