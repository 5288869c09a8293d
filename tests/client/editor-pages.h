/* editor-pages.h - the editor, empty and full: what is chosen in it, what is lacking, an amendment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "page-tour.h"
#include "session-fixture.h"

G_BEGIN_DECLS

/* With the reports of practice, of which one is amended. */
void editor_pages_look_at (PageTour *tour, SessionFixture *fixture);

G_END_DECLS
