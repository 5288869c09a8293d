/* ktg-simulated-server.h - the server's rules over a simulated disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server keeps of a file: what it received, and how much of that it recorded as durable. */
typedef struct
{
  guint64  size_bytes;
  guint64  received;
  guint64  durable;
  gboolean is_known;  /* an event that names it was accepted */
  gboolean is_poison; /* it refuses this one for good */
  gboolean is_whole;
  guint    n_completed;
} KtgServerFile;

typedef struct
{
  GHashTable *events; /* id → times stored */
  GHashTable *files;  /* sha256 → KtgServerFile */
} KtgSimulatedServer;

KtgSimulatedServer *ktg_simulated_server_new (void);
void                ktg_simulated_server_free (KtgSimulatedServer *self);

KtgServerFile *ktg_simulated_server_get_file (KtgSimulatedServer *self, const char *sha256);
void           ktg_simulated_server_take_event (KtgSimulatedServer *self, const char *event_id);
guint          ktg_simulated_server_count_event (KtgSimulatedServer *self, const char *event_id);
/* Bytes [offset, offset + bytes) arrive. FALSE: @offset is not where the server is; nothing is
 * taken. */
gboolean ktg_simulated_server_append (KtgServerFile *file, guint64 offset, guint64 bytes);
/* The power goes: what was not durable is forgotten. */
void ktg_simulated_server_crash (KtgSimulatedServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedServer, ktg_simulated_server_free)

G_END_DECLS
