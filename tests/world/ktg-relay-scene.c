/* ktg-relay-scene.c - an officer, a relay and the centre, and what is where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-relay-scene.h"

#include <string.h>

#define REGION "34.71"

void
ktg_relay_scene_begin_up (KtgRelayScene *self)
{
  self->up = ktg_world_relay_begin_up (self->relay->archive, &self->party);
}

void
ktg_relay_scene_end_up (KtgRelayScene *self)
{
  ktg_world_relay_end_up (self->up, self->party);
}

void
ktg_relay_scene_restart_relay (KtgRelayScene *self)
{
  ktg_relay_scene_end_up (self);
  ktg_test_server_restart (self->relay);
  ktg_relay_scene_begin_up (self);
}

static void
make_officer (KtgRelayScene *self)
{
  self->officer = ktg_store_device_new ();
  ktg_store_device_reopen (self->officer);
  self->sync = ktg_world_sync_enrol (self->officer,
                                     self->relay,
                                     KTG_ROLE_OFFICER,
                                     KTG_RELAY_SCENE_OFFICER);
}

void
ktg_relay_scene_open (KtgRelayScene *self, gconstpointer data)
{
  self->centre = ktg_test_server_new ();
  ktg_test_server_start (self->centre);
  self->office = ktg_test_server_new_device (self->centre, KTG_ROLE_OFFICE, REGION);
  self->relay = ktg_world_relay_new (self->centre);
  ktg_relay_scene_begin_up (self);
  make_officer (self);
}

void
ktg_relay_scene_close (KtgRelayScene *self, gconstpointer data)
{
  ktg_relay_scene_end_up (self);
  ktg_world_sync_free (self->sync);
  ktg_store_device_free (self->officer);
  ktg_test_device_free (self->office);
  ktg_test_server_free (self->relay);
  ktg_test_server_free (self->centre);
  g_free (self->report_id);
}

/* --- what is filed --- */

void
ktg_relay_scene_file_report (KtgRelayScene *self)
{
  g_free (self->report_id);
  self->report_id
      = ktg_store_device_file_photo (self->officer, KTG_RELAY_SCENE_PHOTO, "and its preview");
}

void
ktg_relay_scene_file_words (KtgRelayScene *self)
{
  const char *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (GError) error = NULL;

  g_free (self->report_id);
  self->report_id = ktg_store_device_file (self->officer, NULL, report, &error);
  g_assert_no_error (error);
}

void
ktg_relay_scene_hold_files (KtgRelayScene *self, gboolean are_held)
{
  KtgSendingRules rules = ktg_sending_rules_get_usual ();
  g_autoptr (GError) error = NULL;

  rules.is_paused = are_held;
  ktg_store_device_set_rules (self->officer, &rules, &error);
  g_assert_no_error (error);
}

void
ktg_relay_scene_bring (KtgRelayScene *self)
{
  ktg_world_sync_run (self->sync);
  ktg_world_sync_run (self->up);
}

/* --- the centre's book --- */

void
ktg_relay_scene_grow_book (KtgRelayScene *self)
{
  ktg_test_device_free (
      ktg_test_server_new_device (self->centre, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER));
}

guint64
ktg_relay_scene_get_known_book (KtgRelayScene *self)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->officer);

  return owed->book;
}

/* --- what is where --- */

void
ktg_relay_scene_assert_held (KtgRelayScene *self, KtgState state, const char *holder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->officer, self->report_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ktg_summary_get (held->summary)->state, ==, state);
  g_assert_cmpstr (held->holder, ==, holder);
}

void
ktg_relay_scene_assert_listed (KtgTestServer *server, const char *id, const char *state)
{
  g_autofree char *member = g_strdup_printf ("\"state\": \"%s\"", state);
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (server, &out, "list", "--json", NULL), ==, 0);
  if ((strstr (out, id) != NULL) != (state != NULL)
      || (state != NULL && strstr (out, member) == NULL))
    g_error ("not “%s”: %s", state, out);
}

void
ktg_relay_scene_assert_sound (KtgRelayScene *self)
{
  ktg_test_server_assert_sound (self->centre);
  ktg_test_server_assert_sound (self->relay);
  ktg_store_device_assert_sound (self->officer);
}

void
ktg_relay_scene_assert_told (KtgRelayScene *self)
{
  ktg_world_sync_run (self->sync);
  ktg_relay_scene_assert_held (self, KTG_STATE_COMPLETE, "centre");
}

void
ktg_relay_scene_assert_fills_up (KtgRelayScene *self)
{
  ktg_world_sync_run (self->up);
  ktg_relay_scene_assert_listed (self->centre, self->report_id, "complete");
  ktg_relay_scene_assert_told (self);
  ktg_relay_scene_assert_sound (self);
}
