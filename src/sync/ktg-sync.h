/* ktg-sync.h - brings this device and its server level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>
#include <ktg-store.h>
#include <ktg-sync-error.h>

G_BEGIN_DECLS

/* The program's clocks and chance. */
typedef struct
{
  KtgMoment (*now) (void);
  gint64 (*monotonic_us) (void);
  double (*random) (void); /* [0, 1) */
} KtgSyncWorld;

typedef enum
{
  KTG_SYNC_UNENROLLED, /* nothing can be sent before enrolment */
  KTG_SYNC_IDLE,       /* level; since_us says when */
  KTG_SYNC_CONNECTING,
  KTG_SYNC_TEXTS, /* done of total */
  KTG_SYNC_PREVIEWS,
  KTG_SYNC_ORIGINALS,
  KTG_SYNC_OFFLINE, /* no link; tries again at until_us */
  KTG_SYNC_WAITING, /* the server asked to wait until until_us */
  KTG_SYNC_ACCOUNT, /* the server does not accept this device; error says why */
  KTG_SYNC_HELD,    /* only originals are left and they wait for the officer's conditions */
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
  GError      *error;              /* KTG_SYNC_ERROR of the last failure, or NULL */
} KtgSyncProgress;

/* Signals: "changed" when progress changed (at most five times a second), "file-progress" is part
 * of it. */
#define KTG_TYPE_SYNC (ktg_sync_get_type ())
G_DECLARE_FINAL_TYPE (KtgSync, ktg_sync, KTG, SYNC, GObject)

/* Main thread; keeps a reference to @store. @world is static. */
KtgSync               *ktg_sync_new (KtgStore *store, const KtgSyncWorld *world);
const KtgSyncProgress *ktg_sync_get_progress (KtgSync *self);

void     ktg_sync_enrol_async (KtgSync            *self,
                               const char         *url,
                               const char         *code,
                               const char         *name,
                               const char         *ca_pem,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
gboolean ktg_sync_enrol_finish (KtgSync *self, GAsyncResult *result, GError **error);

void     ktg_sync_run_async (KtgSync            *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
gboolean ktg_sync_run_finish (KtgSync *self, GAsyncResult *result, GError **error);

void ktg_sync_start (KtgSync *self);
void ktg_sync_stop (KtgSync *self);
void ktg_sync_wake (KtgSync *self);

void ktg_sync_set_holds_originals (KtgSync *self, gboolean holds);

G_END_DECLS
