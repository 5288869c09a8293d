/* ktg-sentences.c - what is the matter, said to a person
 *
 * One sentence a problem: what happened, what is safe, what to do. Sentences are chosen by domain
 * and code; the messages of errors are English and for logs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sentences.h"

#include "ktg-dates.h"

#include <glib/gi18n.h>
#include <ktg-photo.h>
#include <ktg-sync.h>

#include <string.h>

typedef struct
{
  int         code;
  const char *sentence;
} CodeSentence;

typedef struct
{
  const char *problem;
  const char *reason;
  const char *action;
} RefusalSentence;

typedef struct
{
  KtgConditions condition;
  const char   *sentence;
} ConditionSentence;

static const CodeSentence store_sentences[] = {
  { KTG_STORE_ERROR_NO_SPACE,
    N_ ("The disk is full. What was saved before is safe, but this last change is not saved yet. "
        "Free some space, about 20 MB, then try again.") },
  { KTG_STORE_ERROR_DAMAGED,
    N_ ("Something on this disk is damaged. Nothing was deleted. Do not write more here; bring "
        "this device to your office.") },
  { KTG_STORE_ERROR_TOO_NEW,
    N_ ("A newer Kentongan wrote this data. Everything is still there. Install the newest version, "
        "then open it again.") },
  { KTG_STORE_ERROR_IN_USE,
    N_ ("Kentongan is already working on this data, in another window or a terminal. Close that "
        "one, then try again.") },
  { KTG_STORE_ERROR_NO_KEY,
    N_ ("The key of this data is gone, so the reports here cannot be read. They are still there. "
        "Put the file vault.key back from its copy, then try again.") },
  { KTG_STORE_ERROR_NOT_FOUND,
    N_ ("This report is no longer on this device. Other reports are safe. Go back to the list.") },
  { KTG_STORE_ERROR_UNTRUSTED,
    N_ ("The server's answer was not signed as it must be, so nothing of it was believed. Your "
        "reports are safe here. Tell your office.") },
  { KTG_STORE_ERROR_TOO_LARGE,
    N_ ("The text of this report is too long to send. It is saved as a draft. Shorten the "
        "description, or put long text in a document as evidence.") },
  { KTG_STORE_ERROR_UNREADABLE,
    N_ ("This file could not be read, so it was not added. The report is safe. Copy the file to "
        "this device, then add it again.") },
  { KTG_STORE_ERROR_NOT_REFUSED,
    N_ ("The text of this report was not refused, so there is nothing to file anew. Try again "
        "instead.") },
  { KTG_STORE_ERROR_ON_ITS_WAY,
    N_ ("Something else of this device is still to be sent, and that comes first. Wait until it is "
        "on the server, then file this anew.") },
  { KTG_STORE_ERROR_FAILED,
    N_ ("The disk refused to write. What was saved before is safe, but this last change is not "
        "saved yet. Check the disk, then try again.") },
};

static const CodeSentence sync_sentences[] = {
  { KTG_SYNC_ERROR_NO_LINK,
    N_ ("The server cannot be reached. Reports are safe here and go by themselves when there is a "
        "signal.") },
  { KTG_SYNC_ERROR_NOT_KENTONGAN,
    N_ ("Something answered, but it is not a Kentongan server. Sign in to this Wi-Fi in a browser "
        "first, or check the address.") },
  { KTG_SYNC_ERROR_WRONG_SERVER,
    N_ ("Another server answered, not the one this device is enrolled with. Nothing was sent. Ask "
        "your office.") },
  { KTG_SYNC_ERROR_CERTIFICATE,
    N_ ("The server cannot prove who it is, so nothing was sent. Choose your office's certificate, "
        "or ask your office.") },
  { KTG_SYNC_ERROR_CERTIFICATE_TIME,
    N_ ("The server's certificate does not fit this computer's clock. Set the date and time right, "
        "then try again.") },
  { KTG_SYNC_ERROR_NO_CERTIFICATE,
    N_ ("This file holds no certificate. Choose the .pem, .crt or .der file from your office.") },
  { KTG_SYNC_ERROR_PROXY,
    N_ ("The proxy of this network wants a password, so nothing was sent. Reports are safe here. "
        "Use another network, or ask whoever runs this one to let the server's address "
        "through.") },
  { KTG_SYNC_ERROR_PLAIN_HTTP,
    N_ ("This address begins with http, which anybody on the way can read. Use the https address "
        "from your office.") },
  { KTG_SYNC_ERROR_BAD_URL,
    N_ ("This address cannot be read. Write it as https://server.example.") },
  { KTG_SYNC_ERROR_CODE_WRONG,
    N_ ("The server does not know this code. Check the letters, or ask your office for a new "
        "one.") },
  { KTG_SYNC_ERROR_CODE_USED,
    N_ ("This code has been used before. Ask your office for a new one.") },
  { KTG_SYNC_ERROR_CODE_EXPIRED, N_ ("This code is too old. Ask your office for a new one.") },
  { KTG_SYNC_ERROR_CODE_CANCELLED,
    N_ ("Your office took this code back before it was used. Ask your office for a new one.") },
  { KTG_SYNC_ERROR_CODE_OF_BEFORE,
    N_ ("This code is of an earlier version of Kentongan, and no server takes it any more. Ask "
        "your office for a new one: it has 32 letters and digits.") },
  { KTG_SYNC_ERROR_CODE_UNREADABLE,
    N_ ("This is no code: a code has 32 letters and digits, in eight groups of four. Check that "
        "none is missing. Nothing was sent.") },
  { KTG_SYNC_ERROR_CODE_ELSEWHERE,
    N_ ("The server at this address did not make this code, so nothing of it was sent. Check the "
        "letters of the code and the address, or ask your office.") },
  { KTG_SYNC_ERROR_NOT_ENROLLED,
    N_ ("This device is not enrolled yet. Reports are safe here. Enter the code from your office "
        "to send them.") },
  { KTG_SYNC_ERROR_REFUSED,
    N_ ("The server does not accept this device any more. Reports are safe here. Ask your "
        "office.") },
  { KTG_SYNC_ERROR_BUSY,
    N_ ("The server is busy and asks to wait. Reports are safe here and go by themselves.") },
  { KTG_SYNC_ERROR_STORE,
    N_ ("Sending stopped because this device's disk refused. What was saved before is safe. Check "
        "the disk, then try again.") },
};

static const CodeSentence photo_sentences[] = {
  { KTG_PHOTO_ERROR_MISSING,
    N_ ("This file is no longer there, so it was not added. Choose it again.") },
  { KTG_PHOTO_ERROR_FOLDER,
    N_ ("This is a folder, so it was not added. Open it and choose the files in it.") },
  { KTG_PHOTO_ERROR_EMPTY,
    N_ ("This file is empty, so it was not added. Ask the sender to send it again.") },
  { KTG_PHOTO_ERROR_NOT_EVIDENCE,
    N_ ("This is not a photo or document that can be evidence, so it was not added.") },
  { KTG_PHOTO_ERROR_TOO_LARGE,
    N_ ("This file is too large to send, so it was not added. Choose a smaller one.") },
  { KTG_PHOTO_ERROR_UNREADABLE,
    N_ ("This file could not be read, so it was not added. Copy it to this device, then add it "
        "again.") },
};

static const RefusalSentence refusal_sentences[] = {
  { "too-large",
    N_ ("The server refused it because it is too large."),
    N_ ("Ask your office how to hand it over, then try again.") },
  { "file-mismatch",
    N_ ("The file arrived at the server changed."),
    N_ ("Try again; the file is sent from the beginning.") },
  { "unknown-file",
    N_ ("The server does not know which report this file belongs to."),
    N_ ("Try again; the report is sent first.") },
  { "fork",
    N_ ("The server already has a different report with this device's number. An old copy of this "
        "device's data may have been put back."),
    N_ ("Do not delete anything. File it anew, then ask your office for a new code.") },
  { "role",
    N_ ("This account may not send this kind of report."),
    N_ ("Ask your office to change the account, then try again.") },
  { "signature",
    N_ ("The server could not verify this device's signature."),
    N_ ("Ask your office, then try again.") },
  { "author",
    N_ ("The server says another device wrote this."),
    N_ ("Ask your office, then try again.") },
  { "other-report",
    N_ ("The server says another officer filed this report."),
    N_ ("Ask your office, then try again.") },
  { "not-an-event",
    N_ ("The server could not read this report. One of the two may be too old."),
    N_ ("Install the newest version, then try again.") },
  { "damaged-here",
    N_ ("A part of it can no longer be read on this device, so it was not sent. Everything else is "
        "safe and is sent."),
    N_ ("Do not delete anything. Bring this device to your office, then try again.") },
  { "gave-up",
    N_ ("Sending it was tried several times and nothing came of it. It is safe on this device."),
    N_ ("Try again when the signal is better. If it does not help, ask your office.") },
};

static const ConditionSentence missing_sentences[] = {
  { KTG_CONDITION_REPORTER, N_ ("who reports it, with an address") },
  { KTG_CONDITION_REPORTED, N_ ("who is reported") },
  { KTG_CONDITION_IN_TIME, N_ ("the date it was known, within the legal days") },
  { KTG_CONDITION_TIME_AND_PLACE, N_ ("when and where it happened") },
  { KTG_CONDITION_ACCOUNT, N_ ("what happened, in your words") },
  { KTG_CONDITION_EVIDENCE, N_ ("a photo or other evidence") },
};

static const char *
find_sentence (const CodeSentence *sentences, gsize n_sentences, int code)
{
  for (gsize i = 0; i < n_sentences; i++)
    {
      if (sentences[i].code == code)
        return _ (sentences[i].sentence);
    }

  return NULL;
}

static const RefusalSentence *
find_refusal (const char *problem_type)
{
  const char *name = problem_type == NULL ? NULL : strrchr (problem_type, ':');

  name = name == NULL ? problem_type : name + 1;

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (refusal_sentences); i++)
    {
      if (g_str_equal (refusal_sentences[i].problem, name))
        return &refusal_sentences[i];
    }

  return NULL;
}

/**
 * ktg_sentences_dup_size:
 * @size_bytes: how much
 *
 * Returns: "512 B", "12 KB", "6.1 MB"
 */
