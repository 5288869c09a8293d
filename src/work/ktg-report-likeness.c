/* ktg-report-likeness.c - a new report that begins like one before
 *
 * An officer stands at one place for days, and watches for the same. What was seen there, by whom
 * and when is another every time: persons, times, account and evidence are never taken over, nor
 * what was written in words in its form, since what nobody wrote again nobody can sign.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-likeness.h"

static void
take_text (char **into, const char *from)
{
  if (from == NULL)
    return;

  g_free (*into);
  *into = g_strdup (from);
}

static void
take_texts (GPtrArray *into, const GPtrArray *from)
{
  if (from->len > 0)
    g_ptr_array_set_size (into, 0);

  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (into, g_strdup (g_ptr_array_index (from, i)));
}

static void
take_place (KtgReport *report, const KtgReport *like)
{
  take_text (&report->place_region, like->place_region);
  take_text (&report->region_version, like->region_version);
  take_text (&report->place_class, like->place_class);
  take_text (&report->place_words, like->place_words);
  report->polling_place = like->polling_place;
}

static void
take_answer (KtgValues *into, const KtgFormField *field, const KtgValues *from)
{
  KtgValueKind kind = ktg_values_get_kind (from, field->code);

  if (field->type == KTG_FORM_FIELD_CHOICE && kind == KTG_VALUE_TEXT)
    ktg_values_set_text (into, field->code, ktg_values_get_text (from, field->code));
  if (field->type == KTG_FORM_FIELD_CHOICES && kind == KTG_VALUE_LIST)
    ktg_values_set_list (into, field->code, ktg_values_get_list (from, field->code));
}

/* What was chosen is likely to be chosen again. */
static void
take_answers (KtgReport *report, const KtgReport *like, const KtgPack *pack)
{
  const KtgForm *form = ktg_pack_get_form_of_report (pack, like);

  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->spine == NULL && !field->is_secret)
        take_answer (report->values, field, like->values);
    }
}

/**
 * ktg_report_likeness_take:
 * @report: (inout): a report that is begun
 * @like: one that was filed
 * @pack: what their forms ask
 *
 * Takes over what is likely to be the same: kind and form, place, towards whom, the suspected
 * violations, on whose behalf, and what was chosen in the form. Which rules hold is asked anew.
 */
void
ktg_report_likeness_take (KtgReport *report, const KtgReport *like, const KtgPack *pack)
{
  take_text (&report->kind, like->kind);
  take_text (&report->form_code, like->form_code);
  take_text (&report->on_behalf_of, like->on_behalf_of);
  take_place (report, like);
  take_text (&report->phase, like->phase);
  if (like->ballot_number > 0)
    report->ballot_number = like->ballot_number;
  take_texts (report->violations, like->violations);
  take_answers (report, like, pack);
}

/**
 * ktg_report_likeness_find_last:
 * @summaries: (element-type KtgSummary): what this device has
 *
 * Returns: (nullable): the id of what was filed here last, as long as the list keeps it; %NULL:
 * nothing was
 */
const char *
ktg_report_likeness_find_last (GListModel *summaries)
{
  const char *last = NULL;
  gint64      newest_us = G_MININT64;

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);

      if (fields->state == KTG_STATE_DRAFT || fields->is_withdrawn
          || fields->changed_us <= newest_us)
        continue;

      newest_us = fields->changed_us;
      last = fields->id;
    }

  return last;
}
