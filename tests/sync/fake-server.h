/* fake-server.h - a small server in the same process, honest or not
 *
 * It speaks enough of the protocol to bring a device level, checks every signature, and can be told
 * to lie: to answer as a captive portal would, to swallow an answer, to cut a request in the
 * middle.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-lies.h"

#include <ktg-signing-key.h>

#include <gio/gio.h>
#include <ktg-pack-notice.h>

G_BEGIN_DECLS

typedef struct _FakeServer FakeServer;

FakeServer *fake_server_new (KtgSigningKey *key, GTlsCertificate *certificate);
void        fake_server_free (FakeServer *self);
void        fake_server_know (FakeServer *self, const char *device_key);
const char *fake_server_get_url (FakeServer *self);

/* From the request number @first (from 0, counted from now) on, for @count requests whose path
 * begins so. */
void fake_server_lie (FakeServer *self, FakeLie lie, const char *path, guint first, guint count);
void fake_server_set_cut_bytes (FakeServer *self, gsize n_bytes);
void fake_server_refuse_event_with (FakeServer *self, const char *text);
void fake_server_start_anew (FakeServer *self);
/* From the next exchange on, with whatever it gives for it. */
void fake_server_hand_out (FakeServer *self, const KtgPackNotice *pack, GBytes *parcel);
void fake_server_set_now (FakeServer *self, const char *now);  /* static */
void fake_server_hold_back (FakeServer *self, gboolean holds); /* whom it enrols waits */
void fake_server_hold_answers (FakeServer *self, gboolean holds);
void fake_server_set_on_request (FakeServer *self, void (*on_request) (gpointer), gpointer data);

guint  fake_server_get_n_requests (FakeServer *self);
gint64 fake_server_get_last_created_s (FakeServer *self);
char *fake_server_dup_last_fields (FakeServer *self); /* "Content-Length Host …", by the alphabet */
guint   fake_server_get_n_connections (FakeServer *self);
guint   fake_server_get_n_events (FakeServer *self);
guint   fake_server_get_n_repeats (FakeServer *self); /* events it had already */
guint   fake_server_get_n_whole_files (FakeServer *self);
guint64 fake_server_get_n_file_bytes (FakeServer *self); /* taken, repeats included */
GBytes *fake_server_dup_file (FakeServer *self, const char *sha256);
char   *fake_server_dup_log (FakeServer *self); /* "POST /v1/exchange 200\n…" */
char   *fake_server_new_code (FakeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

G_END_DECLS
