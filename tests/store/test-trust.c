/* test-trust.c - what others say counts where the chain of admissions proves that they may say it
 *
 * Each device's account names a root. What the server sends is kept in any case, and shown with the
 * word for why it does not count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-link.h"
#include "ktg-test-news.h"

#include <ktg-chain.h>
#include <ktg-random.h>

#include <string.h>

#define STATE "received"
#define OWN_SEQ 900 /* at which the server admits this device itself */

typedef struct
{
  KtgStoreDevice *device;
  KtgSigningKey  *root;
  KtgSigningKey  *relay;
  KtgSigningKey  *office;
  KtgSigningKey  *other;
  char           *report_id;
  KtgPack        *pack;
  KtgNews        *news; /* what the next answer brings */
} Fixture;

/* --- who says who is who --- */

static const char *public(KtgSigningKey *key) { return ktg_signing_key_get_public (key); }

static KtgEnvelope *
admit (KtgSigningKey *author, guint64 seq, KtgSigningKey *device, const char *role)
{
  return ktg_test_link_admit (author, seq, public(device), "Siti", role, "34.71");
}

static KtgEnvelope *
end (KtgSigningKey *author, guint64 seq, KtgSigningKey *device, guint64 last)
{
  return ktg_test_link_revoke (author, seq, public(device), last);
}

static KtgEnvelope *
receive (Fixture *self, guint64 seq)
{
  g_autofree char *prev = seq > 1 ? g_strnfill (64, 'b') : NULL;

  return ktg_store_device_sign_step (self->device, self->office, self->report_id, seq, prev, STATE);
}

/* --- what comes, and what is thought of it --- */

static KtgNews *
get_news (Fixture *self)
{
  if (self->news == NULL)
    self->news = ktg_news_new ();

  return self->news;
}

static void
bring_link (Fixture *self, KtgEnvelope *link)
{
  ktg_test_news_add (get_news (self), 0, link);
  ktg_envelope_unref (link);
}

static void
bring_step_of_office (Fixture *self, guint64 seq)
{
  g_autoptr (KtgEnvelope) envelope = receive (self, seq);

  ktg_test_news_add (get_news (self), 100 + seq, envelope);
}

static void
answer (Fixture *self)
{
  ktg_store_device_take (self->device, g_steal_pointer (&self->news));
}

/* Of the step, which is kept and in the history in any case. */
static KtgTrust
get_trust (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, self->report_id, &error);
  const KtgHistoryEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  entry = ktg_history_get_entry (held->history, 0);
  if (entry->event->kind != KTG_EVENT_STEP)
    entry = ktg_history_get_entry (held->history, 1);
  g_assert_cmpint (entry->event->kind, ==, KTG_EVENT_STEP);
  return entry->trust;
}

static gboolean
finds (Fixture *self, const char *words)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (self->device, NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < problems->len; i++)
    found |= strstr (g_ptr_array_index (problems, i), words) != NULL;
  return found;
}

static const char *
get_state (Fixture *self)
{
  return ktg_store_device_get_summary (self->device, self->report_id)->case_state;
}

/* In the list, in the report, and by proof; before and after the profile was closed, and before the
 * packs are read again. */
static void
assert_stands (Fixture *self, KtgTrust trust, const char *state)
{
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (i == 0 || g_strcmp0 (get_state (self), state) == 0);
      ktg_store_use_pack_async (self->device->store, self->pack, NULL, NULL);
      g_assert_cmpint (get_trust (self), ==, trust);
      g_assert_cmpstr (get_state (self), ==, state);
      ktg_store_device_reopen (self->device);
    }

  if (trust != KTG_TRUST_HELD)
    g_assert_true (finds (self, ktg_trust_get_name (trust)));
}

static void
assert_trust (Fixture *self, KtgTrust trust)
{
  assert_stands (self, trust, trust == KTG_TRUST_HELD ? STATE : NULL);
}

static void
enrol (Fixture *self, KtgSigningKey *root)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAccount) account
      = ktg_store_device_new_account (self->device, self->device->server, "officer", "34.71");

  account->root_key = g_strdup (public(root));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (root, 1, self->device->server, "centre", "centre"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit (self->device->server,
                                        OWN_SEQ,
                                        account->device,
                                        "Siti",
                                        "officer",
                                        "34.71"));
  ktg_store_device_set_account (self->device, account, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);

  self->pack = ktg_store_device_read_procedure ();
  self->device = ktg_store_device_new ();
  self->root = ktg_signing_key_new ();
  self->relay = ktg_signing_key_new ();
  self->office = ktg_signing_key_new ();
  self->other = ktg_signing_key_new ();
  ktg_store_device_open (self->device, &error);
  g_assert_no_error (error);
  enrol (self, self->root);
  self->report_id = ktg_store_device_file (self->device, NULL, report, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ktg_store_device_free (self->device);
  ktg_pack_free (self->pack);
  ktg_signing_key_unref (self->root);
  ktg_signing_key_unref (self->relay);
  ktg_signing_key_unref (self->office);
  ktg_signing_key_unref (self->other);
  g_free (self->report_id);
}

