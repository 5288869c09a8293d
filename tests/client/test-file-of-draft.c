/* test-file-of-draft.c - what is said of a file in a draft, and beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include "ktg-gesture-row.h"
#include "ktg-gesture-tile.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include <string.h>

#define DRAFT_ID "019312f0-7d36-7c1a-9f5e-2d7e5a6b7c8d"
#define N_GESTURES 15

static KtgEvidence *
new_post (void)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = g_strnfill (64, 'a');
  evidence->original_name = g_strdup ("post.png");
  evidence->media_type = g_strdup ("image/png");
  evidence->taken = g_strdup ("2024-11-11T19:30:05+07:00");
  evidence->posted = ktg_posted_new ();
  evidence->posted->where = g_strdup ("Facebook");
  return evidence;
}

static KtgReport *
new_report (void)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71.06.1002");
  report->region_version = g_strdup ("2025-04-25.2");
  report->happened = g_strdup ("2024-11-11");
  report->known = g_strdup ("2024-11-12");
  report->ballot_number = 2;
  g_ptr_array_add (report->evidence, new_post ());
  return report;
}

static void
open_report (WritingDesk *desk, KtgReport *report)
{
  g_autoptr (KtgDraft) draft = ktg_draft_new (DRAFT_ID, report);

  session_fixture_save_draft (desk->fixture, draft);
  writing_desk_open (desk, DRAFT_ID);
}

static void
open_gestures (WritingDesk *desk)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (
                                     writing_desk_find (desk, KTG_TYPE_GESTURE_ROW, NULL)),
                                 TRUE);
}

static GtkWidget *
find_tile (WritingDesk *desk, const char *code)
{
  GtkWidget *tile = writing_desk_find (desk, KTG_TYPE_GESTURE_TILE, NULL);

  while (strcmp (ktg_gesture_tile_get_code (KTG_GESTURE_TILE (tile)), code) != 0)
    tile = gtk_widget_get_next_sibling (tile);

  return tile;
}

static void
press_tile (WritingDesk *desk, const char *code)
{
  g_signal_emit_by_name (find_tile (desk, code), "clicked");
}

static gboolean
says (WritingDesk *desk, const char *words)
{
  return session_fixture_has_words (GTK_WIDGET (desk->page), words);
}

static KtgDraft *
close_and_load (WritingDesk *desk)
{
  writing_desk_close (desk);
  return session_fixture_load_draft (desk->fixture, DRAFT_ID);
}

/* As the page leaves it. */
static KtgDraft *
write_caption (WritingDesk *desk)
{
  g_autoptr (KtgReport) report = new_report ();

  open_report (desk, report);
  writing_desk_type_into (desk, _ ("What it shows"), "Dua orang di depan spanduk");
  return close_and_load (desk);
}

/* Nothing else in the report is another for it: no suspicion, no phase, no account. */
static void
a_gesture_that_is_pressed_describes_the_file_and_sets_nothing_else (SessionFixture *fixture,
                                                                    gconstpointer   user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) before = write_caption (&desk);
  g_autoptr (KtgDraft) after = NULL;
  g_autoptr (KtgReport) without = NULL;
  KtgEvidence *file;

  writing_desk_open (&desk, DRAFT_ID);
  open_gestures (&desk);
  press_tile (&desk, "two_fingers");
  after = close_and_load (&desk);
  without = ktg_report_copy (ktg_draft_get_report (after));
  file = g_ptr_array_index (without->evidence, 0);
  g_assert_cmpstr (file->gesture, ==, "two_fingers");
  g_assert_cmpuint (without->violations->len, ==, 0);
  g_clear_pointer (&file->gesture, g_free);
  g_assert_true (ktg_report_equal (without, ktg_draft_get_report (before)));
}

static void
one_gesture_is_pressed_at_a_time_and_a_second_press_takes_it_back (SessionFixture *fixture,
                                                                   gconstpointer   user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();
  g_autoptr (KtgDraft) draft = NULL;

  open_report (&desk, report);
  open_gestures (&desk);
  press_tile (&desk, "thumb");
  press_tile (&desk, "ok");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_tile (&desk, "thumb"))));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_tile (&desk, "ok"))));
  press_tile (&desk, "ok");
  draft = close_and_load (&desk);
  g_assert_null (
      ((KtgEvidence *)g_ptr_array_index (ktg_draft_get_report (draft)->evidence, 0))->gesture);
}

static void
beside_the_gestures_stands_their_note_and_the_number_that_one_looks_like (SessionFixture *fixture,
                                                                          gconstpointer   user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();
  const KtgPack   *pack = ktg_session_get_pack (fixture->session);
  const char      *note = ktg_pack_get_note (pack, "gestures")->en;
  g_autofree char *with_number
      = g_strdup_printf ("Looks like ballot number 2, which this report names. %s", note);
  GtkWidget *tile;
  guint      n_tiles = 0;

  open_report (&desk, report);
  open_gestures (&desk);
  g_assert_true (says (&desk, note));
  for (tile = find_tile (&desk, "thumb"); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    n_tiles++;
  g_assert_cmpuint (n_tiles, ==, N_GESTURES);
  press_tile (&desk, "two_fingers");
  g_assert_true (says (&desk, with_number));
  g_assert_null (gtk_widget_get_tooltip_text (find_tile (&desk, "three_fingers")));
  writing_desk_type_into (&desk, _ ("Ballot number shown, if any"), "no. urut tiga");
  g_assert_true (says (&desk, note));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_tile (&desk, "three_fingers")),
                   ==,
                   "Looks like ballot number 3, which this report names.");
  writing_desk_close (&desk);
}

