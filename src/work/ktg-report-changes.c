/* ktg-report-changes.c - what differs between two versions of a report
 *
 * Both are said in the words of a report's page, and what is said otherwise is a change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-changes.h"

#include "ktg-facts.h"

#include <glib/gi18n.h>

static void
change_free (KtgReportChange *change)
{
  g_free (change->label);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
add_change (GPtrArray *changes, const char *label, const char *before, const char *after)
{
  KtgReportChange *change = NULL;

  if (g_strcmp0 (before, after) == 0)
    return;

  change = g_new0 (KtgReportChange, 1);
  change->label = g_strdup (label);
  change->before = g_strdup (before != NULL ? before : "");
  change->after = g_strdup (after != NULL ? after : "");
  g_ptr_array_add (changes, change);
}

/* The one of that name which has as many of it before it; NULL if there is none. */
static const KtgFact *
find_fact (const GPtrArray *facts, const char *name, guint n_before)
{
  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      if (g_strcmp0 (fact->name, name) == 0 && n_before-- == 0)
        return fact;
    }

  return NULL;
}

static guint
count_before (const GPtrArray *facts, guint end)
{
  const KtgFact *fact = g_ptr_array_index (facts, end);
  guint          n = 0;

  for (guint i = 0; i < end; i++)
    n += g_strcmp0 (((const KtgFact *)g_ptr_array_index (facts, i))->name, fact->name) == 0;

  return n;
}

/* What the law says of a fact follows from it, and is no change of its own. */
static void
compare_facts (GPtrArray *changes, const GPtrArray *before, const GPtrArray *after)
{
  for (guint i = 0; i < before->len; i++)
    {
      const KtgFact *was = g_ptr_array_index (before, i);
      const KtgFact *is = find_fact (after, was->name, count_before (before, i));

      add_change (changes, was->name, was->value, is != NULL ? is->value : NULL);
      if (is != NULL && g_strcmp0 (was->value, is->value) == 0)
        add_change (changes, was->name, was->detail, is->detail);
    }

  for (guint i = 0; i < after->len; i++)
    {
      const KtgFact *is = g_ptr_array_index (after, i);

      if (find_fact (before, is->name, count_before (after, i)) == NULL)
        add_change (changes, is->name, NULL, is->value);
    }
}

static char *
dup_evidence (const KtgEvidence *evidence, const KtgFormReader *reader)
{
  return evidence != NULL ? ktg_facts_dup_evidence (evidence, reader->pack, reader->language)
                          : NULL;
}

/* @is_after: whether @these are the later ones; what stands in both is compared once. */
static void
compare_evidence (GPtrArray           *changes,
                  const KtgReport     *these,
                  const KtgReport     *others,
                  gboolean             is_after,
                  const KtgFormReader *reader)
{
  for (guint i = 0; i < these->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (these->evidence, i);
      const KtgEvidence *other = ktg_report_find_evidence (others, evidence->sha256);
      g_autofree char   *words = dup_evidence (evidence, reader);
      g_autofree char   *other_words = dup_evidence (other, reader);

      if (is_after && other == NULL)
        add_change (changes, _ ("Evidence"), NULL, words);
      else if (!is_after)
        add_change (changes, _ ("Evidence"), words, other_words);
    }
}

/**
 * ktg_report_changes_new:
 * @before: an earlier version
 * @after: a later one
 * @reader: who reads it
 *
 * Returns: (transfer full) (element-type KtgReportChange): what differs, by field, in the order of
 * the report; empty if the words of both are the same
 */
GPtrArray *
ktg_report_changes_new (const KtgReport     *before,
                        const KtgReport     *after,
                        const KtgFormReader *reader)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)change_free);
  g_autoptr (GPtrArray) was
      = ktg_facts_new (before, reader->pack, reader->regions, reader->language);
  g_autoptr (GPtrArray) is = ktg_facts_new (after, reader->pack, reader->regions, reader->language);

  compare_facts (changes, was, is);
  compare_evidence (changes, before, after, FALSE, reader);
  compare_evidence (changes, after, before, TRUE, reader);
  return changes;
}

/**
 * ktg_report_changes_dup_names:
 * @before: an earlier version
 * @after: a later one
 * @reader: who reads it
 *
 * Returns: the names of what differs, each once, in the order of the report
 */
char *
ktg_report_changes_dup_names (const KtgReport     *before,
                              const KtgReport     *after,
                              const KtgFormReader *reader)
{
  g_autoptr (GPtrArray) changes = ktg_report_changes_new (before, after, reader);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      char *name = ((KtgReportChange *)g_ptr_array_index (changes, i))->label;

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, name);
    }

  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}
