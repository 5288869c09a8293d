/* test-upstream.c - an answer of the server above is entered whole or not at all
 *
 * Who is who, what somebody filed, its receipt as a letter, the marks and the life: whichever write
 * fails, and wherever the machine dies, all of it is there after a start or none, and the same
 * answer again makes it whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive.h"
#include "ktg-server-key.h"
#include "ktg-signed-bookmark.h"
#include "ktg-signed-rejection.h"
#include "ktg-upstream-news.h"
#include "ktg-upstream-settings.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-fault-disk.h>

#include <errno.h>
#include <ktg-event-json.h>
#include <ktg-mark.h>
#include <ktg-moment.h>
#include <ktg-node-life-json.h>
#include <ktg-query.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-running-hash.h>
#include <ktg-seal-error.h>
#include <ktg-signed-envelope.h>
#include <ktg-test-link.h>
#include <stdio.h>
#include <string.h>

#define LIFE_BYTES 16
#define OTHER_REPORT "urn:kentongan:problem:other-report"

/* What there is of it all. */
#define STATE                                                                                      \
  "SELECT (SELECT count (*) FROM event) || ' ' || (SELECT count (*) FROM link) || ' ' ||"          \
  " (SELECT count (*) FROM letter) || ' ' || (SELECT count (*) FROM upstream_life) || ' ' ||"      \
  " coalesce ((SELECT value FROM setting WHERE name = 'upstream_marks'), '') || ' ' ||"            \
  " (SELECT group_concat (position) FROM upstream_event)"

typedef struct
{
  char          *folder;
  KtgArchive    *archive;
  KtgSigningKey *above;
  KtgAccount    *account;
  KtgMark       *mark; /* how far its list is known */
} World;

static gint64
get_now_ms (void)
{
  return g_get_real_time () / 1000;
}

static void
start (World *world)
{
  g_autoptr (GError) error = NULL;

  world->archive = ktg_archive_open (world->folder, get_now_ms, &error);
  g_assert_no_error (error);
}

static void
set_up (World *world, gconstpointer data)
{
  world->folder = g_dir_make_tmp ("ktg-upstream-XXXXXX", NULL);
  world->above = ktg_signing_key_new ();
  world->mark = ktg_mark_new ("34", 0, 0);
  world->account = ktg_account_new ();
  world->account->server_key = g_strdup (ktg_signing_key_get_public (world->above));
  start (world);
  world->account->device
      = g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (world->archive)));
}

static void
tear_down (World *world, gconstpointer data)
{
  ktg_archive_close (world->archive);
  ktg_fault_disk_remove_folder (world->folder);
  ktg_signing_key_unref (world->above);
  ktg_account_free (world->account);
  ktg_mark_free (world->mark);
  g_free (world->folder);
}

/* --- an answer --- */

static void
add (World *world, KtgScopeNews *scope, guint64 index, KtgEnvelope *envelope /* taken */)
{
  world->mark->position++;
  world->mark->hash = ktg_running_hash_next (world->mark->hash, envelope->id, index);
  g_ptr_array_add (scope->events, ktg_indexed_event_new (index, envelope));
  ktg_envelope_unref (envelope);
}

static KtgEnvelope *
file (KtgSigningKey *author)
{
  g_autofree char *uuid = ktg_random_dup_uuid ();
  char            *text = g_strdup_printf (
      "{\"v\":1,\"type\":\"report.filed\",\"report\":\"%s\",\"author\":\"%s\",\"seq\":1,"
                 "\"at\":{\"wall\":\"2024-11-01T08:12:33+07:00\",\"boot_ms\":1},\"body\":{\"kind\":\"lhp\","
                 "\"times\":{\"filed\":\"2024-11-01T08:12:33+07:00\"},\"account\":\"What happened.\"}}",
      uuid,
      ktg_signing_key_get_public (author));
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return ktg_signed_envelope_new (bytes, author);
}

