/* ktg-catalog-office.h - what an office's device asks of the records about those below it
 *
 * Each judges first whether the device may ask that (ktg_device_may_admit()), and leaves a line in
 * the audit with what it does. What is refused changes nothing, and @refusal says why: the type of
 * a problem, static. Whoever is not below the device, and what is not there, are told alike. Where
 * it is not this server's to say, nothing is done: %KTG_ARCHIVE_ERROR_NOT_ITS_OWN.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-catalog.h"

G_BEGIN_DECLS

/* Codes of one device that wait at the same time. */
#define KTG_OFFICE_CODES 100

#define KTG_ASKED_NOT_BELOW "not-below"

/* Who asks. */
typedef struct
{
  const KtgDevice *device;
  gint64           now_ms;
} KtgAsker;

/* What became of it. */
typedef struct
{
  const char *refusal; /* NULL: done */
  gint64      number;  /* of a code that was made */
  GPtrArray  *changed; /* (element-type KtgDevice): for the roster */
} KtgAsked;

void     ktg_asked_clear (KtgAsked *self);
gboolean ktg_catalog_make_code_for (KtgCatalog     *self,
                                    const KtgAsker *asker,
                                    GBytes         *hash,
                                    const KtgCode  *code,
                                    KtgAsked       *asked,
                                    GError        **error);
gboolean ktg_catalog_cancel_code_for (KtgCatalog     *self,
                                      const KtgAsker *asker,
                                      gint64          number,
                                      KtgAsked       *asked,
                                      GError        **error);
gboolean ktg_catalog_confirm_for (KtgCatalog     *self,
                                  const KtgAsker *asker,
                                  const char     *key,
                                  KtgAsked       *asked,
                                  GError        **error);
gboolean ktg_catalog_revoke_for (KtgCatalog     *self,
                                 const KtgAsker *asker,
                                 const char     *key,
                                 KtgAsked       *asked,
                                 GError        **error);

GPtrArray *ktg_catalog_list_devices_for (KtgCatalog     *self,
                                         const KtgAsker *asker,
                                         KtgPage        *page,
                                         GError        **error);
GPtrArray *
ktg_catalog_list_codes_for (KtgCatalog *self, const KtgAsker *asker, KtgPage *page, GError **error);

G_END_DECLS
