/* ktg-event.c - one signed statement about a report, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-event.h"

/* All that an event may own; what stands in its body depends on its kind. */
static const KtgField event_fields[] = {
  { "type", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, type) },
  { "report", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, report_id) },
  { "author", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgEvent, author) },
  { "seq", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgEvent, seq) },
  { "prev", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvent, prev) },
  { "body", KTG_FIELD_RECORD, G_STRUCT_OFFSET (KtgEvent, report), .record = &ktg_report_record },
  { "replaces", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvent, replaces) },
  { "reason", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, reason) },
  { "state", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, review_state) },
  { "note", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, note) },
};

KTG_DEFINE_RECORD (KtgEvent, ktg_event, event_fields)

/* by KtgEventKind */
static const char *const type_names[] = {
  "report.filed",
  "report.amended",
  "report.withdrawn",
  "review.state",
};

/**
 * ktg_event_new:
 *
 * Returns: (transfer full): an event that says nothing yet
 */
KtgEvent *
ktg_event_new (void)
{
  return ktg_record_new (&ktg_event_record);
}

/**
 * ktg_event_kind_get_type_name:
 *
 * Returns: (nullable): "report.filed"; %NULL for %KTG_EVENT_OTHER
 */
const char *
ktg_event_kind_get_type_name (KtgEventKind kind)
{
  return (gsize)kind < G_N_ELEMENTS (type_names) ? type_names[kind] : NULL;
}

/**
 * ktg_event_kind_from_type_name:
 * @type: as an event has it, "report.filed"
 *
 * Returns: its kind; %KTG_EVENT_OTHER for what this version does not know
 */
KtgEventKind
ktg_event_kind_from_type_name (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (type, type_names[i]) == 0)
      return i;

  return KTG_EVENT_OTHER;
}
