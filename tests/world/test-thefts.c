/* test-thefts.c - what a stolen relay, a stolen office and a lying centre without the root each
 * try, and what every other party then believes
 *
 * A row says who signs what, what becomes of it at the server, for whom the server then takes the
 * author, and what the stores of an officer and of an office make of the same, told to them by
 * whoever they ask with nothing left out. What is expected was written by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-theft-scene.h"

#include <ktg-chain.h>
#include <ktg-event-json.h>
#include <ktg-sha256.h>

#include <string.h>

#define UNTRUSTED "nothing of the answer"

/* What is said at last, and what is asked about. */
typedef enum
{
  FILES, /* a report of his own */
  RECEIVES,
  HANDS_OVER,
  WITHDRAWS, /* the officer's report */
} Deed;

typedef struct
{
  const char  *name;
  KtgTheftWho  carrier; /* who brings it to the server; NOBODY: somebody honest */
  KtgTheftLink links[3];
  KtgTheftWho  author;
  Deed         word;
  const char  *fate;   /* of the links and of the word, at the server */
  const char  *rank;   /* for whom the server then takes the author */
  const char  *belief; /* of both stores: whether the author counts, and a step, and the state */
  KtgTheftWho  signer; /* who is not the author; NOBODY: he is */
} Theft;

