/* ktg-event.h - one signed statement about a report, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-assignment.h>
#include <ktg-case-step.h>
#include <ktg-custody-day.h>
#include <ktg-device-admission.h>
#include <ktg-moment.h>
#include <ktg-node-admission.h>
#include <ktg-publication.h>
#include <ktg-report.h>
#include <ktg-revocation.h>

G_BEGIN_DECLS

#define KTG_EVENT_MOST_AFTER 64

typedef enum
{
  KTG_EVENT_FILED,     /* report.filed: body is a report */
  KTG_EVENT_AMENDED,   /* report.amended: body is the whole new version; replaces names the event
                          before */
  KTG_EVENT_WITHDRAWN, /* report.withdrawn: reason */

  /* docs/CASES.md */
  KTG_EVENT_STEP,     /* case.step: an office's step of the procedure */
  KTG_EVENT_ASSIGNED, /* case.assigned: who looks after it */
  KTG_EVENT_JOINED,   /* case.joined: with another report */
  KTG_EVENT_NOTE,     /* case.note: text */
  KTG_EVENT_CUSTODY,  /* custody.noted: what was done with its files on a day */

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
  char        *case_id; /* id of the report.filed that it is about, or NULL */
  GPtrArray   *after;   /* (element-type utf8): ids of the newest steps that its author held */
  gboolean     is_for_office; /* kept from the filer's device */
  gboolean     is_sealed;     /* a part of it is sealed, and not read */
  KtgReport   *report;        /* filed, amended */
  char        *replaces;      /* amended: event id */
  char        *reason;        /* withdrawn */
  char        *note;          /* note */

  KtgCaseStep   *step;       /* step */
  KtgAssignment *assignment; /* assigned */
  char          *joined;     /* joined: id of the other report.filed */
  KtgCustodyDay *custody;    /* custody */

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
gboolean     ktg_event_kind_is_of_chain (KtgEventKind kind);
gboolean     ktg_event_type_is_of_case (const char *type);
const char  *ktg_event_get_subject (const KtgEvent *event);

extern const KtgRecord ktg_event_head_record;
const KtgField        *ktg_event_kind_get_body (KtgEventKind kind);

KTG_DECLARE_RECORD (KtgEvent, ktg_event)

G_END_DECLS
