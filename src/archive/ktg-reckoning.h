/* ktg-reckoning.h - what a device says it holds, beside what is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange-json.h>

#include "ktg-catalog-rows.h"
#include "ktg-device.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean      asks;    /* its life is not known: which others does it know? */
  gboolean      is_late; /* it is in another life, and has to hear what stands of it */
  const char   *of;      /* of which: borrowed from the message; NULL: of none */
  KtgLifeBounds bounds;  /* of that */
  guint64       mail;    /* its newest letter, as letters are counted here */
  GArray       *lacks;   /* (element-type guint64) */
} KtgReckoning;

/* Who asks, and what. */
typedef struct
{
  const char               *life; /* the present one */
  const KtgDevice          *device;
  const KtgExchangeRequest *message;
} KtgClaim;

void     ktg_reckoning_clear (KtgReckoning *self);
gboolean ktg_reckoning_begin (KtgReckoning   *self,
                              KtgCatalog     *catalog,
                              const KtgClaim *claim,
                              GError        **error);
gboolean
ktg_reckoning_end (KtgReckoning *self, KtgCatalog *catalog, const KtgClaim *claim, GError **error);

G_END_DECLS
