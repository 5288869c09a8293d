/* ktg-sample-case.h - an invented situation, what may be thought of it, and which of that is right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

/* As many keys choose an answer. */
#define KTG_SAMPLE_CASE_MOST_ANSWERS 4

typedef struct
{
  char      *code;
  KtgPeriod  period;      /* the days on which it is asked */
  KtgWords   situation;   /* a few sentences */
  GPtrArray *answers;     /* (element-type KtgChoice) */
  char      *right;       /* the code of one of them */
  KtgWords   why;         /* why that one is right */
  GPtrArray *see;         /* (element-type utf8): codes of violations and articles to read again */
  char      *legal_basis; /* or NULL */
  char      *confidence;  /* A, B, C or "-" */
  char      *source;      /* where it was read, or NULL */
} KtgSampleCase;

char *ktg_sample_case_find_fault (const KtgSampleCase *sample);

KTG_DECLARE_RECORD (KtgSampleCase, ktg_sample_case)

G_END_DECLS
