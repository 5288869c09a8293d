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

static char *
dup_day_of_event (const KtgPack *pack, const KtgClockFacts *facts)
{
  char *happened = ktg_pack_dup_day (pack, facts->region, facts->happened);

  return happened != NULL ? happened : ktg_pack_dup_day (pack, facts->region, facts->known);
}

static const KtgElection *
find_election (const KtgPack *pack, const KtgClockFacts *facts)
{
  g_autofree char *day = dup_day_of_event (pack, facts);

  return ktg_pack_get_election (pack, facts->region, day);
}

static gboolean
governs (const KtgTerm *term, const KtgElection *election)
{
  return election == NULL || g_strcmp0 (term->regime, election->regime) == 0
         || g_strcmp0 (term->regime, KTG_TERM_REGIME_ASN) == 0;
}

static gboolean
starts_from (const KtgTerm *term, const char *starts)
{
  return g_strcmp0 (term->starts, starts) == 0;
}

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
      KtgDeadline    step;

      if (!starts_from (term, starts) || !governs (term, election)
          || !ktg_term_is_for (term, term->regime, kind, day)
          || !ktg_deadline_reckon (&step,
                                   at,
                                   term->days,
                                   term->day_kind,
                                   offset_s,
                                   pack->holiday_years))
        continue;

      step.term = term;
      step.election = election;
      step.zone = zone;
      g_ptr_array_add (steps, g_memdup2 (&step, sizeof step));
    }

  return steps;
}

static gboolean
is_stricter (const KtgDeadline *step, const KtgDeadline *other, const char *last_regime)
{
  gint64 ends_us = ktg_deadline_get_reading (step)->ends_us;
  gint64 other_ends_us = ktg_deadline_get_reading (other)->ends_us;

  if (ends_us != other_ends_us)
    return ends_us < other_ends_us;

  return last_regime != NULL && g_strcmp0 (step->term->regime, last_regime) == 0
         && g_strcmp0 (other->term->regime, last_regime) != 0;
}

/* Of two that are as strict the one of the election that ended last. */
static const KtgDeadline *
find_strictest (const KtgPack *pack, const KtgClockFacts *facts, const GPtrArray *steps)
{
  g_autofree char   *day = dup_day_of_event (pack, facts);
  const KtgElection *last = ktg_pack_get_last_election (pack, facts->region, day);
  const KtgDeadline *strictest = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const KtgDeadline *step = g_ptr_array_index (steps, i);

      if (strictest == NULL || is_stricter (step, strictest, last != NULL ? last->regime : NULL))
        strictest = step;
    }

  return strictest;
}

static gboolean
governs_kind (const KtgTerm *term, const char *kind)
{
  return kind == NULL || g_ptr_array_find_with_equal_func (term->kinds, kind, g_str_equal, NULL);
}

/* Whether the packs say of no report of that day how long there is for it, and not that this kind
 * has all the time. */
static gboolean
is_silent (const KtgPack *pack, const char *kind, const char *day)
{
  GPtrArray *terms = ktg_pack_get_terms (pack);
  gboolean   has_own = FALSE;
  gboolean   has_kind = FALSE;

  for (guint i = 0; i < terms->len; i++)
    {
      const KtgTerm *term = g_ptr_array_index (terms, i);

      if (!starts_from (term, KNOWN))
        continue;
      if (ktg_period_has_day (&term->period, day))
        return FALSE;

      has_own = TRUE;
      has_kind |= governs_kind (term, kind);
    }

  return has_kind || !has_own;
}

/* Packs from before terms were read, or from after that day, say it of the election. */
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
 * Where no election is known each law may be the one: the strictest is taken, and which days count
 * is open. Where packs say nothing of terms, or nothing yet of that day, it is the days of the
 * election.
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
  g_autofree char   *day = ktg_pack_dup_day (pack, facts->region, facts->known);
  const KtgDeadline *strictest = find_strictest (pack, facts, steps);

  if (strictest == NULL)
    return is_silent (pack, facts->kind, day)
           && reckon_without_terms (pack, facts, utc_offset_s, deadline);

  *deadline = *strictest;
  if (ktg_deadline_has_open_law (deadline))
    deadline->law_says = KTG_DAY_KIND_UNKNOWN;

  return TRUE;
}

/**
 * ktg_report_clock_list_compared:
 * @pack: what the law says
 * @deadline: until when something may be done
 *
 * Where no election is known, each law has a term of the same code for the same step.
 *
 * Returns: (transfer full) (element-type KtgDeadline): that step under each law that may be the
 * one, by its own reading, the one that was taken first; empty where it is known which it is
 */
GPtrArray *
ktg_report_clock_list_compared (const KtgPack *pack, const KtgDeadline *deadline)
{
  GPtrArray *terms = ktg_pack_get_terms (pack);
  GPtrArray *compared = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ktg_deadline_has_open_law (deadline) && i < terms->len; i++)
    {
      const KtgTerm *term = g_ptr_array_index (terms, i);
      KtgDeadline    step;

      if (!starts_from (term, deadline->term->starts)
          || g_strcmp0 (term->code, deadline->term->code) != 0
          || !ktg_period_has_day (&term->period, deadline->start)
          || !ktg_deadline_reckon (&step,
                                   deadline->start,
                                   term->days,
                                   term->day_kind,
                                   deadline->utc_offset_s,
                                   pack->holiday_years))
        continue;

      step.term = term;
      step.zone = deadline->zone;
      g_ptr_array_insert (compared,
                          term == deadline->term ? 0 : -1,
                          g_memdup2 (&step, sizeof step));
    }

  return compared;
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
