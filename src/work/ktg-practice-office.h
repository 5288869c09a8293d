/* ktg-practice-office.h - the invented office that says something of a report where somebody
 * practises
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>
#include <ktg-case.h>
#include <ktg-envelope.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

typedef struct _KtgPracticeOffice KtgPracticeOffice;

KtgPracticeOffice *ktg_practice_office_new (void);
void               ktg_practice_office_free (KtgPracticeOffice *self);

void
ktg_practice_office_admit (KtgPracticeOffice *self, KtgSigningKey *server, KtgAccount *account);

GPtrArray *ktg_practice_office_take_steps (KtgPracticeOffice *self,
                                           const KtgCase     *folded,
                                           const char        *state,
                                           const char        *reason,
                                           const KtgMoment   *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPracticeOffice, ktg_practice_office_free)

G_END_DECLS
