/* ktg-publication.h - that a pack is handed out, as the centre says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-notice.h>

G_BEGIN_DECLS

/* The body of pack.published. */
typedef struct
{
  char   *name;    /* "rules" */
  char   *version; /* whole, "2022-09-22.2" */
  char   *sha256;  /* of the file */
  guint64 size_bytes;
} KtgPublication;

KtgPublication *ktg_publication_new (void);
gboolean
ktg_publication_is_of (const KtgPublication *self, const KtgPackNotice *notice, guint64 size_bytes);

KTG_DECLARE_RECORD (KtgPublication, ktg_publication)

G_END_DECLS
