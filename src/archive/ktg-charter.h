/* ktg-charter.h - what lets this server speak, and whom it lets in, signed for everybody to check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>
#include <ktg-pack-notice.h>
#include <ktg-signing-key.h>

#include "ktg-clock.h"
#include "ktg-device.h"

G_BEGIN_DECLS

/* Who signs here. */
typedef struct _KtgCharter
{
  KtgSigningKey *root;     /* NULL: it is kept elsewhere */
  KtgSigningKey *node;     /* this server's own */
  const char    *root_key; /* the public one, wherever the other is kept */
  KtgClock       now_ms;
} KtgCharter;

/* A device as it is to be admitted. Of a relay `officer` and `role` say nothing. */
typedef struct
{
  const char *key;
  const char *box;     /* its box key; NULL: it said none */
  const char *officer; /* the person's name */
  KtgRole     role;
  const char *region;
  gint64      from_ms;   /* from when it is this officer's */
  gint64      number;    /* of its row */
  gint64      enrolment; /* under which it writes from now on */
} KtgAdmitted;

gboolean ktg_charter_get_end (const KtgCharter *self, KtgDb *db, guint64 *seq, GError **error);
gboolean ktg_charter_open (const KtgCharter *self, KtgDb *db, GError **error);
gboolean
ktg_charter_admit (const KtgCharter *self, KtgDb *db, const KtgAdmitted *device, GError **error);
gboolean ktg_charter_admit_node (const KtgCharter  *self,
                                 KtgDb             *db,
                                 const KtgAdmitted *node,
                                 gint64            *until_ms,
                                 GError           **error);
gboolean
ktg_charter_revoke (const KtgCharter *self, KtgDb *db, const KtgDevice *device, GError **error);
gboolean ktg_charter_check_may_admit (const KtgCharter *self,
                                      KtgDb            *db,
                                      const KtgSeat    *other,
                                      GError          **error);
gboolean
ktg_charter_find_holder (const KtgCharter *self, KtgDb *db, const char **holder, GError **error);
gboolean ktg_charter_publish (const KtgCharter    *self,
                              KtgDb               *db,
                              const KtgPackNotice *notice,
                              gsize                size_bytes,
                              KtgEnvelope        **word,
                              GError             **error);

G_END_DECLS
