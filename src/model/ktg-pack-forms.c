/* ktg-pack-forms.c - the forms that the packs have
 *
 * Of each form the newest edition is filled; older ones are kept, since a report names the one it
 * was written on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack.h"

static int
compare_forms (const KtgForm *a, const KtgForm *b)
{
  int order = g_strcmp0 (a->code, b->code);

  return order != 0 ? order : g_strcmp0 (b->version, a->version);
}

/* In the order of codes, whatever the order in which files are read. */
static void
insert_form (GPtrArray *forms, KtgForm *form)
{
  guint i = 0;

  while (i < forms->len && compare_forms (g_ptr_array_index (forms, i), form) < 0)
    i++;

  g_ptr_array_insert (forms, (int)i, form);
}

static gboolean
find_form (const GPtrArray *forms, const char *code, const char *version, guint *index)
{
  for (guint i = 0; i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      if (g_strcmp0 (form->code, code) != 0
          || (version != NULL && g_strcmp0 (form->version, version) != 0))
        continue;

      *index = i;
      return TRUE;
    }

  return FALSE;
}

/**
 * ktg_pack_take_form:
 * @pack: packs
 * @form: (transfer full): a form without a fault
 *
 * Adds an edition of a form; one that is there already stays.
 */
void
ktg_pack_take_form (KtgPack *pack, KtgForm *form)
{
  guint i = 0;

  if (find_form (pack->forms, form->code, form->version, &i)
      || find_form (pack->old_forms, form->code, form->version, &i))
    {
      ktg_form_free (form);
      return;
    }

  if (!find_form (pack->forms, form->code, NULL, &i))
    insert_form (pack->forms, form);
  else if (compare_forms (form, g_ptr_array_index (pack->forms, i)) < 0)
    {
      insert_form (pack->old_forms, g_ptr_array_steal_index (pack->forms, i));
      insert_form (pack->forms, form);
    }
  else
    insert_form (pack->old_forms, form);
}

static char *
find_unlisted (const KtgPack *pack, const KtgForm *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->list != NULL && ktg_pack_get_choices (pack, field->list)->len == 0)
        return g_strdup_printf ("form %s %s: field %s: no pack has the list %s",
                                form->code,
                                form->version,
                                field->code,
                                field->list);
    }

  return NULL;
}

static void
drop_unlisted (const KtgPack *pack, GPtrArray *forms, GPtrArray *faults)
{
  for (guint i = forms->len; i > 0; i--)
    {
      char *fault = find_unlisted (pack, g_ptr_array_index (forms, i - 1));

      if (fault == NULL)
        continue;

      g_ptr_array_add (faults, fault);
      g_ptr_array_remove_index (forms, i - 1);
    }
}

/**
 * ktg_pack_drop_unlisted_forms:
 * @pack: packs that were all read
 *
 * A form may name a list that another pack has, so this is known only when all are read. Forms that
 * name one which is not there are left out; the rest stays.
 *
 * Returns: (transfer full) (element-type utf8): English, a sentence for each that was left out
 */
GPtrArray *
ktg_pack_drop_unlisted_forms (KtgPack *pack)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  drop_unlisted (pack, pack->forms, faults);
  drop_unlisted (pack, pack->old_forms, faults);
  return faults;
}

/**
 * ktg_pack_get_forms:
 * @pack: packs
 *
 * Returns: (transfer none) (element-type KtgForm): the newest edition of each form, also of those
 * that are issued and not filled
 */
GPtrArray *
ktg_pack_get_forms (const KtgPack *pack)
{
  g_return_val_if_fail (pack != NULL, NULL);

  return pack->forms;
}

/**
 * ktg_pack_get_form:
 * @pack: packs
 * @code: of a form
 *
 * Returns: (transfer none) (nullable): its newest edition
 */
const KtgForm *
ktg_pack_get_form (const KtgPack *pack, const char *code)
{
  return ktg_pack_get_form_of (pack, code, NULL);
}

/**
 * ktg_pack_get_form_of:
 * @pack: packs
 * @code: of a form
 * @version: (nullable): the edition that a report names
 *
 * Returns: (transfer none) (nullable): that edition; the newest if it is not there, or none is
 * named
 */
