/* ktg-report-story.h - where a filed report stands: state, time limit, and the steps of its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_REPORT_STORY (ktg_report_story_get_type ())
G_DECLARE_FINAL_TYPE (KtgReportStory, ktg_report_story, KTG, REPORT_STORY, AdwBin)

void ktg_report_story_show (KtgReportStory *self, KtgSession *session, const KtgReportHeld *held);

G_END_DECLS
