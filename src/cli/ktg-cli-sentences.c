/* ktg-cli-sentences.c - what is the matter, said to a person at a terminal
 *
 * What happened and what is safe is said as in the windows; what to do, in verbs of ktg. Where an
 * error's message names a thing (a key, an id, a reason of the disk) it follows the sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-sentences.h"

#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-account-words.h>
#include <ktg-photo.h>
#include <ktg-problem.h>
#include <ktg-trouble.h>
#include <ktg-wire-error.h>

#define NOTHING_DONE N_ ("Nothing was filed or changed, and what was there before is safe.")

/* How ktg does what the windows do by a click, and what is safe where it is another thing here. */
static const struct
{
  GQuark (*domain) (void);
  int         code;
  const char *safe;   /* NULL: as everywhere */
  const char *action; /* NULL: as everywhere */
} own_ways[] = {
  { ktg_store_error_quark, KTG_STORE_ERROR_NO_SPACE, NOTHING_DONE, NULL },
  { ktg_store_error_quark,
    KTG_STORE_ERROR_DAMAGED,
    NULL,
    N_ ("“ktg verify” names what it is; bring this device to your office.") },
  { ktg_store_error_quark,
    KTG_STORE_ERROR_NOT_FOUND,
    NULL,
    N_ ("“ktg list” shows what there is.") },
  { ktg_store_error_quark,
    KTG_STORE_ERROR_NOT_OWN,
    NULL,
    N_ ("“ktg show ID” says how it stands, and “ktg retry ID” sends again what was refused.") },
  { ktg_store_error_quark, KTG_STORE_ERROR_TOO_LARGE, NOTHING_DONE, NULL },
  { ktg_store_error_quark,
    KTG_STORE_ERROR_NOT_REFUSED,
    NULL,
    N_ ("“ktg retry” sends a refused file again.") },
  { ktg_store_error_quark,
    KTG_STORE_ERROR_ON_ITS_WAY,
    NULL,
    N_ ("Use “ktg sync” first, then try again.") },
  { ktg_sync_error_quark,
    KTG_SYNC_ERROR_NO_LINK,
    NULL,
    N_ ("Use “ktg sync” again when there is a signal.") },
  { ktg_sync_error_quark,
    KTG_SYNC_ERROR_CERTIFICATE,
    NULL,
    N_ ("Name your office's certificate with --ca when you enrol, or ask your office.") },
  { ktg_sync_error_quark,
    KTG_SYNC_ERROR_NOT_ENROLLED,
    NULL,
    N_ ("Use “ktg enrol” with the code from your office.") },
  { ktg_sync_error_quark,
    KTG_SYNC_ERROR_KEY_REVOKED,
    NULL,
    N_ ("Ask your office for a new code, and use it with “ktg --profile FOLDER enrol” and a new "
        "folder. What the server does not have yet, “ktg export” copies out of here: file it anew "
        "there.") },
  { ktg_sync_error_quark,
    KTG_SYNC_ERROR_PENDING,
    NULL,
    N_ ("Call your office and read out the six words that “ktg status” says.") },
  { ktg_sync_error_quark, KTG_SYNC_ERROR_BUSY, NULL, N_ ("Try again later.") },
  { ktg_photo_error_quark,
    KTG_PHOTO_ERROR_FOLDER,
    NULL,
    N_ ("Name the files in it, one --photo for each.") },
};

typedef struct
{
  const char *name;
  KtgExit     exit;
} Failure;

