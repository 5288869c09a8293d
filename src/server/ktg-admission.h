/* ktg-admission.h - who is let in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

#include "ktg-budgets.h"
#include "ktg-http-request.h"
#include "ktg-roster.h"

G_BEGIN_DECLS

typedef struct _KtgAdmission KtgAdmission;

KtgAdmission *ktg_admission_new (KtgRoster     *roster,
                                 KtgBudgets    *budgets,
                                 KtgSigningKey *server_key,
                                 guint          n_nonces);
void          ktg_admission_free (KtgAdmission *self);

/* At the head. */
void
ktg_admission_admit (KtgAdmission *self, KtgHttpRequest *request, KtgErrand errand, gint64 now_ms);
void ktg_admission_admit_stranger (KtgAdmission *self, KtgHttpRequest *request, gint64 now_ms);

void ktg_admission_admit_anybody (KtgAdmission *self, KtgHttpRequest *request);

/* Once the body is here, too. */
KtgHttpAnswer *ktg_admission_check (KtgAdmission   *self,
                                    KtgHttpRequest *request,
                                    gint64          now_ms,
                                    KtgDevice     **device);
KtgHttpAnswer *
ktg_admission_check_stranger (KtgAdmission *self, KtgHttpRequest *request, char **key);

KtgHttpAnswer *ktg_admission_check_visitor (KtgAdmission *self, const char *key);

/* Once it was answered. */
void ktg_admission_charge_links (KtgAdmission *self, const char *key, guint n_links);

char *ktg_admission_dup_nonce (KtgHttpRequest *request);
void  ktg_admission_vouch (KtgAdmission *self, KtgHttpRequest *request, KtgHttpAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgAdmission, ktg_admission_free)

G_END_DECLS
