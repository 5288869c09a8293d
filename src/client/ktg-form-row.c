/* ktg-form-row.c - one field of a form that is being filled
 *
 * Its name is what the form calls it. What explains it, that it is needed, and a value that came
 * in a shape which is not the field's stand below and are heard as its description.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-row.h"

#include "ktg-choices-row.h"
#include "ktg-field-input.h"
#include "ktg-parts-field.h"
#include "ktg-repeat-box.h"
#include "ktg-text-area.h"

#include <glib/gi18n.h>
#include <ktg-form-words.h>
#include <ktg-language.h>
#include <ktg-signal.h>

/* How the value of a field stands in the values of a report. */
typedef struct
{
  KtgValueKind kind;
  GtkWidget *(*make) (KtgFormRow *self, const char *title);
  void (*show) (KtgFormRow *self, const KtgValues *values);
  void (*apply) (KtgFormRow *self, KtgValues *values);
} Shape;

struct _KtgFormRow
{
  AdwBin parent_instance;

  GtkLabel *title;
  AdwBin   *slot;
  GtkLabel *caption;

  KtgSession         *session; /* borrowed from the page */
  const KtgFormField *field;   /* of a pack, which the session keeps */
  const Shape        *shape;
  GtkWidget          *editor; /* borrowed */
  char               *kept;   /* what came in another shape, or NULL */
  gboolean            is_lacking;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgFormRow, ktg_form_row, ADW_TYPE_BIN)

static void
changed_cb (KtgFormRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static KtgFieldInput *
make_input (KtgFormRow *self)
{
  KtgFieldInput *input = ktg_field_input_new (self->session, self->field);

  g_signal_connect_swapped (input, "changed", G_CALLBACK (changed_cb), self);
  return input;
}

/* One text. */

static GtkWidget *
make_single (KtgFormRow *self, const char *title)
{
  KtgFieldInput *input = make_input (self);

  gtk_widget_set_visible (GTK_WIDGET (self->title), !ktg_field_input_has_title (input));
  return GTK_WIDGET (input);
}

static void
show_single (KtgFormRow *self, const KtgValues *values)
{
  ktg_field_input_show (KTG_FIELD_INPUT (self->editor),
                        ktg_values_get_text (values, self->field->code));
}

static void
apply_single (KtgFormRow *self, KtgValues *values)
{
  g_autofree char *text = ktg_field_input_dup_text (KTG_FIELD_INPUT (self->editor));

  if (g_strcmp0 (text, ktg_values_get_text (values, self->field->code)) != 0)
    ktg_values_set_text (values, self->field->code, text);
}

/* Several of a list. */

static GtkWidget *
make_choices (KtgFormRow *self, const char *title)
{
  GtkWidget *row = ktg_choices_row_new (title);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  return row;
}

static void
show_choices (KtgFormRow *self, const KtgValues *values)
{
  KtgChoicesRow   *row = KTG_CHOICES_ROW (self->editor);
  const GPtrArray *codes = ktg_values_get_list (values, self->field->code);

  if (self->field->list != NULL)
    ktg_choices_row_show_list (row, self->session, self->field->list, codes);
  else
    ktg_choices_row_show (row, self->field->options, ktg_language_get (), codes);
}

static void
set_list (KtgFormRow *self, KtgValues *values, const GPtrArray *texts)
{
  if (texts->len > 0 || self->kept == NULL)
    ktg_values_set_list (values, self->field->code, texts);
}

static void
apply_choices (KtgFormRow *self, KtgValues *values)
{
  g_autoptr (GPtrArray) codes = ktg_choices_row_dup_codes (KTG_CHOICES_ROW (self->editor));

  set_list (self, values, codes);
}

/* Words, one a line. */

static GtkWidget *
make_words (KtgFormRow *self, const char *title)
{
  GtkWidget *area = g_object_new (KTG_TYPE_TEXT_AREA, "title", title, "lines", 2, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->title), TRUE);
  g_signal_connect_swapped (area, "changed", G_CALLBACK (changed_cb), self);
  return area;
}

static void
show_words (KtgFormRow *self, const KtgValues *values)
{
  const GPtrArray *words = ktg_values_get_list (values, self->field->code);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; words != NULL && i < words->len; i++)
    g_string_append_printf (lines,
                            "%s%s",
                            i == 0 ? "" : "\n",
                            (const char *)g_ptr_array_index (words, i));

  ktg_field_editor_show (KTG_FIELD_EDITOR (self->editor), self->session, lines->str);
}

