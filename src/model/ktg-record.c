/* ktg-record.c - plain structs that are made, copied, compared and let go by their description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record.h"

#include "ktg-envelope.h"
#include "ktg-moment.h"
#include "ktg-values.h"

#include <string.h>

typedef void (*Visit) (const KtgField *field, gpointer record);

/* Every field with a place of its own: those of a group are the record's. */
static void
visit (const KtgRecord *self, gpointer record, Visit visit_field)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].type == KTG_FIELD_GROUP)
      visit (self->fields[i].record,
             G_STRUCT_MEMBER_P (record, self->fields[i].offset),
             visit_field);
    else
      visit_field (&self->fields[i], record);
}

static gpointer *
get_pointer (const KtgField *field, gconstpointer record)
{
  return (gpointer *)G_STRUCT_MEMBER_P (record, field->offset);
}

/* What lets go of an element of a list of pointers; NULL of what is no such list. */
static GDestroyNotify
get_element_free (const KtgField *field)
{
  switch (field->type)
    {
    case KTG_FIELD_TEXTS:
    case KTG_FIELD_TEXTS_OR_NONE:
    case KTG_FIELD_HASHES:
      return g_free;
    case KTG_FIELD_RECORDS:
      return field->record->free_record;
    case KTG_FIELD_ENVELOPES:
      return (GDestroyNotify)ktg_envelope_unref;
    default:
      return NULL;
    }
}

/* What lets go of what the member points at; NULL of a plain value. */
static GDestroyNotify
get_free (const KtgField *field)
{
  if (ktg_field_is_text (field))
    return g_free;

  switch (field->type)
    {
    case KTG_FIELD_NUMBERS:
      return (GDestroyNotify)g_array_unref;
    case KTG_FIELD_RECORD:
      return field->record->free_record;
    case KTG_FIELD_ENVELOPE:
      return (GDestroyNotify)ktg_envelope_unref;
    case KTG_FIELD_VALUES:
    case KTG_FIELD_REST:
      return (GDestroyNotify)ktg_values_free;
    default:
      return get_element_free (field) != NULL ? (GDestroyNotify)g_ptr_array_unref : NULL;
    }
}

static void
make_list (const KtgField *field, gpointer record)
{
  GDestroyNotify free_element = get_element_free (field);

  if (field->type == KTG_FIELD_NUMBERS)
    *get_pointer (field, record) = g_array_new (FALSE, FALSE, sizeof (guint64));
  else if (field->type == KTG_FIELD_VALUES)
    *get_pointer (field, record) = ktg_values_new ();
  else if (free_element != NULL && field->type != KTG_FIELD_TEXTS_OR_NONE)
    *get_pointer (field, record) = g_ptr_array_new_with_free_func (free_element);
}

static gpointer
copy_element (gconstpointer element, gpointer field)
{
  switch (((const KtgField *)field)->type)
    {
    case KTG_FIELD_RECORDS:
      return ktg_record_copy (((const KtgField *)field)->record, element);
    case KTG_FIELD_ENVELOPES:
      return ktg_envelope_ref ((gpointer)element);
    default:
      return g_strdup (element);
    }
}

static gpointer
copy_pointer (const KtgField *field, gpointer from)
{
  switch (field->type)
    {
    case KTG_FIELD_NUMBERS:
      return g_array_copy (from);
    case KTG_FIELD_RECORD:
      return ktg_record_copy (field->record, from);
    case KTG_FIELD_ENVELOPE:
      return ktg_envelope_ref (from);
    case KTG_FIELD_VALUES:
    case KTG_FIELD_REST:
      return ktg_values_copy (from);
    default:
      return ktg_field_is_text (field)
                 ? g_strdup (from)
                 : (gpointer)g_ptr_array_copy (from, copy_element, (gpointer)field);
    }
}

/* What @copy shares with the record it is a bitwise copy of becomes its own. */
static void
own_field (const KtgField *field, gpointer copy)
{
  gpointer *member = get_pointer (field, copy);

  if (get_free (field) != NULL && *member != NULL)
    *member = copy_pointer (field, *member);
}

static void
clear_field (const KtgField *field, gpointer record)
{
  GDestroyNotify free_pointer = get_free (field);

  if (free_pointer != NULL)
    g_clear_pointer (get_pointer (field, record), free_pointer);
}

