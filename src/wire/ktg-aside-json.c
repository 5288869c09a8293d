/* ktg-aside-json.c - what a server prints of refused events that it kept, with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-aside-json.h"

#include "ktg-json-writer.h"
#include "ktg-roster-json.h"

static void
write_line (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgAsideLine *line = element;
  g_autofree char    *received = ktg_roster_json_dup_time (line->received_at_ms);

  ktg_json_writer_put_text (writer, "event", line->event);
  ktg_json_writer_put_number (writer, "number", line->sender);
  ktg_json_writer_put_text (writer, "device", line->device);
  ktg_json_writer_put_text (writer, "reason", line->reason);
  ktg_json_writer_put_number (writer, "bytes", line->size_bytes);
  ktg_json_writer_put_text (writer, "received_at", received);
}

/**
 * ktg_aside_json_write:
 * @lines: (element-type KtgAsideLine): events
 *
 * Returns: (transfer full): `aside --json`
 */
GBytes *
ktg_aside_json_write (GPtrArray *lines)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_write_each (writer, NULL, lines, write_line);

  return ktg_json_writer_finish (writer);
}
