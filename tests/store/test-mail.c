/* test-mail.c - what the centre says to whoever exchanges with a relay
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-link.h"
#include "ktg-test-news.h"

#include <ktg-rejection-json.h>
#include <ktg-signed-envelope.h>

#define FORK "urn:kentongan:problem:fork"

/* The device's server is a relay, which the centre admitted. */
typedef struct
{
  KtgStoreDevice *device;
  KtgSigningKey  *root;
  KtgSigningKey  *centre;
  KtgSigningKey  *next; /* another server of the centre, of which the device heard nothing */
  char           *report_id;
  KtgNews        *news; /* what the next answer brings */
} Fixture;

static const char *public(KtgSigningKey *key) { return ktg_signing_key_get_public (key); }

static void
enrol (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAccount) account
      = ktg_store_device_new_account (self->device, self->device->server, "officer", "34.71");

  account->root_key = g_strdup (public(self->root));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (self->root, 1, self->centre, "centre", "centre"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (self->centre,
                                             1,
                                             self->device->server,
                                             "relay",
                                             "officer"));
  ktg_store_device_set_account (self->device, account, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->device = ktg_store_device_new ();
  self->root = ktg_signing_key_new ();
  self->centre = ktg_signing_key_new ();
  self->next = ktg_signing_key_new ();
  ktg_store_device_open (self->device, &error);
  g_assert_no_error (error);
  enrol (self);
  self->report_id = ktg_store_device_file_photo (self->device, "a photo", "a preview");
  self->news = ktg_news_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ktg_news_free (self->news);
  ktg_store_device_free (self->device);
  ktg_signing_key_unref (self->root);
  ktg_signing_key_unref (self->centre);
  ktg_signing_key_unref (self->next);
  g_free (self->report_id);
}

/* --- who says what --- */

/* For all that is owed now.
 *
 * @at: (nullable): when it was given */
static KtgEnvelope *
sign_receipt_at (Fixture       *self,
                 const KtgOwed *owed,
                 KtgSigningKey *node,
                 const char    *holder,
                 const char    *at)
{
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (self->device, owed);

  if (at != NULL)
    {
      g_free (receipt->at);
      receipt->at = g_strdup (at);
    }
  g_free (receipt->node);
  receipt->node = g_strdup (public(node));
  g_free (receipt->holder);
  receipt->holder = g_strdup (holder);
  return ktg_store_device_sign_receipt (node, receipt);
}

static KtgEnvelope *
sign_receipt (Fixture *self, const KtgOwed *owed, KtgSigningKey *node, const char *holder)
{
  return sign_receipt_at (self, owed, node, holder, NULL);
}

static void
answer (Fixture *self)
{
  ktg_store_device_take (self->device, g_steal_pointer (&self->news));
  self->news = ktg_news_new ();
}

/* The relay has it all; what the centre will say of that comes later. */
static KtgEnvelope *
give_to_relay (Fixture *self, KtgSigningKey *node, const char *holder)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);
  KtgEnvelope *letter = sign_receipt (self, owed, node, holder);

  g_ptr_array_add (self->news->receipts, sign_receipt (self, owed, self->device->server, "relay"));
  answer (self);
  return letter;
}

/* Takes @letter. */
static void
bring_letter (Fixture *self, KtgEnvelope *letter, guint64 number)
{
  g_ptr_array_add (self->news->mail, letter);
  self->news->mail_at = number;
}

static KtgEnvelope *
sign_rejection (Fixture *self, KtgSigningKey *node, const char *event_id)
{
  g_autoptr (KtgRejection) rejection = ktg_rejection_new ();
  g_autoptr (GBytes) bytes = NULL;

  rejection->node = g_strdup (public(node));
  rejection->device = g_strdup (ktg_store_get_device (self->device->store));
  rejection->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  rejection->at = g_strdup ("2024-11-12T13:40:02.113Z");
  g_ptr_array_add (rejection->events, ktg_refusal_new (event_id, FORK, NULL));
  bytes = ktg_rejection_json_write (rejection);
  return ktg_signed_envelope_new (bytes, node);
}

/* --- what is thought of it --- */

static void
assert_claims (Fixture *self, guint64 number)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  g_assert_cmpuint (owed->mail, ==, number);
}

