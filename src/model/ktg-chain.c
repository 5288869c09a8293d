/* ktg-chain.c - who is who, as it follows from the root's key and what is signed under it
 *
 * Adding only collects. What the links add up to is worked out when it is asked for
 * (ktg-chain-fold.c) and kept until something is added that it may rest on: of a member that makes
 * no links that is what is said of it alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-chain.h"

#include "ktg-chain-private.h"
#include "ktg-moment.h"

#include <string.h>

const char *const ktg_trust_doubts[]
    = { "", "unknown", "unsigned-for", "revoked", "expired", NULL };

static void
free_member (gpointer data)
{
  KtgChainMember *member = data;

  g_free (member->key);
  g_clear_pointer (&member->admissions, g_ptr_array_unref);
  g_clear_pointer (&member->revocations, g_ptr_array_unref);
  g_clear_pointer (&member->spans, g_array_unref);
  g_free (member);
}

static void
free_link (gpointer data)
{
  KtgChainLink *link = data;

  g_free (link->id);
  ktg_node_admission_free (link->node);
  ktg_device_admission_free (link->device);
  ktg_revocation_free (link->revocation);
  g_free (link);
}

static KtgChainMember *
take_member (KtgChain *self, const char *key)
{
  KtgChainMember *member = g_hash_table_lookup (self->members, key);

  if (member == NULL)
    {
      member = g_new0 (KtgChainMember, 1);
      member->key = g_strdup (key);
      g_hash_table_insert (self->members, member->key, member);
    }

  return member;
}

/**
 * ktg_trust_get_name:
 * @trust: a verdict
 *
 * Returns: its word on a command line
 */
const char *
ktg_trust_get_name (KtgTrust trust)
{
  return trust == KTG_TRUST_HELD ? "held" : ktg_trust_doubts[trust];
}

/**
 * ktg_chain_new:
 * @root_key: on which all rests, base64url
 *
 * Returns: (transfer full): a chain of which only the root is known
 */
KtgChain *
ktg_chain_new (const char *root_key)
{
  KtgChain *self = g_new0 (KtgChain, 1);

  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_member);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_link);
  self->root = take_member (self, root_key);
  self->root->is_root = TRUE;

  return self;
}

/**
 * ktg_chain_free:
 *
 * Nothing for %NULL.
 */
void
ktg_chain_free (KtgChain *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->links);
  g_hash_table_unref (self->members);
  g_free (self);
}

/* --- adding --- */

static void
put (GPtrArray **links, KtgChainLink *link)
{
  if (*links == NULL)
    *links = g_ptr_array_new ();

  g_ptr_array_add (*links, link);
}

/* What is known of the target falls; so does what is known of all, where that may rest on it. */
static void
forget (KtgChain *self, KtgChainMember *target)
{
  g_clear_pointer (&target->spans, g_array_unref);
  if (target->n_links > 0)
    self->generation++;
}

static void
take_node (KtgChain *self, KtgChainLink *link, const KtgNodeAdmission *admission)
{
  link->target = take_member (self, admission->node);
  link->node = ktg_node_admission_copy (admission);
  link->is_sound = ktg_seat_read_node (&link->seat, link->node);
}

static void
take_device (KtgChain *self, KtgChainLink *link, const KtgDeviceAdmission *admission)
{
  link->target = take_member (self, admission->device);
  link->after = admission->seq;
  link->device = ktg_device_admission_copy (admission);
  link->is_sound = ktg_seat_read_device (&link->seat, link->device);
}

static void
take_revocation (KtgChain *self, KtgChainLink *link, const KtgRevocation *revocation)
{
  link->target = take_member (self, revocation->key);
  link->after = revocation->seq;
  link->revocation = ktg_revocation_copy (revocation);
  link->is_sound = TRUE;
}

static KtgChainLink *
read_link (KtgChain *self, const char *id, const KtgEvent *event)
{
  KtgChainLink *link = g_new0 (KtgChainLink, 1);

  link->id = g_strdup (id);
  link->kind = event->kind;
  link->seq = event->seq;
  link->author = take_member (self, event->author);
  link->author->n_links++;

  if (event->kind == KTG_EVENT_NODE_ADMITTED)
    take_node (self, link, event->node_admission);
  else if (event->kind == KTG_EVENT_DEVICE_ADMITTED)
    take_device (self, link, event->device_admission);
  else if (event->kind != KTG_EVENT_PACK_PUBLISHED)
    take_revocation (self, link, event->revocation);

  return link;
}

static void
fasten (KtgChain *self, KtgChainLink *link)
{
  if (!link->is_sound)
    return;

  if (link->revocation != NULL)
    put (&link->target->revocations, link);
  else
    {
      link->rank = ktg_seat_get_rank (&link->seat);
      put (&link->target->admissions, link);
    }

  forget (self, link->target);
}