const KtgForm *
ktg_pack_get_form_of (const KtgPack *pack, const char *code, const char *version)
{
  guint i = 0;

  g_return_val_if_fail (pack != NULL, NULL);

  if (code == NULL)
    return NULL;
  if (version != NULL && find_form (pack->old_forms, code, version, &i))
    return g_ptr_array_index (pack->old_forms, i);

  return find_form (pack->forms, code, NULL, &i) ? g_ptr_array_index (pack->forms, i) : NULL;
}

static const KtgForm *
find_form_for (const KtgPack *pack, const char *kind, const char *regime)
{
  for (guint i = 0; i < pack->forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (pack->forms, i);

      if (ktg_form_is_for (form, kind, regime))
        return form;
    }

  return NULL;
}

/**
 * ktg_pack_get_form_for:
 * @pack: packs
 * @kind: (nullable): a kind of report
 * @day: (nullable): of the event, "2024-11-12"; a time that begins so will do
 *
 * The form that a report of @kind is written on where it names none: that of the election on @day,
 * else the first for this kind.
 *
 * Returns: (transfer none) (nullable): the form
 */
const KtgForm *
ktg_pack_get_form_for (const KtgPack *pack, const char *kind, const char *day)
{
  const char    *regime = ktg_pack_get_regime (pack, day);
  const KtgForm *form = regime != NULL ? find_form_for (pack, kind, regime) : NULL;

  return form != NULL ? form : find_form_for (pack, kind, NULL);
}

/**
 * ktg_pack_get_form_of_report:
 * @pack: packs
 * @report: a report or a draft
 *
 * Returns: (transfer none) (nullable): the form it names, the default of its kind if it names none;
 * %NULL if no pack has it
 */
const KtgForm *
ktg_pack_get_form_of_report (const KtgPack *pack, const KtgReport *report)
{
  if (report->form_code != NULL)
    return ktg_pack_get_form_of (pack, report->form_code, report->form_version);

  return ktg_pack_get_form_for (pack,
                                report->kind,
                                report->happened != NULL ? report->happened : report->known);
}

/**
 * ktg_pack_get_field_choices:
 * @pack: packs
 * @field: of one of their forms
 *
 * Returns: (transfer none) (element-type KtgChoice): what can be chosen; none if it is no choice
 */
GPtrArray *
ktg_pack_get_field_choices (const KtgPack *pack, const KtgFormField *field)
{
  return field->list != NULL ? ktg_pack_get_choices (pack, field->list) : field->options;
}

static void
append_words (GString *words, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", text);
}

/* A choice is found by its names, in whichever language somebody looks for it. */
static void
append_text (GString *words, const GPtrArray *choices, const char *text)
{
  for (guint i = 0; text != NULL && i < choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (choices, i);

      if (g_strcmp0 (choice->code, text) != 0)
        continue;

      append_words (words, choice->name.id);
      append_words (words, choice->name.en);
      return;
    }

  append_words (words, text);
}

static void
append_field (GString            *words,
              const KtgPack      *pack,
              const KtgFormField *field,
              const KtgValues    *values)
{
  const GPtrArray *choices = ktg_pack_get_field_choices (pack, field);
  const GPtrArray *texts = ktg_values_get_list (values, field->code);
  const GPtrArray *rows = ktg_values_get_rows (values, field->code);

  append_text (words, choices, ktg_values_get_text (values, field->code));

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    append_text (words, choices, g_ptr_array_index (texts, i));

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    append_words (words, ktg_values_get_text (g_ptr_array_index (rows, i), "name"));
}

/* At most so many bytes, and no half character. */
static void
cut (GString *words, gsize max_bytes)
{
  const char *end = NULL;

  if (words->len <= max_bytes)
    return;

  g_utf8_validate (words->str, (gssize)max_bytes, &end);
  g_string_truncate (words, (gsize)(end - words->str));
}

/**
 * ktg_pack_dup_searched:
 * @pack: packs
 * @report: a report or a draft
 *
 * Returns: (transfer full) (nullable): the words of the fields that its form marks to be searched,
 * each on a line, at most %KTG_PACK_SEARCHED_BYTES; %NULL if there are none
 */
char *
ktg_pack_dup_searched (const KtgPack *pack, const KtgReport *report)
{
  const KtgForm *form = ktg_pack_get_form_of_report (pack, report);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->is_searched && field->spine == NULL)
        append_field (words, pack, field, report->values);
    }

  cut (words, KTG_PACK_SEARCHED_BYTES);
  return words->len > 0 ? g_strdup (words->str) : NULL;
}