/* Nothing is owed to the relay any more; and the profile is sound. */
static void
assert_holder (Fixture *self, const char *holder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_reopen (self->device);
  owed = ktg_store_device_load_owed (self->device);
  held = ktg_store_device_load (self->device, self->report_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (owed->events->len + owed->files->len, ==, 0);
  g_assert_cmpint (ktg_store_device_get_summary (self->device, self->report_id)->state,
                   ==,
                   KTG_STATE_COMPLETE);
  g_assert_cmpstr (held->holder, ==, holder);
  ktg_store_device_assert_sound (self->device);
}

static void
assert_relayed (Fixture *self, guint n_reports, const char *since)
{
  const KtgServerNotes *notes = ktg_store_get_server_notes (self->device->store);

  g_assert_cmpuint (notes->n_relayed, ==, n_reports);
  g_assert_cmpstr (notes->relayed_at, ==, since);
}

/* --- the tests --- */

static void
test_home (Fixture *self, gconstpointer data)
{
  KtgEnvelope *letter = give_to_relay (self, self->centre, "centre");

  assert_relayed (self, 1, "2024-11-01T01:20:00.113Z");
  assert_holder (self, "relay");
  assert_relayed (self, 1, "2024-11-01T01:20:00.113Z");
  bring_letter (self, letter, 7);
  answer (self);
  assert_relayed (self, 0, NULL);
  assert_holder (self, "centre");
  assert_claims (self, 7);
}

/* A letter and what says who wrote it may come in any order. */
static void
test_unknown (Fixture *self, gconstpointer data)
{
  KtgEnvelope *letter = give_to_relay (self, self->next, "centre");
  g_autoptr (KtgEnvelope) link = NULL;

  bring_letter (self, ktg_envelope_ref (letter), 7);
  answer (self);
  assert_holder (self, "relay");
  assert_claims (self, 0);

  link = ktg_test_link_admit_node (self->root, 2, self->next, "centre", "centre");
  ktg_test_news_add (self->news, 0, link);
  bring_letter (self, letter, 7);
  answer (self);
  assert_holder (self, "centre");
  assert_claims (self, 7);
}

/* A relay that calls itself the centre, and one that calls another so. */
static void
test_relays_word (Fixture *self, gconstpointer data)
{
  KtgEnvelope *letter = give_to_relay (self, self->device->server, "centre");
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  bring_letter (self, letter, 7);
  answer (self);
  assert_holder (self, "relay");
}

static void
test_own_word (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  g_ptr_array_add (self->news->receipts, sign_receipt (self, owed, self->device->server, "centre"));
  g_assert_false (ktg_store_device_apply (self->device, g_steal_pointer (&self->news), &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  g_assert_cmpint (ktg_store_device_get_summary (self->device, self->report_id)->state,
                   ==,
                   KTG_STATE_QUEUED);
}

/* For another device, of bytes that were changed, of no kind that is known. */
static void
test_junk (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgEnvelope) letter = give_to_relay (self, self->centre, "centre");
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("{}", 2);

  receipt->node = g_strdup (public(self->centre));
  receipt->device = g_strdup (public(self->next));
  receipt->holder = g_strdup ("centre");
  receipt->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  bring_letter (self, ktg_store_device_sign_receipt (self->centre, receipt), 1);
  bring_letter (self, ktg_signed_envelope_new (nonsense, self->centre), 2);
  bring_letter (self, ktg_signed_envelope_new (letter->bytes, self->next), 3);
  answer (self);
  assert_holder (self, "relay");
  assert_claims (self, 3);
}

/* The relay had taken it. */
static void
test_rejected (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);
  const KtgOwedEvent *event = g_ptr_array_index (owed->events, 0);
  g_autofree char    *id = g_strdup (event->event_id);
  g_autoptr (KtgEnvelope) letter = give_to_relay (self, self->centre, "centre");

  bring_letter (self, sign_rejection (self, self->device->server, id), 1);
  answer (self);
  assert_holder (self, "relay");

  bring_letter (self, sign_rejection (self, self->centre, id), 2);
  answer (self);
  g_assert_cmpint (ktg_store_device_get_summary (self->device, self->report_id)->state,
                   ==,
                   KTG_STATE_PARKED);
  assert_relayed (self, 0, NULL);
}

static guint
count_free (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree KtgStorage *storage = NULL;

  ktg_store_load_storage_async (self->device->store,
                                KTG_DEVICE_NOW_US + 400 * G_TIME_SPAN_DAY,
                                NULL,
                                ktg_store_device_answered_cb,
                                &result);
  storage = ktg_store_load_storage_finish (self->device->store,
                                           ktg_store_device_wait_for (&result),
                                           &error);
  g_assert_no_error (error);
  return storage->n_free;
}

/* What is not at the centre is not given back. */
static void
test_freed (Fixture *self, gconstpointer data)
{
  KtgEnvelope *letter = give_to_relay (self, self->centre, "centre");

  self->news->keep_days = 1;
  self->news->server_now_us = KTG_DEVICE_NOW_US + 400 * G_TIME_SPAN_DAY;
  answer (self);
  g_assert_cmpuint (count_free (self), ==, 0);

  bring_letter (self, letter, 1);
  answer (self);
  g_assert_cmpuint (count_free (self), ==, 1);
}

/* The relay was put back and has it again for some days only: its backup is older. */
static void
test_freed_of_a_relay_put_back (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);
  KtgEnvelope *letter = sign_receipt (self, owed, self->centre, "centre");
  KtgEnvelope *anew
      = sign_receipt_at (self, owed, self->device->server, "relay", "2025-12-02T01:20:00.113Z");

  self->news->keep_days = 1;
  self->news->server_now_us = KTG_DEVICE_NOW_US + 400 * G_TIME_SPAN_DAY;
  g_ptr_array_add (self->news->receipts, anew);
  answer (self);
  bring_letter (self, letter, 1);
  answer (self);
  g_assert_cmpuint (count_free (self), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/store/mail/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("the-centres-word-comes-home-by-a-relay", test_home);
  ADD ("one-of-whom-nothing-is-known-yet-is-asked-for-again", test_unknown);
  ADD ("a-relay-is-not-the-centre", test_relays_word);
  ADD ("a-server-that-says-it-is-another-kind-is-not-believed", test_own_word);
  ADD ("what-is-for-others-or-spoilt-is-passed-over", test_junk);
  ADD ("what-the-centre-did-not-take-is-parked", test_rejected);
  ADD ("nothing-is-given-back-before-the-centre-has-it", test_freed);
  ADD ("nor-what-a-relay-has-again-for-some-days", test_freed_of_a_relay_put_back);

  return g_test_run ();
}
