/* ktg-incoming-private.h - a file on its way in, as the store sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-evidence-folder.h"
#include "ktg-incoming.h"

G_BEGIN_DECLS

/* What is known of a finished one. */
typedef struct
{
  const char *sha256;
  guint64     size_bytes;
  gint64      imported_us; /* what the disk's clock said */
} KtgIncomingFacts;

KtgIncoming *ktg_incoming_new (KtgEvidenceFolder *folder, const char *reserve_path, GError **error);
KtgIncomingFacts ktg_incoming_get_facts (KtgIncoming *self);
gboolean         ktg_incoming_name (KtgIncoming *self, GError **error);

G_END_DECLS
