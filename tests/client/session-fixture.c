/* session-fixture.c - an open profile of its own for each test of a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-report-row.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define EVENING_US (G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC) /* 12 Nov 2024, 20:31:07 */

static const KtgMoment evening
    = { .wall_us = EVENING_US, .utc_offset_s = 7 * 3600, .boot_ms = 1000 };

#define PRACTICE_EVENING "2026-11-29 20:31:07"

static const KtgMoment practice_evening
    = { .wall_us = G_GINT64_CONSTANT (1795959067) * G_USEC_PER_SEC,
        .utc_offset_s = 7 * 3600,
        .boot_ms = 1000 };

KtgMoment session_fixture_now;

static KtgMoment
get_now (void)
{
  return session_fixture_now;
}

static double
get_half (void)
{
  return 0.5;
}

const KtgSyncWorld session_fixture_world = { get_now, g_get_monotonic_time, get_half };

void
session_fixture_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

/* As in wrong_clock.py: what measures durations stays as it is, and what looks for wild pointers is
 * not the first library. */
static const char *const another_clock[][2] = { { "TZ", "Asia/Jakarta" },
                                                { "FAKETIME_DONT_FAKE_MONOTONIC", "1" },
                                                { "NO_FAKE_STAT", "1" },
                                                { "ASAN_OPTIONS", "verify_asan_link_order=0" } };

static char *
make_folder (SessionFixture *self)
{
  self->folder = g_dir_make_tmp ("ktg-client-XXXXXX", NULL);
  return g_build_filename (self->folder, "profile", NULL);
}

static void
open_profile (SessionFixture *self, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgSync) sync = NULL;
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (KtgViewFile) view_file = NULL;
  g_autofree char *view_path = NULL;
  g_autofree char *received = NULL;
  g_autoptr (KtgPackFolder) packs = NULL;

  view_path = g_build_filename (self->folder, "view.ini", NULL);
  ktg_store_open_async (profile, session_fixture_now.wall_us, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  self->store = ktg_store_open_finish (result, &error);
  g_assert_no_error (error);

  received = g_build_filename (self->folder, "packs", NULL);
  packs = ktg_pack_folder_new (PACKS_FOLDER, received);
  ktg_library_use_pack_folder (library, packs);
  sync = ktg_sync_new (KTG_PARTY (self->store), &session_fixture_world);
  view_file = ktg_view_file_new (view_path);
  self->session = ktg_session_new (self->store, sync, library, view_file, &session_fixture_world);
}

void
session_fixture_set_up (SessionFixture *self, gconstpointer user_data)
{
  g_autofree char *profile = make_folder (self);

  session_fixture_now = evening;
  open_profile (self, profile);
}

void
session_fixture_set_up_practice (SessionFixture *self, gconstpointer user_data)
{
  g_autofree char *profile = make_folder (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) making = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (another_clock); i++)
    g_subprocess_launcher_setenv (launcher, another_clock[i][0], another_clock[i][1], TRUE);
  making = g_subprocess_launcher_spawn (launcher,
                                        &error,
                                        "faketime",
                                        PRACTICE_EVENING,
                                        g_getenv ("KTG"),
                                        "--profile",
                                        profile,
                                        "practice",
                                        NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (making, NULL, &error);
  g_assert_no_error (error);
  session_fixture_now = practice_evening;
  open_profile (self, profile);
}

void
session_fixture_tear_down (SessionFixture *self, gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_sync_stop (ktg_session_get_sync (self->session));
  ktg_store_close_async (self->store, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  ktg_store_close_finish (self->store, result, &error);
  g_assert_no_error (error);

  g_clear_object (&self->session);
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

void
session_fixture_add (const char *path, SessionFixtureStep set_up, SessionFixtureStep test)
{
  g_test_add (path, SessionFixture, NULL, set_up, test, session_fixture_tear_down);
}

void
session_fixture_wait (gboolean (*is_done) (gpointer user_data), gpointer user_data)
{
  while (!is_done (user_data))
    g_main_context_iteration (NULL, TRUE);
}

void
session_fixture_await (GAsyncResult **slot)
{
  session_fixture_wait (has_result, slot);
}

void
session_fixture_save_draft (SessionFixture *self, KtgDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_save_draft_async (self->store, draft, 0, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  ktg_store_save_draft_finish (self->store, result, &error);
  g_assert_no_error (error);
}

KtgDraft *
session_fixture_load_draft (SessionFixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgDraft *draft;

  ktg_store_load_draft_async (self->store, id, NULL, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  draft = ktg_store_load_draft_finish (self->store, result, &error);
  g_assert_no_error (error);
  return draft;
}

KtgReportHeld *
session_fixture_load_report (SessionFixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgReportHeld *held;

  ktg_store_load_report_async (self->store, id, NULL, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
  held = ktg_store_load_report_finish (self->store, result, &error);
  g_assert_no_error (error);
  return held;
}

/* What it shows; NULL where it is no text. */
static char *
dup_words (GtkWidget *widget)
{
  if (KTG_IS_REPORT_ROW (widget))
    return ktg_report_row_dup_said (KTG_REPORT_ROW (widget));

  return GTK_IS_LABEL (widget) ? g_strdup (gtk_label_get_text (GTK_LABEL (widget))) : NULL;
}

static gboolean
is_named (GtkWidget *widget, const char *name)
{
  g_autofree char *words = NULL;

  if (name == NULL)
    return TRUE;

  if (ADW_IS_PREFERENCES_ROW (widget))
    return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0;

  /* One that shows a picture is known by what it says when one points at it. */
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) == NULL)
    return g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0;

  if (GTK_IS_BUTTON (widget))
    return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0;

  words = dup_words (widget);
  return g_strcmp0 (words, name) == 0;
}

GtkWidget *
session_fixture_find (GtkWidget *root, GType type, const char *name)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && is_named (root, name))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = session_fixture_find (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
session_fixture_has_words (GtkWidget *root, const char *words)
{
  g_autofree char *shown = dup_words (root);

  if (shown != NULL && strstr (shown, words) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (session_fixture_has_words (child, words))
      return TRUE;

  return FALSE;
}

typedef struct
{
  GtkWidget  *root;
  const char *words;
} Awaited;

static gboolean
has_come (gpointer user_data)
{
  const Awaited *awaited = user_data;

  return session_fixture_has_words (awaited->root, awaited->words);
}

void
session_fixture_await_words (GtkWidget *root, const char *words)
{
  Awaited awaited = { root, words };

  session_fixture_wait (has_come, &awaited);
}

static gboolean
is_key (GtkShortcut *shortcut, const char *key)
{
  g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

  return g_str_equal (trigger, key);
}

gboolean
session_fixture_has_key (GtkWidget *widget, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      GListModel *shortcuts
          = GTK_IS_SHORTCUT_CONTROLLER (controller) ? G_LIST_MODEL (controller) : NULL;

      for (guint j = 0; shortcuts != NULL && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);

          if (is_key (shortcut, key))
            return TRUE;
        }
    }

  return FALSE;
}
