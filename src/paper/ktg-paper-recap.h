/* ktg-paper-recap.h - a recap on paper, and the list of its reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper.h"

#include <ktg-recap-words.h>

G_BEGIN_DECLS

typedef struct
{
  KtgLibrary         *library;
  const KtgRecapSpan *span;
  const KtgRecap     *recap;
  GListModel         *summaries; /* of KtgSummary: all that there is */
  const char         *officer;   /* whose recap it is, or NULL */
  gboolean            is_practice;
  gboolean            is_list;  /* of the reports alone; else behind what was counted */
  gboolean            is_named; /* what a form marks as secret is said */
  KtgMoment           now;
} KtgPaperRecap;

KtgPaperRecap ktg_paper_recap_get (KtgStore           *store,
                                   KtgLibrary         *library,
                                   const KtgRecapSpan *span,
                                   const KtgRecap     *recap,
                                   const KtgMoment    *now);
KtgPaper     *ktg_paper_recap_new (const KtgPaperRecap *subject);
char         *ktg_paper_recap_dup_name (const KtgPaperRecap *subject);

G_END_DECLS
