/* test-chain.c - who is who by the chain of admissions, rule by rule
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-chain.h>

#include "naive-chain.h"

#include <stdlib.h>
#include <string.h>

#define UNTIL "2025-10-01T00:00:00Z"
#define UNTIL_US (G_GINT64_CONSTANT (1759276800) * G_USEC_PER_SEC)

static KtgEvent *
new_event (KtgEventKind kind, const char *author, guint64 seq)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->author = g_strdup (author);
  event->seq = seq;
  return event;
}

static gboolean
add (KtgChain *chain, const char *id, KtgEvent *event)
{
  g_autoptr (KtgEvent) owned = event;

  return ktg_chain_add (chain, id, owned);
}

static KtgEvent *
new_node (const char *author,
          guint64     seq,
          const char *node,
          const char *kind,
          const char *scope,
          const char *may_admit)
{
  KtgEvent         *event = new_event (KTG_EVENT_NODE_ADMITTED, author, seq);
  KtgNodeAdmission *admission = event->node_admission = ktg_node_admission_new ();

  admission->node = g_strdup (node);
  admission->kind = g_strdup (kind);
  admission->scope = g_strdup (scope);
  admission->may_admit = g_strdup (may_admit);
  admission->until = g_strdup (UNTIL);
  return event;
}

static KtgEvent *
new_device (const char *author,
            guint64     seq,
            const char *device,
            const char *role,
            const char *region,
            guint64     after)
{
  KtgEvent           *event = new_event (KTG_EVENT_DEVICE_ADMITTED, author, seq);
  KtgDeviceAdmission *admission = event->device_admission = ktg_device_admission_new ();

  admission->device = g_strdup (device);
  admission->officer = g_strdup_printf ("%s's", device);
  admission->role = g_strdup (role);
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (region)));
  admission->region = g_strdup (region);
  admission->seq = after;
  return event;
}

static KtgEvent *
new_end (KtgEventKind kind,
         const char  *author,
         guint64      seq,
         const char  *key,
         guint64      last,
         const char  *last_id)
{
  KtgEvent *event = new_event (kind, author, seq);

  event->revocation = ktg_revocation_new ();
  event->revocation->key = g_strdup (key);
  event->revocation->seq = last;
  event->revocation->id = g_strdup (last_id);
  return event;
}

#define admit_node(chain, id, ...) g_assert_true (add (chain, id, new_node (__VA_ARGS__)))
#define admit(chain, id, ...) g_assert_true (add (chain, id, new_device (__VA_ARGS__)))
#define revoke(chain, id, ...)                                                                     \
  g_assert_true (add (chain, id, new_end (KTG_EVENT_DEVICE_REVOKED, __VA_ARGS__)))
#define revoke_node(chain, id, ...)                                                                \
  g_assert_true (add (chain, id, new_end (KTG_EVENT_NODE_REVOKED, __VA_ARGS__)))

/* A country: its centre, a relay, and an office at each height of one province. */
static KtgChain *
new_country (void)
{
  KtgChain *chain = ktg_chain_new ("root");

  admit_node (chain, "n1", "root", 1, "node", "centre", "", "centre");
  admit_node (chain, "n2", "node", 1, "relay", "relay", "34", "officer");
  admit (chain, "c1", "node", 2, "centre", "centre", "", 0);
  admit (chain, "p1", "centre", 1, "province", "office", "34", 0);
  admit (chain, "r1", "province", 1, "regency", "office", "34.71", 0);
  admit (chain, "d1", "regency", 1, "district", "office", "34.71.06", 0);
  return chain;
}

static const char *const beliefs[] = { "unknown", "late", "held" };

static char *
dup_standing (KtgChain *chain, const char *key, guint64 seq)
{
  KtgStanding     standing;
  KtgNodeStanding node;

  ktg_chain_get_standing (chain, key, seq, &standing);
  if (standing.belief != KTG_BELIEF_UNKNOWN)
    return g_strdup_printf ("%s %s %s",
                            beliefs[standing.belief],
                            ktg_role_get_name (standing.role),
                            standing.region);

  ktg_chain_get_node (chain, key, seq, &node);
  if (node.belief == KTG_BELIEF_UNKNOWN)
    return g_strdup ("unknown");

  return g_strdup_printf ("%s %s %s",
                          beliefs[node.belief],
                          node.kind == KTG_SEAT_RELAY ? "relay" : "node",
                          node.scope);
}

