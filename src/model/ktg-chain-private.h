/* ktg-chain-private.h - what a chain of admissions consists of
 *
 * Only for ktg-chain*.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-chain.h"
#include "ktg-seat.h"

G_BEGIN_DECLS

typedef struct _KtgChainLink   KtgChainLink;
typedef struct _KtgChainMember KtgChainMember;

/* One link: an event that says who is who, whether or not it counts. */
struct _KtgChainLink
{
  char           *id;
  KtgEventKind    kind;
  KtgChainMember *author;
  guint64         seq;    /* the author's */
  KtgChainMember *target; /* whom it is about; NULL of a pack */
  guint64         after;  /* it is about the target's events after this one */
  gboolean        is_sound;
  KtgSeat         seat; /* of a sound admission */
  guint           rank; /* of that */

  /* the body, by kind */
  KtgNodeAdmission   *node;
  KtgDeviceAdmission *device;
  KtgRevocation      *revocation;
};

/* What a member is from one of its events on, until the next span. */
typedef struct
{
  guint64             after;
  const KtgChainLink *link;        /* the admission that counts */
  guint               author_rank; /* of who says it */
  guint64             last;        /* the last event that is believed; G_MAXUINT64: all are */
  const char         *last_id;     /* which one that has to be; NULL: any */
} KtgChainSpan;

/* Whoever is named by a link, or makes one. */
struct _KtgChainMember
{
  char      *key;
  gboolean   is_root;
  guint      n_links;     /* that it makes */
  GPtrArray *admissions;  /* (element-type KtgChainLink) about it; or NULL */
  GPtrArray *revocations; /* the same */

  /* What it is: kept as long as nothing is said that it may rest on. Of what ranks at the limit or
   * below it nothing is known here. */
  guint64 generation;
  guint   limit;
  GArray *spans; /* (element-type KtgChainSpan) or NULL */
};

struct _KtgChain
{
  GHashTable     *members; /* key → KtgChainMember, owned */
  GHashTable     *links;   /* id → KtgChainLink, owned */
  KtgChainMember *root;
  guint64         generation;
};

const GArray *ktg_chain_fold (KtgChain *self, KtgChainMember *member, guint limit);
const KtgChainSpan *
ktg_chain_find_span (KtgChain *self, KtgChainMember *member, guint64 seq, guint limit);
const KtgSeat *ktg_chain_find_seat (KtgChain *self, const KtgChainLink *link, guint limit);
gboolean       ktg_chain_span_is_late (const KtgChainSpan *span, guint64 seq, const char *id);
gboolean       ktg_chain_counts_revocation (KtgChain           *self,
                                            const GArray       *spans,
                                            guint               at,
                                            const KtgChainLink *link);

G_END_DECLS
