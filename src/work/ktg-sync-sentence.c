/* ktg-sync-sentence.c - what the exchange is doing, said to a person in one sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-sentence.h"

#include "ktg-dates.h"
#include "ktg-sending-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>
#include <ktg-moment.h>

static char *
count_texts (const KtgSyncProgress *progress)
{
  g_autofree char *size = ktg_sentences_dup_size (progress->text_bytes_waiting);

  /* Translators: reports, their size */
  return g_strdup_printf (ngettext ("%u text, %s", "%u texts, %s", progress->n_texts_waiting),
                          progress->n_texts_waiting,
                          size);
}

/**
 * ktg_sync_sentence_dup_waiting:
 * @progress: what the sync engine says of itself
 *
 * Returns: how many texts and files wait, and their sizes
 */
char *
ktg_sync_sentence_dup_waiting (const KtgSyncProgress *progress)
{
  g_autofree char *texts = count_texts (progress);
  g_autofree char *files
      = ktg_sentences_dup_files (progress->n_files_waiting, progress->file_bytes_waiting);

  if (progress->n_texts_waiting > 0 && progress->n_files_waiting > 0)
    /* Translators: “1 text, 2 KB”, “3 files, 4 MB” */
    return g_strdup_printf (_ ("Waiting: %s, and %s."), texts, files);
  if (progress->n_texts_waiting + progress->n_files_waiting == 0)
    return g_strdup (_ ("Nothing is waiting."));

  return g_strdup_printf (_ ("Waiting: %s."), progress->n_texts_waiting > 0 ? texts : files);
}

static char *
describe_sending (const KtgSyncProgress *progress)
{
  guint            present = MIN (progress->done + 1, MAX (progress->total, 1));
  guint            total = MAX (progress->total, 1);
  g_autofree char *left = NULL;

  if (progress->phase == KTG_SYNC_TEXTS)
    return g_strdup_printf (_ ("Sending text %u of %u."), present, total);

  if (progress->phase == KTG_SYNC_PREVIEWS)
    return g_strdup_printf (_ ("Sending preview %u of %u."), present, total);

  if (progress->seconds_left < 0)
    return g_strdup_printf (_ ("Sending file %u of %u."), present, total);

  left = ktg_sentences_dup_duration (progress->seconds_left);
  /* Translators: which file, how many, and about how long it will take */
  return g_strdup_printf (_ ("Sending file %u of %u, about %s left."), present, total, left);
}

static const char *
get_pack_reason (KtgSyncError error)
{
  switch ((int)error)
    {
    case KTG_SYNC_ERROR_STORE:
      return _ ("this computer’s disk did not take it");
    case KTG_SYNC_ERROR_REFUSED:
    case KTG_SYNC_ERROR_NOT_UNDERSTOOD:
      return _ ("the server does not hand it out");
    case KTG_SYNC_ERROR_NOT_KENTONGAN:
      return _ ("what came is not what the server announced");
    case KTG_SYNC_ERROR_NOT_PUBLISHED:
      return _ ("the server cannot prove that the centre published it; please tell your office");
    case KTG_SYNC_ERROR_BUSY:
      return _ ("the server asks to wait");
    default:
      return _ ("the connection broke, or the server could not give it");
    }
}

/**
 * ktg_sync_sentence_dup_pack:
 * @progress: what the sync engine says of itself
 *
 * Returns: (nullable): which pack did not come, why, and that reports are safe; %NULL: none failed
 */
char *
ktg_sync_sentence_dup_pack (const KtgSyncProgress *progress)
{
  if (progress->pack == NULL)
    return progress->has_bad_packs
               ? g_strdup (_ ("The server announced a pack that cannot be one. It was passed over; "
                              "please tell your office."))
               : NULL;

  /* Translators: the name of a pack of rules or words, and why it did not come */
  return g_strdup_printf (_ ("The pack %s did not come: %s. It will be asked for again; no report "
                             "waits for it."),
                          progress->pack,
                          get_pack_reason (progress->pack_error));
}

