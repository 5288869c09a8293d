/* ktg-sample-case.c - an invented situation, what may be thought of it, and which of that is right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sample-case.h"

static const KtgField sample_case_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSampleCase, code), KTG_NEED_FILLED },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgSampleCase, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgSampleCase, period.until) },
  { "situation",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgSampleCase, situation),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "answers",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgSampleCase, answers),
    .record = &ktg_choice_record },
  { "right", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSampleCase, right), KTG_NEED_FILLED },
  { "why",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgSampleCase, why),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "see", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgSampleCase, see) },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSampleCase, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSampleCase, confidence), KTG_NEED_FILLED },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgSampleCase, source) },
};

KTG_DEFINE_RECORD (KtgSampleCase, ktg_sample_case, sample_case_fields)

static guint
count_right (const KtgSampleCase *sample)
{
  guint n = 0;

  for (guint i = 0; i < sample->answers->len; i++)
    n += g_str_equal (((const KtgChoice *)g_ptr_array_index (sample->answers, i))->code,
                      sample->right);

  return n;
}

/**
 * ktg_sample_case_find_fault:
 * @sample: a case, each member of it in its form
 *
 * Returns: (transfer full) (nullable): English, why nobody could answer it; %NULL if one can
 */
char *
ktg_sample_case_find_fault (const KtgSampleCase *sample)
{
  if (sample->answers->len < 2 || sample->answers->len > KTG_SAMPLE_CASE_MOST_ANSWERS)
    return g_strdup_printf ("%s: a case has 2 to %d answers",
                            sample->code,
                            KTG_SAMPLE_CASE_MOST_ANSWERS);
  if (count_right (sample) != 1)
    return g_strdup_printf ("%s: exactly one of its answers is right", sample->code);

  return NULL;
}
