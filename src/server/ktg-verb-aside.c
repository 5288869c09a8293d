/* ktg-verb-aside.c - `aside`: events that were refused and kept for a person to look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include <ktg-aside-json.h>
#include <ktg-roster-json.h>

/* --- shown --- */

static gpointer
new_line (KtgVerb *self, gconstpointer found)
{
  const KtgAsideRow *row = found;
  KtgAsideLine       line = { row->id,     row->sender,     row->sender_key,
                              row->reason, row->size_bytes, row->received_at_ms };

  return g_memdup2 (&line, sizeof line);
}

static void
print_line (KtgVerb *self, gconstpointer told)
{
  const KtgAsideLine *line = told;
  g_autofree char    *received = ktg_roster_json_dup_time (line->received_at_ms);

  g_string_append_printf (self->out,
                          "%s  device %" G_GINT64_FORMAT "  %s  %s  %" G_GUINT64_FORMAT " bytes\n",
                          line->event,
                          line->sender,
                          line->reason,
                          received,
                          line->size_bytes);
}

static const KtgVerbTable table
    = { ktg_catalog_list_aside, new_line, print_line, ktg_aside_json_write };

/* --- emptied --- */

typedef struct
{
  const char *word; /* a device, or NULL for all */
  guint       n_dropped;
} Emptying;

/* By its number or its key. */
static gboolean
find_sender (KtgCatalog *catalog, const char *word, gint64 *sender, GError **error)
{
  g_autoptr (KtgDevice) device = NULL;

  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, sender, NULL))
    return TRUE;
  if (!ktg_catalog_find_device (catalog, word, &device, error))
    return FALSE;

  if (device != NULL)
    {
      *sender = device->number;
      return TRUE;
    }

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_NOT_FOUND,
                       "no device has this number or key; `devices` lists them");
  return FALSE;
}

static gboolean
empty_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Emptying *self = data;
  gint64    sender = 0;

  return (self->word == NULL || find_sender (catalog, self->word, &sender, error))
         && ktg_catalog_empty_aside (catalog, sender, &self->n_dropped, error);
}

static int
empty (KtgVerb *self, const char *word)
{
  Emptying emptying = { word, 0 };
  g_autoptr (GError) error = NULL;

  if (!ktg_writer_run (ktg_archive_get_writer (self->archive), empty_work, &emptying, &error))
    return ktg_verb_fail (self, error);

  g_string_append_printf (self->out, "%u dropped\n", emptying.n_dropped);
  return 0;
}

/* `--empty` may be followed by a device, which must not be taken for nothing. */
static guint
count_words (char **words)
{
  guint n = 0;

  for (char **word = words + 1; *word != NULL; word++)
    n += !g_str_equal (*word, "--") && !g_str_equal (*word, "--json")
         && !g_str_equal (*word, "--empty");

  return MIN (n, 1);
}

/**
 * ktg_verb_aside:
 * @self: a verb at work
 * @words: "aside" and what follows it
 *
 * Shows the events that were refused and kept, or drops them.
 *
 * Returns: an exit status
 */
int
ktg_verb_aside (KtgVerb *self, char **words)
{
  gboolean     as_json = FALSE;
  gboolean     is_emptying = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { "empty", 0, 0, G_OPTION_ARG_NONE, &is_emptying, NULL, NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;

  if (!ktg_verb_parse (self, words, entries, count_words (words), &rest))
    return KTG_EXIT_USAGE;
  if (is_emptying && !as_json)
    return empty (self, rest[0]);
  if (!is_emptying && rest[0] == NULL)
    return ktg_verb_tell_table (self, &table, (KtgPage){ 0 }, as_json);

  g_string_append (self->err, ktg_verb_get_usage ());
  return KTG_EXIT_USAGE;
}
