/* test-custody-words.c - what was done with a file, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-words.h"

#include <ktg-custody.h>
#include <ktg-fact.h>

#define DAY 20786 /* 29 November 2026 */

static void
assert_fact (GPtrArray *facts, guint i, const char *name, const char *value)
{
  const KtgFact *fact = g_ptr_array_index (facts, i);

  g_assert_cmpstr (fact->name, ==, name);
  g_assert_cmpstr (fact->value, ==, value);
}

static void
test_words (void)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_custody_entry_free);
  g_autoptr (GPtrArray) facts = NULL;

  g_ptr_array_add (entries, ktg_custody_entry_new (KTG_CUSTODY_IMPORTED, DAY - 3, 1));
  g_ptr_array_add (entries, ktg_custody_entry_new (KTG_CUSTODY_VIEWED, DAY - 3, 10));
  g_ptr_array_add (entries, ktg_custody_entry_new (KTG_CUSTODY_COPIED, DAY - 1, 2));
  g_ptr_array_add (entries, ktg_custody_entry_new (KTG_CUSTODY_VIEWED, DAY - 1, 1));
  g_ptr_array_add (entries, ktg_custody_entry_new (KTG_CUSTODY_VIEWED, DAY, 1));
  facts = ktg_custody_words_new (entries);

  g_assert_cmpuint (facts->len, ==, 3);
  assert_fact (facts, 0, "Copied to this device", "26 Nov 2026");
  assert_fact (facts, 1, "Looked at here", "3 days, last on 29 Nov 2026");
  assert_fact (facts, 2, "Copy saved", "28 Nov 2026");
}

/* A clock may say anything. */
static void
test_no_day (void)
{
  g_autoptr (KtgCustodyEntry) before = ktg_custody_entry_new (KTG_CUSTODY_VIEWED, -1, 1);
  g_autoptr (KtgCustodyEntry) never = ktg_custody_entry_new (KTG_CUSTODY_VIEWED, G_MAXINT64, 1);

  g_assert_cmpstr (before->day, ==, "1969-12-31");
  g_assert_cmpstr (never->day, ==, "1970-01-01");
  g_assert_cmpint (ktg_custody_find_day (-1 * G_USEC_PER_SEC, 0), ==, -1);
  g_assert_cmpint (ktg_custody_find_day (0, -3600), ==, -1);
  g_assert_cmpint (ktg_custody_find_day (0, 3600), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/custody-words/a-line-for-each-kind-of-act", test_words);
  g_test_add_func ("/custody-words/a-day-that-is-none-harms-nobody", test_no_day);

  return g_test_run ();
}
