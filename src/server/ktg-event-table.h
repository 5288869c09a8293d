/* ktg-event-table.h - events in the order in which they came, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>

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
} KtgEventRow;

/* What an exchange brings down: `events` (element-type KtgIndexedEvent) that a device may see. */
typedef struct
{
  GPtrArray *events;
  guint64    cursor;
  gboolean   has_more;
} KtgEventWalk;

gboolean ktg_event_table_find (KtgDb *db, GBytes *id, guint64 *index, GError **error);
gboolean
ktg_event_table_find_seq (KtgDb *db, gint64 author, guint64 seq, guint64 *index, GError **error);
gboolean   ktg_event_table_add (KtgDb             *db,
                                const KtgEventRow *row,
                                const KtgEnvelope *envelope,
                                gint64             now_ms,
                                guint64           *index,
                                GError           **error);
gboolean   ktg_event_table_walk (KtgDb           *db,
                                 const KtgDevice *device,
                                 guint64          cursor,
                                 KtgEventWalk    *walk,
                                 GError         **error);
GPtrArray *ktg_event_table_dup_of_report (KtgDb *db, gint64 report, GError **error);
gboolean   ktg_event_table_put_aside (KtgDb             *db,
                                      const KtgEnvelope *envelope,
                                      gint64             sender,
                                      const char        *reason,
                                      gint64             now_ms,
                                      GError           **error);

G_END_DECLS
