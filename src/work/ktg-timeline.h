/* ktg-timeline.h - what happened to a report, and who says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-form-words.h"

#include <ktg-store.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_MARK_DONE,
  KTG_MARK_UNDER_WAY,
  KTG_MARK_ASKS, /* it waits for the officer */
  KTG_MARK_TO_COME,
} KtgTimelineMark;

typedef struct
{
  KtgTimelineMark mark;
  char           *what;
  char           *when;   /* "" where no time is known */
  char           *detail; /* what that means, or NULL */
  char           *who;    /* whose clock or word it is; "" where nothing happened yet */
} KtgTimelineStep;

/* Returns: (transfer full) (element-type KtgTimelineStep): in order */
GPtrArray *
ktg_timeline_new (const KtgReportHeld *held, const KtgFormReader *reader, int utc_offset_s);

G_END_DECLS
