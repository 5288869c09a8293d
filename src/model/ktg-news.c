/* ktg-news.c - what one answer of the other side brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-news.h"

static const KtgField refusal_fields[] = {
  { "id", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgRefusal, id), KTG_NEED_ALWAYS },
  { "type", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRefusal, type), KTG_NEED_FILLED },
  { "detail", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRefusal, detail) },
};

KTG_DEFINE_RECORD (KtgRefusal, ktg_refusal, refusal_fields)

static const KtgField event_fields[] = {
  { "index", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgIndexedEvent, index), KTG_NEED_ALWAYS, 1 },
  { NULL, KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (KtgIndexedEvent, envelope) },
};

KTG_DEFINE_RECORD (KtgIndexedEvent, ktg_indexed_event, event_fields)

/**
 * ktg_refusal_new:
 * @id: the event, or the SHA-256 of the file, that is refused
 * @type: the problem's type
 * @detail: (nullable): English
 *
 * Returns: (transfer full): a refusal of an answer
 */
KtgRefusal *
ktg_refusal_new (const char *id, const char *type, const char *detail)
{
  KtgRefusal *refusal = ktg_record_new (&ktg_refusal_record);

  refusal->id = g_strdup (id);
  refusal->type = g_strdup (type);
  refusal->detail = g_strdup (detail);
  return refusal;
}

/**
 * ktg_indexed_event_new:
 * @index: the server's order
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
 * ktg_news_new:
 *
 * Returns: (transfer full): no news
 */
KtgNews *
ktg_news_new (void)
{
  KtgNews *news = g_new0 (KtgNews, 1);

  news->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  news->refused = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_refusal_free);
  news->refused_files = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_refusal_free);
  news->events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_indexed_event_free);
  news->lacks = g_array_new (FALSE, FALSE, sizeof (guint64));
  return news;
}

/**
 * ktg_news_free:
 * @news: (nullable): what an answer brought
 */
void
ktg_news_free (KtgNews *news)
{
  if (news == NULL)
    return;

  g_ptr_array_unref (news->receipts);
  g_ptr_array_unref (news->refused);
  g_ptr_array_unref (news->refused_files);
  g_ptr_array_unref (news->events);
  g_clear_pointer (&news->stands, ktg_envelope_unref);
  g_array_unref (news->lacks);
  g_free (news->life);
  g_free (news->file);
  g_free (news);
}
