/* ktg-tiding.c - what happened to a report that its officer is told without looking
 *
 * What is a tiding follows from two summaries of a report, and from the law and the day. Who shows
 * it decides nothing. A change happens once; a day is looked at often, so of what a day brings it
 * is remembered that it was told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-tiding.h"

#include <glib/gi18n.h>
#include <ktg-report-due.h>

#define SOON_US (3 * G_TIME_SPAN_DAY) /* no day of any zone, counted either way, lies outside */

static KtgTiding *
tiding_new (KtgTidingKind kind, const KtgSummaryFields *fields)
{
  KtgTiding *self = g_new0 (KtgTiding, 1);

  self->kind = kind;
  self->id = g_strdup (fields->id);
  self->number = g_strdup (fields->number);
  self->is_draft = fields->state == KTG_STATE_DRAFT;
  return self;
}

/**
 * ktg_tiding_free:
 * @tiding: (transfer full): a tiding
 */
void
ktg_tiding_free (KtgTiding *tiding)
{
  g_free (tiding->id);
  g_free (tiding->number);
  g_free (tiding);
}

/**
 * ktg_tidings_new:
 *
 * Returns: (transfer full) (element-type KtgTiding): no tidings
 */
GPtrArray *
ktg_tidings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_tiding_free);
}

static void
add (GPtrArray *tidings, KtgTidingKind kind, const KtgSummaryFields *fields)
{
  g_ptr_array_add (tidings, tiding_new (kind, fields));
}

static gboolean
has_new_state (const KtgSummaryFields *before, const KtgSummaryFields *after)
{
  return after->case_state != NULL && g_strcmp0 (before->case_state, after->case_state) != 0;
}

static gboolean
comes_to (KtgState state, const KtgSummaryFields *before, const KtgSummaryFields *after)
{
  return before->state != state && after->state == state;
}

/**
 * ktg_tidings_add_change:
 * @tidings: (element-type KtgTiding): gets what is to be told
 * @before: a report as it was
 * @after: the same report now
 *
 * Of one that she withdrew herself nothing is told, but that the server refused even that.
 */
void
ktg_tidings_add_change (GPtrArray              *tidings,
                        const KtgSummaryFields *before,
                        const KtgSummaryFields *after)
{
  if (comes_to (KTG_STATE_PARKED, before, after))
    add (tidings, KTG_TIDING_PARKED, after);
  if (after->is_withdrawn)
    return;

  if (comes_to (KTG_STATE_COMPLETE, before, after) && before->state != KTG_STATE_DRAFT)
    add (tidings, KTG_TIDING_COMPLETE, after);
  if (has_new_state (before, after))
    add (tidings, ktg_summary_fields_is_asked (after) ? KTG_TIDING_ASKED : KTG_TIDING_STEP, after);
}

/* Of thousands, most are not asked what the law says. */
static gboolean
may_be_due (const KtgSummaryFields *fields, const KtgMoment *now)
{
  return ktg_report_due_is_running (fields) && !fields->is_damaged
         && ABS (fields->due_us - now->wall_us) < SOON_US;
}

/**
 * ktg_tidings_add_due:
 * @tidings: (element-type KtgTiding): gets what is to be told
 * @fields: of a report or draft
 * @pack: what the law says
 * @now: the present
 *
 * Whether this is the last day to file it, or tomorrow is: at the place, and only as long as its
 * office has nothing of it.
 */
void
ktg_tidings_add_due (GPtrArray              *tidings,
                     const KtgSummaryFields *fields,
                     const KtgPack          *pack,
                     const KtgMoment        *now)
{
  KtgReportDue due;
  int          days;

  if (!may_be_due (fields, now) || !ktg_report_due_find (pack, fields, NULL, now, &due))
    return;

  days = ktg_deadline_get_days_left (&due.deadline, now->wall_us);
  if (days == 0 || days == 1)
    add (tidings, days == 0 ? KTG_TIDING_DUE_TODAY : KTG_TIDING_DUE_TOMORROW, fields);
}

/* --- what was told --- */

static char *
dup_key (const KtgTiding *tiding)
{
  return g_strdup_printf ("%s/%d", tiding->id, (int)tiding->kind);
}

/**
 * ktg_tidings_list_untold:
 * @tidings: (element-type KtgTiding): what holds now
 * @told: (nullable): from ktg_tidings_dup_told()
 *
 * Returns: (transfer full) (element-type KtgTiding): those that were not told; @tidings keeps the
 * others
 */
GPtrArray *
ktg_tidings_list_untold (GPtrArray *tidings, const char *told)
{
  g_auto (GStrv) keys = g_strsplit (told != NULL ? told : "", " ", -1);
  GPtrArray *untold = ktg_tidings_new ();

  for (guint i = 0; i < tidings->len;)
    {
      g_autofree char *key = dup_key (g_ptr_array_index (tidings, i));

      if (g_strv_contains ((const char *const *)keys, key))
        i++;
      else
        g_ptr_array_add (untold, g_ptr_array_steal_index (tidings, i));
    }

  return untold;
}

/**
 * ktg_tidings_dup_told:
 * @tidings: (element-type KtgTiding): all that holds now, told by now
 *
 * Returns: what to remember: ids and kinds. What does not hold any more is forgotten by this.
 */