char *
ktg_sentences_dup_size (guint64 size_bytes)
{
  guint64 tenths;

  if (size_bytes < 1000)
    return g_strdup_printf (_ ("%u B"), (guint)size_bytes);

  if (size_bytes < 1000 * 1000)
    return g_strdup_printf (_ ("%u KB"), (guint)((size_bytes + 500) / 1000));

  tenths = (size_bytes + 50 * 1000) / (100 * 1000);

  if (tenths >= 10000)
    return g_strdup_printf (_ ("%u GB"), (guint)((tenths + 5000) / 10000));

  /* Translators: megabytes, with one decimal; put your decimal mark between the two numbers */
  return g_strdup_printf (_ ("%u.%u MB"), (guint)(tenths / 10), (guint)(tenths % 10));
}

/**
 * ktg_sentences_dup_files:
 * @n_files: how many photos or files
 * @size_bytes: of all of them
 *
 * Returns: "3 files, 6.1 MB"
 */
char *
ktg_sentences_dup_files (guint n_files, guint64 size_bytes)
{
  g_autofree char *size = ktg_sentences_dup_size (size_bytes);

  /* Translators: photos or files, their size */
  return g_strdup_printf (ngettext ("%u file, %s", "%u files, %s", n_files), n_files, size);
}

/**
 * ktg_sentences_dup_duration:
 * @seconds: how long, not negative
 *
 * Returns: "40 seconds", "3 minutes", "2 hours"
 */
