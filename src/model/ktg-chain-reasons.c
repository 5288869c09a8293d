/* ktg-chain-reasons.c - which events a stranger needs in order to believe what is believed here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-chain-private.h"

typedef struct
{
  KtgChain   *chain;
  GPtrArray  *ids;    /* (element-type utf8) */
  GHashTable *told;   /* the ids, as a set */
  GHashTable *limits; /* member → up to where it was told */
} Telling;

static void tell_member (Telling *telling, KtgChainMember *member, guint limit);

/* Its author first, who ranks above @rank. */
static void
tell_link (Telling *telling, const KtgChainLink *link, guint rank)
{
  if (g_hash_table_contains (telling->told, link->id))
    return;

  tell_member (telling, link->author, rank);
  if (g_hash_table_add (telling->told, link->id))
    g_ptr_array_add (telling->ids, g_strdup (link->id));
}

/* What one author said of the member from one height: the newest of it silences the rest, so it is
 * told whole. */
static void
tell_voice (Telling *telling, const KtgChainMember *member, const KtgChainSpan *span, guint limit)
{
  for (guint i = 0; i < member->admissions->len; i++)
    {
      const KtgChainLink *link = g_ptr_array_index (member->admissions, i);
      const KtgSeat      *seat = link->author == span->link->author
                                     ? ktg_chain_find_seat (telling->chain, link, limit)
                                     : NULL;

      if (seat != NULL && ktg_seat_get_rank (seat) == span->author_rank
          && ktg_seat_may_admit (seat, &link->seat))
        tell_link (telling, link, limit);
    }
}

/* A revocation may rest on what the member was before. */
static void
tell_revocation (Telling              *telling,
                 const KtgChainMember *member,
                 const GArray         *spans,
                 guint                 at,
                 const KtgChainLink   *link)
{
  guint rank = g_array_index (spans, KtgChainSpan, at).link->rank;

  for (guint i = 0; i < at; i++)
    {
      const KtgChainSpan *span = &g_array_index (spans, KtgChainSpan, i);

      if (span->author_rank < rank)
        tell_voice (telling, member, span, MIN (span->link->rank, rank));
    }

  tell_link (telling, link, rank);
}

static void
tell_revocations (Telling *telling, const KtgChainMember *member, const GArray *spans, guint at)
{
  for (guint i = 0; member->revocations != NULL && i < member->revocations->len; i++)
    {
      const KtgChainLink *link = g_ptr_array_index (member->revocations, i);

      if (ktg_chain_counts_revocation (telling->chain, spans, at, link))
        tell_revocation (telling, member, spans, at, link);
    }
}

static void
tell_spans (Telling *telling, KtgChainMember *member, guint limit)
{
  g_autoptr (GArray) spans = g_array_ref ((GArray *)ktg_chain_fold (telling->chain, member, limit));

  for (guint i = 0; i < spans->len; i++)
    {
      const KtgChainSpan *span = &g_array_index (spans, KtgChainSpan, i);

      if (span->link->rank < limit)
        tell_voice (telling, member, span, span->link->rank);
    }

  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, KtgChainSpan, i).link->rank < limit)
      tell_revocations (telling, member, spans, i);
}

static void
tell_member (Telling *telling, KtgChainMember *member, guint limit)
{
  guint told = GPOINTER_TO_UINT (g_hash_table_lookup (telling->limits, member));

  if (member->is_root || told >= limit)
    return;

  tell_spans (telling, member, limit);
  g_hash_table_insert (telling->limits, member, GUINT_TO_POINTER (limit));
}

/**
 * ktg_chain_list_reasons:
 * @key: of a device or a server
 *
 * What a stranger who knows the root's key is shown: he comes to the same standings of this key at
 * all of its events.
 *
 * Returns: (transfer full) (element-type utf8): ids of events, each behind those on which its
 * author's word rests; none where nothing is believed
 */
GPtrArray *
ktg_chain_list_reasons (KtgChain *self, const char *key)
{
  KtgChainMember *member = g_hash_table_lookup (self->members, key);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) limits = g_hash_table_new (NULL, NULL);
  Telling telling = { self, g_ptr_array_new_with_free_func (g_free), told, limits };

  if (member != NULL)
    tell_member (&telling, member, KTG_SEAT_RANK_END);

  return telling.ids;
}
