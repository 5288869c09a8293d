/* ktg-admission.h - who is let in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

#include "ktg-http-request.h"
#include "ktg-roster.h"

G_BEGIN_DECLS

typedef struct _KtgAdmission KtgAdmission;

KtgAdmission *ktg_admission_new (KtgRoster *roster, KtgSigningKey *server_key);
void          ktg_admission_free (KtgAdmission *self);

KtgHttpAnswer *ktg_admission_check (KtgAdmission   *self,
                                    KtgHttpRequest *request,
                                    gint64          now_ms,
                                    KtgDevice     **device);
KtgHttpAnswer *ktg_admission_check_stranger (KtgAdmission   *self,
                                             KtgHttpRequest *request,
                                             gint64          now_ms,
                                             char          **key);
void ktg_admission_vouch (KtgAdmission *self, KtgHttpRequest *request, KtgHttpAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgAdmission, ktg_admission_free)

G_END_DECLS