static gboolean
are_equal_elements (const KtgField *field, gconstpointer a, gconstpointer b)
{
  switch (field->type)
    {
    case KTG_FIELD_RECORDS:
      return ktg_record_equal (field->record, a, b);
    case KTG_FIELD_ENVELOPES:
      return g_str_equal (((const KtgEnvelope *)a)->id, ((const KtgEnvelope *)b)->id);
    default:
      return g_str_equal (a, b);
    }
}

static gboolean
are_equal_lists (const KtgField *field, const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;

  for (guint i = 0; i < a->len; i++)
    if (!are_equal_elements (field, g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
are_equal_numbers (const GArray *a, const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint64)) == 0;
}

static gboolean
are_equal_envelopes (const KtgEnvelope *a, const KtgEnvelope *b)
{
  return a == b || (a != NULL && b != NULL && g_str_equal (a->id, b->id));
}

static gboolean
are_equal_pointers (const KtgField *field, gconstpointer a, gconstpointer b)
{
  switch (field->type)
    {
    case KTG_FIELD_NUMBERS:
      return are_equal_numbers (a, b);
    case KTG_FIELD_RECORD:
      return ktg_record_equal (field->record, a, b);
    case KTG_FIELD_ENVELOPE:
      return are_equal_envelopes (a, b);
    case KTG_FIELD_VALUES:
    case KTG_FIELD_REST:
      return a == b || (a != NULL && b != NULL && ktg_values_equal (a, b));
    default:
      return ktg_field_is_text (field) ? g_strcmp0 (a, b) == 0 : are_equal_lists (field, a, b);
    }
}

static gboolean
are_equal_values (const KtgField *field, gconstpointer a, gconstpointer b)
{
  switch (field->type)
    {
    case KTG_FIELD_VERSION:
    case KTG_FIELD_KIND:
      return TRUE;
    case KTG_FIELD_NUMBER:
    case KTG_FIELD_MOMENT_MS:
    case KTG_FIELD_MOMENT_US:
      return *(const gint64 *)a == *(const gint64 *)b;
    case KTG_FIELD_WALL:
      return ((const KtgMoment *)a)->wall_us == ((const KtgMoment *)b)->wall_us
             && ((const KtgMoment *)a)->utc_offset_s == ((const KtgMoment *)b)->utc_offset_s;
    case KTG_FIELD_REAL:
      return *(const double *)a == *(const double *)b;
    default: /* a count, a flag, a choice */
      return *(const int *)a == *(const int *)b;
    }
}

static gboolean
is_equal_field (const KtgField *field, gconstpointer a, gconstpointer b)
{
  gboolean is_flagged = field->flag != 0 && G_STRUCT_MEMBER (gboolean, a, field->flag);

  if (field->flag != 0 && is_flagged != G_STRUCT_MEMBER (gboolean, b, field->flag))
    return FALSE;

  if (field->type == KTG_FIELD_GROUP)
    return (field->flag != 0 && !is_flagged)
           || ktg_record_equal (field->record, get_pointer (field, a), get_pointer (field, b));

  if (get_free (field) != NULL)
    return are_equal_pointers (field, *get_pointer (field, a), *get_pointer (field, b));

  return are_equal_values (field, get_pointer (field, a), get_pointer (field, b));
}

/**
 * ktg_field_is_text:
 * @field: a field
 *
 * Returns: %TRUE if it is one string, whatever its form
 */
gboolean
ktg_field_is_text (const KtgField *field)
{
  return field->type <= KTG_FIELD_MEDIA_TYPE;
}

/**
 * ktg_record_new:
 * @self: a description
 *
 * Returns: (transfer full): a record that says nothing yet; its lists are empty
 */
gpointer
ktg_record_new (const KtgRecord *self)
{
  gpointer record = g_malloc0 (self->size_bytes);

  visit (self, record, make_list);
  return record;
}

/**
 * ktg_record_copy:
 * @self: a description
 * @from: (nullable): a record
 *
 * Returns: (transfer full) (nullable): a record that says the same and shares nothing
 */
gpointer
ktg_record_copy (const KtgRecord *self, gconstpointer from)
{
  gpointer copy = NULL;

  if (from == NULL)
    return NULL;

  copy = g_memdup2 (from, self->size_bytes);
  visit (self, copy, own_field);
  return copy;
}

/**
 * ktg_record_clear:
 * @self: a description
 * @record: a record whose memory is the caller's
 *
 * Frees what the record holds.
 */
void
ktg_record_clear (const KtgRecord *self, gpointer record)
{
  visit (self, record, clear_field);
}

/**
 * ktg_record_free:
 * @self: a description
 * @record: (nullable) (transfer full): a record
 *
 * Frees it with all it holds.
 */
void
ktg_record_free (const KtgRecord *self, gpointer record)
{
  if (record == NULL)
    return;

  ktg_record_clear (self, record);
  g_free (record);
}

/**
 * ktg_record_equal:
 * @self: a description
 * @a: (nullable): a record
 * @b: (nullable): another
 *
 * Returns: %TRUE if each described field says the same in both; what a group's flag denies is not
 * looked at
 */
gboolean
ktg_record_equal (const KtgRecord *self, gconstpointer a, gconstpointer b)
{
  if (a == NULL || b == NULL)
    return a == b;

  for (guint i = 0; i < self->n_fields; i++)
    if (!is_equal_field (&self->fields[i], a, b))
      return FALSE;

  return TRUE;
}

/**
 * ktg_record_visit_texts:
 * @self: a description
 * @record: a record
 * @visit_text: what is done with each
 * @user_data: for @visit_text
 *
 * Shows each text of the record, also where there is none, in the order of the description; not
 * those of records in it.
 */
void
ktg_record_visit_texts (const KtgRecord *self,
                        gpointer         record,
                        KtgTextVisit     visit_text,
                        gpointer         user_data)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].type == KTG_FIELD_GROUP)
      ktg_record_visit_texts (self->fields[i].record,
                              get_pointer (&self->fields[i], record),
                              visit_text,
                              user_data);
    else if (ktg_field_is_text (&self->fields[i]))
      visit_text ((char **)get_pointer (&self->fields[i], record), user_data);
}

