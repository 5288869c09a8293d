/* ktg-json-tree.c - a document that the guard let through, as a tree
 *
 * The guard knows that the text is JSON, where it ends and how deep it goes, so nothing of that is
 * asked again. Of two members with one key another reader may keep the first or the last: no key
 * may stand twice in one object.
 *
 * All values lie in one array and all texts in another, so a document costs a few allocations
 * whatever is in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-tree.h"

#include "ktg-json-run.h"
#include "ktg-wire-error-private.h"

#include <string.h>

#define FIRST_NODES 64
/* So many members are compared with each other; beyond that a table remembers their keys. */
#define FEW_MEMBERS 16

struct _KtgJsonTree
{
  GArray *nodes; /* of KtgJsonNode */
  char   *texts; /* keys and texts without their escapes, each ended by NUL */
};

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  GArray     *nodes;
  char       *text; /* where the next one goes */
  gboolean    has_repeated;
  GString    *repeated; /* the first key that stood in its object before */
} Build;

static void build_value (Build *self, const char *key);

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

static gunichar
take_code_unit (Build *self)
{
  gunichar unit = 0;

  for (int i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar)g_ascii_xdigit_value (*self->p++);

  return unit;
}

/* What follows "\u". The half of a pair has the other behind it. */
static void
take_code_point (Build *self)
{
  gunichar c = take_code_unit (self);

  if (c >= 0xd800 && c <= 0xdbff)
    {
      self->p += strlen ("\\u");
      c = 0x10000 + ((c - 0xd800) << 10) + (take_code_unit (self) - 0xdc00);
    }

  self->text += g_unichar_to_utf8 (c, self->text);
}

/* What follows a backslash. */
static void
take_escape (Build *self)
{
  static const char names[] = "bfnrt";
  static const char meant[] = "\b\f\n\r\t";
  const char        c = *self->p++;
  const char       *name = strchr (names, c);

  if (c == 'u')
    take_code_point (self);
  else
    *self->text++ = name != NULL ? meant[name - names] : c;
}

/* No text is longer without its quotes and escapes, so there is room for all. */
static const char *
take_text (Build *self)
{
  const char *text = self->text;

  self->p++;
  while (TRUE)
    {
      const char *run = self->p;

      self->p = ktg_json_run_plain (run, self->end);
      memcpy (self->text, run, self->p - run);
      self->text += self->p - run;

      if (*self->p++ == '"')
        break;
      take_escape (self);
    }

  *self->text++ = '\0';
  return text;
}

static void
take_number (Build *self, KtgJsonNode *node)
{
  const char *from = self->p;
  gsize       whole = strspn (from, "-0123456789");

  node->at = (guint)(from - self->start);
  self->p += strspn (from, "+-.0123456789eE");
  if (self->p == from + whole)
    {
      node->kind = KTG_JSON_WHOLE;
      node->whole = g_ascii_strtoll (from, NULL, 10);
    }
  else
    {
      node->kind = KTG_JSON_REAL;
      node->real = g_ascii_strtod (from, NULL);
    }
}

static void
take_word (Build *self, KtgJsonNode *node)
{
  const char c = *self->p;

  self->p += c == 'f' ? strlen ("false") : strlen ("true");
  node->kind = c == 'n' ? KTG_JSON_NULL : KTG_JSON_FLAG;
  node->flag = c == 't';
}

/* Goes to the next element or member, or past the end. */
static gboolean
has_next (Build *self)
{
  skip_blanks (self);
  if (*self->p == ',')
    self->p++;
  skip_blanks (self);
  if (*self->p != '}' && *self->p != ']')
    return TRUE;

  self->p++;
  return FALSE;
}

static guint
build_elements (Build *self)
{
  guint n_elements = 0;

  for (self->p++; has_next (self); n_elements++)
    build_value (self, NULL);

  return n_elements;
}

/* Whether @key stands among the first @n_members of the object at @object. */
static gboolean
is_there (Build *self, guint object, guint n_members, const char *key)
{
  const KtgJsonNode *member = get_node (self, object) + 1;

  for (guint i = 0; i < n_members; i++)
    {
      if (strcmp (member->key, key) == 0)
        return TRUE;
      member = ktg_json_node_get_next (member);
    }

  return FALSE;
}

static GHashTable *
collect_keys (Build *self, guint object, guint n_members)
{
  GHashTable        *keys = g_hash_table_new (g_str_hash, g_str_equal);
  const KtgJsonNode *member = get_node (self, object) + 1;

  for (guint i = 0; i < n_members; i++)
    {
      g_hash_table_add (keys, (gpointer)member->key);
      member = ktg_json_node_get_next (member);
    }

  return keys;
}

