/* ktg-signed-facts.h - what a signature stands for, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-facts.h"

G_BEGIN_DECLS

GPtrArray *ktg_signed_facts_new (const KtgReport     *report,
                                 const KtgPack       *pack,
                                 const KtgRegionTree *regions,
                                 const char          *language);
char      *ktg_signed_facts_dup_file (const KtgEvidence *evidence);
char      *ktg_signed_facts_dup_hash (const KtgEvidence *evidence);
char      *ktg_signed_facts_dup_key (const char *device);

G_END_DECLS
