/* ktg-json-values.c - the values of a form to JSON and back
 *
 * Which fields there are nobody here knows: a pack says so, and another version's pack may say
 * more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-values.h"

#include "ktg-json-tree.h"

#include <string.h>

#define DEEPEST 8      /* lists and objects in each other, so that an amendment has room for them */
#define MOST_KEYS 1000 /* of one object: each is looked for among the others */
#define TOO_MANY "has too many keys"

static void
write_node (KtgJsonWriter *writer, const char *key, const KtgJsonNode *node, const char *source);
static void take_members (KtgValues *into, const KtgJsonNode *object, const char *source);
static void write_members (KtgJsonWriter *writer, const KtgValues *values);

/* Digit by digit as it came: whoever wrote it may count further than this program. */
static void
write_number (KtgJsonWriter *writer, const char *key, const char *from)
{
  g_autofree char *number = g_strndup (from, strspn (from, "+-.0123456789eE"));

  ktg_json_writer_put_json (writer, key, number);
}

static void
write_children (KtgJsonWriter *writer, const KtgJsonNode *node, const char *source)
{
  const KtgJsonNode *child = ktg_json_node_get_first (node);

  for (guint i = 0; i < node->n_children; i++)
    {
      write_node (writer, child->key, child, source);
      child = ktg_json_node_get_next (child);
    }
}

static void
write_node (KtgJsonWriter *writer, const char *key, const KtgJsonNode *node, const char *source)
{
  switch (node->kind)
    {
    case KTG_JSON_NULL:
      ktg_json_writer_put_json (writer, key, "null");
      break;
    case KTG_JSON_FLAG:
      ktg_json_writer_put_flag (writer, key, node->flag);
      break;
    case KTG_JSON_TEXT:
      ktg_json_writer_put_needed_text (writer, key, node->text);
      break;
    case KTG_JSON_WHOLE:
    case KTG_JSON_REAL:
      write_number (writer, key, source + node->at);
      break;
    case KTG_JSON_LIST:
      ktg_json_writer_begin_array (writer, key);
      write_children (writer, node, source);
      ktg_json_writer_end_array (writer);
      break;
    case KTG_JSON_OBJECT:
      ktg_json_writer_begin_object (writer, key);
      write_children (writer, node, source);
      ktg_json_writer_end_object (writer);
      break;
    }
}

static void
take_other (KtgValues *into, const KtgJsonNode *node, const char *source)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *json = NULL;

  write_node (writer, NULL, node, source);
  bytes = ktg_json_writer_finish (writer);
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  ktg_values_set_other (into, node->key, json);
}

static gboolean
is_text (const KtgJsonNode *node)
{
  return node->kind == KTG_JSON_TEXT && *node->text != '\0';
}

static gboolean
are_all (const KtgJsonNode *list, KtgJsonKind kind)
{
  const KtgJsonNode *element = ktg_json_node_get_first (list);

  for (guint i = 0; i < list->n_children; i++)
    {
      if (element->kind != kind || (kind == KTG_JSON_TEXT && !is_text (element)))
        return FALSE;
      element = ktg_json_node_get_next (element);
    }

  return TRUE;
}

static void
take_texts (KtgValues *into, const KtgJsonNode *list)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const KtgJsonNode *element = ktg_json_node_get_first (list);

  for (guint i = 0; i < list->n_children; i++)
    {
      g_ptr_array_add (texts, (gpointer)element->text);
      element = ktg_json_node_get_next (element);
    }

  ktg_values_set_list (into, list->key, texts);
}

static void
take_rows (KtgValues *into, const KtgJsonNode *list, const char *source)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_values_free);
  const KtgJsonNode *element = ktg_json_node_get_first (list);

  for (guint i = 0; i < list->n_children; i++)
    {
      g_ptr_array_add (rows, ktg_values_new ());
      take_members (g_ptr_array_index (rows, i), element, source);
      element = ktg_json_node_get_next (element);
    }

  ktg_values_set_rows (into, list->key, rows);
}

static void
take_value (KtgValues *into, const KtgJsonNode *node, const char *source)
{
  if (node->kind == KTG_JSON_TEXT)
    ktg_values_set_text (into, node->key, node->text);
  else if (node->kind == KTG_JSON_LIST && are_all (node, KTG_JSON_TEXT))
    take_texts (into, node);
  else if (node->kind == KTG_JSON_LIST && are_all (node, KTG_JSON_OBJECT))
    take_rows (into, node, source);
  else
    take_other (into, node, source);
}

static void
take_members (KtgValues *into, const KtgJsonNode *object, const char *source)
{
  const KtgJsonNode *member = ktg_json_node_get_first (object);

  for (guint i = 0; i < object->n_children; i++)
    {
      take_value (into, member, source);
      member = ktg_json_node_get_next (member);
    }
}

