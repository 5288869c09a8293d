/* ktg-pack-forms.c - the forms that the packs have
 *
 * Of each form the newest edition is filled; older ones are kept, since a report names the one it
 * was written on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-private.h"

#include "ktg-pack-version.h"

static int
compare_forms (const KtgForm *a, const KtgForm *b)
{
  int order = g_strcmp0 (a->code, b->code);

  return order != 0 ? order : ktg_pack_version_compare (a->version, b->version);
}

static const KtgForm *
find_form (const GPtrArray *forms, const char *code, const char *version)
{
  for (guint i = 0; i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      if (g_strcmp0 (form->code, code) == 0
          && (version == NULL || g_strcmp0 (form->version, version) == 0))
        return form;
    }

  return NULL;
}

/* Whether the edition has begun, or corrects the oldest. */
static gboolean
can_count (const KtgPack *pack, const KtgForm *form)
{
  const KtgForm *oldest = find_form (pack->editions, form->code, NULL);

  return ktg_pack_version_has_begun (form->version, pack->today)
         || ktg_pack_version_has_begun (form->version, oldest->version);
}

/* Whether the form is of its editions the newest that has begun, or the last correction of the
 * oldest if none has; they stand together, from the oldest. */
static gboolean
counts_today (const KtgPack *pack, guint index)
{
  const KtgForm *form = g_ptr_array_index (pack->editions, index);
  const KtgForm *next
      = index + 1 < pack->editions->len ? g_ptr_array_index (pack->editions, index + 1) : NULL;

  if (next != NULL && g_strcmp0 (next->code, form->code) == 0 && can_count (pack, next))
    return FALSE;

  return can_count (pack, form);
}

/**
 * ktg_pack_count_forms:
 * @pack: packs
 *
 * Finds of each form the edition that counts today.
 */
void
ktg_pack_count_forms (KtgPack *pack)
{
  g_ptr_array_set_size (pack->forms, 0);

  for (guint i = 0; i < pack->editions->len; i++)
    if (counts_today (pack, i))
      g_ptr_array_add (pack->forms, g_ptr_array_index (pack->editions, i));
}

/**
 * ktg_pack_take_form:
 * @pack: packs
 * @form: (transfer full): a form without a fault
 *
 * Adds an edition of a form; one that is there already stays.
 *
 * Returns: %FALSE if one is there that says something else
 */
gboolean
ktg_pack_take_form (KtgPack *pack, KtgForm *form)
{
  const KtgForm *held = find_form (pack->editions, form->code, form->version);
  gboolean       is_same = held != NULL && ktg_form_equal (held, form);
  guint          i = 0;

  if (held != NULL)
    {
      ktg_form_free (form);
      return is_same;
    }

  while (i < pack->editions->len && compare_forms (g_ptr_array_index (pack->editions, i), form) < 0)
    i++;

  g_ptr_array_insert (pack->editions, (int)i, form);
  ktg_pack_count_forms (pack);
  return TRUE;
}

/* Also a list of tomorrow is one: a clock that is years behind takes no form away. */
static gboolean
is_listed (const KtgPack *pack, const char *list)
{
  gboolean is_there = ktg_pack_get_choices (pack, list)->len > 0;

  for (guint i = 0; !is_there && i < pack->parts->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (pack->parts, i);

      is_there = ktg_choice_lists_find (part->lists, list) != NULL;
    }

  return is_there;
}

static char *
find_unlisted (const KtgPack *pack, const KtgForm *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->list != NULL && !is_listed (pack, field->list))
        return g_strdup_printf ("form %s %s: field %s: no pack has the list %s",
                                form->code,
                                form->version,
                                field->code,
                                field->list);
    }

  return NULL;
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

  for (guint i = pack->editions->len; i > 0; i--)
    {
      char *fault = find_unlisted (pack, g_ptr_array_index (pack->editions, i - 1));

      if (fault == NULL)
        continue;

      g_ptr_array_add (faults, fault);
      g_ptr_array_remove_index (pack->editions, i - 1);
    }

  ktg_pack_count_forms (pack);
  return faults;
}

static void
find_empty_lists (const KtgPack *pack, const KtgForm *form, GPtrArray *faults)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->list == NULL || ktg_pack_get_choices (pack, field->list)->len > 0)
        continue;
      g_ptr_array_add (faults,
                       g_strdup_printf ("form %s %s: field %s: on %s no pack has anything to "
                                        "choose "
                                        "in the list %s",
                                        form->code,
                                        form->version,
                                        field->code,
                                        pack->today != NULL ? pack->today : "any day",
                                        field->list));
    }
}

