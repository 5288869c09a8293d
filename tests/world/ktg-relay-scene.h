/* ktg-relay-scene.h - an officer, a relay and the centre, and what is where
 *
 * All of it real: stores, syncs, two servers on loopback. The officer never reaches the centre, and
 * the relay only now and then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-world-relay.h"
#include "ktg-world-sync.h"

G_BEGIN_DECLS

#define KTG_RELAY_SCENE_OFFICER "34.71.06"
#define KTG_RELAY_SCENE_PHOTO "a photo that is long enough to be one"

typedef struct
{
  KtgTestServer   *centre;
  KtgTestServer   *relay;
  KtgArchiveParty *party; /* the relay's archive, towards the centre */
  KtgSync         *up;
  KtgStoreDevice  *officer; /* of the relay */
  KtgSync         *sync;
  KtgTestDevice   *office; /* of the centre */
  char            *report_id;
} KtgRelayScene;

/* Before and after a test of GLib's; @data is nothing. */
void ktg_relay_scene_open (KtgRelayScene *self, gconstpointer data);
void ktg_relay_scene_close (KtgRelayScene *self, gconstpointer data);
#define KTG_RELAY_SCENE_ADD(path, test)                                                            \
  g_test_add (path, KtgRelayScene, NULL, ktg_relay_scene_open, test, ktg_relay_scene_close)

/* The relay's exchange with the centre, which ends before its archive closes. */
void ktg_relay_scene_begin_up (KtgRelayScene *self);
void ktg_relay_scene_end_up (KtgRelayScene *self);
void ktg_relay_scene_restart_relay (KtgRelayScene *self);

/* The officer files one with a photo, or one of words alone, which is the scene's report then. */
void ktg_relay_scene_file_report (KtgRelayScene *self);
void ktg_relay_scene_file_words (KtgRelayScene *self);
void ktg_relay_scene_hold_files (KtgRelayScene *self, gboolean are_held);
/* The officer brings the relay what he has, and then the relay the centre. */
void ktg_relay_scene_bring (KtgRelayScene *self);

/* The centre lets somebody in. */
void ktg_relay_scene_grow_book (KtgRelayScene *self);
/* How far the officer knows the centre's book. */
guint64 ktg_relay_scene_get_known_book (KtgRelayScene *self);

/* What the officer knows of the report, and who has it as far as he knows. */
void ktg_relay_scene_assert_held (KtgRelayScene *self, KtgState state, const char *holder);
/* @state: of the report @id at @server; NULL: it is not there. */
void ktg_relay_scene_assert_listed (KtgTestServer *server, const char *id, const char *state);
void ktg_relay_scene_assert_sound (KtgRelayScene *self);
/* With his next exchange the officer hears that the centre has all of it. */
void ktg_relay_scene_assert_told (KtgRelayScene *self);
/* With the relay's next exchange the centre has all of it, and he hears so. */
void ktg_relay_scene_assert_fills_up (KtgRelayScene *self);

G_END_DECLS
