/* ktg-report-changes.h - what differs between two versions of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-form-words.h"

G_BEGIN_DECLS

typedef struct
{
  char *label;
  char *before; /* "" where nothing was said */
  char *after;
} KtgReportChange;

GPtrArray *ktg_report_changes_new (const KtgReport     *before,
                                   const KtgReport     *after,
                                   const KtgFormReader *reader);
char      *ktg_report_changes_dup_names (const KtgReport     *before,
                                         const KtgReport     *after,
                                         const KtgFormReader *reader);

G_END_DECLS
