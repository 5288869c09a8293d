/* test-simulation.c - thousands of bad months, each from one number
 *
 * The real planner on one to three devices, the store's rules and the server's over simulated
 * disks, links that are there for three hundredths of the time, portals, busy servers, swallowed
 * answers, power cuts on both sides. After the links heal: every event is on the server exactly
 * once and in order, every file byte for byte or parked, everybody has seen what is for them, no
 * more bytes went up than the interruptions explain, and nothing waited longer than its bytes take.
 *
 * KTG_SEEDS says how many numbers are tried, KTG_SEED which is the first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "ktg-simulated-contacts.h"

#define N_REPLAYED 50
#define N_REPLAYED_ELSEWHERE 5
#define N_TEN_DAYS 300
#define N_WITHOUT_RULE 3000
#define N_WITH_STARTS 300
#define N_SURE_TO_REVOKE 6

/* Numbers that found something once. */
static const struct
{
  guint32  seed;
  gboolean is_full;
} kept_seeds[] = {
  { 1053886, FALSE }, /* a contact that began while an answer of the one before was awaited */
  { 27109, TRUE },  /* a photo that another device got farther with, and an upload cut over that */
  { 187259, TRUE }, /* a month with more steps than were allowed */
  { 7115, TRUE },   /* one that began in the millisecond in which there was found to be none */
  { 507414, TRUE }, /* uploads that broke with the link, one after the other instead of at once */
  { 597389, TRUE }, /* a text that waited for an upload, since another one had broken */
};

/* Of months in which servers are put back: in these a file whose receipt came late once hid that
 * another one was lost, a server was put back between the question for an offset and its use, and
 * an index or the number of a delivery was given twice in one life before anybody noticed. */
static const guint32 kept_put_backs[] = { 52435, 927, 1149, 3321, 53657 };

/* Of months with a relay: in these an original went that had to be brought again, and a file was
 * asked about that its author's words were there for, by way of the centre. */
static const guint32 kept_relays[] = { 1038, 1902, 2439, 7104, 50559, 68978, 1008309 };

static guint32     seed_under_way;
static const char *program;

static guint64
play (const KtgSimulatedMonth *month, KtgSimulatedTally *tally)
{
  g_autoptr (KtgSimulatedWorld) world = NULL;

  seed_under_way = month->seed;
  world = ktg_simulated_world_new (month);
  ktg_simulated_world_run (world, tally);
  ktg_simulated_world_check (world, tally);

  return ktg_simulated_world_get_trace (world);
}

/* A failed assertion aborts: say which number shows it. */
static void
aborted_cb (int number)
{
  g_printerr ("# it was KTG_SEED=%u KTG_SEEDS=1\n", seed_under_way);
}

static guint32
read_number (const char *name, guint32 fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint32)strtoul (text, NULL, 10) : fallback;
}

static void
say (guint32 n_seeds, const KtgSimulatedTally *tally)
{
  g_test_message ("%u seeds: %" G_GUINT64_FORMAT " events, %" G_GUINT64_FORMAT
                  " files (%" G_GUINT64_FORMAT " parked), %" G_GUINT64_FORMAT " news",
                  n_seeds,
                  tally->n_events,
                  tally->n_files,
                  tally->n_parked,
                  tally->n_news);
  g_test_message ("%" G_GUINT64_FORMAT " steps, %" G_GUINT64_FORMAT
                  " interruptions, %" G_GUINT64_FORMAT " power cuts of devices, %" G_GUINT64_FORMAT
                  " contacts that could have carried the texts",
                  tally->n_steps,
                  tally->n_interruptions,
                  tally->n_crashes,
                  tally->n_contacts);
  g_test_message ("%.2f %% of the bytes went up more than once, or were headers; the last arrival "
                  "came %.0f s or more before the latest moment",
                  100.0 * (tally->sent_bytes - tally->once_bytes) / tally->sent_bytes,
                  tally->least_slack_us / (double)G_USEC_PER_SEC);
}

static void
test_every_bad_month_ends_level (void)
{
  guint32           first = read_number ("KTG_SEED", 1);
  guint32           n_seeds = read_number ("KTG_SEEDS", 1000);
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };
  guint64           traces = 0;

  for (guint32 seed = first; seed - first < n_seeds; seed++)
    {
      KtgSimulatedMonth month = ktg_simulated_month (seed);

      traces = traces * 31 + play (&month, &tally);
    }
  say (n_seeds, &tally);
  g_test_message ("trace %016" G_GINT64_MODIFIER "x", traces);
}

static void
test_kept_seeds (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (kept_seeds); i++)
    {
      KtgSimulatedMonth month = ktg_simulated_month (kept_seeds[i].seed);

      month.is_full = kept_seeds[i].is_full;
      play (&month, &tally);
    }
}

