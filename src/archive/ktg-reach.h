/* ktg-reach.h - who may see what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-device.h"

G_BEGIN_DECLS

/* Whose an event is. */
typedef struct
{
  gint64      filer;  /* device that filed the report; 0 when that is not known yet */
  gint64      author; /* device that wrote the event */
  const char *region; /* of the filer's enrolment; "" when not known yet */
  const char *place;  /* where the report says it happened; "" when it does not */
  const char *also;   /* other places and regions whose offices have it, with blanks between them */
  gboolean    is_for_office; /* the filer's device does not get it */
} KtgScope;

gboolean ktg_reach_can_see (const KtgDevice *device, const KtgScope *scope);
gboolean ktg_reach_can_review (const KtgDevice *device, const KtgScope *scope);
gboolean
ktg_reach_could_review (const KtgDevice *device, const char *region, const KtgScope *scope);

G_END_DECLS