/* by KtgSyncError */
static const Failure failures[] = {
  [KTG_SYNC_ERROR_NO_LINK] = { "no-link", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_TOO_SLOW] = { "too-slow", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_NOT_KENTONGAN] = { "not-kentongan", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_ALTERED] = { "altered", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_WRONG_SERVER] = { "wrong-server", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_CERTIFICATE] = { "certificate", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_CERTIFICATE_TIME] = { "certificate-time", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_NO_CERTIFICATE] = { "no-certificate", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_PROXY] = { "proxy", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_PLAIN_HTTP] = { "plain-http", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_BAD_URL] = { "bad-url", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_WRONG] = { "code-wrong", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_USED] = { "code-used", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_EXPIRED] = { "code-expired", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_CANCELLED] = { "code-cancelled", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_ADMITS_NOBODY] = { "admits-nobody", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_OF_BEFORE] = { "code-of-before", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_UNREADABLE] = { "code-unreadable", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_OF_OTHER_KIND] = { "code-of-other-kind", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_ELSEWHERE] = { "code-elsewhere", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_NOT_ENROLLED] = { "not-enrolled", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_PRACTICE] = { "practice", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_PENDING] = { "pending", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_REFUSED] = { "refused", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_KEY_REVOKED] = { "revoked", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_NOT_UNDERSTOOD] = { "not-understood", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_NOT_AN_OFFICE] = { "not-an-office", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_NOT_BELOW] = { "not-below", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_TOO_MANY_CODES] = { "too-many-codes", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_CODE_HAS_DEVICE] = { "code-used", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_BUSY] = { "busy", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_SERVER_FULL] = { "disk-full", KTG_EXIT_NO_LINK },
  [KTG_SYNC_ERROR_NOT_PUBLISHED] = { "not-published", KTG_EXIT_FAILED },
  [KTG_SYNC_ERROR_STORE] = { "store", KTG_EXIT_FAILED },
};

/* by KtgWireError; after the file's name and a colon */
static const char *const report_sentences[] = {
  [KTG_WIRE_ERROR_NOT_JSON] = N_ ("this is not JSON (%s). Correct it there."),
  [KTG_WIRE_ERROR_NOT_UTF8] = N_ ("this is not UTF-8 text (%s). Save it as UTF-8."),
  [KTG_WIRE_ERROR_TOO_LARGE] = N_ ("this is more than one report may hold (%s). Shorten it, or add "
                                   "the long text as a document."),
  [KTG_WIRE_ERROR_TOO_DEEP] = N_ ("this is nested deeper than any report (%s). Correct it there."),
  [KTG_WIRE_ERROR_UNKNOWN_KEY] = N_ ("there is no key “%s” in a report. Remove it or correct its "
                                     "name; photos are named with --photo."),
  [KTG_WIRE_ERROR_MISSING_KEY] = N_ ("the key “%s” is missing. Add it."),
  [KTG_WIRE_ERROR_BAD_VALUE] = N_ ("the key “%s” cannot have this value. Correct it."),
};

static void
take_own_way (KtgTrouble *trouble, const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_ways); i++)
    {
      if (!g_error_matches (error, own_ways[i].domain (), own_ways[i].code))
        continue;
      if (own_ways[i].safe != NULL)
        trouble->safe = own_ways[i].safe;
      if (own_ways[i].action != NULL)
        trouble->action = own_ways[i].action;
    }
}

static const Failure *
find_failure (const GError *error)
{
  if (error->domain != KTG_SYNC_ERROR || (gsize)error->code >= G_N_ELEMENTS (failures))
    return NULL;

  return &failures[error->code];
}

/* A reason of the disk, the name of what is damaged, or how a server refused, helps; the rest only
 * repeats the sentence. */
static gboolean
has_telling_message (const GError *error)
{
  if (g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_UNDERSTOOD))
    return TRUE;

  return error->domain == KTG_STORE_ERROR
         && (error->code == KTG_STORE_ERROR_DAMAGED || error->code == KTG_STORE_ERROR_FAILED);
}

