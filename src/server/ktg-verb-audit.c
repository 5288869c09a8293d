/* ktg-verb-audit.c - `audit`: what was done to this server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include <ktg-audit-json.h>
#include <ktg-roster-json.h>

static void
print_line (KtgVerb *self, gconstpointer row)
{
  const KtgAuditLine *line = row;
  g_autofree char    *at = ktg_roster_json_dup_time (line->at_ms);

  g_string_append_printf (self->out, "%" G_GINT64_FORMAT "  %s  ", line->number, at);
  ktg_verb_print_said (self, "", line->what);
  if (line->subject != 0)
    g_string_append_printf (self->out, "  number %" G_GINT64_FORMAT, line->subject);
  if (line->count != 0)
    g_string_append_printf (self->out,
                            "  %" G_GINT64_FORMAT " %s",
                            line->count,
                            g_str_equal (line->what, "begin") ? "events" : "times");
  g_string_append_c (self->out, '\n');
}

/**
 * ktg_verb_audit:
 * @self: a verb at work
 * @words: "audit" and what follows it
 *
 * Shows what was done to this server, oldest first.
 *
 * Returns: an exit status
 */
int
ktg_verb_audit (KtgVerb *self, char **words)
{
  static const KtgVerbTable table
      = { ktg_catalog_list_audit, NULL, print_line, ktg_audit_json_write_lines };
  gboolean     as_json = FALSE;
  KtgPage      page = { 0 };
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { "since", 0, 0, G_OPTION_ARG_INT64, &page.after, NULL, NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;

  return ktg_verb_parse (self, words, entries, 0, &rest)
             ? ktg_verb_tell_table (self, &table, page, as_json)
             : KTG_EXIT_USAGE;
}
