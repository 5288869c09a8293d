/* ktg-values.c - what a report says in the fields of its form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-values.h"

#include <string.h>

typedef struct
{
  char        *code;
  KtgValueKind kind;
  char        *text;     /* of a text, and the JSON of another */
  GPtrArray   *elements; /* of utf8 or KtgValues */
} Value;

struct _KtgValues
{
  GPtrArray *values; /* (element-type Value) */
};

static void
value_free (gpointer data)
{
  Value *value = data;

  g_free (value->code);
  g_free (value->text);
  g_clear_pointer (&value->elements, g_ptr_array_unref);
  g_free (value);
}

static GPtrArray *
copy_elements (KtgValueKind kind, const GPtrArray *from)
{
  gboolean   is_rows = kind == KTG_VALUE_ROWS;
  GPtrArray *to
      = g_ptr_array_new_full (from->len, is_rows ? (GDestroyNotify)ktg_values_free : g_free);

  for (guint i = 0; i < from->len; i++)
    {
      gconstpointer element = g_ptr_array_index (from, i);

      g_ptr_array_add (to, is_rows ? (gpointer)ktg_values_copy (element) : g_strdup (element));
    }

  return to;
}

static gboolean
elements_equal (KtgValueKind kind, const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      gconstpointer x = g_ptr_array_index (a, i);
      gconstpointer y = g_ptr_array_index (b, i);

      if (kind == KTG_VALUE_ROWS ? !ktg_values_equal (x, y) : strcmp (x, y) != 0)
        return FALSE;
    }

  return TRUE;
}

static Value *
find (const KtgValues *self, const char *code, guint *index)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      Value *value = g_ptr_array_index (self->values, i);

      if (strcmp (value->code, code) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return value;
    }

  return NULL;
}

/* A value that is there already keeps its place. */
static void
put (KtgValues *self, const char *code, KtgValueKind kind, const char *text, GPtrArray *elements)
{
  Value           *value = find (self, code, NULL);
  g_autofree char *old_text = NULL;
  g_autoptr (GPtrArray) old_elements = NULL;

  if (value == NULL)
    {
      value = g_new0 (Value, 1);
      value->code = g_strdup (code);
      g_ptr_array_add (self->values, value);
    }

  old_text = value->text;
  old_elements = value->elements;
  value->kind = kind;
  value->text = g_strdup (text);
  value->elements = elements;
}

static const Value *
find_kind (const KtgValues *self, const char *code, KtgValueKind kind)
{
  const Value *value = find (self, code, NULL);

  return value != NULL && value->kind == kind ? value : NULL;
}

/**
 * ktg_values_new:
 *
 * Returns: (transfer full): values that say nothing yet
 */
KtgValues *
ktg_values_new (void)
{
  KtgValues *self = g_new0 (KtgValues, 1);

  self->values = g_ptr_array_new_with_free_func (value_free);
  return self;
}

/**
 * ktg_values_copy:
 * @self: values
 *
 * Returns: (transfer full): values that say the same
 */
KtgValues *
ktg_values_copy (const KtgValues *self)
{
  KtgValues *copy = ktg_values_new ();

  for (guint i = 0; i < self->values->len; i++)
    {
      const Value *value = g_ptr_array_index (self->values, i);

      put (copy,
           value->code,
           value->kind,
           value->text,
           value->elements != NULL ? copy_elements (value->kind, value->elements) : NULL);
    }

  return copy;
}

/**
 * ktg_values_free:
 * @self: (nullable): values
 *
 * Frees them.
 */
void
ktg_values_free (KtgValues *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->values);
  g_free (self);
}

/**
 * ktg_values_equal:
 * @a: values
 * @b: others
 *
 * Returns: %TRUE if they say the same, in whatever order
 */
gboolean
ktg_values_equal (const KtgValues *a, const KtgValues *b)
{
  if (a->values->len != b->values->len)
    return FALSE;

  for (guint i = 0; i < a->values->len; i++)
    {
      const Value *x = g_ptr_array_index (a->values, i);
      const Value *y = find_kind (b, x->code, x->kind);

      if (y == NULL || g_strcmp0 (x->text, y->text) != 0
          || !elements_equal (x->kind, x->elements, y->elements))
        return FALSE;
    }

  return TRUE;
}

/**
 * ktg_values_get_n:
 * @self: values
 *
 * Returns: how many fields say something
 */
guint
ktg_values_get_n (const KtgValues *self)
{
  return self->values->len;
}

/**
 * ktg_values_get_code:
 * @self: values
 * @i: less than ktg_values_get_n()
 *
 * Returns: (transfer none): the code of the field that was set as the @i-th
 */
