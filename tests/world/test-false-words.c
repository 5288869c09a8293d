/* test-false-words.c - what a stolen relay, a stolen office and a lying centre without the root say
 * as servers, and what the store of an officer's device believes
 *
 * The officer is enrolled at a relay, which took his report and said so. Then somebody says more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-theft-scene.h"

#include <calling-device.h>
#include <ktg-bookmark-json.h>
#include <ktg-exchange-json.h>
#include <ktg-node-life-json.h>
#include <ktg-receipt-json.h>
#include <ktg-rejection-json.h>
#include <ktg-signed-envelope.h>
#include <ktg-sync-error.h>
#include <ktg-test-news.h>
#include <ktg-transport.h>

#define FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"
#define UNTRUSTED "nothing of the answer"

static KtgTheftScene *scene;
static const char    *life = FIRST_LIFE; /* of the officer's server */

typedef struct
{
  const char *name;
  KtgTheftWho signer, node; /* who it says it is */
  void (*put) (KtgNews *news, KtgTheftWho signer, KtgTheftWho node);
  const char *belief; /* of the officer's store */
} FalseWord;

/* For the report of this scene. */
static KtgEnvelope *
sign_receipt (KtgTheftWho signer, KtgTheftWho node, const char *holder)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();

  receipt->node = g_strdup (ktg_theft_scene_get_public (scene, node));
  receipt->device = g_strdup (ktg_store_get_device (scene->officer->store));
  receipt->holder = g_strdup (holder);
  receipt->life = g_strdup (life);
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  ktg_receipt_add_event (receipt, scene->filing->id, scene->n_begun);
  return ktg_store_device_sign_receipt (scene->keys[signer], receipt);
}

static void
put_receipt (KtgNews *news, KtgTheftWho signer, KtgTheftWho node)
{
  g_ptr_array_add (news->receipts, sign_receipt (signer, node, "centre"));
}

static void
put_letter (KtgNews *news, KtgTheftWho signer, KtgTheftWho node)
{
  g_ptr_array_add (news->mail, sign_receipt (signer, node, "centre"));
  news->mail_at = 1;
}

static void
put_refusal (KtgNews *news, KtgTheftWho signer, KtgTheftWho node)
{
  g_autoptr (KtgRejection) rejection = ktg_rejection_new ();
  g_autoptr (GBytes) bytes = NULL;

  rejection->node = g_strdup (ktg_theft_scene_get_public (scene, node));
  rejection->device = g_strdup (ktg_store_get_device (scene->officer->store));
  rejection->life = g_strdup (life);
  rejection->at = g_strdup ("2024-11-12T13:40:02.113Z");
  g_ptr_array_add (rejection->events,
                   ktg_refusal_new (scene->filing->id, "urn:kentongan:problem:fork", NULL));
  bytes = ktg_rejection_json_write (rejection);
  g_ptr_array_add (news->mail, ktg_signed_envelope_new (bytes, scene->keys[signer]));
  news->mail_at = 1;
}

static void
put_book_head (KtgNews *news, KtgTheftWho signer, KtgTheftWho node)
{
  g_autoptr (KtgBookmark) head = ktg_bookmark_new ();
  g_autoptr (GBytes) bytes = NULL;

  head->node = g_strdup (ktg_theft_scene_get_public (scene, node));
  head->seq = 1;
  head->id = g_strnfill (64, 'a');
  head->at = g_strdup ("2024-11-02T01:20:00.113Z");
  bytes = ktg_bookmark_json_write (head);
  news->book = ktg_signed_envelope_new (bytes, scene->keys[signer]);
}

/* Nothing stands of what any life said. */
static void
put_life (KtgNews *news, KtgTheftWho signer, KtgTheftWho node)
{
  g_autoptr (KtgNodeLife) said = ktg_node_life_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_free (news->life);
  news->life = g_strdup (SECOND_LIFE);
  said->server = g_strdup (ktg_theft_scene_get_public (scene, node));
  said->life = g_strdup (news->life);
  said->at = g_strdup ("2024-11-02T01:20:00.113Z");
  bytes = ktg_node_life_json_write (said);
  news->stands = ktg_signed_envelope_new (bytes, scene->keys[signer]);
}

/* A list from which one was taken out: its marks do not fit. */
static void
put_list (KtgNews *news, KtgTheftWho signer, KtgTheftWho node)
{
  static const KtgTheftLink link = { CENTRE, ADMITS, NEW, "officer", "34.71.04", 0 };
  g_autoptr (KtgEnvelope) told = ktg_theft_scene_link (scene, &link);
  KtgScopeNews *list;

  ktg_test_news_add (news, 0, told);
  list = g_ptr_array_index (news->scopes, 0);
  g_ptr_array_set_size (list->events, 0);
}

