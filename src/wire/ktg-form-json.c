/* ktg-form-json.c - the forms that a program knows, field by field, for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-json.h"

#include "ktg-record-json.h"

/* With the choices of the lists that it names. */
static KtgForm *
dup_whole (const KtgPack *pack, const KtgForm *form, const char *day)
{
  KtgForm *whole = ktg_form_copy (form);

  for (guint i = 0; i < whole->fields->len; i++)
    {
      KtgFormField *field = g_ptr_array_index (whole->fields, i);
      g_autoptr (GPtrArray) choices = ktg_pack_get_field_choices (pack, field, day);

      for (guint j = 0; field->list != NULL && j < choices->len; j++)
        g_ptr_array_add (field->options, ktg_choice_copy (g_ptr_array_index (choices, j)));
    }

  return whole;
}

/**
 * ktg_form_json_write_all:
 * @pack: all packs
 * @day: (nullable): on which something happened; %NULL: today
 *
 * Returns: (transfer full): one JSON document for people and scripts, an array with the newest
 * edition of each form, with the choices of that day of the lists that it names
 */
GBytes *
ktg_form_json_write_all (const KtgPack *pack, const char *day)
{
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_form_free);
  GPtrArray *forms = ktg_pack_get_forms (pack);

  for (guint i = 0; i < forms->len; i++)
    g_ptr_array_add (whole, dup_whole (pack, g_ptr_array_index (forms, i), day));

  return ktg_record_json_compose_list (&ktg_form_record, whole);
}
