/* ktg-catalog-rows.h - what is on record: its rows, and what is asked of them
 *
 * A call stands with the table that it asks. What asks several is in ktg-catalog.h, which is what
 * endpoints and verbs include.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>
#include <ktg-envelope.h>

#include "ktg-code.h"
#include "ktg-page.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

/* One life, and what of it stands in the present one. */
typedef struct
{
  gint64  number; /* 0: this server never had it */
  guint64 last_event;
  guint64 last_file;
  guint64 last_letter;
  guint64 last_link; /* of this server's own */
} KtgLifeBounds;

/* How a relay stands with the server above. */
typedef struct
{
  KtgAccount *account;         /* NULL: there is none above */
  gboolean    is_refused;      /* it said that it does not accept this one any more */
  gint64      exchanged_at_ms; /* when that last answered; 0: never */
  gint64      offset_ms;       /* its clock minus this one's then */
  guint64     n_events;        /* that it is owed, with what says who is who */
  guint64     n_files;         /* that it is owed, also those that go only after what names them */
  guint64     n_bytes;         /* of both */
} KtgUpstreamState;

/* A device with all that its row says; times in milliseconds since the epoch, 0 for never. */
typedef struct
{
  gint64   number;
  char    *key;
  char    *officer;
  char    *name; /* what the person calls it, may be NULL */
  KtgRole  role;
  char    *region;
  gint64   enrolled_at_ms; /* with this officer */
  gint64   seen_at_ms;
  gint64   revoked_at_ms;
  gboolean is_node;      /* a server, which sees as an office does */
  gboolean is_elsewhere; /* by links that came here, and by no code of here */
  gboolean is_pending;   /* it waits to be confirmed */
  guint64  told;         /* the newest of its numbers that it says it has a receipt for */
} KtgDeviceRow;

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
  gboolean is_brought;     /* by itself, or it proved that it has it */
  gboolean is_complete;    /* the file is here whole, whoever brought it */
} KtgUploadRow;

/* A file is held for an author, since somebody brought it who carried his events. */
typedef struct
{
  char   *author;   /* his key */
  guint64 delivery; /* the number of that */
} KtgDelivery;

typedef struct
{
  gint64   number; /* 0: not in the table yet */
  char    *id;
  gint64   filer; /* device number; 0: nobody yet */
  char    *region;
  char    *place;
  char    *short_number; /* for people; NULL where the report has none */
  gboolean is_withdrawn;
  guint64  version;   /* the number of its filer's event that is in force */
  char    *filing;    /* id of its report.filed; NULL while that is not here */
  gint64   enrolment; /* of the filer's device, when the report came */
  char    *officer;   /* of that enrolment; only read */
  char    *role;      /* the same */
  guint    n_events;  /* only of a page's rows */
} KtgArchiveReportRow;

/* What an exchange brings down. */
typedef struct
{
  GPtrArray *scopes;     /* (element-type KtgScopeNews) */
  gboolean   asks_marks; /* a mark is of no list of here: which older ones does the party have? */
  gboolean   has_more;
  gboolean   has_gone; /* a list names an event that is not on record any more */
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
void ktg_aside_row_free (KtgAsideRow *row);
void ktg_archive_file_row_free (KtgArchiveFileRow *row);
void ktg_upload_row_free (KtgUploadRow *row);
void ktg_delivery_free (KtgDelivery *delivery);
void ktg_archive_report_row_free (KtgArchiveReportRow *row);
void ktg_stored_event_free (KtgStoredEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDeviceRow, ktg_device_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgAsideRow, ktg_aside_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgArchiveFileRow, ktg_archive_file_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgUploadRow, ktg_upload_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgArchiveReportRow, ktg_archive_report_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStoredEvent, ktg_stored_event_free)

gboolean ktg_catalog_find_code (KtgCatalog *self,
                                GBytes     *hash,
                                gint64      number,
                                KtgCode   **code,
                                GError    **error);
gboolean ktg_catalog_cancel_code (KtgCatalog *self, gint64 number, gint64 now_ms, GError **error);
gboolean
ktg_catalog_find_device (KtgCatalog *self, const char *key, KtgDevice **device, GError **error);
gboolean ktg_catalog_confirm (KtgCatalog *self,
                              const char *key,
                              gint64      now_ms,
                              KtgDevice **device,
                              GError    **error);
gboolean ktg_catalog_revoke (KtgCatalog *self,
                             const char *key,
                             gint64      now_ms,
                             GPtrArray  *changed,
                             GError    **error);

gboolean   ktg_catalog_may_fetch (KtgCatalog      *self,
                                  const KtgDevice *device,
                                  const char      *sha256,
                                  gboolean        *may,
                                  GError         **error);
gboolean   ktg_catalog_find_upload (KtgCatalog      *self,
                                    const KtgDevice *device,
                                    const char      *name,
                                    KtgUploadRow   **row,
                                    GError         **error);
gboolean   ktg_catalog_note_offset (KtgCatalog      *self,
                                    const KtgDevice *device,
                                    const char      *sha256,
                                    guint64          offset,
                                    GError         **error);
gboolean   ktg_catalog_complete (KtgCatalog      *self,
                                 const KtgDevice *device,
                                 const char      *sha256,
                                 guint64          size_bytes,
                                 gint64           now_ms,
                                 guint64         *delivery,
                                 GError         **error);
gboolean   ktg_catalog_deliver (KtgCatalog      *self,
                                const KtgDevice *device,
                                const char      *sha256,
                                gint64           now_ms,
                                guint64         *delivery,
                                GError         **error);
GPtrArray *ktg_catalog_deliver_carried (KtgCatalog      *self,
                                        const KtgDevice *carrier,
                                        const char      *sha256,
                                        gint64           now_ms,
                                        GError         **error);
GPtrArray *ktg_catalog_list_begun (KtgCatalog *self, GError **error);

gboolean ktg_catalog_has_aside (KtgCatalog *self, const char *id, gboolean *has, GError **error);
gboolean ktg_catalog_has_brought (KtgCatalog *self, const char *id, gboolean *has, GError **error);
gboolean
ktg_catalog_empty_aside (KtgCatalog *self, gint64 sender, guint *n_dropped, GError **error);

/* Gives a page: NULL with @error, or the rows after page->after. */
typedef GPtrArray *(*KtgCatalogList) (KtgCatalog *self, KtgPage *page, GError **error);

GPtrArray *ktg_catalog_list_aside (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_audit (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_codes (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_devices (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_events (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_links (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_files (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_report_events (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_report_files (KtgCatalog *self, KtgPage *page, GError **error);

void     ktg_upstream_state_clear (KtgUpstreamState *self);
gboolean ktg_catalog_find_upstream (KtgCatalog *self, KtgUpstreamState *state, GError **error);

gboolean ktg_catalog_check (KtgCatalog *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtgUpstreamState, ktg_upstream_state_clear)

G_END_DECLS