/* --- the tests --- */

static void
test_held (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->device->server, 1, self->office, "office"));
  bring_step_of_office (self, 1);
  answer (self);

  assert_trust (self, KTG_TRUST_HELD);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (self->device), ==, 1);
}

/* What says who it is comes later, twice. */
static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgEnvelope) link = admit (self->device->server, 1, self->office, "office");

  bring_step_of_office (self, 1);
  answer (self);
  assert_trust (self, KTG_TRUST_UNKNOWN);

  bring_link (self, ktg_envelope_ref (link));
  bring_link (self, ktg_envelope_ref (link));
  answer (self);
  assert_trust (self, KTG_TRUST_HELD);
}

static void
test_forged (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgEnvelope) sound = admit (self->device->server, 1, self->office, "office");
  guint8 signature[KTG_SIGNATURE_BYTES];
  g_autoptr (GError) error = NULL;

  memcpy (signature, sound->signature, sizeof signature);
  signature[5] ^= 1;
  bring_step_of_office (self, 1);
  answer (self);
  bring_link (self, ktg_envelope_new (sound->id, sound->bytes, signature));
  g_assert_false (ktg_store_device_apply (self->device, g_steal_pointer (&self->news), &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  assert_trust (self, KTG_TRUST_UNKNOWN);
}

static void
test_circle (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->office, 1, self->other, "office"));
  bring_link (self, admit (self->other, 1, self->office, "office"));
  bring_link (self, admit (self->office, 2, self->office, "office"));
  bring_step_of_office (self, 3);
  answer (self);

  assert_trust (self, KTG_TRUST_UNKNOWN);
}

static void
test_above (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring_link (self, admit (self->other, 1, self->office, "office"));
  bring_step_of_office (self, 1);
  answer (self);

  assert_trust (self, KTG_TRUST_UNSIGNED_FOR);
}

/* The newer one makes an officer of it: he is believed, and decides nothing. */
static void
test_two (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->device->server, 2, self->office, "officer"));
  bring_link (self, admit (self->device->server, 1, self->office, "office"));
  bring_step_of_office (self, 1);
  answer (self);

  assert_stands (self, KTG_TRUST_HELD, NULL);
}

static void
test_relay (Fixture *self, gconstpointer data)
{
  bring_link (self,
              ktg_test_link_admit_node (self->device->server, 1, self->relay, "relay", "officer"));
  bring_link (self, admit (self->relay, 1, self->office, "office"));
  bring_step_of_office (self, 1);
  answer (self);

  assert_trust (self, KTG_TRUST_UNSIGNED_FOR);
}

static void
test_late (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->device->server, 1, self->office, "office"));
  bring_link (self, end (self->device->server, 2, self->office, 1));
  bring_step_of_office (self, 2);
  answer (self);

  assert_trust (self, KTG_TRUST_REVOKED);
}

/* It was shown, and its author's admitter is taken back later; then its author is. */
static void
test_followed (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->device->server, 1, self->other, "centre"));
  bring_link (self, admit (self->other, 1, self->office, "office"));
  bring_step_of_office (self, 2);
  answer (self);
  assert_trust (self, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 2, self->other, 0));
  answer (self);
  assert_trust (self, KTG_TRUST_UNKNOWN);

  bring_link (self, admit (self->device->server, 3, self->office, "office"));
  answer (self);
  assert_trust (self, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 4, self->office, 1));
  answer (self);
  g_assert_cmpstr (get_state (self), ==, STATE); /* no packs were read yet */
  assert_trust (self, KTG_TRUST_REVOKED);
}

static void
test_another_root (Fixture *self, gconstpointer data)
{
  bring_link (self, ktg_test_link_admit_node (self->other, 1, self->relay, "centre", "centre"));
  bring_link (self, admit (self->relay, 1, self->office, "office"));
  bring_step_of_office (self, 1);
  answer (self);
  assert_trust (self, KTG_TRUST_UNKNOWN);

  enrol (self, self->other);
  assert_trust (self, KTG_TRUST_HELD);
}