char *
ktg_sentences_dup_duration (gint64 seconds)
{
  guint minutes = (guint)((seconds + 59) / 60);
  guint hours = (minutes + 59) / 60;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", (gulong)seconds), (guint)seconds);

  if (minutes < 90)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
}

/**
 * ktg_sentences_dup_error:
 * @error: of the store, the sync or the photo room
 *
 * Returns: what happened, what is safe and what to do
 */
char *
ktg_sentences_dup_error (const GError *error)
{
  const char *sentence = NULL;

  if (error->domain == KTG_STORE_ERROR)
    sentence = find_sentence (store_sentences, G_N_ELEMENTS (store_sentences), error->code);
  else if (error->domain == KTG_SYNC_ERROR)
    sentence = find_sentence (sync_sentences, G_N_ELEMENTS (sync_sentences), error->code);
  else if (error->domain == KTG_PHOTO_ERROR)
    sentence = find_sentence (photo_sentences, G_N_ELEMENTS (photo_sentences), error->code);

  if (sentence == NULL)
    sentence = _ ("This could not be done. What was saved before is safe. Try again.");

  return g_strdup (sentence);
}

/**
 * ktg_sentences_dup_file_error:
 * @error: why a photo or document could not be added
 *
 * Returns: what happened, that the words are safe, what to do
 */
