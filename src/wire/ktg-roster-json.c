/* ktg-roster-json.c - what a server prints of its devices and codes with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roster-json.h"

#include "ktg-json-writer.h"

#include <ktg-moment.h>

/**
 * ktg_roster_json_dup_time:
 * @time_ms: milliseconds since the epoch, 0 for never
 *
 * Returns: (transfer full): "2024-11-12T13:40:02+00:00", or "" for never
 */
char *
ktg_roster_json_dup_time (gint64 time_ms)
{
  KtgMoment moment = { .wall_us = time_ms * 1000 };

  return time_ms != 0 ? ktg_moment_dup_wall (&moment) : g_strdup ("");
}

static void
put_time (KtgJsonWriter *writer, const char *key, gint64 time_ms)
{
  g_autofree char *text = ktg_roster_json_dup_time (time_ms);

  ktg_json_writer_put_text (writer, key, text);
}

static void
write_device (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgDeviceLine *line = element;
  g_autofree char     *seen = ktg_roster_json_dup_time (line->seen_at_ms);

  ktg_json_writer_put_number (writer, "number", line->number);
  ktg_json_writer_put_text (writer, "device", line->device);
  ktg_json_writer_put_needed_text (writer, "officer", line->officer);
  ktg_json_writer_put_text (writer, "name", line->name);
  ktg_json_writer_put_text (writer, "role", line->role);
  ktg_json_writer_put_needed_text (writer, "region", line->region);
  put_time (writer, "enrolled_at", line->enrolled_at_ms);
  ktg_json_writer_put_needed_text (writer, "last_seen", seen);
  ktg_json_writer_put_flag (writer, "revoked", line->is_revoked);
  put_time (writer, "revoked_at", line->revoked_at_ms);
}

static void
write_code (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgCodeLine *line = element;

  ktg_json_writer_put_number (writer, "number", line->number);
  ktg_json_writer_put_text (writer, "code", line->code);
  ktg_json_writer_put_text (writer, "whole", line->whole);
  ktg_json_writer_put_text (writer, "state", line->state);
  ktg_json_writer_put_needed_text (writer, "officer", line->officer);
  ktg_json_writer_put_text (writer, "role", line->role);
  ktg_json_writer_put_needed_text (writer, "region", line->region);
  put_time (writer, "made_at", line->made_at_ms);
  put_time (writer, "expires_at", line->expires_at_ms);
  put_time (writer, "used_at", line->used_at_ms);
  if (line->used_by != 0)
    ktg_json_writer_put_number (writer, "used_by", line->used_by);
  put_time (writer, "cancelled_at", line->cancelled_at_ms);
}

/**
 * ktg_roster_json_write_devices:
 * @lines: (element-type KtgDeviceLine): devices
 *
 * Returns: (transfer full): `devices --json`
 */
GBytes *
ktg_roster_json_write_devices (GPtrArray *lines)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_write_each (writer, NULL, lines, write_device);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_roster_json_write_codes:
 * @lines: (element-type KtgCodeLine): codes
 *
 * Returns: (transfer full): `codes --json`
 */
GBytes *
ktg_roster_json_write_codes (GPtrArray *lines)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_write_each (writer, NULL, lines, write_code);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_roster_json_write_code:
 * @line: a code that has just been made
 *
 * Returns: (transfer full): `code --json`
 */
GBytes *
ktg_roster_json_write_code (const KtgCodeLine *line)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_object (writer, NULL);
  write_code (writer, line);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
