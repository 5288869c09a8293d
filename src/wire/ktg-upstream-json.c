/* ktg-upstream-json.c - what a relay prints of the server above with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-json.h"

#include "ktg-record-json.h"

#define OFFSET(member) G_STRUCT_OFFSET (KtgUpstreamLine, member)

static const KtgField upstream_fields[] = {
  { "url", KTG_FIELD_TEXT, OFFSET (url), KTG_NEED_WRITTEN },
  { "server", KTG_FIELD_TEXT, OFFSET (server), KTG_NEED_WRITTEN },
  { "name", KTG_FIELD_TEXT, OFFSET (name), KTG_NEED_WRITTEN },
  { "region", KTG_FIELD_TEXT, OFFSET (region), KTG_NEED_WRITTEN },
  { "words", KTG_FIELD_TEXT, OFFSET (words), KTG_NEED_WRITTEN },
  { "pending", KTG_FIELD_FLAG, OFFSET (is_pending), KTG_NEED_WRITTEN },
  { "refused", KTG_FIELD_FLAG, OFFSET (is_refused), KTG_NEED_WRITTEN },
  { "last_exchange", KTG_FIELD_MOMENT_MS, OFFSET (exchanged_at_ms), KTG_NEED_WRITTEN },
  { "clock_offset_ms", KTG_FIELD_NUMBER, OFFSET (offset_ms), KTG_NEED_WRITTEN },
  { "events_waiting", KTG_FIELD_NUMBER, OFFSET (n_events), KTG_NEED_WRITTEN },
  { "files_waiting", KTG_FIELD_NUMBER, OFFSET (n_files), KTG_NEED_WRITTEN },
  { "bytes_waiting", KTG_FIELD_NUMBER, OFFSET (n_bytes), KTG_NEED_WRITTEN },
};

static const KtgRecord upstream = KTG_GROUP (upstream_fields);

/**
 * ktg_upstream_json_write:
 * @line: how a relay stands
 *
 * Returns: (transfer full): `upstream --json`
 */
GBytes *
ktg_upstream_json_write (const KtgUpstreamLine *line)
{
  return ktg_record_json_compose (&upstream, line, TRUE);
}
