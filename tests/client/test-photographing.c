/* test-photographing.c - photos are taken for the report that is written, whatever the camera does
 *
 * What stands for a camera is painted by GStreamer, or is a program that behaves badly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include "ktg-camera-page.h"
#include "ktg-camera-program.h"
#include "ktg-camera-view.h"
#include "ktg-evidence-section.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define PAINTED "videotestsrc is-live=true ! video/x-raw,width=1600,height=1200"
#define OTHERWISE "videotestsrc is-live=true pattern=pinwheel ! video/x-raw,width=800,height=600"
#define LONG_MS 240000 /* no machine is so slow */
#define SHORT_MS 300

typedef struct
{
  WritingDesk desk;
  GtkWindow  *window;
  GtkWidget  *page;
} Photographer;

static void
look_through (Photographer *self, SessionFixture *fixture)
{
  self->desk.fixture = fixture;
  writing_desk_open (&self->desk, NULL);
  self->page = GTK_WIDGET (
      ktg_evidence_section_photograph (ktg_editor_page_get_evidence (self->desk.page)));
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (self->window, self->page);
  gtk_window_present (self->window);
}

static void
leave (Photographer *self)
{
  gtk_window_destroy (self->window);
  writing_desk_close (&self->desk);
}

static GtkWidget *
get_shutter (Photographer *self)
{
  GtkWidget *shutter = self->page;

  while (shutter != NULL && !gtk_widget_has_css_class (shutter, "shutter"))
    {
      GtkWidget *next = gtk_widget_get_first_child (shutter);

      for (; next == NULL; shutter = gtk_widget_get_parent (shutter))
        next = gtk_widget_get_next_sibling (shutter);
      shutter = next;
    }

  return shutter;
}

static gboolean
is_live (gpointer user_data)
{
  return gtk_widget_is_sensitive (get_shutter (user_data));
}

static void
press_shutter (Photographer *self)
{
  session_fixture_wait (is_live, self);
  g_signal_emit_by_name (get_shutter (self), "clicked");
}

/* What the store gives back is a whole JPEG, and the one that the draft speaks of. */
static void
assert_kept (SessionFixture *fixture, const KtgEvidence *evidence)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree guint8 *kept = g_malloc (evidence->size_bytes + 1);
  g_autofree char   *sha256 = NULL;
  gsize              n_kept = 0;

  ktg_store_open_file_async (fixture->store,
                             evidence->sha256,
                             0,
                             NULL,
                             session_fixture_answered_cb,
                             &result);
  session_fixture_await (&result);
  stream = ktg_store_open_file_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (stream, kept, evidence->size_bytes + 1, &n_kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_kept, ==, evidence->size_bytes);
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, kept, n_kept);
  g_assert_cmpstr (sha256, ==, evidence->sha256);
  g_assert_cmpint (memcmp (kept, "\377\330\377", 3), ==, 0);
}

static void
assert_photo (SessionFixture *fixture, const KtgEvidence *evidence, const char *name)
{
  g_assert_cmpstr (evidence->original_name, ==, name);
  g_assert_cmpstr (evidence->media_type, ==, "image/jpeg");
  g_assert_cmpstr (evidence->taken, ==, "2024-11-12T20:31:07+07:00");
  g_assert_cmpint (evidence->origin, ==, KTG_ORIGIN_CAMERA);
  assert_kept (fixture, evidence);
}

static void
test_photos (SessionFixture *fixture, gconstpointer user_data)
{
  Photographer self = { .window = NULL };
  g_autoptr (KtgDraft) draft = NULL;
  GPtrArray *evidence;

  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), PAINTED, FALSE);
  look_through (&self, fixture);
  press_shutter (&self);
  session_fixture_await_words (self.page, "1 photo added");
  press_shutter (&self);
  session_fixture_await_words (self.page, "2 photos added");
  leave (&self);

  draft = writing_desk_load_only_draft (&self.desk);
  evidence = ktg_draft_get_report (draft)->evidence;
  g_assert_cmpuint (evidence->len, ==, 2);
  assert_photo (fixture, g_ptr_array_index (evidence, 0), "camera.jpg");
  assert_photo (fixture, g_ptr_array_index (evidence, 1), "camera-2.jpg");
}

