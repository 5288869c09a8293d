/* ktg-facts.h - what a report says, as pairs of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-fact.h>
#include <ktg-form-words.h>
#include <ktg-pack.h>
#include <ktg-region-tree.h>
#include <ktg-report.h>

G_BEGIN_DECLS

GPtrArray *ktg_facts_new (const KtgReport     *report,
                          const KtgPack       *pack,
                          const KtgRegionTree *regions,
                          const char          *language);
GPtrArray *ktg_facts_new_unknown (const KtgReport *report);
char *
ktg_facts_dup_evidence (const KtgEvidence *evidence, const KtgPack *pack, const char *language);
GPtrArray *
ktg_facts_new_issued (const KtgForm *form, const KtgReport *report, const KtgFormReader *reader);

G_END_DECLS
