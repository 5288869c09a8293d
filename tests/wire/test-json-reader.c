/* test-json-reader.c - a document is read strictly, and what is wrong is named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-json-reader.h>

#include <string.h>

typedef void (*Reading) (KtgJsonReader *reader);

static KtgJsonReader *
new_reader (const char *text, gboolean is_strict, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ktg_json_reader_new (bytes, &ktg_json_limits_event, is_strict, error);
}

/* The first error that @reading meets in @text names @key and has @code. */
static void
assert_wrong (const char *text, Reading reading, KtgWireError code, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgJsonReader) reader = new_reader (text, TRUE, &error);
  g_autofree char *named = NULL;

  if (reader != NULL)
    {
      reading (reader);
      g_assert_false (ktg_json_reader_finish (reader, &error));
    }

  g_assert_error (error, KTG_WIRE_ERROR, (int)code);
  named = ktg_wire_error_dup_key (error);
  g_assert_cmpstr (named, ==, key);
  g_assert_true (key == NULL || g_str_has_prefix (error->message, key));
}

static void
read_persons (KtgJsonReader *reader)
{
  guint n_persons = ktg_json_reader_count (reader, "persons", KTG_JSON_REQUIRED);

  for (guint i = 0; i < n_persons; i++)
    if (ktg_json_reader_enter_element (reader, "persons", i))
      {
        g_free (ktg_json_reader_dup_text (reader, "name", KTG_JSON_FILLED));
        ktg_json_reader_leave (reader);
      }
}

static void
read_place (KtgJsonReader *reader)
{
  if (ktg_json_reader_enter (reader, "place", KTG_JSON_REQUIRED))
    {
      g_free (ktg_json_reader_dup_text (reader, "words", KTG_JSON_OPTIONAL));
      ktg_json_reader_leave (reader);
    }
}

static void
read_number (KtgJsonReader *reader)
{
  ktg_json_reader_get_number (reader, "n", KTG_JSON_REQUIRED, 0, KTG_JSON_MAX_NUMBER);
}

static void
read_real (KtgJsonReader *reader)
{
  ktg_json_reader_get_real (reader, "r", KTG_JSON_REQUIRED, -90, 90);
}

static void
read_flag (KtgJsonReader *reader)
{
  ktg_json_reader_get_flag (reader, "f", KTG_JSON_REQUIRED);
}

static void
read_tags (KtgJsonReader *reader)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  ktg_json_reader_take_text_array (reader, "tags", KTG_JSON_REQUIRED, tags);
}

static void
read_nothing (KtgJsonReader *reader)
{
}

static void
what_is_wrong_is_named (void)
{
  assert_wrong ("{\"persons\":[{\"name\":\"a\"},{}]}",
                read_persons,
                KTG_WIRE_ERROR_MISSING_KEY,
                "persons[1].name");
  assert_wrong ("{\"persons\":[{\"name\":7}]}",
                read_persons,
                KTG_WIRE_ERROR_BAD_VALUE,
                "persons[0].name");
  assert_wrong ("{\"persons\":[{\"name\":\" \"}]}",
                read_persons,
                KTG_WIRE_ERROR_BAD_VALUE,
                "persons[0].name");
  assert_wrong ("{\"persons\":[{\"name\":null}]}",
                read_persons,
                KTG_WIRE_ERROR_BAD_VALUE,
                "persons[0].name");
  assert_wrong ("{\"persons\":[\"a\"]}", read_persons, KTG_WIRE_ERROR_BAD_VALUE, "persons[0]");
  assert_wrong ("{\"persons\":{}}", read_persons, KTG_WIRE_ERROR_BAD_VALUE, "persons");
  assert_wrong ("{}", read_persons, KTG_WIRE_ERROR_MISSING_KEY, "persons");
  assert_wrong ("{\"persons\":[{\"name\":\"a\",\"nam\":1}]}",
                read_persons,
                KTG_WIRE_ERROR_UNKNOWN_KEY,
                "persons[0].nam");
  assert_wrong ("{\"place\":[]}", read_place, KTG_WIRE_ERROR_BAD_VALUE, "place");
  assert_wrong ("{\"place\":{\"word\":\"x\"}}",
                read_place,
                KTG_WIRE_ERROR_UNKNOWN_KEY,
                "place.word");
  assert_wrong ("{\"tags\":[\"a\",1]}", read_tags, KTG_WIRE_ERROR_BAD_VALUE, "tags[1]");
  assert_wrong ("{\"tags\":[\"\"]}", read_tags, KTG_WIRE_ERROR_BAD_VALUE, "tags[0]");
  assert_wrong ("{\"extra\":{}}", read_nothing, KTG_WIRE_ERROR_UNKNOWN_KEY, "extra");
}

static void
a_number_is_a_whole_number_that_others_can_hold (void)
{
  static const char *const refused[] = {
    "{\"n\":\"1\"}", "{\"n\":1.0}", "{\"n\":1e3}", "{\"n\":true}",
    "{\"n\":null}",  "{\"n\":[]}",  "{\"n\":-1}",  "{\"n\":9007199254740992}",
  };
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"n\":9007199254740991}", TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_wrong (refused[i], read_number, KTG_WIRE_ERROR_BAD_VALUE, "n");

  assert_wrong ("{\"n\":18446744073709551616}", read_number, KTG_WIRE_ERROR_NOT_JSON, NULL);
  g_assert_cmpint (ktg_json_reader_get_number (reader,
                                               "n",
                                               KTG_JSON_REQUIRED,
                                               0,
                                               KTG_JSON_MAX_NUMBER),
                   ==,
                   KTG_JSON_MAX_NUMBER);
}

