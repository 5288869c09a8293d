/* ktg-planner-private.h - what the planner remembers, shared by its two halves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pieces.h>
#include <ktg-planner.h>

G_BEGIN_DECLS

#define MAX_EVENTS_AT_ONCE 2000
#define MAX_FILES_AT_ONCE 2000

typedef enum
{
  KTG_OFFSET_UNKNOWN,
  KTG_OFFSET_KNOWN,
  KTG_OFFSET_STALE,
} KtgOffsetState;

/* Of an event only n_fruitless and is_given_up are used. */
typedef struct
{
  KtgOffsetState state;
  guint64        offset;
  guint64        best;      /* the farthest the server ever was in this run */
  guint64        sent_from; /* where a broken upload began */
  guint64        n_sent;    /* what it had sent; 0: none broke, or it is judged */
  guint          n_fruitless;
  gboolean       is_given_up;
} KtgPlannerItem;

struct _KtgPlanner
{
  GHashTable *events; /* (element-type utf8 KtgPlannerItem) */
  GHashTable *files;  /* (element-type utf8 KtgPlannerItem) */
  GQueue      exhausted;
  guint       max_events, max_files; /* in one exchange; less after one was refused as a whole */
  guint       n_failures;            /* since the last progress and the quick tries after it */
  KtgFailure  last_failure;
  guint       n_alike;       /* of them, the last ones of one kind */
  guint       n_quick_tries; /* left */
  gint64      wait_until_us;
  KtgPieces   pieces;
  guint64     bytes_per_s; /* measured; 0: not known */
  gboolean    has_exchanged;
  gboolean    has_more;
  gboolean    is_asking;
};

KtgPlannerItem *ktg_planner_ensure_item (GHashTable *items, const char *id);
void            ktg_planner_forget_items (KtgPlanner *self);

G_END_DECLS
