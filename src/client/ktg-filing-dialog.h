/* ktg-filing-dialog.h - says once what is about to be signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FILING_DIALOG (ktg_filing_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KtgFilingDialog, ktg_filing_dialog, KTG, FILING_DIALOG, AdwMessageDialog)

#define KTG_FILING_RESPONSE_FILE "file"

KtgFilingDialog *ktg_filing_dialog_new (const char *signed_words,
                                        const char *doubts,
                                        const char *days_left,
                                        const char *missing);

G_END_DECLS
