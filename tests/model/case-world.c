/* case-world.c - a case that begins, and how its steps stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-world.h"

void
case_world_set_up (CaseWorld *world, gconstpointer data)
{
  world->pack = case_pack_new ();
  world->self = case_begin (world->pack);
}

void
case_world_tear_down (CaseWorld *world, gconstpointer data)
{
  ktg_case_free (world->self);
  ktg_pack_free (world->pack);
}

const KtgCaseEntry *
case_find (const KtgCase *self, const char *id)
{
  GPtrArray *steps = ktg_case_get_steps (self);

  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (((KtgCaseEntry *)g_ptr_array_index (steps, i))->event_id, id))
      return g_ptr_array_index (steps, i);

  g_error ("there is no step %s", id);
}

void
case_assert_verdict (const KtgCase *self, const char *id, KtgCaseVerdict verdict)
{
  g_assert_cmpint (case_find (self, id)->verdict, ==, verdict);
}

char *
case_dup_ids (const GPtrArray *entries)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (ids,
                            "%s%s",
                            i > 0 ? " " : "",
                            ((KtgCaseEntry *)g_ptr_array_index (entries, i))->event_id);

  return g_strdup (ids->str);
}

void
case_assert_heads (const KtgCase *self,
                   const char    *expected,
                   const char    *state,
                   gboolean       is_conflict)
{
  g_autofree char *ids = case_dup_ids (ktg_case_get_heads (self));

  g_assert_cmpstr (ids, ==, expected);
  g_assert_cmpstr (ktg_case_get_state (self), ==, state);
  g_assert_cmpint (ktg_case_is_conflict (self), ==, is_conflict);
}
