/* ktg-office-json.c - what an office's device asks its server about those below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-json.h"

#include "ktg-record-json.h"

static const KtgField admit_fields[] = {
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAdmitRequest, name), KTG_NEED_FILLED },
  { "role", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAdmitRequest, role), KTG_NEED_FILLED },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAdmitRequest, region), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgAdmitRequest, ktg_admit_request, admit_fields)

static const KtgField subject_fields[] = {
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgOfficeSubject, device) },
  { "code", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgOfficeSubject, code) },
};

KTG_DEFINE_RECORD (KtgOfficeSubject, ktg_office_subject, subject_fields)

static const KtgField page_fields[] = {
  { "devices",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgOfficePage, devices),
    .record = &ktg_device_line_record },
  { "codes",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgOfficePage, codes),
    .record = &ktg_code_line_record },
  { "next", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgOfficePage, next) },
};

KTG_DEFINE_RECORD (KtgOfficePage, ktg_office_page, page_fields)

/**
 * ktg_admit_request_parse:
 * @text: a request's body
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * Returns: (transfer full) (nullable): for whom a code is wished
 */
KtgAdmitRequest *
ktg_admit_request_parse (GBytes *text, GError **error)
{
  KtgAdmitRequest *request = ktg_record_json_parse (text,
                                                    &ktg_admit_request_record,
                                                    &ktg_json_limits_event,
                                                    TRUE,
                                                    error);

  if (request != NULL && request->region == NULL)
    request->region = g_strdup (""); /* the whole country */

  return request;
}

/**
 * ktg_admit_request_write:
 * @request: a wish
 *
 * Returns: (transfer full): what ktg_admit_request_parse() reads
 */
GBytes *
ktg_admit_request_write (const KtgAdmitRequest *request)
{
  return ktg_record_json_compose (&ktg_admit_request_record, request, FALSE);
}

/**
 * ktg_office_subject_parse:
 * @text: a request's body
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * Returns: (transfer full) (nullable): what is meant
 */
KtgOfficeSubject *
ktg_office_subject_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text,
                                &ktg_office_subject_record,
                                &ktg_json_limits_event,
                                TRUE,
                                error);
}

/**
 * ktg_office_subject_write:
 * @subject: what is meant
 *
 * Returns: (transfer full): what ktg_office_subject_parse() reads
 */
GBytes *
ktg_office_subject_write (const KtgOfficeSubject *subject)
{
  return ktg_record_json_compose (&ktg_office_subject_record, subject, FALSE);
}

/**
 * ktg_office_page_new:
 *
 * Returns: (transfer full): a page with nothing on it
 */
KtgOfficePage *
ktg_office_page_new (void)
{
  return ktg_record_new (&ktg_office_page_record);
}

/**
 * ktg_office_page_parse:
 * @text: an answer
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): what it lists
 */
KtgOfficePage *
ktg_office_page_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text,
                                &ktg_office_page_record,
                                &ktg_json_limits_exchange,
                                FALSE,
                                error);
}

/**
 * ktg_office_page_write:
 * @page: what is listed
 * @is_for_people: whether it is printed
 *
 * Returns: (transfer full): what ktg_office_page_parse() reads
 */
GBytes *
ktg_office_page_write (const KtgOfficePage *page, gboolean is_for_people)
{
  return ktg_record_json_compose (&ktg_office_page_record, page, is_for_people);
}

/**
 * ktg_office_code_parse:
 * @text: the answer to a wish
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): the code, which is said this once
 */
KtgCodeLine *
ktg_office_code_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text, &ktg_code_line_record, &ktg_json_limits_event, FALSE, error);
}
