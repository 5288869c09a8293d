/* test-form-json.c - forms from text, and whether the forms of this release hold together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-check.h"
#include "ktg-pack-json.h"

#include <string.h>

static const char *const form_codes[] = {
  "activity", "form_a_pemilu", "form_a_pilkada", "form_b1_laporan", "form_b2_temuan",
  "form_b3",  "form_b3_1",     "form_cegah",     "integrity_pact",
};

static void
read_packaged (KtgPack *pack, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize size = 0;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, size);
  ktg_pack_json_read (pack, bytes, &error);
  g_assert_no_error (error);
}

static KtgPack *
read_release (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  KtgPack    *pack = ktg_pack_new ();
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      read_packaged (pack, name);

  return pack;
}

static void
assert_both (const KtgWords *words)
{
  g_assert_nonnull (words->id);
  g_assert_nonnull (words->en);
}

static void
check_field (const KtgPack *pack, const KtgForm *form, const KtgFormField *field)
{
  g_autoptr (GPtrArray) choices = ktg_pack_get_field_choices (pack, field, NULL);
  const KtgForm *source
      = form->issued_from != NULL ? ktg_pack_get_form (pack, form->issued_from) : NULL;

  assert_both (&field->name);
  g_assert_cmpint (field->note.id == NULL, ==, field->note.en == NULL);

  for (guint i = 0; i < choices->len; i++)
    assert_both (&((const KtgChoice *)g_ptr_array_index (choices, i))->name);

  for (guint i = 0; i < field->from->len; i++)
    g_assert_nonnull (ktg_form_get_field (source, g_ptr_array_index (field->from, i)));
}

static void
check_form (const KtgPack *pack, const KtgForm *form)
{
  assert_both (&form->title);
  g_assert_cmpuint (form->kinds->len, >, 0);

  for (guint i = 0; i < form->kinds->len; i++)
    g_assert_nonnull (ktg_pack_get_choice (pack, "kinds", g_ptr_array_index (form->kinds, i)));

  for (guint i = 0; i < form->sections->len; i++)
    assert_both (&((const KtgFormSection *)g_ptr_array_index (form->sections, i))->name);

  for (guint i = 0; i < form->fields->len; i++)
    check_field (pack, form, g_ptr_array_index (form->fields, i));
}

static void
every_form_of_the_release_holds_together (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  g_autoptr (GPtrArray) faults = ktg_pack_drop_unlisted_forms (pack);
  GPtrArray *forms = ktg_pack_get_forms (pack);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (forms->len, ==, G_N_ELEMENTS (form_codes));

  for (guint i = 0; i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      g_assert_cmpstr (form->code, ==, form_codes[i]);
      check_form (pack, form);
    }
}

static void
a_kind_has_its_form (void)
{
  static const char *const forms[][3] = {
    { "lhp", "2024-11-12", "form_a_pilkada" },
    { "lhp", "2023-12-12", "form_a_pemilu" },
    { "public_report", "2024-11-12", "form_b1_laporan" },
    { "finding", "2024-11-12", "form_b2_temuan" },
    { "prevention", "2024-11-12", "form_cegah" },
    { "briefing", "2024-11-12", "activity" },
    { "integrity_pact", "2024-11-12", "integrity_pact" },
  };
  g_autoptr (KtgPack) pack = read_release ();

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    g_assert_cmpstr (ktg_pack_get_form_for (pack, forms[i][0], NULL, forms[i][1])->code,
                     ==,
                     forms[i][2]);
}

static void
the_conditions_of_the_law_are_those_of_a_report_from_the_public (void)
{
  static const char *const expected[]
      = { "reporter_name", "reporter_address", "suspects", "known", NULL };
  g_autoptr (KtgPack) pack = read_release ();
  const KtgForm *form = ktg_pack_get_form (pack, "form_b1_laporan");

  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      g_assert_cmpint (field->need == KTG_FORM_NEED_FORMAL,
                       ==,
                       g_strv_contains (expected, field->code));
    }
}

#define NAME "\"name\":{\"id\":\"a\",\"en\":\"b\"}"
#define FORM                                                                                       \
  "{\"format\":1,\"pack\":\"form\",\"form\":\"form_x\",\"version\":\"2024-01\",\"title\":{\"id\":" \
  "\"a\",\"en\":\"b\"},\"kinds\":[\"lhp\"],\"sections\":[{\"code\":\"I\"," NAME "}],\"fields\":["
#define FIELD(code, rest) "{\"code\":\"" code "\"," NAME ",\"section\":\"I\"," rest "}"

static void
assert_refused (const char *text, const char *sentence)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_pack_json_read (pack, bytes, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpuint (ktg_pack_get_forms (pack)->len, ==, 0);
}

static void
what_is_wrong_with_a_form_is_named (void)
{
  assert_refused (FORM FIELD ("a", "\"type\":\"colour\"") "]}",
                  "fields[0].type: must be one of: text, long_text, date, time, date_time, number, "
                  "choice, choices, yes_no, region, persons, evidence, words, signature");
  assert_refused (FORM FIELD ("a", "\"type\":\"text\"") "," FIELD ("a", "\"type\":\"text\"") "]}",
                  "fields: two fields have the code a");
  assert_refused (
      FORM
          FIELD ("a", "\"type\":\"text\",\"shown_if\":{\"field\":\"b\",\"is\":\"yes\"}") "," FIELD (
              "b", "\"type\":\"yes_no\"") "]}",
      "fields: field a: hangs on b, which is asked only later");
  assert_refused (
      FORM
          FIELD ("a", "\"type\":\"text\",\"shown_if\":{\"field\":\"b\",\"is\":\"yes\"}") "," FIELD (
              "b", "\"type\":\"yes_no\",\"shown_if\":{\"field\":\"a\",\"is\":\"x\"}") "]}",
      "fields: field a: hangs on b, and that in a circle on a");
  assert_refused (FORM "{\"code\":\"a\"," NAME ",\"section\":\"IX\",\"type\":\"text\"}]}",
                  "fields: field a: the section IX is not defined");
  assert_refused (FORM FIELD ("a", "\"type\":\"text\",\"need\":\"urgent\"") "]}",
                  "fields[0].need: must be one of: none, formal, material");
  assert_refused ("{\"format\":1,\"pack\":\"form\",\"form\":\"rules\",\"version\":\"2024-01\"}",
                  "form: must be small letters, digits and _");
}

static void
what_stands_in_a_form_is_read (void)
{
  static const char text[]
      = FORM        FIELD ("a",
                    "\"type\":\"yes_no\",\"need\":\"formal\",\"default\":"
                           "\"no\",\"colour\":\"red\"") ","
                                                        "{\"code\":\"b\"," NAME ",\"section\":\"I\","
                                                        "\"number\":\"I.b\",\"type\":"
                                                        "\"choice\","
                                                        "\"list\":\"phases\",\"shown_"
                                                        "if\":{\"field\":\"a\","
                                                        "\"is\":\"yes\"},\"search\":"
                                                        "true,"
                                                        "\"secret\":true,\"repeats\":"
                                                        "true,\"prints\":false}]}";
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  const KtgForm      *form;
  const KtgFormField *a, *b;

  ktg_pack_json_read (pack, bytes, &error);
  g_assert_no_error (error);
  form = ktg_pack_get_form (pack, "form_x");
  a = ktg_form_get_field (form, "a");
  b = ktg_form_get_field (form, "b");

  g_assert_cmpstr (form->version, ==, "2024-01");
  g_assert_cmpint (a->need, ==, KTG_FORM_NEED_FORMAL);
  g_assert_cmpstr (a->default_text, ==, "no");
  g_assert_true (!a->is_not_printed && !a->is_searched && !a->is_secret && !a->is_repeated);
  g_assert_cmpint (b->type, ==, KTG_FORM_FIELD_CHOICE);
  g_assert_cmpstr (b->number, ==, "I.b");
  g_assert_cmpstr (b->list, ==, "phases");
  g_assert_cmpstr (b->shown_if_field, ==, "a");
  g_assert_true (b->is_not_printed && b->is_searched && b->is_secret && b->is_repeated);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

/* What is filed is asked for what could be chosen when it happened. */
static void
a_choice_is_one_of_the_day_of_the_event (void)
{
  static const struct
  {
    const char *day, *code;
    gboolean    fits;
  } cases[] = { { "2024-06-30", "before", TRUE },
                { "2024-07-01", "before", FALSE },
                { "2024-06-30", "after", FALSE },
                { "2024-07-01", "after", TRUE } };
  g_autoptr (GBytes) words = bytes_of (
      "{\"format\":1,\"pack\":\"forms\",\"version\":\"2024-01\",\"lists\":[{\"code\":\"offices\","
      "\"choices\":[{\"code\":\"before\",\"until\":\"2024-06-30\",\"name\":{\"id\":\"a\",\"en\":"
      "\"a\"}},{\"code\":\"after\",\"from\":\"2024-07-01\",\"name\":{\"id\":\"b\",\"en\":\"b\"}}]}]"
      "}");
  g_autoptr (GBytes) form = bytes_of ("{\"format\":1,\"pack\":\"form\",\"form\":\"f\",\"version\":"
                                      "\"2024-01\",\"title\":{\"id\":\"f\","
                                      "\"en\":\"f\"},\"kinds\":[\"lhp\"],\"sections\":[{\"code\":"
                                      "\"I\",\"name\":{\"id\":\"i\",\"en\":"
                                      "\"i\"}}],\"fields\":[{\"code\":\"office\",\"name\":{\"id\":"
                                      "\"o\",\"en\":\"o\"},\"type\":\"choice\","
                                      "\"section\":\"I\",\"list\":\"offices\"}]}");
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;

  ktg_pack_json_read (pack, words, &error);
  g_assert_no_error (error);
  ktg_pack_json_read (pack, form, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgReport) report = ktg_report_new ();
      g_autoptr (GError) refusal = NULL;

      report->kind = g_strdup ("lhp");
      report->form_code = g_strdup ("f");
      report->happened = g_strdup (cases[i].day);
      ktg_values_set_text (report->values, "office", cases[i].code);
      g_assert_cmpint (ktg_form_check_settle (pack, report, &refusal), ==, cases[i].fits);
      g_assert_cmpint (refusal == NULL, ==, cases[i].fits);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-json/every-form-of-the-release-holds-together",
                   every_form_of_the_release_holds_together);
  g_test_add_func ("/form-json/a-kind-has-its-form", a_kind_has_its_form);
  g_test_add_func ("/form-json/the-conditions-of-the-law-are-those-of-a-report-from-the-public",
                   the_conditions_of_the_law_are_those_of_a_report_from_the_public);
  g_test_add_func ("/form-json/what-is-wrong-with-a-form-is-named",
                   what_is_wrong_with_a_form_is_named);
  g_test_add_func ("/form-json/what-stands-in-a-form-is-read", what_stands_in_a_form_is_read);
  g_test_add_func ("/form-json/a-choice-is-one-of-the-day-of-the-event",
                   a_choice_is_one_of_the_day_of_the_event);

  return g_test_run ();
}
