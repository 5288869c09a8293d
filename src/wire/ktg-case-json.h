/* ktg-case-json.h - a case as the programs print it with --json, and the values of a step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-case.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* A case, and who asks. All is borrowed. */
typedef struct
{
  const KtgCase     *folded;
  const char        *device; /* its key */
  const KtgStanding *me;     /* what it is */
  KtgMoment          now;
} KtgCaseTold;

GBytes    *ktg_case_json_write (const KtgCaseTold *told);
KtgValues *ktg_case_json_parse_values (GBytes *text, GError **error);

G_END_DECLS