static const FalseWord words[] = {
  { "relay/says-that-it-is-the-centre", HOME, HOME, put_receipt, UNTRUSTED },
  { "relay/speaks-for-another", RELAY, RELAY, put_receipt, UNTRUSTED },
  { "relay/writes-a-letter-as-the-centre", HOME, HOME, put_letter, "complete, relay" },
  { "relay/writes-a-letter-in-the-centres-name", HOME, CENTRE, put_letter, "complete, relay" },
  { "relay/refuses-as-the-centre", HOME, HOME, put_refusal, "complete, relay" },
  { "relay/refuses-in-the-centres-name", HOME, CENTRE, put_refusal, "complete, relay" },
  { "relay/says-how-far-the-centres-book-goes", HOME, CENTRE, put_book_head, UNTRUSTED },
  { "relay/says-how-far-its-own-book-goes", HOME, HOME, put_book_head, UNTRUSTED },
  { "relay/leaves-one-out-of-a-list", HOME, HOME, put_list, UNTRUSTED },
  { "relay/says-that-nothing-stands", HOME, HOME, put_life, "queued" },
  { "office/says-how-far-the-book-goes", OFFICE, HOME, put_book_head, UNTRUSTED },
  { "office/says-how-far-its-own-book-goes", OFFICE, OFFICE, put_book_head, UNTRUSTED },
  { "office/writes-a-letter", OFFICE, OFFICE, put_letter, "complete, relay" },
  { "liar/says-that-it-holds", LIAR, LIAR, put_receipt, UNTRUSTED },
  { "liar/says-that-the-server-holds", LIAR, HOME, put_receipt, UNTRUSTED },
  { "liar/writes-a-letter", LIAR, LIAR, put_letter, "complete, relay" },
  { "liar/writes-a-letter-in-the-centres-name", LIAR, CENTRE, put_letter, "complete, relay" },
  { "liar/refuses-in-a-letter", LIAR, LIAR, put_refusal, "complete, relay" },
  { "liar/refuses-in-the-centres-name", LIAR, CENTRE, put_refusal, "complete, relay" },
  { "liar/says-how-far-the-book-goes", LIAR, HOME, put_book_head, UNTRUSTED },
  { "liar/says-how-far-its-own-book-goes", LIAR, LIAR, put_book_head, UNTRUSTED },
  { "liar/says-that-nothing-stands", LIAR, HOME, put_life, UNTRUSTED },
  { "liar/says-that-nothing-stands-with-it", LIAR, LIAR, put_life, UNTRUSTED },
  { "centre/its-own-letter", CENTRE, CENTRE, put_letter, "complete, centre" },
  { "centre/its-own-refusal", CENTRE, CENTRE, put_refusal, "parked" },
};

static KtgNews *
new_answer (void)
{
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup (life);
  return news;
}

static char *
dup_holding (void)
{
  const KtgSummaryFields *summary = ktg_store_device_get_summary (scene->officer, scene->report_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (scene->officer, scene->report_id, &error);

  g_assert_no_error (error);
  return g_strdup_printf ("%s%s%s",
                          summary->state == KTG_STATE_QUEUED     ? "queued"
                          : summary->state == KTG_STATE_PARKED   ? "parked"
                          : summary->state == KTG_STATE_COMPLETE ? "complete"
                                                                 : "something else",
                          held->holder != NULL ? ", " : "",
                          held->holder != NULL ? held->holder : "");
}

/* The officer's server took the report, and says so. */
static void
deliver (void)
{
  KtgNews         *news = new_answer ();
  g_autofree char *holding = NULL;

  g_ptr_array_add (news->receipts, sign_receipt (HOME, HOME, "relay"));
  ktg_store_device_take (scene->officer, news);
  holding = dup_holding ();
  g_assert_cmpstr (holding, ==, "complete, relay");
}

/* A store has no alarm and no head of a book from anybody but the one who may. */
static void
test_word (gconstpointer data)
{
  const FalseWord *word = data;
  KtgNews         *news = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char      *holding = NULL;
  const KtgServerNotes *notes;

  ktg_theft_scene_begin (scene);
  deliver ();
  news = new_answer ();
  word->put (news, word->signer, word->node);
  if (ktg_store_device_apply (scene->officer, news, &error))
    holding = dup_holding ();
  else
    g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);

  notes = ktg_store_get_server_notes (scene->officer->store);
  g_assert_cmpstr (holding != NULL ? holding : UNTRUSTED, ==, word->belief);
  g_assert_cmpuint (notes->alarms->len, ==, 0);
  g_assert_cmpint (notes->roles_at_us, ==, 0);
  life = word->put == put_life && holding != NULL ? SECOND_LIFE : life;
}

/* --- a server of another root at the address of the true one --- */

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **)slot = g_object_ref (result);
}

static void
test_another_server (void)
{
  g_autoptr (KtgTestServer) liar = ktg_test_server_new ();
  g_autofree char *url = NULL;
  g_autoptr (KtgTransport) transport = NULL;
  KtgRequest *request = ktg_request_new ("POST", "/v1/exchange");
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_theft_scene_begin (scene);
  ktg_test_server_start (liar);
  request->body = ktg_exchange_request_write (message);
  url = ktg_test_server_dup_url (liar);
  transport = ktg_transport_new (url,
                                 NULL,
                                 scene->budi->server_key,
                                 &calling_device_world,
                                 calling_device_sign,
                                 scene->keys[OFFICER],
                                 &error);
  g_assert_no_error (error);
  ktg_transport_send_async (transport, request, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ktg_transport_send_finish (transport, result, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_WRONG_SERVER);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  scene = ktg_theft_scene_new ();
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_strconcat ("/false-words/", words[i].name, NULL);

      g_test_add_data_func (path, &words[i], test_word);
    }
  g_test_add_func ("/false-words/liar/answers-in-the-centres-place", test_another_server);

  status = g_test_run ();
  ktg_theft_scene_free (scene);
  return status;
}
