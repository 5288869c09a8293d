/* test-lives.c - what does not stand in the next life of a server is owed again, and alarms are
 * kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-news.h"

#include <ktg-signed-envelope.h>

#define FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"
#define THIRD_LIFE "CCCCCCCCCCCCCCCCCCCCCC"
#define FOURTH_LIFE "DDDDDDDDDDDDDDDDDDDDDD"
#define N_REPORTS 3

typedef struct
{
  KtgStoreDevice *device;
  char           *report_ids[N_REPORTS]; /* each with one photo */
} Fixture;

static void
file_reports (Fixture *fixture)
{
  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("photo %u", i);
      g_autoptr (GError) error = NULL;
      g_autofree char *photo = ktg_store_device_import (fixture->device, text, &error);
      const char      *evidence[] = { photo, "", NULL };
      g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);

      fixture->report_ids[i] = ktg_store_device_file (fixture->device, NULL, report, &error);
      g_assert_no_error (error);
    }
}

/* A receipt of @life for all that is owed, its indexes from 100 on; in each later life above those.
 */
static void
deliver_in (KtgStoreDevice *device, const char *life)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (device);
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (device, owed);
  KtgNews *news = ktg_test_news_new (life);

  receipt->life = g_strdup (life);
  for (guint i = 0; i < receipt->events->len; i++)
    ((KtgReceiptEvent *)receipt->events->pdata[i])->index += 10 * (guint64)(*life - 'A');
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (device->server, receipt));
  ktg_store_device_take (device, news);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (fixture->device, &error));
  g_assert_true (ktg_store_device_enrol (fixture->device, &error));
  file_reports (fixture);
  deliver_in (fixture->device, FIRST_LIFE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
  for (guint i = 0; i < N_REPORTS; i++)
    g_free (fixture->report_ids[i]);
}

static KtgState
get_state (Fixture *fixture, guint i)
{
  return ktg_store_device_get_summary (fixture->device, fixture->report_ids[i])->state;
}

static const KtgServerNotes *
get_notes (Fixture *fixture)
{
  return ktg_store_get_server_notes (fixture->device->store);
}

/* Of the first life stand indexes up to @last and deliveries up to @file; all has 102 and 3. */
static KtgNews *
new_second_life (Fixture *fixture, guint64 last, guint64 file)
{
  KtgNews *news = ktg_test_news_new (SECOND_LIFE);

  news->stands = ktg_store_device_sign_life (fixture->device, SECOND_LIFE, FIRST_LIFE, last, file);
  return news;
}

static void
test_says_what_it_holds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);

  g_assert_cmpstr (owed->life, ==, FIRST_LIFE);
  g_assert_cmpuint (owed->holds, ==, N_REPORTS);
  g_assert_null (owed->lives);
  for (guint i = 0; i < N_REPORTS; i++)
    g_assert_cmpint (get_state (fixture, i), ==, KTG_STATE_COMPLETE);
}

