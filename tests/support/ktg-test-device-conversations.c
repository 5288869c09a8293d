/* ktg-test-device-conversations.c - a device without a store enrols, exchanges and reads answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-device.h"

#include <ktg-base64url.h>
#include <ktg-enrol-json.h>
#include <ktg-problem-json.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sealed-box.h>
#include <ktg-signed-envelope.h>

#include <string.h>

/* Who is there; from then on its answers must be proven. */
static KtgTestReply *
meet (KtgTestDevice *self)
{
  g_autofree char *nonce = ktg_random_dup_text (16);
  g_autofree char *head
      = g_strdup_printf ("GET /v1/node?nonce=%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", nonce);
  KtgTestReply *reply = ktg_test_device_ask_as_is (self, "GET", head);
  g_autoptr (KtgIntroduction) introduction
      = reply->status == 200 ? ktg_introduction_parse (reply->content, NULL) : NULL;

  if (introduction != NULL)
    self->server_key = g_strdup (introduction->node_key);

  return reply;
}

static GBytes *
seal (KtgTestDevice *self, const char *code)
{
  KtgEnrolRequest message = {
    .code = (char *)code,
    .device = (char *)ktg_signing_key_get_public (self->key),
    .is_node = self->is_node,
    .name = (char *)"Laptop",
    .nonce = (char *)"bm9uY2Utb2YtYS10ZXN0",
  };
  g_autoptr (GBytes) content = ktg_enrol_request_write (&message);
  g_autoptr (GBytes) box = ktg_sealed_box_new (content, self->server_key);
  g_autofree char *sealed
      = ktg_base64url_encode (g_bytes_get_data (box, NULL), g_bytes_get_size (box));

  return ktg_enrol_seal_write (sealed);
}

KtgTestReply *
ktg_test_device_enrol (KtgTestDevice *self, const char *code)
{
  g_autoptr (KtgTestReply) met = self->server_key == NULL ? meet (self) : NULL;
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { 0 };

  if (self->server_key == NULL)
    return g_steal_pointer (&met);

  body = seal (self, code);
  request.body = body;
  return ktg_test_device_ask (self, "POST", "/v1/enrol", &request);
}

KtgTestReply *
ktg_test_device_introduce (KtgTestDevice *self, KtgEnvelope *const *links, guint n_links)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { NULL };

  for (guint i = 0; i < n_links; i++)
    g_ptr_array_add (chain, links[i]);
  request.body = body = ktg_shown_chain_write (chain);
  return ktg_test_device_ask (self, "POST", "/v1/introduce", &request);
}

KtgTestReply *
ktg_test_device_exchange_raw (KtgTestDevice *self, GPtrArray *events, const char *at)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { 0 };

  if (at != NULL)
    g_ptr_array_add (message->at, g_strdup (at));
  for (guint i = 0; events != NULL && i < events->len; i++)
    g_ptr_array_add (message->events, ktg_envelope_ref (g_ptr_array_index (events, i)));
  body = ktg_exchange_request_write (message);
  request.body = body;

  return ktg_test_device_ask (self, "POST", "/v1/exchange", &request);
}

/* To what was brought; @life: (nullable): the one that the question was for. */
static KtgExchangeAnswer *
read_answer (KtgTestDevice *self, KtgTestReply *reply, const char *life, const GPtrArray *events)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  KtgExchangeAnswer *answer;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  answer = ktg_exchange_answer_parse (reply->content, life, &error);
  g_assert_no_error (error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    g_ptr_array_add (ids, ((KtgEnvelope *)g_ptr_array_index (events, i))->id);
  g_assert_true (ktg_exchange_answer_rebuild_receipt (answer,
                                                      ids,
                                                      self->server_key,
                                                      ktg_signing_key_get_public (self->key)));
  return answer;
}

KtgExchangeAnswer *
ktg_test_device_exchange (KtgTestDevice *self, GPtrArray *events, const char *at)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (self, events, at);

  return read_answer (self, reply, NULL, events);
}

/* An exchange word for word. */
KtgExchangeAnswer *
ktg_test_device_say (KtgTestDevice *self, const KtgExchangeRequest *message)
{
  g_autoptr (GBytes) body = ktg_exchange_request_write (message);
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (self, "POST", "/v1/exchange", &request);

  return read_answer (self, reply, message->life, message->events);
}

KtgExchangeAnswer *
ktg_test_device_send (KtgTestDevice *self, KtgEnvelope *envelope)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, envelope);
  return ktg_test_device_exchange (self, events, NULL);
}

KtgExchangeAnswer *
ktg_test_device_carry (KtgTestDevice *self, KtgEnvelope *first, ...)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  va_list list;

  va_start (list, first);
  for (KtgEnvelope *next = first; next != NULL; next = va_arg (list, KtgEnvelope *))
    g_ptr_array_add (message->carry, ktg_envelope_ref (next));
  va_end (list);

  return ktg_test_device_say (self, message);
}

KtgReceipt *
ktg_test_device_find_receipt (const KtgTestDevice *self, const GPtrArray *receipts)
{
  KtgReceipt *found = NULL;

  for (guint i = 0; i < receipts->len; i++)
    {
      const KtgEnvelope *envelope = g_ptr_array_index (receipts, i);
      g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);

      g_assert_true (ktg_envelope_is_signed_by (envelope, self->server_key));
      g_assert_cmpstr (receipt->node, ==, self->server_key);
      if (g_str_equal (receipt->device, ktg_test_device_get_key (self)))
        {
          g_assert_null (found);
          found = g_steal_pointer (&receipt);
        }
    }

  return found;
}

guint64
ktg_test_receipt_get_index (const KtgReceipt *receipt, const char *event_id)
{
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *event = g_ptr_array_index (receipt->events, i);

      if (g_str_equal (event->event_id, event_id))
        return event->index;
    }

  g_assert_not_reached ();
}

const char *
ktg_test_answer_get_refusal (const KtgExchangeAnswer *answer, const KtgEnvelope *event)
{
  for (guint i = 0; i < answer->refused->len; i++)
    {
      const KtgRefusal *refusal = g_ptr_array_index (answer->refused, i);

      if (g_str_equal (refusal->id, event->id))
        return refusal->type + strlen (KTG_PROBLEM_PREFIX);
    }

  return NULL;
}
