/* ktg-election.h - an election, and its stages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

/* Where no election says otherwise: the shorter of what the laws of 2016 and 2017 give. */
#define KTG_ELECTION_REPORT_DAYS 7

typedef struct
{
  char    *code;
  KtgWords name;
  char    *first_day; /* "2024-09-25" */
  char    *last_day;
  char    *phase;      /* what its days suggest, a code of the list "phases", or NULL: nothing */
  char    *confidence; /* A, B, C or "-" */
  char    *source;     /* where it was read, or NULL */
} KtgStage;

typedef struct
{
  char      *code; /* "pilkada-2024" */
  KtgWords   name;
  char      *regime;         /* "pemilu" or "pilkada" */
  int        report_days;    /* days from known to filed */
  guint      ballot_numbers; /* how many there are, the same everywhere in it; 0: not said */
  GPtrArray *regions;        /* (element-type utf8): codes of where it is; none: everywhere */
  char      *confidence;
  char      *source;
  GPtrArray *stages; /* (element-type KtgStage) */
} KtgElection;

gboolean        ktg_election_has_day (const KtgElection *election, const char *day);
const char     *ktg_election_get_last_day (const KtgElection *election);
gboolean        ktg_election_is_in (const KtgElection *election, const char *region);
const KtgStage *ktg_election_get_polling (const KtgElection *election);
const KtgStage *ktg_election_get_stage (const KtgElection *election, const char *day);
const char     *ktg_election_suggest_phase (const KtgElection *election, const char *day);

KTG_DECLARE_RECORD (KtgStage, ktg_stage)
KTG_DECLARE_RECORD (KtgElection, ktg_election)

G_END_DECLS
