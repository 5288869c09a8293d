/* ktg-offer.h - an event is taken, or refused with a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-named-file.h>

#include "ktg-device.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

/* One event that somebody brings, his own or another's. First it is judged by what it says, then by
 * what is held. */
typedef struct
{
  KtgEnvelope *envelope;
  KtgEvent    *event;   /* NULL when it cannot be read */
  GArray      *files;   /* (element-type KtgNamedFile) that it names; NULL without an event */
  const char  *verdict; /* static: why what it says rules it out, without the prefix; or NULL */
  KtgDevice   *author;  /* who wrote it, as he was then; NULL: nobody is known who did */
  gboolean     is_late; /* he was revoked before it */
  gboolean     is_text; /* who carries it has not its files from its author */
  const char  *refusal; /* static: why it is not taken, for either reason; or NULL */
  guint64      index;   /* the server's order, once taken */
  gboolean     is_new;  /* it was taken now, and not before */
} KtgOffer;

KtgOffer   *ktg_offer_new (KtgEnvelope *envelope, KtgDevice *author);
void        ktg_offer_free (KtgOffer *offer);
const char *ktg_offer_get_refusal_detail (const KtgOffer *offer);
gboolean    ktg_offer_is_for_author (const KtgOffer *offer);
gboolean    ktg_offer_is_filed (const KtgOffer *offer);
gboolean    ktg_offer_is_link (const KtgOffer *offer);

gboolean ktg_offer_take (KtgCatalog      *catalog,
                         const KtgDevice *sender,
                         KtgOffer        *offer,
                         gint64           now_ms,
                         GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgOffer, ktg_offer_free)

G_END_DECLS