#define assert_is(chain, key, seq, expected)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *said = dup_standing (chain, key, seq);                                        \
                                                                                                   \
    g_assert_cmpstr (said, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

#define assert_link(chain, id, trust) g_assert_cmpint (ktg_chain_judge_link (chain, id), ==, trust)

static void
a_country_is_believed_down_to_its_officers (void)
{
  g_autoptr (KtgChain) chain = new_country ();
  KtgStanding standing;

  admit (chain, "o1", "district", 1, "siti", "officer", "34.71.06.1002", 0);
  admit (chain, "o2", "relay", 1, "budi", "officer", "34.02", 0);

  assert_is (chain, "node", 1, "held node ");
  assert_is (chain, "relay", 1, "held relay 34");
  assert_is (chain, "centre", 1, "held centre ");
  assert_is (chain, "district", 7, "held office 34.71.06");
  assert_is (chain, "siti", KTG_CHAIN_NOW, "held officer 34.71.06.1002");
  assert_is (chain, "budi", 1, "held officer 34.02");
  ktg_chain_get_standing (chain, "siti", 1, &standing);
  g_assert_cmpint (standing.level, ==, KTG_LEVEL_VILLAGE);
  g_assert_cmpstr (standing.officer, ==, "siti's");
  g_assert_cmpstr (ktg_chain_get_device_admission (chain, "siti", 1)->officer, ==, "siti's");
  g_assert_cmpstr (ktg_chain_get_node_admission (chain, "relay", 1)->may_admit, ==, "officer");
  g_assert_null (ktg_chain_get_node_admission (chain, "siti", 1));
  g_assert_true (ktg_chain_knows (chain, "root"));
  g_assert_true (ktg_chain_knows (chain, "budi"));
  g_assert_false (ktg_chain_knows (chain, "nobody"));
}

static void
a_missing_link_leaves_all_below_unknown (void)
{
  g_autoptr (KtgChain) chain = ktg_chain_new ("root");

  admit_node (chain, "n1", "root", 1, "node", "centre", "", "centre");
  admit (chain, "r1", "province", 1, "regency", "office", "34.71", 0);
  admit (chain, "o1", "regency", 1, "siti", "officer", "34.71", 0);
  assert_is (chain, "siti", 1, "unknown");
  assert_link (chain, "o1", KTG_TRUST_UNKNOWN);
  g_assert_cmpint (ktg_chain_judge_request (chain, "siti", 0), ==, KTG_TRUST_UNKNOWN);

  admit (chain, "p1", "node", 2, "province", "office", "34", 0);
  assert_is (chain, "siti", 1, "held officer 34.71");
  assert_link (chain, "o1", KTG_TRUST_HELD);
}

static void
what_another_root_says_is_nothing (void)
{
  g_autoptr (KtgChain) chain = ktg_chain_new ("another");

  admit_node (chain, "n1", "root", 1, "node", "centre", "", "centre");
  admit (chain, "o1", "node", 1, "siti", "officer", "", 0);
  assert_is (chain, "node", 1, "unknown");
  assert_is (chain, "siti", 1, "unknown");
}

static void
a_circle_is_believed_by_nobody (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "x1", "eve", 1, "mallory", "office", "34.71", 0);
  admit (chain, "x2", "mallory", 1, "eve", "office", "34", 0);
  admit (chain, "x3", "oscar", 1, "oscar", "office", "", 0);
  assert_is (chain, "eve", 1, "unknown");
  assert_is (chain, "mallory", 1, "unknown");
  assert_is (chain, "oscar", 1, "unknown");
  assert_link (chain, "x1", KTG_TRUST_UNKNOWN);
}

