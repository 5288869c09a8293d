/* ktg-verb-list.c - `list` and `show`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-holding.h"

#include <ktg-shown-text.h>

#define STATE_COLUMN_BYTES 12

static void
pad (GString *text, gsize start, gsize width)
{
  while (text->len < start + width)
    g_string_append_c (text, ' ');
}

static void
print_status (KtgVerb *self, gconstpointer row)
{
  const KtgReportStatus *status = row;
  guint                  n_complete = 0;
  gsize                  state_start;

  for (guint i = 0; i < status->files->len; i++)
    n_complete += ((KtgFileStatus *)g_ptr_array_index (status->files, i))->is_complete ? 1 : 0;

  g_string_append_printf (self->out, "%s  ", status->report_id);
  state_start = self->out->len;
  ktg_verb_print_said (self, "", status->state);
  pad (self->out, state_start, STATE_COLUMN_BYTES);
  g_string_append_printf (self->out,
                          "  events %u  files %u/%u",
                          status->n_events,
                          n_complete,
                          status->files->len);
  if (status->number != NULL)
    ktg_verb_print_said (self, "  ", status->number);
  if (status->officer != NULL)
    ktg_verb_print_said (self, "  ", status->officer);
  g_string_append_c (self->out, '\n');
}

/**
 * ktg_verb_list:
 * @self: a verb at work
 * @words: "list" and what follows it
 *
 * Shows the reports that are held.
 *
 * Returns: an exit status
 */
int
ktg_verb_list (KtgVerb *self, char **words)
{
  static const KtgVerbTable table
      = { ktg_holding_list_statuses, NULL, print_status, ktg_status_json_write_reports, TRUE };

  return ktg_verb_run_table (self, words, &table);
}

/* --- show --- */

static void
print_events (KtgVerb *self, const KtgHistory *history)
{
  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (history, i);
      g_autofree char       *wall = ktg_moment_dup_wall (&entry->event->at);

      g_string_append_printf (self->out,
                              "event %" G_GUINT64_FORMAT "  %s  %s",
                              entry->server_index,
                              entry->event_id,
                              wall);
      ktg_verb_print_said (self, "  ", entry->event->type);
      g_string_append_c (self->out, '\n');
    }
}

static void
print_files (KtgVerb *self, const KtgReportStatus *status)
{
  for (guint i = 0; i < status->files->len; i++)
    {
      const KtgFileStatus *file = g_ptr_array_index (status->files, i);

      g_string_append_printf (self->out,
                              "%s %s  %" G_GUINT64_FORMAT " bytes  %s\n",
                              file->is_preview ? "preview" : "file   ",
                              file->sha256,
                              file->size_bytes,
                              file->is_complete ? "complete" : "missing");
    }
}

/* The account alone has lines. */
static void
print_account (KtgVerb *self, const char *account)
{
  g_autofree char *shown = ktg_shown_text_dup (account != NULL ? account : "");

  g_string_append_printf (self->out, "\n\n%s\n", shown);
}

static void
print_words (KtgVerb *self, const KtgReport *report)
{
  if (report == NULL)
    return;

  if (report->number != NULL)
    ktg_verb_print_said (self, "\nnumber ", report->number);
  if (report->on_behalf_of != NULL)
    ktg_verb_print_said (self, "\non behalf of ", report->on_behalf_of);
  ktg_verb_print_said (self, "\nkind ", report->kind);
  ktg_verb_print_said (self, "\nplace ", report->place_region);
  ktg_verb_print_said (self, " ", report->place_words);
  ktg_verb_print_said (self, "\nknown ", report->known);
  ktg_verb_print_said (self, "\nfiled ", report->filed);
  print_account (self, report->account);
}

static void
print_filer (KtgVerb *self, const KtgReportStatus *status)
{
  if (status->officer == NULL)
    return;

  ktg_verb_print_said (self, "filed by ", status->officer);
  ktg_verb_print_said (self, ", ", status->role);
  ktg_verb_print_said (self, ", ", *status->region != '\0' ? status->region : "the whole country");
  g_string_append_c (self->out, '\n');
}

static void
print_holding (KtgVerb *self, const KtgHolding *holding, gboolean as_json)
{
  g_autoptr (KtgReportStatus) status = ktg_holding_dup_status (holding);
  const KtgHistory *history = holding->history;
  g_autoptr (GBytes) text = NULL;

  if (as_json)
    {
      text = ktg_status_json_write_report (status, history);
      ktg_verb_print_bytes (self, text);
      return;
    }

  print_status (self, status);
  print_filer (self, status);
  print_events (self, history);
  print_files (self, status);
  print_words (self, ktg_history_get_report (history));
}

/**
 * ktg_verb_show:
 * @self: a verb at work
 * @words: "show" and what follows it
 *
 * Shows one report.
 *
 * Returns: an exit status
 */
int
ktg_verb_show (KtgVerb *self, char **words)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (KtgHolding) holding = NULL;
  gboolean as_json;
  int      status;

  if (!ktg_verb_parse_json (self, words, 1, &rest, &as_json))
    return KTG_EXIT_USAGE;

  status = ktg_verb_read_holding (self, rest[0], NULL, NULL, &holding);
  if (status == 0)
    print_holding (self, holding, as_json);

  return status;
}