/* Both are kept and heard; which is said first changes nothing. */
static void
test_fork (Fixture *self, gconstpointer data)
{
  bring_link (self, admit (self->device->server, 1, self->office, "office"));
  bring_link (self, admit (self->device->server, 1, self->other, "office"));
  bring_step_of_office (self, 1);
  answer (self);

  assert_trust (self, KTG_TRUST_HELD);
  g_assert_true (finds (self, "gave its number to"));
}

/* Other events have an index, and these have none. */
static void
test_index (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgEnvelope) link = admit (self->device->server, 1, self->office, "office");
  g_autoptr (KtgEnvelope) step = receive (self, 1);
  KtgEnvelope *envelopes[] = { link, step };

  for (guint i = 0; i < G_N_ELEMENTS (envelopes); i++)
    {
      g_autoptr (GError) error = NULL;
      KtgNews *news = ktg_news_new ();

      ktg_test_news_add (news, i == 0 ? 7 : 0, envelopes[i]);
      g_assert_false (ktg_store_device_apply (self->device, news, &error));
      g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
    }
}

/* An office that was told of many. With -m perf of as many as a province has. */
static void
test_many (Fixture *self, gconstpointer data)
{
  guint       n = g_test_perf () ? 3000 : 60;
  const char *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Somebody else's.", evidence);
  g_autoptr (GPtrArray) problems = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KtgSigningKey) officer = ktg_signing_key_new ();
      g_autofree char *id = ktg_random_dup_uuid ();
      g_autoptr (KtgEnvelope) filed = ktg_store_device_sign_report (officer, id, report);

      bring_link (self, admit (self->device->server, i + 1, officer, "officer"));
      ktg_test_news_add (self->news, 1000 + i, filed);
    }

  g_test_timer_start ();
  answer (self);
  g_test_message ("%u authors: entered in %.0f ms", n, 1000 * g_test_timer_elapsed ());
  g_test_timer_start ();
  ktg_store_device_reopen (self->device);
  g_test_message ("… opened in %.0f ms", 1000 * g_test_timer_elapsed ());
  g_test_timer_start ();
  problems = ktg_store_device_verify (self->device, NULL);
  g_test_message ("… verified in %.0f ms", 1000 * g_test_timer_elapsed ());
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (self->device), ==, n + 1);
}

/* --- and the case follows --- */

static void
assert_verdict (Fixture *self, guint n, KtgCaseVerdict verdict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, self->report_id, &error);
  GPtrArray *steps;

  g_assert_no_error (error);
  steps = ktg_case_get_steps (held->folded);
  g_assert_cmpuint (steps->len, ==, n);
  g_assert_cmpstr (ktg_case_get_state (held->folded), ==, KTG_CASE_FILED);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (((KtgCaseEntry *)g_ptr_array_index (steps, i))->verdict, ==, verdict);
}

/* Of a step it is asked first who takes it, and then what the procedure says, which knows none. */
static void
test_case (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, self->report_id, &error);

  g_assert_no_error (error);
  g_assert_null (held->folded); /* before the packs were read */
  ktg_store_use_pack_async (self->device->store, pack, NULL, NULL);
  bring_step_of_office (self, 1);
  bring_step_of_office (self, 2);
  answer (self);
  assert_verdict (self, 2, KTG_CASE_IS_UNSIGNED_FOR);

  bring_link (self, admit (self->device->server, 1, self->office, "office"));
  answer (self);
  assert_verdict (self, 2, KTG_CASE_HAS_NO_SUCH_STEP);

  bring_link (self, end (self->device->server, 2, self->office, 0));
  answer (self);
  assert_verdict (self, 2, KTG_CASE_IS_LATE);
}

/* --- what a stolen device said late of a report --- */

#define OTHERS "8d1f6c0e-97c0-4d5b-8a5e-5a1f0a7d4a01"
#define FORGED "What was never seen."

typedef struct
{
  KtgEnvelope *filed, *amended, *withdrawn;
} Said;

static void
clear_said (Said *said)
{
  ktg_envelope_unref (said->filed);
  ktg_envelope_unref (said->amended);
  ktg_envelope_unref (said->withdrawn);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, clear_said)

