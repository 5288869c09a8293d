/* ktg-audit-json.c - what a server prints of its audit with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-audit-json.h"

#include "ktg-json-writer.h"
#include "ktg-roster-json.h"

static void
write_line (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgAuditLine *line = element;
  g_autofree char    *at = ktg_roster_json_dup_time (line->at_ms);

  ktg_json_writer_put_number (writer, "number", line->number);
  ktg_json_writer_put_needed_text (writer, "at", at);
  ktg_json_writer_put_needed_text (writer, "what", line->what);
  if (line->subject != 0)
    ktg_json_writer_put_number (writer, "subject", line->subject);
  if (line->count != 0)
    ktg_json_writer_put_number (writer, "count", line->count);
}

/**
 * ktg_audit_json_write_lines:
 * @lines: (element-type KtgAuditLine): what to say, oldest first
 *
 * Returns: (transfer full): an array, for people
 */
GBytes *
ktg_audit_json_write_lines (GPtrArray *lines)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_write_each (writer, NULL, lines, write_line);
  return ktg_json_writer_finish (writer);
}
