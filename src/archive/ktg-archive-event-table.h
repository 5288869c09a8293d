/* ktg-archive-event-table.h - events in the order in which they came, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>

#include "ktg-page.h"
#include "ktg-reach.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes     *id; /* 32 bytes */
  gint64      author;
  guint64     seq;
  gint64      report;
  const char *type;
  KtgScope    scope;
  gint64      enrolment; /* of the author, when it came */
} KtgArchiveEventRow;

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

typedef void (*KtgEventIndexFunc) (gint64 index, gboolean has_body, gpointer user_data);

void ktg_stored_event_free (KtgStoredEvent *event);

gboolean ktg_archive_event_table_find (KtgDb   *db,
                                       gint64   author,
                                       guint64  seq,
                                       guint64 *index,
                                       GBytes **id,
                                       GError **error);
gboolean ktg_archive_event_table_get_head (KtgDb *db, guint64 *head, GError **error);
gboolean ktg_archive_event_table_get_last_index (KtgDb *db, guint64 *index, GError **error);
gboolean ktg_archive_event_table_list_gaps (KtgDb   *db,
                                            gint64   author,
                                            guint64  until,
                                            guint    max,
                                            GArray  *gaps,
                                            GError **error);
gboolean ktg_archive_event_table_add (KtgDb                    *db,
                                      const KtgArchiveEventRow *row,
                                      const KtgEnvelope        *envelope,
                                      gint64                    now_ms,
                                      guint64                  *index,
                                      GError                  **error);
gboolean ktg_archive_event_table_walk (KtgDb           *db,
                                       const KtgDevice *device,
                                       guint64          cursor,
                                       KtgEventWalk    *walk,
                                       GError         **error);
GPtrArray *
ktg_archive_event_table_dup_of_report (KtgDb *db, gint64 report, KtgPage *page, GError **error);
gboolean   ktg_archive_event_table_each_index (KtgDb            *db,
                                               gint64            after,
                                               guint             max,
                                               KtgEventIndexFunc func,
                                               gpointer          user_data,
                                               GError          **error);
GPtrArray *ktg_archive_event_table_dup_page (KtgDb *db, KtgPage *page, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStoredEvent, ktg_stored_event_free)

G_END_DECLS
