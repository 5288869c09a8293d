/* ktg-print-dialog.h - in which way, how much of it, and where to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-printable.h"
#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_PRINT_DIALOG (ktg_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KtgPrintDialog, ktg_print_dialog, KTG, PRINT_DIALOG, AdwWindow)

KtgPrintDialog *ktg_print_dialog_new (KtgSession *session, KtgPrintable *printable);
KtgPrintDialog      *
ktg_print_dialog_new_for_report (KtgSession *session, const char *id, gboolean is_receipt);
void ktg_print_dialog_save_to (KtgPrintDialog *self, GFile *destination);

G_END_DECLS