static const Theft thefts[] = {
  /* --- a stolen relay, of 34 --- */
  { "relay/admits-an-office",
    RELAY,
    { { RELAY, ADMITS, NEW, "office", "34.71", 0 } },
    NEW,
    RECEIVES,
    "stranger, stranger",
    "nobody",
    "unsigned-for, unsigned_for, filed" },
  { "relay/admits-somebody-of-the-centre",
    RELAY,
    { { RELAY, ADMITS, NEW, "centre", "", 0 } },
    NEW,
    RECEIVES,
    "stranger, stranger",
    "nobody",
    "unsigned-for, unsigned_for, filed" },
  { "relay/admits-a-server-of-the-centre",
    RELAY,
    { { RELAY, ADMITS_NODE, NEW, "centre", "", 0 }, { NEW, ADMITS, NEWER, "office", "34.71", 0 } },
    NEWER,
    RECEIVES,
    "stranger, stranger, stranger",
    "nobody",
    "unknown, unsigned_for, filed" },
  { "relay/admits-an-officer-outside-its-scope",
    RELAY,
    { { RELAY, ADMITS, NEW, "officer", "33.74.01", 0 } },
    NEW,
    FILES,
    "stranger, stranger",
    "nobody",
    "unsigned-for" },
  { "relay/admits-itself-as-an-office",
    RELAY,
    { { RELAY, ADMITS, RELAY, "office", "34.71", 0 } },
    RELAY,
    RECEIVES,
    "stranger, stranger",
    "node 34",
    "unsigned-for, unsigned_for, filed" },
  { "relay/widens-its-own-scope",
    RELAY,
    { { RELAY, ADMITS_NODE, RELAY, "relay", "", 0 },
      { RELAY, ADMITS, NEW, "officer", "33.74.01", 0 } },
    NEW,
    FILES,
    "stranger, stranger, stranger",
    "nobody",
    "unsigned-for" },
  { "relay/admits-another-relay",
    RELAY,
    { { RELAY, ADMITS_NODE, NEW, "relay", "34", 0 },
      { NEW, ADMITS, NEWER, "officer", "34.71.04", 0 } },
    NEWER,
    FILES,
    "stranger, stranger, stranger",
    "nobody",
    "unknown" },
  { "relay/revokes-an-officer-of-another",
    RELAY,
    { { RELAY, REVOKES, OFFICER, NULL, NULL, 0 } },
    OFFICER,
    FILES,
    "stranger, taken",
    "officer 34.71.04",
    "held" },
  { "relay/revokes-an-office",
    RELAY,
    { { RELAY, REVOKES, OFFICE, NULL, NULL, 0 } },
    OFFICE,
    RECEIVES,
    "stranger, taken",
    "office 34.71",
    "held, counts, received" },
  { "relay/moves-an-officer",
    RELAY,
    { { RELAY, ADMITS, OFFICER, "officer", "34.02.01", 0 } },
    OFFICER,
    FILES,
    "taken, taken",
    "officer 34.71.04",
    "held" },
  { "relay/takes-a-step",
    RELAY,
    { { 0 } },
    RELAY,
    RECEIVES,
    "stranger",
    "node 34",
    "unknown, unsigned_for, filed" },
  { "relay/writes-as-an-officer",
    RELAY,
    { { 0 } },
    OFFICER,
    FILES,
    "signature",
    "officer 34.71.04",
    UNTRUSTED,
    RELAY },
  { "relay/writes-as-an-office",
    RELAY,
    { { 0 } },
    OFFICE,
    RECEIVES,
    "signature",
    "office 34.71",
    UNTRUSTED,
    RELAY },
  { "relay/withdraws-an-officers-report",
    RELAY,
    { { 0 } },
    RELAY,
    WITHDRAWS,
    "stranger",
    "node 34",
    "no part of it, not withdrawn" },
  { "relay/says-two-things-under-one-number",
    RELAY,
    { { RELAY, ADMITS, NEW, "officer", "34.71.04", 1 },
      { RELAY, ADMITS, NEWER, "officer", "34.71.05", 1 } },
    NEWER,
    FILES,
    "taken, fork, stranger",
    "nobody",
    "held" },
  { "relay/admits-after-it-was-revoked",
    NOBODY,
    { { CENTRE, REVOKES_NODE, RELAY, NULL, NULL, 0 },
      { RELAY, ADMITS, NEW, "officer", "34.71.04", 0 } },
    NEW,
    FILES,
    "taken, stranger, stranger",
    "nobody",
    "unknown" },
  { "relay/brings-what-a-revoked-officer-wrote-later",
    RELAY,
    { { CENTRE, REVOKES, OFFICER, NULL, NULL, 0 } },
    OFFICER,
    FILES,
    "taken, taken",
    "revoked",
    "revoked" },

  /* --- a stolen office, of 34.71, and one of 33.74 --- */
  { "office/admits-one-of-its-own-level",
    OFFICE,
    { { OFFICE, ADMITS, NEW, "office", "34.71", 0 } },
    NEW,
    RECEIVES,
    "stranger, stranger",
    "nobody",
    "unsigned-for, unsigned_for, filed" },
  { "office/admits-inside-another-region",
    OFFICE,
    { { OFFICE, ADMITS, NEW, "officer", "33.74.01", 0 } },
    NEW,
    FILES,
    "stranger, stranger",
    "nobody",
    "unsigned-for" },
  { "office/makes-itself-the-province",
    OFFICE,
    { { OFFICE, ADMITS, OFFICE, "office", "34", 0 } },
    OFFICE,
    RECEIVES,
    "stranger, taken",
    "office 34.71",
    "held, counts, received" },
  { "office/admits-a-relay",
    OFFICE,
    { { OFFICE, ADMITS_NODE, NEW, "relay", "34.71", 0 },
      { NEW, ADMITS, NEWER, "officer", "34.71.04", 0 } },
    NEWER,
    FILES,
    "stranger, stranger, stranger",
    "nobody",
    "unknown" },
  { "office/admits-whom-it-may-below",
    OFFICE,
    { { OFFICE, ADMITS, NEW, "officer", "34.71.04", 0 } },
    NEW,
    FILES,
    "taken, taken",
    "officer 34.71.04",
    "held" },
  { "office/decides-in-another-region",
    BESIDE,
    { { 0 } },
    BESIDE,
    RECEIVES,
    "other-report",
    "office 33.74",
    "held, not_of_region, filed" },
  { "office/hands-over-what-it-does-not-have",
    BESIDE,
    { { 0 } },
    BESIDE,
    HANDS_OVER,
    "other-report",
    "office 33.74",
    "held, not_of_region, filed" },
  { "office/decides-after-it-was-revoked",
    NOBODY,
    { { CENTRE, REVOKES, OFFICE, NULL, NULL, 0 } },
    OFFICE,
    RECEIVES,
    "taken, taken",
    "revoked",
    "revoked, late, filed" },
  { "office/admits-after-it-was-revoked",
    NOBODY,
    { { CENTRE, REVOKES, OFFICE, NULL, NULL, 0 },
      { OFFICE, ADMITS, NEW, "officer", "34.71.04", 0 } },
    NEW,
    FILES,
    "taken, stranger, stranger",
    "nobody",
    "unknown" },
  { "office/revokes-the-one-above",
    OFFICE,
    { { OFFICE, REVOKES, PROVINCE, NULL, NULL, 0 } },
    PROVINCE,
    RECEIVES,
    "stranger, taken",
    "office 34",
    "held, counts, received" },
  { "office/revokes-a-relay",
    OFFICE,
    { { OFFICE, REVOKES_NODE, RELAY, NULL, NULL, 0 },
      { RELAY, ADMITS, NEW, "officer", "34.71.04", 0 } },
    NEW,
    FILES,
    "stranger, taken, taken",
    "officer 34.71.04",
    "held" },
  { "office/writes-as-an-officer",
    OFFICE,
    { { 0 } },
    OFFICER,
    FILES,
    "signature",
    "officer 34.71.04",
    UNTRUSTED,
    OFFICE },
  { "office/withdraws-an-officers-report",
    OFFICE,
    { { 0 } },
    OFFICE,
    WITHDRAWS,
    "taken",
    "office 34.71",
    "no part of it, not withdrawn" },

  /* --- what calls itself the centre, and has not the root --- */
  { "liar/a-chain-of-another-root",
    NOBODY,
    { { HIS_ROOT, ADMITS_NODE, LIAR, "centre", "", 0 },
      { LIAR, ADMITS, NEW, "office", "34.71", 0 } },
    NEW,
    RECEIVES,
    "stranger, stranger, stranger",
    "nobody",
    "unknown, unsigned_for, filed" },
  { "liar/admits-itself",
    NOBODY,
    { { LIAR, ADMITS_NODE, LIAR, "centre", "", 0 }, { LIAR, ADMITS, NEW, "office", "34.71", 0 } },
    NEW,
    RECEIVES,
    "stranger, stranger, stranger",
    "nobody",
    "unknown, unsigned_for, filed" },
  { "liar/makes-an-officer-an-office",
    NOBODY,
    { { LIAR, ADMITS, OFFICER, "office", "34.71", 0 } },
    OFFICER,
    RECEIVES,
    "stranger, other-report",
    "officer 34.71.04",
    "held, not_of_role, filed" },
  { "liar/makes-an-office-an-officer",
    NOBODY,
    { { LIAR, ADMITS, OFFICE, "officer", "34.71", 0 } },
    OFFICE,
    RECEIVES,
    "stranger, taken",
    "office 34.71",
    "held, counts, received" },
  { "liar/revokes-an-officer",
    NOBODY,
    { { LIAR, REVOKES, OFFICER, NULL, NULL, 0 } },
    OFFICER,
    FILES,
    "stranger, taken",
    "officer 34.71.04",
    "held" },
  { "liar/revokes-the-centre",
    NOBODY,
    { { LIAR, REVOKES_NODE, CENTRE, NULL, NULL, 0 } },
    OFFICER,
    FILES,
    "stranger, taken",
    "officer 34.71.04",
    "held" },
};

