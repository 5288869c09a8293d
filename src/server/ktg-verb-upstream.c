/* ktg-verb-upstream.c - `upstream`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-words.h"
#include "ktg-verb.h"

#include <ktg-roster-json.h>
#include <ktg-six-words.h>
#include <ktg-upstream-json.h>

static gboolean
find_state (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_catalog_find_upstream (catalog, data, error);
}

/* Borrows from both. */
static KtgUpstreamLine
get_line (const KtgUpstreamState *state, const char *words)
{
  return (KtgUpstreamLine){
    .url = state->account->url,
    .server = state->account->server_key,
    .name = state->account->officer,
    .region = state->account->region,
    .words = words,
    .is_pending = state->account->is_pending,
    .is_refused = state->is_refused,
    .exchanged_at_ms = state->exchanged_at_ms,
    .offset_ms = state->offset_ms,
    .n_events = (gint64)state->n_events,
    .n_files = (gint64)state->n_files,
    .n_bytes = (gint64)state->n_bytes,
  };
}

static void
print_waiting (KtgVerb *self, const KtgUpstreamLine *line)
{
  g_autofree char *size = g_format_size ((guint64)line->n_bytes);
  g_autofree char *time = ktg_roster_json_dup_time (line->exchanged_at_ms);

  g_string_append_printf (self->out,
                          "last exchange: %s\n"
                          "waiting to go there: %" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT
                          " files, %s\n",
                          *time != '\0' ? time : "none yet",
                          line->n_events,
                          line->n_files,
                          size);
}

static void
print_clock (KtgVerb *self, const KtgUpstreamLine *line)
{
  g_autofree char *clock = ktg_upstream_words_dup_clock (line->offset_ms);

  if (clock != NULL)
    g_string_append_printf (self->out, "%s\n", clock);
}

static void
print_refused (KtgVerb *self)
{
  g_string_append (self->out,
                   "The server above does not accept this relay any more, so nothing goes there and"
                   " it makes no codes. Ask its\nadministrator. If the time of this relay is over,"
                   " `join` with a new code. If it was revoked, that is for good:\nits officers"
                   " enrol at the server above, and their devices bring there what waits here.\n");
}

static void
print_line (KtgVerb *self, const KtgUpstreamLine *line)
{
  ktg_verb_print_said (self, "a relay of ", line->url);
  ktg_verb_print_said (self, ", for ", *line->region != '\0' ? line->region : "the whole country");
  ktg_verb_print_said (self, ", called ", line->name);
  g_string_append_printf (self->out, "\nwords: %s\n", line->words);
  if (line->is_refused)
    print_refused (self);
  if (line->is_pending && !line->is_refused)
    g_string_append (self->out,
                     "It is not confirmed yet, so it exchanges nothing and makes no codes. Call the"
                     " administrator of\nthe server above and read out these six words: `confirm`"
                     " there makes it a relay. `serve` then hears of it\nby itself.\n");
  else
    {
      print_waiting (self, line);
      print_clock (self, line);
    }
}

static void
tell (KtgVerb *self, const KtgUpstreamState *state, gboolean as_json)
{
  g_autofree char *words
      = ktg_six_words_dup (state->account->root_key,
                           state->account->server_key,
                           ktg_signing_key_get_public (ktg_archive_get_key (self->archive)));
  const KtgUpstreamLine line = get_line (state, words);
  g_autoptr (GBytes) json = NULL;

  if (!as_json)
    {
      print_line (self, &line);
      return;
    }

  json = ktg_upstream_json_write (&line);
  ktg_verb_print_bytes (self, json);
}

/**
 * ktg_verb_upstream:
 * @self: a verb at work
 * @words: "upstream" and what follows it
 *
 * Says how this relay stands with the server above.
 *
 * Returns: an exit status
 */
int
ktg_verb_upstream (KtgVerb *self, char **words)
{
  g_auto (KtgUpstreamState) state = { 0 };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  gboolean as_json;

  if (!ktg_verb_parse_json (self, words, 0, &rest, &as_json))
    return KTG_EXIT_USAGE;
  if (!ktg_writer_run (ktg_archive_get_writer (self->archive), find_state, &state, &error))
    return ktg_verb_fail (self, error);
  if (state.account == NULL)
    {
      g_string_append (self->err,
                       "kentongan-server: there is no server above this one; `join` makes a relay"
                       " of a new data folder\n");
      return KTG_EXIT_FAILED;
    }

  tell (self, &state, as_json);
  return 0;
}
