/* ktg-event-json.c - an event to the bytes that are signed, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-event-json.h"

#include "ktg-record-read.h"
#include "ktg-record-write.h"

static KtgRecord
get_body (const KtgEvent *event)
{
  return (KtgRecord){ 0, ktg_event_kind_get_body (event->kind), 1, NULL };
}

/* An author's first event has nothing before it; every other says what. */
static void
check_chain (KtgJsonReader *reader, const KtgEvent *event)
{
  if (event->seq == 1 && ktg_json_reader_has (reader, "prev"))
    ktg_json_reader_refuse (reader, "prev", "the first event has none before it");
  else if (event->seq > 1 && event->prev == NULL)
    ktg_json_reader_refuse_missing (reader, "prev", "every event but the first names one");
}

static void
check_case (KtgJsonReader *reader, const KtgEvent *event)
{
  if (ktg_event_type_is_of_case (event->type) && event->case_id == NULL)
    ktg_json_reader_refuse_missing (reader, "case", "every event of a case names one");
  else if (event->case_id != NULL
           && (ktg_event_kind_is_of_report (event->kind)
               || ktg_event_kind_is_of_chain (event->kind)))
    ktg_json_reader_refuse (reader, "case", "such an event is of no other's report");
}

/* Whatever a newer version says there, it means fewer readers than all. */
static void
read_readers (KtgJsonReader *reader, KtgEvent *event)
{
  event->is_for_office = ktg_json_reader_has (reader, "for");
  event->is_sealed = ktg_json_reader_has (reader, "secret");
}

static void
write_readers (KtgJsonWriter *writer, const KtgEvent *event)
{
  if (event->is_for_office)
    ktg_json_writer_put_text (writer, "for", "office");
}

static KtgEvent *
read_event (KtgJsonReader *reader)
{
  KtgEvent *event = ktg_event_new ();
  KtgRecord body;

  ktg_record_read (reader, &ktg_event_head_record, KTG_REPORT_JSON_BODY, event);
  check_chain (reader, event);
  event->kind = ktg_event_kind_from_type_name (event->type);
  check_case (reader, event);
  read_readers (reader, event);
  body = get_body (event);
  ktg_record_read (reader, &body, KTG_REPORT_JSON_BODY, event);
  return event;
}

/**
 * ktg_event_json_parse:
 * @bytes: what was signed
 * @error: %KTG_WIRE_ERROR
 *
 * Reads version 1 of docs/PROTOCOL.md, "Event". Keys it does not know are skipped, and an unknown
 * type is %KTG_EVENT_OTHER. It says nothing of signature, author or chain.
 *
 * Returns: (transfer full) (nullable): the event; a report in it is never %NULL where its type has
 * one
 */
KtgEvent *
ktg_event_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (bytes, &ktg_json_limits_event, FALSE, error);
  g_autoptr (KtgEvent) event = NULL;

  if (reader == NULL)
    return NULL;

  event = read_event (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&event) : NULL;
}

/**
 * ktg_event_json_write:
 * @event: an event; of a %KTG_EVENT_OTHER the body is lost, of one
 *   that is sealed what is
 *
 * Returns: (transfer full): the bytes to sign: compact, keys in the order of docs/PROTOCOL.md
 */
GBytes *
ktg_event_json_write (const KtgEvent *event)
{
  const KtgRecord body = get_body (event);
  KtgJsonWriter  *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_record_write (writer, &ktg_event_head_record, KTG_REPORT_JSON_BODY, event);
  write_readers (writer, event);
  ktg_record_write (writer, &body, KTG_REPORT_JSON_BODY, event);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
