/* ktg-print-copy.h - a picture as it is put on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A JPEG that says nothing but what it shows, the way up it was seen. */
typedef struct
{
  GBytes *jpeg;
  int     width, height;
} KtgPrintCopy;

void          ktg_print_copy_make_async (GInputStream       *stream,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
KtgPrintCopy *ktg_print_copy_make_finish (GAsyncResult *result, GError **error);
void          ktg_print_copy_free (KtgPrintCopy *copy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPrintCopy, ktg_print_copy_free)

G_END_DECLS
