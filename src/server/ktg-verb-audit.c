/* ktg-verb-audit.c - `audit`: what was done to this server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include <ktg-audit-json.h>
#include <ktg-roster-json.h>

typedef struct
{
  gboolean     as_json;
  gint64       since;
  KtgJsonPages pages;
} Audit;

static GPtrArray *
load_lines (KtgCatalog *catalog, KtgPage *page, gpointer data, GError **error)
{
  page->after = MAX (page->after, ((Audit *)data)->since);
  return ktg_catalog_list_audit (catalog, page, error);
}

static void
print_line (KtgVerb *self, const KtgAuditLine *line)
{
  g_autofree char *at = ktg_roster_json_dup_time (line->at_ms);

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

static void
tell_lines (KtgVerb *self, GPtrArray *lines, gpointer data)
{
  Audit *audit = data;
  g_autoptr (GBytes) text = NULL;

  if (audit->as_json)
    {
      text = ktg_audit_json_write_lines (lines);
      ktg_json_pages_add (&audit->pages, text, self->out);
      return;
    }

  for (guint i = 0; i < lines->len; i++)
    print_line (self, g_ptr_array_index (lines, i));
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
  static const KtgVerbListing listing = { load_lines, tell_lines };
  Audit                       audit = { 0 };
  GOptionEntry                entries[] = {
                   { "json", 0, 0, G_OPTION_ARG_NONE, &audit.as_json, NULL, NULL },
                   { "since", 0, 0, G_OPTION_ARG_INT64, &audit.since, NULL, NULL },
                   { NULL },
  };
  g_auto (GStrv) rest = NULL;

  if (!ktg_verb_parse (self, words, entries, 0, &rest))
    return KTG_EXIT_USAGE;

  return ktg_verb_run_listing (self, &listing, audit.as_json ? &audit.pages : NULL, &audit);
}
