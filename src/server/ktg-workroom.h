/* ktg-workroom.h - how many long messages are unpacked at once, and one of each device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-desk.h"

G_BEGIN_DECLS

/* A message this short is read where it came. */
#define KTG_SHORT_MESSAGE_BYTES (64 * 1024)

typedef struct _KtgWorkroom KtgWorkroom;

KtgWorkroom *ktg_workroom_new (KtgDesk *desk, gsize room_bytes);
void         ktg_workroom_free (KtgWorkroom *self);

void ktg_workroom_enter (KtgWorkroom *self,
                         gint64       device,
                         gsize        size_bytes,
                         KtgDeskFunc  func,
                         gpointer     data);
void ktg_workroom_leave (KtgWorkroom *self, gint64 device, gsize size_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgWorkroom, ktg_workroom_free)

G_END_DECLS
