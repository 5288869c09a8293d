/* test-form.c - a form is without a fault before it is filled, and asks what it should
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-pack.h>
#include <ktg-spine.h>

static KtgFormField *
add_field (KtgForm *form, const char *code, KtgFormFieldType type)
{
  KtgFormField *field = ktg_record_new (&ktg_form_field_record);

  field->code = g_strdup (code);
  field->name.id = g_strdup (code);
  field->type = type;
  field->section = g_strdup ("I");
  g_ptr_array_add (form->fields, field);
  return field;
}

static void
hang (KtgFormField *field, const char *on, const char *is)
{
  field->shown_if_field = g_strdup (on);
  field->shown_if_is = g_strdup (is);
}

static KtgForm *
new_form (const char *code, const char *version, const char *kind, const char *regime)
{
  KtgForm        *form = ktg_record_new (&ktg_form_record);
  KtgFormSection *section = ktg_record_new (&ktg_form_section_record);

  form->code = g_strdup (code);
  form->version = g_strdup (version);
  section->code = g_strdup ("I");
  g_ptr_array_add (form->sections, section);
  g_ptr_array_add (form->kinds, g_strdup (kind));
  g_ptr_array_add (form->regimes, g_strdup (regime));
  return form;
}

static void
assert_fault (KtgForm *form, const char *expected)
{
  g_autofree char *fault = ktg_form_find_fault (form);

  g_assert_cmpstr (fault, ==, expected);
  ktg_form_free (form);
}

static void
each_fault_has_its_sentence (void)
{
  KtgForm *form = new_form ("x", "2024", "lhp", "pemilu");

  add_field (form, "a", KTG_FORM_FIELD_TEXT);
  add_field (form, "a", KTG_FORM_FIELD_TEXT);
  assert_fault (form, "two fields have the code a");

  form = new_form ("x", "2024", "lhp", "pemilu");
  g_free (add_field (form, "a", KTG_FORM_FIELD_TEXT)->section);
  ((KtgFormField *)g_ptr_array_index (form->fields, 0))->section = g_strdup ("IX");
  assert_fault (form, "field a: the section IX is not defined");

  form = new_form ("x", "2024", "lhp", "pemilu");
  hang (add_field (form, "a", KTG_FORM_FIELD_TEXT), "b", "yes");
  add_field (form, "b", KTG_FORM_FIELD_YES_NO);
  assert_fault (form, "field a: hangs on b, which is asked only later");

  form = new_form ("x", "2024", "lhp", "pemilu");
  hang (add_field (form, "a", KTG_FORM_FIELD_TEXT), "b", "yes");
  hang (add_field (form, "b", KTG_FORM_FIELD_YES_NO), "a", "yes");
  assert_fault (form, "field a: hangs on b, and that in a circle on a");

  form = new_form ("x", "2024", "lhp", "pemilu");
  hang (add_field (form, "a", KTG_FORM_FIELD_YES_NO), "a", "yes");
  assert_fault (form, "field a: hangs on a, and that in a circle on a");

  form = new_form ("x", "2024", "lhp", "pemilu");
  hang (add_field (form, "a", KTG_FORM_FIELD_TEXT), "c", "yes");
  assert_fault (form, "field a: hangs on c, which no field is called");

  form = new_form ("x", "2024", "lhp", "pemilu");
  add_field (form, "a", KTG_FORM_FIELD_TEXT)->spine = g_strdup ("times.imagined");
  assert_fault (form, "field a: a report has no place times.imagined");

  form = new_form ("x", "2024", "lhp", "pemilu");
  add_field (form, "a", KTG_FORM_FIELD_CHOICE);
  assert_fault (form, "field a: a choice without options and without a list");

  form = new_form ("x", "2024", "lhp", "pemilu");
  add_field (form, "a", KTG_FORM_FIELD_EVIDENCE);
  assert_fault (form, "field a: evidence stands in the report only");

  form = new_form ("x", "2024", "lhp", "pemilu");
  g_ptr_array_add (add_field (form, "a", KTG_FORM_FIELD_PERSONS)->parts, g_strdup ("shoe_size"));
  assert_fault (form, "field a: persons have no part shoe_size");
}

static void
a_field_is_asked_when_what_it_hangs_on_says_so (void)
{
  g_autoptr (KtgForm) form = new_form ("x", "2024", "lhp", "pemilu");
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgFormField *field = NULL;

  add_field (form, "suspected", KTG_FORM_FIELD_YES_NO);
  hang (add_field (form, "means", KTG_FORM_FIELD_WORDS), "suspected", KTG_VALUE_YES);
  field = add_field (form, "means_other", KTG_FORM_FIELD_TEXT);
  hang (field, "means", "other");
  g_assert_null (ktg_form_find_fault (form));

  g_assert_false (ktg_form_is_asked (form, field, report));
  g_ptr_array_add (report->tags, g_strdup ("other"));
  ktg_values_set_list (report->values, "means", report->tags);
  g_assert_false (ktg_form_is_asked (form, field, report));
  ktg_values_set_text (report->values, "suspected", KTG_VALUE_YES);
  g_assert_true (ktg_form_is_asked (form, field, report));
}

static void
a_bound_field_stands_in_the_spine (void)
{
  g_autoptr (KtgForm) form = new_form ("x", "2024", "lhp", "pemilu");
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgPerson    *person = ktg_person_new (KTG_PERSON_REPORTER);
  KtgFormField *field = add_field (form, "reporter_address", KTG_FORM_FIELD_TEXT);
  g_autoptr (GPtrArray) texts = NULL;

  field->spine = g_strdup ("persons.reporter.address");
  person->address = g_strdup ("Notoprajan 3");
  ktg_values_set_text (report->values, "reporter_address", "elsewhere");
  g_assert_false (ktg_form_field_is_said (field, report));

  g_ptr_array_add (report->persons, person);
  g_assert_true (ktg_form_field_is_said (field, report));

  texts = ktg_spine_dup_texts (field->spine, report);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==, "Notoprajan 3");
  g_assert_false (ktg_spine_is_known ("persons.reporter.shoe_size"));
  g_assert_false (ktg_spine_is_known ("persons.reporters"));
}

static void
a_value_is_of_its_fields_type (void)
{
  static const struct
  {
    KtgFormFieldType type;
    const char      *good;
    const char      *bad;
  } cases[] = {
    { KTG_FORM_FIELD_DATE, "2024-11-12", "12-11-2024" },
    { KTG_FORM_FIELD_DATE, "2024-02-29", "2023-02-29" },
    { KTG_FORM_FIELD_TIME, "19:30", "24:00" },
    { KTG_FORM_FIELD_TIME, "00:00", "9:30" },
    { KTG_FORM_FIELD_DATE_TIME, "2024-11-12T19:30:00+07:00", "19:30" },
    { KTG_FORM_FIELD_NUMBER, "-12.5", "12,5" },
    { KTG_FORM_FIELD_NUMBER, "40", "40." },
    { KTG_FORM_FIELD_YES_NO, "yes", "ya" },
    { KTG_FORM_FIELD_REGION, "34.71.06.1002", "3471061002" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgFormField) field = ktg_record_new (&ktg_form_field_record);
      g_autoptr (KtgValues) values = ktg_values_new ();

      field->code = g_strdup ("a");
      field->type = cases[i].type;
      g_assert_null (ktg_form_field_find_fault (field, values));
      ktg_values_set_text (values, "a", cases[i].good);
      g_assert_null (ktg_form_field_find_fault (field, values));
      ktg_values_set_text (values, "a", cases[i].bad);
      g_assert_nonnull (ktg_form_field_find_fault (field, values));
      ktg_values_set_other (values, "a", "{}");
      g_assert_nonnull (ktg_form_field_find_fault (field, values));
    }
}

static void
a_list_is_not_a_text (void)
{
  g_autoptr (KtgFormField) words = ktg_record_new (&ktg_form_field_record);
  g_autoptr (KtgValues) values = ktg_values_new ();

  words->code = g_strdup ("a");
  words->type = KTG_FORM_FIELD_WORDS;
  ktg_values_set_text (values, "a", "only one");
  g_assert_cmpstr (ktg_form_field_find_fault (words, values),
                   ==,
                   "must be a list of texts in brackets");

  words->type = KTG_FORM_FIELD_SIGNATURE;
  g_assert_cmpstr (ktg_form_field_find_fault (words, values), ==, "is signed on paper only");
}

static void
the_newest_edition_is_filled_and_older_ones_are_read (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();

  ktg_pack_take_form (pack, new_form ("form_a", "2022-10", "lhp", "pemilu"));
  ktg_pack_take_form (pack, new_form ("form_b", "2022-10", "lhp", "pilkada"));
  ktg_pack_take_form (pack, new_form ("form_a", "2024-01", "lhp", "pemilu"));
  ktg_pack_take_form (pack, new_form ("form_a", "2023-01", "lhp", "pemilu"));
  ktg_pack_take_form (pack, new_form ("form_a", "2023-01", "lhp", "pemilu"));

  g_assert_cmpuint (ktg_pack_get_forms (pack)->len, ==, 2);
  g_assert_cmpuint (pack->editions->len, ==, 4);
  g_assert_cmpstr (ktg_pack_get_form (pack, "form_a")->version, ==, "2024-01");
  g_assert_cmpstr (ktg_pack_get_form_of (pack, "form_a", "2022-10")->version, ==, "2022-10");
  g_assert_cmpstr (ktg_pack_get_form_of (pack, "form_a", "1999")->version, ==, "2024-01");
  g_assert_null (ktg_pack_get_form (pack, "form_c"));
}

static KtgPackPart *
new_part (const char *name)
{
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);

  part->name = g_strdup (name);
  part->version = g_strdup ("2024");
  return part;
}

static void
a_kind_has_a_form_by_the_election_of_the_day (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart *calendar = new_part ("calendar");
  KtgElection *election = ktg_record_new (&ktg_election_record);
  KtgStage    *stage = ktg_record_new (&ktg_stage_record);

  election->regime = g_strdup ("pilkada");
  stage->first_day = g_strdup ("2024-09-25");
  stage->last_day = g_strdup ("2024-11-23");
  g_ptr_array_add (election->stages, stage);
  g_ptr_array_add (calendar->elections, election);
  ktg_pack_adopt (pack, calendar);
  ktg_pack_take_form (pack, new_form ("form_a", "2022-10", "lhp", "pemilu"));
  ktg_pack_take_form (pack, new_form ("form_b", "2022-10", "lhp", "pilkada"));

  g_assert_cmpstr (ktg_pack_get_form_for (pack, "lhp", NULL, "2024-11-12")->code, ==, "form_b");
  g_assert_cmpstr (ktg_pack_get_form_for (pack, "lhp", NULL, "2023-11-12")->code, ==, "form_a");
  g_assert_null (ktg_pack_get_form_for (pack, "meeting", NULL, "2024-11-12"));
  g_assert_null (ktg_pack_get_form_for (pack, NULL, NULL, NULL));
}

static void
a_form_whose_list_is_not_there_is_left_out (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart   *calendar = new_part ("calendar");
  KtgChoiceList *stages = ktg_record_new (&ktg_choice_list_record);
  KtgForm       *good = new_form ("form_a", "2022-10", "lhp", "pemilu");
  KtgForm       *bad = new_form ("form_b", "2022-10", "lhp", "pemilu");
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) offered = NULL;

  add_field (good, "stage", KTG_FORM_FIELD_CHOICE)->list = g_strdup ("stages");
  add_field (bad, "colour", KTG_FORM_FIELD_CHOICE)->list = g_strdup ("colours");
  ktg_pack_take_form (pack, good);
  ktg_pack_take_form (pack, bad);
  stages->code = g_strdup ("stages");
  g_ptr_array_add (stages->choices, ktg_choice_new ());
  g_ptr_array_add (calendar->lists, stages);
  ktg_pack_adopt (pack, calendar);
  faults = ktg_pack_drop_unlisted_forms (pack);

  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (faults, 0),
                   ==,
                   "form form_b 2022-10: field colour: no pack has the list colours");
  g_assert_cmpuint (ktg_pack_get_forms (pack)->len, ==, 1);
  offered = ktg_pack_get_field_choices (pack, ktg_form_get_field (good, "stage"), NULL);
  g_assert_cmpuint (offered->len, ==, 1);
}

/* Of a pack the first version counts for a clock that is years behind, and has no such list yet. */
static void
a_clock_that_is_behind_takes_no_form_away (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart   *first = new_part ("forms");
  KtgPackPart   *second = new_part ("forms");
  KtgChoiceList *impacts = ktg_record_new (&ktg_choice_list_record);
  KtgForm       *form = new_form ("form_a", "2022-10", "lhp", "pemilu");
  g_autoptr (GPtrArray) faults = NULL;

  ktg_pack_set_today (pack, "2016-11-26");
  g_free (first->version);
  first->version = g_strdup ("2024-08-24");
  g_free (second->version);
  second->version = g_strdup ("2024-08-24.2");
  impacts->code = g_strdup ("impacts");
  g_ptr_array_add (impacts->choices, ktg_choice_new ());
  g_ptr_array_add (second->lists, impacts);
  add_field (form, "impacts", KTG_FORM_FIELD_CHOICES)->list = g_strdup ("impacts");
  ktg_pack_adopt (pack, first);
  ktg_pack_adopt (pack, second);
  ktg_pack_take_form (pack, form);
  faults = ktg_pack_drop_unlisted_forms (pack);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (ktg_pack_get_forms (pack)->len, ==, 1);
}