static KtgEnvelope *
receipt_for (World *world, KtgSigningKey *author, const char *event_id, const char *life)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (GBytes) bytes = NULL;

  receipt->node = g_strdup (world->account->server_key);
  receipt->device = g_strdup (ktg_signing_key_get_public (author));
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->life = g_strdup (life);
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  ktg_receipt_add_event (receipt, event_id, world->mark->position);
  bytes = ktg_receipt_json_write (receipt);
  return ktg_signed_envelope_new (bytes, world->above);
}

/* Another officer each time, who filed one report, which this node brought; in another life. */
static KtgNews *
make_news (World *world)
{
  g_autoptr (KtgSigningKey) root
      = ktg_server_key_load (world->folder, KTG_SERVER_KEY_ROOT, FALSE, NULL);
  g_autoptr (KtgSigningKey) author = ktg_signing_key_new ();
  KtgNews      *news = ktg_news_new ();
  KtgScopeNews *scope = ktg_scope_news_new ();
  KtgEnvelope  *filed = file (author);

  news->life = ktg_random_dup_text (LIFE_BYTES);
  if (world->mark->position == 0)
    add (world, scope, 0, ktg_test_link_admit_node (root, 2, world->above, "centre", "centre"));
  add (world,
       scope,
       0,
       ktg_test_link_admit (world->above,
                            world->mark->position,
                            ktg_signing_key_get_public (author),
                            "Siti",
                            "officer",
                            "34.71.04"));
  g_ptr_array_add (news->receipts, receipt_for (world, author, filed->id, news->life));
  add (world, scope, world->mark->position + 1, filed);
  scope->at = ktg_mark_dup_text (world->mark);
  g_ptr_array_add (news->scopes, scope);
  return news;
}

/* --- entered --- */

static gboolean
enter_work (KtgCatalog *catalog, gpointer entry, GError **error)
{
  return ktg_upstream_news_enter (entry, catalog, error);
}

static gboolean
enter (World *world, const KtgNews *news, GError **error)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  KtgUpstreamNews entry = { world->account, news, get_now_ms (), changed };

  return ktg_upstream_news_verify (&entry, error)
         && ktg_writer_run (ktg_archive_get_writer (world->archive), enter_work, &entry, error);
}

static gboolean
read_work (KtgCatalog *catalog, gpointer state, GError **error)
{
  return ktg_query_find_text (catalog->db, STATE, NULL, state, error);
}

static char *
dup_state (World *world)
{
  g_autoptr (GError) error = NULL;
  char *state = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->archive), read_work, &state, &error);
  g_assert_no_error (error);
  return state;
}

/* The newest mark, and so many events, letters and lives. */
static void
assert_whole (World *world, guint n)
{
  g_autofree char *state = dup_state (world);
  g_autofree char *mark = ktg_mark_dup_text (world->mark);
  guint            n_events = 0, n_links = 0, n_letters = 0, n_lives = 0;

  g_assert_cmpint (sscanf (state, "%u %u %u %u", &n_events, &n_links, &n_letters, &n_lives), ==, 4);
  g_assert_cmpuint (n_events, ==, n);
  g_assert_cmpuint (n_letters, ==, n);
  g_assert_cmpuint (n_lives, ==, n);
  g_assert_nonnull (strstr (state, mark));
}

/* Gives whether the fault was reached. */
static gboolean
fail_at (World *world, guint step, KtgFaultKind kind, int error_number)
{
  g_autoptr (KtgNews) news = make_news (world);
  g_autofree char *before = dup_state (world);
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_entered, was_reached;

  ktg_fault_disk_arm (world->folder, kind, step, error_number);
  is_entered = enter (world, news, NULL);
  was_reached = ktg_fault_disk_disarm () >= step;
  g_assert_true (is_entered || was_reached);
  ktg_archive_close (world->archive);
  start (world);

  left = dup_state (world);
  if (g_strcmp0 (left, before) == 0)
    {
      g_assert_false (is_entered);
      enter (world, news, &error);
      g_assert_no_error (error);
    }
  assert_whole (world, step);
  return was_reached;
}

