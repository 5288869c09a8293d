/* test-form-filling.c - a form of a pack is filled in the editor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-choice-row.h"
#include "ktg-editor-page.h"
#include "ktg-form-part.h"
#include "ktg-form-row.h"

#include <adwaita.h>

#define DRAFT_ID "7f3b9c1e-5a54-4c1f-9a54-0123456789ab"

typedef struct
{
  SessionFixture *fixture;
  KtgForm        *form; /* of the session's pack */
  GtkWindow      *window;
  KtgEditorPage  *page;
} Desk;

static void
set_words (KtgWords *words, const char *en)
{
  words->en = g_strdup (en);
  words->id = g_strdup (en);
}

static KtgFormField *
add_field (KtgForm *form, const char *code, KtgFormFieldType type, const char *name)
{
  KtgFormField *field = ktg_record_new (&ktg_form_field_record);

  field->code = g_strdup (code);
  field->type = type;
  field->section = g_strdup ("I");
  set_words (&field->name, name);
  g_ptr_array_add (form->fields, field);
  return field;
}

static void
add_option (KtgFormField *field, const char *code)
{
  KtgChoice *choice = ktg_choice_new ();

  choice->code = g_strdup (code);
  set_words (&choice->name, code);
  g_ptr_array_add (field->options, choice);
}

static KtgForm *
make_form (void)
{
  KtgForm        *form = ktg_record_new (&ktg_form_record);
  KtgFormSection *section = ktg_record_new (&ktg_form_section_record);
  KtgFormField   *field;

  form->code = g_strdup ("of_the_test");
  form->version = g_strdup ("2024-01");
  set_words (&form->title, "Form of the test");
  g_ptr_array_add (form->kinds, g_strdup ("lhp"));
  section->code = g_strdup ("I");
  set_words (&section->name, "All Types");
  g_ptr_array_add (form->sections, section);

  add_field (form, "purpose", KTG_FORM_FIELD_TEXT, "Purpose")->need = KTG_FORM_NEED_FORMAL;
  add_field (form, "facts", KTG_FORM_FIELD_LONG_TEXT, "Facts");
  add_field (form, "day", KTG_FORM_FIELD_DATE, "Day of birth");
  add_field (form, "clock", KTG_FORM_FIELD_TIME, "Clock");
  add_field (form, "count", KTG_FORM_FIELD_NUMBER, "Number of people");
  field = add_field (form, "mode", KTG_FORM_FIELD_CHOICE, "Mode");
  add_option (field, "onsite");
  add_option (field, "online");
  field = add_field (form, "shape", KTG_FORM_FIELD_CHOICES, "Shape");
  add_option (field, "direct");
  add_option (field, "indirect");
  add_field (form, "has_dispute", KTG_FORM_FIELD_YES_NO, "Is there a dispute")->need
      = KTG_FORM_NEED_MATERIAL;
  field = add_field (form, "party", KTG_FORM_FIELD_TEXT, "Party of the dispute");
  field->shown_if_field = g_strdup ("has_dispute");
  field->shown_if_is = g_strdup ("yes");
  add_field (form, "agencies", KTG_FORM_FIELD_WORDS, "Agencies");
  add_field (form, "letters", KTG_FORM_FIELD_TEXT, "Letter")->is_repeated = TRUE;
  add_field (form, "speakers", KTG_FORM_FIELD_PERSONS, "Speaker");
  add_field (form, "region", KTG_FORM_FIELD_REGION, "Region of the office");
  add_field (form, "citizenship", KTG_FORM_FIELD_TEXT, "Citizenship")->default_text
      = g_strdup ("Indonesia");
  add_field (form, "sign", KTG_FORM_FIELD_SIGNATURE, "Signature");
  add_field (form, "account", KTG_FORM_FIELD_LONG_TEXT, "Account")->spine = g_strdup ("account");
  g_assert_null (ktg_form_find_fault (form));
  return form;
}

static void
store_draft (Desk *desk, KtgReport *report)
{
  g_autoptr (KtgDraft) draft = NULL;

  report->kind = g_strdup ("lhp");
  report->form_code = g_strdup ("of_the_test");
  draft = ktg_draft_new (DRAFT_ID, report);
  session_fixture_save_draft (desk->fixture, draft);
}