static gboolean
is_interruption (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const char *
get_report_sentence (int code)
{
  if (code < 0 || (gsize)code >= G_N_ELEMENTS (report_sentences) || report_sentences[code] == NULL)
    return _ ("this cannot be read (%s).");

  return _ (report_sentences[code]);
}

static char *
dup_words (const KtgTrouble *trouble, const GError *error)
{
  g_autofree char *sentence = ktg_trouble_dup_words (trouble);
  g_autofree char *detail = ktg_terminal_dup_safe (error->message);

  if (is_interruption (error))
    return g_strdup (
        _ ("Interrupted. What arrived is kept; the next “ktg sync” goes on from there."));

  if (!has_telling_message (error) && error->domain != G_IO_ERROR)
    return g_steal_pointer (&sentence);

  return g_strdup_printf ("%s (%s)", sentence, detail);
}

/**
 * ktg_cli_sentences_dup_error:
 * @error: of the store or the sync
 *
 * Returns: (transfer full): what happened, what is safe and what to do
 */
char *
ktg_cli_sentences_dup_error (const GError *error)
{
  KtgTrouble trouble = ktg_trouble_of_error (error);

  take_own_way (&trouble, error);
  return dup_words (&trouble, error);
}

/**
 * ktg_cli_sentences_dup_report_error:
 * @path: the file with the report
 * @error: of wire, or of the disk
 * @safe: that nothing was done, untranslated
 *
 * Returns: (transfer full): which file, which key, what to do
 */
char *
ktg_cli_sentences_dup_report_error (const char *path, const GError *error, const char *safe)
{
  g_autofree char *safe_path = ktg_terminal_dup_safe (path);
  g_autofree char *key = ktg_wire_error_dup_key (error);
  g_autofree char *detail = ktg_terminal_dup_safe (error->message);
  g_autofree char *sentence = NULL;

  if (error->domain != KTG_WIRE_ERROR)
    /* Translators: a file, the disk's reason, that nothing was done */
    return g_strdup_printf (_ ("%s: the report cannot be read (%s). %s"),
                            safe_path,
                            detail,
                            _ (safe));

    /* The sentence has one %s, and comes from the table above or its translation. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence = g_strdup_printf (get_report_sentence (error->code), key != NULL ? key : detail);
#pragma GCC diagnostic pop

  if (error->code == KTG_WIRE_ERROR_BAD_VALUE || error->code == KTG_WIRE_ERROR_MISSING_KEY)
    return g_strdup_printf ("%s: %s %s (%s)", safe_path, sentence, _ (safe), detail);

  return g_strdup_printf ("%s: %s %s", safe_path, sentence, _ (safe));
}

/**
 * ktg_cli_sentences_dup_photo_error:
 * @path: a file that was to be evidence
 * @error: of photo, or of the store
 * @safe: that nothing was done, untranslated
 *
 * Returns: (transfer full): which file, what is the matter with it, that nothing was done
 */
char *
ktg_cli_sentences_dup_photo_error (const char *path, const GError *error, const char *safe)
{
  KtgTrouble       trouble = ktg_trouble_of_error (error);
  g_autofree char *safe_path = ktg_terminal_dup_safe (path);
  g_autofree char *words = NULL;

  trouble.safe = safe;
  take_own_way (&trouble, error);
  words = ktg_trouble_dup_words (&trouble);

  return g_strdup_printf ("%s: %s", safe_path, words);
}

/**
 * ktg_cli_sentences_dup_refusal:
 * @problem_type: as the server, or the engine of this device, named it
 *
 * Returns: (transfer full): why it is parked and what to do
 */
char *
ktg_cli_sentences_dup_refusal (const char *problem_type)
{
  KtgTrouble trouble = ktg_trouble_of_refusal (problem_type);

  if (ktg_problem_is_fork (problem_type))
    trouble.action = N_ ("Do not delete anything. “ktg refile ID” files it anew.");
  else if (ktg_problem_is_of_no_report (problem_type))
    trouble.action = N_ ("Once the report is on the server again, from the device that filed it or "
                         "from this one, use “ktg retry ID” and then “ktg sync”.");

  return ktg_trouble_dup_words (&trouble);
}

/**
 * ktg_cli_sentences_say_words:
 * @account: (nullable): of this device
 *
 * That it waits to be confirmed, and the six words that its server shows, too; nothing where there
 * are none.
 */
void
ktg_cli_sentences_say_words (const KtgAccount *account)
{
  g_autofree char *sentence = ktg_account_words_dup_to_compare (account);

  if (account != NULL && account->is_pending)
    ktg_terminal_say (_ ("The office has yet to confirm this device. Until then nothing is sent."));
  if (sentence != NULL)
    ktg_terminal_say (sentence);
}

/**
 * ktg_cli_sentences_say_notice:
 * @cli: the clock
 * @notes: what the store knows of a server of which people have to be told something
 *
 * On standard error, so that an answer for scripts stays alone.
 */
void
ktg_cli_sentences_say_notice (KtgCli *cli, const KtgServerNotes *notes)
{
  KtgMoment        now = cli->world->now ();
  g_autofree char *notice = ktg_sentences_dup_server_notice (notes, now.wall_us, now.utc_offset_s);
  g_auto (GStrv) lines = notice != NULL ? g_strsplit (notice, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    ktg_terminal_complain (lines[i]);
}

/**
 * ktg_cli_sentences_say_typed_time:
 * @path: the file with the report
 * @time: one of its times
 * @safe: that nothing was done, untranslated; said where the time is not understood
 *
 * On standard error: what was written, and how it is understood or why it is not.
 */
void
ktg_cli_sentences_say_typed_time (const char *path, const KtgTypedTime *time, const char *safe)
{
  g_autofree char *file = ktg_terminal_dup_safe (path);
  g_autofree char *typed = ktg_terminal_dup_safe (time->typed);
  /* Translators: a file, a key, what was written, what it means or what is the matter with it */
  g_autofree char *line
      = g_strdup_printf (_ ("%s: %s, “%s”: %s"), file, time->path, typed, time->words);
  g_autofree char *refused = g_strdup_printf ("%s %s", line, _ (safe));

  ktg_terminal_complain (time->fault == KTG_TIME_FAULT_NONE ? line : refused);
}

/**
 * ktg_cli_sentences_get_failure_name:
 * @error: what ended a sync
 *
 * Returns: a name for scripts, such as "no-link"
 */
const char *
ktg_cli_sentences_get_failure_name (const GError *error)
{
  const Failure *failure = find_failure (error);

  if (is_interruption (error))
    return "interrupted";

  return failure != NULL ? failure->name : "failed";
}

/**
 * ktg_cli_sentences_get_exit:
 * @error: of the store or the sync
 *
 * Returns: the exit that goes with it
 */
KtgExit
ktg_cli_sentences_get_exit (const GError *error)
{
  const Failure *failure = find_failure (error);

  if (is_interruption (error))
    return KTG_EXIT_INTERRUPTED;

  if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_IN_USE))
    return KTG_EXIT_IN_USE;

  return failure != NULL ? failure->exit : KTG_EXIT_FAILED;
}

/**
 * ktg_cli_sentences_complain:
 * @error: of the store or the sync
 *
 * Says it on standard error.
 *
 * Returns: the exit that goes with it
 */
KtgExit
ktg_cli_sentences_complain (const GError *error)
{
  g_autofree char *sentence = ktg_cli_sentences_dup_error (error);

  ktg_terminal_complain (sentence);
  return ktg_cli_sentences_get_exit (error);
}

/**
 * ktg_cli_sentences_complain_of_question:
 * @error: why a server did not do at once what was asked of it
 *
 * Says it on standard error.
 *
 * Returns: the exit that goes with it
 */
KtgExit
ktg_cli_sentences_complain_of_question (const GError *error)
{
  KtgTrouble       trouble = ktg_trouble_of_error (error);
  g_autofree char *words = NULL;

  take_own_way (&trouble, error);
  ktg_trouble_take_question (&trouble, error);
  words = dup_words (&trouble, error);
  ktg_terminal_complain (words);
  return ktg_cli_sentences_get_exit (error);
}

/* It may be that the address is another's, or nobody's. */
static gboolean
is_of_address (const GError *error)
{
  return g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_LINK)
         || g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_KENTONGAN)
         || g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_WRONG_SERVER);
}

/**
 * ktg_cli_sentences_complain_of_enrolling:
 * @url: the address that was typed
 * @error: why this device was not enrolled there
 *
 * Says it on standard error, with the address where it is to be checked.
 *
 * Returns: the exit that goes with it
 */
KtgExit
ktg_cli_sentences_complain_of_enrolling (const char *url, const GError *error)
{
  KtgTrouble       trouble = ktg_trouble_of_error (error);
  g_autofree char *address = ktg_terminal_dup_safe (url);
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;

  take_own_way (&trouble, error);
  ktg_trouble_take_enrolling (&trouble, error);
  words = dup_words (&trouble, error);
  line = g_strdup_printf ("%s: %s", address, words);
  ktg_terminal_complain (is_of_address (error) ? line : words);
  return ktg_cli_sentences_get_exit (error);
}