/* Whom one office admits may not lift the office that admitted him. */
static void
a_circle_through_the_chain_lifts_nobody (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "x1", "district", 1, "regency", "office", "34", 0);
  admit (chain, "x2", "regency", 2, "province", "centre", "", 0);
  assert_is (chain, "regency", 1, "held office 34.71");
  assert_is (chain, "province", 1, "held office 34");
  assert_link (chain, "x1", KTG_TRUST_UNSIGNED_FOR);
  assert_link (chain, "x2", KTG_TRUST_UNSIGNED_FOR);
}

static void
nobody_gives_more_than_he_may (void)
{
  static const struct
  {
    const char *author, *role, *region;
  } bad[] = {
    { "root", "officer", "34" },           /* the root admits servers alone */
    { "siti", "officer", "34.71.06" },     /* an officer admits nobody */
    { "relay", "office", "34.71" },        /* a relay makes no office */
    { "relay", "officer", "35" },          /* outside the scope */
    { "regency", "office", "34.71" },      /* an office beside it */
    { "regency", "office", "34" },         /* above it */
    { "regency", "centre", "34.71" },      /* a role above */
    { "regency", "officer", "34.72" },     /* outside its region */
    { "regency", "officer", "34.710" },    /* no code */
    { "regency", "officer", "" },          /* the whole country */
    { "centre", "centre", "" },            /* the centre's people are the server's */
    { "regency", "governor", "34.71.06" }, /* no role */
  };
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "s1", "district", 1, "siti", "officer", "34.71.06", 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      admit (chain, id, bad[i].author, 9, "eve", bad[i].role, bad[i].region, 0);
      assert_is (chain, "eve", 1, "unknown");
      assert_link (chain, id, KTG_TRUST_UNSIGNED_FOR);
    }

  g_assert_cmpint (ktg_chain_judge_request (chain, "eve", 0), ==, KTG_TRUST_UNSIGNED_FOR);
}

static void
no_server_gives_more_than_it_may (void)
{
  g_autoptr (KtgChain) chain = ktg_chain_new ("root");

  admit_node (chain, "n1", "root", 1, "small", "centre", "34", "office");
  admit_node (chain, "n2", "root", 2, "proud", "relay", "", "office");
  admit_node (chain, "n3", "small", 1, "far", "relay", "35", "officer");
  admit_node (chain, "n4", "small", 2, "twin", "centre", "34", "officer");
  admit_node (chain, "n5", "root", 3, "odd", "tower", "", "officer");
  admit (chain, "o1", "small", 3, "one", "centre", "34", 0);
  admit (chain, "o2", "proud", 1, "two", "officer", "34", 0);
  admit (chain, "o3", "small", 4, "three", "office", "34", 0);

  assert_is (chain, "proud", 1, "unknown");
  assert_is (chain, "far", 1, "unknown");
  assert_is (chain, "twin", 1, "unknown");
  assert_is (chain, "odd", 1, "unknown");
  assert_is (chain, "one", 1, "unknown");
  assert_is (chain, "two", 1, "unknown");
  assert_is (chain, "three", 1, "held office 34");
}

static void
a_level_is_that_of_the_region_or_an_officers_below_it (void)
{
  g_autoptr (KtgChain) chain = new_country ();
  KtgEvent   *high = new_device ("node", 3, "high", "office", "34.71", 0);
  KtgEvent   *deep = new_device ("node", 4, "deep", "officer", "34.71.06.1002", 0);
  KtgStanding standing;

  g_free (high->device_admission->level);
  high->device_admission->level = g_strdup ("national");
  g_free (deep->device_admission->level);
  deep->device_admission->level = g_strdup ("polling_place");
  g_assert_true (add (chain, "x1", high));
  g_assert_true (add (chain, "x2", deep));

  assert_is (chain, "high", 1, "unknown");
  ktg_chain_get_standing (chain, "deep", 1, &standing);
  g_assert_cmpint (standing.level, ==, KTG_LEVEL_POLLING_PLACE);
  g_assert_cmpint (ktg_level_of_region (""), ==, KTG_LEVEL_NATIONAL);
  g_assert_cmpint (ktg_level_of_region ("34"), ==, KTG_LEVEL_PROVINCE);
  g_assert_cmpint (ktg_level_of_region ("34.71.06"), ==, KTG_LEVEL_DISTRICT);
  g_assert_cmpint (ktg_level_of_region ("34.71.06.1002"), ==, KTG_LEVEL_VILLAGE);
}

