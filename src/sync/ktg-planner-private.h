/* ktg-planner-private.h - what the planner remembers, shared by its two halves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pieces.h>
#include <ktg-planner.h>

G_BEGIN_DECLS

#define FETCHES_BROKEN_AT_MOST 4 /* then packs wait for the next round */
#define LONGEST_FETCH_BYTES (32 * 1024)
#define SHORTEST_FETCH_BYTES (4 * 1024)

/* The server takes no more (docs/SERVER.md). */
#define MAX_EVENTS_AT_ONCE 1000
#define MAX_FILES_AT_ONCE 1000

typedef enum
{
  KTG_OFFSET_UNKNOWN,
  KTG_OFFSET_KNOWN,
  KTG_OFFSET_STALE,
} KtgOffsetState;

/* Of an event only the last ones are used. */
typedef struct
{
  KtgOffsetState state;
  guint64        offset;
  guint64        best;      /* the farthest the server ever was in this run */
  guint64        sent_from; /* where a broken upload began */
  guint64        n_sent;    /* what it had sent; 0: none broke, or it is judged */
  guint          n_fruitless;
  char          *nonce;       /* under which it may be proven that it is held, once; or NULL */
  gboolean       is_unproven; /* that was tried, and did not do */
  gboolean       is_to_blame; /* it was refused alone, and so at once */
  gboolean       is_given_up;
} KtgPlannerItem;

/* What was begun and is not over. */
typedef struct
{
  GHashTable *ids; /* (element-type utf8): of events and files */
  guint       n_exchanges, n_uploads, n_fetches;
  guint       n_questions; /* of the uploads, those that only ask */
  guint64     n_whole;     /* bytes of the uploads, if each began at the beginning */
} KtgUnderWay;

struct _KtgPlanner
{
  GHashTable *events;           /* (element-type utf8 KtgPlannerItem) */
  GHashTable *files;            /* (element-type utf8 KtgPlannerItem) */
  GHashTable *packs;            /* (element-type utf8): SHA-256 of those of which nothing came */
  guint       n_fetches_broken; /* since a piece came */
  guint64     fetch_bytes;      /* how long the next piece is */
  guint       max_events, max_files; /* in one exchange; less after one was refused as a whole */
  guint       n_failures;            /* since the last progress and the quick tries after it */
  KtgFailure  last_failure;
  guint       n_alike;       /* of them, the last ones of one kind */
  guint       n_quick_tries; /* left */
  guint       n_pauses;      /* ever */
  gint64      wait_until_us;
  gint64      asked_until_us; /* by the server, which no progress shortens */
  KtgUnderWay under_way;
  KtgPieces   pieces;
  KtgLink     link;
  gboolean    has_exchanged;
  gboolean    has_more;
  gboolean    is_asking;
  gboolean    is_modest; /* the server was busy: one file at a time */
};

KtgPlannerItem *ktg_planner_ensure_item (GHashTable *items, const char *id);
void            ktg_planner_forget_items (KtgPlanner *self);
gboolean        ktg_planner_has_room (const KtgPlanner *self, const KtgOwedFile *file);

G_END_DECLS