/* By the officer @other: a report (1), a forged version (2), and that it is withdrawn (3). */
static Said
say (Fixture *self)
{
  const char *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What was seen.", evidence);
  KtgEvent *amended = ktg_event_new ();
  KtgEvent *withdrawn = ktg_event_new ();
  Said      said = { ktg_store_device_sign_report (self->other, OTHERS, report) };

  amended->kind = KTG_EVENT_AMENDED;
  amended->seq = 2;
  amended->report_id = g_strdup (OTHERS);
  amended->prev = g_strdup (said.filed->id);
  amended->replaces = g_strdup (said.filed->id);
  amended->reason = g_strdup ("Forced.");
  amended->report = ktg_store_device_new_report (FORGED, evidence);
  g_free (amended->report->filed);
  amended->report->filed = g_strdup ("2024-11-12T20:31:07+07:00");
  withdrawn->kind = KTG_EVENT_WITHDRAWN;
  withdrawn->seq = 3;
  withdrawn->report_id = g_strdup (OTHERS);
  withdrawn->reason = g_strdup ("Forced.");
  said.amended = ktg_store_device_sign_event (self->other, amended);
  withdrawn->prev = g_strdup (said.amended->id);
  said.withdrawn = ktg_store_device_sign_event (self->other, withdrawn);
  return said;
}

static void
bring (Fixture *self, guint64 index, KtgEnvelope *envelope)
{
  ktg_test_news_add (get_news (self), index, envelope);
}

static void
bring_all (Fixture *self, const Said *said)
{
  bring (self, 11, said->filed);
  bring (self, 12, said->amended);
  bring (self, 13, said->withdrawn);
}

/* In the list, in the report and in the case, found by its words and by no others; as it grew, as
 * it was read again, and as it is worked out anew. */
static void
assert_said (Fixture *self, const char *words, gboolean is_withdrawn, KtgTrust trust)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, OTHERS, &error);
      const KtgSummaryFields *fields = ktg_store_device_get_summary (self->device, OTHERS);

      g_assert_no_error (error);
      g_assert_cmpstr (fields->words, ==, words);
      g_assert_cmpint (fields->is_withdrawn, ==, is_withdrawn);
      g_assert_cmpint (fields->trust, ==, trust);
      g_assert_cmpstr (ktg_history_get_report (held->history)->account, ==, words);
      g_assert_cmpint (ktg_history_is_withdrawn (held->history), ==, is_withdrawn);
      g_assert_false (finds (self, "add up"));
      ktg_store_device_close (self->device);
      if (i == 1)
        ktg_store_device_tamper (self->device,
                                 "UPDATE setting SET number = 0 WHERE name = 'projection_version'");
      ktg_store_device_reopen (self->device);
    }
}

static void
test_said_late (Fixture *self, gconstpointer data)
{
  g_auto (Said) said = say (self);

  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring_link (self, end (self->device->server, 2, self->other, 1));
  bring_all (self, &said);
  answer (self);
  assert_said (self, "What was seen.", FALSE, KTG_TRUST_HELD);
}

/* It was the truth until the word came. */
static void
test_said_and_ended (Fixture *self, gconstpointer data)
{
  g_auto (Said) said = say (self);

  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring_all (self, &said);
  answer (self);
  assert_said (self, FORGED, TRUE, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 2, self->other, 2));
  answer (self);
  assert_said (self, FORGED, FALSE, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 3, self->other, 1));
  answer (self);
  assert_said (self, "What was seen.", FALSE, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 4, self->other, 0));
  answer (self);
  assert_said (self, FORGED, TRUE, KTG_TRUST_REVOKED);
}

static KtgEnvelope *
take_late (Fixture *self, const Said *said)
{
  KtgEvent *step = ktg_event_new ();

  step->kind = KTG_EVENT_STEP;
  step->seq = 1;
  step->report_id = g_strdup (OTHERS);
  step->case_id = g_strdup (said->filed->id);
  step->step = ktg_case_step_new ();
  step->step->code = g_strdup (STATE);
  step->step->version = g_strdup (said->amended->id);
  g_ptr_array_add (step->step->takes, g_strdup (said->amended->id));
  return ktg_store_device_sign_event (self->office, step);
}

/* Without packs, too, and as long as the office is believed. */
static void
test_said_and_taken (Fixture *self, gconstpointer data)
{
  g_auto (Said) said = say (self);
  g_autoptr (KtgEnvelope) step = take_late (self, &said);

  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring_link (self, end (self->device->server, 2, self->other, 1));
  bring_all (self, &said);
  bring (self, 14, step);
  answer (self);
  assert_said (self, "What was seen.", FALSE, KTG_TRUST_HELD);

  bring_link (self, admit (self->device->server, 3, self->office, "office"));
  answer (self);
  assert_said (self, FORGED, FALSE, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 4, self->office, 0));
  answer (self);
  assert_said (self, "What was seen.", FALSE, KTG_TRUST_HELD);
}

