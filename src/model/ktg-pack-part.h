/* ktg-pack-part.h - what one file of a pack says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-article.h>
#include <ktg-election.h>
#include <ktg-holiday.h>
#include <ktg-pack-entry.h>
#include <ktg-procedure-step.h>
#include <ktg-region-names.h>
#include <ktg-sample-case.h>
#include <ktg-term.h>
#include <ktg-zone.h>

G_BEGIN_DECLS

typedef struct
{
  char      *name;    /* which pack it is, "rules"; of a form its code */
  char      *version; /* as in ktg-pack-version.h */
  KtgWords   title;
  KtgWords   note;          /* what must stand beside what it says; both may be NULL */
  gboolean   is_verified;   /* somebody compared it with the official text */
  GPtrArray *sources;       /* (element-type KtgPackSource) */
  GPtrArray *violations;    /* (element-type KtgViolation) */
  GPtrArray *terms;         /* (element-type KtgTerm) */
  GPtrArray *steps;         /* (element-type KtgProcedureStep) */
  GPtrArray *elections;     /* (element-type KtgElection) */
  GPtrArray *zones;         /* (element-type KtgZone) */
  GPtrArray *holiday_years; /* (element-type KtgHolidayYear) */
  GPtrArray *lists;         /* (element-type KtgChoiceList) */
  GPtrArray *articles;      /* (element-type KtgArticle) */
  GPtrArray *sample_cases;  /* (element-type KtgSampleCase) */

  KtgRegionNames region_names;
} KtgPackPart;

char *ktg_pack_part_find_fault (const KtgPackPart *part, const char **key);

const KtgChoiceList *ktg_choice_lists_find (const GPtrArray *lists, const char *code);
const KtgChoice     *ktg_pack_part_get_choice (const KtgPackPart *part,
                                               const char        *list,
                                               const char        *day,
                                               const char        *code);

KTG_DECLARE_RECORD (KtgPackPart, ktg_pack_part)

G_END_DECLS
