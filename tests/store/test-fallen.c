/* test-fallen.c - what others wrote and a server that was put back has lost is brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-link.h"
#include "ktg-test-news.h"

#include <ktg-event-json.h>
#include <ktg-random.h>

#define FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"
#define THIRD_LIFE "CCCCCCCCCCCCCCCCCCCCCC"
#define STRANGER "urn:kentongan:problem:stranger"
#define OTHER_REPORT "urn:kentongan:problem:other-report"

/* An office's device: of two reports of an officer it knows, and whose key was admitted. */
typedef struct
{
  KtgStoreDevice *device;
  KtgPack        *pack;
  KtgSigningKey  *officer;
  KtgEnvelope    *link;     /* who the officer is */
  KtgEnvelope    *early;    /* what he filed, of index 100 */
  KtgEnvelope    *late;     /* of index 101 */
  char           *own_late; /* this device's, said after that; the id of its report, of index 102 */
  char           *own_report;
} Fixture;

static KtgEnvelope *
sign_report (KtgSigningKey *author, const char *account)
{
  g_autofree char *id = ktg_random_dup_uuid ();
  const char      *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, evidence);

  return ktg_store_device_sign_report (author, id, report);
}

static const char *
get_id (const KtgOwed *owed, guint i)
{
  return ((KtgOwedEvent *)owed->events->pdata[i])->event_id;
}

static void
file_and_deliver (Fixture *self)
{
  const char *evidence[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Its own.", evidence);
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgOwed) nothing = ktg_owed_new ();
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (self->device, nothing);
  KtgNews *news = ktg_test_news_new (FIRST_LIFE);

  self->own_report = ktg_store_device_file (self->device, NULL, report, &error);
  g_assert_no_error (error);
  owed = ktg_store_device_load_owed (self->device);
  self->own_late = g_strdup (get_id (owed, 0));
  receipt->life = g_strdup (FIRST_LIFE);
  ktg_receipt_add_event (receipt, self->own_late, 102);
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (self->device->server, receipt));
  ktg_store_device_take (self->device, news);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgNews *news = ktg_test_news_new (FIRST_LIFE);

  self->device = ktg_store_device_new ();
  self->pack = ktg_store_device_read_procedure ();
  self->officer = ktg_signing_key_new ();
  g_assert_true (ktg_store_device_open (self->device, &error));
  ktg_store_use_pack_async (self->device->store, self->pack, NULL, NULL);
  g_assert_true (ktg_store_device_enrol (self->device, &error));
  self->link = ktg_test_link_admit (self->device->server,
                                    1,
                                    ktg_signing_key_get_public (self->officer),
                                    "Siti",
                                    "officer",
                                    "34.71");
  self->early = sign_report (self->officer, "Early.");
  self->late = sign_report (self->officer, "Late.");
  ktg_test_news_add (news, 0, self->link);
  ktg_test_news_add (news, 100, self->early);
  ktg_test_news_add (news, 101, self->late);
  ktg_store_device_take (self->device, news);
  file_and_deliver (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ktg_store_device_free (self->device);
  ktg_pack_free (self->pack);
  ktg_signing_key_unref (self->officer);
  ktg_envelope_unref (self->link);
  ktg_envelope_unref (self->early);
  ktg_envelope_unref (self->late);
  g_free (self->own_late);
  g_free (self->own_report);
}

/* The server is in its second life, in which the first one stands up to @last. */
static KtgNews *
new_second_life (Fixture *self, guint64 last)
{
  KtgNews *news = ktg_test_news_new (SECOND_LIFE);

  news->stands = ktg_store_device_sign_life (self->device, SECOND_LIFE, FIRST_LIFE, last, 0);
  return news;
}

static guint
count_owed (Fixture *self)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  return owed->events->len;
}

static void
assert_owes (const KtgOwed *owed, guint i, const char *id, gboolean is_carried, gboolean is_text)
{
  const KtgOwedEvent *event = owed->events->pdata[i];

  g_assert_cmpstr (event->event_id, ==, id);
  g_assert_cmpint (event->is_carried, ==, is_carried);
  g_assert_cmpint (event->is_text, ==, is_text);
}

/* Who its author is, what he said, and only then what this device says. */
static void
assert_owes_late_again (Fixture *self)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  g_assert_cmpuint (owed->events->len, ==, 3);
  assert_owes (owed, 0, self->link->id, TRUE, FALSE);
  assert_owes (owed, 1, self->late->id, TRUE, TRUE);
  assert_owes (owed, 2, self->own_late, FALSE, FALSE);
}