/* The server was started anew, and lost nothing. */
static void
test_next_life_costs_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_take (fixture->device, new_second_life (fixture, 102, 3));
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpstr (owed->life, ==, SECOND_LIFE);
  g_assert_cmpuint (owed->holds, ==, N_REPORTS);
  g_assert_cmpuint (owed->events->len, ==, 0);
  g_assert_cmpuint (owed->files->len, ==, 0);
  g_assert_cmpuint (get_notes (fixture)->n_again, ==, 0);
  g_assert_null (get_notes (fixture)->restored_at);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_fallen_is_owed_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_take (fixture->device, new_second_life (fixture, 101, 1));
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpstr (owed->life, ==, SECOND_LIFE);
  g_assert_cmpuint (owed->holds, ==, N_REPORTS - 1);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, N_REPORTS - 1);
  g_assert_cmpint (get_state (fixture, N_REPORTS - 1), ==, KTG_STATE_QUEUED);
  g_assert_cmpuint (get_notes (fixture)->n_again, ==, N_REPORTS - 1);
  g_assert_cmpstr (get_notes (fixture)->restored_at, ==, "2024-11-02T01:20:00.113Z");
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);

  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (get_notes (fixture)->n_again, ==, N_REPORTS - 1);
  deliver_in (fixture->device, SECOND_LIFE);
  g_assert_cmpint (get_state (fixture, N_REPORTS - 1), ==, KTG_STATE_COMPLETE);
  g_assert_cmpuint (get_notes (fixture)->n_again, ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

/* A receipt of @life for the first of what is owed. */
static void
settle (Fixture *fixture, const KtgOwed *owed, const char *life, guint64 index)
{
  const KtgOwedEvent *event = owed->events->pdata[0];
  g_autoptr (KtgOwed) nothing = ktg_owed_new ();
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (fixture->device, nothing);
  KtgNews *news = ktg_news_new ();

  receipt->life = g_strdup (life);
  ktg_receipt_add_event (receipt, event->event_id, index);
  g_ptr_array_add (news->receipts,
                   ktg_store_device_sign_receipt (fixture->device->server, receipt));
  ktg_store_device_take (fixture->device, news);
}

/* Whose answer took its time: of the life before, within its bounds and not. */
static void
settle_late (Fixture *fixture, const KtgOwed *owed, guint64 index)
{
  settle (fixture, owed, FIRST_LIFE, index);
}

static guint
count_owed_events (Fixture *fixture)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);

  return owed->events->len;
}

static void
test_old_receipt_settles_what_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_take (fixture->device, new_second_life (fixture, 101, 3));
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  settle_late (fixture, owed, 102);
  g_assert_cmpuint (count_owed_events (fixture), ==, 1);
  ktg_store_device_assert_sound (fixture->device);
  settle_late (fixture, owed, 99);
  g_assert_cmpuint (count_owed_events (fixture), ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

/* An upload was answered after a start of which nothing was heard yet. */
static void
test_receipt_of_an_unknown_life_settles_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgOwed) after = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgNews *news = ktg_news_new ();

  ktg_store_device_take (fixture->device, new_second_life (fixture, 101, 1));
  owed = ktg_store_device_load_owed (fixture->device);
  receipt = ktg_store_device_new_receipt (fixture->device, owed);
  receipt->life = g_strdup (THIRD_LIFE);
  g_ptr_array_add (news->receipts,
                   ktg_store_device_sign_receipt (fixture->device->server, receipt));
  ktg_store_device_take (fixture->device, news);
  after = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpstr (after->life, ==, SECOND_LIFE);
  g_assert_cmpuint (after->events->len, ==, owed->events->len);
  g_assert_cmpuint (after->files->len, ==, owed->files->len);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_unsigned_life_is_not_believed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) good
      = ktg_store_device_sign_life (fixture->device, SECOND_LIFE, FIRST_LIFE, 0, 0);
  g_autoptr (GError) error = NULL;
  KtgNews *news = ktg_test_news_new (SECOND_LIFE);

  news->stands = ktg_signed_envelope_new (good->bytes, other);
  g_assert_false (ktg_store_device_apply (fixture->device, news, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  g_assert_cmpint (get_state (fixture, 0), ==, KTG_STATE_COMPLETE);
}

/* --- a server that was put back to before a life --- */

static void
ask (Fixture *fixture)
{
  KtgNews *news = ktg_test_news_new (THIRD_LIFE);

  news->asks = TRUE;
  ktg_store_device_take (fixture->device, news);
}

static void
test_says_which_lives_it_knows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgOwed) after = NULL;
  KtgNews *news = ktg_test_news_new (THIRD_LIFE);

  ktg_store_device_take (fixture->device, new_second_life (fixture, 101, 3));
  deliver_in (fixture->device, SECOND_LIFE); /* the third event, as index 110 of it */
  ask (fixture);
  ktg_store_device_reopen (fixture->device);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpstr (owed->life, ==, SECOND_LIFE);
  g_assert_cmpuint (owed->lives->len, ==, 2);
  g_assert_cmpstr (owed->lives->pdata[0], ==, SECOND_LIFE);
  g_assert_cmpstr (owed->lives->pdata[1], ==, FIRST_LIFE);

  /* A later copy, which knows more of the first life: the lower bound counts. */
  news->stands = ktg_store_device_sign_life (fixture->device, THIRD_LIFE, FIRST_LIFE, 102, 3);
  ktg_store_device_take (fixture->device, news);
  after = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpstr (after->life, ==, THIRD_LIFE);
  g_assert_null (after->lives);
  g_assert_cmpuint (after->events->len, ==, 1);
  g_assert_cmpuint (after->holds, ==, N_REPORTS - 1);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_nothing_known_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = ktg_test_news_new (THIRD_LIFE);

  ask (fixture);
  news->stands = ktg_store_device_sign_life (fixture->device, THIRD_LIFE, NULL, 0, 0);
  ktg_store_device_take (fixture->device, news);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, N_REPORTS);
  g_assert_cmpuint (owed->files->len, ==, N_REPORTS);
  g_assert_cmpuint (owed->holds, ==, 0);
  g_assert_null (owed->file);
  ktg_store_device_assert_sound (fixture->device);
}

