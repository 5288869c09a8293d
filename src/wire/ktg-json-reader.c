/* ktg-json-reader.c - a strict walk through one JSON document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-reader.h"

#include "ktg-json-tree.h"
#include "ktg-wire-fault.h"

#include <math.h>
#include <string.h>

#define NO_INDEX G_MAXUINT

/* An object that was entered, and how it was reached. */
typedef struct
{
  JsonObject *object;
  const char *key;
  guint       index;
  guint       first_asked; /* of the reader's asked keys */
} Place;

struct _KtgJsonReader
{
  JsonNode  *root;
  GError    *error;
  gboolean   is_strict;
  GPtrArray *asked; /* keys found in the open objects, outermost first; borrowed */
  guint      depth;
  Place      places[KTG_JSON_DEEPEST];
};

static Place *
get_place (KtgJsonReader *self)
{
  return &self->places[self->depth];
}

static void
append_step (GString *path, const char *key, guint index)
{
  if (path->len > 0)
    g_string_append_c (path, '.');

  ktg_wire_fault_append_key (path, key);

  if (index != NO_INDEX)
    g_string_append_printf (path, "[%u]", index);
}

static void
fail (KtgJsonReader *self, KtgWireError code, const char *key, guint index, const char *reason)
{
  g_autoptr (GString) path = NULL;

  if (self->error != NULL)
    return;

  path = g_string_new (NULL);

  for (guint i = 1; i <= self->depth; i++)
    append_step (path, self->places[i].key, self->places[i].index);

  append_step (path, key, index);
  self->error = ktg_wire_fault_new (code, path->str, reason);
}

/* The node under @key, which is thereby known. */
static JsonNode *
ask (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  JsonNode *node = NULL;

  if (self->error != NULL)
    return NULL;

  node = json_object_get_member (get_place (self)->object, key);

  if (node != NULL)
    g_ptr_array_add (self->asked, (gpointer)key);
  else if (need != KTG_JSON_OPTIONAL)
    ktg_json_reader_refuse_missing (self, key, "a required key is missing");

  return node;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
was_asked (KtgJsonReader *self, const char *key)
{
  for (guint i = get_place (self)->first_asked; i < self->asked->len; i++)
    if (strcmp (self->asked->pdata[i], key) == 0)
      return TRUE;

  return FALSE;
}

static void
refuse_unknown_keys (KtgJsonReader *self)
{
  JsonObjectIter iter = { 0 };
  const char    *key = NULL;

  json_object_iter_init (&iter, get_place (self)->object);

  while (json_object_iter_next (&iter, &key, NULL))
    if (!was_asked (self, key))
      {
        fail (self, KTG_WIRE_ERROR_UNKNOWN_KEY, key, NO_INDEX, "no such key");
        return;
      }
}

static void
enter_object (KtgJsonReader *self, JsonNode *node, const char *key, guint index)
{
  g_assert (self->depth + 1 < KTG_JSON_DEEPEST);

  self->depth++;
  *get_place (self) = (Place){ json_node_get_object (node), key, index, self->asked->len };
}

/**
 * ktg_json_reader_new:
 * @text: one JSON document whose value is an object
 * @limits: what an honest document keeps to
 * @is_strict: whether a key that is never asked for is an error
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): a reader in the document's object
 */
KtgJsonReader *
ktg_json_reader_new (GBytes *text, const KtgJsonLimits *limits, gboolean is_strict, GError **error)
{
  gsize          size_bytes = 0;
  const char    *data = g_bytes_get_data (text, &size_bytes);
  JsonNode      *root = NULL;
  KtgJsonReader *self = NULL;

  if (ktg_json_guard_check (data, size_bytes, limits, error))
    root = ktg_json_tree_build (data, size_bytes, error);
  if (root == NULL)
    return NULL;

  self = g_new0 (KtgJsonReader, 1);
  self->root = root;
  self->asked = g_ptr_array_new ();
  self->is_strict = is_strict;
  self->places[0] = (Place){ json_node_get_object (root), NULL, NO_INDEX, 0 };

  return self;
}

void
ktg_json_reader_free (KtgJsonReader *self)
{
  json_node_unref (self->root);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->asked);
  g_free (self);
}

/**
 * ktg_json_reader_finish:
 * @self: a reader back in the document's object
 * @error: the first error since ktg_json_reader_new()
 *
 * Returns: %TRUE if everything asked for was there and right, and, when strict, nothing else was
 * there
 */
gboolean
ktg_json_reader_finish (KtgJsonReader *self, GError **error)
{
  g_assert (self->depth == 0 || self->error != NULL);

  if (self->error == NULL && self->is_strict)
    refuse_unknown_keys (self);

  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

gboolean
ktg_json_reader_has_error (KtgJsonReader *self)
{
  return self->error != NULL;
}

void
ktg_json_reader_refuse (KtgJsonReader *self, const char *key, const char *reason)
{
  fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, NO_INDEX, reason);
}

