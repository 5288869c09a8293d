/* ktg-chain-fold.c - what a member of the chain is, worked out from what is said of it
 *
 * Who admits ranks above whom he admits, and so does who revokes. So what is believed of a rank
 * rests on the ranks above it alone, and each question here asks only about those: a circle ends
 * where it began, with nothing. The limit says which ranks are asked about: those below that
 * number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-chain-private.h"

#include <string.h>

static const KtgSeat root_seat = { KTG_SEAT_ROOT, KTG_ROLE_CENTRE, KTG_LEVEL_NATIONAL, "" };

/* An admission that its author may make, and where he stood when he made it. */
typedef struct
{
  const KtgChainLink *link;
  guint               author_rank;
} Voice;

static int
compare_numbers (guint64 a, guint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_after (gconstpointer a, gconstpointer b)
{
  const Voice *x = a;
  const Voice *y = b;

  return compare_numbers (x->link->after, y->link->after);
}

static gboolean
is_newer (const KtgChainLink *link, const KtgChainLink *other)
{
  int order = compare_numbers (link->seq, other->seq);

  return order != 0 ? order > 0 : strcmp (link->id, other->id) < 0;
}

/* Of two admitters the higher counts; of equals, what makes less of the member. */
static gboolean
is_stronger (const Voice *voice, const Voice *other)
{
  int order;

  if (voice->author_rank != other->author_rank)
    return voice->author_rank < other->author_rank;

  order = ktg_seat_compare (&voice->link->seat, &other->link->seat);

  return order != 0 ? order < 0 : strcmp (voice->link->id, other->link->id) < 0;
}

/* Of what one admitter says from one height, the newest alone is heard. */
static void
hear (GArray *voices, const Voice *voice)
{
  for (guint i = 0; i < voices->len; i++)
    {
      Voice *other = &g_array_index (voices, Voice, i);

      if (other->link->author != voice->link->author || other->author_rank != voice->author_rank)
        continue;
      if (is_newer (voice->link, other->link))
        *other = *voice;
      return;
    }

  g_array_append_val (voices, *voice);
}

static const Voice *
find_strongest (const GArray *voices)
{
  const Voice *strongest = &g_array_index (voices, Voice, 0);

  for (guint i = 1; i < voices->len; i++)
    if (is_stronger (&g_array_index (voices, Voice, i), strongest))
      strongest = &g_array_index (voices, Voice, i);

  return strongest;
}

static GArray *
list_voices (KtgChain *self, const KtgChainMember *member, guint limit)
{
  GArray *voices = g_array_new (FALSE, FALSE, sizeof (Voice));

  for (guint i = 0; member->admissions != NULL && i < member->admissions->len; i++)
    {
      const KtgChainLink *link = g_ptr_array_index (member->admissions, i);
      const KtgSeat      *seat = ktg_chain_find_seat (self, link, limit - 1);
      Voice               voice = { link, seat != NULL ? ktg_seat_get_rank (seat) : 0 };

      if (seat != NULL && ktg_seat_may_admit (seat, &link->seat))
        g_array_append_val (voices, voice);
    }

  g_array_sort (voices, compare_after);
  return voices;
}

static void
add_span (GArray *spans, guint64 after, const Voice *voice)
{
  KtgChainSpan span = { after, voice->link, voice->author_rank, G_MAXUINT64, NULL };

  g_array_append_val (spans, span);
}

static GArray *
list_spans (const GArray *voices)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (KtgChainSpan));
  g_autoptr (GArray) heard = g_array_new (FALSE, FALSE, sizeof (Voice));

  for (guint i = 0; i < voices->len; i++)
    {
      const Voice *voice = &g_array_index (voices, Voice, i);
      const Voice *next = i + 1 < voices->len ? voice + 1 : NULL;

      hear (heard, voice);
      if (next == NULL || next->link->after != voice->link->after)
        add_span (spans, voice->link->after, find_strongest (heard));
    }

  return spans;
}

static guint64
get_end (const GArray *spans, guint i)
{
  return i + 1 < spans->len ? g_array_index (spans, KtgChainSpan, i + 1).after : G_MAXUINT64;
}

/* Whether who revokes may do so by what the member is in this span. */
static gboolean
is_subject (const KtgSeat *seat, const KtgChainSpan *span, const KtgChainLink *link)
{
  KtgEventKind kind = span->link->kind == KTG_EVENT_NODE_ADMITTED ? KTG_EVENT_NODE_REVOKED
                                                                  : KTG_EVENT_DEVICE_REVOKED;

  return link->kind == kind
         && ktg_seat_may_revoke (seat, &span->link->seat, span->link->author == link->author);
}

/**
 * ktg_chain_counts_revocation:
 * @spans: of the member that it is about
 * @at: which of them
 * @link: the revocation
 *
 * It counts if it is from above what the member is in this span, and its author may revoke what the
 * member was at the last event that he lets stand, or became since; so nothing that is said later
 * takes it back.
 *
 * Returns: whether it ends this span
 */