/* The oldest edition as it was corrected. */
static void
a_clock_that_is_behind_has_the_last_correction (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();

  ktg_pack_set_today (pack, "2016-11-26");
  ktg_pack_take_form (pack, new_form ("form_a", "2022-10", "lhp", "pemilu"));
  ktg_pack_take_form (pack, new_form ("form_a", "2022-10.2", "lhp", "pemilu"));
  ktg_pack_take_form (pack, new_form ("form_a", "2024-01", "lhp", "pemilu"));

  g_assert_cmpuint (ktg_pack_get_forms (pack)->len, ==, 1);
  g_assert_cmpstr (ktg_pack_get_form (pack, "form_a")->version, ==, "2022-10.2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/each-fault-has-its-sentence", each_fault_has_its_sentence);
  g_test_add_func ("/form/a-field-is-asked-when-what-it-hangs-on-says-so",
                   a_field_is_asked_when_what_it_hangs_on_says_so);
  g_test_add_func ("/form/a-bound-field-stands-in-the-spine", a_bound_field_stands_in_the_spine);
  g_test_add_func ("/form/a-value-is-of-its-fields-type", a_value_is_of_its_fields_type);
  g_test_add_func ("/form/a-list-is-not-a-text", a_list_is_not_a_text);
  g_test_add_func ("/form/the-newest-edition-is-filled-and-older-ones-are-read",
                   the_newest_edition_is_filled_and_older_ones_are_read);
  g_test_add_func ("/form/a-kind-has-a-form-by-the-election-of-the-day",
                   a_kind_has_a_form_by_the_election_of_the_day);
  g_test_add_func ("/form/a-form-whose-list-is-not-there-is-left-out",
                   a_form_whose_list_is_not_there_is_left_out);
  g_test_add_func ("/form/a-clock-that-is-behind-has-the-last-correction",
                   a_clock_that_is_behind_has_the_last_correction);
  g_test_add_func ("/form/a-clock-that-is-behind-takes-no-form-away",
                   a_clock_that_is_behind_takes_no_form_away);

  return g_test_run ();
}