static void
apply_words (KtgFormRow *self, KtgValues *values)
{
  g_autofree char *text = ktg_field_editor_dup_text (KTG_FIELD_EDITOR (self->editor));
  g_auto (GStrv) lines = g_strsplit (text == NULL ? "" : text, "\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) != '\0')
        g_ptr_array_add (words, lines[i]);
    }

  set_list (self, values, words);
}

/* The same asked again. */

static GtkWidget *
make_repeat (KtgFormRow *self, const char *title, GCallback add)
{
  GtkWidget *box = ktg_repeat_box_new (title);

  g_signal_connect_swapped (box, "add", add, self);
  g_signal_connect_swapped (box, "changed", G_CALLBACK (changed_cb), self);
  return box;
}

static void
add_input (KtgFormRow *self, const char *text)
{
  KtgFieldInput *input = make_input (self);

  ktg_field_input_show (input, text);
  ktg_repeat_box_append (KTG_REPEAT_BOX (self->editor), GTK_WIDGET (input));
}

static void
add_nothing_cb (KtgFormRow *self)
{
  add_input (self, NULL);
}

static GtkWidget *
make_repeated (KtgFormRow *self, const char *title)
{
  return make_repeat (self, title, G_CALLBACK (add_nothing_cb));
}

static void
show_repeated (KtgFormRow *self, const KtgValues *values)
{
  const GPtrArray *texts = ktg_values_get_list (values, self->field->code);

  ktg_repeat_box_clear (KTG_REPEAT_BOX (self->editor));

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    add_input (self, g_ptr_array_index (texts, i));
}

static void
apply_repeated (KtgFormRow *self, KtgValues *values)
{
  KtgRepeatBox *box = KTG_REPEAT_BOX (self->editor);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ktg_repeat_box_get_n (box); i++)
    {
      char *text = ktg_field_input_dup_text (KTG_FIELD_INPUT (ktg_repeat_box_get (box, i)));

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }

  set_list (self, values, texts);
}

/* Persons, each part by part. */

static void
add_person (KtgFormRow *self, const KtgValues *row)
{
  KtgPartsField *field = ktg_parts_field_new (self->field->parts);

  ktg_parts_field_show (field, row);
  g_signal_connect_swapped (field, "changed", G_CALLBACK (changed_cb), self);
  ktg_repeat_box_append (KTG_REPEAT_BOX (self->editor), GTK_WIDGET (field));
}

static void
add_nobody_cb (KtgFormRow *self)
{
  g_autoptr (KtgValues) nobody = ktg_values_new ();

  add_person (self, nobody);
}

static GtkWidget *
make_persons (KtgFormRow *self, const char *title)
{
  return make_repeat (self, title, G_CALLBACK (add_nobody_cb));
}

static void
show_persons (KtgFormRow *self, const KtgValues *values)
{
  const GPtrArray *rows = ktg_values_get_rows (values, self->field->code);

  ktg_repeat_box_clear (KTG_REPEAT_BOX (self->editor));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_person (self, g_ptr_array_index (rows, i));
}

static void
apply_persons (KtgFormRow *self, KtgValues *values)
{
  KtgRepeatBox *box = KTG_REPEAT_BOX (self->editor);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_values_free);

  for (guint i = 0; i < ktg_repeat_box_get_n (box); i++)
    {
      KtgValues *row = ktg_parts_field_dup_row (KTG_PARTS_FIELD (ktg_repeat_box_get (box, i)));

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }

  if (rows->len > 0 || self->kept == NULL)
    ktg_values_set_rows (values, self->field->code, rows);
}

static const Shape single = { KTG_VALUE_TEXT, make_single, show_single, apply_single };
static const Shape choices = { KTG_VALUE_LIST, make_choices, show_choices, apply_choices };
static const Shape words = { KTG_VALUE_LIST, make_words, show_words, apply_words };
static const Shape repeated = { KTG_VALUE_LIST, make_repeated, show_repeated, apply_repeated };
static const Shape persons = { KTG_VALUE_ROWS, make_persons, show_persons, apply_persons };

static const Shape *
get_shape (const KtgFormField *field)
{
  if (field->type == KTG_FORM_FIELD_CHOICES)
    return &choices;

  if (field->type == KTG_FORM_FIELD_WORDS)
    return &words;

  if (field->type == KTG_FORM_FIELD_PERSONS)
    return &persons;

  return field->is_repeated ? &repeated : &single;
}

