/* ktg-recap.c - how many reports there are of each day, kind, suspicion, area and standing
 *
 * A pure count: reports are added one by one, while each list is in the order of its codes, so that
 * a code is found among a thousand villages; then the most frequent come first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap.h"

#define FORWARDED "forwarded" /* a state of the procedure */

static const KtgField code_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRecapCode, code) },
  { "reports", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgRecapCode, n_reports), KTG_NEED_WRITTEN },
};

KTG_DEFINE_RECORD (KtgRecapCode, ktg_recap_code, code_fields)

static const KtgField day_fields[] = {
  { "day", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgRecapDay, day) },
  { "reports", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgRecapDay, n_reports), KTG_NEED_WRITTEN },
  { "suspected", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgRecapDay, n_suspected), KTG_NEED_WRITTEN },
};

KTG_DEFINE_RECORD (KtgRecapDay, ktg_recap_day, day_fields)

#define COUNT(key, member)                                                                         \
  {                                                                                                \
    key, KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgRecap, member), KTG_NEED_WRITTEN                     \
  }
#define LIST(key, member, of)                                                                      \
  {                                                                                                \
    key, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgRecap, member), KTG_NEED_WRITTEN, .record = &of    \
  }

static const KtgField standing_fields[] = {
  COUNT ("waiting", standings[KTG_STANDING_WAITING]),
  COUNT ("action", standings[KTG_STANDING_ACTION]),
  COUNT ("at_server", standings[KTG_STANDING_AT_SERVER]),
  COUNT ("registered", standings[KTG_STANDING_REGISTERED]),
};

static const KtgRecord standings = KTG_GROUP (standing_fields);

static const KtgField recap_fields[] = {
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgRecap, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgRecap, period.until) },
  COUNT ("reports", n_reports),
  COUNT ("suspected", n_suspected),
  COUNT ("undated", n_undated),
  COUNT ("withdrawn", n_withdrawn),
  COUNT ("drafts", n_drafts),
  COUNT ("parked", n_parked),
  COUNT ("received", n_received),
  COUNT ("forwarded", n_forwarded),
  { "bytes_waiting",
    KTG_FIELD_NUMBER,
    G_STRUCT_OFFSET (KtgRecap, bytes_waiting),
    KTG_NEED_WRITTEN },
  { "standings", KTG_FIELD_GROUP, .record = &standings },
  LIST ("days", days, ktg_recap_day_record),
  LIST ("weeks", weeks, ktg_recap_day_record),
  LIST ("kinds", kinds, ktg_recap_code_record),
  LIST ("violations", violations, ktg_recap_code_record),
  LIST ("regions", regions, ktg_recap_code_record),
  LIST ("case_states", case_states, ktg_recap_code_record),
};

KTG_DEFINE_RECORD (KtgRecap, ktg_recap, recap_fields)

/* How an office has a report from the registration on; states of the procedure. */
static const char *const registered_states[]
    = { "registered", "clarification", "case_review", "plenary", "violation", "no_violation",
        "stopped",    FORWARDED,       "follow_up",   "outcome", "done",      NULL };

static gboolean
is_forwarded (const KtgSummaryFields *fields)
{
  return g_strcmp0 (fields->case_state, FORWARDED) == 0;
}

static gboolean
is_registered (const KtgSummaryFields *fields)
{
  return fields->case_state != NULL && g_strv_contains (registered_states, fields->case_state);
}

/* Drafts are nobody's business yet, and what was filed anew is counted under its new id. */
static gboolean
is_report (const KtgSummaryFields *fields)
{
  return fields->state != KTG_STATE_DRAFT && fields->state != KTG_STATE_REPLACED;
}

static gboolean
has_ends (const KtgPeriod *period)
{
  return period->from != NULL || period->until != NULL;
}

/* --- lists --- */

/* What it is found by is the first thing in both a tally and a day; NULL stands before all. */
static const char *
get_key (const GPtrArray *list, guint place)
{
  return *(char *const *)g_ptr_array_index (list, place);
}

