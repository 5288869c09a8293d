/* ktg-parts-field.c - asks for somebody, part by part
 *
 * A form asks of a speaker or a head of office no more than a name and what they are. What a row
 * has beyond its parts is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-parts-field.h"

#include <ktg-person-words.h>
#include <ktg-signal.h>

struct _KtgPartsField
{
  AdwBin parent_instance;

  GPtrArray *parts;   /* (element-type utf8) */
  GPtrArray *entries; /* (element-type GtkEditable), one a part, borrowed */
  KtgValues *row;     /* as it was shown */
  gboolean   is_showing;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgPartsField, ktg_parts_field, ADW_TYPE_BIN)

static void
changed_cb (KtgPartsField *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_part (KtgPartsField *self, GtkListBox *list, const char *part)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), ktg_person_words_get_part (part));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_ptr_array_add (self->parts, g_strdup (part));
  g_ptr_array_add (self->entries, entry);
  gtk_list_box_append (list, entry);
}

static void
ktg_parts_field_finalize (GObject *object)
{
  KtgPartsField *self = KTG_PARTS_FIELD (object);

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->row, ktg_values_free);

  G_OBJECT_CLASS (ktg_parts_field_parent_class)->finalize (object);
}

static void
ktg_parts_field_class_init (KtgPartsFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_parts_field_finalize;
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_PARTS_FIELD, G_TYPE_NONE);
}

static void
ktg_parts_field_init (KtgPartsField *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_ptr_array_new ();
  self->row = ktg_values_new ();
}

/**
 * ktg_parts_field_new:
 * @parts: (element-type utf8): what the packs call what is asked; none: name and position
 *
 * Returns: (transfer none): a floating field that shows nobody yet
 */
KtgPartsField *
ktg_parts_field_new (const GPtrArray *parts)
{
  KtgPartsField *self = g_object_new (KTG_TYPE_PARTS_FIELD, NULL);
  GtkListBox    *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");

  for (guint i = 0; i < parts->len; i++)
    add_part (self, list, g_ptr_array_index (parts, i));

  if (parts->len == 0)
    {
      add_part (self, list, "name");
      add_part (self, list, "position");
    }

  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (list));
  return self;
}

/**
 * ktg_parts_field_show:
 * @self: a field
 * @row: who; the codes are the parts
 *
 * Emits no "changed".
 */
void
ktg_parts_field_show (KtgPartsField *self, const KtgValues *row)
{
  ktg_values_free (self->row);
  self->row = ktg_values_copy (row);
  self->is_showing = TRUE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const char *text = ktg_values_get_text (row, g_ptr_array_index (self->parts, i));

      gtk_editable_set_text (g_ptr_array_index (self->entries, i), text == NULL ? "" : text);
    }

  self->is_showing = FALSE;
}

/**
 * ktg_parts_field_dup_row:
 * @self: a field
 *
 * Returns: (nullable) (transfer full): who is written in it; %NULL if nothing is
 */
KtgValues *
ktg_parts_field_dup_row (KtgPartsField *self)
{
  g_autoptr (KtgValues) row = ktg_values_copy (self->row);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const char *part = g_ptr_array_index (self->parts, i);
      const char *text = gtk_editable_get_text (g_ptr_array_index (self->entries, i));

      if (*text == '\0')
        ktg_values_remove (row, part);
      else
        ktg_values_set_text (row, part, text);
    }

  return ktg_values_get_n (row) == 0 ? NULL : g_steal_pointer (&row);
}
