/* ktg-named-file.h - a file that an event names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>

G_BEGIN_DECLS

/* An original, or the preview of one. Borrows from the event. */
typedef struct
{
  const char *sha256; /* as the event has it, which need not be a hash */
  guint64     size_bytes;
  gboolean    is_preview;
  const char *name; /* that of an original, or NULL */
} KtgNamedFile;

GArray *ktg_named_file_list (const KtgEvent *event);

G_END_DECLS
