/* test-copying.c - what is said of a copy, however it ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-copying.h"

#include <adwaita.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <ktg-fault-disk.h>

/* A window with a report, and a stick. */
typedef struct
{
  SessionFixture *fixture;
  GtkWidget      *asker;
  GtkWindow      *window; /* NULL once it is gone */
  char           *stick;
  char           *report_id;
  char           *said; /* or NULL */
} Desk;

static void
said_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Desk *desk = user_data;

  g_free (desk->said);
  desk->said = g_variant_dup_string (parameter, NULL);
}

static char *
dup_complete (KtgStore *store)
{
  GListModel *summaries = ktg_store_get_summaries (store);

  for (guint i = 0;; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (ktg_summary_get (summary)->state == KTG_STATE_COMPLETE)
        return g_strdup (ktg_summary_get (summary)->id);
    }
}

static void
desk_open (Desk *desk, SessionFixture *fixture)
{
  static const GActionEntry entries[]
      = { { .name = "say", .activate = said_cb, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  desk->fixture = fixture;
  desk->asker = gtk_button_new ();
  desk->window = GTK_WINDOW (gtk_window_new ());
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *)&desk->window);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), desk);
  gtk_widget_insert_action_group (GTK_WIDGET (desk->window), "win", G_ACTION_GROUP (actions));
  gtk_window_set_child (desk->window, desk->asker);
  gtk_window_present (desk->window);
  desk->stick = g_build_filename (fixture->folder, "stick", NULL);
  desk->report_id = dup_complete (fixture->store);
  g_assert_cmpint (g_mkdir (desk->stick, 0700), ==, 0);
}

static void
desk_clear (Desk *desk)
{
  g_free (desk->stick);
  g_free (desk->report_id);
  g_free (desk->said);
}

/* Returns: the dialog that stands while it goes. */
static AdwMessageDialog *
begin (Desk *desk)
{
  g_autoptr (GFile) place = g_file_new_for_path (desk->stick);
  g_autoptr (GListModel) windows = NULL;

  ktg_copying_begin (desk->asker, desk->fixture->session, desk->report_id, place);
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0;; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
}

static gboolean
has_told (gpointer heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window)
          && g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
        return TRUE;
    }

  return FALSE;
}

static AdwMessageDialog *
find_told (const char *heading)
{
  GListModel *windows = gtk_window_get_toplevels ();

  session_fixture_wait (has_told, (gpointer)heading);
  for (guint i = 0;; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window)
          && g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), heading) == 0)
        return ADW_MESSAGE_DIALOG (window);
    }
}

static void
assert_told (const char *heading, const char *beginning)
{
  AdwMessageDialog *told = find_told (heading);

  g_test_message ("%s", adw_message_dialog_get_body (told));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (told), beginning));
  g_assert_true (session_fixture_has_key (GTK_WIDGET (told), "F1"));
  adw_message_dialog_response (told, "close");
  gtk_window_destroy (GTK_WINDOW (told));
}

/* What is on the stick, whatever it is called. */
static guint
count_folders (Desk *desk)
{
  g_autoptr (GDir) folder = g_dir_open (desk->stick, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static gboolean
has_said (gpointer desk)
{
  return ((Desk *)desk)->said != NULL;
}

static gboolean
is_gone (gpointer desk)
{
  return ((Desk *)desk)->window == NULL;
}

static void
copy_on_bad_media (Desk *desk)
{
  ktg_fault_disk_fill (desk->stick, 20000);
  begin (desk);
  assert_told ("Not Copied", "There is not enough room. There is no copy.");
  ktg_fault_disk_disarm ();
  ktg_fault_disk_arm (desk->stick, KTG_FAULT_ONCE, 1, EROFS);
  begin (desk);
  assert_told ("Not Copied", "This medium can only be read.");
  ktg_fault_disk_arm (desk->stick, KTG_FAULT_DEAD, 30, EIO);
  begin (desk);
  assert_told ("Not Copied", "The disk or stick does not answer any more.");
  ktg_fault_disk_disarm ();
}

static void
stop_copying (Desk *desk)
{
  AdwMessageDialog *waiting = begin (desk);

  adw_message_dialog_response (waiting, "stop");
  gtk_window_destroy (GTK_WINDOW (waiting));
  session_fixture_wait (has_said, desk);
  g_assert_cmpstr (desk->said, ==, "The copy was stopped. The medium may be taken out now.");
}

/* Once is a mistake, twice is a wish. */
static void
close_window (Desk *desk)
{
  AdwMessageDialog *waiting = begin (desk);

  gtk_window_close (desk->window);
  g_assert_nonnull (desk->window);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (waiting), "Close again to stop it"));
  gtk_window_close (desk->window);
  g_assert_nonnull (desk->window);
  session_fixture_wait (is_gone, desk);
}

static void
test_copying (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { 0 };

  desk_open (&desk, fixture);
  begin (&desk);
  assert_told ("Copied", "was written and read back. The medium may be taken out now.");
  g_assert_cmpuint (count_folders (&desk), ==, 1);
  copy_on_bad_media (&desk);
  stop_copying (&desk);
  close_window (&desk);
  g_assert_cmpuint (count_folders (&desk), ==, 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  session_fixture_add ("/copying/how-it-ends-is-said-and-nothing-half-done-stays",
                       session_fixture_set_up_practice,
                       test_copying);
  return g_test_run ();
}