static void
a_real_is_finite_and_in_range (void)
{
  static const char *const refused[]
      = { "{\"r\":\"1\"}", "{\"r\":1e400}", "{\"r\":90.1}", "{\"r\":-91}", "{\"r\":null}" };
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"r\":-7.5}", TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_wrong (refused[i], read_real, KTG_WIRE_ERROR_BAD_VALUE, "r");

  g_assert_cmpfloat (ktg_json_reader_get_real (reader, "r", KTG_JSON_REQUIRED, -90, 90), ==, -7.5);
}

static void
a_flag_is_true_or_false (void)
{
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"f\":true,\"g\":false}", TRUE, NULL);

  assert_wrong ("{\"f\":1}", read_flag, KTG_WIRE_ERROR_BAD_VALUE, "f");
  assert_wrong ("{\"f\":\"true\"}", read_flag, KTG_WIRE_ERROR_BAD_VALUE, "f");
  g_assert_true (ktg_json_reader_get_flag (reader, "f", KTG_JSON_REQUIRED));
  g_assert_true (ktg_json_reader_is_false (reader, "g"));
  g_assert_false (ktg_json_reader_is_false (reader, "f"));
  g_assert_false (ktg_json_reader_is_false (reader, "h"));
}

static void
a_repeated_key_is_refused_and_named (void)
{
  assert_wrong ("{\"a\":1,\"b\":2,\"a\":3}", read_nothing, KTG_WIRE_ERROR_BAD_VALUE, "a");
  assert_wrong ("{\"a\":1,\"\\u0061\":3}", read_nothing, KTG_WIRE_ERROR_BAD_VALUE, "a");
  assert_wrong ("{\"x\":[{\"y\":{\"deep\":1,\"deep\":1}}]}",
                read_nothing,
                KTG_WIRE_ERROR_BAD_VALUE,
                "deep");
}

static void
only_an_object_is_a_document (void)
{
  assert_wrong ("[]", read_nothing, KTG_WIRE_ERROR_NOT_JSON, NULL);
  assert_wrong ("\"text\"", read_nothing, KTG_WIRE_ERROR_NOT_JSON, NULL);
  assert_wrong ("null", read_nothing, KTG_WIRE_ERROR_NOT_JSON, NULL);
}

static void
a_lenient_reader_skips_what_it_does_not_know (void)
{
  g_autoptr (KtgJsonReader) reader
      = new_reader ("{\"place\":{\"words\":\"x\",\"new\":1},\"newer\":[]}", FALSE, NULL);

  read_place (reader);
  g_assert_true (ktg_json_reader_finish (reader, NULL));
}

static void
a_skipped_key_is_known (void)
{
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"body\":{\"any\":[1]}}", TRUE, NULL);

  ktg_json_reader_skip (reader, "body");
  ktg_json_reader_skip (reader, "absent");
  g_assert_true (ktg_json_reader_finish (reader, NULL));
}

static void
an_empty_text_says_nothing (void)
{
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"a\":\"\"}", TRUE, NULL);

  g_assert_null (ktg_json_reader_dup_text (reader, "a", KTG_JSON_REQUIRED));
  g_assert_true (ktg_json_reader_finish (reader, NULL));
}

static void
the_first_error_stays (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"a\":1,\"b\":\"x\"}", TRUE, NULL);

  g_assert_null (ktg_json_reader_dup_text (reader, "a", KTG_JSON_OPTIONAL));
  g_assert_null (ktg_json_reader_dup_text (reader, "b", KTG_JSON_OPTIONAL));
  ktg_json_reader_refuse (reader, "c", "is late");
  g_assert_false (ktg_json_reader_finish (reader, &error));
  g_assert_cmpstr (error->message, ==, "a: must be a text in quotes");
}

static void
a_key_from_outside_cannot_write_on_the_terminal (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *long_key = g_strnfill (5000, 'k');
  g_autofree char *text = g_strdup_printf ("{\"%s\":1}", long_key);
  g_autoptr (KtgJsonReader) reader = new_reader ("{\"\\u001b[31m\\u202e\":1}", TRUE, NULL);
  g_autoptr (KtgJsonReader) wordy = new_reader (text, TRUE, NULL);

  g_assert_false (ktg_json_reader_finish (reader, &error));
  g_assert_null (strchr (error->message, '\x1b'));
  g_assert_null (strstr (error->message, "\xe2\x80\xae"));
  g_clear_error (&error);

  g_assert_false (ktg_json_reader_finish (wordy, &error));
  g_assert_cmpuint (strlen (error->message), <, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-reader/what-is-wrong-is-named", what_is_wrong_is_named);
  g_test_add_func ("/json-reader/a-number-is-a-whole-number-that-others-can-hold",
                   a_number_is_a_whole_number_that_others_can_hold);
  g_test_add_func ("/json-reader/a-real-is-finite-and-in-range", a_real_is_finite_and_in_range);
  g_test_add_func ("/json-reader/a-flag-is-true-or-false", a_flag_is_true_or_false);
  g_test_add_func ("/json-reader/a-repeated-key-is-refused-and-named",
                   a_repeated_key_is_refused_and_named);
  g_test_add_func ("/json-reader/only-an-object-is-a-document", only_an_object_is_a_document);
  g_test_add_func ("/json-reader/a-lenient-reader-skips-what-it-does-not-know",
                   a_lenient_reader_skips_what_it_does_not_know);
  g_test_add_func ("/json-reader/a-skipped-key-is-known", a_skipped_key_is_known);
  g_test_add_func ("/json-reader/an-empty-text-says-nothing", an_empty_text_says_nothing);
  g_test_add_func ("/json-reader/the-first-error-stays", the_first_error_stays);
  g_test_add_func ("/json-reader/a-key-from-outside-cannot-write-on-the-terminal",
                   a_key_from_outside_cannot_write_on_the_terminal);

  return g_test_run ();
}