static gboolean
has_parts (gpointer user_data)
{
  return session_fixture_find (user_data, KTG_TYPE_FORM_PART, NULL) != NULL;
}

static void
open_folded_page (Desk *desk, KtgReport *report)
{
  desk->form = make_form ();
  ktg_pack_take_form ((KtgPack *)ktg_session_get_pack (desk->fixture->session), desk->form);
  store_draft (desk, report);
  desk->page = ktg_editor_page_new (desk->fixture->session);
  desk->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (desk->window, GTK_WIDGET (desk->page));
  gtk_window_present (desk->window);
  ktg_editor_page_open (desk->page, DRAFT_ID);
  session_fixture_wait (has_parts, desk->page);
}

static void
open_part (Desk *desk)
{
  GtkWidget *part = session_fixture_find (GTK_WIDGET (desk->page), KTG_TYPE_FORM_PART, NULL);

  ktg_fold_set_open (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (part)), TRUE);
}

static void
open_page (Desk *desk, KtgReport *report)
{
  open_folded_page (desk, report);
  open_part (desk);
}

static gboolean
is_row_of (GtkWidget *widget, const char *code)
{
  return KTG_IS_FORM_ROW (widget)
         && g_str_equal (ktg_form_row_get_field (KTG_FORM_ROW (widget))->code, code);
}

static GtkWidget *
find_row (GtkWidget *root, const char *code)
{
  if (is_row_of (root, code))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, code);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find (Desk *desk, const char *code, GType type, const char *name)
{
  GtkWidget *row = find_row (GTK_WIDGET (desk->page), code);
  GtkWidget *widget;

  g_assert_nonnull (row);
  widget = session_fixture_find (row, type, name);
  g_assert_nonnull (widget);
  return widget;
}

static void
write_line (Desk *desk, const char *code, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (desk, code, ADW_TYPE_ENTRY_ROW, NULL)), text);
}

static void
write_area (Desk *desk, const char *code, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (find (desk, code, GTK_TYPE_TEXT_VIEW, NULL));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static void
press (Desk *desk, const char *code, const char *label)
{
  g_signal_emit_by_name (find (desk, code, GTK_TYPE_BUTTON, label), "clicked");
}

static GtkWidget *
find_remove (GtkWidget *root)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), "Remove") == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_remove (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
check_button (Desk *desk, const char *code, const char *label)
{
  GtkWidget *row = find_row (GTK_WIDGET (desk->page), code);
  GtkWidget *button = gtk_widget_get_ancestor (session_fixture_find (row, GTK_TYPE_LABEL, label),
                                               GTK_TYPE_CHECK_BUTTON);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

static void
flushed_cb (Desk *desk, gboolean is_stored)
{
  gtk_window_destroy (g_steal_pointer (&desk->window));
}

static gboolean
is_closed (gpointer user_data)
{
  return ((Desk *)user_data)->window == NULL;
}

/* What the store has of it once the page is gone. */
static KtgDraft *
close_and_load (Desk *desk)
{
  g_signal_connect_swapped (ktg_editor_page_get_keeper (desk->page),
                            "flushed",
                            G_CALLBACK (flushed_cb),
                            desk);

  if (ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk->page)))
    session_fixture_wait (is_closed, desk);
  else
    gtk_window_destroy (g_steal_pointer (&desk->window));

  return session_fixture_load_draft (desk->fixture, DRAFT_ID);
}

static void
assert_text (const KtgValues *values, const char *code, const char *text)
{
  g_assert_cmpstr (ktg_values_get_text (values, code), ==, text);
}

