/* ktg-restored.h - a server's signed word that it was put back and began a new life, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Its bytes travel in a KtgEnvelope. */
typedef struct
{
  char   *server; /* public key, base64url */
  char   *life;   /* the new one */
  char   *old;    /* the one before it */
  guint64 last;   /* the last index of the old one that still stands */
  char   *at;     /* the server's time, RFC 3339 UTC */
} KtgRestored;

KtgRestored *ktg_restored_new (void);
void         ktg_restored_free (KtgRestored *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRestored, ktg_restored_free)

G_END_DECLS
