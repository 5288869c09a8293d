/* ktg-problem-json.h - RFC 9457 problem documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

#define KTG_PROBLEM_PREFIX "urn:kentongan:problem:"

typedef struct
{
  char    *type;   /* KTG_PROBLEM_PREFIX "…" */
  char    *title;  /* English */
  char    *detail; /* English, may be NULL */
  guint    status;
  char    *now; /* the server's time, in clock problems; may be NULL */
  gboolean has_expected_offset;
  guint64  expected_offset;
} KtgProblem;

KtgProblem *ktg_problem_parse (GBytes *text, GError **error);
GBytes     *ktg_problem_write (const KtgProblem *problem);

KTG_DECLARE_RECORD (KtgProblem, ktg_problem)

G_END_DECLS
