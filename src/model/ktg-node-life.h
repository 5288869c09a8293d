/* ktg-node-life.h - a server's signed word on what stands of an earlier life, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* Its bytes travel in a KtgEnvelope. */
typedef struct
{
  char   *server; /* public key, base64url */
  char   *life;   /* the present one */
  char   *of;     /* the earlier one; NULL: nothing stands of any */
  guint64 last;   /* its last index that stands */
  guint64 file;   /* its last delivery that stands */
  guint64 book;   /* the number of the last link of the server's own that stands */
  char   *at;     /* the server's time, RFC 3339 UTC */
} KtgNodeLife;

KtgNodeLife *ktg_node_life_new (void);

KTG_DECLARE_RECORD (KtgNodeLife, ktg_node_life)

G_END_DECLS
