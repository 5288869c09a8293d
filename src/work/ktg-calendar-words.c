/* ktg-calendar-words.c - where in an election today stands, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-calendar-words.h"

#include "ktg-language.h"

#include <glib/gi18n.h>

static void
append_name (GString *words, const KtgWords *name)
{
  g_string_append_printf (words,
                          "%s%s",
                          words->len > 0 ? " · " : "",
                          ktg_words_get (name, ktg_language_get ()));
}

static gint64
count_days (const char *day)
{
  gint64 day_us = 0;

  ktg_moment_parse (day, 0, &day_us);
  return day_us / G_TIME_SPAN_DAY;
}

/* Nothing is counted down to what is over. */
static void
append_countdown (GString *words, const KtgStage *polling, const char *today)
{
  gint64           n_days = count_days (polling->first_day) - count_days (today);
  g_autofree char *left = NULL;

  if (n_days > 0)
    left = g_strdup_printf (ngettext ("%d day to the polling",
                                      "%d days to the polling",
                                      (gulong)n_days),
                            (int)n_days);
  if (n_days >= 0)
    g_string_append_printf (words, " · %s", left != NULL ? left : _ ("today"));
}

/**
 * ktg_calendar_words_dup:
 * @pack: the calendar
 * @region: an official code; "": the whole country
 * @now: the present
 *
 * Returns: (transfer full) (nullable): the election of @region today, or the next that is known,
 * its stage, and the days to its polling; %NULL if there is none
 */
char *
ktg_calendar_words_dup (const KtgPack *pack, const char *region, const KtgMoment *now)
{
  g_autofree char   *wall = ktg_moment_dup_wall (now);
  const char        *place = *region != '\0' ? region : NULL;
  g_autofree char   *today = ktg_pack_dup_day (pack, place, wall);
  const KtgElection *election = ktg_pack_get_election (pack, place, today);
  const KtgStage    *stage = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (election == NULL)
    election = ktg_pack_get_coming_election (pack, place, today);
  if (election == NULL)
    return NULL;

  append_name (words, &election->name);
  stage = ktg_election_get_stage (election, today);
  if (stage != NULL)
    append_name (words, &stage->name);
  if (ktg_election_get_polling (election) != NULL)
    append_countdown (words, ktg_election_get_polling (election), today);

  return g_string_free (g_steal_pointer (&words), FALSE);
}
