/* test-reference.c - what is looked up in the packs of this release
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"
#include "ktg-reference.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAY "2024-11-12"
#define YOGYAKARTA "34.71"

typedef struct
{
  KtgLibrary   *library;
  KtgReference *reference;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer day)
{
  fixture->library = ktg_library_new (PACKS_FOLDER, NULL);
  fixture->reference = ktg_reference_new (ktg_library_get_pack (fixture->library), YOGYAKARTA, day);
}

static void
tear_down (Fixture *fixture, gconstpointer day)
{
  ktg_reference_free (fixture->reference);
  g_object_unref (fixture->library);
}

static char *
find_codes (Fixture *fixture, const char *needle)
{
  g_autoptr (GPtrArray) found = ktg_reference_search (fixture->reference, needle);
  g_autoptr (GString) codes = g_string_new (" ");

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (codes, "%s ", ((KtgReferenceEntry *)found->pdata[i])->code);

  return g_string_free (g_steal_pointer (&codes), FALSE);
}

/* What people type, what must be first, and what must be there as well. */
static void
test_what_people_type_finds_what_they_mean (Fixture *fixture, gconstpointer day)
{
  static const char *const cases[][3] = {
    { "dua jari", " two_fingers ", " KE-05 " },
    { "DUA  JARI", " two_fingers ", " DS-07 " },
    { "bansos", " PD-03 ", " dont-decision " },
    { "arisan", " KE-06 ", " dont-activity " },
    { "rumah ibadah", " KE-06 ", " dont-activity " },
    { "like", " KE-04 ", " dont-like " },
    { "pppk", " term-pppk ", " DS-01 " },
    { "masa tenang", " term-masa-tenang ", " pilkada-2024/quiet " },
    { "ke-05", " KE-05 ", " KE-05 " },
    { "p3k", " KE-01 ", " term-pppk " },
    { "screenshot", " ev-screen ", " ev-screen " },
    { "photo", " KE-05 ", " dont-photo " },
    { "ptdh", " ptdh ", " term-ptdh " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *codes = find_codes (fixture, cases[i][0]);

      g_test_message ("%s: %s", cases[i][0], codes);
      g_assert_true (g_str_has_prefix (codes, cases[i][1]));
      g_assert_nonnull (strstr (codes, cases[i][2]));
    }
}

static void
test_no_words_and_strange_ones_find_nothing (Fixture *fixture, gconstpointer day)
{
  g_autofree char *nothing = find_codes (fixture, "  ");
  g_autofree char *strange = find_codes (fixture, "zzyzx");

  g_assert_cmpstr (nothing, ==, " ");
  g_assert_cmpstr (strange, ==, " ");
}

static void
test_a_code_is_one_entry_of_one_part (Fixture *fixture, gconstpointer day)
{
  guint n = 0;

  for (KtgReferencePart part = 0; part < KTG_REFERENCE_N_PARTS; part++)
    {
      g_autoptr (GPtrArray) entries = ktg_reference_get_part (fixture->reference, part);

      g_assert_cmpuint (entries->len, >, 0);
      n += entries->len;
      for (guint i = 0; i < entries->len; i++)
        {
          const KtgReferenceEntry *entry = g_ptr_array_index (entries, i);
          g_autofree char         *origin = ktg_reference_dup_origin (entry);

          g_assert_true (ktg_reference_find (fixture->reference, entry->code) == entry);
          g_assert_true (g_str_has_prefix (origin, ktg_reference_get_part_name (part)));
        }
    }

  g_assert_cmpuint (n, ==, fixture->reference->entries->len);
}

static const KtgFact *
find_fact (const GPtrArray *facts, const char *name)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      if (g_str_equal (fact->name, name))
        return fact;
    }

  return NULL;
}

/* Whatever nobody compared says so where it is read. */
static void
test_each_entry_says_how_sure_it_is (Fixture *fixture, gconstpointer day)
{
  for (guint i = 0; i < fixture->reference->entries->len; i++)
    {
      const KtgReferenceEntry *entry = g_ptr_array_index (fixture->reference->entries, i);
      g_autoptr (GPtrArray) facts = ktg_reference_new_facts (fixture->reference, entry);
      const KtgFact *fact = find_fact (facts, "Certainty");

      g_test_message ("%s", entry->code);
      g_assert_nonnull (fact);
      g_assert_true (strstr (fact->value, "not verified") != NULL
                     || strstr (fact->value, "not yet compared with the official text") != NULL);
    }
}

static void
test_the_rules_of_the_day_are_said_and_shown (Fixture *fixture, gconstpointer day)
{
  const KtgReferenceEntry *entry = ktg_reference_find (fixture->reference, "DS-08");
  g_autofree char         *standing = ktg_reference_dup_standing (fixture->reference);
  g_autoptr (GPtrArray) facts = ktg_reference_new_facts (fixture->reference, entry);

  g_assert_cmpstr (standing,
                   ==,
                   "What holds on Wednesday, 26 Aug 2020: Rules of 6 Jun 2010, edition 2 · not "
                   "verified");
  g_assert_nonnull (strstr (find_fact (facts, "Legal basis")->value, "PP 53/2010"));
  g_assert_null (ktg_reference_find (fixture->reference, "term-bkn"));
  g_assert_nonnull (ktg_reference_find (fixture->reference, "term-kasn"));
}

static void
test_a_sanction_names_what_may_bring_it (Fixture *fixture, gconstpointer day)
{
  const KtgReferenceEntry *entry = ktg_reference_find (fixture->reference, "ptdh");
  g_autoptr (GPtrArray) see = ktg_reference_get_see (fixture->reference, entry);

  g_assert_cmpuint (see->len, ==, 1);
  g_assert_cmpstr (((KtgReferenceEntry *)see->pdata[0])->code, ==, "DS-05");
}

#define ADD(name, day, test) g_test_add ("/reference/" name, Fixture, day, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-people-type-finds-what-they-mean", DAY, test_what_people_type_finds_what_they_mean);
  ADD ("no-words-and-strange-ones-find-nothing", DAY, test_no_words_and_strange_ones_find_nothing);
  ADD ("a-code-is-one-entry-of-one-part", DAY, test_a_code_is_one_entry_of_one_part);
  ADD ("each-entry-says-how-sure-it-is", DAY, test_each_entry_says_how_sure_it_is);
  ADD ("the-rules-of-the-day-are-said-and-shown",
       "2020-08-26",
       test_the_rules_of_the_day_are_said_and_shown);
  ADD ("a-sanction-names-what-may-bring-it", DAY, test_a_sanction_names_what_may_bring_it);

  return g_test_run ();
}