static void
test_every_type (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;
  const KtgValues *values;

  open_page (&desk, report);
  write_line (&desk, "purpose", "To watch");
  write_area (&desk, "facts", "One.\nTwo.");
  write_line (&desk, "day", "12 Nov 2024 19.30");
  write_line (&desk, "clock", "pukul 19.30");
  write_line (&desk, "count", "12");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (&desk, "mode", KTG_TYPE_CHOICE_ROW, NULL)), 2);
  check_button (&desk, "shape", "indirect");
  write_area (&desk, "agencies", "Dinas A\n\n Dinas B ");
  press (&desk, "letters", "+ Letter");
  write_line (&desk, "letters", "12/2024");
  press (&desk, "speakers", "+ Speaker");
  gtk_editable_set_text (GTK_EDITABLE (find (&desk, "speakers", ADW_TYPE_ENTRY_ROW, "Name")), "B.");
  draft = close_and_load (&desk);
  values = ktg_draft_get_report (draft)->values;

  assert_text (values, "purpose", "To watch");
  assert_text (values, "facts", "One.\nTwo.");
  assert_text (values, "day", "2024-11-12");
  assert_text (values, "clock", "19:30");
  assert_text (values, "count", "12");
  assert_text (values, "mode", "online");
  g_assert_cmpuint (ktg_values_get_list (values, "shape")->len, ==, 1);
  g_assert_cmpuint (ktg_values_get_list (values, "agencies")->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (ktg_values_get_list (values, "agencies"), 1), ==, "Dinas B");
  g_assert_cmpstr (g_ptr_array_index (ktg_values_get_list (values, "letters"), 0), ==, "12/2024");
  assert_text (g_ptr_array_index (ktg_values_get_rows (values, "speakers"), 0), "name", "B.");
  g_assert_cmpint (ktg_values_get_kind (values, "region"), ==, KTG_VALUE_NONE);
}

static void
test_paper_only (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();

  open_page (&desk, report);
  g_assert_null (find_row (GTK_WIDGET (desk.page), "sign"));
  g_assert_null (find_row (GTK_WIDGET (desk.page), "account"));
  gtk_window_destroy (desk.window);
}

/* What is folded costs nothing, says what it lacks, and keeps what it was given. */
static void
test_folded (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;
  GtkWidget *part;

  ktg_values_set_text (report->values, "count", "12");
  open_folded_page (&desk, report);
  part = session_fixture_find (GTK_WIDGET (desk.page), KTG_TYPE_FORM_PART, NULL);
  g_assert_null (find_row (GTK_WIDGET (desk.page), "purpose"));
  g_assert_nonnull (session_fixture_find (part, GTK_TYPE_LABEL, "2 still missing"));
  open_part (&desk);
  write_line (&desk, "purpose", "To watch");
  draft = close_and_load (&desk);
  assert_text (ktg_draft_get_report (draft)->values, "count", "12");
  assert_text (ktg_draft_get_report (draft)->values, "purpose", "To watch");
}

static GtkAccessible *
get_text (Desk *desk, const char *code)
{
  GtkEditable *entry = GTK_EDITABLE (find (desk, code, ADW_TYPE_ENTRY_ROW, NULL));

  return GTK_ACCESSIBLE (gtk_editable_get_delegate (entry));
}

/* Need and error are heard where one writes. */
static void
test_heard (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();

  open_page (&desk, report);
  gtk_test_accessible_assert_property (get_text (&desk, "purpose"),
                                       GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                       TRUE);
  gtk_test_accessible_assert_property (get_text (&desk, "count"),
                                       GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                       FALSE);
  write_line (&desk, "count", "twelve");
  gtk_test_accessible_assert_state (get_text (&desk, "count"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  write_line (&desk, "count", "12");
  gtk_test_accessible_assert_state (get_text (&desk, "count"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_window_destroy (desk.window);
}

static void
test_shown_if (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;
  GtkWidget *party;

  open_page (&desk, report);
  party = find_row (GTK_WIDGET (desk.page), "party");
  g_assert_false (gtk_widget_get_visible (party));
  press (&desk, "has_dispute", "Yes");
  g_assert_true (gtk_widget_get_visible (party));
  write_line (&desk, "party", "Party X");
  press (&desk, "has_dispute", "No");
  g_assert_false (gtk_widget_get_visible (party));
  draft = close_and_load (&desk);
  assert_text (ktg_draft_get_report (draft)->values, "has_dispute", "no");
  assert_text (ktg_draft_get_report (draft)->values, "party", "Party X");
}

static void
test_kept (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;
  const KtgValues *values;

  ktg_values_set_text (report->values, "of_tomorrow", "a value of tomorrow");
  ktg_values_set_other (report->values, "purpose", "{\"deep\":1}");
  ktg_values_set_text (report->values, "mode", "by_drone");
  ktg_values_set_text (report->values, "day", "soon");
  ktg_values_set_text (report->values, "count", "a dozen");
  open_page (&desk, report);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "a value of tomorrow"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "{\"deep\":1}"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "by_drone"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "Not understood yet"));
  write_area (&desk, "facts", "More.");
  draft = close_and_load (&desk);
  values = ktg_draft_get_report (draft)->values;
  assert_text (values, "of_tomorrow", "a value of tomorrow");
  g_assert_cmpstr (ktg_values_get_other (values, "purpose"), ==, "{\"deep\":1}");
  assert_text (values, "mode", "by_drone");
  assert_text (values, "day", "soon");
  assert_text (values, "count", "a dozen");
  assert_text (values, "facts", "More.");
}

static void
test_newer (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgPerson *person = ktg_person_new (KTG_PERSON_REPORTED);
  g_autoptr (KtgDraft) draft = NULL;
  const KtgReport *kept;

  person->name = g_strdup ("Ani");
  person->rest = ktg_values_new ();
  ktg_values_set_text (person->rest, "passport", "X 123");
  g_ptr_array_add (report->persons, person);
  report->rest = ktg_values_new ();
  ktg_values_set_other (report->rest, "weather", "{\"rain\":true}");
  open_page (&desk, report);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "{\"rain\":true}"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "X 123"));
  write_area (&desk, "facts", "More.");
  draft = close_and_load (&desk);
  kept = ktg_draft_get_report (draft);
  assert_text (kept->values, "facts", "More.");
  g_assert_true (ktg_values_equal (kept->rest, report->rest));
  g_assert_true (ktg_person_equal (kept->persons->pdata[0], person));
}

