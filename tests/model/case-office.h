/* case-office.h - a procedure of a few steps, and those who take them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-case.h>

#define CASE_REPORT "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10"

/* Ids of the events that every case begins with. */
#define CASE_ID "c000"

typedef struct
{
  const char *key;
  KtgStanding standing;
} Actor;

/* The filer is of the village 34.04.07.2001; province 34 is above regencies 34.04 and 34.71. */
extern const Actor filer, other_officer, sleman, sleman_too, yogya, province, district, centre;
extern const Actor former;   /* of 34.04, whose steps came too late */
extern const Actor stranger; /* whom nobody admitted */

KtgPack *case_pack_new (void);

KtgEvent *case_event_new (KtgEventKind kind, const Actor *actor);
KtgEvent *case_step_new (const Actor *actor, const char *code, const char *after);
void      case_add (KtgCase *self, const char *id, const Actor *actor, KtgEvent *event);
void      case_step (KtgCase     *self,
                     const char  *id,
                     const Actor *actor,
                     const char  *code,
                     const char  *after,
                     const char  *reason);
KtgCase  *case_begin (const KtgPack *pack);
KtgEvent *case_filing_new (void);
