/* ktg-form-check.c - whether a report that somebody wrote fits the form it names
 *
 * Only what a person hands in is asked this: what was filed once is kept as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-check.h"

#include "ktg-wire-error-private.h"

static gboolean
refuse (KtgWireError code, const char *field, const char *reason, GError **error)
{
  g_autoptr (GString) path = g_string_new ("fields.");

  ktg_wire_fault_append_key (path, field);
  g_propagate_error (error, ktg_wire_fault_new (code, path->str, reason));
  return FALSE;
}

static gboolean
has_choice (const GPtrArray *choices, const char *code)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((const KtgChoice *)g_ptr_array_index (choices, i))->code, code))
      return TRUE;

  return FALSE;
}

static gboolean
refuse_choice (const KtgFormField *field, const GPtrArray *choices, GError **error)
{
  g_autoptr (GString) reason = g_string_new ("must be one of:");

  for (guint i = 0; i < choices->len; i++)
    g_string_append_printf (reason,
                            "%s %s",
                            i > 0 ? "," : "",
                            ((const KtgChoice *)g_ptr_array_index (choices, i))->code);

  return refuse (KTG_WIRE_ERROR_BAD_VALUE, field->code, reason->str, error);
}

static gboolean
check_choices (const KtgPack      *pack,
               const KtgFormField *field,
               const KtgReport    *report,
               GError            **error)
{
  const KtgValues *values = report->values;
  g_autofree char *day = ktg_pack_dup_day_of_report (pack, report);
  g_autoptr (GPtrArray) choices = ktg_pack_get_field_choices (pack, field, day);
  const GPtrArray *codes = ktg_values_get_list (values, field->code);
  const char      *code = ktg_values_get_text (values, field->code);

  if (code != NULL && !has_choice (choices, code))
    return refuse_choice (field, choices, error);

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    if (!has_choice (choices, g_ptr_array_index (codes, i)))
      return refuse_choice (field, choices, error);

  return TRUE;
}

static gboolean
check_value (const KtgPack   *pack,
             const KtgForm   *form,
             const KtgReport *report,
             const char      *code,
             GError         **error)
{
  const KtgFormField *field = ktg_form_get_field (form, code);
  g_autofree char    *place = NULL;
  const char         *fault;

  if (field == NULL)
    return refuse (KTG_WIRE_ERROR_UNKNOWN_KEY, code, "the form has no such field", error);

  if (field->spine != NULL)
    {
      place = g_strdup_printf ("stands in %s of the report", field->spine);
      return refuse (KTG_WIRE_ERROR_BAD_VALUE, code, place, error);
    }

  fault = ktg_form_field_find_fault (field, report->values);
  if (fault != NULL)
    return refuse (KTG_WIRE_ERROR_BAD_VALUE, code, fault, error);

  return (field->type != KTG_FORM_FIELD_CHOICE && field->type != KTG_FORM_FIELD_CHOICES)
         || check_choices (pack, field, report, error);
}

static gboolean
refuse_form (const char *reason, GError **error)
{
  g_propagate_error (error, ktg_wire_fault_new (KTG_WIRE_ERROR_BAD_VALUE, "form.code", reason));
  return FALSE;
}

/**
 * ktg_form_check_settle:
 * @pack: all packs
 * @report: what somebody wrote
 * @error: %KTG_WIRE_ERROR, which names the field
 *
 * Where @report has fields and names no form, it is given the one of its kind and day; where it
 * names no edition, the newest. A report with neither form nor fields stays as it is.
 *
 * Returns: %TRUE if it fits its form
 */
gboolean
ktg_form_check_settle (const KtgPack *pack, KtgReport *report, GError **error)
{
  const KtgForm *form = ktg_pack_get_form_of_report (pack, report);

  if (report->form_code == NULL && ktg_values_get_n (report->values) == 0)
    return TRUE;
  if (form == NULL)
    return refuse_form (report->form_code != NULL ? "no pack has this form"
                                                  : "the fields are of a form that is not named",
                        error);
  if (form->issued_from != NULL)
    return refuse_form ("this form is issued from a report, and not filled", error);
  if (!ktg_form_is_for (form, report->kind, NULL))
    return refuse_form ("this form is not for this kind of report", error);

  for (guint i = 0; i < ktg_values_get_n (report->values); i++)
    if (!check_value (pack, form, report, ktg_values_get_code (report->values, i), error))
      return FALSE;

  g_free (report->form_code);
  report->form_code = g_strdup (form->code);
  if (report->form_version == NULL)
    report->form_version = g_strdup (form->version);

  return TRUE;
}
