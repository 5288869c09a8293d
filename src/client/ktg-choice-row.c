/* ktg-choice-row.c - one of a pack's choices, or none
 *
 * A code that this pack does not know is kept and shown as it came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-choice-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>

#include <string.h>

#define NAME_PATH "/id/kentongan/Kentongan/ktg-choice-name.ui"

struct _KtgChoiceRow
{
  AdwComboRow parent_instance;

  GPtrArray          *codes;   /* of the rows of the model; the first is NULL */
  GPtrArray          *details; /* of each what explains it, or NULL */
  const KtgFormField *field;   /* of a form, or NULL */
  KtgSession         *session; /* borrowed; of a row that shows a list */
  char               *list;
  GPtrArray          *offered; /* (element-type KtgChoice): what can be chosen of it */
};

KTG_DEFINE_FIELD_EDITOR (KtgChoiceRow, ktg_choice_row, ADW_TYPE_COMBO_ROW)

static guint
find_code (KtgChoiceRow *self, const char *code)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (self->codes, i), code) == 0)
        return i;
    }

  return self->codes->len;
}

static void
add_choice (KtgChoiceRow  *self,
            GtkStringList *names,
            const char    *code,
            const char    *name,
            const char    *detail)
{
  g_ptr_array_add (self->codes, g_strdup (code));
  g_ptr_array_add (self->details, g_strdup (detail));
  gtk_string_list_append (names, name);
}

/* What explains the choice is shown when the row is pointed at, and said by a screen reader. */
static void
explain (KtgChoiceRow *self)
{
  guint       selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  const char *detail
      = selected < self->details->len ? g_ptr_array_index (self->details, selected) : NULL;

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  detail != NULL ? detail : "",
                                  -1);
}

static void
selected_cb (KtgChoiceRow *self)
{
  explain (self);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
ktg_choice_row_show (KtgFieldEditor *editor, KtgSession *session, const char *text)
{
  KtgChoiceRow *self = KTG_CHOICE_ROW (editor);

  if (self->field->list != NULL)
    ktg_choice_row_show_list (self, session, self->field->list, text);
  else
    ktg_choice_row_show_choices (self, self->field->options, ktg_language_get (), text);
}

static char *
ktg_choice_row_dup_text (KtgFieldEditor *editor)
{
  return ktg_choice_row_dup_code (KTG_CHOICE_ROW (editor));
}

static GtkWidget *
ktg_choice_row_get_heard (KtgFieldEditor *editor)
{
  return GTK_WIDGET (editor);
}

static void
ktg_choice_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_CHOICE_ROW (object)->list, g_free);
  g_clear_pointer (&KTG_CHOICE_ROW (object)->offered, g_ptr_array_unref);
  g_clear_pointer (&KTG_CHOICE_ROW (object)->codes, g_ptr_array_unref);
  g_clear_pointer (&KTG_CHOICE_ROW (object)->details, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_choice_row_parent_class)->finalize (object);
}

static void
ktg_choice_row_class_init (KtgChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_choice_row_finalize;
}

static void
ktg_choice_row_init (KtgChoiceRow *self)
{
  g_autoptr (GtkListItemFactory) names
      = gtk_builder_list_item_factory_new_from_resource (NULL, NAME_PATH);

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->details = g_ptr_array_new_with_free_func (g_free);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), names);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * ktg_choice_row_new:
 * @title: what is asked
 * @field: of a form, which a pack keeps: what there is to choose from
 *
 * Returns: (transfer none): a floating row that shows nothing yet
 */
GtkWidget *
ktg_choice_row_new (const char *title, const KtgFormField *field)
{
  KtgChoiceRow *self = g_object_new (KTG_TYPE_CHOICE_ROW,
                                     "title",
                                     title,
                                     "use-markup",
                                     FALSE,
                                     "use-subtitle",
                                     TRUE,
                                     NULL);

  self->field = field;
  return GTK_WIDGET (self);
}

/**
 * ktg_choice_row_show_choices:
 * @self: a row
 * @choices: (nullable) (element-type KtgChoice): what there is to choose from
 * @language: in which their names are shown
 * @code: (nullable): what is chosen
 */
void
ktg_choice_row_show_choices (KtgChoiceRow    *self,
                             const GPtrArray *choices,
                             const char      *language,
                             const char      *code)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_set_size (self->details, 0);
  add_choice (self, names, NULL, _ ("Not said"), NULL);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (choices, i);

      add_choice (self,
                  names,
                  choice->code,
                  ktg_words_get (&choice->name, language),
                  ktg_words_get (&choice->detail, language));
    }

  if (find_code (self, code) == self->codes->len)
    add_choice (self, names, code, code, NULL);

  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_code (self, code));
}

/* What can be chosen of the list on the day of the event. */
static void
find_offer (KtgChoiceRow *self)
{
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->offered = ktg_pack_get_choices_on (ktg_session_get_pack (self->session),
                                           self->list,
                                           ktg_session_get_event_day (self->session));
}

/* And what was chosen before. */
static void
show_list (KtgChoiceRow *self, const char *code)
{
  const KtgPack *pack = ktg_session_get_pack (self->session);
  g_autoptr (GPtrArray) choices = g_ptr_array_copy (self->offered, NULL, NULL);
  const KtgChoice *chosen = code != NULL ? ktg_pack_get_choice (pack, self->list, code) : NULL;

  if (chosen != NULL && !g_ptr_array_find (choices, chosen, NULL))
    g_ptr_array_add (choices, (gpointer)chosen);

  ktg_choice_row_show_choices (self, choices, ktg_language_get (), code);
}

static gboolean
is_same_offer (const GPtrArray *offer, const GPtrArray *other)
{
  return offer->len == other->len
         && (offer->len == 0
             || memcmp (offer->pdata, other->pdata, offer->len * sizeof *offer->pdata) == 0);
}

static void
event_day_changed_cb (KtgChoiceRow *self)
{
  g_autofree char *code = ktg_choice_row_dup_code (self);
  g_autoptr (GPtrArray) before = g_ptr_array_ref (self->offered);

  find_offer (self);
  if (is_same_offer (before, self->offered))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  show_list (self, code);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ktg_choice_row_show_list:
 * @self: a row
 * @session: what the codes mean, and which can be chosen on the day of the event
 * @list: which list of the pack, "place_classes"
 * @code: (nullable): what is chosen
 */
void
ktg_choice_row_show_list (KtgChoiceRow *self,
                          KtgSession   *session,
                          const char   *list,
                          const char   *code)
{
  if (self->session == NULL)
    g_signal_connect_object (session,
                             "event-day-changed",
                             G_CALLBACK (event_day_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);

  self->session = session;
  g_free (self->list);
  self->list = g_strdup (list);
  find_offer (self);
  show_list (self, code);
}

/**
 * ktg_choice_row_dup_code:
 * @self: a row
 *
 * Returns: (nullable) (transfer full): the chosen code
 */
char *
ktg_choice_row_dup_code (KtgChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected < self->codes->len ? g_strdup (g_ptr_array_index (self->codes, selected)) : NULL;
}