static void
climb (World *world, KtgFaultKind kind, int error_number)
{
  guint step = 1;

  while (fail_at (world, step, kind, error_number))
    step++;
  g_test_message ("%u steps", step);
  g_assert_cmpuint (step, >, 2);
}

static void
test_failing_disk (World *world, gconstpointer data)
{
  climb (world, KTG_FAULT_ONCE, EIO);
}

static void
test_end (World *world, gconstpointer data)
{
  climb (world, KTG_FAULT_DEAD, ENOSPC);
}

/* --- an author whom the server above does not believe --- */

static gboolean
owe_work (KtgCatalog *catalog, gpointer user_data, GError **error)
{
  return ktg_query_run (catalog->db, "DELETE FROM upstream_event", NULL, error)
         && ktg_query_run (catalog->db, "DELETE FROM upstream_link", NULL, error);
}

static gboolean
load_work (KtgCatalog *catalog, gpointer owed, GError **error)
{
  return ktg_upstream_table_load_owed (catalog->db, get_now_ms (), owed, error);
}

/* Brings what is owed; @filed is refused with @type, by an answer that is @news. Returns how much
 * went up. */
static guint
bring_to (World *world, KtgNews *news, const char *filed, const char *type)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->archive), load_work, owed, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      g_ptr_array_add (news->carried, g_strdup (event->event_id));
      if (g_str_equal (event->event_id, filed))
        g_ptr_array_add (news->refused, ktg_refusal_new (filed, type, ""));
    }
  g_assert_true (enter (world, news, &error));
  g_assert_no_error (error);
  return owed->events->len;
}

static guint
bring (World *world, const char *filed)
{
  g_autoptr (KtgNews) news = ktg_news_new ();

  return bring_to (world, news, filed, "urn:kentongan:problem:stranger");
}

static gboolean
forget_work (KtgCatalog *catalog, gpointer user_data, GError **error)
{
  return ktg_upstream_table_forget_strangers (catalog->db, error);
}

/* Twice for each comparison; once with all that says who is who. */
static void
test_stranger (World *world, gconstpointer data)
{
  g_autoptr (KtgNews) news = make_news (world);
  const KtgScopeNews    *scope = g_ptr_array_index (news->scopes, 0);
  const KtgIndexedEvent *filed = g_ptr_array_index (scope->events, scope->events->len - 1);
  const char            *id = filed->envelope->id;
  g_autoptr (GError) error = NULL;
  guint n_links;

  g_assert_true (enter (world, news, &error));
  ktg_writer_run (ktg_archive_get_writer (world->archive), owe_work, NULL, &error);
  g_assert_no_error (error);
  n_links = bring (world, id) - 1;
  g_assert_cmpuint (n_links, >, 1);
  g_assert_cmpuint (bring (world, id), ==, 1);
  g_assert_cmpuint (bring (world, id), ==, 0);

  ktg_writer_run (ktg_archive_get_writer (world->archive), forget_work, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bring (world, id), ==, 1);
  g_assert_cmpuint (bring (world, id), ==, n_links + 1);
  g_assert_cmpuint (bring (world, id), ==, 0);
}

/* --- what a server refuses that has lost something --- */

static gboolean
count_letters_work (KtgCatalog *catalog, gpointer n, GError **error)
{
  return ktg_query_get_int (catalog->db, "SELECT count (*) FROM letter", NULL, n, error);
}

