/* test-state.c - one rule says how far a report has come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-state.h>

static void
the_counts_say_the_state (void)
{
  static const struct
  {
    guint    n_events, n_events_received, n_files, n_files_received, n_parked;
    KtgState expected;
  } cases[] = {
    { 0, 0, 0, 0, 0, KTG_STATE_DRAFT },     { 0, 0, 3, 0, 0, KTG_STATE_DRAFT },
    { 1, 0, 0, 0, 0, KTG_STATE_QUEUED },    { 1, 0, 2, 2, 0, KTG_STATE_QUEUED },
    { 2, 1, 2, 2, 0, KTG_STATE_QUEUED },    { 1, 1, 2, 0, 0, KTG_STATE_DELIVERED },
    { 1, 1, 2, 1, 0, KTG_STATE_DELIVERED }, { 1, 1, 2, 2, 0, KTG_STATE_COMPLETE },
    { 1, 1, 0, 0, 0, KTG_STATE_COMPLETE },  { 1, 1, 2, 1, 1, KTG_STATE_PARKED },
    { 1, 0, 0, 0, 1, KTG_STATE_PARKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ktg_state_of (cases[i].n_events,
                                   cases[i].n_events_received,
                                   cases[i].n_files,
                                   cases[i].n_files_received,
                                   cases[i].n_parked),
                     ==,
                     cases[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/state/the-counts-say-the-state", the_counts_say_the_state);

  return g_test_run ();
}
