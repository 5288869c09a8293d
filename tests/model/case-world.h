/* case-world.h - a case that begins, and how its steps stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "case-office.h"

typedef struct
{
  KtgPack *pack;
  KtgCase *self;
} CaseWorld;

void case_world_set_up (CaseWorld *world, gconstpointer data);
void case_world_tear_down (CaseWorld *world, gconstpointer data);

const KtgCaseEntry *case_find (const KtgCase *self, const char *id);
char               *case_dup_ids (const GPtrArray *entries);

void case_assert_verdict (const KtgCase *self, const char *id, KtgCaseVerdict verdict);
void case_assert_heads (const KtgCase *self,
                        const char    *expected,
                        const char    *state,
                        gboolean       is_conflict);