/* --- a server that is put back --- */

static KtgSimulatedMonth
month_with_put_backs (guint32 seed)
{
  KtgSimulatedMonth month = ktg_simulated_month (seed);

  month.n_days = 30;
  month.n_devices = 6;
  month.n_put_backs = 10;
  return month;
}

/* Nothing in a folder says that it was copied back: all that was ever filed is there again, once,
 * and no index is given for two things in one life. */
static void
test_put_back (void)
{
  guint32           first = read_number ("KTG_SEED", 1);
  guint32           n_seeds = read_number ("KTG_PUT_BACK_SEEDS", 100);
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = first; seed - first < n_seeds; seed++)
    {
      KtgSimulatedMonth month = month_with_put_backs (seed);

      play (&month, &tally);
    }
  g_test_message ("%u months with six devices, %" G_GUINT64_FORMAT
                  " times a server was put back, and %" G_GUINT64_FORMAT " times started",
                  n_seeds,
                  tally.n_put_backs,
                  tally.n_starts);
  say (n_seeds, &tally);
}

/* No byte that the links do not explain: what stands is neither sent nor named again. */
static void
test_starts (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = 1; seed <= N_WITH_STARTS; seed++)
    {
      KtgSimulatedMonth month = ktg_simulated_month (seed);

      month.n_starts = 30;
      play (&month, &tally);
    }
  g_test_message ("%u months, %" G_GUINT64_FORMAT " times a server was started",
                  N_WITH_STARTS,
                  tally.n_starts);
}

static void
test_kept_put_backs (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (kept_put_backs); i++)
    {
      KtgSimulatedMonth month = month_with_put_backs (kept_put_backs[i]);

      play (&month, &tally);
    }
}

/* --- a relay --- */

static KtgSimulatedMonth
month_with_relay (guint32 seed)
{
  KtgSimulatedMonth month = ktg_simulated_month (seed);

  month.has_relay = TRUE;
  month.n_devices = 2 + seed % 4;
  month.n_put_backs = seed % 3 == 0 ? seed % 5 : 0;
  month.n_starts = seed % 3 == 1 ? seed % 10 : 0;
  return month;
}

/* What a device gave a relay comes to the centre, whole, once, and whoever wrote it hears so. */
static void
test_relay (void)
{
  guint32           first = read_number ("KTG_SEED", 1);
  guint32           n_seeds = read_number ("KTG_RELAY_SEEDS", 100);
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = first; seed - first < n_seeds; seed++)
    {
      KtgSimulatedMonth month = month_with_relay (seed);

      play (&month, &tally);
    }
  g_test_message ("%u months behind a relay, %" G_GUINT64_FORMAT " letters, %" G_GUINT64_FORMAT
                  " times a server was put back, and %" G_GUINT64_FORMAT " times started",
                  n_seeds,
                  tally.n_letters,
                  tally.n_put_backs,
                  tally.n_starts);
  say (n_seeds, &tally);
}

static void
test_kept_relays (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (kept_relays); i++)
    {
      KtgSimulatedMonth month = month_with_relay (kept_relays[i]);

      play (&month, &tally);
    }
}

/* --- roles --- */

static KtgSimulatedMonth
month_with_roles (guint32 seed)
{
  KtgSimulatedMonth month = month_with_relay (seed);

  month.n_devices = 3 + seed % 3;
  month.has_roles = TRUE;
  return month;
}

/* Whoever hears of it, and whenever: all come to believe the same of each event. */
static void
test_roles (void)
{
  guint32           first = read_number ("KTG_SEED", 1);
  guint32           n_seeds = read_number ("KTG_RELAY_SEEDS", 100);
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = first; seed - first < n_seeds; seed++)
    {
      KtgSimulatedMonth month = month_with_roles (seed);

      play (&month, &tally);
    }
  g_assert_true (n_seeds < N_SURE_TO_REVOKE || tally.n_judged[KTG_TRUST_REVOKED] > 0);
  for (KtgTrust trust = KTG_TRUST_HELD; trust < KTG_TRUST_EXPIRED; trust++)
    g_test_message ("%s: %" G_GUINT64_FORMAT " events",
                    ktg_trust_get_name (trust),
                    tally.n_judged[trust]);
  say (n_seeds, &tally);
}

static gint
compare_beyond (gconstpointer a, gconstpointer b)
{
  const KtgSimulatedWait *x = a;
  const KtgSimulatedWait *y = b;

  return (x->beyond_us > y->beyond_us) - (x->beyond_us < y->beyond_us);
}

