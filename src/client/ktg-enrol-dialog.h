/* ktg-enrol-dialog.h - makes this device known to its server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_ENROL_DIALOG (ktg_enrol_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KtgEnrolDialog, ktg_enrol_dialog, KTG, ENROL_DIALOG, AdwWindow)

KtgEnrolDialog *ktg_enrol_dialog_new (KtgSession *session);
void            ktg_enrol_dialog_take_certificate (KtgEnrolDialog *self, GFile *file);

G_END_DECLS
