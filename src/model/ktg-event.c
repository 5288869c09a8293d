/* ktg-event.c - one signed statement about a report, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-event.h"

static const KtgField moment_fields[] = {
  { "wall", KTG_FIELD_WALL, 0, KTG_NEED_ALWAYS },
  { "boot_ms", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgMoment, boot_ms), KTG_NEED_ALWAYS },
  { "server_offset_ms",
    KTG_FIELD_NUMBER,
    G_STRUCT_OFFSET (KtgMoment, server_offset_ms),
    .min = -KTG_FIELD_MOST,
    .flag = G_STRUCT_OFFSET (KtgMoment, has_server_offset) },
};

static const KtgRecord moment = KTG_GROUP (moment_fields);

static const KtgField head_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = 1 },
  { "type", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, type), KTG_NEED_FILLED },
  { "report", KTG_FIELD_REPORT_ID, G_STRUCT_OFFSET (KtgEvent, report_id), KTG_NEED_ALWAYS },
  { "author", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgEvent, author), KTG_NEED_ALWAYS },
  { "seq", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgEvent, seq), KTG_NEED_ALWAYS, 1 },
  { "prev", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvent, prev) },
  { "at", KTG_FIELD_GROUP, G_STRUCT_OFFSET (KtgEvent, at), KTG_NEED_ALWAYS, .record = &moment },
  { "case", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvent, case_id) },
  { "after", KTG_FIELD_HASHES, G_STRUCT_OFFSET (KtgEvent, after), .max = KTG_EVENT_MOST_AFTER },
};

const KtgRecord ktg_event_head_record = KTG_GROUP (head_fields);

static const KtgField amended_fields[] = {
  { "replaces", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvent, replaces), KTG_NEED_ALWAYS },
  { "reason", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, reason) },
  { "report",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, report),
    KTG_NEED_ALWAYS,
    .record = &ktg_report_record },
};

static const KtgField withdrawn_fields[] = {
  { "reason", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, reason), KTG_NEED_ALWAYS },
};

static const KtgField joined_fields[] = {
  { "with", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgEvent, joined), KTG_NEED_ALWAYS },
};

static const KtgField note_fields[] = {
  { "text", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEvent, note), KTG_NEED_FILLED },
};

/* What each of those has that say who is who. */
#define PART(member, description)                                                                  \
  G_STRUCT_OFFSET (KtgEvent, member), KTG_NEED_ALWAYS, .record = &description
#define NODE_ADMISSION PART (node_admission, ktg_node_admission_record)
#define NODE_REVOCATION PART (revocation, ktg_node_revocation_record)
#define DEVICE_ADMISSION PART (device_admission, ktg_device_admission_record)
#define DEVICE_REVOCATION PART (revocation, ktg_revocation_record)
#define PUBLICATION PART (publication, ktg_publication_record)

static const KtgRecord amended = KTG_GROUP (amended_fields);
static const KtgRecord withdrawn = KTG_GROUP (withdrawn_fields);
static const KtgRecord joined = KTG_GROUP (joined_fields);
static const KtgRecord note = KTG_GROUP (note_fields);
static const KtgRecord nothing = { 0 };

/* by KtgEventKind */
static const KtgField bodies[] = {
  { "body",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, report),
    KTG_NEED_ALWAYS,
    .record = &ktg_report_record },
  { "body", KTG_FIELD_GROUP, .need = KTG_NEED_ALWAYS, .record = &amended },
  { "body", KTG_FIELD_GROUP, .need = KTG_NEED_ALWAYS, .record = &withdrawn },
  { "body",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, step),
    KTG_NEED_ALWAYS,
    .record = &ktg_case_step_record },
  { "body",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, assignment),
    KTG_NEED_ALWAYS,
    .record = &ktg_assignment_record },
  { "body", KTG_FIELD_GROUP, .need = KTG_NEED_ALWAYS, .record = &joined },
  { "body", KTG_FIELD_GROUP, .need = KTG_NEED_ALWAYS, .record = &note },
  { "body",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, custody),
    KTG_NEED_ALWAYS,
    .record = &ktg_custody_day_record },
  { "body", KTG_FIELD_RECORD, NODE_ADMISSION },
  { "body", KTG_FIELD_RECORD, NODE_REVOCATION },
  { "body", KTG_FIELD_RECORD, DEVICE_ADMISSION },
  { "body", KTG_FIELD_RECORD, DEVICE_REVOCATION },
  { "body", KTG_FIELD_RECORD, PUBLICATION },
  { "body", KTG_FIELD_GROUP, .need = KTG_NEED_ALWAYS, .record = &nothing },
};