/* Where @key stands, or else the place for it. */
static guint
find_place (const GPtrArray *list, const char *key)
{
  guint first = 0;
  guint end = list->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (g_strcmp0 (get_key (list, middle), key) < 0)
        first = middle + 1;
      else
        end = middle;
    }

  return first;
}

static gpointer
get_at (const GPtrArray *list, guint place, const char *key)
{
  return place < list->len && g_strcmp0 (get_key (list, place), key) == 0
             ? g_ptr_array_index (list, place)
             : NULL;
}

/* Returns: (transfer none): what is found by @key, as nothing if it was not there yet */
static gpointer
take_place (GPtrArray *list, const KtgRecord *record, const char *key)
{
  guint    place = find_place (list, key);
  gpointer found = get_at (list, place, key);

  if (found != NULL)
    return found;

  found = ktg_record_new (record);
  *(char **)found = g_strdup (key);
  g_ptr_array_insert (list, (int)place, found);
  return found;
}

static void
tally (GPtrArray *tallies, const char *code)
{
  KtgRecapCode *found = take_place (tallies, &ktg_recap_code_record, code);

  found->n_reports++;
}

static void
count_day (GPtrArray *days, const char *day, guint n_reports, guint n_suspected)
{
  KtgRecapDay *found = take_place (days, &ktg_recap_day_record, day);

  found->n_reports += n_reports;
  found->n_suspected += n_suspected;
}

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  const KtgRecapCode *x = *(const KtgRecapCode *const *)a;
  const KtgRecapCode *y = *(const KtgRecapCode *const *)b;

  /* What the reports do not say comes last, however often. */
  if ((x->code == NULL) != (y->code == NULL))
    return x->code == NULL ? 1 : -1;
  if (x->n_reports != y->n_reports)
    return x->n_reports > y->n_reports ? -1 : 1;

  return g_strcmp0 (x->code, y->code);
}

static void
tally_suspected (KtgRecap *self, const char *suspected)
{
  g_auto (GStrv) codes = g_strsplit (suspected, " ", -1);

  if (*suspected == '\0')
    tally (self->violations, NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)codes + i + 1, codes[i])) /* once, if said twice */
      tally (self->violations, codes[i]);
}

static void
count_standing (KtgRecap *self, const KtgSummaryFields *fields)
{
  self->standings[ktg_recap_get_standing (fields)]++;
  self->n_parked += fields->state == KTG_STATE_PARKED;
  self->n_received += fields->n_events > 0 && fields->n_events_received == fields->n_events;
  self->n_forwarded += is_forwarded (fields);
  self->bytes_waiting += fields->bytes_waiting;
}

static void
count_report (KtgRecap *self, const KtgSummaryFields *fields, const char *day)
{
  self->n_reports++;
  self->n_suspected += fields->suspected != NULL;
  count_standing (self, fields);
  tally (self->kinds, fields->kind);
  tally (self->regions, fields->place_region);
  if (fields->case_state != NULL)
    tally (self->case_states, fields->case_state);
  if (fields->suspected != NULL)
    tally_suspected (self, fields->suspected);
  if (day != NULL)
    count_day (self->days, day, 1, fields->suspected != NULL);
}

/**
 * ktg_recap_new:
 * @period: from which day to which, both counted; without ends: all
 *
 * Returns: (transfer full): a count in which nothing was counted yet
 */
KtgRecap *
ktg_recap_new (const KtgPeriod *period)
{
  KtgRecap *self = ktg_record_new (&ktg_recap_record);

  self->period.from = g_strdup (period->from);
  self->period.until = g_strdup (period->until);
  return self;
}

/**
 * ktg_recap_add:
 * @self: a count
 * @pack: packs, which say when it is midnight in a place
 * @fields: of a report or draft; each is added once
 *
 * Counts it where it belongs.
 */