static char *
dup_kept (KtgFormRow *self, const KtgValues *values)
{
  const char  *code = self->field->code;
  KtgValueKind kind = ktg_values_get_kind (values, code);

  if (kind == KTG_VALUE_NONE || kind == self->shape->kind
      || (self->shape->kind == KTG_VALUE_TEXT && ktg_values_get_text (values, code) != NULL))
    return NULL;

  return ktg_form_words_dup_unknown (values, code);
}

static void
append_sentence (GString *sentences, const char *sentence)
{
  if (sentence != NULL && *sentence != '\0')
    g_string_append_printf (sentences, "%s%s", sentences->len > 0 ? " " : "", sentence);
}

static const char *
get_need_words (KtgFormRow *self)
{
  if (!self->is_lacking)
    return NULL;

  return self->field->need == KTG_FORM_NEED_FORMAL ? _ ("Formal requirement.")
                                                   : _ ("Material requirement.");
}

/* Only what is least sure is said of each field. */
static const char *
get_doubt (KtgFormRow *self)
{
  return g_strcmp0 (self->field->confidence, "C") == 0
             ? _ ("Not sure that this form asks it; check before use.")
             : NULL;
}

static void
show_caption (KtgFormRow *self)
{
  const char *language = ktg_language_get ();
  g_autoptr (GString) sentences = g_string_new (NULL);
  g_autofree char *kept = NULL;

  append_sentence (sentences, get_need_words (self));
  append_sentence (sentences, ktg_words_get (&self->field->note, language));
  append_sentence (sentences, get_doubt (self));

  if (self->shape == &words)
    append_sentence (sentences, _ ("One a line."));

  if (self->kept != NULL)
    /* Translators: %s is a value that came from another version of the program */
    kept = g_strdup_printf (_ ("Kept as it came: %s. What you write here takes its place."),
                            self->kept);

  append_sentence (sentences, kept);
  gtk_label_set_label (self->caption, sentences->str);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), sentences->len > 0);
}

static void
ktg_form_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_FORM_ROW (object)->kept, g_free);

  G_OBJECT_CLASS (ktg_form_row_parent_class)->finalize (object);
}

static void
ktg_form_row_class_init (KtgFormRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ktg_form_row_finalize;
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_FORM_ROW, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-form-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFormRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgFormRow, slot);
  gtk_widget_class_bind_template_child (widget_class, KtgFormRow, caption);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ktg_form_row_init (KtgFormRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What a screen reader says of it: the label, and whether the form needs it. */
static void
name_row (KtgFormRow *self, const char *title)
{
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * ktg_form_row_new:
 * @session: what the codes mean
 * @field: of a form of the session's packs; one that stands in the values of a report
 *
 * Returns: (transfer none): a floating row that shows nothing yet
 */
KtgFormRow *
ktg_form_row_new (KtgSession *session, const KtgFormField *field)
{
  KtgFormRow *self = g_object_new (KTG_TYPE_FORM_ROW, NULL);
  const char *title = ktg_words_get (&field->name, ktg_language_get ());

  self->session = session;
  self->field = field;
  self->shape = get_shape (field);
  name_row (self, title);
  self->editor = self->shape->make (self, title);
  adw_bin_set_child (self->slot, self->editor);

  return self;
}

/**
 * ktg_form_row_get_field:
 * @self: a row
 *
 * Returns: what it asks
 */
const KtgFormField *
ktg_form_row_get_field (KtgFormRow *self)
{
  return self->field;
}

/**
 * ktg_form_row_show:
 * @self: a row
 * @values: what is written so far
 *
 * Emits no "changed".
 */
void
ktg_form_row_show (KtgFormRow *self, const KtgValues *values)
{
  g_free (self->kept);
  self->kept = dup_kept (self, values);
  self->shape->show (self, values);
  show_caption (self);
}

/**
 * ktg_form_row_set_region:
 * @self: a row
 * @region: (nullable): where it was: a clock is of its zone
 */
void
ktg_form_row_set_region (KtgFormRow *self, const char *region)
{
  if (self->shape == &single)
    ktg_field_input_set_region (KTG_FIELD_INPUT (self->editor), region);
}

/**
 * ktg_form_row_apply:
 * @self: a row
 * @values: where its value becomes what is written in it
 *
 * A value that came in another shape stays until something is written.
 */
void
ktg_form_row_apply (KtgFormRow *self, KtgValues *values)
{
  self->shape->apply (self, values);
}

/**
 * ktg_form_row_set_lacking:
 * @self: a row
 * @is_lacking: whether the form needs what is not said here
 */
void
ktg_form_row_set_lacking (KtgFormRow *self, gboolean is_lacking)
{
  if (self->is_lacking == is_lacking)
    return;

  self->is_lacking = is_lacking;
  show_caption (self);
}