/* An answer of @life to an exchange that carried what is owed. */
static KtgNews *
new_answer (Fixture *self, const char *life)
{
  KtgNews *news = ktg_test_news_new (life);

  g_ptr_array_add (news->carried, g_strdup (self->link->id));
  g_ptr_array_add (news->carried, g_strdup (self->late->id));
  return news;
}

static void
add_receipt_for_author (Fixture *self, KtgNews *news)
{
  g_autoptr (KtgOwed) nothing = ktg_owed_new ();
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (self->device, nothing);

  g_free (receipt->device);
  receipt->device = g_strdup (ktg_signing_key_get_public (self->officer));
  receipt->life = g_strdup (SECOND_LIFE);
  ktg_receipt_add_event (receipt, self->late->id, 101);
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (self->device->server, receipt));
}

static void
test_stands (Fixture *self, gconstpointer data)
{
  ktg_store_device_take (self->device, new_second_life (self, 102));
  g_assert_cmpuint (count_owed (self), ==, 0);
}

/* Whom it let in, and whom it revoked, though all that they wrote stands. */
static void
test_what_the_server_said (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = ktg_test_news_new (SECOND_LIFE);

  self->device->book = 0;
  ktg_store_device_take (self->device, new_second_life (self, 102));
  owed = ktg_store_device_load_owed (self->device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  assert_owes (owed, 0, self->link->id, TRUE, FALSE);

  g_ptr_array_add (news->carried, g_strdup (self->link->id));
  ktg_store_device_take (self->device, news);
  g_assert_cmpuint (count_owed (self), ==, 0);
}

static void
test_is_brought (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) envelopes = NULL;
  g_autoptr (GError) error = NULL;
  KtgNews *news = new_answer (self, SECOND_LIFE);

  ktg_store_device_take (self->device, new_second_life (self, 100));
  assert_owes_late_again (self);
  ktg_store_device_reopen (self->device);
  assert_owes_late_again (self);
  ktg_store_device_assert_sound (self->device);

  g_ptr_array_add (ids, self->link->id);
  g_ptr_array_add (ids, self->late->id);
  envelopes = ktg_store_device_load_events (self->device, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (envelopes->len, ==, 2);
  g_assert_true (g_bytes_equal (((KtgEnvelope *)envelopes->pdata[1])->bytes, self->late->bytes));

  add_receipt_for_author (self, news);
  ktg_store_device_take (self->device, news);
  g_assert_cmpuint (count_owed (self), ==, 1);
  ktg_store_device_assert_sound (self->device);
}

/* Without a request that carried anything it is no word to this device. */
static void
test_receipt_for_another (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgNews *news = new_second_life (self, 100);

  add_receipt_for_author (self, news);
  g_assert_false (ktg_store_device_apply (self->device, news, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
}

/* In that life; in the next one its author may be known. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  KtgNews *refusing = new_answer (self, SECOND_LIFE);
  KtgNews *news = ktg_test_news_new (THIRD_LIFE);

  ktg_store_device_take (self->device, new_second_life (self, 100));
  g_ptr_array_add (refusing->refused, ktg_refusal_new (self->late->id, STRANGER, NULL));
  ktg_store_device_take (self->device, refusing);
  g_assert_cmpuint (count_owed (self), ==, 1);

  news->stands = ktg_store_device_sign_life (self->device, THIRD_LIFE, FIRST_LIFE, 100, 0);
  ktg_store_device_take (self->device, news);
  assert_owes_late_again (self);
  ktg_store_device_assert_sound (self->device);
}

/* Then it has a place again, and may fall with that. */
static void
test_comes_again (Fixture *self, gconstpointer data)
{
  KtgNews *news = new_second_life (self, 100);
  KtgNews *third = ktg_test_news_new (THIRD_LIFE);

  ktg_test_news_add (news, 0, self->link);
  ktg_test_news_add (news, 101, self->late);
  ktg_store_device_take (self->device, news);
  g_assert_cmpuint (count_owed (self), ==, 1);

  third->stands = ktg_store_device_sign_life (self->device, THIRD_LIFE, SECOND_LIFE, 100, 0);
  ktg_store_device_take (self->device, third);
  assert_owes_late_again (self);
}

/* Whether it is still there nobody has said. */
static void
test_put_back_again (Fixture *self, gconstpointer data)
{
  KtgNews *third = ktg_test_news_new (THIRD_LIFE);

  ktg_store_device_take (self->device, new_second_life (self, 100));
  ktg_store_device_take (self->device, new_answer (self, SECOND_LIFE));
  g_assert_cmpuint (count_owed (self), ==, 1);
  third->stands = ktg_store_device_sign_life (self->device, THIRD_LIFE, SECOND_LIFE, 100, 0);
  ktg_store_device_take (self->device, third);
  assert_owes_late_again (self);
}

static void
test_nothing_was_taken (Fixture *self, gconstpointer data)
{
  KtgNews *asking = new_answer (self, THIRD_LIFE);

  ktg_store_device_take (self->device, new_second_life (self, 100));
  asking->asks = TRUE;
  ktg_store_device_take (self->device, asking);
  assert_owes_late_again (self);
}

static void
test_lists_come_first (Fixture *self, gconstpointer data)
{
  KtgNews *news = new_second_life (self, 100);

  news->asks_marks = TRUE;
  ktg_store_device_take (self->device, news);
  g_assert_cmpuint (count_owed (self), ==, 0);
  ktg_store_device_take (self->device, ktg_test_news_new (SECOND_LIFE));
  assert_owes_late_again (self);
}

static char *
dup_report_id (KtgEnvelope *filing)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (filing->bytes, NULL);

  return g_strdup (event->report_id);
}

/* Returns: the id of what this device says of a report, which is not sent yet */
static char *
say_of (Fixture *self, const char *report_id)
{
  static const KtgMoment now = { KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 };
  g_autoptr (GError) error = NULL;
  KtgEvent *said = ktg_event_new ();
  char     *id;

  said->kind = KTG_EVENT_NOTE;
  said->note = g_strdup ("Ask the witness.");
  id = ktg_store_device_act (self->device, report_id, said, &now, &error);
  g_assert_no_error (error);
  return id;
}

/* Takes @news, an answer that had no such report. */
static void
take_refusal (Fixture *self, KtgNews *news, const char *event_id)
{
  g_ptr_array_add (news->refused, ktg_refusal_new (event_id, OTHER_REPORT, NULL));
  ktg_store_device_take (self->device, news);
}

static guint
count_parked (Fixture *self)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self->device);

  return owed->n_parked;
}

