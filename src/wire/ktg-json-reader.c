/* ktg-json-reader.c - a strict walk through one JSON document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-reader.h"

#include "ktg-json-tree.h"
#include "ktg-wire-fault.h"

#include <math.h>
#include <string.h>

#define MAX_KEY_CHARS 64
#define NO_INDEX G_MAXUINT

/* An object that was entered, and how it was reached. */
typedef struct
{
  const KtgJsonNode *object;
  const char        *key;
  guint              index;
  guint              first_asked; /* of the reader's asked keys */
} Place;

struct _KtgJsonReader
{
  KtgJsonTree *tree;
  GError      *error;
  gboolean     is_strict;
  GPtrArray   *asked; /* keys found in the open objects, outermost first; borrowed */
  guint        depth;
  Place        places[KTG_JSON_DEEPEST];

  /* The element asked for last, since lists are walked from the first on. */
  const KtgJsonNode *list;
  guint              element_index;
  const KtgJsonNode *element;
};

static Place *
get_place (KtgJsonReader *self)
{
  return &self->places[self->depth];
}

/* A key from outside goes into a message that people see: nothing unprintable, and not endless. */
static void
append_key (GString *path, const char *key)
{
  guint n_chars = 0;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++n_chars > MAX_KEY_CHARS)
        {
          g_string_append (path, "…");
          return;
        }

      g_string_append_unichar (path, g_unichar_isprint (c) ? c : 0xfffd);
    }
}

static void
append_step (GString *path, const char *key, guint index)
{
  if (path->len > 0)
    g_string_append_c (path, '.');

  append_key (path, key);

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
  const KtgJsonNode *object = get_place (self)->object;
  const KtgJsonNode *member = ktg_json_node_get_first (object);

  for (guint i = 0; i < object->n_children; i++, member = ktg_json_node_get_next (member))
    if (!was_asked (self, member->key))
      {
        fail (self, KTG_WIRE_ERROR_UNKNOWN_KEY, member->key, NO_INDEX, "no such key");
        return;
      }
}

static void
enter_object (KtgJsonReader *self, const KtgJsonNode *node, const char *key, guint index)
{
  g_assert (self->depth + 1 < KTG_JSON_DEEPEST);

  self->depth++;
  *get_place (self) = (Place){ node, key, index, self->asked->len };
}

static GError *
new_repeated_key_error (const char *key)
{
  g_autoptr (GString) repeated = g_string_new (NULL);

  append_key (repeated, key);
  return ktg_wire_fault_new (KTG_WIRE_ERROR_BAD_VALUE,
                             repeated->str,
                             "the key stands twice in one object");
}

static gboolean
judge_tree (KtgJsonReader *self, const char *repeated_key, GError **error)
{
  const KtgJsonNode *root = ktg_json_tree_get_root (self->tree);

  if (root->kind != KTG_JSON_OBJECT)
    {
      g_set_error_literal (error,
                           KTG_WIRE_ERROR,
                           KTG_WIRE_ERROR_NOT_JSON,
                           "the document is not an object in braces");
      return FALSE;
    }

  if (repeated_key != NULL)
    {
      g_propagate_error (error, new_repeated_key_error (repeated_key));
      return FALSE;
    }

  self->places[0] = (Place){ root, NULL, NO_INDEX, 0 };
  return TRUE;
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
  g_autoptr (KtgJsonReader) self = NULL;
  g_autofree char *repeated_key = NULL;
  KtgJsonTree     *tree = ktg_json_tree_new (text, limits, &repeated_key, error);

  if (tree == NULL)
    return NULL;

  self = g_new0 (KtgJsonReader, 1);
  self->tree = tree;
  self->asked = g_ptr_array_new ();
  self->is_strict = is_strict;

  return judge_tree (self, repeated_key, error) ? g_steal_pointer (&self) : NULL;
}

void
ktg_json_reader_free (KtgJsonReader *self)
{
  g_clear_pointer (&self->tree, ktg_json_tree_free);
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

guint
ktg_json_reader_count (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return 0;

  if (node->kind == KTG_JSON_ARRAY)
    return node->n_children;

  ktg_json_reader_refuse (self, key, "must be a list in brackets");
  return 0;
}

static const KtgJsonNode *
get_element (KtgJsonReader *self, const char *key, guint i)
{
  const KtgJsonNode *list = ktg_json_node_get_member (get_place (self)->object, key);

  if (list != self->list || i < self->element_index)
    {
      self->list = list;
      self->element_index = 0;
      self->element = ktg_json_node_get_first (list);
    }
  for (; self->element_index < i; self->element_index++)
    self->element = ktg_json_node_get_next (self->element);

  return self->element;
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
  const KtgJsonNode *node = NULL;

  if (self->error != NULL)
    return FALSE;

  node = get_element (self, key, i);

  if (node->kind != KTG_JSON_OBJECT)
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
  const char        *text = NULL;

  if (node == NULL)
    return NULL;

  if (node->kind != KTG_JSON_TEXT)
    {
      ktg_json_reader_refuse (self, key, "must be a text in quotes");
      return NULL;
    }

  text = node->as.text;

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
  guint n_texts = ktg_json_reader_count (self, key, need);

  for (guint i = 0; i < n_texts; i++)
    {
      const KtgJsonNode *node = get_element (self, key, i);

      if (node->kind != KTG_JSON_TEXT || *node->as.text == '\0')
        {
          fail (self, KTG_WIRE_ERROR_BAD_VALUE, key, i, "must be a text in quotes, not empty");
          return;
        }

      g_ptr_array_add (into, g_strdup (node->as.text));
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
  gint64             number = 0;

  if (node == NULL)
    return 0;

  if (node->kind != KTG_JSON_INTEGER)
    {
      ktg_json_reader_refuse (self, key, "must be a whole number");
      return 0;
    }

  number = node->as.integer;

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
  const KtgJsonNode *node = ask (self, key, need);
  double             real = 0;

  if (node == NULL)
    return 0;

  if (node->kind != KTG_JSON_REAL && node->kind != KTG_JSON_INTEGER)
    {
      ktg_json_reader_refuse (self, key, "must be a number");
      return 0;
    }

  real = node->kind == KTG_JSON_REAL ? node->as.real : (double)node->as.integer;

  if (isfinite (real) && real >= min && real <= max)
    return real;

  ktg_json_reader_refuse (self, key, "is out of range");
  return 0;
}

gboolean
ktg_json_reader_get_flag (KtgJsonReader *self, const char *key, KtgJsonNeed need)
{
  const KtgJsonNode *node = ask (self, key, need);

  if (node == NULL)
    return FALSE;

  if (node->kind == KTG_JSON_TRUE || node->kind == KTG_JSON_FALSE)
    return node->kind == KTG_JSON_TRUE;

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
  const KtgJsonNode *node = NULL;

  if (self->error != NULL)
    return FALSE;

  node = ktg_json_node_get_member (get_place (self)->object, key);

  return node != NULL && node->kind == KTG_JSON_FALSE;
}
