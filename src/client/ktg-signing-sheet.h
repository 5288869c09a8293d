/* ktg-signing-sheet.h - shows all that is about to be signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>
#include <ktg-report-changes.h>

G_BEGIN_DECLS

#define KTG_TYPE_SIGNING_SHEET (ktg_signing_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KtgSigningSheet, ktg_signing_sheet, KTG, SIGNING_SHEET, AdwWindow)

KtgSigningSheet *ktg_signing_sheet_new (KtgSession *session, const KtgReport *report);
KtgSigningSheet *ktg_signing_sheet_new_amendment (KtgSession      *session,
                                                  const KtgReport *report,
                                                  const GPtrArray *changes,
                                                  const char      *reason);
void             ktg_signing_sheet_say_missing (KtgSigningSheet *self, const char *missing);
void             ktg_signing_sheet_show_over (KtgSigningSheet *self, GtkWindow *parent);

G_END_DECLS
