/* ktg-bookmark.h - a server's signed word on how far its book goes, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* So old it may be without being asked for anew, and so far may clocks be apart. */
#define KTG_BOOKMARK_FRESH_US G_TIME_SPAN_DAY

/* Its bytes travel in a KtgEnvelope. */
typedef struct
{
  char   *node; /* public key, base64url */
  guint64 seq;  /* the newest event of its book */
  char   *id;   /* which one that is */
  char   *at;   /* the server's time, RFC 3339 UTC */
} KtgBookmark;

/* What a word is beside the newest one that is known. */
typedef enum
{
  KTG_BOOKMARK_NEWER,
  KTG_BOOKMARK_OLDER, /* it says nothing new, or is only late */
  KTG_BOOKMARK_BACK,  /* the book has less than before, or something else */
} KtgBookmarkOrder;

KtgBookmark     *ktg_bookmark_new (void);
gboolean         ktg_bookmark_is_ahead (gint64 at_us, gint64 now_us);
gboolean         ktg_bookmark_is_fresh (gint64 at_us, gint64 now_us);
KtgBookmarkOrder ktg_bookmark_compare (const KtgBookmark *word,
                                       const KtgBookmark *known,
                                       gint64             known_at_us,
                                       gint64             now_us);
gint64           ktg_bookmark_tell_time (const KtgBookmark *word, gint64 now_us);

KTG_DECLARE_RECORD (KtgBookmark, ktg_bookmark)

G_END_DECLS
