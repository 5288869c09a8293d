/* ktg-report-clock.c - the time the law leaves for a report
 *
 * Which law that is follows from the election of the place on the day of the event; how long it
 * gives, from the terms of the packs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-clock.h"

#include "ktg-moment.h"

/* What a term may start from. */
#define KNOWN "known"

/* What follows when a report was handed to the personnel authorities, whatever the election. */
#define REGIME_ASN "asn"

static const KtgElection *
find_election (const KtgPack *pack, const KtgClockFacts *facts)
{
  g_autofree char *happened = ktg_pack_dup_day (pack, facts->region, facts->happened);
  g_autofree char *known = ktg_pack_dup_day (pack, facts->region, facts->known);

  return ktg_pack_get_election (pack, facts->region, happened != NULL ? happened : known);
}

static gboolean
governs (const KtgTerm *term, const KtgElection *election)
{
  return election == NULL || g_strcmp0 (term->regime, election->regime) == 0
         || g_strcmp0 (term->regime, REGIME_ASN) == 0;
}

static gboolean
starts_from (const KtgTerm *term, const char *starts)
{
  return g_strcmp0 (term->starts, starts) == 0;
}

/* Where no election is known no law is either: each may be the one, and which days count is open.
 */
static GPtrArray *
list_steps (const KtgPack       *pack,
            const KtgClockFacts *facts,
            const char          *kind,
            const char          *starts,
            const char          *at,
            int                  utc_offset_s)
{
  const KtgElection *election = find_election (pack, facts);
  const KtgZone     *zone = ktg_pack_get_zone (pack, facts->region);
  int                offset_s = zone != NULL ? zone->offset_minutes * 60 : utc_offset_s;
  g_autofree char   *day = ktg_pack_dup_day (pack, facts->region, at);
  GPtrArray         *terms = ktg_pack_get_terms (pack);
  GPtrArray         *steps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < terms->len; i++)
    {
      const KtgTerm *term = g_ptr_array_index (terms, i);
      KtgDayKind     law_says = election != NULL ? term->day_kind : KTG_DAY_KIND_UNKNOWN;
      KtgDeadline    step;

      if (!starts_from (term, starts) || !governs (term, election)
          || !ktg_term_is_for (term, term->regime, kind, day)
          || !ktg_deadline_reckon (&step, at, term->days, law_says, offset_s, pack->holiday_years))
        continue;

      step.term = term;
      step.election = election;
      step.zone = zone;
      g_ptr_array_add (steps, g_memdup2 (&step, sizeof step));
    }

  return steps;
}

static const KtgDeadline *
find_strictest (const GPtrArray *steps)
{
  const KtgDeadline *strictest = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const KtgDeadline *step = g_ptr_array_index (steps, i);

      if (strictest == NULL
          || ktg_deadline_get_reading (step)->ends_us
                 < ktg_deadline_get_reading (strictest)->ends_us)
        strictest = step;
    }

  return strictest;
}

/* Whether the packs say of any report how long there is for it. */
static gboolean
has_own_terms (const KtgPack *pack)
{
  GPtrArray *terms = ktg_pack_get_terms (pack);

  for (guint i = 0; i < terms->len; i++)
    if (starts_from (g_ptr_array_index (terms, i), KNOWN))
      return TRUE;

  return FALSE;
}

/* Packs from before terms were read say it of the election. */
static gboolean
reckon_without_terms (const KtgPack       *pack,
                      const KtgClockFacts *facts,
                      int                  utc_offset_s,
                      KtgDeadline         *deadline)
{
  const KtgZone   *zone = ktg_pack_get_zone (pack, facts->region);
  g_autofree char *day = ktg_pack_dup_day (pack, facts->region, facts->known);

  if (!ktg_deadline_reckon (deadline,
                            facts->known,
                            ktg_pack_get_report_days (pack, day),
                            KTG_DAY_KIND_UNKNOWN,
                            zone != NULL ? zone->offset_minutes * 60 : utc_offset_s,
                            pack->holiday_years))
    return FALSE;

  deadline->election = find_election (pack, facts);
  deadline->zone = zone;
  return TRUE;
}

/**
 * ktg_clock_facts_of_report:
 * @report: a report or a draft
 *
 * Returns: what its clock hangs on, borrowed from @report
 */
KtgClockFacts
ktg_clock_facts_of_report (const KtgReport *report)
{
  return (KtgClockFacts){ report->kind, report->place_region, report->happened, report->known };
}

/**
 * ktg_report_clock_find:
 * @pack: what the law says
 * @facts: of a report or a draft
 * @utc_offset_s: where it is, if the zone of its place is not known
 * @deadline: (out): until when it may be filed
 *
 * Where packs say nothing of terms, it is the days of the election.
 *
 * Returns: %FALSE if no clock runs: it is not said when the matter became known, or the law leaves
 * reports of this kind all the time
 */
gboolean
ktg_report_clock_find (const KtgPack       *pack,
                       const KtgClockFacts *facts,
                       int                  utc_offset_s,
                       KtgDeadline         *deadline)
{
  g_autoptr (GPtrArray) steps
      = list_steps (pack, facts, facts->kind, KNOWN, facts->known, utc_offset_s);
  const KtgDeadline *strictest = find_strictest (steps);

  if (strictest != NULL)
    *deadline = *strictest;
  if (strictest != NULL || has_own_terms (pack))
    return strictest != NULL;

  return reckon_without_terms (pack, facts, utc_offset_s, deadline);
}

/**
 * ktg_report_clock_list_steps:
 * @pack: what the law says
 * @facts: of a report
 * @starts: with what a step begins: "received", "registered", "initial_review" or "forwarded"
 * @at: when that was, as in ktg-moment.h
 * @utc_offset_s: where it is, if the zone of its place is not known
 *
 * Returns: (transfer full) (element-type KtgDeadline): until when each step that begins so has to
 * be done, in the order of the packs
 */
GPtrArray *
ktg_report_clock_list_steps (const KtgPack       *pack,
                             const KtgClockFacts *facts,
                             const char          *starts,
                             const char          *at,
                             int                  utc_offset_s)
{
  return list_steps (pack, facts, NULL, starts, at, utc_offset_s);
}

/**
 * ktg_report_clock_judge:
 * @pack: what the law says
 * @report: a report or a draft
 * @now_us: µs since the epoch; a report that was filed is judged by when it was filed instead
 * @utc_offset_s: where it is, if the zone of its place is not known
 *
 * Returns: whether it comes in time; not as long as it is not said when the matter became known
 */
KtgInTime
ktg_report_clock_judge (const KtgPack   *pack,
                        const KtgReport *report,
                        gint64           now_us,
                        int              utc_offset_s)
{
  const KtgClockFacts facts = ktg_clock_facts_of_report (report);
  gint64              handed_in_us = now_us;
  KtgDeadline         deadline;

  if (!ktg_moment_parse (report->known, 0, NULL))
    return KTG_IN_TIME_NO;
  if (!ktg_report_clock_find (pack, &facts, utc_offset_s, &deadline))
    return KTG_IN_TIME_YES;

  ktg_moment_parse (report->filed, deadline.utc_offset_s, &handed_in_us);
  return ktg_deadline_judge (&deadline, handed_in_us);
}