void
ktg_recap_add (KtgRecap *self, const KtgPack *pack, const KtgSummaryFields *fields)
{
  g_autofree char *day = NULL;
  gboolean         is_in;

  if (!is_report (fields))
    {
      self->n_drafts += fields->state == KTG_STATE_DRAFT;
      return;
    }

  day = ktg_recap_dup_day (pack, fields);
  is_in = ktg_recap_has (self, fields, day);
  if (fields->is_withdrawn)
    {
      self->n_withdrawn += is_in;
      return;
    }

  self->n_undated += day == NULL;
  if (is_in)
    count_report (self, fields, day);
}

/**
 * ktg_recap_finish:
 * @self: a count to which all was added
 *
 * Puts the lists in order and adds the days of each week.
 */
void
ktg_recap_finish (KtgRecap *self)
{
  GPtrArray *tallies[] = { self->kinds, self->violations, self->regions, self->case_states };

  for (gsize i = 0; i < G_N_ELEMENTS (tallies); i++)
    g_ptr_array_sort (tallies[i], compare_tallies);

  for (guint i = 0; i < self->days->len; i++)
    {
      const KtgRecapDay *day = g_ptr_array_index (self->days, i);
      g_autofree char   *monday = ktg_recap_dup_monday (day->day);

      count_day (self->weeks, monday, day->n_reports, day->n_suspected);
    }
}

/**
 * ktg_recap_dup_day:
 * @pack: packs
 * @fields: of a report or draft
 *
 * Returns: (transfer full) (nullable): the day of the event in its place, else that on which it
 * became known; %NULL if neither is said so that it can be read
 */
char *
ktg_recap_dup_day (const KtgPack *pack, const KtgSummaryFields *fields)
{
  char *day = ktg_pack_dup_day (pack, fields->place_region, fields->happened);

  return day != NULL ? day : ktg_pack_dup_day (pack, fields->place_region, fields->known);
}

/**
 * ktg_recap_dup_monday:
 * @day: "2024-11-12"
 *
 * Returns: (transfer full): the day on which its week begins, "2024-11-11"; @day itself if it is
 * none
 */
char *
ktg_recap_dup_monday (const char *day)
{
  gint64    day_us = 0;
  gint64    n_days;
  KtgMoment monday = { 0 };

  if (!ktg_moment_parse (day, 0, &day_us))
    return g_strdup (day);

  n_days = day_us / G_TIME_SPAN_DAY + 3; /* the epoch was a Thursday */
  monday.wall_us = day_us - (n_days % 7 + 7) % 7 * G_TIME_SPAN_DAY;
  return ktg_moment_dup_day (&monday);
}

/**
 * ktg_recap_get_standing:
 * @fields: of a filed report
 *
 * Returns: how far it has come; what is asked of the officer hides everything else
 */
KtgRecapStanding
ktg_recap_get_standing (const KtgSummaryFields *fields)
{
  if (fields->state == KTG_STATE_PARKED || ktg_summary_fields_is_asked (fields))
    return KTG_STANDING_ACTION;
  if (is_registered (fields))
    return KTG_STANDING_REGISTERED;

  return fields->state == KTG_STATE_QUEUED ? KTG_STANDING_WAITING : KTG_STANDING_AT_SERVER;
}

/**
 * ktg_recap_has:
 * @self: a count
 * @fields: of a report or draft
 * @day: (nullable): of ktg_recap_dup_day()
 *
 * Returns: whether it is one of the n_reports or of the n_withdrawn
 */
gboolean
ktg_recap_has (const KtgRecap *self, const KtgSummaryFields *fields, const char *day)
{
  return is_report (fields)
         && (day != NULL ? ktg_period_has_day (&self->period, day) : !has_ends (&self->period));
}

/**
 * ktg_recap_get_day:
 * @self: a finished count
 * @day: "2024-11-12"
 *
 * Returns: (transfer none) (nullable): what was counted on it; %NULL: nothing
 */
const KtgRecapDay *
ktg_recap_get_day (const KtgRecap *self, const char *day)
{
  return get_at (self->days, find_place (self->days, day), day);
}
