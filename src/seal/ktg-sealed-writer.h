/* ktg-sealed-writer.h - a file going to disk, encrypted, in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-vault.h>

G_BEGIN_DECLS

/* A pen that encrypts. */
typedef struct _KtgSealedWriter KtgSealedWriter;

KtgSealedWriter          *
ktg_sealed_writer_new (KtgVault *vault, const char *purpose, int fd, GError **error);
gboolean ktg_sealed_writer_write (KtgSealedWriter *self,
                                  const guint8    *bytes,
                                  gsize            size_bytes,
                                  GError         **error);
gboolean ktg_sealed_writer_finish (KtgSealedWriter *self, GError **error);
void     ktg_sealed_writer_free (KtgSealedWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSealedWriter, ktg_sealed_writer_free)

G_END_DECLS
