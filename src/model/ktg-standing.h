/* ktg-standing.h - what the chain of admissions says of an author at one of its events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-role.h>

G_BEGIN_DECLS

/* Whether what an author wrote is believed; docs/PROTOCOL.md, "Trust". */
typedef enum
{
  KTG_BELIEF_UNKNOWN, /* nobody who may has admitted it, as far as is known here */
  KTG_BELIEF_LATE,    /* it came after the last event that a revocation lets stand */
  KTG_BELIEF_HELD,
} KtgBelief;

/* What is said where nothing is to be shown but a word. */
typedef enum
{
  KTG_TRUST_HELD,
  KTG_TRUST_UNKNOWN,      /* nobody who is believed says who it is */
  KTG_TRUST_UNSIGNED_FOR, /* who says it may not */
  KTG_TRUST_REVOKED,
  KTG_TRUST_EXPIRED,
} KtgTrust;

/* Borrowed from whoever worked it out. */
typedef struct
{
  KtgBelief   belief;
  KtgRole     role; /* this and what follows only where it is not unknown */
  KtgLevel    level;
  const char *region;  /* empty: the whole country */
  const char *officer; /* whose device it is */
} KtgStanding;

G_END_DECLS
