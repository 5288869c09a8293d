/* ktg-paper-printer.h - the PDF that lies in a copy of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-report-copy.h>

G_BEGIN_DECLS

/* What it prints is said in full: the copy has it in the signed bytes, too. */
extern const KtgReportPrinter ktg_paper_printer;

G_END_DECLS
