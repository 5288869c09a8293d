/* ktg-reference.h - all that the packs say on a day, to be looked up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"
#include "ktg-report-law.h"

G_BEGIN_DECLS

/* The parts of the library, in the order in which they stand. */
typedef enum
{
  KTG_REFERENCE_RULES,
  KTG_REFERENCE_SANCTIONS,
  KTG_REFERENCE_GESTURES,
  KTG_REFERENCE_DO,
  KTG_REFERENCE_DONT,
  KTG_REFERENCE_EVIDENCE,
  KTG_REFERENCE_TERMS,
  KTG_REFERENCE_STAGES,
  KTG_REFERENCE_N_PARTS,
} KtgReferencePart;

/* Something that can be opened. What is not its own is the packs'. */
typedef struct
{
  KtgReferencePart part;
  char            *code; /* its own in the whole library */
  const char      *name;
  const char      *group; /* under which it stands in its part, or NULL */
  char            *gloss; /* a line below its name, or NULL */
  char            *text;  /* what is to be read, or NULL */

  const KtgViolation *violation; /* one of these, or none */
  const KtgChoice    *gesture;
  const KtgArticle   *article;
  const KtgElection  *election; /* and its stage */
  const KtgStage     *stage;

  char *folded_code; /* what is searched */
  char *folded_name;
  char *folded_keywords;
  char *folded_text;
} KtgReferenceEntry;

typedef struct
{
  KtgReportLaw *law;     /* of the day */
  GPtrArray    *entries; /* (element-type KtgReferenceEntry) */
} KtgReference;

KtgReference *ktg_reference_new (const KtgPack *pack, const char *region, const char *day);
void          ktg_reference_free (KtgReference *self);
const KtgReferenceEntry *ktg_reference_find (const KtgReference *self, const char *code);
GPtrArray               *ktg_reference_get_part (const KtgReference *self, KtgReferencePart part);
GPtrArray               *ktg_reference_search (const KtgReference *self, const char *needle);

const char *ktg_reference_get_part_name (KtgReferencePart part);
char       *ktg_reference_dup_standing (const KtgReference *self);
char       *ktg_reference_dup_origin (const KtgReferenceEntry *entry);
GPtrArray  *ktg_reference_new_facts (const KtgReference *self, const KtgReferenceEntry *entry);
GPtrArray  *ktg_reference_get_see (const KtgReference *self, const KtgReferenceEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgReference, ktg_reference_free)

G_END_DECLS