/* A server that is started each night for years fills no profile. */
static void
test_lives_without_a_word_are_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  char life[] = FIRST_LIFE;

  for (guint i = 1; i < 10; i++)
    {
      g_autofree char *before = g_strdup (life);
      KtgNews         *news;

      life[0] = (char)('0' + i);
      news = ktg_test_news_new (life);
      news->stands = ktg_store_device_sign_life (fixture->device, life, before, 102, 3);
      ktg_store_device_take (fixture->device, news);
    }
  ask (fixture);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->lives->len, ==, 2);
  g_assert_cmpuint (owed->events->len, ==, 0);
}

/* --- two servers that went on with copies of one folder --- */

static void
file_and_deliver (Fixture *fixture, const char *life, guint64 index)
{
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *report_id = ktg_store_device_file (fixture->device, NULL, report, &error);
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);

  g_assert_nonnull (report_id);
  settle (fixture, owed, life, index);
  g_assert_cmpuint (count_owed_events (fixture), ==, 0);
}

static void
go_over (Fixture *fixture, const char *life, const char *of, guint64 last)
{
  KtgNews *news = ktg_test_news_new (life);

  news->stands = ktg_store_device_sign_life (fixture->device, life, of, last, 3);
  ktg_store_device_take (fixture->device, news);
}

/* What the other server said was said before, whichever began first. */
static void
test_life_that_is_entered_again_is_the_newest (Fixture *fixture, gconstpointer data)
{
  go_over (fixture, SECOND_LIFE, FIRST_LIFE, 102);
  ask (fixture);
  go_over (fixture, THIRD_LIFE, FIRST_LIFE, 102);
  ask (fixture);
  go_over (fixture, SECOND_LIFE, FIRST_LIFE, 102);
  ask (fixture);

  go_over (fixture, THIRD_LIFE, THIRD_LIFE, 102);
  file_and_deliver (fixture, THIRD_LIFE, 103);
  go_over (fixture, FOURTH_LIFE, THIRD_LIFE, 103);
  g_assert_cmpuint (count_owed_events (fixture), ==, 0);

  ask (fixture);
  go_over (fixture, SECOND_LIFE, SECOND_LIFE, 102);
  g_assert_cmpuint (count_owed_events (fixture), ==, 1);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

/* The server tells of the life that the device names; files were gone that came in one before it.
 */
static void
test_word_of_a_life_is_one_of_those_before_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = ktg_test_news_new (THIRD_LIFE);

  go_over (fixture, SECOND_LIFE, FIRST_LIFE, 102);
  file_and_deliver (fixture, SECOND_LIFE, 103);
  news->stands = ktg_store_device_sign_life (fixture->device, THIRD_LIFE, SECOND_LIFE, 103, 1);
  ktg_store_device_take (fixture->device, news);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 0);
  g_assert_cmpuint (owed->files->len, ==, N_REPORTS - 1);
  g_assert_cmpint (get_state (fixture, 0), ==, KTG_STATE_COMPLETE);
  g_assert_cmpint (get_state (fixture, N_REPORTS - 1), ==, KTG_STATE_DELIVERED);
  ktg_store_device_assert_sound (fixture->device);
}

