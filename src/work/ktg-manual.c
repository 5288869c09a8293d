/* ktg-manual.c - the manual, as it is read in the app
 *
 * Its source is a page of docs. What it says was turned into XML when the program was built; here
 * that becomes topics, one for each large heading, and blocks of words. A comment before a heading
 * gives its topic a name that no language changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-manual.h"

#include <ktg-folded-text.h>
#include <string.h>

#define TOPIC_LEVEL                                                                                \
  2 /* a heading of it begins a topic, and what comes before the first is not read here */
#define COMMENT "<!-- topic: "
#define BULLET "•"

/* A list that is open. */
typedef struct
{
  gboolean is_ordered;
  guint    n; /* of the item that comes next */
} List;

typedef struct
{
  GPtrArray *topics;
  GString   *words; /* of the block that is open, as markup */
  GString   *plain; /* the same without marks */
  GArray    *lists; /* (element-type List) */
  char      *marker;
  char      *code;    /* of the topic that comes next, or NULL */
  gboolean   is_open; /* a block */
  gboolean   is_comment;
  gboolean   is_first_row;
  guint      level; /* of the heading that is open */
} Reader;

/* --- what is read --- */

static void
block_free (KtgManualBlock *block)
{
  g_free (block->marker);
  g_free (block->markup);
  g_free (block);
}

static void
topic_free (KtgManualTopic *topic)
{
  g_free (topic->code);
  g_free (topic->title);
  g_ptr_array_unref (topic->blocks);
  g_ptr_array_unref (topic->anchors);
  g_free (topic->folded);
  g_free (topic);
}

static KtgManualTopic *
get_last_topic (Reader *reader)
{
  return reader->topics->len > 0 ? g_ptr_array_index (reader->topics, reader->topics->len - 1)
                                 : NULL;
}

static void
begin_topic (Reader *reader, const char *title)
{
  KtgManualTopic *topic = g_new0 (KtgManualTopic, 1);

  topic->code
      = reader->code != NULL ? g_steal_pointer (&reader->code) : ktg_manual_dup_anchor (title);
  topic->title = g_strdup (title);
  topic->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)block_free);
  topic->anchors = g_ptr_array_new_with_free_func (g_free);
  topic->folded = g_strdup ("");
  g_ptr_array_add (reader->topics, topic);
}

static void
remember_words (KtgManualTopic *topic, const char *words)
{
  g_autofree char *folded = ktg_folded_text_new (words);
  char            *all = g_strconcat (topic->folded, folded, "\n", NULL);

  g_free (topic->folded);
  topic->folded = all;
}

static void
open_block (Reader *reader)
{
  g_string_truncate (reader->words, 0);
  g_string_truncate (reader->plain, 0);
  reader->is_open = TRUE;
}

static void
close_block (Reader *reader, KtgManualBlockKind kind)
{
  KtgManualTopic *topic;
  KtgManualBlock *block;

  reader->is_open = FALSE;
  if (kind == KTG_MANUAL_HEADING && reader->level == TOPIC_LEVEL)
    begin_topic (reader, reader->plain->str);

  topic = get_last_topic (reader);
  if (topic == NULL)
    return;

  block = g_new0 (KtgManualBlock, 1);
  block->kind = kind;
  block->depth = reader->lists->len;
  block->marker = g_steal_pointer (&reader->marker);
  block->markup = g_strdup (reader->words->str);
  block->is_first = reader->is_first_row;
  g_ptr_array_add (topic->blocks, block);
  if (kind == KTG_MANUAL_HEADING)
    g_ptr_array_add (topic->anchors, ktg_manual_dup_anchor (reader->plain->str));
  remember_words (topic, reader->plain->str);
}

/* --- the elements --- */

static void
mark (Reader *reader, const char *markup)
{
  if (reader->is_open)
    g_string_append (reader->words, markup);
}