gboolean
ktg_chain_counts_revocation (KtgChain           *self,
                             const GArray       *spans,
                             guint               at,
                             const KtgChainLink *link)
{
  guint          rank = g_array_index (spans, KtgChainSpan, at).link->rank;
  const KtgSeat *seat = ktg_chain_find_seat (self, link, rank);

  for (guint i = 0; seat != NULL && i <= at; i++)
    {
      const KtgChainSpan *span = &g_array_index (spans, KtgChainSpan, i);

      if (span->author_rank < rank && get_end (spans, i) >= MAX (link->after, 1)
          && is_subject (seat, span, link))
        return TRUE;
    }

  return FALSE;
}

/* Of several the one that lets least stand; of two that name another last event neither. */
static void
end_span (KtgChainSpan *span, const KtgChainLink *link)
{
  const char *id = link->after > 0 ? link->revocation->id : NULL;

  if (link->after < span->last)
    {
      span->last = link->after;
      span->last_id = id;
    }
  else if (link->after == span->last && id != NULL && span->last_id != NULL
           && strcmp (id, span->last_id) != 0)
    {
      span->last = link->after - 1;
      span->last_id = NULL;
    }
  else if (link->after == span->last && span->last_id == NULL)
    span->last_id = id;
}

static void
end_spans (KtgChain *self, const KtgChainMember *member, GArray *spans, guint limit)
{
  for (guint i = 0; i < spans->len; i++)
    {
      KtgChainSpan *span = &g_array_index (spans, KtgChainSpan, i);

      for (guint j = 0; span->link->rank < limit && j < member->revocations->len; j++)
        {
          const KtgChainLink *link = g_ptr_array_index (member->revocations, j);

          if (ktg_chain_counts_revocation (self, spans, i, link))
            end_span (span, link);
        }
    }
}

static gboolean
is_known (const KtgChain *self, const KtgChainMember *member, guint limit)
{
  return member->spans != NULL && member->generation == self->generation && member->limit >= limit;
}

static void
keep_spans (KtgChain *self, KtgChainMember *member, GArray *spans, guint limit)
{
  g_clear_pointer (&member->spans, g_array_unref);
  member->spans = spans;
  member->limit = limit;
  member->generation = self->generation;
}

/**
 * ktg_chain_fold:
 * @member: of the chain
 * @limit: the ranks that matter are above it
 *
 * Returns: (transfer none) (element-type KtgChainSpan): what it is, by its events; a span whose
 * rank is not above the limit says nothing. Until the next question
 */
const GArray *
ktg_chain_fold (KtgChain *self, KtgChainMember *member, guint limit)
{
  g_autoptr (GArray) voices = NULL;
  GArray *spans;

  if (is_known (self, member, limit))
    return member->spans;

  voices = list_voices (self, member, limit);
  spans = list_spans (voices);
  if (member->revocations != NULL)
    end_spans (self, member, spans, limit);

  keep_spans (self, member, spans, limit);
  return spans;
}

/**
 * ktg_chain_find_span:
 * @member: of the chain
 * @seq: of one of its events
 * @limit: the ranks that matter are above it
 *
 * Returns: (transfer none) (nullable): what it is there; until the next question
 */
const KtgChainSpan *
ktg_chain_find_span (KtgChain *self, KtgChainMember *member, guint64 seq, guint limit)
{
  const GArray *spans = limit > 1 ? ktg_chain_fold (self, member, limit) : NULL;

  for (guint i = spans != NULL ? spans->len : 0; i > 0; i--)
    {
      const KtgChainSpan *span = &g_array_index (spans, KtgChainSpan, i - 1);

      if (span->after < seq)
        return span->link->rank < limit ? span : NULL;
    }

  return NULL;
}

/**
 * ktg_chain_span_is_late:
 * @span: what an author is there
 * @seq: of his event
 * @id: (nullable): of the event, where it matters which one it is
 *
 * Returns: whether it came after the last one that is believed
 */
gboolean
ktg_chain_span_is_late (const KtgChainSpan *span, guint64 seq, const char *id)
{
  if (seq != span->last || id == NULL || span->last_id == NULL)
    return seq > span->last;

  return strcmp (id, span->last_id) != 0;
}

/**
 * ktg_chain_find_seat:
 * @link: what somebody says
 * @limit: only if he ranks above it
 *
 * Returns: (transfer none) (nullable): what its author was when he said it, where that is believed
 */
const KtgSeat *
ktg_chain_find_seat (KtgChain *self, const KtgChainLink *link, guint limit)
{
  const KtgChainSpan *span;

  if (link->author->is_root)
    return &root_seat;

  span = ktg_chain_find_span (self, link->author, link->seq, limit);
  if (span == NULL || ktg_chain_span_is_late (span, link->seq, link->id))
    return NULL;

  return &span->link->seat;
}