/* What was taken stays, the page can be left or tried again, and then goes on. */
static void
test_pulled_out (SessionFixture *fixture, gconstpointer user_data)
{
  Photographer self = { .window = NULL };
  GtkWidget   *again;
  g_autoptr (KtgDraft) draft = NULL;

  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), PAINTED ",framerate=10/1", FALSE);
  look_through (&self, fixture);
  press_shutter (&self);
  session_fixture_await_words (self.page, "1 photo added");
  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"),
                          "videotestsrc is-live=true num-buffers=5",
                          FALSE);
  ktg_camera_view_start (
      KTG_CAMERA_VIEW (session_fixture_find (self.page, KTG_TYPE_CAMERA_VIEW, NULL)));
  session_fixture_await_words (self.page, "The camera stopped: it was pulled out");
  g_assert_false (is_live (&self));
  g_assert_true (session_fixture_has_words (self.page, "1 photo added"));

  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), OTHERWISE, FALSE);
  again = session_fixture_find (self.page, GTK_TYPE_BUTTON, "Try Again");
  g_signal_emit_by_name (again, "clicked");
  press_shutter (&self);
  session_fixture_await_words (self.page, "2 photos added");
  leave (&self);
  draft = writing_desk_load_only_draft (&self.desk);
  g_assert_cmpuint (ktg_draft_get_report (draft)->evidence->len, ==, 2);
}

/* As when somebody presses twice in a second at a camera that stands still. */
static void
test_same (SessionFixture *fixture, gconstpointer user_data)
{
  Photographer self = { .window = NULL };
  g_autoptr (KtgDraft) draft = NULL;

  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"),
                          "videotestsrc is-live=true pattern=black",
                          FALSE);
  look_through (&self, fixture);
  press_shutter (&self);
  session_fixture_await_words (self.page, "1 photo added");
  press_shutter (&self);
  session_fixture_await_words (self.page, "it is kept once.");
  g_assert_true (session_fixture_has_words (self.page, "1 photo added"));
  leave (&self);
  draft = writing_desk_load_only_draft (&self.desk);
  g_assert_cmpuint (ktg_draft_get_report (draft)->evidence->len, ==, 1);
}

static const struct
{
  const char *source; /* NULL: of the script */
  const char *script;
  const char *words;
} troubles[] = {
  { "filesrc location=/nowhere/video", NULL, "No camera could be opened." },
  { "nosuchsrc", NULL, "lacks a part of GStreamer" },
  { "videotestsrc is-live=true ! valve drop=true", NULL, "The camera gives no picture." },
  { NULL, "exec sleep 600", "The camera gives no picture." },
  { NULL, "kill -9 $$", "The camera stopped" },
  { NULL, "exit 0", "The camera stopped" },
  { NULL, "exec cat /dev/zero", "was no picture" },
  { NULL, "while :; do echo 'Here I am, and I am no camera at all.'; done", "was no picture" },
  /* a frame of 2^31 pixels a side; one of another length than it has; a photo that nobody wanted */
  { NULL,
    "printf "
    "'KtgCam1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\377\\377\\377\\177\\377\\377\\377\\177\\374\\377\\377"
    "\\377\\377\\377\\377\\177'; exec cat /dev/zero",
    "was no picture" },
  { NULL,
    "printf "
    "'KtgCam1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\0\\0\\2\\0\\0\\0\\10\\0\\0\\0\\21\\0\\0\\0'; "
    "exec cat /dev/zero",
    "was no picture" },
  { NULL,
    "printf "
    "'KtgCam1\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\4\\0\\0\\0abcd'; "
    "exec cat /dev/zero",
    "was no picture" },
  /* half of a frame, and no more */
  { NULL,
    "printf "
    "'KtgCam1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\0\\0\\2\\0\\0\\0\\10\\0\\0\\0\\20\\0\\0\\0abc'",
    "The camera stopped" },
};