char *
ktg_sentences_dup_file_error (const GError *error)
{
  if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE))
    return g_strdup (_ (
        "The disk is full. This report is saved, but the new photo is not. Free some space, about "
        "20 MB, then add it again."));

  return ktg_sentences_dup_error (error);
}

/**
 * ktg_sentences_dup_state:
 * @fields: of one report or draft
 *
 * Returns: its state in a few words, for a list
 */
char *
ktg_sentences_dup_state (const KtgSummaryFields *fields)
{
  if (fields->is_withdrawn)
    return g_strdup (_ ("Withdrawn"));

  switch (fields->state)
    {
    case KTG_STATE_DRAFT:
      return g_strdup (_ ("Draft"));
    case KTG_STATE_QUEUED:
      return g_strdup (_ ("Waiting"));
    case KTG_STATE_DELIVERED:
      /* Translators: the text is on the server, and so many of so many files */
      return g_strdup_printf (_ ("Text received · %u/%u files"),
                              fields->n_files_received,
                              fields->n_files);
    case KTG_STATE_COMPLETE:
      return g_strdup (_ ("Complete"));
    case KTG_STATE_PARKED:
      return g_strdup (_ ("Needs action"));
    case KTG_STATE_REPLACED:
      return g_strdup (_ ("Filed anew"));
    }

  return g_strdup ("");
}

/**
 * ktg_sentences_dup_delivery:
 * @fields: of one filed report
 *
 * Returns: a sentence that says what of it is safe where
 */
char *
ktg_sentences_dup_delivery (const KtgSummaryFields *fields)
{
  switch (fields->state)
    {
    case KTG_STATE_DRAFT:
      return g_strdup (_ ("Only on this device, and not filed yet."));
    case KTG_STATE_QUEUED:
      return g_strdup (
          _ ("Filed and safe on this device. It is sent by itself when there is a signal."));
    case KTG_STATE_DELIVERED:
      return g_strdup_printf (_ ("The server has the text, and %u of %u files."),
                              fields->n_files_received,
                              fields->n_files);
    case KTG_STATE_COMPLETE:
      return g_strdup (_ ("The server has everything: the text and every file."));
    case KTG_STATE_PARKED:
      return g_strdup (_ ("A part of it could not be sent. Nothing else is held up by it."));
    case KTG_STATE_REPLACED:
      return g_strdup (_ ("It was refused and filed anew. This one stays here to be read."));
    }

  return g_strdup ("");
}

/**
 * ktg_sentences_dup_days_left:
 * @days_left: legal days after today in which it may still be filed
 *
 * Returns: "3 days left", "last day today", "2 days over"
 */
char *
ktg_sentences_dup_days_left (int days_left)
{
  if (days_left == 0)
    return g_strdup (_ ("last day today"));

  if (days_left > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong)days_left), days_left);

  return g_strdup_printf (ngettext ("%d day over", "%d days over", (gulong)-days_left), -days_left);
}

/**
 * ktg_sentences_get_refusal:
 * @problem_type: as the server named it, or %NULL
 *
 * Returns: why it was not sent, or the server refused it
 */
const char *
ktg_sentences_get_refusal (const char *problem_type)
{
  const RefusalSentence *refusal = find_refusal (problem_type);

  return refusal == NULL ? _ ("The server refused it, for a reason this version does not know.")
                         : _ (refusal->reason);
}

/**
 * ktg_sentences_get_refusal_action:
 * @problem_type: as the server named it, or %NULL
 *
 * Returns: what the officer can do
 */
const char *
ktg_sentences_get_refusal_action (const char *problem_type)
{
  const RefusalSentence *refusal = find_refusal (problem_type);

  return refusal == NULL ? _ ("Ask your office, then try again.") : _ (refusal->action);
}

/**
 * ktg_sentences_dup_missing:
 * @met: the conditions that are met
 *
 * Returns: a list of what the office will miss, one a line; empty if nothing
 */
char *
ktg_sentences_dup_missing (KtgConditions met)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (missing_sentences); i++)
    {
      if ((met & missing_sentences[i].condition) == 0)
        g_string_append_printf (list,
                                "%s• %s",
                                list->len > 0 ? "\n" : "",
                                _ (missing_sentences[i].sentence));
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}
