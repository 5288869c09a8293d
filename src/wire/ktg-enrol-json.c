/* ktg-enrol-json.c - the messages of an enrolment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrol-json.h"

#include "ktg-envelope-members.h"
#include "ktg-json-reader.h"
#include "ktg-json-writer.h"
#include "ktg-record-json.h"

static const KtgField request_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEnrolRequest, code) },
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgEnrolRequest, device), KTG_NEED_ALWAYS },
  { "node", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgEnrolRequest, is_node) },
  { "box", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgEnrolRequest, box) },
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEnrolRequest, name) },
  { "nonce", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgEnrolRequest, nonce), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgEnrolRequest, ktg_enrol_request, request_fields)

static const KtgField introduction_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = 1 },
  { "root", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgIntroduction, root_key), KTG_NEED_ALWAYS },
  { "key", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgIntroduction, node_key), KTG_NEED_ALWAYS },
  { "now", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgIntroduction, now), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgIntroduction, ktg_introduction, introduction_fields)

/**
 * ktg_enrol_request_parse:
 * @text: what was sealed
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * Returns: (transfer full) (nullable): the request; its code is as the device wrote it
 */
KtgEnrolRequest *
ktg_enrol_request_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text,
                                &ktg_enrol_request_record,
                                &ktg_json_limits_event,
                                TRUE,
                                error);
}

/**
 * ktg_enrol_request_write:
 * @request: what to seal
 *
 * Returns: (transfer full): what ktg_enrol_request_parse() reads
 */
GBytes *
ktg_enrol_request_write (const KtgEnrolRequest *request)
{
  return ktg_record_json_compose (&ktg_enrol_request_record, request, FALSE);
}

/**
 * ktg_enrol_seal_parse:
 * @text: a request's body
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * Returns: (transfer full) (nullable): what is sealed, as base64url
 */
char *
ktg_enrol_seal_parse (GBytes *text, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, TRUE, error);
  g_autofree char *sealed = NULL;

  if (reader == NULL)
    return NULL;

  sealed = ktg_json_reader_dup_text (reader, "sealed", KTG_JSON_FILLED);
  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&sealed) : NULL;
}

/**
 * ktg_enrol_seal_write:
 * @sealed: as base64url
 *
 * Returns: (transfer full): a request's body
 */
GBytes *
ktg_enrol_seal_write (const char *sealed)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "sealed", sealed);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_introduction_parse:
 * @text: the answer to GET /v1/node
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): what it says; nothing of it is proven by being read
 */
KtgIntroduction *
ktg_introduction_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text,
                                &ktg_introduction_record,
                                &ktg_json_limits_event,
                                FALSE,
                                error);
}

/**
 * ktg_introduction_write:
 * @self: who is there
 *
 * Returns: (transfer full): what ktg_introduction_parse() reads
 */
GBytes *
ktg_introduction_write (const KtgIntroduction *self)
{
  return ktg_record_json_compose (&ktg_introduction_record, self, FALSE);
}

/**
 * ktg_shown_chain_parse:
 * @text: the body of an introduction
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * Returns: (transfer full) (nullable) (element-type KtgEnvelope): what it shows, not checked
 */
GPtrArray *
ktg_shown_chain_parse (GBytes *text, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, TRUE, error);
  g_autoptr (GPtrArray) chain = NULL;

  if (reader == NULL)
    return NULL;

  chain = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  ktg_envelopes_read (reader, "chain", chain);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&chain) : NULL;
}

/**
 * ktg_shown_chain_write:
 * @chain: (element-type KtgEnvelope): who somebody is, signed
 *
 * Returns: (transfer full): the body of an introduction
 */
GBytes *
ktg_shown_chain_write (GPtrArray *chain)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_envelopes_write (writer, "chain", chain);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_account_json_parse:
 * @text: the answer to an enrolment, or what ktg_account_json_write() wrote
 * @error: %KTG_WIRE_ERROR
 *
 * An answer from the network must not choose where its device goes next: the caller sets url and ca
 * itself.
 *
 * Returns: (transfer full) (nullable): the account
 */
KtgAccount *
ktg_account_json_parse (GBytes *text, GError **error)
{
  KtgAccount *account
      = ktg_record_json_parse (text, &ktg_account_record, &ktg_json_limits_event, FALSE, error);

  if (account != NULL && account->region == NULL)
    account->region = g_strdup (""); /* the whole country */

  return account;
}

/**
 * ktg_account_json_write:
 * @account: with url and ca for a device's own disk, without them for an answer
 *
 * Returns: (transfer full): what ktg_account_json_parse() reads
 */
GBytes *
ktg_account_json_write (const KtgAccount *account)
{
  return ktg_record_json_compose (&ktg_account_record, account, FALSE);
}