/**
 * ktg_sync_sentence_dup_relayed:
 * @notes: what is known of the server
 *
 * Returns: (nullable): how many reports a relay has of which nothing says that the centre has them
 * whole; %NULL: none
 */
char *
ktg_sync_sentence_dup_relayed (const KtgServerNotes *notes)
{
  return notes->n_relayed == 0
             ? NULL
             : g_strdup_printf (
                 ngettext ("%u report is at the relay, not yet confirmed by the centre.",
                           "%u reports are at the relay, not yet confirmed by the centre.",
                           notes->n_relayed),
                 notes->n_relayed);
}

static char *
describe_idle (const KtgSyncProgress *progress,
               const KtgServerNotes  *notes,
               gint64                 now_us,
               int                    utc_offset_s)
{
  g_autofree char *when = NULL;

  if (notes != NULL && notes->n_relayed > 0)
    return ktg_sync_sentence_dup_relayed (notes);
  if (progress->since_us == 0)
    return g_strdup (_ ("Everything is on the server."));

  when = ktg_dates_dup_near (progress->since_us, now_us, utc_offset_s);
  return g_strdup_printf (_ ("Everything is on the server, %s."), when);
}

/* @sentence: taken */
static char *
add_pack (char *sentence, const KtgSyncProgress *progress)
{
  g_autofree char *owned = sentence;
  g_autofree char *pack = ktg_sync_sentence_dup_pack (progress);

  return pack != NULL ? g_strconcat (owned, " ", pack, NULL) : g_steal_pointer (&owned);
}

static char *
describe_offline (const KtgSyncProgress *progress)
{
  g_autofree char *waiting = ktg_sync_sentence_dup_waiting (progress);

  if (progress->error != NULL && progress->error->domain == KTG_SYNC_ERROR
      && progress->error->code != KTG_SYNC_ERROR_NO_LINK)
    return ktg_sentences_dup_error (progress->error);

  return g_strdup_printf (_ ("Offline. %s"), waiting);
}

static char *
describe_server_wait (const KtgSyncProgress *progress, gint64 now_us, int utc_offset_s)
{
  g_autofree char *when = NULL;

  if (g_error_matches (progress->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_SERVER_FULL))
    return ktg_sentences_dup_error (progress->error);
  if (progress->until_us == 0)
    return g_strdup (_ ("The server asks to wait."));

  when = ktg_dates_dup_near (progress->until_us, now_us, utc_offset_s);
  return g_strdup_printf (_ ("The server asks to wait until %s."), when);
}

static char *
describe_account (const KtgSyncProgress *progress)
{
  g_autoptr (GError) refused
      = g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_REFUSED, "refused");

  return ktg_sentences_dup_error (progress->error != NULL ? progress->error : refused);
}

/* The day that is over next begins at that clock, tomorrow's date need not be said. */
static char *
describe_used_up (const KtgSyncProgress *progress, const char *size, int utc_offset_s)
{
  g_autofree char *midnight = ktg_sending_words_dup_midnight (progress, utc_offset_s);

  /* Translators: a clock time, at midnight; a size */
  return g_strdup_printf (_ ("Today’s data is used up. Originals go on at %s, %s."),
                          midnight,
                          size);
}

static char *
describe_held (const KtgSyncProgress *progress, int utc_offset_s)
{
  g_autofree char *size = ktg_sentences_dup_size (progress->file_bytes_waiting);

  switch (progress->hold)
    {
    case KTG_HOLD_PAUSED:
      return g_strdup_printf (_ ("Paused. Texts are sent all the same; files wait, %s."), size);
    case KTG_HOLD_METERED:
      return g_strdup_printf (_ ("All texts are on the server. Original files wait for an "
                                 "unmetered network, %s."),
                              size);
    case KTG_HOLD_BUDGET:
      return describe_used_up (progress, size, utc_offset_s);
    case KTG_HOLD_NONE:
    case KTG_HOLD_ORIGINALS:
      break;
    }

  return g_strdup_printf (_ ("All texts are on the server. Original files wait, %s."), size);
}

