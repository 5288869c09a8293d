/* ktg-scope-news.c - what one list of the other side brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-scope-news.h"

static const KtgField event_fields[] = {
  { "index", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgIndexedEvent, index), KTG_NEED_NONE, 1 },
  { "own", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgIndexedEvent, own), KTG_NEED_NONE, 1 },
  { NULL, KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (KtgIndexedEvent, envelope) },
};

KTG_DEFINE_RECORD (KtgIndexedEvent, ktg_indexed_event, event_fields)

static const KtgField news_fields[] = {
  { "from", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgScopeNews, from) },
  { "at", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgScopeNews, at), KTG_NEED_FILLED },
  { "events",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgScopeNews, events),
    KTG_NEED_WRITTEN,
    .record = &ktg_indexed_event_record },
};

KTG_DEFINE_RECORD (KtgScopeNews, ktg_scope_news, news_fields)

/**
 * ktg_indexed_event_new:
 * @index: the other side's order; 0: it has no place there, as what says who is who
 * @envelope: the event; a reference is taken
 *
 * Returns: (transfer full): an event of an answer
 */
KtgIndexedEvent *
ktg_indexed_event_new (guint64 index, KtgEnvelope *envelope)
{
  KtgIndexedEvent *event = ktg_record_new (&ktg_indexed_event_record);

  event->index = index;
  event->envelope = ktg_envelope_ref (envelope);
  return event;
}

/**
 * ktg_indexed_event_new_own:
 * @index: the other side's order
 * @seq: its number among the events of the party that is told
 *
 * Returns: (transfer full): an event of an answer, whose bytes need not travel
 */
KtgIndexedEvent *
ktg_indexed_event_new_own (guint64 index, guint64 seq)
{
  KtgIndexedEvent *event = ktg_record_new (&ktg_indexed_event_record);

  event->index = index;
  event->own = seq;
  return event;
}

/**
 * ktg_scope_news_new:
 *
 * Returns: (transfer full): a list that brings nothing
 */
KtgScopeNews *
ktg_scope_news_new (void)
{
  return ktg_record_new (&ktg_scope_news_record);
}