static void
begin_item (Reader *reader)
{
  List *list = &g_array_index (reader->lists, List, reader->lists->len - 1);

  g_free (reader->marker);
  reader->marker = list->is_ordered ? g_strdup_printf ("%u.", list->n++) : g_strdup (BULLET);
}

static const char *
get_attribute (const char *name, const char **names, const char **values)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];

  return "";
}

static void
begin_link (Reader *reader, const char *address)
{
  g_autofree char *tag = g_markup_printf_escaped ("<a href=\"%s\">", address);

  mark (reader, tag);
}

/* Breaks of lines are the source's, but for those that are meant. */
static void
begin_inline (Reader *reader, const char *element, const char **names, const char **values)
{
  if (g_str_equal (element, "strong"))
    mark (reader, "<b>");
  else if (g_str_equal (element, "emph"))
    mark (reader, "<i>");
  else if (g_str_equal (element, "code"))
    mark (reader, "<tt>");
  else if (g_str_equal (element, "link"))
    begin_link (reader, get_attribute ("destination", names, values));
  else if (g_str_equal (element, "softbreak"))
    {
      mark (reader, " ");
      g_string_append_c (reader->plain, ' ');
    }
  else if (g_str_equal (element, "linebreak"))
    mark (reader, "\n");
}

static void
start_cb (GMarkupParseContext *context,
          const char          *element,
          const char         **names,
          const char         **values,
          gpointer             user_data,
          GError             **error)
{
  Reader *reader = user_data;

  if (g_str_equal (element, "list"))
    {
      const List list = { g_str_equal (get_attribute ("type", names, values), "ordered"), 1 };

      g_array_append_val (reader->lists, list);
    }
  else if (g_str_equal (element, "item"))
    begin_item (reader);
  else if (g_str_equal (element, "heading") || g_str_equal (element, "paragraph")
           || g_str_equal (element, "code_block") || g_str_equal (element, "table_row")
           || g_str_equal (element, "table_header"))
    open_block (reader);
  else if (g_str_equal (element, "table_cell"))
    mark (reader, reader->words->len > 0 ? "\t" : "");

  if (g_str_equal (element, "heading"))
    reader->level = (guint)g_ascii_strtoull (get_attribute ("level", names, values), NULL, 10);
  reader->is_comment = g_str_equal (element, "html_block");
  reader->is_first_row = g_str_equal (element, "table_header")
                         || (reader->is_first_row && !g_str_equal (element, "table_row"));
  begin_inline (reader, element, names, values);
}

static void
end_inline (Reader *reader, const char *element)
{
  if (g_str_equal (element, "strong"))
    mark (reader, "</b>");
  else if (g_str_equal (element, "emph"))
    mark (reader, "</i>");
  else if (g_str_equal (element, "code"))
    mark (reader, "</tt>");
  else if (g_str_equal (element, "link"))
    mark (reader, "</a>");
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reader *reader = user_data;

  end_inline (reader, element);
  if (g_str_equal (element, "list"))
    g_array_set_size (reader->lists, reader->lists->len - 1);
  else if (g_str_equal (element, "heading"))
    close_block (reader, KTG_MANUAL_HEADING);
  else if (g_str_equal (element, "paragraph"))
    close_block (reader, KTG_MANUAL_PARAGRAPH);
  else if (g_str_equal (element, "code_block"))
    close_block (reader, KTG_MANUAL_CODE);
  else if (g_str_equal (element, "table_row") || g_str_equal (element, "table_header"))
    close_block (reader, KTG_MANUAL_ROW);
}

/* "<!-- topic: queue -->" */
static void
read_comment (Reader *reader, const char *comment)
{
  if (!g_str_has_prefix (comment, COMMENT))
    return;

  g_free (reader->code);
  reader->code = g_strdup (comment + strlen (COMMENT));
  reader->code[strcspn (reader->code, " ")] = '\0';
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             user_data,
         GError             **error)
{
  Reader          *reader = user_data;
  const char      *element = g_markup_parse_context_get_element (context);
  g_autofree char *words = g_strndup (text, length);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (reader->is_comment)
    read_comment (reader, words);
  else if (reader->is_open
           && (g_str_equal (element, "text") || g_str_equal (element, "code")
               || g_str_equal (element, "code_block")))
    {
      g_string_append (reader->words, escaped);
      g_string_append (reader->plain, words);
    }
}