static void
of_two_admitters_the_higher_counts_and_of_equals_the_lesser_role (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "district", 1, "siti", "officer", "34.71.06", 0);
  admit (chain, "a2", "province", 2, "siti", "office", "34.71.06", 0);
  assert_is (chain, "siti", 1, "held office 34.71.06");

  admit (chain, "q1", "centre", 2, "other", "office", "34", 0);
  admit (chain, "a3", "other", 1, "siti", "officer", "34.72", 0);
  assert_is (chain, "siti", 1, "held officer 34.72");

  admit (chain, "q2", "centre", 3, "third", "office", "34", 0);
  admit (chain, "a4", "third", 1, "siti", "officer", "34.72.01", 0);
  assert_is (chain, "siti", 1, "held officer 34.72.01");
}

static void
who_is_moved_was_elsewhere_before (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "province", 2, "siti", "officer", "34.71", 0);
  admit (chain, "a2", "province", 3, "siti", "officer", "34.02", 5);
  admit (chain, "a3", "province", 4, "siti", "office", "34.03", 9);
  assert_is (chain, "siti", 5, "held officer 34.71");
  assert_is (chain, "siti", 6, "held officer 34.02");
  assert_is (chain, "siti", 9, "held officer 34.02");
  assert_is (chain, "siti", 10, "held office 34.03");
}

/* An admission holds for what comes after the events that its author knew of. */
static void
what_a_key_said_before_its_admission_is_nobodys (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "province", 2, "siti", "office", "34.71", 4);
  admit (chain, "b1", "siti", 4, "budi", "officer", "34.71", 0);
  admit (chain, "b2", "siti", 5, "tono", "officer", "34.71", 0);
  assert_is (chain, "siti", 4, "unknown");
  assert_is (chain, "budi", 1, "unknown");
  assert_is (chain, "tono", 1, "held officer 34.71");
}

static void
a_revocation_marks_what_came_later (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "district", 1, "siti", "officer", "34.71.06", 0);
  revoke (chain, "v1", "district", 2, "siti", 7, NULL);
  assert_is (chain, "siti", 7, "held officer 34.71.06");
  assert_is (chain, "siti", 8, "late officer 34.71.06");
  g_assert_cmpint (ktg_chain_judge_request (chain, "siti", 0), ==, KTG_TRUST_REVOKED);

  revoke (chain, "v2", "province", 2, "siti", 3, NULL);
  revoke (chain, "v3", "province", 3, "siti", 5, NULL);
  assert_is (chain, "siti", 3, "held officer 34.71.06");
  assert_is (chain, "siti", 4, "late officer 34.71.06");

  revoke (chain, "v4", "node", 3, "siti", 0, NULL);
  assert_is (chain, "siti", 1, "late officer 34.71.06");
  assert_link (chain, "v4", KTG_TRUST_HELD);
}

static KtgBelief
judge (KtgChain *chain, const char *id, const char *author, guint64 seq)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_WITHDRAWN, author, seq);
  KtgStanding standing;

  g_assert_false (ktg_chain_add (chain, id, event));
  ktg_chain_judge_event (chain, id, event, &standing);
  return standing.belief;
}

static void
the_last_event_is_the_one_that_is_named (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "district", 1, "siti", "officer", "34.71.06", 0);
  revoke (chain, "v1", "district", 2, "siti", 7, "true");
  g_assert_cmpint (judge (chain, "any", "siti", 6), ==, KTG_BELIEF_HELD);
  g_assert_cmpint (judge (chain, "true", "siti", 7), ==, KTG_BELIEF_HELD);
  g_assert_cmpint (judge (chain, "false", "siti", 7), ==, KTG_BELIEF_LATE);
  g_assert_cmpint (judge (chain, "true", "siti", 8), ==, KTG_BELIEF_LATE);

  revoke (chain, "v2", "regency", 2, "siti", 7, "other");
  g_assert_cmpint (judge (chain, "true", "siti", 7), ==, KTG_BELIEF_LATE);
  g_assert_cmpint (judge (chain, "other", "siti", 7), ==, KTG_BELIEF_LATE);
  g_assert_cmpint (judge (chain, "any", "siti", 6), ==, KTG_BELIEF_HELD);
}