/* --- alarms --- */

static void
assert_alarm (Fixture *fixture, const char *kind)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (fixture->device, NULL);

  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (get_notes (fixture)->alarms, 0), ==, kind);
  g_assert_cmpuint (problems->len, ==, 1);
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 1);
}

static void
test_life_without_a_word_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_take (fixture->device, ktg_test_news_new (SECOND_LIFE));
  g_assert_cmpint (get_state (fixture, 0), ==, KTG_STATE_COMPLETE);
  assert_alarm (fixture, "life-unsaid");
}

static void
test_word_of_a_strange_life_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  KtgNews *news = ktg_test_news_new (SECOND_LIFE);

  news->stands = ktg_store_device_sign_life (fixture->device, SECOND_LIFE, THIRD_LIFE, 102, 3);
  ktg_store_device_take (fixture->device, news);
  assert_alarm (fixture, "life-unsaid");
}

static void
bring_step (Fixture *fixture, const char *life, guint64 index)
{
  g_autoptr (KtgSigningKey) office = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) step = ktg_store_device_sign_step (fixture->device,
                                                             office,
                                                             fixture->report_ids[0],
                                                             1,
                                                             NULL,
                                                             "registered");
  KtgNews *news = ktg_test_news_new (life);

  ktg_test_news_add (news, index, step);
  ktg_store_device_take (fixture->device, news);
}

static void
test_index_again_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  bring_step (fixture, FIRST_LIFE, 102);
  assert_alarm (fixture, "index-again");

  /* and nothing explains it away */
  ktg_store_device_take (fixture->device, new_second_life (fixture, 101, 3));
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 1);
}

/* What stands is so in each later life. */
static void
test_index_again_in_the_next_life_is_one (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_take (fixture->device, new_second_life (fixture, 102, 3));
  bring_step (fixture, SECOND_LIFE, 101);
  assert_alarm (fixture, "index-again");
}

static void
test_index_that_fell_is_none (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_take (fixture->device, new_second_life (fixture, 101, 3));
  bring_step (fixture, SECOND_LIFE, 102);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_lacked_that_stands_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = new_second_life (fixture, 101, 3);
  guint64  lacked[] = { 2, 3 }; /* the third one does not stand */

  g_array_append_vals (news->lacks, lacked, 2);
  ktg_store_device_take (fixture->device, news);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 2);
  g_assert_cmpuint (owed->files->len, ==, 1);
  g_assert_cmpint (get_state (fixture, 0), ==, KTG_STATE_COMPLETE);
  g_assert_cmpint (get_state (fixture, 1), ==, KTG_STATE_QUEUED);
  assert_alarm (fixture, "head-back");
}

static void
test_lacked_that_fell_is_none (Fixture *fixture, gconstpointer data)
{
  KtgNews *news = new_second_life (fixture, 101, 2);
  guint64  lacked[] = { 0, 3 };
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);

  news->file = g_strdup (owed->file);
  g_array_append_vals (news->lacks, lacked, 2);
  ktg_store_device_take (fixture->device, news);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);
}

/* Receipts of before there were lives, and the first answer that names one: nothing had been said
 * to stand. */
