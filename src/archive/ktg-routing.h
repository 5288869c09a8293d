/* ktg-routing.h - in which lists an event stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-reach.h"

G_BEGIN_DECLS

/* An event that is on record. */
typedef struct
{
  guint64     index;
  const char *id;     /* hex */
  const char *author; /* his key */
  guint64     seq;
  gint64      report;
  KtgScope    scope;
  const char *author_region;
  GBytes     *version;    /* of a step: that it judges, or NULL */
  gboolean    is_of_case; /* an office's, or another's, of the case */
  gboolean    hands_on;   /* it gives the report to another office */
  gboolean    is_version; /* it says what the report is from then on */
  gboolean    is_alone;   /* no other of its report is here */
} KtgRoutedEvent;

gboolean ktg_routing_add (KtgDb *db, const KtgRoutedEvent *event, GError **error);
char    *ktg_routing_dup_regions (KtgDb *db, gint64 report, gint64 filer, GError **error);
gboolean ktg_routing_catch_up (KtgDb *db, GError **error);
gboolean ktg_routing_open (KtgDb *db, GError **error);
gboolean ktg_routing_rebuild (KtgDb *db, GError **error);

G_END_DECLS