static void
measure (KtgSimulatedWorld *world, GArray *waits)
{
  KtgSimulatedDevice *relay = ktg_simulated_world_get_last (world);

  for (guint i = 0; i < world->devices->len; i++)
    {
      KtgSimulatedDevice *device = g_ptr_array_index (world->devices, i);

      if (device->store->is_behind_relay)
        ktg_simulated_contacts_measure (device, relay, waits);
    }
}

static double
get_beyond_s (const GArray *waits, double share)
{
  guint i = (guint)(share * (waits->len - 1));

  return g_array_index (waits, KtgSimulatedWait, i).beyond_us / (double)G_USEC_PER_SEC;
}

static void
say_waits (GArray *waits)
{
  guint   n_after = 0, n_missed = 0;
  gdouble whole_h = 0;

  g_array_sort (waits, compare_beyond);
  for (guint i = 0; i < waits->len; i++)
    {
      const KtgSimulatedWait *wait = &g_array_index (waits, KtgSimulatedWait, i);

      n_after += wait->is_after;
      n_missed += wait->n_missed;
      whole_h += wait->whole_us / (double)G_TIME_SPAN_HOUR;
    }
  g_test_message ("%u texts behind a relay, %u of them after the ten days; %u contacts missed; "
                  "%.1f h on the way, and beyond the moments in which each could go %.1f s (half "
                  "of "
                  "them), %.1f s (99 of 100), %.1f s (all)",
                  waits->len,
                  n_after,
                  n_missed,
                  whole_h / (waits->len - n_after),
                  get_beyond_s (waits, 0.5),
                  get_beyond_s (waits, 0.99),
                  get_beyond_s (waits, 1));
  g_assert_cmpuint (n_missed, ==, 0);
}

/* A link that is there for three hundredths of the time, and behind it one that is, too. */
static void
test_ten_days_behind_a_relay (void)
{
  guint32           n_seeds = read_number ("KTG_TEN_DAYS_SEEDS", N_TEN_DAYS);
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };
  g_autoptr (GArray) waits = g_array_new (FALSE, TRUE, sizeof (KtgSimulatedWait));

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      KtgSimulatedMonth month
          = { .seed = seed, .n_days = 10, .n_devices = 2, .is_full = TRUE, .has_relay = TRUE };
      g_autoptr (KtgSimulatedWorld) world = NULL;

      seed_under_way = seed;
      world = ktg_simulated_world_new (&month);
      ktg_simulated_world_run (world, &tally);
      ktg_simulated_world_check (world, &tally);
      measure (world, waits);
    }
  say_waits (waits);
}

/* --- the same again --- */

static void
test_the_same_seed_is_the_same_trace (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = 1; seed <= N_REPLAYED; seed++)
    {
      KtgSimulatedMonth month = ktg_simulated_month (seed);
      KtgSimulatedMonth next = ktg_simulated_month (seed + 1);

      g_assert_cmpuint (play (&month, &tally), ==, play (&month, &tally));
      g_assert_cmpuint (play (&month, &tally), !=, play (&next, &tally));
    }
}

static char *
dup_trace_of_another_process (guint32 seed)
{
  char *argv[] = { (char *)program, "-p", "/simulation/every-bad-month-ends-level", NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *number = g_strdup_printf ("%u", seed);
  g_autofree char *output = NULL;
  const char      *trace;
  int              status;

  environment = g_environ_setenv (environment, "KTG_SEED", number, TRUE);
  environment = g_environ_setenv (environment, "KTG_SEEDS", "1", TRUE);
  g_assert_true (
      g_spawn_sync (NULL, argv, environment, 0, NULL, NULL, &output, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  trace = strstr (output, "# trace ");
  g_assert_nonnull (trace);

  return g_strndup (trace + strlen ("# trace "), 16);
}

/* So nothing depends on where memory lies, or on what was played before. */
static void
test_another_process_plays_the_same_trace (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = 1; seed <= N_REPLAYED_ELSEWHERE; seed++)
    {
      KtgSimulatedMonth month = ktg_simulated_month (seed);
      g_autofree char *here = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", play (&month, &tally));
      g_autofree char *there = dup_trace_of_another_process (seed);

      g_assert_cmpstr (here, ==, there);
    }
}

/* --- ten days --- */

/* Nothing goes wrong but that there is hardly ever a link: each text is safe within the first
 * contact that could have carried it. One in ten is not announced by a network monitor; that one
 * must last as long as the planner may wait before it calls. */
static void
test_ten_days (void)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = 1; seed <= N_TEN_DAYS; seed++)
    {
      KtgSimulatedMonth month = { .seed = seed, .n_days = 10, .is_full = TRUE };

      play (&month, &tally);
    }
  g_test_message ("%u times ten days at 3 %% duty: %" G_GUINT64_FORMAT " texts, %" G_GUINT64_FORMAT
                  " contacts that could have carried them",
                  N_TEN_DAYS,
                  tally.n_events,
                  tally.n_contacts);
  g_test_message ("each text was safe within the first of them, with an announced one at the "
                  "latest "
                  "%.1f s after it could go; %" G_GUINT64_FORMAT
                  " times one passed by that was not announced and over before it could be found",
                  tally.longest_us / (double)G_USEC_PER_SEC,
                  tally.n_passed_by);
}