static KtgTheftScene *scene;

/* --- the word --- */

static KtgEvent *
begin_report (const Theft *theft)
{
  KtgEvent *event = ktg_theft_scene_begin_event (scene, KTG_EVENT_FILED, theft->author);

  event->report = ktg_store_device_new_report ("Something else.", NULL);
  event->report->filed = g_strdup ("2024-11-01T08:12:33+07:00");
  return event;
}

static KtgEvent *
begin_word (KtgEventKind kind, KtgTheftWho author)
{
  KtgEvent *event = ktg_theft_scene_begin_event (scene, kind, author);

  g_free (event->report_id);
  event->report_id = g_strdup (scene->report_id);
  event->case_id = g_strdup (scene->filing->id);
  return event;
}

static KtgEvent *
begin_withdrawal (const Theft *theft)
{
  KtgEvent *event = begin_word (KTG_EVENT_WITHDRAWN, theft->author);

  g_clear_pointer (&event->case_id, g_free);
  event->reason = g_strdup ("A mistake");
  return event;
}

static KtgEvent *
begin_step (KtgTheftWho author, const char *code)
{
  KtgEvent *event = begin_word (KTG_EVENT_STEP, author);

  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (code);
  event->step->version = g_strdup (scene->filing->id);
  event->step->reason = g_strdup ("Seen");
  return event;
}

