/* ktg-node-standing.h - what the chain of admissions says of a server at one of its events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-seat.h>
#include <ktg-standing.h>

G_BEGIN_DECLS

/* Borrowed from whoever worked it out. */
typedef struct
{
  KtgBelief   belief;
  KtgSeatKind kind;  /* the centre's, or a relay; this and what follows only where it is known */
  const char *scope; /* empty: the whole country */
  KtgRole     may_admit;
} KtgNodeStanding;

G_END_DECLS
