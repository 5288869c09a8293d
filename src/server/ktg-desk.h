/* ktg-desk.h - a few threads that do what would hold others up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*KtgDeskFunc) (gpointer data);

typedef struct _KtgDesk KtgDesk;

KtgDesk *ktg_desk_new (guint n_threads);
void     ktg_desk_free (KtgDesk *self);
void     ktg_desk_push (KtgDesk *self, KtgDeskFunc func, gpointer data);
void     ktg_desk_drain (KtgDesk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDesk, ktg_desk_free)

G_END_DECLS