static KtgEvent *
begin_handing_over (const Theft *theft)
{
  KtgEvent *event = begin_step (theft->author, "handed_over");

  event->step->to = g_strdup ("33.74");
  return event;
}

static KtgEvent *
begin (const Theft *theft)
{
  switch (theft->word)
    {
    case FILES:
      return begin_report (theft);
    case HANDS_OVER:
      return begin_handing_over (theft);
    case WITHDRAWS:
      return begin_withdrawal (theft);
    case RECEIVES:
    default:
      return begin_step (theft->author, "received");
    }
}

static GPtrArray *
new_brought (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
}

/* All that is brought; what is asked about is the last. */
static GPtrArray *
bring (const Theft *theft)
{
  GPtrArray *brought = new_brought ();

  for (guint i = 0; i < G_N_ELEMENTS (theft->links) && theft->links[i].verb != NO_LINK; i++)
    g_ptr_array_add (brought, ktg_theft_scene_link (scene, &theft->links[i]));
  g_ptr_array_add (brought,
                   ktg_theft_scene_sign (scene,
                                         theft->signer != NOBODY ? theft->signer : theft->author,
                                         begin (theft)));
  return brought;
}

/* --- what a store makes of it --- */

static const KtgHistoryEntry *
find_entry (const KtgReportHeld *held, const char *event_id)
{
  for (guint i = 0; i < ktg_history_get_n_entries (held->history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (held->history, i);

      if (g_str_equal (entry->event_id, event_id))
        return entry;
    }

  return NULL;
}

static const KtgCaseEntry *
find_step (const KtgReportHeld *held, const char *event_id)
{
  GPtrArray *steps = ktg_case_get_steps (held->folded);

  for (guint i = 0; i < steps->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (steps, i);

      if (g_str_equal (entry->event_id, event_id))
        return entry;
    }

  g_assert_not_reached ();
}

static char *
dup_belief (KtgStoreDevice *device, const KtgEnvelope *word)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (word->bytes, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, event->report_id, &error);
  const KtgHistoryEntry *entry;
  const char            *trust;

  g_assert_no_error (error);
  entry = find_entry (held, word->id);
  trust = entry != NULL ? ktg_trust_get_name (entry->trust) : "no part of it";
  if (event->kind == KTG_EVENT_STEP)
    return g_strdup_printf ("%s, %s, %s",
                            trust,
                            ktg_case_verdict_get_name (find_step (held, word->id)->verdict),
                            ktg_case_get_state (held->folded));
  if (event->kind == KTG_EVENT_WITHDRAWN)
    return g_strdup_printf ("%s, %s",
                            trust,
                            ktg_history_is_withdrawn (held->history) ? "withdrawn"
                                                                     : "not withdrawn");
  return g_strdup (trust);
}

static void
assert_belief (KtgStoreDevice *device, GPtrArray *brought, const char *expected)
{
  g_autofree char *belief = ktg_theft_scene_tell (scene, device, brought)
                                ? dup_belief (device, brought->pdata[brought->len - 1])
                                : g_strdup (UNTRUSTED);

  g_assert_cmpstr (belief, ==, expected);
}

