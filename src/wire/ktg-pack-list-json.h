/* ktg-pack-list-json.h - lists of packs: what a server hands out, what is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-notice.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* One pack, as `kentongan-server pack list --json` says it. */
typedef struct
{
  const char *name;
  const char *version;
  const char *sha256;
  guint64     size_bytes;
  guint64     packed_bytes; /* what travels */
  gboolean    is_published; /* here, and not installed with the program */
} KtgShelfLine;

/* One pack, as `ktg packs --json` says it. */
typedef struct
{
  const char *name;
  const char *version;
  const char *title_id;
  const char *title_en;
  const char *standing; /* "counts", "waits" or "earlier" */
  gboolean    is_verified;
  gint64      received_at_ms; /* 0: installed with the program */
  const char *publisher;      /* a key; NULL: nobody published it, as far as is known here */
} KtgPackLine;

GBytes      *ktg_pack_list_json_write (const KtgPackList *list);
KtgPackList *ktg_pack_list_json_parse (GBytes *text, GError **error);
GBytes      *ktg_pack_list_json_write_shelf (GPtrArray *lines);
GBytes      *ktg_pack_list_json_write_held (GPtrArray *lines, GPtrArray *faults);

G_END_DECLS
