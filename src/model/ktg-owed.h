/* ktg-owed.h - what one party still owes the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-level.h>
#include <ktg-pack-notice.h>

G_BEGIN_DECLS

typedef struct
{
  char    *event_id;
  char    *report_id;
  gsize    size_bytes;
  gboolean is_carried; /* another wrote it */
  gboolean is_text;    /* of that, it is brought without its files */
} KtgOwedEvent;

typedef struct
{
  char    *sha256;
  char    *report_id; /* the most urgent report that names it */
  guint64  size_bytes;
  gboolean is_preview;
  gboolean is_event_received; /* the server knows an event that names it */
  gint64   due_us;            /* of that report, see KtgSummaryFields */
  gint64   filed_us;
} KtgOwedFile;

/* A snapshot; parked things are not in it. */
typedef struct
{
  GPtrArray *events; /* (element-type KtgOwedEvent) by seq; before them what others wrote, in any
                        order in which what says who is who comes before what it explains */
  GPtrArray *files;  /* (element-type KtgOwedFile) any order */
  GPtrArray *at;     /* (element-type utf8) the newest mark of each of the server's lists */
  GPtrArray *marks;  /* (element-type utf8) older ones, where the server asked; or NULL */
  char      *life;   /* of the server, as this device knows it; or NULL */
  guint64    holds;  /* the newest own seq with a receipt; 0: none */
  char      *file;   /* SHA-256 of the file with a receipt that was delivered last; or NULL */
  GPtrArray *lives;  /* (element-type utf8) all of the list, where the server asked; or NULL */
  GPtrArray
         *level; /* (element-type KtgLevelRange) of what it carried, whether that is there still */
  guint   n_parked;
  guint64 book;     /* the newest event of the server's book, by its fresh word; 0: none */
  guint64 mail;     /* the newest letter that the server handed on; 0: none */
  char   *shelf;    /* how the server called the list of packs that is known; or NULL */
  GPtrArray *packs; /* (element-type KtgPackNotice) of them, what is lacking here */
  gboolean   has_no_room_for_packs; /* so none is asked for */
} KtgOwed;

KtgOwed      *ktg_owed_new (void);
KtgOwedEvent *ktg_owed_event_new (const char *event_id, const char *report_id, gsize size_bytes);
KtgOwedFile  *ktg_owed_file_new (const char *sha256, const char *report_id, guint64 size_bytes);

KTG_DECLARE_RECORD (KtgOwedEvent, ktg_owed_event)
KTG_DECLARE_RECORD (KtgOwedFile, ktg_owed_file)
KTG_DECLARE_RECORD (KtgOwed, ktg_owed)

G_END_DECLS
