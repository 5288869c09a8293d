/* ktg-amendment.h - which version of a report a draft is to take the place of, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

typedef struct
{
  char *report_id;
  char *version_id; /* the event whose words the draft was begun from */
  char *reason;     /* as far as it is typed, or NULL */
} KtgAmendment;

KtgAmendment *ktg_amendment_new (const char *report_id, const char *version_id, const char *reason);

KTG_DECLARE_RECORD (KtgAmendment, ktg_amendment)

G_END_DECLS