static char *
describe_parked (const KtgSyncProgress *progress)
{
  return g_strdup_printf (ngettext ("%u item needs you.", "%u items need you.", progress->n_parked),
                          progress->n_parked);
}

/* Why the others wait is said all the same. @sentence: taken */
static char *
add_parked (char *sentence, const KtgSyncProgress *progress)
{
  g_autofree char *owned = sentence;
  g_autofree char *parked = describe_parked (progress);

  return progress->n_parked > 0 ? g_strconcat (parked, " ", owned, NULL) : g_steal_pointer (&owned);
}

static char *
describe_unenrolled (const KtgSyncProgress *progress)
{
  g_autofree char *waiting = NULL;

  if (progress->n_texts_waiting + progress->n_files_waiting == 0)
    return g_strdup (_ ("Not enrolled yet. Enter the code from your office."));

  waiting = ktg_sync_sentence_dup_waiting (progress);
  return g_strdup_printf (_ ("Not enrolled yet. %s"), waiting);
}

/* @at: (nullable): a time of the server's */
static char *
dup_when (const char *at, gint64 now_us, int utc_offset_s)
{
  gint64 at_us;

  return ktg_moment_parse_server_time (at, &at_us)
             ? ktg_dates_dup_near (at_us, now_us, utc_offset_s)
             : NULL;
}

/**
 * ktg_sync_sentence_dup_receipt:
 * @notes: what is known of the server
 * @now_us: the present, µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: (nullable): when the newest receipt was made; %NULL: there is none
 */
char *
ktg_sync_sentence_dup_receipt (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s)
{
  g_autofree char *when = dup_when (notes->received_at, now_us, utc_offset_s);

  /* Translators: a clock time, or a date and a clock time */
  return when != NULL ? g_strdup_printf (_ ("The server’s last receipt: %s."), when) : NULL;
}

/**
 * ktg_sync_sentence_dup_roles:
 * @notes: what is known of the server
 * @now_us: the present, µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: (nullable): how old the knowledge of roles is; %NULL: the server said nothing of them
 */
char *
ktg_sync_sentence_dup_roles (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s)
{
  g_autofree char *when = NULL;

  if (notes->roles_at_us == 0)
    return NULL;

  when = ktg_dates_dup_near (notes->roles_at_us, now_us, utc_offset_s);
  /* Translators: a clock time, or a date and a clock time */
  return g_strdup_printf (_ ("Who has which role, and whose was revoked, is known as of: %s."),
                          when);
}

/**
 * ktg_sync_sentence_new:
 * @progress: what the sync engine says of itself
 * @notes: (nullable): what is known of the server
 * @now_us: the present, µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * The one sentence at the bottom of the window.
 *
 * Returns: a sentence, never empty
 */
char *
ktg_sync_sentence_new (const KtgSyncProgress *progress,
                       const KtgServerNotes  *notes,
                       gint64                 now_us,
                       int                    utc_offset_s)
{
  switch (progress->phase)
    {
    case KTG_SYNC_UNENROLLED:
      return describe_unenrolled (progress);
    case KTG_SYNC_PRACTICE:
      return g_strdup (_ ("Practice. Nothing is sent to a server."));
    case KTG_SYNC_CONNECTING:
      return g_strdup (_ ("Contacting the server…"));
    case KTG_SYNC_TEXTS:
    case KTG_SYNC_PREVIEWS:
    case KTG_SYNC_ORIGINALS:
      return describe_sending (progress);
    case KTG_SYNC_WAITING:
      return describe_server_wait (progress, now_us, utc_offset_s);
    case KTG_SYNC_ACCOUNT:
      return describe_account (progress);
    case KTG_SYNC_OFFLINE:
      return describe_offline (progress);
    case KTG_SYNC_IDLE:
    case KTG_SYNC_HELD:
      break;
    }

  if (progress->phase == KTG_SYNC_HELD)
    return add_pack (add_parked (describe_held (progress, utc_offset_s), progress), progress);
  if (progress->n_parked > 0)
    return describe_parked (progress);

  return add_pack (describe_idle (progress, notes, now_us, utc_offset_s), progress);
}
