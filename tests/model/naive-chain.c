/* naive-chain.c - chains as chance makes them, and what they say by the bare rules
 *
 * Rank by rank from the root downward, each of each event of each key, with nothing kept and
 * nothing shared with the program: docs/PROTOCOL.md, "Trust".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "naive-chain.h"

#include <ktg-role.h>

#include <string.h>

#define ROOT 0
#define LOWEST 10

static const char *const roles[] = { "officer", "office", "centre" };
static const char *const regions[] = { "", "34", "34.71", "34.71.06", "34.02", "35" };

const char *
naive_key (guint key)
{
  static const char *const keys[NAIVE_N_KEYS]
      = { "root",  "ani",  "budi", "citra", "dewi", "eko",
          "fajar", "gita", "hadi", "indah", "joko", "kartika" };

  return keys[key];
}

/* --- chance --- */

static gboolean
is_one_in (guint n)
{
  return g_test_rand_int_range (0, n) == 0;
}

static KtgEventKind
choose_kind (guint author)
{
  if (is_one_in (5))
    return is_one_in (3) ? KTG_EVENT_NODE_REVOKED : KTG_EVENT_DEVICE_REVOKED;

  return (author == ROOT) != is_one_in (10) ? KTG_EVENT_NODE_ADMITTED : KTG_EVENT_DEVICE_ADMITTED;
}

/* Mostly from the top downward and into what is narrower, so that much of it counts. */
static void
make_said (NaiveSaid *said, guint i)
{
  static const guint tops[] = { 0, 0, 1, 1, 2, 2 };
  guint              author = i < G_N_ELEMENTS (tops) ? tops[i] : 0;

  if (i >= G_N_ELEMENTS (tops))
    author = MIN (g_test_rand_int_range (0, NAIVE_N_KEYS), g_test_rand_int_range (0, 11));

  g_snprintf (said->id, sizeof said->id, "said%02u", i);
  said->author = author;
  said->kind = i < 3 ? KTG_EVENT_NODE_ADMITTED : choose_kind (author);
  said->target = is_one_in (5) ? g_test_rand_int_range (1, NAIVE_N_KEYS)
                               : g_test_rand_int_range (MIN (author + 1, 11), NAIVE_N_KEYS);
  if (i < 2)
    said->target = i + 1;
  said->seq = g_test_rand_int_range (1, NAIVE_N_EVENTS + 1);
  said->after = is_one_in (2) ? 0 : g_test_rand_int_range (0, NAIVE_N_EVENTS);
  said->role = roles[author <= 2 ? g_test_rand_int_range (0, 3) : g_test_rand_int_range (0, 2)];
  said->region = regions[i < 2 ? 0 : g_test_rand_int_range (0, G_N_ELEMENTS (regions))];
  said->is_relay = i > 1 && is_one_in (2);
  if (said->kind == KTG_EVENT_NODE_ADMITTED)
    said->after = 0;
}

/* Some revocations name an event that is there, or one that is not. */
static void
name_last (NaiveChain *chain, NaiveSaid *said)
{
  for (guint i = 0; i < NAIVE_N_SAID; i++)
    if (chain->said[i].author == said->target && chain->said[i].seq == said->after)
      said->last_id = is_one_in (2) ? chain->said[i].id : "another";
}

void
naive_chain_make (NaiveChain *chain)
{
  memset (chain, 0, sizeof *chain);
  for (guint i = 0; i < NAIVE_N_SAID; i++)
    make_said (&chain->said[i], i);

  for (guint i = 0; i < NAIVE_N_SAID; i++)
    if (is_one_in (2))
      name_last (chain, &chain->said[i]);
}

static void
fill_node (KtgEvent *event, const NaiveSaid *said)
{
  KtgNodeAdmission *admission = event->node_admission = ktg_node_admission_new ();

  admission->node = g_strdup (naive_key (said->target));
  admission->kind = g_strdup (said->is_relay ? "relay" : "centre");
  admission->scope = g_strdup (said->region);
  admission->may_admit = g_strdup (said->role);
  admission->from = g_strdup (said->id);
}

