/* ktg-viewer-panel.h - what makes a file evidence: when, with what, where from, unharmed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_VIEWER_PANEL (ktg_viewer_panel_get_type ())
G_DECLARE_FINAL_TYPE (KtgViewerPanel, ktg_viewer_panel, KTG, VIEWER_PANEL, AdwBin)

void ktg_viewer_panel_show (KtgViewerPanel    *self,
                            KtgSession        *session,
                            const KtgEvidence *evidence,
                            const char        *happened,
                            const char        *place);

void ktg_viewer_panel_say_pixels (KtgViewerPanel *self, int width, int height);
void ktg_viewer_panel_refresh (KtgViewerPanel *self);

G_END_DECLS