void
ktg_json_reader_refuse_missing (KtgJsonReader *self, const char *key, const char *reason)
{
  fail (self, KTG_WIRE_ERROR_MISSING_KEY, key, NO_INDEX, reason);
}

gboolean
ktg_json_reader_has (KtgJsonReader *self, const char *key)
{
  return self->error == NULL && json_object_has_member (get_place (self)->object, key);
}

/**
 * ktg_json_reader_enter:
 * @self: a reader
 * @key: the key of an object
 * @need: whether it must be there
 *
 * Returns: %TRUE if the reader stands in that object now; each must be left with
 * ktg_json_reader_leave()
 */
gboolean
ktg_json_reader_enter (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  JsonNode *node = ask (self, key, need);

  if (node == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      ktg_json_reader_refuse (self, key, "must be an object in braces");
      return FALSE;
    }

  enter_object (self, node, key, NO_INDEX);
  return TRUE;
}

guint
ktg_json_reader_count (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  JsonNode *node = ask (self, key, need);

  if (node == NULL)
    return 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node));

  ktg_json_reader_refuse (self, key, "must be a list in brackets");
  return 0;
}

/**
 * ktg_json_reader_enter_element:
 * @self: a reader
 * @key: the key of a list, already counted with ktg_json_reader_count()
 * @i: less than that count
 *
 * Returns: %TRUE if the reader stands in that element, an object, now
 */
gboolean
ktg_json_reader_enter_element (KtgJsonReader *self, const char *key, guint i)
{
  JsonNode *node = NULL;

  if (self->error != NULL)
    return FALSE;

  node = json_array_get_element (json_object_get_array_member (get_place (self)->object, key), i);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be an object in braces");
      return FALSE;
    }

  enter_object (self, node, key, i);
  return TRUE;
}

void
ktg_json_reader_leave (KtgJsonReader *self)
{
  g_assert (self->depth > 0);

  if (self->error == NULL && self->is_strict)
    refuse_unknown_keys (self);

  g_ptr_array_set_size (self->asked, get_place (self)->first_asked);

  if (self->error == NULL)
    self->depth--;
}

void
ktg_json_reader_read_each (KtgJsonReader *self,
                           const char    *key,
                           KtgJsonElement read_element,
                           gpointer       target)
{
  guint n_elements = ktg_json_reader_count (self, key, KTG_JSON_OPTIONAL);

  for (guint i = 0; i < n_elements && ktg_json_reader_enter_element (self, key, i); i++)
    {
      read_element (self, target);
      ktg_json_reader_leave (self);
    }
}

void
ktg_json_reader_skip (KtgJsonReader *self, const char *key)
{
  ask (self, key, KTG_JSON_OPTIONAL);
}

/**
 * ktg_json_reader_get_text:
 * @self: a reader
 * @key: the key of a text
 * @need: whether it must be there
 *
 * Returns: (transfer none) (nullable): the text until the reader is freed; %NULL if absent or empty
 */
const char *
ktg_json_reader_get_text (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  JsonNode   *node = ask (self, key, need);
  const char *text = NULL;

  if (node == NULL)
    return NULL;

  if (!is_text (node))
    {
      ktg_json_reader_refuse (self, key, "must be a text in quotes");
      return NULL;
    }

  text = json_node_get_string (node);

  if (need == KTG_JSON_FILLED && is_blank (text))
    {
      ktg_json_reader_refuse (self, key, "must not be empty");
      return NULL;
    }

  return *text != '\0' ? text : NULL;
}

char *
ktg_json_reader_dup_text (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  return g_strdup (ktg_json_reader_get_text (self, key, need));
}

/**
 * ktg_json_reader_dup_formed:
 * @self: a reader
 * @key: the key of a text
 * @need: whether it must be there
 * @form: what the text must be like
 * @expected: English, completes "key: must be …"
 *
 * Returns: (transfer full) (nullable): the text; %NULL if absent, or empty where it may be
 */
char *
ktg_json_reader_dup_formed (KtgJsonReader *self,
                            const char    *key,
                            KtgJsonNeed    need,
                            KtgJsonForm    form,
                            const char    *expected)
{
  const char      *text = ktg_json_reader_get_text (self, key, need);
  g_autofree char *reason = NULL;

  if (text != NULL && form (text))
    return g_strdup (text);

  if (text == NULL && (need == KTG_JSON_OPTIONAL || ktg_json_reader_has_error (self)))
    return NULL;

  reason = g_strdup_printf ("must be %s", expected);
  ktg_json_reader_refuse (self, key, reason);
  return NULL;
}

