/* ktg-sync-progress.h - what people are told of an exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sending.h>
#include <ktg-sync-error.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_SYNC_UNENROLLED, /* nothing can be sent before enrolment */
  KTG_SYNC_IDLE,       /* level; since_us says when */
  KTG_SYNC_CONNECTING,
  KTG_SYNC_TEXTS, /* done of total */
  KTG_SYNC_PREVIEWS,
  KTG_SYNC_ORIGINALS,
  KTG_SYNC_OFFLINE,  /* no link; tries again at until_us */
  KTG_SYNC_WAITING,  /* the server asked to wait until until_us */
  KTG_SYNC_ACCOUNT,  /* the server does not accept this device; error says why */
  KTG_SYNC_HELD,     /* only files are left that may not go now; hold says why */
  KTG_SYNC_PRACTICE, /* nothing is ever sent */
} KtgSyncPhase;

/* A file that a connection brings. */
typedef struct
{
  char    sha256[65]; /* not for people */
  guint64 done, total;
} KtgFileUnderWay;

/* Everything the one sentence at the bottom of the window needs. */
typedef struct
{
  KtgSyncPhase phase;
  guint        done, total; /* of the present class: texts, previews or originals */
  guint        n_parked;
  guint        n_texts_waiting, n_files_waiting;
  guint64      text_bytes_waiting, file_bytes_waiting;
  guint64      bytes_per_s;        /* measured; 0: not known */
  gint64       seconds_left;       /* -1: not known */
  gint64       until_us, since_us; /* wall clock, µs since the epoch; 0: none */
  GArray      *under_way;          /* (element-type KtgFileUnderWay) one a connection; NULL: none */
  GHashTable  *arrived;            /* (element-type utf8 guint64) SHA-256 → how much of a file is
                                      there of which something lacks; NULL: of none */
  GError      *error;              /* KTG_SYNC_ERROR of the last failure, or NULL */
  char        *pack;               /* that was not got in this round; or NULL */
  KtgSyncError pack_error;         /* why */
  gboolean     has_bad_packs;      /* announced in this round, and passed over */
  KtgHold      hold;               /* why no original goes */
  gboolean     is_metered;         /* the link, as it was seen last */
  gboolean     is_now;             /* the officer wished all to go, whatever her rules say */
  KtgSpent     spent;              /* today, as it was counted so far */
  gint64       midnight_us;        /* wall clock: when today is over; 0: not known yet */
} KtgSyncProgress;

const KtgFileUnderWay *ktg_sync_progress_find_file (const KtgSyncProgress *self,
                                                    const char            *sha256);
guint64 ktg_sync_progress_get_n_arrived (const KtgSyncProgress *self, const char *sha256);

G_END_DECLS