static void
nobody_revokes_whom_he_may_not_admit (void)
{
  static const struct
  {
    const char *author, *key;
  } bad[] = {
    { "district", "regency" }, { "district", "district" }, { "siti", "siti" },
    { "other", "siti" },       { "relay", "siti" },        { "relay", "regency" },
    { "eve", "siti" },         { "centre", "centre" },     { "regency", "node" },
    { "node", "node" },
  };
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "district", 1, "siti", "officer", "34.71.06", 0);
  admit (chain, "q1", "province", 2, "other", "office", "34.72", 0);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autofree char *node_id = g_strdup_printf ("y%u", i);

      revoke (chain, id, bad[i].author, 9, bad[i].key, 0, NULL);
      revoke_node (chain, node_id, bad[i].author, 9, bad[i].key, 0, NULL);
      g_assert_cmpint (ktg_chain_judge_link (chain, id), !=, KTG_TRUST_HELD);
      g_assert_cmpint (ktg_chain_judge_link (chain, node_id), !=, KTG_TRUST_HELD);
    }

  assert_is (chain, "siti", 9, "held officer 34.71.06");
  assert_is (chain, "regency", 9, "held office 34.71");
  assert_is (chain, "centre", 9, "held centre ");
  assert_is (chain, "node", 9, "held node ");
}

static void
with_an_admitter_goes_what_it_said_after (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "regency", 4, "siti", "officer", "34.71", 0);
  admit (chain, "a2", "regency", 5, "budi", "officer", "34.71", 0);
  revoke (chain, "x1", "regency", 6, "siti", 0, NULL);
  assert_is (chain, "siti", 1, "late officer 34.71");

  revoke (chain, "v1", "province", 2, "regency", 4, NULL);
  assert_is (chain, "siti", 1, "held officer 34.71");
  assert_is (chain, "budi", 1, "unknown");
  assert_is (chain, "district", 1, "held office 34.71.06");
  assert_link (chain, "a2", KTG_TRUST_REVOKED);
  assert_link (chain, "x1", KTG_TRUST_REVOKED);

  revoke_node (chain, "v2", "root", 2, "node", 1, NULL);
  assert_is (chain, "relay", 1, "held relay 34");
  assert_is (chain, "centre", 1, "unknown");
  assert_is (chain, "siti", 1, "unknown");
}

static void
the_centre_revokes_a_relay (void)
{
  g_autoptr (KtgChain) chain = new_country ();
  KtgNodeStanding standing;

  admit (chain, "o1", "relay", 1, "siti", "officer", "34", 0);
  admit (chain, "o2", "relay", 2, "budi", "officer", "34", 0);
  revoke (chain, "v1", "relay", 3, "siti", 2, NULL);
  revoke_node (chain, "v2", "node", 3, "relay", 3, NULL);
  assert_is (chain, "siti", 3, "late officer 34");
  assert_is (chain, "budi", 3, "held officer 34");
  g_assert_true (ktg_chain_get_node (chain, "relay", 3, &standing));
  g_assert_cmpint (standing.may_admit, ==, KTG_ROLE_OFFICER);
  g_assert_false (ktg_chain_get_node (chain, "relay", 4, &standing));
  g_assert_cmpint (standing.belief, ==, KTG_BELIEF_LATE);
}

static void
a_new_admission_takes_no_revocation_back (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "regency", 2, "siti", "officer", "34.71", 0);
  revoke (chain, "v1", "regency", 3, "siti", 5, NULL);
  admit (chain, "a2", "regency", 4, "siti", "officer", "34.71", 5);
  admit (chain, "a3", "regency", 5, "siti", "officer", "34.71", 8);
  admit (chain, "a4", "province", 2, "siti", "officer", "34.02", 5);
  admit (chain, "a5", "node", 3, "siti", "officer", "35", 9);
  assert_is (chain, "siti", 5, "held officer 34.71");
  assert_is (chain, "siti", 6, "late officer 34.02");
  assert_is (chain, "siti", 10, "late officer 35");
}