/* All that an event may own, whatever its kind: the reason of a withdrawal lies where that of an
 * amendment does. */
static const KtgField event_fields[] = {
  { NULL, KTG_FIELD_GROUP, .record = &ktg_event_head_record },
  { NULL, KTG_FIELD_GROUP, .record = &amended },
  { NULL, KTG_FIELD_GROUP, .record = &note },
  { NULL, KTG_FIELD_GROUP, .record = &joined },
  { NULL, KTG_FIELD_RECORD, G_STRUCT_OFFSET (KtgEvent, step), .record = &ktg_case_step_record },
  { NULL,
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, assignment),
    .record = &ktg_assignment_record },
  { NULL,
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgEvent, custody),
    .record = &ktg_custody_day_record },
  { NULL, KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgEvent, is_for_office) },
  { NULL, KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgEvent, is_sealed) },
  { NULL, KTG_FIELD_RECORD, NODE_ADMISSION },
  { NULL, KTG_FIELD_RECORD, DEVICE_ADMISSION },
  { NULL, KTG_FIELD_RECORD, DEVICE_REVOCATION },
  { NULL, KTG_FIELD_RECORD, PUBLICATION },
};

KTG_DEFINE_RECORD (KtgEvent, ktg_event, event_fields)

/* by KtgEventKind */
static const char *const type_names[] = {
  "report.filed",    "report.amended", "report.withdrawn", "case.step",     "case.assigned",
  "case.joined",     "case.note",      "custody.noted",    "node.admitted", "node.revoked",
  "device.admitted", "device.revoked", "pack.published",
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

/**
 * ktg_event_kind_is_of_report:
 * @kind: of an event
 *
 * Returns: whether it makes or changes a report
 */
gboolean
ktg_event_kind_is_of_report (KtgEventKind kind)
{
  return kind <= KTG_EVENT_WITHDRAWN;
}

/**
 * ktg_event_kind_is_of_chain:
 * @kind: of an event
 *
 * Returns: whether it says who is who, and nothing of any report
 */
gboolean
ktg_event_kind_is_of_chain (KtgEventKind kind)
{
  return kind >= KTG_EVENT_NODE_ADMITTED && kind <= KTG_EVENT_PACK_PUBLISHED;
}

/**
 * ktg_event_get_subject:
 * @event: one that says who is who
 *
 * Returns: (transfer none) (nullable): the key that it is about; %NULL of a pack
 */
const char *
ktg_event_get_subject (const KtgEvent *event)
{
  if (event->node_admission != NULL)
    return event->node_admission->node;
  if (event->device_admission != NULL)
    return event->device_admission->device;

  return event->revocation != NULL ? event->revocation->key : NULL;
}

/**
 * ktg_event_type_is_of_case:
 * @type: (nullable): as an event has it, also one that this version does not know
 *
 * Returns: whether it is about a case, and so must name which
 */
gboolean
ktg_event_type_is_of_case (const char *type)
{
  return type != NULL && g_str_has_prefix (type, "case.");
}

/**
 * ktg_event_kind_get_body:
 * @kind: of an event
 *
 * Returns: (transfer none): what stands in such an event beside #ktg_event_head_record
 */
const KtgField *
ktg_event_kind_get_body (KtgEventKind kind)
{
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (bodies), NULL);

  return &bodies[kind];
}
