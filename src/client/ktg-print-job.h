/* ktg-print-job.h - a report on paper, given to a printer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-paper.h>

G_BEGIN_DECLS

GtkPrintOperation *ktg_print_job_new (KtgPaper *paper, KtgStore *store);

G_END_DECLS