static gint64
count_letters (World *world)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  ktg_writer_run (ktg_archive_get_writer (world->archive), count_letters_work, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* An answer of @life that refuses @filed, and says so to its author. Returns how much went up. */
static guint
bring_in_vain (World *world, const KtgEnvelope *filed, const char *life)
{
  g_autoptr (KtgNews) news = ktg_news_new ();
  g_autoptr (KtgEvent) event = ktg_event_json_parse (filed->bytes, NULL);
  g_autoptr (KtgRejection) rejection = ktg_rejection_new ();

  news->life = g_strdup (life);
  rejection->device = g_strdup (event->author);
  rejection->life = g_strdup (life);
  g_ptr_array_add (rejection->events, ktg_refusal_new (filed->id, OTHER_REPORT, ""));
  g_ptr_array_add (news->rejections,
                   ktg_signed_rejection_new (rejection, world->above, get_now_ms ()));
  return bring_to (world, news, filed->id, OTHER_REPORT);
}

/* It goes once more, behind what was lost; refused then, its author hears of it. */
static void
test_another_life (World *world, gconstpointer data)
{
  g_autoptr (KtgNews) news = make_news (world);
  const KtgScopeNews    *scope = g_ptr_array_index (news->scopes, 0);
  const KtgIndexedEvent *filed = g_ptr_array_index (scope->events, scope->events->len - 1);
  g_autofree char       *life = ktg_random_dup_text (LIFE_BYTES);
  g_autoptr (GError) error = NULL;
  gint64 n_letters;

  g_assert_true (enter (world, news, &error));
  ktg_writer_run (ktg_archive_get_writer (world->archive), owe_work, NULL, &error);
  g_assert_no_error (error);
  n_letters = count_letters (world);

  g_assert_cmpuint (bring_in_vain (world, filed->envelope, life), >, 1);
  g_assert_cmpint (count_letters (world), ==, n_letters);
  g_assert_cmpuint (bring_in_vain (world, filed->envelope, life), ==, 1);
  g_assert_cmpint (count_letters (world), ==, n_letters + 1);
  g_assert_cmpuint (bring_in_vain (world, filed->envelope, life), ==, 0);
}

/* --- what a server has lost of its own book --- */

static KtgNews *
put_back (World *world, const char *before, guint64 book)
{
  g_autoptr (KtgNodeLife) word = ktg_node_life_new ();
  KtgNews *news = ktg_news_new ();
  g_autoptr (GBytes) bytes = NULL;

  news->life = ktg_random_dup_text (LIFE_BYTES);
  word->server = g_strdup (world->account->server_key);
  word->life = g_strdup (news->life);
  word->of = g_strdup (before);
  word->last = world->mark->position;
  word->book = book;
  word->at = g_strdup ("2024-11-13T13:40:02.113Z");
  bytes = ktg_node_life_json_write (word);
  news->stands = ktg_signed_envelope_new (bytes, world->above);
  return news;
}

static KtgOwed *
load_owed (World *world)
{
  KtgOwed *owed = ktg_owed_new ();
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->archive), load_work, owed, &error);
  g_assert_no_error (error);
  return owed;
}

/* Whom it let in; and no more than that, whatever was owed before. */
static void
assert_owes_besides (World *world, guint n_before, const char *id)
{
  g_autoptr (KtgOwed) owed = load_owed (world);
  gboolean has = FALSE;

  g_assert_cmpuint (owed->events->len, ==, n_before + 1);
  for (guint i = 0; i < owed->events->len; i++)
    has |= g_str_equal (((KtgOwedEvent *)g_ptr_array_index (owed->events, i))->event_id, id);
  g_assert_true (has);
}

static void
test_book_put_back (World *world, gconstpointer data)
{
  g_autoptr (KtgNews) news = make_news (world);
  g_autoptr (KtgNews) same = NULL;
  g_autoptr (KtgNews) lost = NULL;
  const KtgScopeNews    *scope = g_ptr_array_index (news->scopes, 0);
  const KtgIndexedEvent *let_in = g_ptr_array_index (scope->events, 1);
  g_autoptr (KtgOwed) before = NULL;
  g_autoptr (KtgOwed) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (enter (world, news, &error));
  before = load_owed (world);
  same = put_back (world, news->life, 1);
  g_assert_true (enter (world, same, &error));
  after = load_owed (world);
  g_assert_cmpuint (after->events->len, ==, before->events->len);

  lost = put_back (world, same->life, 0);
  g_assert_true (enter (world, lost, &error));
  assert_owes_besides (world, before->events->len, let_in->envelope->id);
}

