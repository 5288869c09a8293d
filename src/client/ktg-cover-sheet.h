/* ktg-cover-sheet.h - what of a picture nobody shall see, and how it came to that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <ktg-raster-part.h>

G_BEGIN_DECLS

#define KTG_TYPE_COVER_SHEET (ktg_cover_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KtgCoverSheet, ktg_cover_sheet, KTG, COVER_SHEET, GObject)

KtgCoverSheet       *ktg_cover_sheet_new (int width, int height);
void                 ktg_cover_sheet_get_size (KtgCoverSheet *self, int *width, int *height);
guint                ktg_cover_sheet_get_n_covers (KtgCoverSheet *self);
const KtgRasterPart *ktg_cover_sheet_get (KtgCoverSheet *self, guint i);
gboolean             ktg_cover_sheet_add (KtgCoverSheet *self, const KtgRasterPart *part);
gboolean             ktg_cover_sheet_add_in_the_middle (KtgCoverSheet *self);
void                 ktg_cover_sheet_begin_change (KtgCoverSheet *self);
void     ktg_cover_sheet_change (KtgCoverSheet *self, guint i, const KtgRasterPart *part);
void     ktg_cover_sheet_move (KtgCoverSheet *self, guint i, int across, int down);
void     ktg_cover_sheet_grow (KtgCoverSheet *self, guint i, int across, int down);
void     ktg_cover_sheet_remove (KtgCoverSheet *self, guint i);
gboolean ktg_cover_sheet_undo (KtgCoverSheet *self);
gboolean ktg_cover_sheet_can_undo (KtgCoverSheet *self);
char    *ktg_cover_sheet_dup_words (KtgCoverSheet *self, guint i);

G_END_DECLS
