/* ktg-planner.h - what to do next, decided without doing anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-owed.h>
#include <ktg-sending.h>

G_BEGIN_DECLS

/* What went wrong, by who has to wait for it (DESIGN section 5). */
typedef enum
{
  KTG_FAILURE_NONE,
  KTG_FAILURE_UNREACHED, /* no connection came about: everything pauses, for a minute at most */
  KTG_FAILURE_LINK,      /* everything pauses, nobody loses a turn */
  KTG_FAILURE_STORE,     /* this device's own disk: everything pauses */
  KTG_FAILURE_SERVER,    /* 429, 503: everything waits for Retry-After */
  KTG_FAILURE_ACCOUNT,   /* 401, 403: ask the officer */
  KTG_FAILURE_GONE,      /* 404, 410 on a file: begin it again */
  KTG_FAILURE_ITEM,      /* 400, 409, 413, 422: park this one, go on */
} KtgFailure;

typedef enum
{
  KTG_STEP_EXCHANGE, /* send event_ids and ask about files */
  KTG_STEP_UPLOAD,   /* send sha256 from offset */
  KTG_STEP_FETCH,    /* ask for pack */
  KTG_STEP_PARK,     /* id used up its attempts: it is owed no more until an officer says so */
  KTG_STEP_WAIT,     /* nothing before wait_until_us */
  KTG_STEP_BUSY,     /* nothing before something under way has moved on or is over */
  KTG_STEP_ASK,      /* the account: only the officer can go on */
  KTG_STEP_LEVEL,    /* nothing is owed */
} KtgStepKind;

typedef struct
{
  KtgStepKind kind;
  GPtrArray  *event_ids; /* EXCHANGE (element-type utf8) */
  GPtrArray  *files;     /* EXCHANGE (element-type utf8) */
  char       *sha256;    /* UPLOAD */
  guint64     offset;
  guint64     size_bytes;
  guint64     n_bytes;    /* UPLOAD: to send from offset on; fewer than are left where pieces go.
                             EXCHANGE: of its events */
  guint64        n_whole; /* UPLOAD: n_bytes, if it began at the beginning */
  char          *nonce;   /* UPLOAD: prove under this that it is held, and send nothing; or NULL */
  gboolean       is_preview;
  gboolean       is_offset_stale; /* UPLOAD: ask where to go on (HEAD) before sending */
  gint64         wait_until_us;   /* WAIT */
  KtgPackNotice *pack;            /* FETCH */
  char          *id;              /* PARK: of an event, or the SHA-256 of a file */
  gboolean       is_event;        /* PARK */
  guint          n_pauses;        /* the planner's, when it was planned */
} KtgStep;

void ktg_step_free (KtgStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStep, ktg_step_free)

/* What may go. Texts always may. */
typedef struct
{
  KtgSending sending;
  guint64    promised_bytes; /* of originals under way, that have not left yet */
  gsize max_batch_bytes;     /* events in one exchange, before compression; the first always fits */
  guint max_item_attempts;   /* nothing came of the same file or event this often: park it */
} KtgPolicy;

/* What is seen of the link at this moment. */
typedef struct
{
  guint64 bytes_per_s;                   /* all connections together; 0: not known */
  gint64  round_trip_us;                 /* the quickest answer; 0: not known */
  guint64 previews_left, originals_left; /* bytes under way that are still to be handed over;
                                            without those that stand still */
  guint    n_connections;                /* that stand, or are being made */
  gboolean loses_packets;
} KtgLink;

/* The planner's memory of one run: what the server said of each file, and how the link has done. No
 * clock, no chance, no I/O: they come in as arguments. */
typedef struct _KtgPlanner KtgPlanner;

KtgPlanner *ktg_planner_new (void);
void        ktg_planner_free (KtgPlanner *self);

KtgStep *
ktg_planner_next (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy, gint64 now_us);
guint ktg_planner_get_n_failures (KtgPlanner *self);

/* What is under way, from its begin until it is over; whoever does one thing at a time need not say
 * it. */
void ktg_planner_begun (KtgPlanner *self, const KtgStep *step);
void ktg_planner_over (KtgPlanner *self, const KtgStep *step);

/* What happened: */
void     ktg_planner_file_missing (KtgPlanner *self, const char *sha256, guint64 offset);
void     ktg_planner_may_prove (KtgPlanner *self, const char *sha256, const char *nonce);
void     ktg_planner_exchanged (KtgPlanner *self, const KtgStep *step, gboolean has_more);
void     ktg_planner_progressed (KtgPlanner *self);
void     ktg_planner_fetched_piece (KtgPlanner *self);
void     ktg_planner_fetched (KtgPlanner *self, const KtgStep *step);
void     ktg_planner_uploaded (KtgPlanner *self, const char *sha256);
void     ktg_planner_measured (KtgPlanner *self, const KtgLink *link);
void     ktg_planner_broke (KtgPlanner *self, const KtgStep *step, guint64 n_sent);
void     ktg_planner_interrupted (KtgPlanner *self, const KtgStep *step);
void     ktg_planner_failed (KtgPlanner    *self,
                             const KtgStep *step,
                             KtgFailure     failure,
                             gint64         now_us,
                             gint64         retry_after_us,
                             double         jitter);
gboolean ktg_planner_refused_by_size (KtgPlanner *self, const KtgStep *step);
void     ktg_planner_wake (KtgPlanner *self);

#define KTG_BACKOFF_UNREACHED_US G_TIME_SPAN_MINUTE
#define KTG_BACKOFF_LONGEST_US (15 * G_TIME_SPAN_MINUTE)

gint64 ktg_backoff_next_us (guint attempts, gint64 longest_us, double jitter);
gint64 ktg_backoff_quick_us (double jitter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPlanner, ktg_planner_free)

G_END_DECLS
