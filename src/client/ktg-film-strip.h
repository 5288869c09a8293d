/* ktg-film-strip.h - the files of a report side by side, one of them chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-picture-frame.h"
#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FILM_STRIP (ktg_film_strip_get_type ())
G_DECLARE_FINAL_TYPE (KtgFilmStrip, ktg_film_strip, KTG, FILM_STRIP, AdwBin)

void  ktg_film_strip_show (KtgFilmStrip *self, KtgSession *session, const GPtrArray *evidence);
void  ktg_film_strip_set_state (KtgFilmStrip *self,
                                guint         i,
                                KtgBadge      badge,
                                double        part,
                                const char   *words);
guint ktg_film_strip_get_chosen (KtgFilmStrip *self);
void  ktg_film_strip_choose (KtgFilmStrip *self, guint i);

G_END_DECLS
