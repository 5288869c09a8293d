/* ktg-exchange-json.h - the messages of one exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-level.h>
#include <ktg-news.h>
#include <ktg-pack-notice.h>
#include <ktg-receipt.h>
#include <ktg-record.h>
#include <ktg-scope-news.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

#define KTG_HASH_START_CHARS 12
#define KTG_MAX_LIVES 200
#define KTG_MAX_MARKS 200

/* POST /v1/exchange, what a device says. */
typedef struct
{
  GPtrArray *at;    /* (element-type utf8) the newest marks that it has, one of each list */
  GPtrArray *marks; /* (element-type utf8) where it was asked: older ones; or NULL */
  char      *life;  /* of the server, as far as the device knows; or NULL */
  guint64    holds; /* the newest own seq with a receipt that stands; 0: none */
  char      *file;  /* how the file begins whose receipt stands and is the newest; or NULL */
  guint64    mail;  /* the newest letter of others that it has; 0: none */
  char      *shelf; /* how the server called its list of packs, the last one it told; or NULL */
  guint64    book;  /* the newest event of the server's book that it vouched for; 0: not said */
  GPtrArray *level; /* (element-type KtgLevelRange) what it carried, added up; ascending */
  GPtrArray
      *lives; /* (element-type utf8) where it was asked: all it knows, newest first; or NULL */
  GPtrArray *events; /* (element-type KtgEnvelope) its own */
  GPtrArray *carry;  /* (element-type KtgEnvelope) of other authors */
  GPtrArray *texts;  /* (element-type utf8) ids of those of `carry` that come without files */
  GPtrArray *files;  /* (element-type utf8) SHA-256 of files whose event the server has */
} KtgExchangeRequest;

typedef struct
{
  char    *sha256;
  guint64  offset;    /* durable bytes the server has */
  char    *prove;     /* under this the device may show that it holds the file instead; or NULL */
  gboolean may_prove; /* the server's own: whether it is to say so */
} KtgMissingFile;

/* What the server answers. */
typedef struct
{
  GPtrArray       *receipts; /* (element-type KtgEnvelope) */
  KtgShortReceipt *receipt;  /* for the request's events and nothing else; or NULL */
  char            *holder;   /* of that receipt, where it is not the centre; or NULL */
  GPtrArray       *mail;     /* (element-type KtgEnvelope) words of other servers to the device */
  guint64          mail_at;  /* the number of the last of them; 0: none */
  GPtrArray       *missing;  /* (element-type KtgMissingFile) */
  GPtrArray       *refused;  /* (element-type KtgRefusal) */
  GPtrArray       *refusals; /* (element-type KtgEnvelope) to authors of what was carried */
  GPtrArray       *scopes;   /* (element-type KtgScopeNews) what comes after the marks */
  gboolean asks_marks; /* a mark is of no list of here: which older ones does the device have? */
  char    *life;       /* the present one; or NULL */
  KtgEnvelope *stands; /* of the device's life, in this one; or NULL */
  GArray  *lacks; /* (element-type guint64) of the device's seqs up to `holds`; 0: of its `file` */
  gboolean asks;  /* nothing was taken: which lives does the device know? */
  gboolean has_more;
  char    *now; /* RFC 3339 UTC with milliseconds */
  guint64  max_batch_bytes;
  guint64  max_file_bytes;
  guint    keep_days;         /* nothing younger may be freed on a device; 0: not said */
  char    *shelf;             /* how it calls this list of packs; NULL: the list was not told */
  GPtrArray   *packs;         /* (element-type KtgPackNotice), sound ones */
  gboolean     has_bad_packs; /* and others, which were passed over */
  KtgEnvelope *book;          /* how far the server's book goes, a KtgBookmark; or NULL */
  GPtrArray   *level;         /* (element-type KtgLevelGap) ranges whose sum is another here */
} KtgExchangeAnswer;

KtgExchangeRequest *ktg_exchange_request_new (void);
KtgExchangeRequest *ktg_exchange_request_parse (GBytes *text, GError **error);
GBytes             *ktg_exchange_request_write (const KtgExchangeRequest *request);

KtgExchangeAnswer *ktg_exchange_answer_new (void);
KtgExchangeAnswer *ktg_exchange_answer_parse (GBytes *text, const char *life, GError **error);
GBytes            *ktg_exchange_answer_write (const KtgExchangeAnswer *answer);

gboolean ktg_exchange_answer_rebuild_receipt (KtgExchangeAnswer *answer,
                                              const GPtrArray   *event_ids,
                                              const char        *node,
                                              const char        *device);

/* What a PATCH that completes a file answers: receipts and nothing else, (element-type
 * KtgEnvelope). */
GPtrArray *ktg_receipts_answer_parse (GBytes *text, GError **error);
GBytes    *ktg_receipts_answer_write (GPtrArray *receipts);

KtgMissingFile *ktg_missing_file_new (const char *sha256, guint64 offset);

KTG_DECLARE_RECORD (KtgMissingFile, ktg_missing_file)
KTG_DECLARE_RECORD (KtgExchangeRequest, ktg_exchange_request)
KTG_DECLARE_RECORD (KtgExchangeAnswer, ktg_exchange_answer)

G_END_DECLS
