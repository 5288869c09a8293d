/* ktg-article.c - something of the guide that can be read: what to do, what not, a word explained
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-article.h"

const char *const ktg_article_parts[] = { "do", "dont", "evidence", "term", NULL };

static const KtgField article_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgArticle, code), KTG_NEED_FILLED },
  { "part",
    KTG_FIELD_TEXT,
    G_STRUCT_OFFSET (KtgArticle, part),
    KTG_NEED_FILLED,
    .known = ktg_article_parts },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgArticle, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgArticle, period.until) },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgArticle, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "text",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgArticle, text),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "keywords", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgArticle, keywords) },
  { "see", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgArticle, see) },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgArticle, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgArticle, confidence), KTG_NEED_FILLED },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgArticle, source) },
};

KTG_DEFINE_RECORD (KtgArticle, ktg_article, article_fields)