/* The answer that refuses it is the first one that says what fell. */
static void
test_said_before_it_is_brought (Fixture *self, gconstpointer data)
{
  g_autofree char *report_id = dup_report_id (self->late);
  g_autofree char *said = say_of (self, report_id);
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *third = ktg_test_news_new (THIRD_LIFE);

  take_refusal (self, new_second_life (self, 100), said);
  owed = ktg_store_device_load_owed (self->device);
  g_assert_cmpuint (owed->n_parked, ==, 0);
  g_assert_cmpuint (owed->events->len, ==, 4);
  assert_owes (owed, 1, self->late->id, TRUE, TRUE);
  assert_owes (owed, 3, said, FALSE, FALSE);

  /* Brought, and all the same: it goes once in a life. */
  take_refusal (self, new_answer (self, SECOND_LIFE), said);
  g_assert_cmpuint (count_parked (self), ==, 1);
  third->stands = ktg_store_device_sign_life (self->device, THIRD_LIFE, SECOND_LIFE, 102, 0);
  ktg_store_device_take (self->device, third);
  g_assert_cmpuint (count_parked (self), ==, 0);
  take_refusal (self, new_answer (self, THIRD_LIFE), said);
  g_assert_cmpuint (count_parked (self), ==, 1);
  ktg_store_device_assert_sound (self->device);
}

/* It was refused before that, and is no less of that report. */
static void
test_refused_before (Fixture *self, gconstpointer data)
{
  g_autofree char *report_id = dup_report_id (self->late);
  g_autofree char *said = say_of (self, report_id);

  take_refusal (self, ktg_test_news_new (FIRST_LIFE), said);
  g_assert_cmpuint (count_parked (self), ==, 1);
  ktg_store_device_take (self->device, new_second_life (self, 100));
  g_assert_cmpuint (count_parked (self), ==, 0);
  g_assert_cmpuint (count_owed (self), ==, 4);
}

/* What fell says nothing of a report that did not. */
static void
test_refused_of_what_stands (Fixture *self, gconstpointer data)
{
  g_autofree char *report_id = dup_report_id (self->early);
  g_autofree char *said = say_of (self, report_id);

  take_refusal (self, new_second_life (self, 100), said);
  g_assert_cmpuint (count_parked (self), ==, 1);
}

static void
test_said_of_own (Fixture *self, gconstpointer data)
{
  g_autofree char *said = say_of (self, self->own_report);

  take_refusal (self, new_second_life (self, 100), said);
  g_assert_cmpuint (count_parked (self), ==, 0);
  g_assert_cmpuint (count_owed (self), ==, 4);
}

/* No life says so: rows were lost in the middle. */
static void
test_said_of_lacked (Fixture *self, gconstpointer data)
{
  const guint64    lacked = 1;
  g_autofree char *said = say_of (self, self->own_report);
  KtgNews         *news = ktg_test_news_new (FIRST_LIFE);
  KtgNews         *again = ktg_test_news_new (FIRST_LIFE);

  g_array_append_val (news->lacks, lacked);
  take_refusal (self, news, said);
  g_assert_cmpuint (count_parked (self), ==, 0);
  g_assert_cmpuint (count_owed (self), ==, 2);

  g_array_append_val (again->lacks, lacked);
  take_refusal (self, again, said);
  g_assert_cmpuint (count_parked (self), ==, 1);
}

