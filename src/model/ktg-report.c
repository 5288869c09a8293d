/* ktg-report.c - what an officer reports, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report.h"

#include "ktg-text-fields.h"

static const gsize report_texts[] = {
  G_STRUCT_OFFSET (KtgReport, kind),
  G_STRUCT_OFFSET (KtgReport, place_region),
  G_STRUCT_OFFSET (KtgReport, region_version),
  G_STRUCT_OFFSET (KtgReport, place_class),
  G_STRUCT_OFFSET (KtgReport, place_words),
  G_STRUCT_OFFSET (KtgReport, happened),
  G_STRUCT_OFFSET (KtgReport, known),
  G_STRUCT_OFFSET (KtgReport, filed),
  G_STRUCT_OFFSET (KtgReport, phase),
  G_STRUCT_OFFSET (KtgReport, openness),
  G_STRUCT_OFFSET (KtgReport, account),
  G_STRUCT_OFFSET (KtgReport, rules_version),
  G_STRUCT_OFFSET (KtgReport, form_code),
  G_STRUCT_OFFSET (KtgReport, form_version),
  KTG_TEXT_FIELDS_END,
};

typedef gboolean (*Equal) (gconstpointer a, gconstpointer b);
typedef gpointer (*Copy) (gconstpointer element);

static gboolean
arrays_equal (const GPtrArray *a, const GPtrArray *b, Equal equal)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!equal (a->pdata[i], b->pdata[i]))
      return FALSE;

  return TRUE;
}

static GPtrArray *
copy_array (const GPtrArray *from, Copy copy, GDestroyNotify free_element)
{
  GPtrArray *to = g_ptr_array_new_full (from->len, free_element);

  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, copy (from->pdata[i]));

  return to;
}

/**
 * ktg_report_new:
 *
 * A report that says nothing yet. Whoever makes it fills it, then hands it on unchanged.
 *
 * Returns: (transfer full): a report with empty arrays
 */
KtgReport *
ktg_report_new (void)
{
  KtgReport *report = g_new0 (KtgReport, 1);

  report->violations = g_ptr_array_new_with_free_func (g_free);
  report->tags = g_ptr_array_new_with_free_func (g_free);
  report->persons = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_person_free);
  report->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  report->values = ktg_values_new ();
  return report;
}

/**
 * ktg_report_copy:
 * @report: (nullable): a report
 *
 * Returns: (transfer full) (nullable): a report that says the same
 */
KtgReport *
ktg_report_copy (const KtgReport *report)
{
  KtgReport *copy = NULL;

  if (report == NULL)
    return NULL;

  copy = g_memdup2 (report, sizeof *report);
  ktg_text_fields_copy (report_texts, copy, report);
  copy->violations = copy_array (report->violations, (Copy)g_strdup, g_free);
  copy->tags = copy_array (report->tags, (Copy)g_strdup, g_free);
  copy->persons
      = copy_array (report->persons, (Copy)ktg_person_copy, (GDestroyNotify)ktg_person_free);
  copy->evidence
      = copy_array (report->evidence, (Copy)ktg_evidence_copy, (GDestroyNotify)ktg_evidence_free);
  copy->values = ktg_values_copy (report->values);
  return copy;
}

/**
 * ktg_report_free:
 * @report: (nullable): a report
 *
 * Frees it and all that it says.
 */
void
ktg_report_free (KtgReport *report)
{
  if (report == NULL)
    return;

  ktg_text_fields_clear (report_texts, report);
  g_ptr_array_unref (report->violations);
  g_ptr_array_unref (report->tags);
  g_ptr_array_unref (report->persons);
  g_ptr_array_unref (report->evidence);
  ktg_values_free (report->values);
  g_free (report);
}

/**
 * ktg_report_equal:
 * @a: a report
 * @b: another
 *
 * Returns: %TRUE if they say the same
 */
gboolean
ktg_report_equal (const KtgReport *a, const KtgReport *b)
{
  return a->ballot_number == b->ballot_number && ktg_text_fields_equal (report_texts, a, b)
         && arrays_equal (a->violations, b->violations, g_str_equal)
         && arrays_equal (a->tags, b->tags, g_str_equal)
         && arrays_equal (a->persons, b->persons, (Equal)ktg_person_equal)
         && arrays_equal (a->evidence, b->evidence, (Equal)ktg_evidence_equal)
         && ktg_values_equal (a->values, b->values);
}

/**
 * ktg_report_get_person:
 *
 * Returns: (transfer none) (nullable): the first person of @role
 */
const KtgPerson *
ktg_report_get_person (const KtgReport *report, KtgPersonRole role)
{
  for (guint i = 0; i < report->persons->len; i++)
    {
      const KtgPerson *person = report->persons->pdata[i];

      if (person->role == role)
        return person;
    }

  return NULL;
}