/* --- what it said under a number that was left free --- */

#define ANOTHER "8d1f6c0e-97c0-4d5b-8a5e-5a1f0a7d4a02"

/* Of another report, after an event that is not @said's, where it does not name one of these. */
static KtgEnvelope *
go_on (Fixture *self, guint64 seq, const char *prev)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = KTG_EVENT_WITHDRAWN;
  event->seq = seq;
  event->prev = g_strdup (prev);
  event->report_id = g_strdup (ANOTHER);
  event->reason = g_strdup ("Written twice.");
  return ktg_store_device_sign_event (self->other, event);
}

/* In whatever order it comes: the false word, the next one, and that its author was revoked. */
static void
test_said_in_a_gap (Fixture *self, gconstpointer data)
{
  g_auto (Said) said = say (self);
  g_autoptr (KtgEnvelope) next = go_on (self, 3, NULL);

  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring (self, 11, said.filed);
  bring (self, 12, said.amended);
  answer (self);
  assert_said (self, FORGED, FALSE, KTG_TRUST_HELD);

  bring_link (self, end (self->device->server, 2, self->other, 3));
  answer (self);
  assert_said (self, FORGED, FALSE, KTG_TRUST_HELD);

  bring (self, 13, next);
  answer (self);
  assert_said (self, "What was seen.", FALSE, KTG_TRUST_HELD);
  g_assert_true (finds (self, said.amended->id));
  g_assert_false (finds (self, next->id));
}

static void
test_said_in_a_gap_later (Fixture *self, gconstpointer data)
{
  g_auto (Said) said = say (self);
  g_autoptr (KtgEnvelope) next = go_on (self, 3, NULL);

  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring (self, 13, next);
  bring (self, 11, said.filed);
  bring (self, 12, said.amended);
  answer (self);
  assert_said (self, FORGED, FALSE, KTG_TRUST_HELD); /* he may have two computers */

  bring_link (self, end (self->device->server, 2, self->other, 3));
  answer (self);
  assert_said (self, "What was seen.", FALSE, KTG_TRUST_HELD);
}

/* What came late, or beside one that names it, takes nothing from what its author said before. */
static void
test_said_before (Fixture *self, gconstpointer data)
{
  g_auto (Said) said = say (self);
  g_autoptr (KtgEnvelope) late = go_on (self, 3, NULL);
  g_autoptr (KtgEnvelope) beside = go_on (self, 2, NULL);

  bring_link (self, admit (self->device->server, 1, self->other, "officer"));
  bring_link (self, end (self->device->server, 2, self->other, 2));
  bring (self, 11, said.filed);
  bring (self, 12, said.amended);
  bring (self, 13, late);
  bring (self, 14, beside);
  answer (self);
  assert_said (self, FORGED, FALSE, KTG_TRUST_HELD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/trust/who-is-admitted-is-believed", test_held);
  ADD ("/trust/who-is-not-is-unknown-until-it-is-said", test_missing);
  ADD ("/trust/a-forged-link-refuses-the-whole-answer", test_forged);
  ADD ("/trust/who-admit-each-other-are-unknown", test_circle);
  ADD ("/trust/no-one-makes-more-than-it-may", test_above);
  ADD ("/trust/of-two-admissions-the-newer-counts", test_two);
  ADD ("/trust/a-relay-makes-no-office", test_relay);
  ADD ("/trust/what-comes-after-a-revocation-is-late", test_late);
  ADD ("/trust/what-was-shown-follows-a-revocation", test_followed);
  ADD ("/trust/another-root-proves-nothing", test_another_root);
  ADD ("/trust/two-links-of-one-number-are-named", test_fork);
  ADD ("/trust/what-says-who-is-who-has-no-index", test_index);
  ADD ("/trust/many-authors", test_many);
  ADD ("/trust/a-case-is-folded-by-who-its-authors-are", test_case);
  ADD ("/trust/what-was-said-late-changes-no-report", test_said_late);
  ADD ("/trust/a-revocation-that-comes-later-takes-it-back", test_said_and_ended);
  ADD ("/trust/what-an-office-takes-is-in-force", test_said_and_taken);
  ADD ("/trust/what-the-next-event-does-not-name-is-late", test_said_in_a_gap);
  ADD ("/trust/what-is-in-a-gap-is-late-once-its-author-was-revoked", test_said_in_a_gap_later);
  ADD ("/trust/what-came-late-takes-nothing-from-what-came-before", test_said_before);
#undef ADD

  return g_test_run ();
}