/**
 * ktg_chain_add:
 * @id: of the event
 * @event: one whose signature is its author's: the caller checks it
 *
 * Takes what says who is who, believed or not, since what comes later may make it so. All else is
 * passed over.
 *
 * Returns: whether it was taken, and is new
 */
gboolean
ktg_chain_add (KtgChain *self, const char *id, const KtgEvent *event)
{
  KtgChainLink *link;

  if (!ktg_event_kind_is_of_chain (event->kind) || g_hash_table_contains (self->links, id))
    return FALSE;

  link = read_link (self, id, event);
  g_hash_table_insert (self->links, link->id, link);
  fasten (self, link);
  return TRUE;
}

/**
 * ktg_chain_get_n_links:
 *
 * Returns: how many different events were taken
 */
guint
ktg_chain_get_n_links (const KtgChain *self)
{
  return g_hash_table_size (self->links);
}

/* --- asking --- */

static const KtgChainSpan *
find_span (KtgChain *self, const char *key, guint64 seq)
{
  KtgChainMember *member = g_hash_table_lookup (self->members, key);

  return member != NULL && !member->is_root
             ? ktg_chain_find_span (self, member, seq, KTG_SEAT_RANK_END)
             : NULL;
}

static KtgBelief
get_belief (const KtgChainSpan *span, guint64 seq, const char *id)
{
  return ktg_chain_span_is_late (span, seq, id) ? KTG_BELIEF_LATE : KTG_BELIEF_HELD;
}

static void
fill_standing (KtgChain *self, const char *key, guint64 seq, const char *id, KtgStanding *standing)
{
  const KtgChainSpan *span = find_span (self, key, seq);

  *standing = (KtgStanding){ KTG_BELIEF_UNKNOWN, 0, 0, NULL, NULL };
  if (span == NULL || span->link->device == NULL)
    return;

  standing->belief = get_belief (span, seq, id);
  standing->role = span->link->seat.role;
  standing->level = span->link->seat.level;
  standing->region = span->link->seat.region;
  standing->officer = span->link->device->officer;
}

/**
 * ktg_chain_knows:
 * @key: of anybody
 *
 * Returns: whether it has, or had, a standing by this chain; the root has
 */
gboolean
ktg_chain_knows (KtgChain *self, const char *key)
{
  return g_str_equal (self->root->key, key) || find_span (self, key, KTG_CHAIN_NOW) != NULL;
}

/**
 * ktg_chain_get_standing:
 * @key: of a device
 * @seq: of one of its events, or %KTG_CHAIN_NOW
 * @standing: (out): what it was there; what is in it lives as long as the chain
 *
 * Where a revocation says which event the last one is, ktg_chain_judge_event() looks at that, too.
 */
void
ktg_chain_get_standing (KtgChain *self, const char *key, guint64 seq, KtgStanding *standing)
{
  fill_standing (self, key, seq, NULL, standing);
}

/**
 * ktg_chain_judge_event:
 * @id: of the event
 * @event: any event of a device
 * @standing: (out): as ktg_chain_get_standing() says it of the event's author
 *
 * An event that has the number which a revocation lets stand last, and another id than it names, is
 * late.
 */
void
ktg_chain_judge_event (KtgChain *self, const char *id, const KtgEvent *event, KtgStanding *standing)
{
  fill_standing (self, event->author, event->seq, id, standing);
}

/**
 * ktg_chain_get_node:
 * @key: of a server
 * @seq: of one of its events, or %KTG_CHAIN_NOW
 * @standing: (out): what it was there; what is in it lives as long as the chain
 *
 * Returns: whether it is believed
 */
gboolean
ktg_chain_get_node (KtgChain *self, const char *key, guint64 seq, KtgNodeStanding *standing)
{
  const KtgChainSpan *span = find_span (self, key, seq);

  *standing = (KtgNodeStanding){ KTG_BELIEF_UNKNOWN, 0, NULL, 0 };
  if (span == NULL || span->link->node == NULL)
    return FALSE;

  standing->belief = get_belief (span, seq, NULL);
  standing->kind = span->link->seat.kind;
  standing->scope = span->link->seat.region;
  standing->may_admit = span->link->seat.role;
  return standing->belief == KTG_BELIEF_HELD;
}

/**
 * ktg_chain_get_device_admission:
 * @key: of a device
 * @seq: of one of its events, or %KTG_CHAIN_NOW
 *
 * Returns: (transfer none) (nullable): the admission that counts there, revoked or not
 */
const KtgDeviceAdmission *
ktg_chain_get_device_admission (KtgChain *self, const char *key, guint64 seq)
{
  const KtgChainSpan *span = find_span (self, key, seq);

  return span != NULL ? span->link->device : NULL;
}

/**
 * ktg_chain_get_node_admission:
 * @key: of a server
 * @seq: of one of its events, or %KTG_CHAIN_NOW
 *
 * Returns: (transfer none) (nullable): the admission that counts there, revoked or not
 */
