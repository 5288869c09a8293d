/* ktg-typed-times.h - the times of a report as somebody typed them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-time-said.h"

#include <ktg-moment.h>
#include <ktg-pack.h>

G_BEGIN_DECLS

/* One of them, and what it came to. */
typedef struct
{
  char        *path; /* "times.known", "fields.dispute_time" */
  char        *typed;
  char        *words; /* what was understood, or why it was not */
  KtgTimeFault fault;
} KtgTypedTime;

GPtrArray *ktg_typed_times_settle (const KtgPack *pack, KtgReport *report, const KtgMoment *now);

G_END_DECLS
