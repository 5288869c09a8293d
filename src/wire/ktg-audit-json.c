/* ktg-audit-json.c - what a server prints of its audit with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-audit-json.h"

#include "ktg-record-json.h"

static const KtgField line_fields[] = {
  { "number", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgAuditLine, number), KTG_NEED_WRITTEN },
  { "at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgAuditLine, at_ms), KTG_NEED_WRITTEN },
  { "what", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAuditLine, what), KTG_NEED_WRITTEN },
  { "subject", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgAuditLine, subject) },
  { "count", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgAuditLine, count) },
};

static const KtgRecord line = KTG_GROUP (line_fields);

/**
 * ktg_audit_json_write_lines:
 * @lines: (element-type KtgAuditLine): what to say, oldest first
 *
 * Returns: (transfer full): an array, for people
 */
GBytes *
ktg_audit_json_write_lines (GPtrArray *lines)
{
  return ktg_record_json_compose_list (&line, lines);
}