const KtgNodeAdmission *
ktg_chain_get_node_admission (KtgChain *self, const char *key, guint64 seq)
{
  const KtgChainSpan *span = find_span (self, key, seq);

  return span != NULL ? span->link->node : NULL;
}

/* What cannot be read has passed. */
static gboolean
is_past (const char *until, gint64 now_us)
{
  gint64 end_us;

  return !ktg_moment_parse_server_time (until, &end_us) || end_us <= now_us;
}

/**
 * ktg_chain_is_expired:
 * @key: of a device or a server
 * @now_us: the time, since the epoch
 *
 * What it said is believed nevertheless; only what it asks for is refused.
 *
 * Returns: whether the time that its newest admission gives it is over
 */
gboolean
ktg_chain_is_expired (KtgChain *self, const char *key, gint64 now_us)
{
  const KtgChainSpan *span = find_span (self, key, KTG_CHAIN_NOW);
  const char         *until;

  if (span == NULL)
    return FALSE;

  until = span->link->node != NULL ? span->link->node->until : span->link->device->until;
  return until != NULL && is_past (until, now_us);
}

static gboolean
may_say (const KtgSeat *seat, const KtgChainLink *link)
{
  if (link->target == NULL)
    return seat->kind == KTG_SEAT_CENTRE;

  return link->is_sound && ktg_seat_may_admit (seat, &link->seat);
}

static gboolean
counts_revocation (KtgChain *self, const KtgChainLink *link)
{
  const GArray *spans = ktg_chain_fold (self, link->target, KTG_SEAT_RANK_END);

  for (guint i = 0; i < spans->len; i++)
    if (ktg_chain_counts_revocation (self, spans, i, link))
      return TRUE;

  return FALSE;
}

/* Why nothing is known of what its author was. */
static KtgTrust
judge_author (KtgChain *self, const KtgChainLink *link)
{
  const KtgChainSpan *span = find_span (self, link->author->key, link->seq);

  return span == NULL ? KTG_TRUST_UNKNOWN : KTG_TRUST_REVOKED;
}

/**
 * ktg_chain_judge_link:
 * @id: of an event that was taken
 *
 * Returns: %KTG_TRUST_HELD where it counts, else why not
 */
KtgTrust
ktg_chain_judge_link (KtgChain *self, const char *id)
{
  const KtgChainLink *link = g_hash_table_lookup (self->links, id);
  const KtgSeat *seat = link != NULL ? ktg_chain_find_seat (self, link, KTG_SEAT_RANK_END) : NULL;
  gboolean       counts;

  if (link == NULL)
    return KTG_TRUST_UNKNOWN;
  if (seat == NULL)
    return judge_author (self, link);

  counts = link->revocation != NULL ? counts_revocation (self, link) : may_say (seat, link);
  return counts ? KTG_TRUST_HELD : KTG_TRUST_UNSIGNED_FOR;
}

/* Somebody may have admitted it who is believed, and may not. */
static KtgTrust
judge_stranger (KtgChain *self, const char *key)
{
  const KtgChainMember *member = g_hash_table_lookup (self->members, key);

  for (guint i = 0; member != NULL && member->admissions != NULL && i < member->admissions->len;
       i++)
    {
      const KtgChainLink *link = g_ptr_array_index (member->admissions, i);

      if (ktg_chain_judge_link (self, link->id) == KTG_TRUST_UNSIGNED_FOR)
        return KTG_TRUST_UNSIGNED_FOR;
    }

  return KTG_TRUST_UNKNOWN;
}

/**
 * ktg_chain_trust_event:
 * @id: of the event
 * @event: any event of a device
 * @standing: (out): as ktg_chain_judge_event() says it
 *
 * Returns: %KTG_TRUST_HELD where its author's word counts, else the word for why not
 */
KtgTrust
ktg_chain_trust_event (KtgChain *self, const char *id, const KtgEvent *event, KtgStanding *standing)
{
  ktg_chain_judge_event (self, id, event, standing);
  if (standing->belief == KTG_BELIEF_UNKNOWN)
    return judge_stranger (self, event->author);

  return standing->belief == KTG_BELIEF_LATE ? KTG_TRUST_REVOKED : KTG_TRUST_HELD;
}

/**
 * ktg_chain_judge_request:
 * @key: of a device or a server that asks for something
 * @now_us: the time, since the epoch
 *
 * Returns: %KTG_TRUST_HELD where it may ask, else the word for why not
 */
KtgTrust
ktg_chain_judge_request (KtgChain *self, const char *key, gint64 now_us)
{
  const KtgChainSpan *span = find_span (self, key, KTG_CHAIN_NOW);

  if (span == NULL)
    return judge_stranger (self, key);
  if (ktg_chain_span_is_late (span, KTG_CHAIN_NOW, NULL))
    return KTG_TRUST_REVOKED;

  return ktg_chain_is_expired (self, key, now_us) ? KTG_TRUST_EXPIRED : KTG_TRUST_HELD;
}