/* Nor did it say what stands of a life that is known here. */
static void
test_book_unsaid (World *world, gconstpointer data)
{
  g_autoptr (KtgNews) news = make_news (world);
  g_autoptr (KtgNews) lost = put_back (world, NULL, 0);
  const KtgScopeNews    *scope = g_ptr_array_index (news->scopes, 0);
  const KtgIndexedEvent *let_in = g_ptr_array_index (scope->events, 1);
  g_autoptr (KtgOwed) before = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (enter (world, news, &error));
  before = load_owed (world);
  g_assert_true (enter (world, lost, &error));
  assert_owes_besides (world, before->events->len + 1, let_in->envelope->id); /* and the report */
}

/* --- how far the book above goes --- */

static void
hear_book (World *world, guint64 seq, gint64 ahead_ms, gboolean brings_word)
{
  g_autoptr (KtgNews) news = ktg_news_new ();
  g_autoptr (KtgBookmark) word = ktg_bookmark_new ();
  g_autoptr (GError) error = NULL;

  word->seq = seq;
  word->id = g_strnfill (64, 'a');
  news->server_offset_ms = ahead_ms;
  if (brings_word)
    news->book = ktg_signed_bookmark_new (word, world->above, get_now_ms () + ahead_ms);
  g_assert_true (enter (world, news, &error));
  g_assert_no_error (error);
}

static void
assert_book (World *world, guint64 asked)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->archive), load_work, owed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (owed->book, ==, asked);
}

static gboolean
load_book (KtgCatalog *catalog, gpointer word, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = NULL;

  return ktg_upstream_settings_load_book (catalog->db, &envelope, word, error);
}

static void
assert_handed_on (World *world, guint64 seq, gint64 ahead_ms)
{
  g_autoptr (KtgBookmark) word = NULL;
  g_autoptr (GError) error = NULL;
  gint64 at_us;

  ktg_writer_run (ktg_archive_get_writer (world->archive), load_book, &word, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (word->seq, ==, seq);
  g_assert_true (ktg_moment_parse_server_time (word->at, &at_us));
  g_assert_true (ktg_bookmark_is_fresh (at_us, (get_now_ms () + ahead_ms) * 1000));
}

static gboolean
join (KtgCatalog *catalog, gpointer account, GError **error)
{
  return ktg_upstream_settings_set_account (catalog->db, account, error);
}

/* The last word is the one that is handed on, whatever the clock above said before. */
static void
test_clock_above_was_ahead (World *world, gconstpointer data)
{
  static const gint64 ahead_ms = 800 * (G_TIME_SPAN_DAY / 1000);
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->archive), join, world->account, &error);
  g_assert_no_error (error);
  hear_book (world, 41, ahead_ms, TRUE);
  assert_book (world, 41);

  hear_book (world, 41, 0, FALSE);
  assert_book (world, 0);
  hear_book (world, 41, 0, TRUE);
  assert_book (world, 41);
  assert_handed_on (world, 41, 0);

  hear_book (world, 41, ahead_ms, TRUE);
  hear_book (world, 42, 0, TRUE);
  assert_handed_on (world, 42, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* a disk that fails is warned of */

#define ADD(name, function) g_test_add ("/upstream/" name, World, NULL, set_up, function, tear_down)
  ADD ("on-a-failing-disk-an-answer-is-there-whole-or-not-at-all", test_failing_disk);
  ADD ("so-it-is-wherever-the-machine-dies", test_end);
  ADD ("what-stays-a-strangers-is-not-brought-for-ever", test_stranger);
  ADD ("what-was-refused-by-a-server-that-had-just-lost-it-is-brought-once-more",
       test_another_life);
  ADD ("what-it-lost-of-its-own-book-is-owed-to-it", test_book_put_back);
  ADD ("of-a-life-that-nobody-knows-no-book-stands", test_book_unsaid);
  ADD ("a-clock-above-that-was-ahead-is-healed", test_clock_above_was_ahead);

  return g_test_run ();
}
