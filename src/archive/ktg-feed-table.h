/* ktg-feed-table.h - the lists of events that parties are told, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-catalog-rows.h"
#include "ktg-device.h"

G_BEGIN_DECLS

#define KTG_FEED_DEVICE "d"
#define KTG_FEED_COUNTRY "*"

/* How far a party says it is: its newest marks, and, where it was asked, older ones. */
typedef struct
{
  const GPtrArray *at;    /* (element-type utf8) */
  const GPtrArray *marks; /* (element-type utf8); NULL: it was not asked */
} KtgFeedClaim;

char    *ktg_feed_table_dup_scope_of_device (gint64 number);
gboolean ktg_feed_table_add (KtgDb      *db,
                             const char *scope,
                             guint64     event,
                             const char *event_id,
                             GError    **error);
gboolean ktg_feed_table_add_link (KtgDb      *db,
                                  const char *scope,
                                  guint64     link,
                                  const char *event_id,
                                  GError    **error);
gboolean ktg_feed_table_is_empty (KtgDb *db, gboolean *is_empty, GError **error);
gboolean ktg_feed_table_clear (KtgDb *db, GError **error);
gboolean ktg_feed_table_walk (KtgDb              *db,
                              const KtgDevice    *device,
                              const KtgFeedClaim *claim,
                              KtgEventWalk       *walk,
                              GError            **error);

G_END_DECLS
