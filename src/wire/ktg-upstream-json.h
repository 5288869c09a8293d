/* ktg-upstream-json.h - what a relay prints of the server above with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are milliseconds since the epoch, 0 for never. */
typedef struct
{
  const char *url;
  const char *server; /* public key, base64url */
  const char *name;   /* what this relay is called there */
  const char *region;
  const char *words; /* six, of the keys of root, server and this relay */
  gboolean    is_pending;
  gboolean    is_refused; /* the server above does not accept it any more */
  gint64      exchanged_at_ms;
  gint64      offset_ms; /* the clock of the server above minus this one's, at that exchange */
  gint64      n_events;
  gint64      n_files;
  gint64      n_bytes;
} KtgUpstreamLine;

GBytes *ktg_upstream_json_write (const KtgUpstreamLine *line);

G_END_DECLS