static void
test_theft (gconstpointer data)
{
  const Theft *theft = data;
  g_autoptr (GPtrArray) brought = NULL;
  g_autofree char *fate = NULL;
  g_autofree char *rank = NULL;

  ktg_theft_scene_begin (scene);
  ktg_theft_scene_publish (scene);
  brought = bring (theft);
  fate = ktg_theft_scene_dup_fate (scene, theft->carrier, brought);
  rank = ktg_theft_scene_dup_rank (scene, theft->author);
  g_assert_cmpstr (fate, ==, theft->fate);
  g_assert_cmpstr (rank, ==, theft->rank);
  assert_belief (scene->officer, brought, theft->belief);
  assert_belief (scene->office, brought, theft->belief);
}

/* --- what is no row --- */

static const Theft of_officer = { .author = OFFICER, .word = FILES };

static KtgEnvelope *
write_as_officer (void)
{
  return ktg_theft_scene_sign (scene, OFFICER, begin (&of_officer));
}

static void
assert_fate (GPtrArray *brought, const char *expected)
{
  g_autofree char *fate = ktg_theft_scene_dup_fate (scene, RELAY, brought);

  g_assert_cmpstr (fate, ==, expected);
}

/* One word of an officer's, on the way. */
static void
test_changed (void)
{
  g_autoptr (GPtrArray) brought = new_brought ();
  g_autoptr (KtgEnvelope) written = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = NULL;

  ktg_theft_scene_begin (scene);
  ktg_theft_scene_publish (scene);
  written = write_as_officer ();
  g_string_append_len (text,
                       g_bytes_get_data (written->bytes, NULL),
                       (gssize)g_bytes_get_size (written->bytes));
  g_assert_cmpuint (g_string_replace (text, "Something else.", "Nothing at all.", 0), ==, 1);
  bytes = g_bytes_new (text->str, text->len);
  id = ktg_sha256_of_bytes (bytes);
  g_ptr_array_add (brought, ktg_envelope_new (id, bytes, written->signature));

  assert_fate (brought, "signature");
  assert_belief (scene->officer, brought, UNTRUSTED);
  assert_belief (scene->office, brought, UNTRUSTED);
}

static char *
dup_verified (void)
{
  char *out = NULL;

  if (ktg_test_server_run (scene->server, &out, "verify", NULL) != 0)
    g_error ("%s", out);
  return out;
}

/* The one before it is kept back: what came is believed, and the server says what lacks. */
static void
test_withheld (void)
{
  g_autoptr (GPtrArray) brought = new_brought ();
  g_autoptr (KtgEnvelope) kept_back = NULL;
  g_autofree char   *before = NULL;
  g_autofree char   *named = NULL;
  g_autofree char   *after = NULL;
  const KtgEnvelope *brought_one;

  ktg_theft_scene_begin (scene);
  ktg_theft_scene_publish (scene);
  kept_back = write_as_officer ();
  g_ptr_array_add (brought, write_as_officer ());
  brought_one = brought->pdata[0];
  named = g_strdup_printf ("event %s: its author's event before it has not come yet",
                           brought_one->id);
  before = dup_verified ();
  assert_fate (brought, "taken");
  after = dup_verified ();

  g_assert_null (strstr (before, named));
  g_assert_nonnull (strstr (after, named));
  assert_belief (scene->officer, brought, "held");
  assert_belief (scene->office, brought, "held");
}