void
ktg_json_reader_take_texts (KtgJsonReader *self, const KtgJsonText *texts, gpointer record)
{
  for (; texts->key != NULL; texts++)
    G_STRUCT_MEMBER (char *, record, texts->offset)
        = ktg_json_reader_dup_text (self, texts->key, KTG_JSON_OPTIONAL);
}

void
ktg_json_reader_take_text_array (KtgJsonReader *self,
                                 const char    *key,
                                 KtgJsonNeed    need,
                                 GPtrArray     *into)
{
  guint      n_texts = ktg_json_reader_count (self, key, need);
  JsonArray *array = NULL;

  if (n_texts == 0)
    return;

  array = json_object_get_array_member (get_place (self)->object, key);

  for (guint i = 0; i < n_texts; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!is_text (node) || *json_node_get_string (node) == '\0')
        {
          fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be a text in quotes, not empty");
          return;
        }

      g_ptr_array_add (into, g_strdup (json_node_get_string (node)));
    }
}

/**
 * ktg_json_reader_take_numbers:
 * @self: a reader
 * @key: the key of an array, which may be absent
 * @min: the smallest each may be, not below 0
 * @max: the largest each may be
 * @into: (element-type guint64): what they are added to
 */
void
ktg_json_reader_take_numbers (KtgJsonReader *self,
                              const char    *key,
                              gint64         min,
                              gint64         max,
                              GArray        *into)
{
  guint      n_numbers = ktg_json_reader_count (self, key, KTG_JSON_OPTIONAL);
  JsonArray *array
      = n_numbers > 0 ? json_object_get_array_member (get_place (self)->object, key) : NULL;

  for (guint i = 0; i < n_numbers; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      guint64   number = 0;

      if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < min
          || json_node_get_int (node) > max)
        {
          fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be a whole number in its range");
          return;
        }
      number = (guint64)json_node_get_int (node);
      g_array_append_val (into, number);
    }
}

/**
 * ktg_json_reader_get_number:
 * @self: a reader
 * @key: the key of an integer
 * @need: whether it must be there
 * @min: the smallest it may be
 * @max: the largest it may be; never above %KTG_JSON_MAX_NUMBER, where other readers begin to round
 *
 * Returns: the number, 0 if absent
 */
gint64
ktg_json_reader_get_number (KtgJsonReader *self,
                            const char    *key,
                            KtgJsonNeed    need,
                            gint64         min,
                            gint64         max)
{
  JsonNode *node = ask (self, key, need);
  gint64    number = 0;

  if (node == NULL)
    return 0;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    {
      ktg_json_reader_refuse (self, key, "must be a whole number");
      return 0;
    }

  number = json_node_get_int (node);

  if (number < MAX (min, -KTG_JSON_MAX_NUMBER) || number > MIN (max, KTG_JSON_MAX_NUMBER))
    {
      ktg_json_reader_refuse (self, key, "is out of range");
      return 0;
    }

  return number;
}

double
ktg_json_reader_get_real (KtgJsonReader *self,
                          const char    *key,
                          KtgJsonNeed    need,
                          double         min,
                          double         max)
{
  JsonNode *node = ask (self, key, need);
  GType     type = 0;
  double    real = 0;

  if (node == NULL)
    return 0;

  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
    {
      ktg_json_reader_refuse (self, key, "must be a number");
      return 0;
    }

  real = type == G_TYPE_DOUBLE ? json_node_get_double (node) : (double)json_node_get_int (node);

  if (isfinite (real) && real >= min && real <= max)
    return real;

  ktg_json_reader_refuse (self, key, "is out of range");
  return 0;
}

gboolean
ktg_json_reader_get_flag (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  JsonNode *node = ask (self, key, need);

  if (node == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  ktg_json_reader_refuse (self, key, "must be true or false");
  return FALSE;
}

int
ktg_json_reader_get_choice (KtgJsonReader     *self,
                            const char        *key,
                            KtgJsonNeed        need,
                            const char *const *names)
{
  const char      *text = ktg_json_reader_get_text (self, key, need);
  g_autofree char *choices = NULL;
  g_autofree char *reason = NULL;

  for (int i = 0; text != NULL && names[i] != NULL; i++)
    if (strcmp (text, names[i]) == 0)
      return i;

  if (ktg_json_reader_has_error (self) || (text == NULL && need == KTG_JSON_OPTIONAL))
    return -1;

  choices = g_strjoinv (", ", (char **)names);
  reason = g_strdup_printf ("must be one of: %s", choices);
  ktg_json_reader_refuse (self, key, reason);
  return -1;
}

gboolean
ktg_json_reader_is_false (KtgJsonReader *self, const char *key)
{
  JsonNode *node = NULL;

  if (self->error != NULL)
    return FALSE;

  node = json_object_get_member (get_place (self)->object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
}
