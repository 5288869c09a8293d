/* ktg-case-private.h - what the files about a case ask each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-case.h"

G_BEGIN_DECLS

/* A set of steps, by their bits; only what may count has one. */
typedef guint64 KtgCaseBits;

/* A step in the graph. */
typedef struct
{
  KtgCaseEntry *entry;
  GArray       *parents;      /* (element-type guint): places of those that it names, before it */
  guint         depth;        /* steps on the longest way to it */
  gboolean      lacks_parent; /* it names one that is not here */
  gboolean      waits;
  int           bit;   /* -1: it can never count */
  KtgCaseBits  *over;  /* what this and what it follows have replaced */
  KtgCaseBits  *front; /* what stands where this is the newest step */
  KtgCaseBits  *line;  /* what led to it, without the sides that it did not choose */
} KtgCaseNode;

/* What a step stands on. */
typedef struct
{
  GPtrArray *heads; /* (element-type KtgCaseNode): the newest before it that count, by their ids */
  KtgCaseBits *below; /* those that they replaced */
} KtgCaseGround;

struct _KtgCase
{
  const KtgPack *pack; /* borrowed */
  char          *id;
  GHashTable    *entries; /* event id → KtgCaseEntry, owned */

  /* The fold, valid while is_folded. */
  gboolean      is_folded;
  KtgCaseEntry *filing;    /* NULL: it is not here */
  GPtrArray    *procedure; /* (element-type KtgProcedureStep): of its law and day */
  GPtrArray    *nodes;     /* (element-type KtgCaseNode): in their order */
  GPtrArray    *by_bit;    /* (element-type KtgCaseNode) */
  gsize         n_words;   /* of a set */
  KtgCaseBits  *bits;      /* all sets */
  KtgCaseGround ground;    /* what a next step would stand on */
  GPtrArray    *heads;     /* (element-type KtgCaseEntry): the same */
  GPtrArray    *steps;     /* (element-type KtgCaseEntry): in their order */
  gboolean      is_conflict;
};

/* What is asked of a step. */
typedef struct
{
  const KtgEvent      *event;
  const KtgStanding   *standing;
  gboolean             is_taken;
  gboolean             is_draft; /* what it says is not looked at yet */
  const KtgCaseGround *ground;
} KtgCaseQuestion;

/* And answered. */
typedef struct
{
  KtgCaseVerdict          verdict;
  const KtgProcedureStep *step;
  const char             *lacks;
} KtgCaseAnswer;

gboolean ktg_case_agree (const KtgCaseEntry *a, const KtgCaseEntry *b);

const KtgCase *ktg_case_fold (const KtgCase *self);
void           ktg_case_forget (KtgCase *self);

int      ktg_case_compare_ids (gconstpointer a, gconstpointer b);
void     ktg_case_order_nodes (KtgCase *self);
gboolean ktg_case_is_of_report (const KtgCase *self, const KtgCaseEntry *entry);

void ktg_case_ground_init (KtgCaseGround *ground, const KtgCase *self);
void ktg_case_ground_clear (KtgCaseGround *ground);
void ktg_case_ground_find (const KtgCase *self, const GArray *parents, KtgCaseGround *ground);

KtgCaseAnswer       ktg_case_judge (const KtgCase *self, const KtgCaseQuestion *question);
KtgCaseVerdict      ktg_case_judge_belief (KtgBelief belief, gboolean is_taken);
gboolean            ktg_case_is_said (const char *text);
gboolean            ktg_case_is_filers (const KtgCase *self, const KtgCaseEntry *entry);
gboolean            ktg_case_holds (const KtgCase *self, const KtgCaseEntry *entry);
gboolean            ktg_case_is_competent (const KtgCase       *self,
                                           const KtgStanding   *standing,
                                           const char          *version,
                                           const KtgCaseGround *ground);
gboolean            ktg_case_is_conflict_of (const GPtrArray *heads);
gboolean            ktg_case_may_replace (const char         *author,
                                          const KtgStanding  *standing,
                                          const KtgCaseEntry *head,
                                          gboolean            is_conflict);
const KtgCaseEntry *ktg_case_find_version (const KtgCase *self, const char *id);

static inline gboolean
ktg_case_bits_has (const KtgCaseBits *bits, int bit)
{
  return bit >= 0 && (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

static inline void
ktg_case_bits_add (KtgCaseBits *bits, int bit)
{
  bits[bit / 64] |= (KtgCaseBits)1 << (bit % 64);
}

static inline void
ktg_case_bits_unite (KtgCaseBits *bits, const KtgCaseBits *with, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    bits[i] |= with[i];
}

G_END_DECLS
