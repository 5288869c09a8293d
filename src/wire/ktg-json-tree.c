/* ktg-json-tree.c - one JSON document in memory, after the guard has judged it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The guard has checked every rule of the grammar, the depth, and that each text can be held. So
 * what remains is to write down what stands there: two blocks of memory, one for the nodes and one
 * for the texts, which are never longer than the document.
 */

#include "ktg-json-tree.h"

#include <string.h>

/* Above so many members, repeated keys are looked for with a table. */
#define FEW_MEMBERS 24
#define MAX_NUMBER_BYTES 40 /* the guard lets no longer one pass */

struct _KtgJsonTree
{
  GArray *nodes; /* of KtgJsonNode */
  char   *texts;
};

typedef struct
{
  const char *p;
  const char *end;
  char       *text_at;
  GArray     *nodes;
  char       *repeated_key;
} Build;

static KtgJsonNode *
get_node (Build *self, guint i)
{
  return &g_array_index (self->nodes, KtgJsonNode, i);
}

static void
skip_blanks (Build *self)
{
  while (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t')
    self->p++;
}

/* --- texts --- */

static gunichar
take_code_unit (Build *self)
{
  gunichar unit = 0;

  for (int i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar)g_ascii_xdigit_value (*self->p++);

  return unit;
}

/* What follows "\u"; the guard saw that surrogates come in pairs. */
static void
take_code_point (Build *self)
{
  gunichar unit = take_code_unit (self);

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      self->p += strlen ("\\u");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (take_code_unit (self) - 0xdc00);
    }

  self->text_at += g_unichar_to_utf8 (unit, self->text_at);
}

static void
take_escape (Build *self)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  char              c = *self->p++;
  const char       *letter;

  if (c == 'u')
    {
      take_code_point (self);
      return;
    }

  letter = strchr (letters, c);
  *self->text_at++ = letter != NULL ? meanings[letter - letters] : c;
}

/* From the quote to the quote. Six letters of an escape are at most three bytes of UTF-8, so the
 * text never outgrows what it was written as. */
static const char *
take_text (Build *self)
{
  const char *text = self->text_at;

  self->p++;
  while (*self->p != '"')
    {
      gsize plain = strcspn (self->p, "\"\\");

      memcpy (self->text_at, self->p, plain);
      self->text_at += plain;
      self->p += plain;
      if (*self->p == '\\')
        {
          self->p++;
          take_escape (self);
        }
    }

  self->p++;
  *self->text_at++ = '\0';
  return text;
}

/* --- values --- */

/* A number may be the last thing of all, and no NUL need follow it. */
static void
take_number (Build *self, KtgJsonNode *node)
{
  char  digits[MAX_NUMBER_BYTES + 1];
  gsize length = 0;

  node->kind = KTG_JSON_INTEGER;
  while (self->p < self->end && length < MAX_NUMBER_BYTES
         && (g_ascii_isalnum (*self->p) || strchr ("-+.", *self->p) != NULL))
    {
      if (!g_ascii_isdigit (*self->p) && *self->p != '-')
        node->kind = KTG_JSON_REAL;
      digits[length++] = *self->p++;
    }
  digits[length] = '\0';

  if (node->kind == KTG_JSON_INTEGER)
    node->as.integer = g_ascii_strtoll (digits, NULL, 10);
  else
    node->as.real = g_ascii_strtod (digits, NULL);
}

static void
take_word (Build *self, KtgJsonNode *node)
{
  switch (*self->p)
    {
    case 't':
      node->kind = KTG_JSON_TRUE;
      self->p += strlen ("true");
      return;
    case 'f':
      node->kind = KTG_JSON_FALSE;
      self->p += strlen ("false");
      return;
    default:
      node->kind = KTG_JSON_NULL;
      self->p += strlen ("null");
      return;
    }
}

static const char *
find_repeated_among_few (const KtgJsonNode *object)
{
  const KtgJsonNode *node = ktg_json_node_get_first (object);

  for (guint i = 0; i < object->n_children; i++, node = ktg_json_node_get_next (node))
    if (ktg_json_node_get_member (object, node->key) != node)
      return node->key;

  return NULL;
}

static const char *
find_repeated (const KtgJsonNode *object)
{
  g_autoptr (GHashTable) keys = NULL;
  const KtgJsonNode *node = ktg_json_node_get_first (object);

  if (object->n_children <= FEW_MEMBERS)
    return find_repeated_among_few (object);

  keys = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < object->n_children; i++, node = ktg_json_node_get_next (node))
    if (!g_hash_table_add (keys, (gpointer)node->key))
      return node->key;

  return NULL;
}

