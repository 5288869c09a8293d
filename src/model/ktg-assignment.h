/* ktg-assignment.h - who of an office looks after a report, and until when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* Advice that expires, and never a lock. */
typedef struct
{
  char *to;    /* the key of a device, or who it is in words */
  char *until; /* the last day on which it counts */
} KtgAssignment;

KtgAssignment *ktg_assignment_new (void);

KTG_DECLARE_RECORD (KtgAssignment, ktg_assignment)

G_END_DECLS