/* Of a pack that is not here, or not any more. */
static void
a_gesture_that_no_pack_knows_is_kept (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();
  g_autoptr (KtgDraft) draft = NULL;
  KtgEvidence *file = g_ptr_array_index (report->evidence, 0);

  file->gesture = g_strdup ("of_tomorrow");
  open_report (&desk, report);
  open_gestures (&desk);
  g_assert_true (says (&desk, "of_tomorrow"));
  writing_desk_type_into (&desk, _ ("What it shows"), "Dua orang");
  draft = close_and_load (&desk);
  file = g_ptr_array_index (ktg_draft_get_report (draft)->evidence, 0);
  g_assert_cmpstr (file->gesture, ==, "of_tomorrow");
}

static void
what_is_no_ballot_number_is_said_and_kept_in_the_account (SessionFixture *fixture,
                                                          gconstpointer   user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();
  g_autoptr (KtgDraft) draft = NULL;
  const char *sentence = _ ("The ballot number is not understood yet. Write it as 2 or “number "
                            "two”; until then it is kept with the description of the event.");
  GtkWidget  *line;

  report->account = g_strdup ("Lurah berfoto.");
  open_report (&desk, report);
  line = writing_desk_find (&desk, GTK_TYPE_LABEL, sentence);
  g_assert_false (gtk_widget_get_visible (line));
  writing_desk_type_into (&desk, _ ("Ballot number shown, if any"), "dua atau tiga");
  g_assert_true (gtk_widget_get_visible (line));
  draft = close_and_load (&desk);
  g_assert_cmpint (ktg_draft_get_report (draft)->ballot_number, ==, 0);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account,
                   ==,
                   "Lurah berfoto.\nBallot number: dua atau tiga");
}

static void
a_ballot_number_in_words_is_understood (SessionFixture *fixture, gconstpointer user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();
  g_autoptr (KtgDraft) draft = NULL;

  open_report (&desk, report);
  writing_desk_type_into (&desk, _ ("Ballot number shown, if any"), "Nomor urut TIGA");
  draft = close_and_load (&desk);
  g_assert_cmpint (ktg_draft_get_report (draft)->ballot_number, ==, 3);
  g_assert_null (ktg_draft_get_report (draft)->account);
}

static void
times_of_a_file_that_do_not_go_together_are_said_beside_them (SessionFixture *fixture,
                                                              gconstpointer   user_data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();
  const char *taken = "Taken on 11 Nov 2024, 19:30, after it became known on 10 Nov 2024. Check "
                      "both: a camera's clock can be wrong.";
  const char *found = "Found on 8 Nov 2024, before it was posted on 9 Nov 2024. Check both times.";

  open_report (&desk, report);
  g_assert_false (says (&desk, taken));
  writing_desk_type_into (&desk, _ ("It became known"), "10 Nov 2024");
  g_assert_true (says (&desk, taken));
  writing_desk_type_into (&desk, _ ("Posted when"), "9 Nov 2024");
  writing_desk_type_into (&desk, _ ("Found when"), "8 Nov 2024");
  g_assert_true (says (&desk, found));
  writing_desk_type_into (&desk, _ ("Found when"), "9 Nov 2024");
  g_assert_false (says (&desk, found));
  writing_desk_close (&desk);
}

static void
a_fingerprint_can_be_read_out (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = new_report ();

  open_report (&desk, report);
  g_assert_true (says (&desk, "aaaa aaaa aaaa"));
  writing_desk_close (&desk);
}

#define ADD(name, test) session_fixture_add ("/file-of-draft/" name, session_fixture_set_up, test)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("a-gesture-that-is-pressed-describes-the-file-and-sets-nothing-else",
       a_gesture_that_is_pressed_describes_the_file_and_sets_nothing_else);
  ADD ("one-gesture-is-pressed-at-a-time-and-a-second-press-takes-it-back",
       one_gesture_is_pressed_at_a_time_and_a_second_press_takes_it_back);
  ADD ("beside-the-gestures-stands-their-note-and-the-number-that-one-looks-like",
       beside_the_gestures_stands_their_note_and_the_number_that_one_looks_like);
  ADD ("a-gesture-that-no-pack-knows-is-kept", a_gesture_that_no_pack_knows_is_kept);
  ADD ("what-is-no-ballot-number-is-said-and-kept-in-the-account",
       what_is_no_ballot_number_is_said_and_kept_in_the_account);
  ADD ("a-ballot-number-in-words-is-understood", a_ballot_number_in_words_is_understood);
  ADD ("times-of-a-file-that-do-not-go-together-are-said-beside-them",
       times_of_a_file_that_do_not_go_together_are_said_beside_them);
  ADD ("a-fingerprint-can-be-read-out", a_fingerprint_can_be_read_out);

  return g_test_run ();
}