static char *
write_script (SessionFixture *fixture, const char *words)
{
  char            *path = g_build_filename (fixture->folder, "camera", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", words);

  g_assert_true (
      g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
  return path;
}

static void
test_trouble (SessionFixture *fixture, gconstpointer user_data)
{
  Photographer self = { .window = NULL };

  ktg_camera_program_use ("/nowhere/kentongan-camera", NULL, FALSE);
  look_through (&self, fixture);
  session_fixture_await_words (self.page, "could not be started");

  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *script
          = troubles[i].script != NULL ? write_script (fixture, troubles[i].script) : NULL;
      GtkWidget *again = session_fixture_find (self.page, GTK_TYPE_BUTTON, "Try Again");
      gboolean   is_quiet = strstr (troubles[i].words, "gives no picture") != NULL;

      ktg_camera_program_use (script != NULL ? script : g_getenv ("KENTONGAN_CAMERA"),
                              troubles[i].source,
                              FALSE);
      ktg_camera_program_wait_at_most (is_quiet ? SHORT_MS : LONG_MS, LONG_MS);
      g_signal_emit_by_name (again, "clicked");
      g_assert_false (session_fixture_has_words (self.page, troubles[i].words)
                      && gtk_widget_get_mapped (again));
      session_fixture_await_words (self.page, troubles[i].words);
      g_assert_true (session_fixture_has_words (self.page, "or taken is lost."));
    }

  ktg_camera_program_wait_at_most (LONG_MS, LONG_MS);
  leave (&self);
}

/* Whoever goes while a photo is under way finds it in the report, if it came. */
static void
test_left (SessionFixture *fixture, gconstpointer user_data)
{
  Photographer self = { .window = NULL };

  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), PAINTED, FALSE);
  look_through (&self, fixture);
  leave (&self);
  look_through (&self, fixture);
  press_shutter (&self);
  leave (&self);
}

static guint
count_camera_buttons (GtkWidget *widget)
{
  guint n_buttons = gtk_widget_get_visible (widget) && GTK_IS_BUTTON (widget)
                            && g_strcmp0 (gtk_widget_get_tooltip_text (widget),
                                          "Take photos with the camera of this device")
                                   == 0
                        ? 1
                        : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_buttons += count_camera_buttons (child);

  return n_buttons;
}

static void
assert_buttons (SessionFixture *fixture, guint n_buttons)
{
  WritingDesk desk = { .fixture = fixture };

  writing_desk_open (&desk, NULL);
  g_assert_cmpuint (count_camera_buttons (GTK_WIDGET (desk.page)), ==, n_buttons);
  writing_desk_close (&desk);
}

/* One where there is no evidence yet, and one beside it. */
static void
test_hidden (SessionFixture *fixture, gconstpointer user_data)
{
  ktg_camera_program_use (NULL, NULL, FALSE);
  assert_buttons (fixture, 0);
  ktg_camera_program_use ("/nowhere/kentongan-camera", PAINTED, FALSE);
  assert_buttons (fixture, 0);
  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), PAINTED, FALSE);
  assert_buttons (fixture, 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ktg_camera_program_wait_at_most (LONG_MS, LONG_MS);
  session_fixture_add ("/photographing/what-is-taken-is-in-the-report",
                       session_fixture_set_up,
                       test_photos);
  session_fixture_add ("/photographing/a-camera-that-is-pulled-out-takes-nothing-with-it",
                       session_fixture_set_up,
                       test_pulled_out);
  session_fixture_add ("/photographing/the-same-photo-twice-is-kept-once",
                       session_fixture_set_up,
                       test_same);
  session_fixture_add ("/photographing/whatever-the-program-does-has-a-sentence",
                       session_fixture_set_up,
                       test_trouble);
  session_fixture_add ("/photographing/the-page-may-be-left-at-any-time",
                       session_fixture_set_up,
                       test_left);
  session_fixture_add ("/photographing/without-a-camera-nothing-speaks-of-one",
                       session_fixture_set_up,
                       test_hidden);

  return g_test_run ();
}
