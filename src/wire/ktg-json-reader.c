/* ktg-json-reader.c - a strict walk through one JSON document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-reader.h"

#include "ktg-wire-error-private.h"

#include <math.h>
#include <string.h>

#define NO_INDEX G_MAXUINT

/* An object that was entered, and how it was reached. */
typedef struct
{
  const KtgJsonNode *object;
  const char        *key;
  guint              index;
  const KtgJsonNode *element; /* of one of its lists, entered last */
  guint              element_index;
} Place;

struct _KtgJsonReader
{
  KtgJsonTree *tree;
  GBytes      *text;
  GError      *error;
  gboolean     is_strict;
  guint8      *asked; /* of each node of the tree: whether somebody asked for its key */
  guint        depth;
  Place        places[KTG_JSON_DEEPEST];
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
static const KtgJsonNode *
ask (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  const KtgJsonNode *node = NULL;

  if (self->error != NULL)
    return NULL;

  node = ktg_json_node_get_member (get_place (self)->object, key);

  if (node != NULL)
    self->asked[node - ktg_json_tree_get_root (self->tree)] = TRUE;
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
was_asked (KtgJsonReader *self, const KtgJsonNode *member)
{
  return self->asked[member - ktg_json_tree_get_root (self->tree)];
}

static void
refuse_unknown_keys (KtgJsonReader *self)
{
  const KtgJsonNode *unknown = ktg_json_reader_get_unasked (self, NULL);

  if (unknown != NULL)
    fail (self, KTG_WIRE_ERROR_UNKNOWN_KEY, unknown->key, NO_INDEX, "no such key");
}

static void
enter_object (KtgJsonReader *self, const KtgJsonNode *node, const char *key, guint index)
{
  g_assert (self->depth + 1 < KTG_JSON_DEEPEST);

  self->depth++;
  *get_place (self) = (Place){ node, key, index, NULL, 0 };
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
  KtgJsonTree   *tree = NULL;
  KtgJsonReader *self = NULL;

  if (ktg_json_guard_check (data, size_bytes, limits, error))
    tree = ktg_json_tree_build (data, size_bytes, error);
  if (tree == NULL)
    return NULL;

  self = g_new0 (KtgJsonReader, 1);
  self->tree = tree;
  self->text = g_bytes_ref (text);
  self->asked = g_new0 (guint8, ktg_json_tree_get_root (tree)->n_nodes);
  self->is_strict = is_strict;
  self->places[0] = (Place){ ktg_json_tree_get_root (tree), NULL, NO_INDEX, NULL, 0 };

  return self;
}

/**
 * ktg_json_reader_free:
 * @self: a reader, wherever it stands
 *
 * Texts that were borrowed from it are gone.
 */
void
ktg_json_reader_free (KtgJsonReader *self)
{
  ktg_json_tree_free (self->tree);
  g_bytes_unref (self->text);
  g_clear_error (&self->error);
  g_free (self->asked);
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

/**
 * ktg_json_reader_has_error:
 * @self: a reader
 *
 * Returns: %TRUE if something was wrong; nothing is answered since
 */
gboolean
ktg_json_reader_has_error (KtgJsonReader *self)
{
  return self->error != NULL;
}

/**
 * ktg_json_reader_refuse:
 * @self: a reader
 * @key: of the present object
 * @reason: English
 *
 * What stands there cannot be what it is. Only the first error stays.
 */
void
ktg_json_reader_refuse (KtgJsonReader *self, const char *key, const char *reason)
{
  fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, NO_INDEX, reason);
}

/**
 * ktg_json_reader_refuse_missing:
 * @self: a reader
 * @key: of the present object
 * @reason: English
 *
 * What should stand there does not. Only the first error stays.
 */
void
ktg_json_reader_refuse_missing (KtgJsonReader *self, const char *key, const char *reason)
{
  fail (self, KTG_WIRE_ERROR_MISSING_KEY, key, NO_INDEX, reason);
}

/**
 * ktg_json_reader_has:
 * @self: a reader
 * @key: of the present object
 *
 * The key is not known by being looked for.
 *
 * Returns: %TRUE if it is there, whatever it is
 */
gboolean
ktg_json_reader_has (KtgJsonReader *self, const char *key)
{
  return self->error == NULL && ktg_json_node_get_member (get_place (self)->object, key) != NULL;
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
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return FALSE;

  if (node->kind != KTG_JSON_OBJECT)
    {
      ktg_json_reader_refuse (self, key, "must be an object in braces");
      return FALSE;
    }

  enter_object (self, node, key, NO_INDEX);
  return TRUE;
}

/**
 * ktg_json_reader_count:
 * @self: a reader
 * @key: of a list
 * @need: whether it must be there
 *
 * Returns: how many elements it has; 0 if absent
 */
guint
ktg_json_reader_count (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return 0;

  if (node->kind == KTG_JSON_LIST)
    return node->n_children;

  ktg_json_reader_refuse (self, key, "must be a list in brackets");
  return 0;
}

/* One behind the element that was entered last is found from there. */
static const KtgJsonNode *
find_element (Place *place, const KtgJsonNode *list, guint i)
{
  const KtgJsonNode *element = ktg_json_node_get_first (list);
  guint              at = 0;

  if (place->element != NULL && place->element >= list && place->element < list + list->n_nodes
      && place->element_index <= i)
    {
      element = place->element;
      at = place->element_index;
    }
  for (; at < i; at++)
    element = ktg_json_node_get_next (element);

  place->element = element;
  place->element_index = i;
  return element;
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
  Place             *place = get_place (self);
  const KtgJsonNode *node = NULL;

  if (self->error != NULL)
    return FALSE;

  node = find_element (place, ktg_json_node_get_member (place->object, key), i);

  if (node->kind != KTG_JSON_OBJECT)
    {
      fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be an object in braces");
      return FALSE;
    }

  enter_object (self, node, key, i);
  return TRUE;
}

/**
 * ktg_json_reader_leave:
 * @self: a reader that entered an object
 *
 * Back to where it was. When strict, a key that was not asked for is an error now.
 */
void
ktg_json_reader_leave (KtgJsonReader *self)
{
  g_assert (self->depth > 0);

  if (self->error == NULL && self->is_strict)
    refuse_unknown_keys (self);

  if (self->error == NULL)
    self->depth--;
}

/**
 * ktg_json_reader_get_depth:
 * @self: a reader without an error
 *
 * Returns: where it stands, for ktg_json_reader_forgive()
 */
guint
ktg_json_reader_get_depth (KtgJsonReader *self)
{
  return self->depth;
}

/**
 * ktg_json_reader_forgive:
 * @self: a reader
 * @depth: where it stood, without an error, before what may be passed over
 *
 * It stands there again, and has no error.
 *
 * Returns: whether there was one
 */
gboolean
ktg_json_reader_forgive (KtgJsonReader *self, guint depth)
{
  if (self->error == NULL)
    return FALSE;

  g_clear_error (&self->error);
  self->depth = depth;
  return TRUE;
}

/**
 * ktg_json_reader_read_each:
 * @self: a reader
 * @key: of a list of objects, which may be absent
 * @read_element: called in each, in order, until the first error
 * @target: for @read_element
 *
 * Walks a list.
 */
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

/**
 * ktg_json_reader_skip:
 * @self: a reader
 * @key: of the present object
 *
 * The key is known and not looked at.
 */
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
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return NULL;

  if (node->kind != KTG_JSON_TEXT)
    {
      ktg_json_reader_refuse (self, key, "must be a text in quotes");
      return NULL;
    }

  if (need == KTG_JSON_FILLED && is_blank (node->text))
    {
      ktg_json_reader_refuse (self, key, "must not be empty");
      return NULL;
    }

  return *node->text != '\0' ? node->text : NULL;
}

/**
 * ktg_json_reader_dup_text:
 * @self: a reader
 * @key: of a text
 * @need: whether it must be there
 *
 * Returns: (transfer full) (nullable): the text; %NULL if absent or empty
 */
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

static const KtgJsonNode *
get_first_element (KtgJsonReader *self, const char *key)
{
  return ktg_json_node_get_first (ktg_json_node_get_member (get_place (self)->object, key));
}

/**
 * ktg_json_reader_take_text_array:
 * @self: a reader
 * @key: of a list of texts
 * @need: whether it must be there
 * @into: (element-type utf8): what they are added to
 *
 * None may be empty. After an error some may have been added.
 */
void
ktg_json_reader_take_text_array (KtgJsonReader *self,
                                 const char    *key,
                                 KtgJsonNeed    need,
                                 GPtrArray     *into)
{
  guint              n_texts = ktg_json_reader_count (self, key, need);
  const KtgJsonNode *node = n_texts > 0 ? get_first_element (self, key) : NULL;

  for (guint i = 0; i < n_texts; i++)
    {
      if (node->kind != KTG_JSON_TEXT || *node->text == '\0')
        {
          fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be a text in quotes, not empty");
          return;
        }

      g_ptr_array_add (into, g_strdup (node->text));
      node = ktg_json_node_get_next (node);
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
  guint              n_numbers = ktg_json_reader_count (self, key, KTG_JSON_OPTIONAL);
  const KtgJsonNode *node = n_numbers > 0 ? get_first_element (self, key) : NULL;

  for (guint i = 0; i < n_numbers; i++)
    {
      guint64 number = 0;

      if (node->kind != KTG_JSON_WHOLE || node->whole < min || node->whole > max)
        {
          fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be a whole number in its range");
          return;
        }
      number = (guint64)node->whole;
      g_array_append_val (into, number);
      node = ktg_json_node_get_next (node);
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
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return 0;

  if (node->kind != KTG_JSON_WHOLE)
    {
      ktg_json_reader_refuse (self, key, "must be a whole number");
      return 0;
    }

  if (node->whole < MAX (min, -KTG_JSON_MAX_NUMBER) || node->whole > MIN (max, KTG_JSON_MAX_NUMBER))
    {
      ktg_json_reader_refuse (self, key, "is out of range");
      return 0;
    }

  return node->whole;
}

/**
 * ktg_json_reader_get_real:
 * @self: a reader
 * @key: of a number
 * @need: whether it must be there
 * @min: the smallest it may be
 * @max: the largest
 *
 * Returns: the number, 0 if absent
 */
double
ktg_json_reader_get_real (KtgJsonReader *self,
                          const char    *key,
                          KtgJsonNeed    need,
                          double         min,
                          double         max)
{
  const KtgJsonNode *node = ask (self, key, need);
  double             real = 0;

  if (node == NULL)
    return 0;

  if (node->kind != KTG_JSON_REAL && node->kind != KTG_JSON_WHOLE)
    {
      ktg_json_reader_refuse (self, key, "must be a number");
      return 0;
    }

  real = node->kind == KTG_JSON_REAL ? node->real : (double)node->whole;

  if (isfinite (real) && real >= min && real <= max)
    return real;

  ktg_json_reader_refuse (self, key, "is out of range");
  return 0;
}

/**
 * ktg_json_reader_get_flag:
 * @self: a reader
 * @key: of true or false
 * @need: whether it must be there
 *
 * Returns: which of the two; %FALSE if absent
 */
gboolean
ktg_json_reader_get_flag (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return FALSE;

  if (node->kind == KTG_JSON_FLAG)
    return node->flag;

  ktg_json_reader_refuse (self, key, "must be true or false");
  return FALSE;
}

/**
 * ktg_json_reader_get_choice:
 * @self: a reader
 * @key: of a text
 * @need: whether it must be there
 * @names: what it may be, ended by %NULL
 *
 * Returns: the text's place in @names, -1 if absent; any other text is refused
 */
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

/**
 * ktg_json_reader_is_one_of:
 * @self: a reader
 * @key: of the present object
 * @names: texts, ended by %NULL
 *
 * The key is not known by being looked at.
 *
 * Returns: %FALSE if another text stands there; %TRUE also if there is none, or no text
 */
gboolean
ktg_json_reader_is_one_of (KtgJsonReader *self, const char *key, const char *const *names)
{
  const KtgJsonNode *node = ktg_json_node_get_member (get_place (self)->object, key);

  return node == NULL || node->kind != KTG_JSON_TEXT || g_strv_contains (names, node->text);
}

/**
 * ktg_json_reader_is_false:
 * @self: a reader
 * @key: of the present object
 *
 * Returns: %TRUE if it is there, and exactly false
 */
gboolean
ktg_json_reader_is_false (KtgJsonReader *self, const char *key)
{
  const KtgJsonNode *node = NULL;

  if (self->error != NULL)
    return FALSE;

  node = ktg_json_node_get_member (get_place (self)->object, key);

  return node != NULL && node->kind == KTG_JSON_FLAG && !node->flag;
}

/**
 * ktg_json_reader_get_node:
 * @self: a reader
 * @key: a key that may be absent
 *
 * Returns: (transfer none) (nullable): what stands under it, until the reader is freed
 */
const KtgJsonNode *
ktg_json_reader_get_node (KtgJsonReader *self, const char *key)
{
  return ask (self, key, KTG_JSON_OPTIONAL);
}

/**
 * ktg_json_reader_get_unasked:
 * @self: a reader
 * @after: (nullable): a member of the present object
 *
 * It is not known by being looked at.
 *
 * Returns: (transfer none) (nullable): the next member behind @after, at first the first, whose key
 * nobody asked for; %NULL if there is none
 */
const KtgJsonNode *
ktg_json_reader_get_unasked (KtgJsonReader *self, const KtgJsonNode *after)
{
  const KtgJsonNode *object = get_place (self)->object;
  const KtgJsonNode *end = ktg_json_node_get_next (object);
  const KtgJsonNode *member
      = after != NULL ? ktg_json_node_get_next (after) : ktg_json_node_get_first (object);

  while (member < end && was_asked (self, member))
    member = ktg_json_node_get_next (member);

  return member < end && self->error == NULL ? member : NULL;
}

/**
 * ktg_json_reader_get_source:
 * @self: a reader
 *
 * Returns: (transfer none): the document's text, until the reader is freed
 */
const char *
ktg_json_reader_get_source (KtgJsonReader *self)
{
  return g_bytes_get_data (self->text, NULL);
}