static void
fill_device (KtgEvent *event, const NaiveSaid *said)
{
  KtgDeviceAdmission *admission = event->device_admission = ktg_device_admission_new ();

  admission->device = g_strdup (naive_key (said->target));
  admission->role = g_strdup (said->role);
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (said->region)));
  admission->region = g_strdup (said->region);
  admission->seq = said->after;
  admission->from = g_strdup (said->id);
}

KtgEvent *
naive_said_new_event (const NaiveSaid *said)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = said->kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (said->kind));
  event->author = g_strdup (naive_key (said->author));
  event->seq = said->seq;
  if (said->kind == KTG_EVENT_NODE_ADMITTED)
    fill_node (event, said);
  else if (said->kind == KTG_EVENT_DEVICE_ADMITTED)
    fill_device (event, said);
  else
    {
      event->revocation = ktg_revocation_new ();
      event->revocation->key = g_strdup (naive_key (said->target));
      event->revocation->seq = said->after;
      event->revocation->id = g_strdup (said->last_id);
    }

  return event;
}

/* --- the rules --- */

static gboolean
is_node (const NaiveSaid *said)
{
  return said->kind == KTG_EVENT_NODE_ADMITTED;
}

static gboolean
is_admission (const NaiveSaid *said)
{
  return is_node (said) || said->kind == KTG_EVENT_DEVICE_ADMITTED;
}

/* What an admission makes of its target. */
static guint
get_rank (const NaiveSaid *said)
{
  if (is_node (said))
    return said->is_relay ? 9 : 1;
  if (g_str_equal (said->role, "centre"))
    return 2;

  return g_str_equal (said->role, "officer") ? 10 : 3 + (strlen (said->region) + 1) / 3;
}

static gboolean
is_within (const char *inner, const char *outer)
{
  gsize length = strlen (outer);

  return length == 0
         || (g_str_has_prefix (inner, outer) && (inner[length] == '\0' || inner[length] == '.'));
}

static gboolean
is_late (const NaiveVerdict *verdict, const char *id)
{
  for (guint i = 0; i < verdict->n_last; i++)
    if (!g_str_equal (verdict->last[i]->last_id, id))
      return TRUE;

  return verdict->is_late;
}

/* As what its author said it: the admission by which he stood there, the root's being none. FALSE
 * where he is not believed, or ranks at @rank or below it. */
static gboolean
find_author (const NaiveChain *chain, const NaiveSaid *said, guint rank, const NaiveSaid **stood)
{
  const NaiveVerdict *verdict = &chain->verdicts[said->author][said->seq];

  *stood = verdict->by;
  if (said->author == ROOT)
    return TRUE;

  return verdict->by != NULL && get_rank (verdict->by) < rank && !is_late (verdict, said->id);
}

static guint
get_author_rank (const NaiveSaid *stood)
{
  return stood == NULL ? 0 : get_rank (stood);
}

static gboolean
may_admit (const NaiveSaid *stood, const NaiveSaid *said)
{
  guint author = get_author_rank (stood);
  guint given = get_rank (said);

  if (is_node (said) && said->is_relay && !g_str_equal (said->role, "officer"))
    return FALSE;
  if (author == 0)
    return is_node (said);
  if (given == 1 || !is_within (said->region, stood->region))
    return FALSE;
  if (author == 1)
    return given == 9 || given == 10 || g_str_equal (stood->role, "centre")
           || (g_str_equal (stood->role, "office") && given > 2);

  return author < 10 && given != 9 && given > author && given > 2 && (author != 9 || given == 10);
}

static gboolean
may_revoke (const NaiveSaid *stood, const NaiveSaid *revocation, const NaiveSaid *by)
{
  guint author = get_author_rank (stood);

  if (is_node (by) != (revocation->kind == KTG_EVENT_NODE_REVOKED))
    return FALSE;
  if (author == 0)
    return TRUE;
  if (author == 1)
    return get_rank (by) > 1 && is_within (by->region, stood->region);

  return may_admit (stood, by) && (author != 9 || by->author == revocation->author);
}