static void
test_removed (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (GPtrArray) letters = g_ptr_array_new ();
  g_autoptr (KtgDraft) draft = NULL;
  const GPtrArray *left;

  g_ptr_array_add (letters, (gpointer) "first");
  g_ptr_array_add (letters, (gpointer) "second");
  ktg_values_set_list (report->values, "letters", letters);
  open_page (&desk, report);
  g_signal_emit_by_name (find_remove (find_row (GTK_WIDGET (desk.page), "letters")), "clicked");
  draft = close_and_load (&desk);
  left = ktg_values_get_list (ktg_draft_get_report (draft)->values, "letters");
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (left, 0), ==, "second");
}

static void
test_lacking (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  GtkWidget *row;

  open_page (&desk, report);
  row = find_row (GTK_WIDGET (desk.page), "purpose");
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "2 still missing"));
  g_assert_true (session_fixture_has_words (row, "Formal requirement."));
  write_line (&desk, "purpose", "To watch");
  press (&desk, "has_dispute", "No");
  g_assert_false (session_fixture_has_words (row, "Formal requirement."));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "2 filled in"));
  gtk_window_destroy (desk.window);
}

static void
test_misread (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  GtkWidget *queue;

  report->account = g_strdup ("Something happened.");
  report->place_words = g_strdup ("there");
  report->known = g_strdup ("2024-11-12");
  open_page (&desk, report);
  write_line (&desk, "count", "a dozen");
  queue = session_fixture_find (GTK_WIDGET (desk.page), GTK_TYPE_BUTTON, "Put in Queue");
  g_signal_emit_by_name (queue, "clicked");
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page),
                                            "“Number of people” is not understood yet"));
  gtk_window_destroy (desk.window);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (SessionFixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/form-filling/every-type-of-field-has-its-row", test_every_type },
    { "/form-filling/what-stands-elsewhere-or-on-paper-only-is-not-asked-here", test_paper_only },
    { "/form-filling/rows-are-made-when-their-section-is-opened", test_folded },
    { "/form-filling/need-and-error-are-heard-where-one-writes", test_heard },
    { "/form-filling/a-row-comes-and-goes-with-the-answer-it-hangs-on", test_shown_if },
    { "/form-filling/what-the-form-does-not-know-is-kept-and-shown", test_kept },
    { "/form-filling/what-this-version-does-not-know-is-kept-and-shown", test_newer },
    { "/form-filling/one-of-several-answers-can-be-taken-away", test_removed },
    { "/form-filling/what-is-not-understood-is-not-signed", test_misread },
    { "/form-filling/what-is-needed-and-not-said-is-said-at-its-row", test_lacking },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name,
                SessionFixture,
                NULL,
                session_fixture_set_up,
                tests[i].test,
                session_fixture_tear_down);

  return g_test_run ();
}
