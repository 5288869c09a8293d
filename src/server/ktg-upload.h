/* ktg-upload.h - one request that brings a file, or a part of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sha256.h>

#include "ktg-http-request.h"
#include "ktg-service.h"

G_BEGIN_DECLS

/* What came of it, once its bytes are settled. */
typedef enum
{
  KTG_UPLOAD_UNCHANGED, /* nothing was taken, or the disk failed: what is on record stays */
  KTG_UPLOAD_PARTIAL,   /* what came is on disk */
  KTG_UPLOAD_COMPLETE,  /* the whole file is in its place */
  KTG_UPLOAD_MISMATCH,  /* the whole has another hash; all that this device brought was forgotten */
  KTG_UPLOAD_LOST,      /* the disk has less than is on record; all of it was forgotten */
} KtgUploadOutcome;

typedef enum
{
  KTG_UPLOAD_WAITING, /* for its turn */
  KTG_UPLOAD_FLOWING,
  KTG_UPLOAD_SETTLING,
} KtgUploadStage;

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
  gboolean is_known;
  gboolean is_delivered; /* by this device */
  gboolean is_complete;  /* whoever brought it */
  guint64  expected_bytes;
  guint64  offset;
  guint64  delivery; /* the number of its delivery, once that is on record */

  gboolean is_charged; /* what it is to bring counts against the disk and the day; the writer's
                          thread's own */

  /* while it flows: the HTTP thread's own, except where said */
  int        fd;
  KtgSha256 *hash; /* NULL when an earlier request brought the beginning */
  guint64    taken;
  guint64    noted; /* bytes up to which a note was begun */
  gint64     noted_at_us;
  gboolean   has_failed; /* the disk failed */

  GMutex         lock;
  KtgUploadStage stage;     /* under the lock */
  gboolean       is_noting; /* under the lock: a note is on its way, settling waits for it */
  gboolean       is_broken; /* under the lock: a flush failed */
  guint64        note_offset;

  KtgUploadOutcome outcome;
} KtgUpload;

KtgUpload  *ktg_upload_new (KtgService *service, KtgHttpRequest *request, KtgDevice *device);
KtgUpload  *ktg_upload_ref (KtgUpload *self);
void        ktg_upload_unref (KtgUpload *self);
const char *ktg_upload_get_name (KtgUpload *self);
void        ktg_upload_set_sha256 (KtgUpload *self, const char *sha256);

gboolean ktg_upload_open (KtgUpload *self, GError **error);
gboolean ktg_upload_take (KtgUpload *self, const guint8 *bytes, gsize size_bytes);
gboolean ktg_upload_is_note_due (KtgUpload *self, gint64 now_us);
void     ktg_upload_settle (KtgUpload *self);
void     ktg_upload_repair (KtgUpload *self);
void     ktg_upload_tidy (KtgUpload *self);

KtgHttpAnswer *ktg_upload_new_answer (KtgUpload *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgUpload, ktg_upload_unref)

G_END_DECLS