/* Of one admitter at one rank the newer; of two ranks the higher; of equals the lesser. */
static gboolean
is_before (const NaiveSaid *a, guint rank_a, const NaiveSaid *b, guint rank_b)
{
  if (rank_a != rank_b)
    return rank_a < rank_b;
  if (get_rank (a) != get_rank (b))
    return get_rank (a) > get_rank (b);
  if (strlen (a->region) != strlen (b->region))
    return strlen (a->region) > strlen (b->region);

  return strcmp (a->id, b->id) < 0;
}

static gboolean
is_newer (const NaiveSaid *a, const NaiveSaid *b)
{
  return a->seq != b->seq ? a->seq > b->seq : strcmp (a->id, b->id) < 0;
}

/* The rank of who says so where it may count for this event of its target, else -1. */
static int
get_voice (const NaiveChain *chain, const NaiveSaid *said, guint key, guint event, guint rank)
{
  const NaiveSaid *stood;

  if (!is_admission (said) || said->target != key || said->after >= event
      || !find_author (chain, said, rank, &stood) || !may_admit (stood, said))
    return -1;

  return get_author_rank (stood);
}

static gboolean
is_outdated (const NaiveChain *chain, const NaiveSaid *said, guint event, guint rank, int voice)
{
  for (guint i = 0; i < NAIVE_N_SAID; i++)
    {
      const NaiveSaid *other = &chain->said[i];

      if (other->author == said->author && other != said && is_newer (other, said)
          && get_voice (chain, other, said->target, event, rank) == voice)
        return TRUE;
    }

  return FALSE;
}

/* What the key is at this event, as far as those above @rank say so. */
static const NaiveSaid *
find_admission (const NaiveChain *chain, guint key, guint event, guint rank)
{
  const NaiveSaid *best = NULL;
  int              best_voice = -1;

  for (guint i = 0; i < NAIVE_N_SAID; i++)
    {
      const NaiveSaid *said = &chain->said[i];
      int              voice = get_voice (chain, said, key, event, rank);

      if (voice < 0 || is_outdated (chain, said, event, rank, voice))
        continue;
      if (best == NULL || is_before (said, voice, best, best_voice))
        {
          best = said;
          best_voice = voice;
        }
    }

  return best;
}

static gboolean
is_ended (const NaiveChain *chain, const NaiveSaid *revocation, guint key, guint event, guint rank)
{
  const NaiveSaid *stood;

  if (is_admission (revocation) || revocation->target != key
      || !find_author (chain, revocation, rank, &stood))
    return FALSE;

  for (guint n = MAX (revocation->after, 1); n <= event; n++)
    {
      const NaiveSaid *by = find_admission (chain, key, n, rank);

      if (by != NULL && may_revoke (stood, revocation, by))
        return TRUE;
    }

  return FALSE;
}

static void
mark_late (NaiveChain *chain, guint key, guint event, guint rank)
{
  NaiveVerdict *verdict = &chain->verdicts[key][event];

  for (guint i = 0; i < NAIVE_N_SAID; i++)
    {
      const NaiveSaid *said = &chain->said[i];

      if (!is_ended (chain, said, key, event, rank))
        continue;
      if (event > said->after)
        verdict->is_late = TRUE;
      else if (event == said->after && said->last_id != NULL)
        verdict->last[verdict->n_last++] = said;
    }
}

static void
decide (NaiveChain *chain, guint key, guint event, guint rank)
{
  NaiveVerdict    *verdict = &chain->verdicts[key][event];
  const NaiveSaid *by = find_admission (chain, key, event, rank);

  if (verdict->by != NULL || by == NULL || get_rank (by) != rank)
    return;

  verdict->by = by;
  mark_late (chain, key, event, rank);
}

void
naive_chain_work_out (NaiveChain *chain)
{
  for (guint rank = 1; rank <= LOWEST; rank++)
    for (guint key = 1; key < NAIVE_N_KEYS; key++)
      for (guint event = 1; event <= NAIVE_N_EVENTS; event++)
        decide (chain, key, event, rank);
}
