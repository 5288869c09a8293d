/* ktg-aside-json.c - what a server prints of refused events that it kept, with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-aside-json.h"

#include "ktg-record-json.h"

static const KtgField line_fields[] = {
  { "event", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAsideLine, event) },
  { "number", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgAsideLine, sender), KTG_NEED_WRITTEN },
  { "device", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAsideLine, device) },
  { "reason", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAsideLine, reason) },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgAsideLine, size_bytes), KTG_NEED_WRITTEN },
  { "received_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgAsideLine, received_at_ms) },
};

static const KtgRecord line = KTG_GROUP (line_fields);

/**
 * ktg_aside_json_write:
 * @lines: (element-type KtgAsideLine): events
 *
 * Returns: (transfer full): `aside --json`
 */
GBytes *
ktg_aside_json_write (GPtrArray *lines)
{
  return ktg_record_json_compose_list (&line, lines);
}
