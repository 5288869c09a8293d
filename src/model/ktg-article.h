/* ktg-article.h - something of the guide that can be read: what to do, what not, a word explained
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

extern const char *const ktg_article_parts[]; /* what a guide has articles for, ended by NULL */

typedef struct
{
  char      *code;
  char      *part;   /* one of ktg_article_parts */
  KtgPeriod  period; /* the days on which it holds */
  KtgWords   name;
  KtgWords   text;        /* a few sentences */
  char      *keywords;    /* extra words for search, both languages, or NULL */
  GPtrArray *see;         /* (element-type utf8): codes of violations and of other articles */
  char      *legal_basis; /* or NULL */
  char      *confidence;  /* A, B, C or "-" */
  char      *source;      /* where it was read, or NULL */
} KtgArticle;

KTG_DECLARE_RECORD (KtgArticle, ktg_article)

G_END_DECLS