static void
test_brought_by_another (Fixture *self, gconstpointer data)
{
  g_autofree char *report_id = dup_report_id (self->late);
  g_autofree char *said = say_of (self, report_id);
  KtgNews         *news = ktg_test_news_new (FIRST_LIFE);

  take_refusal (self, ktg_test_news_new (FIRST_LIFE), said);
  g_assert_cmpuint (count_parked (self), ==, 1);
  ktg_test_news_add (news, 101, self->late);
  ktg_store_device_take (self->device, news);
  g_assert_cmpuint (count_parked (self), ==, 0);
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autofree char *sql
      = g_strdup_printf ("UPDATE event SET sealed = x'00' WHERE id = '%s'", self->late->id);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) envelopes = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_device_take (self->device, new_second_life (self, 100));
  ktg_store_device_close (self->device);
  ktg_store_device_tamper (self->device, sql);
  ktg_store_device_reopen (self->device);
  g_ptr_array_add (ids, self->link->id);
  g_ptr_array_add (ids, self->late->id);
  envelopes = ktg_store_device_load_events (self->device, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (envelopes->len, ==, 1);
  g_assert_cmpuint (count_owed (self), ==, 2);
}

static void
test_other_server (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autoptr (GError) error = NULL;

  ktg_store_device_take (self->device, new_second_life (self, 100));
  g_assert_true (ktg_store_device_enrol_with (self->device, other, &error));
  g_assert_cmpuint (count_owed (self), ==, 1);

  ktg_signing_key_unref (self->device->server);
  self->device->server = ktg_signing_key_ref (other);
  ktg_store_device_take (self->device, ktg_test_news_new (FIRST_LIFE));
  ktg_store_device_take (self->device, new_second_life (self, 0));
  g_assert_cmpuint (count_owed (self), ==, 1);
  ktg_store_device_assert_sound (self->device);
}

static void
test_own_is_not_carried (Fixture *self, gconstpointer data)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO outbox_carry (id) VALUES ('%s')", self->own_late);
  g_autofree char *line = g_strdup_printf ("carried %s: nobody else wrote it", self->own_late);
  g_autoptr (GPtrArray) problems = NULL;

  ktg_store_device_close (self->device);
  ktg_store_device_tamper (self->device, sql);
  ktg_store_device_reopen (self->device);
  problems = ktg_store_device_verify (self->device, NULL);
  g_assert_true (g_ptr_array_find_with_equal_func (problems, line, g_str_equal, NULL));
}

static const struct
{
  const char *name;
  void (*run) (Fixture *self, gconstpointer data);
} tests[] = {
  { "/fallen/what-stands-is-nobodys-to-bring", test_stands },
  { "/fallen/what-the-server-said-of-others-is-brought", test_what_the_server_said },
  { "/fallen/what-another-wrote-is-brought-once-before-what-is-said-of-it", test_is_brought },
  { "/fallen/a-receipt-for-its-author-comes-only-where-it-was-brought", test_receipt_for_another },
  { "/fallen/what-is-refused-is-not-brought-again-in-that-life", test_refused },
  { "/fallen/what-comes-again-is-not-brought", test_comes_again },
  { "/fallen/a-server-that-is-put-back-again-is-brought-it-again", test_put_back_again },
  { "/fallen/a-server-that-took-nothing-is-brought-it-again", test_nothing_was_taken },
  { "/fallen/where-marks-are-asked-for-the-lists-come-first", test_lists_come_first },
  { "/fallen/what-is-said-of-a-report-that-is-brought-back-is-said-once-more",
    test_said_before_it_is_brought },
  { "/fallen/what-was-refused-before-is-said-once-more", test_refused_before },
  { "/fallen/what-is-said-of-a-report-that-stands-waits-for-a-person",
    test_refused_of_what_stands },
  { "/fallen/what-is-said-of-an-own-report-that-fell-is-said-once-more", test_said_of_own },
  { "/fallen/what-is-said-of-an-own-report-that-is-lacked-is-said-once-more", test_said_of_lacked },
  { "/fallen/what-is-said-of-a-report-that-another-brought-is-said-once-more",
    test_brought_by_another },
  { "/fallen/what-cannot-be-read-is-left-out", test_unreadable },
  { "/fallen/another-server-has-lost-nothing", test_other_server },
  { "/fallen/verify-names-what-nobody-else-wrote", test_own_is_not_carried },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
