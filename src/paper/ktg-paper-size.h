/* ktg-paper-size.h - how large the paper is, and where it stays white
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* A4, in points of 1/72 inch. */
#define KTG_PAPER_WIDTH 595.276
#define KTG_PAPER_HEIGHT 841.890

#define KTG_PAPER_LEFT 62.0
#define KTG_PAPER_RIGHT 54.0
#define KTG_PAPER_TOP 62.0
#define KTG_PAPER_BOTTOM 78.0
#define KTG_PAPER_EDGE 28.0 /* nothing at all is nearer to the edge */

#define KTG_PAPER_BODY_WIDTH (KTG_PAPER_WIDTH - KTG_PAPER_LEFT - KTG_PAPER_RIGHT)
#define KTG_PAPER_BODY_HEIGHT (KTG_PAPER_HEIGHT - KTG_PAPER_TOP - KTG_PAPER_BOTTOM)

#define KTG_PAPER_CODE_SIDE 84.0
#define KTG_PAPER_PICTURE_HEIGHT 268.0 /* two of them, with their words, on a page */
#define KTG_PAPER_SIGNATURE_HEIGHT 92.0
#define KTG_PAPER_ROW_PADDING 3.5