static char *
dup_path (const char *path, const char *key, int index)
{
  GString *below = g_string_new (path);

  if (below->len > 0)
    g_string_append_c (below, '.');

  g_string_append (below, key);
  if (index >= 0)
    g_string_append_printf (below, "[%d]", index);

  return g_string_free (below, FALSE);
}

static void
visit_rest_below (const KtgField *field,
                  gconstpointer   record,
                  const char     *path,
                  int             index,
                  KtgRestVisit    visit_rest,
                  gpointer        user_data)
{
  g_autofree char *below = dup_path (path, field->key, index);

  ktg_record_visit_rest (field->record, record, below, visit_rest, user_data);
}

static void
visit_rest_in (const KtgField *field,
               gconstpointer   record,
               const char     *path,
               KtgRestVisit    visit_rest,
               gpointer        user_data)
{
  gpointer *member = get_pointer (field, record);

  if (field->type == KTG_FIELD_GROUP)
    visit_rest_below (field, member, path, -1, visit_rest, user_data);
  else if (field->type == KTG_FIELD_RECORD)
    visit_rest_below (field, *member, path, -1, visit_rest, user_data);
  else if (field->type == KTG_FIELD_RECORDS)
    for (guint i = 0; i < ((GPtrArray *)*member)->len; i++)
      visit_rest_below (field,
                        g_ptr_array_index ((GPtrArray *)*member, i),
                        path,
                        (int)i,
                        visit_rest,
                        user_data);
  else if (field->type == KTG_FIELD_REST && *member != NULL)
    visit_rest (path, *member, user_data);
}

/**
 * ktg_record_visit_rest:
 * @self: a description
 * @record: (nullable): a record
 * @path: where it stands, "" of what stands in nothing
 * @visit_rest: what is done with each
 * @user_data: for @visit_rest
 *
 * Shows what another version said under keys that are not known here, in the record and in those in
 * it, each with the path of what it stands in: "", "place", "evidence[0].posted".
 */
void
ktg_record_visit_rest (const KtgRecord *self,
                       gconstpointer    record,
                       const char      *path,
                       KtgRestVisit     visit_rest,
                       gpointer         user_data)
{
  for (guint i = 0; record != NULL && i < self->n_fields; i++)
    visit_rest_in (&self->fields[i], record, path, visit_rest, user_data);
}
