/* test-pack-notice.c - which packs are wanted of another, and what their files are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-pack-notice.h>

static GPtrArray *
new_held (const char *const *ids)
{
  GPtrArray *held = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_notice_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *file_name = g_strconcat (ids[i], ".json", NULL);

      g_ptr_array_add (held, ktg_pack_notice_new_for_file (file_name));
      g_assert_nonnull (g_ptr_array_index (held, i));
    }

  return held;
}

static void
a_file_is_called_as_its_pack (void)
{
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new_for_file ("form_a_pemilu-2022-10.2.json");
  g_autofree char *id = ktg_pack_notice_dup_id (notice);
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (notice);

  g_assert_cmpstr (notice->name, ==, "form_a_pemilu");
  g_assert_cmpstr (notice->version, ==, "2022-10.2");
  g_assert_cmpstr (id, ==, "form_a_pemilu-2022-10.2");
  g_assert_cmpstr (file_name, ==, "form_a_pemilu-2022-10.2.json");
}

static void
other_names_are_no_packs (void)
{
  static const char *const names[]
      = { "rules.json",          "rules-2022.json",        "../rules-2022-09-22.json",
          "rules-2022-09-22",    "rules-2022-09-22.csv",   "rules-2022-09-22.1.json",
          "Rules-2022-09.json",  "rules-2022-13-40.json",  "-2022-09-22.json",
          "a/b-2022-09-22.json", "rules-2022-09-22-.json", "coming" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (ktg_pack_notice_new_for_file (names[i]));
}

typedef struct
{
  const char *offered;
  gboolean    is_wanted;
} Case;

static void
assert_cases (const char *const *here, const Case *cases, guint n_cases)
{
  g_autoptr (GPtrArray) held = new_held (here);

  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *file_name = g_strconcat (cases[i].offered, ".json", NULL);
      g_autoptr (KtgPackNotice) offered = ktg_pack_notice_new_for_file (file_name);

      g_test_message ("%s", cases[i].offered);
      g_assert_cmpint (ktg_pack_notice_is_wanted (offered, held), ==, cases[i].is_wanted);
    }
}

static void
of_rules_each_day_is_wanted_and_its_last_correction (void)
{
  static const char *const here[] = { "rules-2021-08-31", "rules-2022-09-22.2", NULL };
  static const Case        cases[] = {
           { "rules-2010-06-06", TRUE },    { "rules-2021-08-31", FALSE },
           { "rules-2021-08-31.2", TRUE },  { "rules-2022-09-22", FALSE },
           { "rules-2022-09-22.2", FALSE }, { "rules-2022-09-22.3", TRUE },
           { "rules-2022-09-22.10", TRUE }, { "rules-2030-01-01", TRUE },
  };

  assert_cases (here, cases, G_N_ELEMENTS (cases));
}

static void
so_it_is_of_all_others (void)
{
  static const char *const here[] = { "form_a_pemilu-2022-10", "calendar-2025-01-02.9", NULL };
  static const Case        cases[]
      = { { "form_a_pemilu-2018-10", TRUE },  { "form_a_pemilu-2022-10", FALSE },
          { "form_b2_temuan-2022-08", TRUE }, { "calendar-2024-08-01", TRUE },
          { "calendar-2025-01-02", FALSE },   { "calendar-2025-01-02.8", FALSE },
          { "calendar-2025-01-02.10", TRUE }, { "calendar-2025-02", TRUE },
          { "gestures-2020-01", TRUE } };

  assert_cases (here, cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack-notice/a-file-is-called-as-its-pack", a_file_is_called_as_its_pack);
  g_test_add_func ("/pack-notice/other-names-are-no-packs", other_names_are_no_packs);
  g_test_add_func ("/pack-notice/of-rules-each-day-is-wanted-and-its-last-correction",
                   of_rules_each_day_is_wanted_and_its_last_correction);
  g_test_add_func ("/pack-notice/so-it-is-of-all-others", so_it_is_of_all_others);

  return g_test_run ();
}
