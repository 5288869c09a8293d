/* ktg-deadline-pill.h - how long the law leaves, wherever a report stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>
#include <ktg-deadline-words.h>

G_BEGIN_DECLS

#define KTG_TYPE_DEADLINE_PILL (ktg_deadline_pill_get_type ())
G_DECLARE_FINAL_TYPE (KtgDeadlinePill, ktg_deadline_pill, KTG, DEADLINE_PILL, GtkWidget)

void  ktg_deadline_pill_show (KtgDeadlinePill   *self,
                              const KtgDeadline *deadline,
                              const KtgPack     *pack,
                              const KtgMoment   *now);
void  ktg_deadline_pill_show_summary (KtgDeadlinePill *self,
                                      KtgSession      *session,
                                      KtgSummary      *summary,
                                      const KtgMoment *now);
void  ktg_deadline_pill_show_due (KtgDeadlinePill    *self,
                                  const KtgReportDue *due,
                                  const KtgPack      *pack,
                                  const KtgMoment    *now);
void  ktg_deadline_pill_show_unsaid (KtgDeadlinePill *self);
char *ktg_deadline_pill_dup_text (KtgDeadlinePill *self);

G_END_DECLS
