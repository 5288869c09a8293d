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

#include <ktg-audit-json.h>
#include <ktg-receipt.h>

#include "ktg-catalog-rows.h"
#include "ktg-code.h"
#include "ktg-holding.h"
#include "ktg-missing.h"
#include "ktg-offer.h"
#include "ktg-page.h"
#include "ktg-reckoning.h"
#include "ktg-roster.h"

G_BEGIN_DECLS

/* What a device brings in one exchange, and what was found. */
typedef struct
{
  /* set by who asks, who owns all but the offers */
  KtgRoster                *roster;
  const char               *life; /* the present one */
  const KtgDevice          *device;
  const KtgExchangeRequest *message;
  gint64                    now_ms;
  GPtrArray                *offers; /* (element-type KtgOffer) */

  /* found */
  GHashTable  *named;   /* files already looked up */
  GPtrArray   *missing; /* (element-type KtgMissingFile) */
  KtgReceipt  *receipt;
  KtgEventWalk walk;
  KtgReckoning reckoning;
} KtgBatch;

/* Who asks to be enrolled with a code, and what became of that. */
typedef struct
{
  KtgRoster  *roster;
  const char *key;
  const char *name; /* what the person calls the device; or NULL */
  GBytes     *hash; /* of the code; NULL when what was typed cannot be one */
  gint64      now_ms;

  const char      *refusal; /* static, a problem's type; NULL: enrolled */
  KtgDevice       *device;
  KtgEnrolmentRow *account; /* what the device is now */
} KtgNewcomer;

void     ktg_batch_init (KtgBatch *self);
void     ktg_batch_clear (KtgBatch *self);
gboolean ktg_catalog_take_batch (KtgCatalog *self, KtgBatch *batch, GError **error);

void     ktg_newcomer_clear (KtgNewcomer *self);
gboolean ktg_catalog_enrol (KtgCatalog *self, KtgNewcomer *newcomer, GError **error);

gboolean ktg_catalog_find_code (KtgCatalog *self,
                                GBytes     *hash,
                                gint64      number,
                                KtgCode   **code,
                                GError    **error);
gboolean ktg_catalog_cancel_code (KtgCatalog *self, gint64 number, gint64 now_ms, GError **error);
gboolean
ktg_catalog_find_device (KtgCatalog *self, const char *key, KtgDevice **device, GError **error);
gboolean ktg_catalog_revoke (KtgCatalog *self, const char *key, gint64 now_ms, GError **error);

gboolean   ktg_catalog_may_fetch (KtgCatalog      *self,
                                  const KtgDevice *device,
                                  const char      *sha256,
                                  gboolean        *may,
                                  GError         **error);
gboolean   ktg_catalog_find_upload (KtgCatalog      *self,
                                    const KtgDevice *device,
                                    const char      *name,
                                    KtgUploadRow   **row,
                                    GError         **error);
gboolean   ktg_catalog_note_offset (KtgCatalog      *self,
                                    const KtgDevice *device,
                                    const char      *sha256,
                                    guint64          offset,
                                    GError         **error);
gboolean   ktg_catalog_complete (KtgCatalog      *self,
                                 const KtgDevice *device,
                                 const char      *sha256,
                                 guint64          size_bytes,
                                 gint64           now_ms,
                                 guint64         *delivery,
                                 GError         **error);
GPtrArray *ktg_catalog_list_begun (KtgCatalog *self, GError **error);

gboolean ktg_catalog_has_aside (KtgCatalog *self, const char *id, gboolean *has, GError **error);
gboolean
ktg_catalog_empty_aside (KtgCatalog *self, gint64 sender, guint *n_dropped, GError **error);

/* A page each: NULL with @error, or the rows after page->after. */
GPtrArray *ktg_catalog_list_aside (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_audit (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_codes (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_devices (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_events (KtgCatalog *self, KtgPage *page, GError **error);
GPtrArray *ktg_catalog_list_files (KtgCatalog *self, KtgPage *page, GError **error);

gboolean ktg_catalog_check (KtgCatalog *self, GError **error);

G_END_DECLS
