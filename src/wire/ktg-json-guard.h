/* ktg-json-guard.h - a look at JSON before the parser sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-wire-error.h>

G_BEGIN_DECLS

typedef struct
{
  gsize max_bytes;
  guint max_depth; /* at most KTG_JSON_DEEPEST */
  guint max_nodes; /* values and keys */
} KtgJsonLimits;

#define KTG_JSON_DEEPEST 64

extern const KtgJsonLimits ktg_json_limits_event;    /* 256 KiB, depth 16 */
extern const KtgJsonLimits ktg_json_limits_draft;    /* 32 MiB, depth 16 */
extern const KtgJsonLimits ktg_json_limits_exchange; /* 32 MiB unpacked, depth 16 */
extern const KtgJsonLimits ktg_json_limits_pack;     /* 16 MiB, depth 16 */

gboolean ktg_json_guard_check (const char          *text,
                               gsize                size_bytes,
                               const KtgJsonLimits *limits,
                               GError             **error);

G_END_DECLS