/* Who comes to stand above him that revoked her is not his to revoke. */
static void
who_is_lifted_above_the_revoker_is_not_revoked_there (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  admit (chain, "a1", "regency", 2, "siti", "officer", "34.71", 0);
  revoke (chain, "v1", "regency", 3, "siti", 5, NULL);
  admit (chain, "a2", "centre", 2, "siti", "office", "34.71", 7);
  assert_is (chain, "siti", 6, "late officer 34.71");
  assert_is (chain, "siti", 8, "held office 34.71");
}

static void
time_refuses_requests_and_no_events (void)
{
  g_autoptr (KtgChain) chain = new_country ();
  KtgEvent *bounded = new_device ("node", 3, "siti", "officer", "34", 0);
  KtgEvent *odd = new_device ("node", 4, "budi", "officer", "34", 0);

  bounded->device_admission->until = g_strdup (UNTIL);
  odd->device_admission->until = g_strdup ("next year");
  g_assert_true (add (chain, "b1", bounded));
  g_assert_true (add (chain, "b2", odd));

  g_assert_false (ktg_chain_is_expired (chain, "siti", UNTIL_US - 1));
  g_assert_true (ktg_chain_is_expired (chain, "siti", UNTIL_US));
  g_assert_true (ktg_chain_is_expired (chain, "node", UNTIL_US));
  g_assert_true (ktg_chain_is_expired (chain, "budi", 0));
  g_assert_false (ktg_chain_is_expired (chain, "regency", G_MAXINT64));
  g_assert_false (ktg_chain_is_expired (chain, "nobody", G_MAXINT64));
  g_assert_cmpint (ktg_chain_judge_request (chain, "siti", 0), ==, KTG_TRUST_HELD);
  g_assert_cmpint (ktg_chain_judge_request (chain, "siti", UNTIL_US), ==, KTG_TRUST_EXPIRED);
  g_assert_cmpstr (ktg_trust_get_name (KTG_TRUST_EXPIRED), ==, "expired");
  assert_is (chain, "siti", 1, "held officer 34");
}

static KtgEvent *
new_publication (const char *author)
{
  KtgEvent *event = new_event (KTG_EVENT_PACK_PUBLISHED, author, 9);

  event->publication = ktg_publication_new ();
  return event;
}

static void
packs_are_the_centres_word (void)
{
  g_autoptr (KtgChain) chain = new_country ();

  g_assert_true (add (chain, "k1", new_publication ("node")));
  g_assert_true (add (chain, "k2", new_publication ("relay")));
  g_assert_true (add (chain, "k3", new_publication ("centre")));
  g_assert_true (add (chain, "k4", new_publication ("eve")));
  assert_link (chain, "k1", KTG_TRUST_HELD);
  assert_link (chain, "k2", KTG_TRUST_UNSIGNED_FOR);
  assert_link (chain, "k3", KTG_TRUST_UNSIGNED_FOR);
  assert_link (chain, "k4", KTG_TRUST_UNKNOWN);
  assert_link (chain, "k5", KTG_TRUST_UNKNOWN);
}

static void
a_link_is_taken_once (void)
{
  g_autoptr (KtgChain) chain = new_country ();
  guint n_links = ktg_chain_get_n_links (chain);

  g_assert_false (add (chain, "r1", new_device ("province", 1, "regency", "office", "34.71", 0)));
  g_assert_false (add (chain, "f1", new_event (KTG_EVENT_STEP, "regency", 3)));
  g_assert_cmpuint (ktg_chain_get_n_links (chain), ==, n_links);
}

