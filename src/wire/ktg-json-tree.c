/* ktg-json-tree.c - a document that the guard let through, as a tree
 *
 * The guard knows that the text is JSON, where it ends and how deep it goes, so nothing of that is
 * asked again. Of two members with one key another reader may keep the first or the last: no key
 * may stand twice in one object.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-tree.h"

#include "ktg-json-run.h"
#include "ktg-wire-fault.h"

#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
  GString    *text; /* the one that was read last, without its escapes */
  gboolean    has_repeated;
  GString    *repeated; /* the first key that stood in its object before */
} Build;

static JsonNode *build_value (Build *self);

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

  g_string_append_unichar (self->text, c);
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
    g_string_append_c (self->text, name != NULL ? meant[name - names] : c);
}

static const char *
take_text (Build *self)
{
  g_string_truncate (self->text, 0);
  self->p++;

  while (TRUE)
    {
      const char *from = self->p;

      self->p = ktg_json_run_plain (self->p, self->end);
      g_string_append_len (self->text, from, self->p - from);

      if (*self->p++ == '"')
        return self->text->str;
      take_escape (self);
    }
}

static JsonNode *
build_text (Build *self)
{
  return json_node_init_string (json_node_alloc (), take_text (self));
}

static JsonNode *
build_number (Build *self)
{
  const char *from = self->p;
  gsize       whole = strspn (from, "-0123456789");

  self->p += strspn (from, "+-.0123456789eE");
  if (self->p == from + whole)
    return json_node_init_int (json_node_alloc (), g_ascii_strtoll (from, NULL, 10));

  return json_node_init_double (json_node_alloc (), g_ascii_strtod (from, NULL));
}

static JsonNode *
build_word (Build *self)
{
  const char c = *self->p;

  self->p += c == 'f' ? strlen ("false") : strlen ("true");
  return c == 'n' ? json_node_init_null (json_node_alloc ())
                  : json_node_init_boolean (json_node_alloc (), c == 't');
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

static JsonNode *
build_array (Build *self)
{
  JsonArray *array = json_array_new ();
  JsonNode  *node = json_node_init_array (json_node_alloc (), array);

  self->p++;
  while (has_next (self))
    json_array_add_element (array, build_value (self));

  json_array_unref (array);
  return node;
}

static void
build_member (Build *self, JsonObject *object)
{
  g_autofree char *key = g_strdup (take_text (self));
  JsonNode        *value;

  skip_blanks (self);
  self->p++;
  skip_blanks (self);
  value = build_value (self);

  if (!self->has_repeated && json_object_has_member (object, key))
    {
      self->has_repeated = TRUE;
      ktg_wire_fault_append_key (self->repeated, key);
    }
  json_object_set_member (object, key, value);
}

static JsonNode *
build_object (Build *self)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node = json_node_init_object (json_node_alloc (), object);

  self->p++;
  while (has_next (self))
    build_member (self, object);

  json_object_unref (object);
  return node;
}

static JsonNode *
build_value (Build *self)
{
  switch (*self->p)
    {
    case '{':
      return build_object (self);
    case '[':
      return build_array (self);
    case '"':
      return build_text (self);
    case 't':
    case 'f':
    case 'n':
      return build_word (self);
    default:
      return build_number (self);
    }
}

/**
 * ktg_json_tree_build:
 * @text: a document that passed ktg_json_guard_check()
 * @size_bytes: of @text
 * @error: %KTG_WIRE_ERROR: it is no object, or names the key that stands twice
 *
 * Returns: (transfer full) (nullable): the document's object
 */
JsonNode *
ktg_json_tree_build (const char *text, gsize size_bytes, GError **error)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autoptr (GString) repeated = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  Build self = { text, text + size_bytes, scratch, FALSE, repeated };

  skip_blanks (&self);
  if (*self.p != '{')
    {
      g_set_error_literal (error,
                           KTG_WIRE_ERROR,
                           KTG_WIRE_ERROR_NOT_JSON,
                           "the document is not an object in braces");
      return NULL;
    }

  root = build_value (&self);
  if (!self.has_repeated)
    return g_steal_pointer (&root);

  g_propagate_error (error,
                     ktg_wire_fault_new (KTG_WIRE_ERROR_BAD_VALUE,
                                         repeated->str,
                                         "the key stands twice in one object"));
  return NULL;
}
