/* ktg-cli-sentences.c - what is the matter, said to a person at a terminal
 *
 * Sentences are chosen by domain and code; the messages of errors are English and for logs. Where
 * a message names a thing (a key, an id, a reason of the disk) it follows the sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-sentences.h"

#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-photo.h>
#include <ktg-wire-error.h>
#include <string.h>

/* by KtgStoreError */
static const char *const store_sentences[] = {
  [KTG_STORE_ERROR_NO_SPACE] = N_ ("The disk is full. Nothing was filed or changed, and what was "
                                   "there before is safe. Free about 20 MB, then do it again."),
  [KTG_STORE_ERROR_DAMAGED] = N_ ("Something in this profile is damaged. Nothing was deleted. “ktg "
                                  "verify” names what; bring the device to your office."),
  [KTG_STORE_ERROR_TOO_NEW] = N_ ("A newer version wrote this profile. Everything is still there. "
                                  "Install the newest version."),
  [KTG_STORE_ERROR_IN_USE] = N_ ("This profile is open in another window or terminal. Close that "
                                 "one, then do it again."),
  [KTG_STORE_ERROR_NO_KEY] = N_ ("The key of this profile is gone, so its reports cannot be read. "
                                 "They are still there. Put vault.key back from its copy."),
  [KTG_STORE_ERROR_NOT_FOUND] = N_ ("There is no such report of this device. “ktg list” shows what "
                                    "there is."),
  [KTG_STORE_ERROR_UNTRUSTED] = N_ ("The server's answer was not signed as it must be, so nothing "
                                    "of it was believed. Reports are safe here. Tell your office."),
  [KTG_STORE_ERROR_TOO_LARGE]
  = N_ ("The text is longer than a report may be, so nothing was filed. "
        "Shorten it, or add the long text as a document."),
  [KTG_STORE_ERROR_UNREADABLE] = N_ ("A file could not be read, so nothing was filed. Copy it to "
                                     "this device, then do it again."),
  [KTG_STORE_ERROR_NOT_REFUSED]
  = N_ ("The text of this report was not refused, so there is nothing "
        "to file anew. “ktg retry” sends a refused file again."),
  [KTG_STORE_ERROR_ON_ITS_WAY]
  = N_ ("Something else of this device is still to be sent. Use “ktg sync” first, "
        "then do it again."),
  [KTG_STORE_ERROR_FAILED] = N_ ("The disk refused. What was saved before is safe. Check the disk "
                                 "and its permissions, then do it again."),
};

typedef struct
{
  const char *name;
  KtgExit     exit;
  const char *sentence;
} Failure;

