/* ktg-news.h - what one answer of the other side brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-level.h>
#include <ktg-pack-notice.h>
#include <ktg-record.h>
#include <ktg-scope-news.h>

G_BEGIN_DECLS

typedef struct
{
  char *id;     /* of what is refused */
  char *type;   /* problem type, "urn:kentongan:problem:…" */
  char *detail; /* English */
} KtgRefusal;

KtgRefusal *ktg_refusal_new (const char *id, const char *type, const char *detail);

KTG_DECLARE_RECORD (KtgRefusal, ktg_refusal)

/* What one answer of the server brought: receipts (each verified against the account's server key
 * before it is believed; UNTRUSTED refuses the whole answer and changes nothing), refusals, events
 * of others, how far its lists are known now, and the server's clock: one transaction. */
typedef struct
{
  GPtrArray *receipts;   /* (element-type KtgEnvelope) */
  GPtrArray *mail;       /* (element-type KtgEnvelope) words of other servers to this device */
  guint64    mail_at;    /* the number of the last of them; 0: none */
  GPtrArray *rejections; /* (element-type KtgEnvelope) to authors of what was carried */
  GPtrArray *carried;    /* (element-type utf8) ids of what the request carried */
  GPtrArray *texts;      /* (element-type utf8) of that, what it carried without files */
  GPtrArray *unsaid; /* (element-type utf8) files that were asked about and are not missing: those
                        without a receipt now it does not know of this party */
  GPtrArray   *refused; /* (element-type KtgRefusal) events, which are parked with the reason */
  GPtrArray   *refused_files; /* (element-type KtgRefusal) files, by their SHA-256 */
  GPtrArray   *scopes;        /* (element-type KtgScopeNews) */
  gboolean     asks_marks;    /* it knows no mark of this device, and asks for older ones */
  char        *life;          /* of the server; NULL: it says nothing of it */
  KtgEnvelope *stands;        /* what stands in it of the life that was named; or NULL */
  GArray      *lacks; /* (element-type guint64) own seqs that it has not; 0: the file it has not */
  char        *file;  /* the SHA-256 that was claimed; or NULL */
  gboolean     asks;  /* it took nothing and asks which lives this device knows */
  guint        keep_days; /* 0: not said */
  KtgPackList *packs;     /* all that are handed out; NULL: not said */
  KtgEnvelope *book;      /* how far its book goes, a KtgBookmark; or NULL */
  GPtrArray   *asked;     /* (element-type KtgLevelRange) what it was asked of what was carried */
  GPtrArray   *level;     /* (element-type KtgLevelGap) where it has another sum */
  gboolean     has_server_offset;
  gint64       server_offset_ms;
  gint64       server_now_us; /* by its own clock; 0: not said */
} KtgNews;

KtgNews *ktg_news_new (void);

KTG_DECLARE_RECORD (KtgNews, ktg_news)

G_END_DECLS
