/* test-fallen.c - what others wrote and a server that was put back has lost is brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-link.h"
#include "ktg-test-news.h"

#include <ktg-random.h>

#define FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"
#define THIRD_LIFE "CCCCCCCCCCCCCCCCCCCCCC"
#define STRANGER "urn:kentongan:problem:stranger"

/* An office's device: of two reports of an officer it knows, and whose key was admitted. */
typedef struct
{
  KtgStoreDevice *device;
  KtgSigningKey  *officer;
  KtgEnvelope    *link;     /* who the officer is */
  KtgEnvelope    *early;    /* what he filed, of index 100 */
  KtgEnvelope    *late;     /* of index 101 */
  char           *own_late; /* this device's, said after that; the id of its report, of index 102 */
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
  g_autofree char *id = ktg_store_device_file (self->device, NULL, report, &error);
  KtgNews         *news = ktg_test_news_new (FIRST_LIFE);

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
  self->officer = ktg_signing_key_new ();
  g_assert_true (ktg_store_device_open (self->device, &error));
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
  ktg_signing_key_unref (self->officer);
  ktg_envelope_unref (self->link);
  ktg_envelope_unref (self->early);
  ktg_envelope_unref (self->late);
  g_free (self->own_late);
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

/* Nor in any later life, since it has no place in one that could fall. */
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
  g_assert_cmpuint (count_owed (self), ==, 1);
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
  { "/fallen/what-another-wrote-is-brought-once-before-what-is-said-of-it", test_is_brought },
  { "/fallen/a-receipt-for-its-author-comes-only-where-it-was-brought", test_receipt_for_another },
  { "/fallen/what-is-refused-is-not-brought-again", test_refused },
  { "/fallen/what-comes-again-is-not-brought", test_comes_again },
  { "/fallen/a-server-that-took-nothing-is-brought-it-again", test_nothing_was_taken },
  { "/fallen/where-marks-are-asked-for-the-lists-come-first", test_lists_come_first },
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
