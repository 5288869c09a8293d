/* ktg-habit.c - what this device does unless its officer said no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-habit.h"

#define NO "no"

/**
 * ktg_habit_is_on:
 * @view_file: what the windows remember
 * @habit: one of KTG_HABIT_…
 *
 * Returns: whether it is done
 */
gboolean
ktg_habit_is_on (KtgViewFile *view_file, const char *habit)
{
  g_autofree char *word = ktg_view_file_dup (view_file, habit);

  return g_strcmp0 (word, NO) != 0;
}

/**
 * ktg_habit_set:
 * @view_file: what the windows remember
 * @habit: one of KTG_HABIT_…
 * @is_on: whether it is done from now on
 */
void
ktg_habit_set (KtgViewFile *view_file, const char *habit, gboolean is_on)
{
  ktg_view_file_set (view_file, habit, is_on ? "yes" : NO);
}
