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

static const KtgField news_fields[] = {
  { NULL, KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgNews, receipts) },
  { NULL, KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgNews, mail) },
  { NULL, KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgNews, rejections) },
  { NULL, KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgNews, carried) },
  { NULL, KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgNews, texts) },
  { NULL, KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgNews, unsaid) },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgNews, refused), .record = &ktg_refusal_record },
  { NULL,
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgNews, refused_files),
    .record = &ktg_refusal_record },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgNews, scopes), .record = &ktg_scope_news_record },
  { NULL, KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgNews, life) },
  { NULL, KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (KtgNews, stands) },
  { NULL, KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (KtgNews, book) },
  { NULL, KTG_FIELD_NUMBERS, G_STRUCT_OFFSET (KtgNews, lacks) },
  { NULL, KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgNews, file) },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgNews, asked), .record = &ktg_level_range_record },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgNews, level), .record = &ktg_level_gap_record },
  { NULL, KTG_FIELD_RECORD, G_STRUCT_OFFSET (KtgNews, packs), .record = &ktg_pack_list_record },
};

KTG_DEFINE_RECORD (KtgNews, ktg_news, news_fields)

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
 * ktg_news_new:
 *
 * Returns: (transfer full): no news
 */
KtgNews *
ktg_news_new (void)
{
  return ktg_record_new (&ktg_news_record);
}