static void
note_repeated (Build *self, const char *key)
{
  if (self->has_repeated)
    return;

  self->has_repeated = TRUE;
  ktg_wire_fault_append_key (self->repeated, key);
}

static guint
build_members (Build *self, guint object)
{
  g_autoptr (GHashTable) keys = NULL;
  guint n_members = 0;

  for (self->p++; has_next (self); n_members++)
    {
      const char *key = take_text (self);

      if (n_members == FEW_MEMBERS)
        keys = collect_keys (self, object, n_members);
      if (keys != NULL ? !g_hash_table_add (keys, (gpointer)key)
                       : is_there (self, object, n_members, key))
        note_repeated (self, key);

      skip_blanks (self);
      self->p++;
      skip_blanks (self);
      build_value (self, key);
    }

  return n_members;
}

/* The node may have moved when all that is in it was added. */
static void
build_container (Build *self, guint i)
{
  gboolean     is_object = *self->p == '{';
  guint        n_children = is_object ? build_members (self, i) : build_elements (self);
  KtgJsonNode *node = get_node (self, i);

  node->kind = is_object ? KTG_JSON_OBJECT : KTG_JSON_LIST;
  node->n_children = n_children;
  node->n_nodes = self->nodes->len - i;
}

static void
build_value (Build *self, const char *key)
{
  guint        i = self->nodes->len;
  KtgJsonNode *node;

  g_array_set_size (self->nodes, i + 1);
  node = get_node (self, i);
  *node = (KtgJsonNode){ .key = key, .n_nodes = 1 };

  switch (*self->p)
    {
    case '{':
    case '[':
      build_container (self, i);
      break;
    case '"':
      node->kind = KTG_JSON_TEXT;
      node->text = take_text (self);
      break;
    case 't':
    case 'f':
    case 'n':
      take_word (self, node);
      break;
    default:
      take_number (self, node);
      break;
    }
}

/**
 * ktg_json_tree_build:
 * @text: a document that passed ktg_json_guard_check()
 * @size_bytes: of @text
 * @error: %KTG_WIRE_ERROR: it is no object, or names the key that stands twice
 *
 * Returns: (transfer full) (nullable): the document, whose root is an object
 */
KtgJsonTree *
ktg_json_tree_build (const char *text, gsize size_bytes, GError **error)
{
  g_autoptr (GString) repeated = g_string_new (NULL);
  g_autoptr (KtgJsonTree) tree = g_new0 (KtgJsonTree, 1);
  Build self = { .start = text, .p = text, .end = text + size_bytes, .repeated = repeated };

  tree->nodes = g_array_sized_new (FALSE, FALSE, sizeof (KtgJsonNode), FIRST_NODES);
  tree->texts = g_malloc (size_bytes);
  self.nodes = tree->nodes;
  self.text = tree->texts;

  skip_blanks (&self);
  if (*self.p != '{')
    {
      g_set_error_literal (error,
                           KTG_WIRE_ERROR,
                           KTG_WIRE_ERROR_NOT_JSON,
                           "the document is not an object in braces");
      return NULL;
    }

  build_value (&self, NULL);
  if (!self.has_repeated)
    return g_steal_pointer (&tree);

  g_propagate_error (error,
                     ktg_wire_fault_new (KTG_WIRE_ERROR_BAD_VALUE,
                                         repeated->str,
                                         "the key stands twice in one object"));
  return NULL;
}

/**
 * ktg_json_tree_free:
 * @self: (transfer full): a tree
 *
 * Its nodes are gone with it.
 */
void
ktg_json_tree_free (KtgJsonTree *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->nodes);
  g_free (self->texts);
  g_free (self);
}

/**
 * ktg_json_tree_get_root:
 * @self: a tree
 *
 * Returns: (transfer none): the value of the document
 */
const KtgJsonNode *
ktg_json_tree_get_root (KtgJsonTree *self)
{
  return &g_array_index (self->nodes, KtgJsonNode, 0);
}

/**
 * ktg_json_node_get_first:
 * @self: a list or an object that is not empty
 */
const KtgJsonNode *
ktg_json_node_get_first (const KtgJsonNode *self)
{
  return self + 1;
}

/**
 * ktg_json_node_get_next:
 * @self: an element or a member, and not the last
 */
const KtgJsonNode *
ktg_json_node_get_next (const KtgJsonNode *self)
{
  return self + self->n_nodes;
}

/**
 * ktg_json_node_get_member:
 * @self: an object
 *
 * Returns: (nullable): the value under @key
 */
const KtgJsonNode *
ktg_json_node_get_member (const KtgJsonNode *self, const char *key)
{
  const KtgJsonNode *member = self + 1;

  for (guint i = 0; i < self->n_children; i++)
    {
      if (strcmp (member->key, key) == 0)
        return member;
      member = ktg_json_node_get_next (member);
    }

  return NULL;
}