char *
ktg_tidings_dup_told (GPtrArray *tidings)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < tidings->len; i++)
    {
      g_autofree char *key = dup_key (g_ptr_array_index (tidings, i));

      g_string_append_printf (told, "%s%s", told->len > 0 ? " " : "", key);
    }

  return g_string_free (told, FALSE);
}

/* --- in words --- */

/* "Report TL-0128", which begins a sentence */
static char *
dup_name (const KtgTiding *tiding)
{
  if (tiding->is_draft)
    return g_strdup (_ ("A draft"));

  return tiding->number != NULL ? g_strdup_printf (_ ("Report %s"), tiding->number)
                                : g_strdup (_ ("A report"));
}

static const char *
get_single_title (KtgTidingKind kind)
{
  switch (kind)
    {
    case KTG_TIDING_PARKED:
      return _ ("Needs your action");
    case KTG_TIDING_ASKED:
      return _ ("To be completed");
    case KTG_TIDING_DUE_TODAY:
      return _ ("Last day: today");
    case KTG_TIDING_DUE_TOMORROW:
      return _ ("Last day: tomorrow");
    case KTG_TIDING_STEP:
      return _ ("News from your office");
    case KTG_TIDING_COMPLETE:
      return _ ("Complete on the server");
    }

  g_assert_not_reached ();
}

static char *
dup_count (KtgTidingKind kind, guint n)
{
  switch (kind)
    {
    case KTG_TIDING_PARKED:
      return g_strdup_printf (ngettext ("%u report needs you.", "%u reports need you.", n), n);
    case KTG_TIDING_ASKED:
      return g_strdup_printf (ngettext ("Your office asks you to complete %u report.",
                                        "Your office asks you to complete %u reports.",
                                        n),
                              n);
    case KTG_TIDING_DUE_TODAY:
      return g_strdup_printf (ngettext ("Last day today: %u report or draft.",
                                        "Last day today: %u reports or drafts.",
                                        n),
                              n);
    case KTG_TIDING_DUE_TOMORROW:
      return g_strdup_printf (ngettext ("Last day tomorrow: %u report or draft.",
                                        "Last day tomorrow: %u reports or drafts.",
                                        n),
                              n);
    case KTG_TIDING_STEP:
      return g_strdup_printf (ngettext ("Your office has taken a step with %u report.",
                                        "Your office has taken a step with %u reports.",
                                        n),
                              n);
    case KTG_TIDING_COMPLETE:
      return g_strdup_printf (ngettext ("%u report is complete on the server.",
                                        "%u reports are complete on the server.",
                                        n),
                              n);
    }

  g_assert_not_reached ();
}

/**
 * ktg_tidings_dup_title:
 * @tidings: (element-type KtgTiding): at least one
 *
 * Returns: a few words that fit on one line
 */
char *
ktg_tidings_dup_title (const GPtrArray *tidings)
{
  const KtgTiding *first = g_ptr_array_index (tidings, 0);

  return tidings->len == 1 ? g_strdup (get_single_title (first->kind))
                           : g_strdup (_ ("News of your reports"));
}

/* Translators: each begins with “Report TL-0128”, “A report” or “A draft” */
static char *
dup_single (const KtgTiding *tiding)
{
  g_autofree char *name = dup_name (tiding);

  switch (tiding->kind)
    {
    case KTG_TIDING_PARKED:
      return g_strdup_printf (_ ("%s needs you before all of it can be sent."), name);
    case KTG_TIDING_ASKED:
      return g_strdup_printf (_ ("%s is to be completed."), name);
    case KTG_TIDING_DUE_TODAY:
    case KTG_TIDING_DUE_TOMORROW:
      return tiding->is_draft ? g_strdup_printf (_ ("%s is not in the queue yet."), name)
                              : g_strdup_printf (_ ("%s is not on the server yet."), name);
    case KTG_TIDING_STEP:
      return g_strdup_printf (_ ("%s was taken a step further."), name);
    case KTG_TIDING_COMPLETE:
      return g_strdup_printf (_ ("%s is complete on the server."), name);
    }

  g_assert_not_reached ();
}

/**
 * ktg_tidings_dup_body:
 * @tidings: (element-type KtgTiding): at least one
 *
 * Returns: a sentence with the number of the report; of several, a line for each kind, what needs
 * her first
 */
char *
ktg_tidings_dup_body (const GPtrArray *tidings)
{
  guint    n_of[KTG_N_TIDING_KINDS] = { 0 };
  GString *body;

  if (tidings->len == 1)
    return dup_single (g_ptr_array_index (tidings, 0));

  for (guint i = 0; i < tidings->len; i++)
    n_of[((const KtgTiding *)g_ptr_array_index (tidings, i))->kind]++;

  body = g_string_new (NULL);
  for (guint kind = 0; kind < KTG_N_TIDING_KINDS; kind++)
    {
      g_autofree char *line = n_of[kind] > 0 ? dup_count ((KtgTidingKind)kind, n_of[kind]) : NULL;

      if (line != NULL)
        g_string_append_printf (body, "%s%s", body->len > 0 ? "\n" : "", line);
    }

  return g_string_free (body, FALSE);
}
