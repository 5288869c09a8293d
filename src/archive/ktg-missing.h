/* ktg-missing.h - what is known not to be here, of whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-page.h"
#include "ktg-writer.h"

G_BEGIN_DECLS

/* Of one device. */
typedef struct
{
  gint64     device; /* its number */
  guint64    told;   /* the newest of its own numbers that it says it has a receipt for */
  GArray    *events; /* (element-type guint64) numbers up to that which are not here */
  GPtrArray *files;  /* (element-type utf8) SHA-256 of what it had brought and is not here */
} KtgMissing;

void       ktg_missing_free (KtgMissing *self);
GPtrArray *ktg_missing_list (KtgCatalog *catalog, KtgPage *page, GError **error);
void       ktg_missing_append_lines (const KtgMissing *self, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgMissing, ktg_missing_free)

G_END_DECLS
