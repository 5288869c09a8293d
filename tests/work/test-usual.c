/* test-usual.c - what is offered before anything is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-summary.h>
#include <ktg-usual.h>
#include <string.h>

static const char *const tree_lines = "34,Daerah Istimewa Yogyakarta\n"
                                      "34.71,Kota Yogyakarta\n"
                                      "34.71.06,Ngampilan\n"
                                      "34.71.06.1001,Ngampilan\n"
                                      "34.71.06.1002,Notoprajan\n"
                                      "34.71.07,Wirobrajan\n"
                                      "34.71.07.1001,Pakuncen\n";

static void
add_violation (KtgPackPart *part, const char *code, const char *phase, guint usual)
{
  KtgViolation *violation = ktg_record_new (&ktg_violation_record);

  violation->code = g_strdup (code);
  violation->phase = g_strdup (phase);
  violation->usual = usual;
  g_ptr_array_add (part->violations, violation);
}

static KtgPack *
pack_new (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);

  part->name = g_strdup ("rules");
  part->version = g_strdup ("2022-09-22");
  add_violation (part, "KE-01", "bakal_calon", 3);
  add_violation (part, "KE-04", "bakal_calon", 2);
  add_violation (part, "KE-05", "bakal_calon", 1);
  add_violation (part, "DS-07", "calon", 1);
  add_violation (part, "KE-07", "keduanya", 0);
  add_violation (part, "LN-01", "keduanya", 0);
  g_assert_true (ktg_pack_adopt (pack, part));
  return pack;
}

static void
add_summary (GListStore *list,
             const char *violation,
             const char *region,
             KtgState    state,
             gint64      changed_us)
{
  KtgSummaryFields fields = { .id = (char *)"id",
                              .state = state,
                              .violation = (char *)violation,
                              .place_region = (char *)region,
                              .changed_us = changed_us };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);

  g_list_store_append (list, summary);
}

static char *
dup_offered (GListStore *list, const char *phase, guint n_most)
{
  g_autoptr (KtgPack) pack = pack_new ();
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (pack, report);
  g_autoptr (GPtrArray) offered
      = ktg_usual_find_violations (G_LIST_MODEL (list), law, phase, n_most);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < offered->len; i++)
    g_string_append_printf (words,
                            "%s ",
                            ((const KtgViolation *)g_ptr_array_index (offered, i))->code);

  return g_string_free (words, FALSE);
}

static void
what_is_common_is_offered_of_the_phase (void)
{
  g_autoptr (GListStore) none = g_list_store_new (KTG_TYPE_SUMMARY);
  g_autofree char *before = dup_offered (none, "bakal_calon", 2);
  g_autofree char *after = dup_offered (none, "calon", 4);
  g_autofree char *unsaid = dup_offered (none, NULL, 4);

  g_assert_cmpstr (before, ==, "KE-05 KE-04 ");
  g_assert_cmpstr (after, ==, "DS-07 ");
  g_assert_cmpstr (unsaid, ==, "KE-05 DS-07 KE-04 KE-01 ");
}

static void
what_was_said_last_comes_first (void)
{
  g_autoptr (GListStore) list = g_list_store_new (KTG_TYPE_SUMMARY);
  g_autofree char *offered = NULL;

  add_summary (list, "KE-01", NULL, KTG_STATE_COMPLETE, 5);
  add_summary (list, "KE-07", NULL, KTG_STATE_QUEUED, 3);
  add_summary (list, "KE-01", NULL, KTG_STATE_QUEUED, 1);
  add_summary (list, "LN-01", NULL, KTG_STATE_DRAFT, 9);
  add_summary (list, "DS-07", NULL, KTG_STATE_QUEUED, 8);
  add_summary (list, "of other rules", NULL, KTG_STATE_QUEUED, 7);
  add_summary (list, NULL, NULL, KTG_STATE_QUEUED, 6);

  offered = dup_offered (list, "bakal_calon", 4);
  g_assert_cmpstr (offered, ==, "KE-01 KE-07 KE-05 KE-04 ");
}

static char *
dup_places (GListStore *list, const char *own, guint n_most)
{
  g_autoptr (GBytes) lines = g_bytes_new_static (tree_lines, strlen (tree_lines));
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new ("2025-04-25", lines, NULL);
  g_autoptr (GPtrArray) codes = ktg_usual_dup_regions (G_LIST_MODEL (list), tree, own, n_most);

  g_ptr_array_add (codes, NULL);
  return g_strjoinv (" ", (char **)codes->pdata);
}

static void
the_own_village_comes_before_those_of_the_last_reports (void)
{
  g_autoptr (GListStore) list = g_list_store_new (KTG_TYPE_SUMMARY);
  g_autofree char *of_village = NULL, *of_regency = NULL, *of_nobody = NULL;

  add_summary (list, NULL, "34.71.06.1002", KTG_STATE_COMPLETE, 5);
  add_summary (list, NULL, "34.71.06.1001", KTG_STATE_COMPLETE, 6);
  add_summary (list, NULL, "34.71", KTG_STATE_COMPLETE, 7);
  add_summary (list, NULL, "99.99.99.9999", KTG_STATE_COMPLETE, 8);
  add_summary (list, NULL, "34.71.07.1001", KTG_STATE_DRAFT, 9);

  of_village = dup_places (list, "34.71.06.1002", 3);
  of_regency = dup_places (list, "34.71", 1);
  of_nobody = dup_places (list, "", 3);
  g_assert_cmpstr (of_village, ==, "34.71.06.1002 34.71.06.1001");
  g_assert_cmpstr (of_regency, ==, "34.71.06.1001");
  g_assert_cmpstr (of_nobody, ==, "34.71.06.1001 34.71.06.1002");
}

static void
without_a_tree_no_place_is_offered (void)
{
  g_autoptr (GListStore) list = g_list_store_new (KTG_TYPE_SUMMARY);
  g_autoptr (GPtrArray) codes
      = ktg_usual_dup_regions (G_LIST_MODEL (list), NULL, "34.71.06.1002", 3);

  g_assert_cmpuint (codes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/usual/what-is-common-is-offered-of-the-phase",
                   what_is_common_is_offered_of_the_phase);
  g_test_add_func ("/usual/what-was-said-last-comes-first", what_was_said_last_comes_first);
  g_test_add_func ("/usual/the-own-village-comes-before-those-of-the-last-reports",
                   the_own_village_comes_before_those_of_the_last_reports);
  g_test_add_func ("/usual/without-a-tree-no-place-is-offered", without_a_tree_no_place_is_offered);

  return g_test_run ();
}
