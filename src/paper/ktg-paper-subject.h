/* ktg-paper-subject.h - what is put on paper, and how much of it is said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-form-words.h>
#include <ktg-library.h>
#include <ktg-store.h>

G_BEGIN_DECLS

typedef struct
{
  const KtgReport        *report;
  const KtgSummaryFields *summary;
  const KtgReportHeld    *held;     /* NULL: a draft */
  const KtgForm          *form;     /* NULL: no form here is its own; all that it says is listed */
  KtgFormReader           reader;   /* its language is the one that the program speaks */
  const char             *officer;  /* whose paper it is, or NULL */
  gboolean                is_named; /* what its form marks as secret is said */
  gboolean                is_practice;
  KtgMoment               now;
} KtgPaperSubject;

KtgPaperSubject
ktg_paper_subject_get (KtgStore *store, KtgLibrary *library, const KtgSummaryFields *summary);
GPtrArray *ktg_paper_subject_find_forms (const KtgPack *pack, const KtgReport *report);
const KtgForm *
ktg_paper_subject_find_form (const KtgPack *pack, const KtgReport *report, const char *code);

G_END_DECLS
