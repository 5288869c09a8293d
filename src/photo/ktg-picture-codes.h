/* ktg-picture-codes.h - what the QR codes in a picture say, told by a process of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void  ktg_picture_codes_read_async (GInputStream       *stream,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GStrv ktg_picture_codes_read_finish (GAsyncResult *result, GError **error);
GStrv ktg_picture_codes_read (GInputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