static void
a_stranger_is_told_who_says_it_first (void)
{
  g_autoptr (KtgChain) chain = new_country ();
  g_autoptr (GPtrArray) reasons = NULL;
  g_autoptr (GPtrArray) none = ktg_chain_list_reasons (chain, "nobody");
  g_autofree char *told = NULL;

  admit (chain, "o1", "regency", 2, "siti", "officer", "34.71", 0);
  admit (chain, "x1", "eve", 2, "siti", "office", "34.71", 0);
  revoke (chain, "v1", "province", 2, "siti", 5, NULL);
  reasons = ktg_chain_list_reasons (chain, "siti");
  g_ptr_array_add (reasons, NULL);
  told = g_strjoinv (" ", (char **)reasons->pdata);
  g_assert_cmpstr (told, ==, "n1 c1 p1 r1 o1 v1");
  g_assert_cmpuint (none->len, ==, 0);
}

/* Which admission counts at an event, and whether the event came too late. */
static const char *
get_verdict (KtgChain *chain, const char *key, guint64 seq, gboolean *is_late)
{
  const KtgNodeAdmission   *node = ktg_chain_get_node_admission (chain, key, seq);
  const KtgDeviceAdmission *device = ktg_chain_get_device_admission (chain, key, seq);
  KtgStanding               standing;
  KtgNodeStanding           node_standing;

  ktg_chain_get_standing (chain, key, seq, &standing);
  ktg_chain_get_node (chain, key, seq, &node_standing);
  *is_late = standing.belief == KTG_BELIEF_LATE || node_standing.belief == KTG_BELIEF_LATE;

  return node != NULL ? node->from : device != NULL ? device->from : NULL;
}

typedef struct
{
  guint n_held, n_late, n_unknown;
} Tally;

static void
assert_as_naive (KtgChain *chain, const NaiveChain *naive, guint key, Tally *tally)
{
  for (guint event = 1; event <= NAIVE_N_EVENTS; event++)
    {
      const NaiveVerdict *verdict = &naive->verdicts[key][event];
      gboolean            is_late;
      const char         *by = get_verdict (chain, naive_key (key), event, &is_late);

      g_assert_cmpstr (by, ==, verdict->by != NULL ? verdict->by->id : NULL);
      g_assert_cmpint (is_late, ==, verdict->is_late);
      tally->n_held += by != NULL && !is_late;
      tally->n_late += is_late;
      tally->n_unknown += by == NULL;
    }
}

/* All of it at least once, with repeats, and with questions in between. */
static KtgChain *
add_in_some_order (KtgEvent *const *events, const NaiveChain *naive)
{
  KtgChain *chain = ktg_chain_new (naive_key (0));

  while (ktg_chain_get_n_links (chain) < NAIVE_N_SAID)
    {
      guint    i = g_test_rand_int_range (0, NAIVE_N_SAID);
      gboolean is_late;

      ktg_chain_add (chain, naive->said[i].id, events[i]);
      if (i % 4 == 0)
        get_verdict (chain, naive_key (i % NAIVE_N_KEYS), 1 + i % NAIVE_N_EVENTS, &is_late);
    }

  return chain;
}

/* Who is shown the reasons alone, each behind what it rests on, comes to the same. */
static void
assert_reasons_suffice (KtgChain *chain, KtgEvent *const *events, guint key, NaiveChain *naive)
{
  g_autoptr (KtgChain) stranger = ktg_chain_new (naive_key (0));
  g_autoptr (GPtrArray) ids = ktg_chain_list_reasons (chain, naive_key (key));
  Tally tally = { 0 };

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      guint       said = atoi (id + strlen ("said"));

      g_assert_true (ktg_chain_add (stranger, id, events[said]));
      g_assert_cmpint (ktg_chain_judge_link (stranger, id), ==, KTG_TRUST_HELD);
    }

  assert_as_naive (stranger, naive, key, &tally);
}

#define N_CHAINS 200
#define N_ORDERS 10

