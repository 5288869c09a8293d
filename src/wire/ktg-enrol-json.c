/* ktg-enrol-json.c - the messages of an enrolment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrol-json.h"

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"
#include "ktg-wire-forms.h"

static KtgAccount *
read_account (KtgJsonReader *reader)
{
  KtgAccount *account = ktg_account_new ();

  account->device = ktg_wire_read_key (reader, "device");
  account->officer = ktg_json_reader_dup_text (reader, "officer", KTG_JSON_OPTIONAL);
  account->role = ktg_json_reader_dup_text (reader, "role", KTG_JSON_FILLED);
  account->region = ktg_json_reader_dup_text (reader, "region", KTG_JSON_REQUIRED);
  account->server_key = ktg_wire_read_key (reader, "server_key");
  account->url = ktg_json_reader_dup_text (reader, "url", KTG_JSON_OPTIONAL);
  account->ca = ktg_json_reader_dup_text (reader, "ca", KTG_JSON_OPTIONAL);

  if (account->region == NULL)
    account->region = g_strdup (""); /* the whole country */

  return account;
}

void
ktg_enrol_request_free (KtgEnrolRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->code);
  g_free (request->device);
  g_free (request->name);
  g_free (request->nonce);
  g_free (request);
}

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
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, TRUE, error);
  g_autoptr (KtgEnrolRequest) request = NULL;

  if (reader == NULL)
    return NULL;

  request = g_new0 (KtgEnrolRequest, 1);
  request->code = ktg_json_reader_dup_text (reader, "code", KTG_JSON_FILLED);
  request->device = ktg_wire_read_key (reader, "device");
  request->name = ktg_json_reader_dup_text (reader, "name", KTG_JSON_OPTIONAL);
  request->nonce = ktg_json_reader_dup_text (reader, "nonce", KTG_JSON_FILLED);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&request) : NULL;
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
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "code", request->code);
  ktg_json_writer_put_text (writer, "device", request->device);
  ktg_json_writer_put_text (writer, "name", request->name);
  ktg_json_writer_put_text (writer, "nonce", request->nonce);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
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

/* --- who is there --- */

void
ktg_introduction_free (KtgIntroduction *self)
{
  if (self == NULL)
    return;

  g_free (self->root_key);
  g_free (self->node_key);
  g_free (self->now);
  g_free (self);
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
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, FALSE, error);
  g_autoptr (KtgIntroduction) self = NULL;

  if (reader == NULL)
    return NULL;

  self = g_new0 (KtgIntroduction, 1);
  ktg_json_reader_get_number (reader, "v", KTG_JSON_REQUIRED, 1, 1);
  self->root_key = ktg_wire_read_key (reader, "root");
  self->node_key = ktg_wire_read_key (reader, "key");
  self->now = ktg_json_reader_dup_text (reader, "now", KTG_JSON_FILLED);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
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
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_number (writer, "v", 1);
  ktg_json_writer_put_text (writer, "root", self->root_key);
  ktg_json_writer_put_text (writer, "key", self->node_key);
  ktg_json_writer_put_text (writer, "now", self->now);
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
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, FALSE, error);
  g_autoptr (KtgAccount) account = NULL;

  if (reader == NULL)
    return NULL;

  account = read_account (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&account) : NULL;
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
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "device", account->device);
  ktg_json_writer_put_needed_text (writer, "officer", account->officer);
  ktg_json_writer_put_text (writer, "role", account->role);
  ktg_json_writer_put_needed_text (writer, "region", account->region);
  ktg_json_writer_put_text (writer, "server_key", account->server_key);
  ktg_json_writer_put_text (writer, "url", account->url);
  ktg_json_writer_put_text (writer, "ca", account->ca);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
