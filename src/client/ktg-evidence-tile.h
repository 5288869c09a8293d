/* ktg-evidence-tile.h - one file of a filed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_EVIDENCE_TILE (ktg_evidence_tile_get_type ())
G_DECLARE_FINAL_TYPE (KtgEvidenceTile, ktg_evidence_tile, KTG, EVIDENCE_TILE, AdwBin)

GtkWidget *ktg_evidence_tile_new (KtgSession        *session,
                                  const KtgEvidence *evidence,
                                  const KtgFileHeld *held,
                                  gboolean           is_replaced);

G_END_DECLS