static void
no_order_changes_what_is_believed (void)
{
  g_autofree NaiveChain *naive = g_new0 (NaiveChain, 1);
  Tally                  tally = { 0 };

  for (guint i = 0; i < N_CHAINS; i++)
    {
      KtgEvent *events[NAIVE_N_SAID];

      naive_chain_make (naive);
      naive_chain_work_out (naive);
      for (guint j = 0; j < NAIVE_N_SAID; j++)
        events[j] = naive_said_new_event (&naive->said[j]);

      for (guint order = 0; order < N_ORDERS; order++)
        {
          g_autoptr (KtgChain) chain = add_in_some_order (events, naive);

          for (guint key = 1; key < NAIVE_N_KEYS; key++)
            assert_as_naive (chain, naive, key, &tally);
          if (order == 0)
            for (guint key = 1; key < NAIVE_N_KEYS; key++)
              assert_reasons_suffice (chain, events, key, naive);
        }

      for (guint j = 0; j < NAIVE_N_SAID; j++)
        ktg_event_free (events[j]);
    }

  g_test_message ("%u held, %u late, %u unknown", tally.n_held, tally.n_late, tally.n_unknown);
  g_assert_cmpuint (tally.n_held, >, 10000);
  g_assert_cmpuint (tally.n_late, >, 1000);
  g_assert_cmpuint (tally.n_unknown, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/a-country-is-believed-down-to-its-officers",
                   a_country_is_believed_down_to_its_officers);
  g_test_add_func ("/chain/a-missing-link-leaves-all-below-unknown",
                   a_missing_link_leaves_all_below_unknown);
  g_test_add_func ("/chain/what-another-root-says-is-nothing", what_another_root_says_is_nothing);
  g_test_add_func ("/chain/a-circle-is-believed-by-nobody", a_circle_is_believed_by_nobody);
  g_test_add_func ("/chain/a-circle-through-the-chain-lifts-nobody",
                   a_circle_through_the_chain_lifts_nobody);
  g_test_add_func ("/chain/nobody-gives-more-than-he-may", nobody_gives_more_than_he_may);
  g_test_add_func ("/chain/no-server-gives-more-than-it-may", no_server_gives_more_than_it_may);
  g_test_add_func ("/chain/a-level-is-that-of-the-region-or-an-officers-below-it",
                   a_level_is_that_of_the_region_or_an_officers_below_it);
  g_test_add_func ("/chain/of-two-admitters-the-higher-counts-and-of-equals-the-lesser-role",
                   of_two_admitters_the_higher_counts_and_of_equals_the_lesser_role);
  g_test_add_func ("/chain/who-is-moved-was-elsewhere-before", who_is_moved_was_elsewhere_before);
  g_test_add_func ("/chain/what-a-key-said-before-its-admission-is-nobodys",
                   what_a_key_said_before_its_admission_is_nobodys);
  g_test_add_func ("/chain/a-revocation-marks-what-came-later", a_revocation_marks_what_came_later);
  g_test_add_func ("/chain/the-last-event-is-the-one-that-is-named",
                   the_last_event_is_the_one_that_is_named);
  g_test_add_func ("/chain/nobody-revokes-whom-he-may-not-admit",
                   nobody_revokes_whom_he_may_not_admit);
  g_test_add_func ("/chain/with-an-admitter-goes-what-it-said-after",
                   with_an_admitter_goes_what_it_said_after);
  g_test_add_func ("/chain/the-centre-revokes-a-relay", the_centre_revokes_a_relay);
  g_test_add_func ("/chain/a-new-admission-takes-no-revocation-back",
                   a_new_admission_takes_no_revocation_back);
  g_test_add_func ("/chain/who-is-lifted-above-the-revoker-is-not-revoked-there",
                   who_is_lifted_above_the_revoker_is_not_revoked_there);
  g_test_add_func ("/chain/time-refuses-requests-and-no-events",
                   time_refuses_requests_and_no_events);
  g_test_add_func ("/chain/packs-are-the-centres-word", packs_are_the_centres_word);
  g_test_add_func ("/chain/a-link-is-taken-once", a_link_is_taken_once);
  g_test_add_func ("/chain/a-stranger-is-told-who-says-it-first",
                   a_stranger_is_told_who_says_it_first);
  g_test_add_func ("/chain/no-order-changes-what-is-believed", no_order_changes_what_is_believed);

  return g_test_run ();
}
