/* ktg-pasted-picture.h - the picture on the clipboard, as the bytes that it came as
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

void ktg_pasted_picture_read_async (GdkClipboard       *clipboard,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GBytes *
ktg_pasted_picture_read_finish (GdkClipboard *clipboard, GAsyncResult *result, GError **error);

G_END_DECLS
