/* ktg-scope-news.h - what one list of the other side brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-record.h>

G_BEGIN_DECLS

/* An event of a list; what this party wrote itself is only named. */
typedef struct
{
  guint64      index;    /* the other side's order over all events; 0: it says who is who */
  guint64      own;      /* the number of an event of this party's own; 0: it is not */
  KtgEnvelope *envelope; /* of somebody else's; else NULL */
} KtgIndexedEvent;

typedef struct
{
  char      *from;   /* the mark after which the events follow; NULL: the one that was said */
  char      *at;     /* the mark of the last of them */
  GPtrArray *events; /* (element-type KtgIndexedEvent), each in its place, without a gap */
} KtgScopeNews;

KtgIndexedEvent *ktg_indexed_event_new (guint64 index, KtgEnvelope *envelope);
KtgIndexedEvent *ktg_indexed_event_new_own (guint64 index, guint64 seq);
KtgScopeNews    *ktg_scope_news_new (void);

KTG_DECLARE_RECORD (KtgIndexedEvent, ktg_indexed_event)
KTG_DECLARE_RECORD (KtgScopeNews, ktg_scope_news)

G_END_DECLS