const char *
ktg_values_get_code (const KtgValues *self, guint i)
{
  g_return_val_if_fail (i < self->values->len, NULL);

  return ((const Value *)g_ptr_array_index (self->values, i))->code;
}

/**
 * ktg_values_get_kind:
 * @self: values
 * @code: of a field
 *
 * Returns: what the field holds
 */
KtgValueKind
ktg_values_get_kind (const KtgValues *self, const char *code)
{
  const Value *value = find (self, code, NULL);

  return value != NULL ? value->kind : KTG_VALUE_NONE;
}

/**
 * ktg_values_get_text:
 * @self: values
 * @code: of a field
 *
 * A JSON number is its digits here, true and false are "yes" and "no".
 *
 * Returns: (transfer none) (nullable): the text of the field; %NULL if it holds none
 */
const char *
ktg_values_get_text (const KtgValues *self, const char *code)
{
  const Value *value = find (self, code, NULL);

  if (value == NULL || (value->kind != KTG_VALUE_TEXT && value->kind != KTG_VALUE_OTHER))
    return NULL;
  if (value->kind == KTG_VALUE_TEXT)
    return value->text;

  if (strcmp (value->text, "true") == 0)
    return KTG_VALUE_YES;
  if (strcmp (value->text, "false") == 0)
    return KTG_VALUE_NO;

  return g_ascii_isdigit (*value->text) || *value->text == '-' ? value->text : NULL;
}

/**
 * ktg_values_get_other:
 * @self: values
 * @code: of a field
 *
 * Returns: (transfer none) (nullable): the JSON of what is neither text, nor list, nor rows
 */
const char *
ktg_values_get_other (const KtgValues *self, const char *code)
{
  const Value *value = find_kind (self, code, KTG_VALUE_OTHER);

  return value != NULL ? value->text : NULL;
}

/**
 * ktg_values_get_list:
 * @self: values
 * @code: of a field
 *
 * Returns: (transfer none) (nullable) (element-type utf8): the texts of the field, never empty
 */
GPtrArray *
ktg_values_get_list (const KtgValues *self, const char *code)
{
  const Value *value = find_kind (self, code, KTG_VALUE_LIST);

  return value != NULL ? value->elements : NULL;
}

/**
 * ktg_values_get_rows:
 * @self: values
 * @code: of a field
 *
 * Returns: (transfer none) (nullable) (element-type KtgValues): its rows, never none
 */
GPtrArray *
ktg_values_get_rows (const KtgValues *self, const char *code)
{
  const Value *value = find_kind (self, code, KTG_VALUE_ROWS);

  return value != NULL ? value->elements : NULL;
}

/**
 * ktg_values_set_text:
 * @self: values
 * @code: of a field
 * @text: (nullable): what it says; %NULL or empty: nothing
 *
 * Sets a field. One that was set before keeps its place.
 */
void
ktg_values_set_text (KtgValues *self, const char *code, const char *text)
{
  if (text == NULL || *text == '\0')
    ktg_values_remove (self, code);
  else
    put (self, code, KTG_VALUE_TEXT, text, NULL);
}

/**
 * ktg_values_set_other:
 * @self: values
 * @code: of a field
 * @json: a JSON value that is neither text, nor list, nor rows
 *
 * Keeps what this version does not know.
 */
void
ktg_values_set_other (KtgValues *self, const char *code, const char *json)
{
  put (self, code, KTG_VALUE_OTHER, json, NULL);
}

/**
 * ktg_values_set_list:
 * @self: values
 * @code: of a field
 * @texts: (nullable) (element-type utf8): copied; none: the field says nothing
 *
 * Sets a field of several texts.
 */
void
ktg_values_set_list (KtgValues *self, const char *code, const GPtrArray *texts)
{
  if (texts == NULL || texts->len == 0)
    ktg_values_remove (self, code);
  else
    put (self, code, KTG_VALUE_LIST, NULL, copy_elements (KTG_VALUE_LIST, texts));
}

/**
 * ktg_values_set_rows:
 * @self: values
 * @code: of a field
 * @rows: (nullable) (element-type KtgValues): copied; none: the field says nothing
 *
 * Sets a field of several rows.
 */
void
ktg_values_set_rows (KtgValues *self, const char *code, const GPtrArray *rows)
{
  if (rows == NULL || rows->len == 0)
    ktg_values_remove (self, code);
  else
    put (self, code, KTG_VALUE_ROWS, NULL, copy_elements (KTG_VALUE_ROWS, rows));
}

/**
 * ktg_values_remove:
 * @self: values
 * @code: of a field
 *
 * The field says nothing any more.
 */
void
ktg_values_remove (KtgValues *self, const char *code)
{
  guint index = 0;

  if (find (self, code, &index) != NULL)
    g_ptr_array_remove_index (self->values, index);
}
