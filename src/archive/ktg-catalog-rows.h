/* ktg-catalog-rows.h - what is on record, as it is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>

#include "ktg-device.h"

G_BEGIN_DECLS

/* One life, and what of it stands in the present one. */
typedef struct
{
  gint64  number; /* 0: this server never had it */
  guint64 last_event;
  guint64 last_file;
} KtgLifeBounds;

/* A device with all that its row says; times in milliseconds since the epoch, 0 for never. */
typedef struct
{
  gint64  number;
  char   *key;
  char   *officer;
  char   *name; /* what the person calls it, may be NULL */
  KtgRole role;
  char   *region;
  gint64  enrolled_at_ms; /* with this officer */
  gint64  seen_at_ms;
  gint64  revoked_at_ms;
  guint64 told; /* the newest of its numbers that it says it has a receipt for */
} KtgDeviceRow;

/* One enrolment: a device in the hands of one officer. */
typedef struct
{
  gint64  number;
  gint64  device;
  char   *officer;
  KtgRole role;
  char   *region;
} KtgEnrolmentRow;

typedef struct
{
  gint64  number; /* of the row */
  char   *id;
  gint64  sender;     /* number of the device */
  char   *sender_key; /* NULL when there is no such device */
  char   *reason;     /* the refusal */
  gint64  received_at_ms;
  guint64 size_bytes;
} KtgAsideRow;

typedef struct
{
  gint64   number;
  char    *sha256;
  guint64  size_bytes; /* what its event says; once complete, what it is */
  gboolean is_complete;
  gboolean is_preview;
  char    *name;   /* what the event calls it; only of a report's files */
  gint64   report; /* number of the report whose event names it; only of reports' files */
} KtgArchiveFileRow;

/* One device's way with one file that its events name. */
typedef struct
{
  gint64  device;
  gint64  file;
  char   *sha256;
  guint64 announced_bytes; /* what the device's events say */
  guint64 file_bytes;      /* once the file is complete, what it is; not to be told before it is
                              delivered */
  guint64  offset;         /* durable bytes that this device brought, until it is delivered */
  gboolean is_delivered;   /* it brought them all */
  guint64  delivery;       /* the number of that, among all of this server */
  gboolean is_complete;    /* the file is here whole, whoever brought it */
} KtgUploadRow;

typedef struct
{
  gint64   number; /* 0: not in the table yet */
  char    *id;
  gint64   filer; /* device number; 0: nobody yet */
  char    *region;
  char    *place;
  char    *review_state;
  gboolean is_withdrawn;
  gint64   enrolment; /* of the filer's device, when the report came */
  char    *officer;   /* of that enrolment; only read */
  char    *role;      /* the same */
  guint    n_events;  /* only of a page's rows */
} KtgArchiveReportRow;

/* What an exchange brings down: `events` (element-type KtgIndexedEvent) that a device may see. */
typedef struct
{
  GPtrArray *events;
  guint64    cursor;
  gboolean   has_more;
} KtgEventWalk;

/* An event as it lies there, with all that can be checked of it. */
typedef struct
{
  guint64      index;
  KtgEnvelope *envelope; /* its id as stored */
  char        *author;   /* key */
  guint64      seq;
  char        *report_id;
  char        *type;
  gint64       received_at_ms;
  char        *before;  /* id of the author's event before it; NULL when that is not held */
  guint        n_files; /* on record as named by it and as its author's to bring */
} KtgStoredEvent;

void ktg_device_row_free (KtgDeviceRow *row);
void ktg_enrolment_row_free (KtgEnrolmentRow *row);
void ktg_aside_row_free (KtgAsideRow *row);
void ktg_archive_file_row_free (KtgArchiveFileRow *row);
void ktg_upload_row_free (KtgUploadRow *row);
void ktg_archive_report_row_free (KtgArchiveReportRow *row);
void ktg_stored_event_free (KtgStoredEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDeviceRow, ktg_device_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEnrolmentRow, ktg_enrolment_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgAsideRow, ktg_aside_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgArchiveFileRow, ktg_archive_file_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgUploadRow, ktg_upload_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgArchiveReportRow, ktg_archive_report_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStoredEvent, ktg_stored_event_free)

G_END_DECLS