/**
 * ktg_pack_find_empty_lists:
 * @pack: packs that were all read
 *
 * A form is not left out for it, as a clock may be wrong; who publishes packs is told.
 *
 * Returns: (transfer full) (element-type utf8): English, a sentence for each field of a form whose
 * list has nothing to choose today
 */
GPtrArray *
ktg_pack_find_empty_lists (const KtgPack *pack)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < pack->forms->len; i++)
    find_empty_lists (pack, g_ptr_array_index (pack->forms, i), faults);

  return faults;
}

/**
 * ktg_pack_get_forms:
 * @pack: packs
 *
 * Returns: (transfer none) (element-type KtgForm): of each form the edition that counts today, also
 * of those that are issued and not filled
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
 * Returns: (transfer none) (nullable): its edition that counts today
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
 * Returns: (transfer none) (nullable): that edition; the one that counts today if it is not there,
 * or none is named
 */
const KtgForm *
ktg_pack_get_form_of (const KtgPack *pack, const char *code, const char *version)
{
  const KtgForm *form = NULL;

  g_return_val_if_fail (pack != NULL, NULL);

  if (code != NULL && version != NULL)
    form = find_form (pack->editions, code, version);

  return form != NULL || code == NULL ? form : find_form (pack->forms, code, NULL);
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
 * @region: (nullable): of the place, an official code
 * @day: (nullable): of the event
 *
 * The form that a report of @kind is written on where it names none: that of the election of
 * @region on @day, else the first for this kind.
 *
 * Returns: (transfer none) (nullable): the form
 */
const KtgForm *
ktg_pack_get_form_for (const KtgPack *pack, const char *kind, const char *region, const char *day)
{
  const char    *regime = day != NULL ? ktg_pack_get_regime (pack, region, day) : NULL;
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
  g_autofree char *day = NULL;

  if (report->form_code != NULL)
    return ktg_pack_get_form_of (pack, report->form_code, report->form_version);

  day = ktg_pack_dup_day_of_report (pack, report);
  return ktg_pack_get_form_for (pack, report->kind, report->place_region, day);
}

/**
 * ktg_pack_get_field_choices:
 * @pack: packs
 * @field: of one of their forms
 * @day: (nullable): of the event; %NULL: today is meant
 *
 * Returns: (transfer container) (element-type KtgChoice): what can be chosen on @day; none if it is
 * no choice
 */
GPtrArray *
ktg_pack_get_field_choices (const KtgPack *pack, const KtgFormField *field, const char *day)
{
  return field->list != NULL ? ktg_pack_get_choices_on (pack, field->list, day)
                             : g_ptr_array_ref (field->options);
}

/**
 * ktg_pack_get_field_choice:
 * @pack: packs
 * @field: of one of their forms
 * @code: (nullable): what was chosen
 *
 * Returns: (transfer none) (nullable): what @code means, on whatever day it can be chosen
 */
const KtgChoice *
ktg_pack_get_field_choice (const KtgPack *pack, const KtgFormField *field, const char *code)
{
  if (field->list != NULL)
    return ktg_pack_get_choice (pack, field->list, code);

  for (guint i = 0; i < field->options->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (field->options, i);

      if (g_strcmp0 (choice->code, code) == 0)
        return choice;
    }

  return NULL;
}

static void
append_words (GString *words, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", text);
}

/* A choice is found by its names, in whichever language somebody looks for it. */
static void
append_text (GString *words, const KtgPack *pack, const KtgFormField *field, const char *text)
{
  const KtgChoice *choice = ktg_pack_get_field_choice (pack, field, text);

  append_words (words, choice != NULL ? choice->name.id : text);
  append_words (words, choice != NULL ? choice->name.en : NULL);
}

static void
append_field (GString            *words,
              const KtgPack      *pack,
              const KtgFormField *field,
              const KtgValues    *values)
{
  const GPtrArray *texts = ktg_values_get_list (values, field->code);
  const GPtrArray *rows = ktg_values_get_rows (values, field->code);

  append_text (words, pack, field, ktg_values_get_text (values, field->code));

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    append_text (words, pack, field, g_ptr_array_index (texts, i));

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