/* --- does it bite? --- */

/* One in which the rule is needed now and then. */
static KtgSimulatedMonth
month_for_rule (KtgRule rule, guint32 seed)
{
  if (rule == KTG_RULE_LACKS || rule == KTG_RULE_MARK_OF_LIST || rule == KTG_RULE_LIFE_OF_START)
    return month_with_put_backs (seed);
  if (rule == KTG_RULE_LIFE_OF_LETTER || rule == KTG_RULE_SILENCE)
    return month_with_relay (3 * seed);
  if (rule == KTG_RULE_LINKS_PASSED_ON)
    return month_with_roles (seed);
  if (rule == KTG_RULE_TOLD_OF_START)
    return month_with_relay (7104);

  return ktg_simulated_month (seed);
}

static void
play_without_rule (gconstpointer data)
{
  KtgSimulatedTally tally = { .least_slack_us = G_MAXINT64 };

  for (guint32 seed = 1; seed <= N_WITHOUT_RULE; seed++)
    {
      KtgSimulatedMonth month = month_for_rule ((KtgRule)GPOINTER_TO_UINT (data), seed);

      month.left_out = (KtgRule)GPOINTER_TO_UINT (data);
      play (&month, &tally);
    }
}

static void
test_without_rule (gconstpointer data)
{
  if (g_test_subprocess ())
    {
      play_without_rule (data);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

static void
add_rules (void)
{
  static const struct
  {
    const char *path;
    KtgRule     rule;
  } rules[] = {
    { "/simulation/without/an-original-before-the-commit", KTG_RULE_ORIGINAL_BEFORE_COMMIT },
    { "/simulation/without/a-durable-file-before-the-receipt", KTG_RULE_DURABLE_BEFORE_RECEIPT },
    { "/simulation/without/a-receipt-before-the-purge", KTG_RULE_RECEIPT_BEFORE_PURGE },
    { "/simulation/without/an-event-once", KTG_RULE_ONCE },
    { "/simulation/without/the-true-offset", KTG_RULE_TRUE_OFFSET },
    { "/simulation/without/the-mark-with-the-news", KTG_RULE_MARK_WITH_NEWS },
    { "/simulation/without/owing-again-what-a-server-lacks", KTG_RULE_LACKS },
    { "/simulation/without/the-list-of-a-mark", KTG_RULE_MARK_OF_LIST },
    { "/simulation/without/the-life-of-a-letter", KTG_RULE_LIFE_OF_LETTER },
    { "/simulation/without/carrying-again-what-the-centre-is-silent-about", KTG_RULE_SILENCE },
    { "/simulation/without/owing-what-was-told-from-the-next-start-on", KTG_RULE_TOLD_OF_START },
    { "/simulation/without/a-life-for-each-start", KTG_RULE_LIFE_OF_START },
    { "/simulation/without/telling-on-who-is-who", KTG_RULE_LINKS_PASSED_ON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_test_add_data_func (rules[i].path, GUINT_TO_POINTER (rules[i].rule), test_without_rule);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  signal (SIGABRT, aborted_cb);

  g_test_add_func ("/simulation/every-bad-month-ends-level", test_every_bad_month_ends_level);
  g_test_add_func ("/simulation/kept-seeds", test_kept_seeds);
  g_test_add_func ("/simulation/a-server-put-back-ten-times-has-all-of-it-again", test_put_back);
  g_test_add_func ("/simulation/kept-seeds-of-servers-put-back", test_kept_put_backs);
  g_test_add_func ("/simulation/a-server-started-thirty-times-is-sent-nothing-again", test_starts);
  g_test_add_func ("/simulation/a-relay-carries-all-of-it-to-the-centre", test_relay);
  g_test_add_func ("/simulation/kept-seeds-of-relays", test_kept_relays);
  g_test_add_func ("/simulation/all-believe-the-same-of-each-event", test_roles);
  g_test_add_func ("/simulation/the-same-seed-is-the-same-trace",
                   test_the_same_seed_is_the_same_trace);
  g_test_add_func ("/simulation/another-process-plays-the-same-trace",
                   test_another_process_plays_the_same_trace);
  g_test_add_func ("/simulation/ten-days-at-three-hundredths-of-a-link", test_ten_days);
  g_test_add_func ("/simulation/ten-days-behind-a-relay-whose-link-is-as-bad",
                   test_ten_days_behind_a_relay);
  add_rules ();

  return g_test_run ();
}
