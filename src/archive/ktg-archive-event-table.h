/* ktg-archive-event-table.h - events in the order in which they came, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>

#include "ktg-catalog-rows.h"
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
  GBytes     *version;   /* that it judges, 32 bytes, or NULL */
  const char *handed_to; /* region code, or "" */
  gint64      enrolment; /* of the author, when it came */
} KtgArchiveEventRow;

typedef void (*KtgEventIndexFunc) (gint64 index, gboolean has_body, gpointer user_data);

gboolean ktg_archive_event_table_find_from (KtgDb   *db,
                                            gint64   author,
                                            guint64 *seq,
                                            guint64 *index,
                                            GBytes **id,
                                            GError **error);
gboolean ktg_archive_event_table_find_of_key (KtgDb      *db,
                                              const char *author,
                                              guint64     seq,
                                              GBytes    **id,
                                              GError    **error);
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
gboolean ktg_archive_event_table_dup_envelope (KtgDb        *db,
                                               guint64       index,
                                               GBytes       *id,
                                               KtgEnvelope **envelope,
                                               GError      **error);
gboolean ktg_archive_event_table_each_index (KtgDb            *db,
                                             gint64            after,
                                             guint             max,
                                             KtgEventIndexFunc func,
                                             gpointer          user_data,
                                             GError          **error);

G_END_DECLS