/* by KtgSyncError */
static const Failure failures[] = {
  [KTG_SYNC_ERROR_NO_LINK]
  = { "no-link",
      KTG_EXIT_NO_LINK,
      N_ ("The server cannot be reached. Nothing is lost; do it again when there is a signal.") },
  [KTG_SYNC_ERROR_NOT_KENTONGAN]
  = { "not-kentongan",
      KTG_EXIT_NO_LINK,
      N_ ("Something answered, but no Kentongan server. Sign in to this network in a browser "
          "first, or check the address.") },
  [KTG_SYNC_ERROR_WRONG_SERVER]
  = { "wrong-server",
      KTG_EXIT_NO_LINK,
      N_ ("Another server answered, not the one of this device. Nothing was sent. Ask your "
          "office.") },
  [KTG_SYNC_ERROR_CERTIFICATE]
  = { "certificate",
      KTG_EXIT_NO_LINK,
      N_ ("The server cannot prove who it is, so nothing was sent. Name your office's certificate "
          "with --ca when you enrol, or ask your office.") },
  [KTG_SYNC_ERROR_CERTIFICATE_TIME]
  = { "certificate-time",
      KTG_EXIT_NO_LINK,
      N_ ("The server's certificate does not fit this computer's clock. Set the date and time, "
          "then do it again.") },
  [KTG_SYNC_ERROR_NO_CERTIFICATE]
  = { "no-certificate",
      KTG_EXIT_FAILED,
      N_ ("this file holds no certificate, so nothing was asked of the server. Name the .pem, .crt "
          "or .der file from your office.") },
  [KTG_SYNC_ERROR_PROXY]
  = { "proxy",
      KTG_EXIT_NO_LINK,
      N_ ("The proxy of this network wants a password, so nothing was sent. Reports are safe here. "
          "Use another network, or ask whoever runs this one to let the server's address "
          "through.") },
  [KTG_SYNC_ERROR_PLAIN_HTTP]
  = { "plain-http",
      KTG_EXIT_FAILED,
      N_ ("An http address to another machine can be read by anybody on the way. Use the https "
          "address.") },
  [KTG_SYNC_ERROR_BAD_URL] = { "bad-url",
                               KTG_EXIT_FAILED,
                               N_ ("This is no address. Write it like https://server.example.") },
  [KTG_SYNC_ERROR_CODE_WRONG]
  = { "code-wrong",
      KTG_EXIT_FAILED,
      N_ ("The server does not know this code. Check its letters, or ask your office for a new "
          "one.") },
  [KTG_SYNC_ERROR_CODE_USED]
  = { "code-used",
      KTG_EXIT_FAILED,
      N_ ("This code was used before, by another device. Ask your office for a new one.") },
  [KTG_SYNC_ERROR_CODE_EXPIRED] = { "code-expired",
                                    KTG_EXIT_FAILED,
                                    N_ ("This code is too old. Ask your office for a new one.") },
  [KTG_SYNC_ERROR_CODE_CANCELLED]
  = { "code-cancelled",
      KTG_EXIT_FAILED,
      N_ ("Your office took this code back before it was used. Ask your office for a new one.") },
  [KTG_SYNC_ERROR_CODE_OF_BEFORE]
  = { "code-of-before",
      KTG_EXIT_FAILED,
      N_ ("This code is of an earlier version of Kentongan, and no server takes it any more. Ask "
          "your office for a new one: it has 32 letters and digits.") },
  [KTG_SYNC_ERROR_CODE_UNREADABLE]
  = { "code-unreadable",
      KTG_EXIT_FAILED,
      N_ ("This is no code: a code has 32 letters and digits, in eight groups of four. Check that "
          "none is missing. Nothing was sent.") },
  [KTG_SYNC_ERROR_CODE_ELSEWHERE]
  = { "code-elsewhere",
      KTG_EXIT_FAILED,
      N_ ("The server at this address did not make this code, so nothing of it was sent. Check the "
          "letters of the code and the address, or ask your office.") },
  [KTG_SYNC_ERROR_NOT_ENROLLED]
  = { "not-enrolled",
      KTG_EXIT_FAILED,
      N_ ("This device is not enrolled, so nothing can be sent. Reports are safe here. Use “ktg "
          "enrol” with the code from your office.") },
  [KTG_SYNC_ERROR_REFUSED]
  = { "refused",
      KTG_EXIT_FAILED,
      N_ ("The server does not accept this device. Reports are safe here. Ask your office.") },
  [KTG_SYNC_ERROR_BUSY]
  = { "busy",
      KTG_EXIT_NO_LINK,
      N_ ("The server is busy and asks to wait. Reports are safe here; do it again later.") },
  [KTG_SYNC_ERROR_STORE]
  = { "store",
      KTG_EXIT_FAILED,
      N_ ("Sending stopped because this device's disk refused. What was saved before is safe. "
          "Check the disk, then do it again.") },
};

