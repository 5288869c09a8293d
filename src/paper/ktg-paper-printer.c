/* ktg-paper-printer.c - the PDF that lies in a copy of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-printer.h"

#include "ktg-paper-file.h"

#include <ktg-language.h>

static KtgPaper *
make_paper (KtgStore *store, KtgLibrary *library, const KtgReportHeld *held, const KtgMoment *now)
{
  const KtgAccount     *account = ktg_store_get_account (store);
  const KtgPack        *pack = ktg_library_get_pack (library);
  const KtgReport      *report = ktg_history_get_report (held->history);
  const KtgPaperSubject subject = {
    .report = report,
    .summary = ktg_summary_get (held->summary),
    .held = held,
    .form = ktg_pack_get_form_of_report (pack, report),
    .reader = { pack, ktg_library_get_regions (library), ktg_language_get () },
    .officer = account != NULL ? account->officer : NULL,
    .is_named = TRUE,
    .is_practice = ktg_account_is_practice (account),
    .now = *now,
  };

  return ktg_paper_new (&subject);
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
