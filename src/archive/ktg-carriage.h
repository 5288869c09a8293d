/* ktg-carriage.h - what somebody brings of others, and what became of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-receipt.h>

#include "ktg-catalog-rows.h"
#include "ktg-offer.h"

G_BEGIN_DECLS

struct _KtgLineage; /* ktg-lineage.h, which endpoints do not see */

typedef struct
{
  /* set by who asks, who owns all but the offers */
  const KtgDevice *carrier; /* NULL: nobody who asked; this server was told it where it asked */
  GPtrArray       *offers;  /* (element-type KtgOffer) */
  gint64           now_ms;

  /* found */
  struct _KtgLineage *lineage;
  GPtrArray          *changed;   /* (element-type KtgDevice) for the roster, after the COMMIT */
  GPtrArray          *receipts;  /* (element-type KtgReceipt) one for each author */
  GHashTable         *by_author; /* his key → his receipt */
} KtgCarriage;

void ktg_carriage_init (KtgCarriage *self);
void ktg_carriage_clear (KtgCarriage *self);
gboolean
ktg_carriage_take (KtgCarriage *self, KtgCatalog *catalog, const GPtrArray *own, GError **error);
guint ktg_carriage_get_n_links (const KtgCarriage *self);
void
ktg_carriage_note_file (KtgCarriage *self, const KtgUploadRow *row, const KtgDelivery *delivery);

G_END_DECLS