static void take_value (Build *self, const char *key);

static void
take_child (Build *self, gboolean is_member)
{
  const char *key = NULL;

  if (is_member)
    {
      key = take_text (self);
      skip_blanks (self);
      self->p++;
      skip_blanks (self);
    }

  take_value (self, key);
  skip_blanks (self);
  if (*self->p == ',')
    {
      self->p++;
      skip_blanks (self);
    }
}

static void
take_children (Build *self, guint at)
{
  gboolean is_object = *self->p++ == '{';
  char     close = is_object ? '}' : ']';
  guint    n = 0;

  skip_blanks (self);
  for (; *self->p != close; n++)
    take_child (self, is_object);
  self->p++;

  get_node (self, at)->kind = is_object ? KTG_JSON_OBJECT : KTG_JSON_ARRAY;
  get_node (self, at)->n_children = n;
  get_node (self, at)->span = self->nodes->len - at;
  if (is_object && self->repeated_key == NULL)
    self->repeated_key = g_strdup (find_repeated (get_node (self, at)));
}

/* One value without blanks before it. The guard bounds how deep this calls itself. */
static void
take_value (Build *self, const char *key)
{
  guint       at = self->nodes->len;
  KtgJsonNode node = { .key = key, .span = 1 };

  switch (*self->p)
    {
    case '{':
    case '[':
      g_array_append_val (self->nodes, node);
      take_children (self, at);
      return;
    case '"':
      node.kind = KTG_JSON_TEXT;
      node.as.text = take_text (self);
      break;
    case 't':
    case 'f':
    case 'n':
      take_word (self, &node);
      break;
    default:
      take_number (self, &node);
      break;
    }

  g_array_append_val (self->nodes, node);
}

/**
 * ktg_json_tree_new:
 * @text: bytes from outside
 * @limits: what an honest document keeps to
 * @repeated_key: (out) (transfer full): a key that stands twice in one object, which RFC 8259
 * leaves open; or %NULL
 * @error: %KTG_WIRE_ERROR, the guard's
 *
 * Returns: (transfer full) (nullable): the document
 */
KtgJsonTree *
ktg_json_tree_new (GBytes *text, const KtgJsonLimits *limits, char **repeated_key, GError **error)
{
  gsize        size_bytes = 0;
  const char  *data = g_bytes_get_data (text, &size_bytes);
  KtgJsonTree *self;
  Build        build = { 0 };

  if (!ktg_json_guard_check (data, size_bytes, limits, error))
    return NULL;

  self = g_new0 (KtgJsonTree, 1);
  self->nodes = g_array_sized_new (FALSE, FALSE, sizeof (KtgJsonNode), 64);
  self->texts = g_malloc (size_bytes + 1);
  build.p = data;
  build.end = data + size_bytes;
  build.text_at = self->texts;
  build.nodes = self->nodes;
  skip_blanks (&build);
  take_value (&build, NULL);

  *repeated_key = build.repeated_key;
  return self;
}

void
ktg_json_tree_free (KtgJsonTree *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->nodes);
  g_free (self->texts);
  g_free (self);
}

const KtgJsonNode *
ktg_json_tree_get_root (const KtgJsonTree *self)
{
  return &g_array_index (self->nodes, KtgJsonNode, 0);
}

/**
 * ktg_json_node_get_first:
 * @parent: an object or array
 *
 * Returns: its first child; meaningless when it has none
 */
const KtgJsonNode *
ktg_json_node_get_first (const KtgJsonNode *parent)
{
  return parent + 1;
}

/**
 * ktg_json_node_get_next:
 * @node: a child that is not the last
 *
 * Returns: the child after it
 */
const KtgJsonNode *
ktg_json_node_get_next (const KtgJsonNode *node)
{
  return node + node->span;
}

/**
 * ktg_json_node_get_member:
 * @object: an object
 *
 * Returns: (nullable): what stands under @key
 */
const KtgJsonNode *
ktg_json_node_get_member (const KtgJsonNode *object, const char *key)
{
  const KtgJsonNode *node = ktg_json_node_get_first (object);

  for (guint i = 0; i < object->n_children; i++, node = ktg_json_node_get_next (node))
    if (strcmp (node->key, key) == 0)
      return node;

  return NULL;
}