static void
test_lacked_before_a_life_is_known_is_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  Fixture before = { .device = device };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgNews *old = ktg_news_new ();
  KtgNews *news = ktg_test_news_new (FIRST_LIFE);
  guint64  lacked = 2;

  g_assert_true (ktg_store_device_open (device, &error));
  g_assert_true (ktg_store_device_enrol (device, &error));
  file_reports (&before);
  owed = ktg_store_device_load_owed (device);
  receipt = ktg_store_device_new_receipt (device, owed);
  g_ptr_array_add (old->receipts, ktg_store_device_sign_receipt (device->server, receipt));
  ktg_store_device_take (device, old);
  g_assert_cmpint (get_state (&before, 1), ==, KTG_STATE_COMPLETE);

  g_array_append_val (news->lacks, lacked);
  ktg_store_device_take (device, news);
  g_assert_cmpint (get_state (&before, 1), ==, KTG_STATE_QUEUED);
  g_assert_cmpuint (get_notes (&before)->alarms->len, ==, 0);
  for (guint i = 0; i < N_REPORTS; i++)
    g_free (before.report_ids[i]);
}

static void
test_lacked_file_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) claimed = ktg_store_device_load_owed (fixture->device);
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = ktg_test_news_new (FIRST_LIFE);
  guint64  its_file = 0;

  news->file = g_strdup (claimed->file);
  g_array_append_val (news->lacks, its_file);
  ktg_store_device_take (fixture->device, news);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 0);
  g_assert_cmpuint (owed->files->len, ==, 1);
  g_assert_cmpstr (((KtgOwedFile *)owed->files->pdata[0])->sha256, ==, claimed->file);
  assert_alarm (fixture, "head-back");
}

/* --- the order of deliveries --- */

/* A receipt of the second life for one of the files that are owed. */
static void
deliver_file (Fixture *fixture, const KtgOwed *owed, guint i, guint64 index)
{
  const KtgOwedFile *file = owed->files->pdata[i];
  g_autoptr (KtgOwed) nothing = ktg_owed_new ();
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (fixture->device, nothing);
  KtgNews *news = ktg_news_new ();

  receipt->life = g_strdup (SECOND_LIFE);
  ktg_receipt_add_file (receipt, file->sha256, file->size_bytes, index);
  g_ptr_array_add (news->receipts,
                   ktg_store_device_sign_receipt (fixture->device->server, receipt));
  ktg_store_device_take (fixture->device, news);
}

static void
assert_claims (Fixture *fixture, const KtgOwed *owed, guint i)
{
  const KtgOwedFile *file = owed->files->pdata[i];
  g_autoptr (KtgOwed) now = ktg_store_device_load_owed (fixture->device);

  g_assert_cmpstr (file->sha256, ==, now->file);
}

/* The answer to the upload of the one was lost, so its receipt comes after that of the other. */
static void
test_claims_what_was_taken_last (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_take (fixture->device, new_second_life (fixture, 102, 0));
  owed = ktg_store_device_load_owed (fixture->device);
  deliver_file (fixture, owed, 0, 12);
  deliver_file (fixture, owed, 1, 11);
  assert_claims (fixture, owed, 0);
  ktg_store_device_reopen (fixture->device);
  assert_claims (fixture, owed, 0);
  deliver_file (fixture, owed, 2, 13);
  assert_claims (fixture, owed, 2);
  ktg_store_device_assert_sound (fixture->device);
}

/* An older server gives no numbers: that stands as long as nothing else falls. */
static void
test_delivery_without_number_is_believed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgOwed) next = NULL;
  g_autoptr (KtgOwed) after = NULL;
  KtgNews *same = ktg_test_news_new (THIRD_LIFE);

  ktg_store_device_take (fixture->device, new_second_life (fixture, 102, 0));
  owed = ktg_store_device_load_owed (fixture->device);
  for (guint i = 0; i < N_REPORTS; i++)
    deliver_file (fixture, owed, i, 0);
  same->stands = ktg_store_device_sign_life (fixture->device, THIRD_LIFE, SECOND_LIFE, 102, 0);
  ktg_store_device_take (fixture->device, same);
  next = ktg_store_device_load_owed (fixture->device);
  g_assert_null (next->file);
  g_assert_cmpuint (next->files->len, ==, 0);
  ktg_store_device_assert_sound (fixture->device);

  ask (fixture);
  same = ktg_test_news_new ("DDDDDDDDDDDDDDDDDDDDDD");
  same->stands = ktg_store_device_sign_life (fixture->device, same->life, FIRST_LIFE, 102, 3);
  ktg_store_device_take (fixture->device, same);
  after = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (after->files->len, ==, N_REPORTS);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_delivery_again_is_an_alarm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_take (fixture->device, new_second_life (fixture, 102, 0));
  owed = ktg_store_device_load_owed (fixture->device);
  deliver_file (fixture, owed, 0, 12);
  deliver_file (fixture, owed, 0, 12);
  g_assert_cmpuint (get_notes (fixture)->alarms->len, ==, 0);
  deliver_file (fixture, owed, 1, 12);
  assert_alarm (fixture, "delivery-again");
}

