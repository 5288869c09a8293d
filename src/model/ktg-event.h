/* ktg-event.h - one signed statement about a report, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-device-admission.h>
#include <ktg-moment.h>
#include <ktg-node-admission.h>
#include <ktg-publication.h>
#include <ktg-report.h>
#include <ktg-revocation.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_EVENT_FILED,     /* report.filed: body is a report */
  KTG_EVENT_AMENDED,   /* report.amended: body is the whole new version; replaces names the event
                          before */
  KTG_EVENT_WITHDRAWN, /* report.withdrawn: reason */
  KTG_EVENT_REVIEW,    /* review.state: an office's decision: state and note */

  /* Who is who, docs/PROTOCOL.md, "Trust"; nothing of a report */
  KTG_EVENT_NODE_ADMITTED,
  KTG_EVENT_NODE_REVOKED,
  KTG_EVENT_DEVICE_ADMITTED,
  KTG_EVENT_DEVICE_REVOKED,
  KTG_EVENT_PACK_PUBLISHED,

  KTG_EVENT_OTHER, /* a type this version does not know: kept, passed on, shown as such */
} KtgEventKind;

/* The facts of an event; its bytes and signature travel beside it (KtgEnvelope). */
typedef struct
{
  KtgEventKind kind;
  char        *type;      /* as written, "report.filed" */
  char        *report_id; /* random UUID, lowercase */
  char        *author;    /* Ed25519 public key, base64url */
  guint64      seq;       /* from 1 */
  char        *prev;      /* id of this author's event seq - 1; NULL when seq is 1 */
  KtgMoment    at;
  KtgReport   *report;       /* filed, amended */
  char        *replaces;     /* amended: event id */
  char        *reason;       /* withdrawn */
  char        *review_state; /* review: code of the forms pack, "initial_review" */
  char        *note;         /* review */

  /* one of them, of those that say who is who */
  KtgNodeAdmission   *node_admission;
  KtgDeviceAdmission *device_admission;
  KtgRevocation      *revocation; /* of a node or of a device */
  KtgPublication     *publication;
} KtgEvent;

KtgEvent *ktg_event_new (void);

const char  *ktg_event_kind_get_type_name (KtgEventKind kind);
KtgEventKind ktg_event_kind_from_type_name (const char *type);
gboolean     ktg_event_kind_is_of_report (KtgEventKind kind);

extern const KtgRecord ktg_event_head_record;
const KtgField        *ktg_event_kind_get_body (KtgEventKind kind);

KTG_DECLARE_RECORD (KtgEvent, ktg_event)

G_END_DECLS