/* Whoever has only the bytes puts nothing under another's report. */
static void
test_a_file (void)
{
  g_autoptr (GBytes) photo = g_bytes_new_static ("a photo", 7);
  g_autofree char  *sha256 = ktg_sha256_of_bytes (photo);
  const char *const evidence[] = { sha256, "", NULL };
  KtgEvent         *event;
  g_autoptr (KtgTestDevice) relay = NULL;
  g_autoptr (KtgTestDevice) officer = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgExchangeAnswer) heard = NULL;
  g_autoptr (GPtrArray) brought = new_brought ();

  ktg_theft_scene_begin (scene);
  ktg_theft_scene_publish (scene);
  event = begin (&of_officer);
  ktg_report_free (event->report);
  event->report = ktg_store_device_new_report ("With a photo.", evidence);
  event->report->filed = g_strdup ("2024-11-01T08:12:33+07:00");
  g_ptr_array_add (brought, ktg_theft_scene_sign (scene, OFFICER, event));
  officer = ktg_theft_scene_new_device (scene, OFFICER);
  heard = ktg_test_device_send (officer, brought->pdata[0]);
  g_assert_cmpuint (heard->missing->len, ==, 1);
  g_clear_pointer (&heard, ktg_exchange_answer_free);

  relay = ktg_theft_scene_new_device (scene, RELAY);
  reply = ktg_test_device_patch (relay, sha256, 0, photo, TRUE);
  g_assert_cmpuint (reply->status, ==, 404);
  heard = ktg_test_device_send (officer, brought->pdata[0]);
  g_assert_cmpuint (heard->missing->len, ==, 1);
  g_assert_cmpuint (((KtgMissingFile *)heard->missing->pdata[0])->offset, ==, 0);
}

/* What an office decided late counts by the word of one above, and by nobody's else. */
static void
test_taken (void)
{
  static const Theft late = { .links = { { CENTRE, REVOKES, OFFICE, NULL, NULL, 0 } },
                              .author = OFFICE,
                              .word = RECEIVES };
  static const struct
  {
    KtgTheftWho by;
    const char *belief;
  } takers[] = { { BESIDE, "revoked, late, filed" }, { PROVINCE, "revoked, counts, registered" } };
  g_autoptr (GPtrArray) brought = NULL;

  ktg_theft_scene_begin (scene);
  ktg_theft_scene_publish (scene);
  brought = bring (&late);
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    {
      const KtgEnvelope *step = brought->pdata[1];
      KtgEvent          *event = begin_step (takers[i].by, "registered");
      g_autoptr (GPtrArray) all = new_brought ();

      event->step->number = g_strdup ("001/LP/2024");
      g_ptr_array_add (event->after, g_strdup (step->id));
      g_ptr_array_add (event->step->takes, g_strdup (step->id));
      g_ptr_array_add (all, ktg_theft_scene_sign (scene, takers[i].by, event));
      g_ptr_array_add (all, ktg_envelope_ref (brought->pdata[0]));
      g_ptr_array_add (all, ktg_envelope_ref (brought->pdata[1]));
      assert_belief (scene->officer, all, takers[i].belief);
      assert_belief (scene->office, all, takers[i].belief);
    }
}

/* --- */

static void
assert_names (KtgStoreDevice *device, const char *words)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (device, NULL);
  gboolean is_named = FALSE;

  for (guint i = 0; i < problems->len; i++)
    is_named |= strstr (g_ptr_array_index (problems, i), words) != NULL;
  g_assert_true (is_named);
}

/* After all of it the server is sound; and the stores name who said two things under one number. */
static void
test_the_end (void)
{
  g_autofree char *verified = dup_verified ();

  g_assert_nonnull (strstr (verified, " 0 wrong"));
  assert_names (scene->officer, "gave its number to");
  assert_names (scene->office, "gave its number to");
}

static void
add_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (thefts); i++)
    {
      g_autofree char *path = g_strconcat ("/thefts/", thefts[i].name, NULL);

      g_test_add_data_func (path, &thefts[i], test_theft);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  scene = ktg_theft_scene_new ();
  add_rows ();
  g_test_add_func ("/thefts/relay/changes-a-word-of-an-officer", test_changed);
  g_test_add_func ("/thefts/relay/keeps-an-event-back", test_withheld);
  g_test_add_func ("/thefts/relay/brings-a-file-for-another", test_a_file);
  g_test_add_func ("/thefts/office/what-it-decided-late-is-taken-from-above", test_taken);
  g_test_add_func ("/thefts/the-end/the-server-is-sound", test_the_end);

  status = g_test_run ();
  ktg_theft_scene_free (scene);
  return status;
}
