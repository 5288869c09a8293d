/* ktg-catalog.h - what the archive has on record, as endpoints and verbs ask for it
 *
 * The seam above the tables. A catalog is handed to the work of a job (KtgWriterJob): it is what is
 * on record inside that transaction, on the writer's thread, and of no use afterwards. Whoever asks
 * sees rows and pages, neither tables nor SQL. Unless said otherwise FALSE and NULL mean that the
 * database failed; the transaction is then undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-bookmark.h>
#include <ktg-receipt.h>

#include "ktg-carriage.h"
#include "ktg-catalog-rows.h"
#include "ktg-holding.h"
#include "ktg-mailbag.h"
#include "ktg-missing.h"
#include "ktg-offer.h"
#include "ktg-reckoning.h"
#include "ktg-roster.h"

G_BEGIN_DECLS

/* What a device brings in one exchange, and what was found. */
typedef struct
{
  /* set by who asks, who owns all but the offers */
  KtgRoster  *roster;
  KtgClaim    claim;
  gint64      now_ms;
  GPtrArray  *offers;   /* (element-type KtgOffer) its own */
  KtgCarriage carriage; /* and others' */

  /* found */
  GHashTable  *named;   /* files already looked up */
  GPtrArray   *missing; /* (element-type KtgMissingFile) */
  KtgReceipt  *receipt;
  KtgEventWalk walk;
  KtgReckoning reckoning;
  KtgMailbag   mail;  /* words of the server above to this device; none where texts came */
  GPtrArray   *level; /* (element-type KtgLevelGap) what it carried and is not here any more */
  KtgBookmark *book;  /* how far this server's book goes; NULL: the device knows, or brings texts */
  KtgEnvelope *book_above; /* of a relay instead: that of the server above, as it came */
} KtgBatch;

/* Who asks to be enrolled with a code, and what became of that. */
typedef struct
{
  KtgRoster  *roster;
  const char *key;
  gboolean    is_node;    /* it says that it is a relay */
  const char *name;       /* what the person calls the device; or NULL */
  const char *box;        /* the device's box key; NULL: it said none */
  GBytes     *hash;       /* of the code; NULL when what was typed cannot be one */
  gboolean    asks_again; /* without a code: what became of it */
  gint64      now_ms;

  const char *refusal; /* static, a problem's type; NULL: enrolled */
  KtgDevice  *device;
  char       *officer; /* who has it now */
  GPtrArray  *chain;   /* (element-type KtgEnvelope): what says so, from the root down */
  guint       n_links; /* that were read for it */
} KtgNewcomer;

void     ktg_batch_init (KtgBatch *self);
void     ktg_batch_clear (KtgBatch *self);
gboolean ktg_batch_has_events (const KtgBatch *self);
gboolean ktg_catalog_take_batch (KtgCatalog *self, KtgBatch *batch, GError **error);

/* Who says who it is by what others signed, and what became of that. */
typedef struct
{
  const char *key;
  GPtrArray  *offers; /* (element-type KtgOffer) what it shows */
  gint64      now_ms;
  gint64      centre_ms; /* the time by which its own is over */

  const char *refusal; /* static, a problem's type; NULL: it is known from now on */
  KtgDevice  *device;
  char       *officer;
  GPtrArray  *chain;   /* (element-type KtgEnvelope): what says so, from the root down */
  GPtrArray  *changed; /* (element-type KtgDevice) for the roster */
  guint       n_links; /* that were read for it */
} KtgVisitor;

void     ktg_visitor_clear (KtgVisitor *self);
gboolean ktg_catalog_introduce (KtgCatalog *self, KtgVisitor *visitor, GError **error);

void     ktg_newcomer_clear (KtgNewcomer *self);
gboolean ktg_catalog_enrol (KtgCatalog *self, KtgNewcomer *newcomer, GError **error);

G_END_DECLS
