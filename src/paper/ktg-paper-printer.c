/* ktg-paper-printer.c - the PDF that lies in a copy of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-printer.h"

#include "ktg-paper-file.h"
#include "ktg-paper-report.h"

static KtgPaper *
make_paper (KtgStore *store, KtgLibrary *library, const KtgReportHeld *held, const KtgMoment *now)
{
  KtgPaperSubject subject = ktg_paper_subject_get (store, library, ktg_summary_get (held->summary));

  subject.report = ktg_history_get_report (held->history);
  subject.held = held;
  subject.form = ktg_pack_get_form_of_report (subject.reader.pack, subject.report);
  subject.is_named = TRUE;
  subject.now = *now;
  return ktg_paper_report_new (&subject);
}

static void
print_async (KtgStore            *store,
             KtgLibrary          *library,
             const KtgReportHeld *held,
             const char          *path,
             const KtgMoment     *now,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (KtgPaper) paper = make_paper (store, library, held, now);

  ktg_paper_file_write_async (paper, store, path, cancellable, callback, user_data);
}

const KtgReportPrinter ktg_paper_printer = { print_async, ktg_paper_file_write_finish };
