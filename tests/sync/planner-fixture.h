/* planner-fixture.h - a planner that does one step at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "owed-fixture.h"

#include <ktg-planner.h>

G_BEGIN_DECLS

typedef struct
{
  KtgPlanner *planner;
  KtgOwed    *owed;
} Fixture;

extern const KtgPolicy policy;

void     fixture_set_up (Fixture *fixture, gconstpointer data);
void     fixture_tear_down (Fixture *fixture, gconstpointer data);
KtgStep *next (Fixture *fixture, KtgStepKind kind);
void     assert_next (Fixture *fixture, KtgStepKind kind);
void     assert_uploads (Fixture *fixture, const char *sha256, guint64 offset);
/* One answered exchange that settles all events it sent. */
void exchange (Fixture *fixture);
void upload (Fixture *fixture, const char *sha256);
void fail_after (Fixture *fixture, KtgFailure failure);
void measure (Fixture *fixture, guint64 bytes_per_s);

G_END_DECLS