/**
 * ktg_manual_new:
 * @text: the manual as XML, as CommonMark has it
 *
 * Returns: (transfer full) (element-type KtgManualTopic) (nullable): its topics in their order;
 * %NULL with a #GMarkupError
 */
GPtrArray *
ktg_manual_new (GBytes *text, GError **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func ((GDestroyNotify)topic_free);
  Reader reader = { .topics = topics,
                    .words = g_string_new (NULL),
                    .plain = g_string_new (NULL),
                    .lists = g_array_new (FALSE, FALSE, sizeof (List)) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  gsize       size = 0;
  const char *content = g_bytes_get_data (text, &size);
  gboolean    is_read = g_markup_parse_context_parse (context, content, (gssize)size, error)
                     && g_markup_parse_context_end_parse (context, error);

  g_array_unref (reader.lists);
  g_string_free (reader.words, TRUE);
  g_string_free (reader.plain, TRUE);
  g_free (reader.marker);
  g_free (reader.code);

  return is_read ? g_steal_pointer (&topics) : NULL;
}

/* --- finding --- */

/**
 * ktg_manual_find:
 * @topics: (element-type KtgManualTopic): a manual
 * @code: (nullable): of a topic
 *
 * Returns: (transfer none) (nullable): the topic
 */
const KtgManualTopic *
ktg_manual_find (const GPtrArray *topics, const char *code)
{
  for (guint i = 0; i < topics->len; i++)
    {
      const KtgManualTopic *topic = g_ptr_array_index (topics, i);

      if (g_strcmp0 (topic->code, code) == 0)
        return topic;
    }

  return NULL;
}

/**
 * ktg_manual_find_anchor:
 * @topics: (element-type KtgManualTopic): a manual
 * @anchor: of a heading, without its mark
 *
 * Returns: (transfer none) (nullable): the topic in which that heading stands
 */
const KtgManualTopic *
ktg_manual_find_anchor (const GPtrArray *topics, const char *anchor)
{
  for (guint i = 0; i < topics->len; i++)
    {
      const KtgManualTopic *topic = g_ptr_array_index (topics, i);

      if (g_ptr_array_find_with_equal_func (topic->anchors, anchor, g_str_equal, NULL))
        return topic;
    }

  return NULL;
}

/**
 * ktg_manual_search:
 * @topics: (element-type KtgManualTopic): a manual
 * @needle: (nullable): what was typed
 *
 * Returns: (transfer container) (element-type KtgManualTopic): those in which every word occurs;
 * all of them where nothing was typed
 */
GPtrArray *
ktg_manual_search (const GPtrArray *topics, const char *needle)
{
  g_autofree char *folded = ktg_folded_text_new (needle);
  GPtrArray       *found = g_ptr_array_new ();

  for (guint i = 0; i < topics->len; i++)
    {
      KtgManualTopic *topic = g_ptr_array_index (topics, i);

      if (ktg_folded_text_has_words (topic->folded, folded))
        g_ptr_array_add (found, topic);
    }

  return found;
}

/**
 * ktg_manual_dup_anchor:
 * @heading: its words
 *
 * As forges make it, so that a link works there and here.
 *
 * Returns: (transfer full): small letters and digits, blanks as hyphens, nothing else
 */
char *
ktg_manual_dup_anchor (const char *heading)
{
  g_autofree char *small = g_utf8_strdown (heading, -1);
  GString         *anchor = g_string_new (NULL);

  for (const char *at = small; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);

      if (g_unichar_isalnum (character) || character == '-' || character == '_')
        g_string_append_unichar (anchor, character);
      else if (character == ' ')
        g_string_append_c (anchor, '-');
    }

  return g_string_free (anchor, FALSE);
}
