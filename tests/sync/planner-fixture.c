/* planner-fixture.c - a planner that does one step at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "planner-fixture.h"

const KtgPolicy policy = { .sending.rules.day_bytes = KTG_SENDING_NO_LIMIT,
                           .max_batch_bytes = 1000,
                           .max_item_attempts = 3 };

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->planner = ktg_planner_new ();
  fixture->owed = ktg_owed_new ();
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_planner_free (fixture->planner);
  ktg_owed_free (fixture->owed);
}

KtgStep *
next (Fixture *fixture, KtgStepKind kind)
{
  KtgStep *step = ktg_planner_next (fixture->planner, fixture->owed, &policy, 0);

  g_assert_cmpint (step->kind, ==, kind);

  return step;
}

void
assert_next (Fixture *fixture, KtgStepKind kind)
{
  g_autoptr (KtgStep) step = next (fixture, kind);
}

void
assert_uploads (Fixture *fixture, const char *sha256, guint64 offset)
{
  g_autoptr (KtgStep) step = next (fixture, KTG_STEP_UPLOAD);

  g_assert_cmpstr (step->sha256, ==, sha256);
  g_assert_cmpuint (step->offset, ==, offset);
  g_assert_false (step->is_offset_stale);
}

/* One answered exchange that settles all events it sent. */
void
exchange (Fixture *fixture)
{
  g_autoptr (KtgStep) step = next (fixture, KTG_STEP_EXCHANGE);

  for (guint i = 0; i < step->event_ids->len; i++)
    remove_event (fixture->owed, g_ptr_array_index (step->event_ids, i));
  ktg_planner_exchanged (fixture->planner, step, FALSE);
}

void
upload (Fixture *fixture, const char *sha256)
{
  assert_uploads (fixture, sha256, 0);
  remove_file (fixture->owed, sha256);
  ktg_planner_uploaded (fixture->planner, sha256);
}

void
fail_after (Fixture *fixture, KtgFailure failure)
{
  g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, 0);

  ktg_planner_failed (fixture->planner, step, failure, 0, 0, 0.5);
}

void
measure (Fixture *fixture, guint64 bytes_per_s)
{
  const KtgLink link = { .bytes_per_s = bytes_per_s };

  ktg_planner_measured (fixture->planner, &link);
}