static void
test_keeps_days (Fixture *fixture, gconstpointer data)
{
  KtgNews *news = ktg_test_news_new (FIRST_LIFE);

  news->keep_days = 14;
  ktg_store_device_take (fixture->device, news);
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (get_notes (fixture)->keep_days, ==, 14);
}

static const struct
{
  const char *name;
  void (*run) (Fixture *fixture, gconstpointer data);
} tests[] = {
  { "/lives/a-device-says-which-life-it-knows-and-what-it-holds", test_says_what_it_holds },
  { "/lives/a-start-that-lost-nothing-costs-nothing", test_next_life_costs_nothing },
  { "/lives/what-does-not-stand-any-more-is-owed-again", test_fallen_is_owed_again },
  { "/lives/a-late-receipt-of-an-earlier-life-settles-what-stands-of-it",
    test_old_receipt_settles_what_stands },
  { "/lives/a-receipt-of-a-life-that-is-not-known-settles-nothing",
    test_receipt_of_an_unknown_life_settles_nothing },
  { "/lives/a-new-life-that-the-server-did-not-sign-is-not-believed",
    test_unsigned_life_is_not_believed },
  { "/lives/a-device-that-is-asked-says-which-lives-it-knows", test_says_which_lives_it_knows },
  { "/lives/where-the-server-knows-none-of-them-all-is-owed-again", test_nothing_known_stands },
  { "/lives/lives-in-which-nothing-was-said-are-forgotten",
    test_lives_without_a_word_are_forgotten },
  { "/lives/what-does-not-stand-of-one-does-not-of-those-before-it",
    test_word_of_a_life_is_one_of_those_before_it },
  { "/lives/one-that-the-server-is-in-again-is-the-newest",
    test_life_that_is_entered_again_is_the_newest },
  { "/lives/another-life-without-a-word-is-an-alarm", test_life_without_a_word_is_an_alarm },
  { "/lives/the-word-of-a-life-that-this-device-never-knew-is-an-alarm",
    test_word_of_a_strange_life_is_an_alarm },
  { "/lives/an-index-that-comes-again-within-one-life-is-an-alarm", test_index_again_is_an_alarm },
  { "/lives/an-index-that-stands-and-comes-again-in-the-next-life-is-an-alarm",
    test_index_again_in_the_next_life_is_one },
  { "/lives/an-index-that-comes-again-in-another-life-is-none", test_index_that_fell_is_none },
  { "/lives/what-is-lacked-though-it-stands-is-an-alarm-and-owed-again",
    test_lacked_that_stands_is_an_alarm },
  { "/lives/what-is-lacked-and-does-not-stand-is-none", test_lacked_that_fell_is_none },
  { "/lives/what-is-lacked-before-a-life-is-known-is-none",
    test_lacked_before_a_life_is_known_is_none },
  { "/lives/the-claimed-file-that-is-lacked-is-an-alarm-and-owed-again",
    test_lacked_file_is_an_alarm },
  { "/lives/of-all-its-files-a-device-claims-the-one-that-the-server-took-last",
    test_claims_what_was_taken_last },
  { "/lives/a-delivery-without-a-number-is-believed", test_delivery_without_number_is_believed },
  { "/lives/the-number-of-a-delivery-that-comes-again-is-an-alarm",
    test_delivery_again_is_an_alarm },
  { "/lives/how-long-to-keep-is-remembered", test_keeps_days },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
