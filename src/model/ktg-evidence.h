/* ktg-evidence.h - one file of evidence, as a report names it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_ORIGIN_UNKNOWN,
  KTG_ORIGIN_CAMERA,
  KTG_ORIGIN_WHATSAPP_PHOTO,
  KTG_ORIGIN_WHATSAPP_DOCUMENT,
  KTG_ORIGIN_SCREENSHOT,
  KTG_ORIGIN_SCAN,
  KTG_ORIGIN_DOWNLOAD,
} KtgOrigin;

/* Where a picture was published (KE-05, DS-07): taken, posted and found are three times. */
typedef struct
{
  char *where; /* platform, e.g. "Facebook" */
  char *account;
  char *url;
  char *when; /* a time as in ktg-moment.h, or NULL */
  char *found;

  KtgValues *rest; /* what another version said, or NULL */
} KtgPosted;

/* sha256, preview_sha256: 64 lowercase hex digits. A file without a preview has preview_sha256
 * NULL. Strings other than sha256, media_type and original_name may be NULL. original_name is never
 * a path. */
typedef struct
{
  char      *sha256;
  guint64    size_bytes;
  char      *media_type;
  char      *original_name;
  KtgOrigin  origin;
  char      *taken;  /* what the camera says, a time as in ktg-moment.h */
  char      *camera; /* make and model */
  gboolean   has_position;
  double     latitude;
  double     longitude;
  gboolean   is_not_posted; /* the officer says it was not published */
  KtgPosted *posted;        /* where it was published; NULL: not said */
  char      *gesture;       /* code of the gestures pack */
  char      *caption;
  char      *preview_sha256;
  guint64    preview_size_bytes;
  KtgValues *position_rest; /* what another version said, each NULL where it did not */
  KtgValues *preview_rest;
  KtgValues *rest;
} KtgEvidence;

KtgEvidence *ktg_evidence_new (void);
KtgPosted   *ktg_posted_new (void);

KtgOrigin   ktg_origin_guess (const char *original_name);
const char *ktg_origin_get_code (KtgOrigin origin);

KTG_DECLARE_RECORD (KtgEvidence, ktg_evidence)
KTG_DECLARE_RECORD (KtgPosted, ktg_posted)

G_END_DECLS
