/* ktg-inflow.h - one request that brings a file, or a part of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sha256.h>

#include "ktg-depot-writer.h"
#include "ktg-http-request.h"
#include "ktg-service.h"

G_BEGIN_DECLS

/* What came of it, once its bytes are settled. */
typedef enum
{
  KTG_INFLOW_UNCHANGED, /* nothing was taken, or the disk failed: what is on record stays */
  KTG_INFLOW_PARTIAL,   /* what came is on disk */
  KTG_INFLOW_COMPLETE,  /* the whole file is in its place */
  KTG_INFLOW_MISMATCH,  /* the whole has another hash; all that this device brought was forgotten */
  KTG_INFLOW_LOST,      /* the disk has less than is on record; all of it was forgotten */
} KtgInflowOutcome;

typedef enum
{
  KTG_INFLOW_WAITING, /* for its turn */
  KTG_INFLOW_FLOWING,
  KTG_INFLOW_SETTLING,
} KtgInflowStage;

typedef struct
{
  KtgService     *service;
  KtgHttpRequest *request;
  KtgDevice      *device;
  char            sha256[KTG_SHA256_HEX + 1]; /* from when it was looked up */
  char           *part;        /* its name in partial/, and whose turn it is; from then on, too */
  gboolean        is_question; /* HEAD: only wants to know the offset */
  guint64         asked_offset;
  guint64         length;  /* of this request's body */
  gboolean        is_last; /* the device says that this body ends the file */

  /* what is held, as the writer said last */
  gboolean   is_known;
  gboolean   is_delivered; /* by this device */
  gboolean   is_complete;  /* whoever brought it */
  guint64    expected_bytes;
  guint64    offset;
  guint64    delivery; /* the number of its delivery, once that is on record */
  GPtrArray *carried;  /* (element-type KtgDelivery) and those of whom it carried events; or NULL */

  gboolean is_charged; /* what it is to bring counts against the disk and the day; the writer's
                          thread's own */

  /* while it flows: the HTTP thread's own, except where said */
  KtgDepotWriter *writer;
  guint64         taken;
  guint64         noted; /* bytes up to which a note was begun */
  gint64          noted_at_us;
  gboolean        has_failed; /* the disk failed */

  GMutex         lock;
  KtgInflowStage stage;     /* under the lock */
  gboolean       is_noting; /* under the lock: a note is on its way, settling waits for it */
  gboolean       is_broken; /* under the lock: a flush failed */
  guint64        note_offset;

  KtgInflowOutcome outcome;
} KtgInflow;

KtgInflow  *ktg_inflow_new (KtgService *service, KtgHttpRequest *request, KtgDevice *device);
KtgInflow  *ktg_inflow_ref (KtgInflow *self);
void        ktg_inflow_unref (KtgInflow *self);
const char *ktg_inflow_get_name (KtgInflow *self);
void        ktg_inflow_set_sha256 (KtgInflow *self, const char *sha256);

gboolean ktg_inflow_open (KtgInflow *self, GError **error);
gboolean ktg_inflow_take (KtgInflow *self, const guint8 *bytes, gsize size_bytes);
gboolean ktg_inflow_is_note_due (KtgInflow *self, gint64 now_us);
void     ktg_inflow_settle (KtgInflow *self);
void     ktg_inflow_repair (KtgInflow *self);
void     ktg_inflow_tidy (KtgInflow *self);

KtgHttpAnswer *ktg_inflow_new_answer (KtgInflow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgInflow, ktg_inflow_unref)

G_END_DECLS
