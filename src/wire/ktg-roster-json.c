/* ktg-roster-json.c - what a server prints of its devices and codes with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roster-json.h"

#include "ktg-record-json.h"

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

static const KtgField device_fields[] = {
  { "number", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgDeviceLine, number), KTG_NEED_WRITTEN },
  { "device", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceLine, device) },
  { "words", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceLine, words) },
  { "officer", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceLine, officer), KTG_NEED_WRITTEN },
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceLine, name) },
  { "role", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceLine, role) },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceLine, region), KTG_NEED_WRITTEN },
  { "elsewhere", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgDeviceLine, is_elsewhere) },
  { "enrolled_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgDeviceLine, enrolled_at_ms) },
  { "last_seen",
    KTG_FIELD_MOMENT_MS,
    G_STRUCT_OFFSET (KtgDeviceLine, seen_at_ms),
    KTG_NEED_WRITTEN },
  { "pending", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgDeviceLine, is_pending), KTG_NEED_WRITTEN },
  { "revoked", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgDeviceLine, is_revoked), KTG_NEED_WRITTEN },
  { "revoked_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgDeviceLine, revoked_at_ms) },
};

KTG_DEFINE_RECORD (KtgDeviceLine, ktg_device_line, device_fields)

static const KtgField code_fields[] = {
  { "number", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgCodeLine, number), KTG_NEED_WRITTEN },
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCodeLine, code) },
  { "whole", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCodeLine, whole) },
  { "state", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCodeLine, state) },
  { "officer", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCodeLine, officer), KTG_NEED_WRITTEN },
  { "role", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCodeLine, role) },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCodeLine, region), KTG_NEED_WRITTEN },
  { "made_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgCodeLine, made_at_ms) },
  { "expires_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgCodeLine, expires_at_ms) },
  { "used_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgCodeLine, used_at_ms) },
  { "used_by", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgCodeLine, used_by) },
  { "cancelled_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgCodeLine, cancelled_at_ms) },
  { "asked_by", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgCodeLine, asked_by) },
};

KTG_DEFINE_RECORD (KtgCodeLine, ktg_code_line, code_fields)

/**
 * ktg_roster_json_write_devices:
 * @lines: (element-type KtgDeviceLine): devices
 *
 * Returns: (transfer full): `devices --json`
 */
GBytes *
ktg_roster_json_write_devices (GPtrArray *lines)
{
  return ktg_record_json_compose_list (&ktg_device_line_record, lines);
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
  return ktg_record_json_compose_list (&ktg_code_line_record, lines);
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
  return ktg_record_json_compose (&ktg_code_line_record, line, TRUE);
}
