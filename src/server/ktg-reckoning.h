/* ktg-reckoning.h - what a device says it holds, beside what is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-exchange-json.h>
#include <ktg-signing-key.h>

#include "ktg-device.h"

G_BEGIN_DECLS

typedef struct
{
  char      *life;      /* the present one, after what was shown */
  guint64    cursor;    /* the device's, as far as it says something in this life */
  gboolean   has_begun; /* this life began with this exchange */
  gboolean   asks;      /* the device must show what it was told before anything is taken */
  GPtrArray *restored;  /* (element-type KtgEnvelope) */
  GArray    *lacks;     /* (element-type guint64) */
} KtgReckoning;

/* Who asks, and what. */
typedef struct
{
  KtgSigningKey            *key; /* the server's */
  const KtgDevice          *device;
  const KtgExchangeRequest *message;
  gint64                    now_ms;
} KtgClaim;

void     ktg_reckoning_clear (KtgReckoning *self);
gboolean ktg_reckoning_begin (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error);
gboolean ktg_reckoning_end (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error);

G_END_DECLS