/* What is wrong with a value that another version understands, or NULL. */
static const char *
find_fault (const KtgJsonNode *node, guint levels)
{
  const KtgJsonNode *child = ktg_json_node_get_first (node);
  const char        *fault = NULL;

  if (node->kind != KTG_JSON_LIST && node->kind != KTG_JSON_OBJECT)
    return NULL;
  if (levels == 0)
    return "nests too deep";
  if (node->kind == KTG_JSON_OBJECT && node->n_children > MOST_KEYS)
    return TOO_MANY;

  for (guint i = 0; i < node->n_children && fault == NULL; i++)
    {
      fault = find_fault (child, levels - 1);
      child = ktg_json_node_get_next (child);
    }

  return fault;
}

/**
 * ktg_json_values_read:
 * @reader: a reader
 * @key: of an object that may be absent
 * @into: what it says is set here
 *
 * Reads the values of a form. Another kind of value than an object is refused.
 */
void
ktg_json_values_read (KtgJsonReader *reader, const char *key, KtgValues *into)
{
  const KtgJsonNode *node = ktg_json_reader_get_node (reader, key);
  const char        *fault = NULL;

  if (node == NULL)
    return;

  fault = node->kind == KTG_JSON_OBJECT ? find_fault (node, 1 + DEEPEST)
                                        : "must be an object in braces";
  if (fault != NULL)
    ktg_json_reader_refuse (reader, key, fault);
  else
    take_members (into, node, ktg_json_reader_get_source (reader));
}

static void
take_rest (KtgValues *into, const KtgJsonNode *node, const char *source)
{
  if (is_text (node))
    ktg_values_set_text (into, node->key, node->text);
  else
    take_other (into, node, source);
}

/**
 * ktg_json_values_read_rest:
 * @reader: a reader whom everything that is known was asked for
 *
 * Reads what another version wrote into the object that the reader stands in.
 *
 * Returns: (transfer full) (nullable): all that nobody asked for, in its order; %NULL if there is
 * nothing
 */
KtgValues *
ktg_json_values_read_rest (KtgJsonReader *reader)
{
  const KtgJsonNode *node = ktg_json_reader_get_unasked (reader, NULL);
  KtgValues         *rest = node != NULL ? ktg_values_new () : NULL;

  for (; node != NULL; node = ktg_json_reader_get_unasked (reader, node))
    {
      const char *fault
          = ktg_values_get_n (rest) < MOST_KEYS ? find_fault (node, DEEPEST) : TOO_MANY;

      if (fault != NULL)
        ktg_json_reader_refuse (reader, node->key, fault);
      take_rest (rest, node, ktg_json_reader_get_source (reader));
    }

  return rest;
}

static void
write_rows (KtgJsonWriter *writer, const char *code, const GPtrArray *rows)
{
  ktg_json_writer_begin_array (writer, code);

  for (guint i = 0; i < rows->len; i++)
    {
      ktg_json_writer_begin_object (writer, NULL);
      write_members (writer, g_ptr_array_index (rows, i));
      ktg_json_writer_end_object (writer);
    }

  ktg_json_writer_end_array (writer);
}

/**
 * ktg_json_values_write_one:
 * @writer: a writer in an object
 * @key: under which it is written
 * @values: what a form's fields say
 * @code: of a field
 *
 * Writes the value of one field; nothing where it says nothing.
 */
void
ktg_json_values_write_one (KtgJsonWriter   *writer,
                           const char      *key,
                           const KtgValues *values,
                           const char      *code)
{
  switch (ktg_values_get_kind (values, code))
    {
    case KTG_VALUE_TEXT:
      ktg_json_writer_put_text (writer, key, ktg_values_get_text (values, code));
      break;
    case KTG_VALUE_LIST:
      ktg_json_writer_put_text_array (writer, key, ktg_values_get_list (values, code));
      break;
    case KTG_VALUE_ROWS:
      write_rows (writer, key, ktg_values_get_rows (values, code));
      break;
    case KTG_VALUE_OTHER:
      ktg_json_writer_put_json (writer, key, ktg_values_get_other (values, code));
      break;
    case KTG_VALUE_NONE:
      break;
    }
}

static void
write_members (KtgJsonWriter *writer, const KtgValues *values)
{
  for (guint i = 0; i < ktg_values_get_n (values); i++)
    {
      const char *code = ktg_values_get_code (values, i);

      ktg_json_values_write_one (writer, code, values, code);
    }
}

/**
 * ktg_json_values_write:
 * @writer: a writer in an object
 * @key: of the object that is written
 * @values: what a form's fields say
 *
 * Writes the values of a form in their order; nothing where they say nothing.
 */
void
ktg_json_values_write (KtgJsonWriter *writer, const char *key, const KtgValues *values)
{
  if (ktg_values_get_n (values) == 0)
    return;

  ktg_json_writer_begin_object (writer, key);
  write_members (writer, values);
  ktg_json_writer_end_object (writer);
}
