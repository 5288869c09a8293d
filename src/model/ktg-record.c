/* ktg-record.c - plain structs that are made, copied, compared and let go by their description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record.h"

typedef void (*Visit) (const KtgField *field, gpointer record);

/* Every field with a place of its own: those of a group are the record's. */
static void
visit (const KtgRecord *self, gpointer record, Visit visit_field)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].type == KTG_FIELD_GROUP)
      visit (self->fields[i].record, record, visit_field);
    else
      visit_field (&self->fields[i], record);
}

static gpointer *
get_pointer (const KtgField *field, gconstpointer record)
{
  return (gpointer *)G_STRUCT_MEMBER_P (record, field->offset);
}

static void
make_list (const KtgField *field, gpointer record)
{
  if (field->type == KTG_FIELD_TEXTS)
    *get_pointer (field, record) = g_ptr_array_new_with_free_func (g_free);
  else if (field->type == KTG_FIELD_RECORDS)
    *get_pointer (field, record) = g_ptr_array_new_with_free_func (field->record->free_record);
}

static gpointer
copy_text (gconstpointer text, gpointer unused)
{
  return g_strdup (text);
}

static gpointer
copy_element (gconstpointer element, gpointer record)
{
  return ktg_record_copy (record, element);
}

/* What @copy shares with the record it is a bitwise copy of becomes its own. */
static void
own_field (const KtgField *field, gpointer copy)
{
  gpointer *member = get_pointer (field, copy);

  if (ktg_field_is_text (field))
    *member = g_strdup (*member);
  else if (field->type == KTG_FIELD_TEXTS)
    *member = g_ptr_array_copy (*member, copy_text, NULL);
  else if (field->type == KTG_FIELD_RECORD)
    *member = ktg_record_copy (field->record, *member);
  else if (field->type == KTG_FIELD_RECORDS)
    *member = g_ptr_array_copy (*member, copy_element, (gpointer)field->record);
}

static void
clear_field (const KtgField *field, gpointer record)
{
  gpointer *member = get_pointer (field, record);

  if (ktg_field_is_text (field))
    g_clear_pointer (member, g_free);
  else if (field->type == KTG_FIELD_RECORD)
    g_clear_pointer (member, field->record->free_record);
  else if (field->type == KTG_FIELD_TEXTS || field->type == KTG_FIELD_RECORDS)
    g_clear_pointer ((GPtrArray **)member, g_ptr_array_unref);
}

static gboolean
are_equal_texts (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    if (g_strcmp0 (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;

  return a->len == b->len;
}

static gboolean
are_equal_records (const KtgRecord *record, const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    if (!ktg_record_equal (record, g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return a->len == b->len;
}

static gboolean
is_equal_value (const KtgField *field, gconstpointer a, gconstpointer b)
{
  switch (field->type)
    {
    case KTG_FIELD_NUMBER:
      return G_STRUCT_MEMBER (gint64, a, field->offset)
             == G_STRUCT_MEMBER (gint64, b, field->offset);
    case KTG_FIELD_REAL:
      return G_STRUCT_MEMBER (double, a, field->offset)
             == G_STRUCT_MEMBER (double, b, field->offset);
    case KTG_FIELD_TEXTS:
      return are_equal_texts (*get_pointer (field, a), *get_pointer (field, b));
    case KTG_FIELD_RECORD:
      return ktg_record_equal (field->record, *get_pointer (field, a), *get_pointer (field, b));
    case KTG_FIELD_RECORDS:
      return are_equal_records (field->record, *get_pointer (field, a), *get_pointer (field, b));
    default: /* a count, a flag, a choice */
      return G_STRUCT_MEMBER (int, a, field->offset) == G_STRUCT_MEMBER (int, b, field->offset);
    }
}

static gboolean
is_equal_field (const KtgField *field, gconstpointer a, gconstpointer b)
{
  gboolean is_flagged = field->flag != 0 && G_STRUCT_MEMBER (gboolean, a, field->flag);

  if (field->flag != 0 && is_flagged != G_STRUCT_MEMBER (gboolean, b, field->flag))
    return FALSE;

  if (field->type == KTG_FIELD_GROUP)
    return (field->flag != 0 && !is_flagged) || ktg_record_equal (field->record, a, b);

  if (ktg_field_is_text (field))
    return g_strcmp0 (*get_pointer (field, a), *get_pointer (field, b)) == 0;

  return is_equal_value (field, a, b);
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
