/* ktg-event-json.c - an event to the bytes that are signed, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-event-json.h"

#include "ktg-record-read.h"
#include "ktg-record-write.h"
#include "ktg-wire-forms.h"

#define VERSION 1
#define LOCAL_CHARS 19 /* of a wall clock, without its offset */

/* @wall has the form of ktg_wire_is_wall(). */
static void
set_wall (KtgMoment *at, const char *wall)
{
  g_autofree char *as_utc = g_strdup_printf ("%.*s+00:00", LOCAL_CHARS, wall);
  gint64           local_us = 0;

  ktg_moment_parse (wall, 0, &at->wall_us);
  ktg_moment_parse (as_utc, 0, &local_us);
  at->utc_offset_s = (local_us - at->wall_us) / G_USEC_PER_SEC;
}

static void
read_at (KtgJsonReader *reader, KtgMoment *at)
{
  g_autofree char *wall = NULL;

  if (!ktg_json_reader_enter (reader, "at", KTG_JSON_REQUIRED))
    return;

  wall = ktg_json_reader_dup_formed (reader,
                                     "wall",
                                     KTG_JSON_REQUIRED,
                                     ktg_wire_is_wall,
                                     KTG_WIRE_WALL);
  at->boot_ms
      = ktg_json_reader_get_number (reader, "boot_ms", KTG_JSON_REQUIRED, 0, KTG_JSON_MAX_NUMBER);
  at->has_server_offset = ktg_json_reader_has (reader, "server_offset_ms");
  at->server_offset_ms = ktg_json_reader_get_number (reader,
                                                     "server_offset_ms",
                                                     KTG_JSON_OPTIONAL,
                                                     -KTG_JSON_MAX_NUMBER,
                                                     KTG_JSON_MAX_NUMBER);
  ktg_json_reader_leave (reader);

  if (wall != NULL)
    set_wall (at, wall);
}

static void
read_report (KtgJsonReader *reader, KtgEvent *event)
{
  event->report = ktg_report_new ();
  ktg_record_read (reader, &ktg_report_record, KTG_REPORT_JSON_BODY, event->report);
}

static void
read_amended (KtgJsonReader *reader, KtgEvent *event)
{
  event->replaces = ktg_wire_read_hash (reader, "replaces");

  if (!ktg_json_reader_enter (reader, "report", KTG_JSON_REQUIRED))
    return;

  read_report (reader, event);
  ktg_json_reader_leave (reader);
}

static void
read_body (KtgJsonReader *reader, KtgEvent *event)
{
  if (!ktg_json_reader_enter (reader, "body", KTG_JSON_REQUIRED))
    return;

  switch (event->kind)
    {
    case KTG_EVENT_FILED:
      read_report (reader, event);
      break;
    case KTG_EVENT_AMENDED:
      read_amended (reader, event);
      break;
    case KTG_EVENT_WITHDRAWN:
      event->reason = ktg_json_reader_dup_text (reader, "reason", KTG_JSON_REQUIRED);
      break;
    case KTG_EVENT_REVIEW:
      event->review_state = ktg_json_reader_dup_text (reader, "state", KTG_JSON_FILLED);
      event->note = ktg_json_reader_dup_text (reader, "note", KTG_JSON_OPTIONAL);
      break;
    case KTG_EVENT_OTHER:
      break;
    }

  ktg_json_reader_leave (reader);
}

/* An author's first event has nothing before it; every other says what. */
static void
read_chain (KtgJsonReader *reader, KtgEvent *event)
{
  event->seq
      = ktg_json_reader_get_number (reader, "seq", KTG_JSON_REQUIRED, 1, KTG_JSON_MAX_NUMBER);
  event->prev = ktg_json_reader_dup_formed (reader,
                                            "prev",
                                            event->seq > 1 ? KTG_JSON_REQUIRED : KTG_JSON_OPTIONAL,
                                            ktg_wire_is_hash,
                                            KTG_WIRE_HASH);

  if (event->seq == 1 && ktg_json_reader_has (reader, "prev"))
    ktg_json_reader_refuse (reader, "prev", "the first event has none before it");
}

static KtgEvent *
read_event (KtgJsonReader *reader)
{
  KtgEvent *event = ktg_event_new ();

  ktg_json_reader_get_number (reader, "v", KTG_JSON_REQUIRED, VERSION, VERSION);
  event->type = ktg_json_reader_dup_text (reader, "type", KTG_JSON_FILLED);
  event->kind = ktg_event_kind_from_type_name (event->type);
  event->report_id = ktg_json_reader_dup_formed (reader,
                                                 "report",
                                                 KTG_JSON_REQUIRED,
                                                 ktg_wire_is_report_id,
                                                 KTG_WIRE_REPORT_ID);
  event->author = ktg_wire_read_key (reader, "author");
  read_chain (reader, event);
  read_at (reader, &event->at);
  read_body (reader, event);
  return event;
}

static void
write_at (KtgJsonWriter *writer, const KtgMoment *at)
{
  g_autofree char *wall = ktg_moment_dup_wall (at);

  ktg_json_writer_begin_object (writer, "at");
  ktg_json_writer_put_text (writer, "wall", wall);
  ktg_json_writer_put_number (writer, "boot_ms", at->boot_ms);

  if (at->has_server_offset)
    ktg_json_writer_put_number (writer, "server_offset_ms", at->server_offset_ms);

  ktg_json_writer_end_object (writer);
}

static void
write_amended (KtgJsonWriter *writer, const KtgEvent *event)
{
  ktg_json_writer_put_text (writer, "replaces", event->replaces);
  ktg_json_writer_begin_object (writer, "report");
  ktg_record_write (writer, &ktg_report_record, KTG_REPORT_JSON_BODY, event->report);
  ktg_json_writer_end_object (writer);
}

static void
write_body (KtgJsonWriter *writer, const KtgEvent *event)
{
  ktg_json_writer_begin_object (writer, "body");

  switch (event->kind)
    {
    case KTG_EVENT_FILED:
      ktg_record_write (writer, &ktg_report_record, KTG_REPORT_JSON_BODY, event->report);
      break;
    case KTG_EVENT_AMENDED:
      write_amended (writer, event);
      break;
    case KTG_EVENT_WITHDRAWN:
      ktg_json_writer_put_needed_text (writer, "reason", event->reason);
      break;
    case KTG_EVENT_REVIEW:
      ktg_json_writer_put_text (writer, "state", event->review_state);
      ktg_json_writer_put_text (writer, "note", event->note);
      break;
    case KTG_EVENT_OTHER:
      break;
    }

  ktg_json_writer_end_object (writer);
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
 * @event: an event; of a %KTG_EVENT_OTHER the body is lost
 *
 * Returns: (transfer full): the bytes to sign: compact, keys in the order of docs/PROTOCOL.md
 */
GBytes *
ktg_event_json_write (const KtgEvent *event)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "v", VERSION);
  ktg_json_writer_put_text (writer, "type", event->type);
  ktg_json_writer_put_text (writer, "report", event->report_id);
  ktg_json_writer_put_text (writer, "author", event->author);
  ktg_json_writer_put_number (writer, "seq", event->seq);
  ktg_json_writer_put_text (writer, "prev", event->prev);
  write_at (writer, &event->at);
  write_body (writer, event);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