/* by KtgPhotoError; after the file's name and a colon */
static const char *const photo_sentences[] = {
  [KTG_PHOTO_ERROR_MISSING] = N_ ("there is no such file. Check its name."),
  [KTG_PHOTO_ERROR_FOLDER] = N_ ("this is a folder. Name the files in it, one --photo for each."),
  [KTG_PHOTO_ERROR_EMPTY] = N_ ("the file is empty. Ask the sender to send it again."),
  [KTG_PHOTO_ERROR_NOT_EVIDENCE]
  = N_ ("this is no photo or document that can be evidence, whatever "
        "its name says. Name another file."),
  [KTG_PHOTO_ERROR_TOO_LARGE]
  = N_ ("the file is larger than 64 MiB, more than a server takes. Name "
        "a smaller one."),
  [KTG_PHOTO_ERROR_UNREADABLE]
  = N_ ("the file cannot be read. Check its permissions, or copy it to "
        "this device."),
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

typedef struct
{
  const char *problem;
  const char *sentence;
} Refusal;

/* by what the server says of it */
static const Refusal refusals[] = {
  { "too-large", N_ ("it is too large. Ask your office how to hand it over.") },
  { "file-mismatch", N_ ("the file arrived changed. Retry: it is sent from the beginning.") },
  { "unknown-file",
    N_ ("it does not know which report this file belongs to. Retry: the report is "
        "sent first.") },
  { "fork",
    N_ ("it has a different report with this device's number; an old copy of this profile "
        "may have been put back. Delete nothing; “ktg refile ID” files it anew.") },
  { "role", N_ ("this account may not send this kind of report. Ask your office.") },
  { "signature", N_ ("it could not verify this device's signature. Ask your office.") },
  { "author", N_ ("it says another device wrote this. Ask your office.") },
  { "other-report", N_ ("it says another officer filed this report. Ask your office.") },
  { "not-an-event", N_ ("it could not read this report. Install the newest version, then retry.") },
};

/* by what this device itself found */
static const Refusal hindrances[] = {
  { "damaged-here",
    N_ ("it can no longer be read on this device. Everything else is safe and is sent. Delete "
        "nothing and bring the device to your office, then retry.") },
  { "gave-up",
    N_ ("it was tried several times and nothing came of it. It is safe on this device. Retry when "
        "the signal is better; if it does not help, ask your office.") },
};

static const char *
look_up (const char *const *sentences, gsize n_sentences, int code)
{
  if (code < 0 || (gsize)code >= n_sentences || sentences[code] == NULL)
    return _ ("This could not be done. What was saved before is safe.");

  return _ (sentences[code]);
}

static const Failure *
find_failure (const GError *error)
{
  if (error->domain != KTG_SYNC_ERROR || (gsize)error->code >= G_N_ELEMENTS (failures))
    return NULL;

  return &failures[error->code];
}

/* A reason of the disk, or the name of what is damaged, helps; the rest only repeats the sentence.
 */
static gboolean
has_telling_message (const GError *error)
{
  return error->domain == KTG_STORE_ERROR
         && (error->code == KTG_STORE_ERROR_DAMAGED || error->code == KTG_STORE_ERROR_FAILED
             || error->code == KTG_STORE_ERROR_UNREADABLE);
}

static gboolean
is_interruption (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const char *
get_sentence (const GError *error)
{
  const Failure *failure = find_failure (error);

  if (is_interruption (error))
    return _ ("Interrupted. What arrived is kept; the next “ktg sync” goes on from there.");

  if (failure != NULL)
    return _ (failure->sentence);

  if (error->domain == KTG_STORE_ERROR)
    return look_up (store_sentences, G_N_ELEMENTS (store_sentences), error->code);

  return look_up (NULL, 0, -1);
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
  const char      *sentence = get_sentence (error);
  g_autofree char *detail = ktg_terminal_dup_safe (error->message);

  if (is_interruption (error) || (!has_telling_message (error) && error->domain != G_IO_ERROR))
    return g_strdup (sentence);

  return g_strdup_printf ("%s (%s)", sentence, detail);
}

/**
 * ktg_cli_sentences_dup_report_error:
 * @path: the file with the report
 * @error: of wire, or of the disk
 *
 * Returns: (transfer full): which file, which key, what to do
 */
char *
ktg_cli_sentences_dup_report_error (const char *path, const GError *error)
{
  g_autofree char *safe_path = ktg_terminal_dup_safe (path);
  g_autofree char *key = ktg_wire_error_dup_key (error);
  g_autofree char *detail = ktg_terminal_dup_safe (error->message);
  g_autofree char *sentence = NULL;

  if (error->domain != KTG_WIRE_ERROR)
    return g_strdup_printf (_ ("%s: the report cannot be read (%s). Nothing was filed."),
                            safe_path,
                            detail);

    /* The sentence has one %s, and comes from the table above or its translation. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence
      = g_strdup_printf (look_up (report_sentences, G_N_ELEMENTS (report_sentences), error->code),
                         key != NULL ? key : detail);
#pragma GCC diagnostic pop

  if (error->code == KTG_WIRE_ERROR_BAD_VALUE || error->code == KTG_WIRE_ERROR_MISSING_KEY)
    return g_strdup_printf (_ ("%s: %s Nothing was filed. (%s)"), safe_path, sentence, detail);

  return g_strdup_printf (_ ("%s: %s Nothing was filed."), safe_path, sentence);
}

char *
ktg_cli_sentences_dup_photo_error (const char *path, const GError *error)
{
  g_autofree char *safe_path = ktg_terminal_dup_safe (path);
  const char      *sentence
      = error->domain == KTG_PHOTO_ERROR
            ? look_up (photo_sentences, G_N_ELEMENTS (photo_sentences), error->code)
            : look_up (NULL, 0, -1);

  return g_strdup_printf (_ ("%s: %s Nothing was filed."), safe_path, sentence);
}

const char *
ktg_cli_sentences_get_state (const KtgSummaryFields *fields)
{
  if (fields->is_withdrawn)
    return _ ("withdrawn");

  switch (fields->state)
    {
    case KTG_STATE_DRAFT:
      return _ ("draft");
    case KTG_STATE_QUEUED:
      return _ ("queued");
    case KTG_STATE_DELIVERED:
      return _ ("delivered");
    case KTG_STATE_COMPLETE:
      return _ ("complete");
    case KTG_STATE_PARKED:
      return _ ("parked");
    case KTG_STATE_REPLACED:
      return _ ("replaced");
    }

  return "";
}

static const char *
find_reason (const Refusal *reasons, gsize n_reasons, const char *name)
{
  for (gsize i = 0; i < n_reasons; i++)
    if (g_str_equal (reasons[i].problem, name))
      return _ (reasons[i].sentence);

  return NULL;
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
  const char      *colon = strrchr (problem_type, ':');
  const char      *name = colon != NULL ? colon + 1 : problem_type;
  const char      *refusal = find_reason (refusals, G_N_ELEMENTS (refusals), name);
  const char      *hindrance = find_reason (hindrances, G_N_ELEMENTS (hindrances), name);
  g_autofree char *safe = ktg_terminal_dup_safe (name);

  if (refusal != NULL)
    return g_strdup_printf (_ ("The server refused it: %s"), refusal);
  if (hindrance != NULL)
    return g_strdup_printf (_ ("It was not sent: %s"), hindrance);

  return g_strdup_printf (_ ("The server refused it: %s. Ask your office, then retry."), safe);
}

char *
ktg_cli_sentences_dup_waiting (const KtgSyncProgress *progress)
{
  g_autofree char *texts = g_format_size (progress->text_bytes_waiting);
  g_autofree char *files = g_format_size (progress->file_bytes_waiting);

  /* Translators: how many reports, their size, how many photos or files, their size */
  return g_strdup_printf (_ ("Waiting: texts %u (%s), files %u (%s)."),
                          progress->n_texts_waiting,
                          texts,
                          progress->n_files_waiting,
                          files);
}

char *
ktg_cli_sentences_dup_progress (const KtgSyncProgress *progress)
{
  guint present = MIN (progress->done + 1, MAX (progress->total, 1));
  guint total = MAX (progress->total, 1);

  switch (progress->phase)
    {
    case KTG_SYNC_TEXTS:
      return g_strdup_printf (_ ("Sending text %u of %u …"), present, total);
    case KTG_SYNC_PREVIEWS:
      return g_strdup_printf (_ ("Sending preview %u of %u …"), present, total);
    case KTG_SYNC_ORIGINALS:
      return g_strdup_printf (_ ("Sending file %u of %u …"), present, total);
    default:
      return g_strdup (_ ("Contacting the server …"));
    }
}

const char *
ktg_cli_sentences_get_failure_name (const GError *error)
{
  const Failure *failure = find_failure (error);

  if (is_interruption (error))
    return "interrupted";

  return failure != NULL ? failure->name : "failed";
}

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

KtgExit
ktg_cli_sentences_complain (const GError *error)
{
  g_autofree char *sentence = ktg_cli_sentences_dup_error (error);

  ktg_terminal_complain (sentence);
  return ktg_cli_sentences_get_exit (error);
}
