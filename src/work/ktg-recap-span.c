/* ktg-recap-span.c - of which days a recap is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-span.h"

#include "ktg-language.h"

#include <glib/gi18n.h>

static void
set_two_weeks (KtgRecapSpan *self)
{
  g_autofree char *monday = ktg_recap_dup_monday (self->today);

  self->period.from = ktg_recap_span_dup_day_after (monday, -7);
  self->period.until = ktg_recap_span_dup_day_after (monday, 6);
}

static const char *
get_first_day (const KtgElection *election)
{
  const char *first = NULL;

  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      if (first == NULL || g_strcmp0 (stage->first_day, first) < 0)
        first = stage->first_day;
    }

  return first;
}

static void
set_days (KtgRecapSpan *self, const char *from, const char *until, const KtgWords *name)
{
  self->period.from = g_strdup (from);
  self->period.until = g_strdup (until);
  self->name = g_strdup (ktg_words_get (name, ktg_language_get ()));
}

static void
set_stage (KtgRecapSpan *self, const KtgPack *pack, const char *region)
{
  const KtgElection *election = ktg_pack_get_election (pack, region, self->today);
  const KtgStage *stage = election != NULL ? ktg_election_get_stage (election, self->today) : NULL;

  if (election == NULL)
    election = ktg_pack_get_last_election (pack, region, self->today);

  if (stage != NULL)
    set_days (self, stage->first_day, stage->last_day, &stage->name);
  else if (election != NULL)
    set_days (self,
              get_first_day (election),
              ktg_election_get_last_day (election),
              &election->name);
}

static KtgRecapSpan *
span_new (KtgRecapSpanKind kind, const KtgPack *pack, const char *region, const KtgMoment *now)
{
  KtgRecapSpan    *self = g_new0 (KtgRecapSpan, 1);
  g_autofree char *wall = ktg_moment_dup_wall (now);

  self->kind = kind;
  self->today = ktg_pack_dup_day (pack, region, wall);
  return self;
}

/**
 * ktg_recap_span_new:
 * @kind: anything but %KTG_RECAP_FROM_TO
 * @pack: packs
 * @region: (nullable): of the officer, an official code
 * @now: the present
 *
 * Returns: (transfer full): its days; a stage that no calendar knows has no ends and no name
 */
KtgRecapSpan *
ktg_recap_span_new (KtgRecapSpanKind kind,
                    const KtgPack   *pack,
                    const char      *region,
                    const KtgMoment *now)
{
  KtgRecapSpan *self = span_new (kind, pack, region, now);

  if (kind == KTG_RECAP_TWO_WEEKS)
    set_two_weeks (self);
  else if (kind == KTG_RECAP_STAGE)
    set_stage (self, pack, region);

  return self;
}

/**
 * ktg_recap_span_new_from_to:
 * @period: as somebody said it
 * @pack: packs
 * @region: (nullable): of the officer, an official code
 * @now: the present
 *
 * Returns: (transfer full): these days; without ends all of them
 */
KtgRecapSpan *
ktg_recap_span_new_from_to (const KtgPeriod *period,
                            const KtgPack   *pack,
                            const char      *region,
                            const KtgMoment *now)
{
  gboolean      is_all = period->from == NULL && period->until == NULL;
  KtgRecapSpan *self = span_new (is_all ? KTG_RECAP_ALL : KTG_RECAP_FROM_TO, pack, region, now);

  self->period.from = g_strdup (period->from);
  self->period.until = g_strdup (period->until);
  return self;
}

/**
 * ktg_recap_span_free:
 * @self: (nullable): a span
 */
void
ktg_recap_span_free (KtgRecapSpan *self)
{
  if (self == NULL)
    return;

  g_free (self->period.from);
  g_free (self->period.until);
  g_free (self->today);
  g_free (self->name);
  g_free (self);
}

/**
 * ktg_recap_span_count:
 * @period: from which day to which
 * @summaries: (element-type KtgSummary): all that there is
 * @pack: packs
 *
 * Returns: (transfer full): the count of those days
 */
KtgRecap *
ktg_recap_span_count (const KtgPeriod *period, GListModel *summaries, const KtgPack *pack)
{
  KtgRecap *recap = ktg_recap_new (period);
  guint     n_summaries = g_list_model_get_n_items (summaries);

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      ktg_recap_add (recap, pack, ktg_summary_get (summary));
    }

  ktg_recap_finish (recap);
  return recap;
}

/**
 * ktg_recap_span_dup_day_after:
 * @day: "2024-11-12"
 * @n_days: how many days later, or earlier
 *
 * Returns: (transfer full): that day; @day itself if it is none
 */
char *
ktg_recap_span_dup_day_after (const char *day, int n_days)
{
  KtgMoment moment = { 0 };

  if (!ktg_moment_parse (day, 0, &moment.wall_us))
    return g_strdup (day);

  moment.wall_us += n_days * G_TIME_SPAN_DAY;
  return ktg_moment_dup_day (&moment);
}
