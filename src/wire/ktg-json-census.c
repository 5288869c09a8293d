/* ktg-json-census.c - that no key stands twice in one object
 *
 * Of two members with one key the parser keeps the last and says nothing, while another reader may
 * keep the first. So the keys that stand in the text are counted against the members that came of
 * them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-census.h"

#include "ktg-wire-fault.h"

static guint count_members (JsonNode *node);

static guint
count_object_members (JsonObject *object)
{
  JsonObjectIter iter = { 0 };
  JsonNode      *node = NULL;
  guint          n_members = json_object_get_size (object);

  json_object_iter_init (&iter, object);

  while (json_object_iter_next (&iter, NULL, &node))
    if (!JSON_NODE_HOLDS_VALUE (node))
      n_members += count_members (node);

  return n_members;
}

/* Depth is bounded by the guard. */
static guint
count_members (JsonNode *node)
{
  JsonArray *array = NULL;
  guint      n_members = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return count_object_members (json_node_get_object (node));

  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    n_members += count_members (json_array_get_element (array, i));

  return n_members;
}

/* How many members each object had, and the first key that added none. */
typedef struct
{
  GHashTable *sizes;
  GString    *repeated;
} Census;

static void
member_parsed_cb (JsonParser *parser, JsonObject *object, const char *key, gpointer user_data)
{
  Census *census = user_data;
  guint   before = GPOINTER_TO_UINT (g_hash_table_lookup (census->sizes, object));
  guint   now = json_object_get_size (object);

  g_hash_table_insert (census->sizes, object, GUINT_TO_POINTER (now));

  if (now == before && census->repeated->len == 0)
    ktg_wire_fault_append_key (census->repeated, key);
}

/* Parses once more, slowly, to name the key that stands twice. */
static GError *
new_repeated_key_error (const char *text, gsize size_bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) repeated = g_string_new (NULL);
  Census census = { sizes, repeated };

  g_signal_connect (parser, "object-member", G_CALLBACK (member_parsed_cb), &census);
  json_parser_load_from_data (parser, text, size_bytes, NULL);

  return ktg_wire_fault_new (KTG_WIRE_ERROR_BAD_VALUE,
                             repeated->str,
                             "the key stands twice in one object");
}

/**
 * ktg_json_census_check:
 * @root: what was parsed
 * @n_keys: how many keys stand in @text, by ktg_json_guard_count()
 * @text: the document
 * @error: %KTG_WIRE_ERROR, names the key that stands twice
 *
 * Returns: %TRUE if every key became a member of its own
 */
gboolean
ktg_json_census_check (JsonNode   *root,
                       guint       n_keys,
                       const char *text,
                       gsize       size_bytes,
                       GError    **error)
{
  if (count_members (root) == n_keys)
    return TRUE;

  g_propagate_error (error, new_repeated_key_error (text, size_bytes));
  return FALSE;
}
