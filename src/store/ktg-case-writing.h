/* ktg-case-writing.h - what this device says of a case becomes an event that is owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

#include <ktg-event.h>

G_BEGIN_DECLS

typedef struct
{
  char     *report_id; /* as the list calls it */
  KtgEvent *said;      /* its kind and words; the rest is set when it is signed */
  KtgMoment now;
} KtgCaseAct;

void ktg_case_act_free (KtgCaseAct *self);

char *ktg_case_writing_act (KtgProfile       *profile,
                            const KtgCaseAct *act,
                            KtgChanges       *changes,
                            GError          **error);

G_END_DECLS
