/* ktg-lineage.h - who somebody is by what is on record here, as far as it is asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-chain.h>
#include <ktg-db.h>
#include <ktg-envelope.h>

G_BEGIN_DECLS

typedef struct _KtgLineage KtgLineage;

KtgLineage *ktg_lineage_new (const char *root_key);
void        ktg_lineage_free (KtgLineage *self);

void      ktg_lineage_hear (KtgLineage *self, const char *id, const KtgEvent *event);
gboolean  ktg_lineage_counts (KtgLineage *self, const char *id);
KtgChain *ktg_lineage_learn (KtgLineage *self, KtgDb *db, const char *key, GError **error);
guint     ktg_lineage_get_n_read (const KtgLineage *self);
GPtrArray *
ktg_lineage_list_reasons (KtgLineage *self, KtgDb *db, const char *const *keys, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgLineage, ktg_lineage_free)

G_END_DECLS
