/* ktg-trouble.c - what is the matter: what happened, what is safe, what to do
 *
 * Said once, in parts, for windows and terminals. Troubles are chosen by domain and code, by the
 * problem a server names, or by the alarm a store keeps; the messages of errors are English and for
 * logs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-trouble.h"

#include "ktg-destination.h"

#include <glib/gi18n.h>
#include <ktg-photo.h>
#include <ktg-store.h>
#include <ktg-sync.h>

#include <string.h>

#define KEPT N_ ("What was saved before is safe.")
#define KEPT_BUT_LAST N_ ("What was saved before is safe, but this last change is not saved yet.")
#define NOTHING_LOST N_ ("Nothing is lost here.")
#define NOTHING_SENT N_ ("Nothing was sent.")
#define NOTHING_CHANGED N_ ("Nothing was changed.")
#define REPORTS_SAFE N_ ("Reports are safe here.")
#define ASK_OFFICE N_ ("Ask your office.")
#define ASK_THEN_RETRY N_ ("Ask your office, then try again.")
#define NEW_CODE N_ ("Ask your office for a new one.")
#define TELL_OFFICE N_ ("Tell your office.")
#define OTHER_FOLDER N_ ("Choose another folder.")
#define OTHER_NAME N_ ("Choose another name.")

typedef struct
{
  int        code;
  KtgTrouble trouble;
} CodeTrouble;

typedef struct
{
  const char *name;
  KtgTrouble  trouble;
} NamedTrouble;

static const CodeTrouble store_troubles[] = {
  { KTG_STORE_ERROR_NO_SPACE,
    { N_ ("The disk is full."),
      KEPT_BUT_LAST,
      N_ ("Free some space, about 20 MB, then try again.") } },
  { KTG_STORE_ERROR_DAMAGED,
    { N_ ("Something on this disk is damaged."),
      N_ ("Nothing was deleted."),
      N_ ("Do not write more here; bring this device to your office.") } },
  { KTG_STORE_ERROR_TOO_NEW,
    { N_ ("A newer Kentongan wrote this data."),
      N_ ("Everything is still there."),
      N_ ("Install the newest version, then open it again.") } },
  { KTG_STORE_ERROR_IN_USE,
    { N_ ("Kentongan is already working on this data, in another window or a terminal."),
      NULL,
      N_ ("Close that one, then try again.") } },
  { KTG_STORE_ERROR_NO_KEY,
    { N_ ("The key of this data is gone, so the reports here cannot be read."),
      N_ ("They are still there."),
      N_ ("Put the file vault.key back from its copy, then try again.") } },
  { KTG_STORE_ERROR_NOT_FOUND,
    { N_ ("This report is no longer on this device."),
      N_ ("Other reports are safe."),
      N_ ("Go back to the list.") } },
  { KTG_STORE_ERROR_NOT_OWN,
    { N_ ("This report was filed on another device, or with an earlier key of this one, so here it "
          "can be read and no more."),
      NOTHING_CHANGED,
      N_ ("Go back to the list.") } },
  { KTG_STORE_ERROR_UNTRUSTED,
    { N_ ("The server's answer was not signed as it must be, so nothing of it was believed."),
      REPORTS_SAFE,
      TELL_OFFICE } },
  { KTG_STORE_ERROR_TOO_LARGE,
    { N_ ("The text of this report is too long to send: at most 256 KB can be, about 250,000 "
          "letters."),
      N_ ("It is saved as a draft."),
      N_ ("Shorten the description, or put long text in a document as evidence.") } },
  { KTG_STORE_ERROR_NOT_REFUSED,
    { N_ ("The text of this report was not refused, so there is nothing to file anew."),
      NULL,
      N_ ("Try again instead.") } },
  { KTG_STORE_ERROR_ON_ITS_WAY,
    { N_ ("Something else of this device is still to be sent, and that comes first."),
      NULL,
      N_ ("Wait until it is on the server, then file this anew.") } },
  { KTG_STORE_ERROR_PRACTICE,
    { N_ ("Practice has a folder of its own, and so have real reports."),
      NULL,
      N_ ("Name a folder that does not exist yet.") } },
  { KTG_STORE_ERROR_NO_REASON,
    { N_ ("There is no reason yet."), N_ ("The report is unchanged."), N_ ("Write why.") } },
  { KTG_STORE_ERROR_OVERTAKEN,
    { N_ ("The report was amended since this was begun."),
      N_ ("What you wrote is still a draft."),
      N_ ("Look at the report as it is now, then begin anew.") } },
  { KTG_STORE_ERROR_WITHDRAWN,
    { N_ ("This report was withdrawn, so it cannot be amended."),
      N_ ("What it said, and what you wrote, can still be read."),
      N_ ("Write a new report instead.") } },
  { KTG_STORE_ERROR_MOVED_ON,
    { N_ ("Another step was taken in this case since you looked at it."),
      N_ ("Nothing was signed."),
      N_ ("Look at the case as it is now, then judge it anew.") } },
  { KTG_STORE_ERROR_FAILED,
    { N_ ("The disk refused to write."), KEPT_BUT_LAST, N_ ("Check the disk, then try again.") } },
};

static const CodeTrouble sync_troubles[] = {
  { KTG_SYNC_ERROR_NO_LINK,
    { N_ ("The server cannot be reached."),
      REPORTS_SAFE,
      N_ ("They go by themselves when there is a signal.") } },
  { KTG_SYNC_ERROR_TOO_SLOW,
    { N_ ("The server answers too slowly, so the connection was ended."),
      REPORTS_SAFE,
      N_ ("Try again later or on another network. If it stays so, tell your office.") } },
  { KTG_SYNC_ERROR_NOT_KENTONGAN,
    { N_ ("Something answered, but it is not a Kentongan server."),
      NULL,
      N_ ("Sign in to this Wi-Fi in a browser first, or check the address.") } },
  { KTG_SYNC_ERROR_ALTERED,
    { N_ ("What was sent was altered on the way to the server, which took nothing of it."),
      REPORTS_SAFE,
      N_ ("Try again later or on another network. If it stays so, tell your office.") } },
  { KTG_SYNC_ERROR_WRONG_SERVER,
    { N_ ("Another server answered, not the one this device is enrolled with."),
      REPORTS_SAFE, /* what was sent before, or to that one, was sent */
      ASK_OFFICE } },
  { KTG_SYNC_ERROR_CERTIFICATE,
    { N_ ("The server cannot prove who it is, so nothing was sent."),
      NULL,
      N_ ("Choose your office's certificate, or ask your office.") } },
  { KTG_SYNC_ERROR_CERTIFICATE_TIME,
    { N_ ("The server's certificate does not fit this computer's clock."),
      NULL,
      N_ ("Set the date and time right, then try again.") } },
  { KTG_SYNC_ERROR_NO_CERTIFICATE,
    { N_ ("This file holds no certificate."),
      NULL,
      N_ ("Choose the .pem, .crt or .der file from your office.") } },
  { KTG_SYNC_ERROR_PROXY,
    { N_ ("The proxy of this network wants a password, so nothing was sent."),
      REPORTS_SAFE,
      N_ ("Use another network, or ask whoever runs this one to let the server's address "
          "through.") } },
  { KTG_SYNC_ERROR_PLAIN_HTTP,
    { N_ ("This address begins with http, which anybody on the way can read."),
      NULL,
      N_ ("Use the https address from your office.") } },
  { KTG_SYNC_ERROR_BAD_URL,
    { N_ ("This address cannot be read."), NULL, N_ ("Write it as https://server.example.") } },
  { KTG_SYNC_ERROR_CODE_WRONG,
    { N_ ("The server does not know this code."),
      NULL,
      N_ ("Check the letters, or ask your office for a new one.") } },
  { KTG_SYNC_ERROR_CODE_USED,
    { N_ ("This code has been used before, by another device."), NULL, NEW_CODE } },
  { KTG_SYNC_ERROR_CODE_EXPIRED, { N_ ("This code is too old."), NULL, NEW_CODE } },
  { KTG_SYNC_ERROR_CODE_CANCELLED,
    { N_ ("Your office took this code back before it was used."), NULL, NEW_CODE } },
  { KTG_SYNC_ERROR_CODE_OF_OTHER_KIND,
    { N_ ("This code is for a server of an office, and not for a device."),
      N_ ("It was not used."),
      N_ ("Ask your office for a code of your own.") } },
  { KTG_SYNC_ERROR_ADMITS_NOBODY,
    { N_ ("This server may not let in anybody any more."),
      N_ ("The code was not used."),
      N_ ("Ask your office for the address and a code of another server.") } },
  { KTG_SYNC_ERROR_CODE_OF_BEFORE,
    { N_ ("This code is of an earlier version of Kentongan, and no server takes it any more."),
      NULL,
      N_ ("Ask your office for a new one: it has 32 letters and digits.") } },
  { KTG_SYNC_ERROR_CODE_UNREADABLE,
    { N_ ("This is no code: a code has 32 letters and digits, in eight groups of four."),
      NOTHING_SENT,
      N_ ("Check that none is missing.") } },
  { KTG_SYNC_ERROR_CODE_ELSEWHERE,
    { N_ ("The server at this address did not make this code, so nothing of it was sent."),
      NULL,
      N_ ("Check the letters of the code and the address, or ask your office.") } },
  { KTG_SYNC_ERROR_NOT_ENROLLED,
    { N_ ("This device is not enrolled yet."),
      REPORTS_SAFE,
      N_ ("Enter the code from your office to send them.") } },
  { KTG_SYNC_ERROR_PRACTICE,
    { N_ ("These reports are only for practice and are never sent."),
      NULL,
      N_ ("Open Kentongan without practice to send real ones.") } },
  { KTG_SYNC_ERROR_PENDING,
    { N_ ("The office has not confirmed this device yet, so nothing is sent."),
      REPORTS_SAFE,
      N_ ("Call your office and read out the six words in Settings.") } },
  { KTG_SYNC_ERROR_REFUSED,
    { N_ ("The server does not accept this device any more."), REPORTS_SAFE, ASK_OFFICE } },
  { KTG_SYNC_ERROR_KEY_REVOKED,
    { N_ ("Your office revoked this device for good, and no code lets it in again."),
      REPORTS_SAFE,
      N_ ("Ask your office for a new code, and start Kentongan with --profile and a new folder to "
          "use it. What the server does not have yet, copy out of here and file anew there.") } },
  { KTG_SYNC_ERROR_NOT_UNDERSTOOD,
    { N_ ("The server could make nothing of what it was asked."),
      NOTHING_CHANGED,
      N_ ("Install the newest version, then try again. If it stays so, tell your office.") } },
  { KTG_SYNC_ERROR_NOT_AN_OFFICE,
    { N_ ("Only an office’s device may do this."), NOTHING_CHANGED, ASK_OFFICE } },
  { KTG_SYNC_ERROR_NOT_BELOW,
    { N_ ("Below your office there is nobody, and no code, like that."),
      NOTHING_CHANGED,
      N_ ("Check the role and the region, or ask the office above.") } },
  { KTG_SYNC_ERROR_TOO_MANY_CODES,
    { N_ ("A hundred codes of this device wait already."),
      NOTHING_CHANGED,
      N_ ("Cancel some of them, or wait until they end.") } },
  { KTG_SYNC_ERROR_CODE_HAS_DEVICE,
    { N_ ("The code was used already."),
      NOTHING_CHANGED,
      N_ ("Revoke the device that used it.") } },
  { KTG_SYNC_ERROR_BUSY,
    { N_ ("The server is busy and asks to wait."),
      REPORTS_SAFE,
      N_ ("They go by themselves when it has time.") } },
  { KTG_SYNC_ERROR_SERVER_FULL,
    { N_ ("The server has no room left for photos and documents. Texts still go."),
      REPORTS_SAFE,
      N_ ("Tell your office. Files go by themselves when there is room.") } },
  { KTG_SYNC_ERROR_NOT_PUBLISHED,
    { N_ ("The server hands out rules of which it cannot prove that the centre published them."),
      NOTHING_CHANGED,
      ASK_OFFICE } },
  { KTG_SYNC_ERROR_STORE,
    { N_ ("Sending stopped because this device's disk refused."),
      KEPT,
      N_ ("Check the disk, then try again.") } },
};

/* Of what somebody asks a server and waits for: it does not go by itself later. */
static const CodeTrouble question_troubles[] = {
  { KTG_SYNC_ERROR_NO_LINK,
    { N_ ("The server cannot be reached."),
      REPORTS_SAFE,
      N_ ("Try again when there is a signal.") } },
  { KTG_SYNC_ERROR_BUSY,
    { N_ ("The server is busy and asks to wait."), REPORTS_SAFE, N_ ("Try again later.") } },
};

/* And the address was typed. */
static const CodeTrouble enrolling_troubles[] = {
  { KTG_SYNC_ERROR_NO_LINK,
    { N_ ("No server answers at this address."),
      REPORTS_SAFE,
      N_ ("Check the address and the signal, then enrol again with the same code.") } },
  { KTG_SYNC_ERROR_WRONG_SERVER,
    { N_ ("The server at this address cannot prove who it is."),
      REPORTS_SAFE,
      N_ ("Check the address, or ask your office.") } },
};

static const CodeTrouble photo_troubles[] = {
  { KTG_PHOTO_ERROR_MISSING,
    { N_ ("This file is no longer there, so it was not added."), NULL, N_ ("Choose it again.") } },
  { KTG_PHOTO_ERROR_FOLDER,
    { N_ ("This is a folder, so it was not added."),
      NULL,
      N_ ("Open it and choose the files in it.") } },
  { KTG_PHOTO_ERROR_EMPTY,
    { N_ ("This file is empty, so it was not added."),
      NULL,
      N_ ("Ask the sender to send it again.") } },
  { KTG_PHOTO_ERROR_NOT_EVIDENCE,
    { N_ ("This is not a photo or document that can be evidence, so it was not added."),
      NULL,
      NULL } },
  { KTG_PHOTO_ERROR_TOO_LARGE,
    { N_ ("This file is too large to send, so it was not added."),
      NULL,
      N_ ("Choose a smaller one.") } },
  { KTG_PHOTO_ERROR_UNREADABLE,
    { N_ ("This file could not be read, so it was not added."),
      NULL,
      N_ ("Copy it to this device, then add it again.") } },
  { KTG_PHOTO_ERROR_CHANGED,
    { N_ ("This file changed while it was read, so it was not added."),
      NULL,
      N_ ("Wait until it is whole, then add it again.") } },
  { KTG_PHOTO_ERROR_NOT_SHOWN,
    { N_ ("This picture cannot be shown whole on this device."), NULL, NULL } },
};

/* What is safe depends on what was to be written there. */
static const CodeTrouble destination_troubles[] = {
  { KTG_DESTINATION_ERROR_UNNAMED,
    { N_ ("It was not said where this goes."), NULL, N_ ("Name a file or a folder.") } },
  { KTG_DESTINATION_ERROR_REMOTE,
    { N_ ("This is no folder of this computer."),
      NULL,
      N_ ("Choose another folder of this computer.") } },
  { KTG_DESTINATION_ERROR_MISSING,
    { N_ ("This folder is not there."),
      NULL,
      N_ ("Check its name, or put the stick in, then try again.") } },
  { KTG_DESTINATION_ERROR_NO_FOLDER,
    { N_ ("What stands in the place of a folder is a file."), NULL, OTHER_FOLDER } },
  { KTG_DESTINATION_ERROR_TOO_LONG,
    { N_ ("This name is too long for the disk."), NULL, N_ ("Choose a shorter one.") } },
  { KTG_DESTINATION_ERROR_LINK,
    { N_ ("This name is a link to another place, and nothing is written to a link."),
      NULL,
      N_ ("Name the place itself, or choose another name.") } },
  { KTG_DESTINATION_ERROR_TAKEN,
    { N_ ("Something else than a file has this name."), NULL, OTHER_NAME } },
  { KTG_DESTINATION_ERROR_PROFILE,
    { N_ ("In this folder Kentongan keeps the reports and their evidence, and nothing else."),
      NULL,
      OTHER_FOLDER } },
  { KTG_DESTINATION_ERROR_NOT_ALLOWED,
    { N_ ("This account of the computer may not write to this folder."), NULL, OTHER_FOLDER } },
  { KTG_DESTINATION_ERROR_READ_ONLY,
    { N_ ("This medium can only be read."), NULL, N_ ("Choose another folder or medium.") } },
  { KTG_DESTINATION_ERROR_NO_SPACE,
    { N_ ("There is not enough room."), NULL, N_ ("Free some space, or choose another folder.") } },
  { KTG_DESTINATION_ERROR_GONE,
    { N_ ("The disk or stick does not answer any more."),
      NULL,
      N_ ("Put it in again, or choose another folder.") } },
  { KTG_DESTINATION_ERROR_FAILED,
    { N_ ("This folder cannot be written to."), NULL, OTHER_FOLDER } },
};

/* What the server said of it; and below, what this device itself found. */
static const NamedTrouble refusals[] = {
  { "too-large",
    { N_ ("The server refused it because it is too large."),
      NULL,
      N_ ("Ask your office how to hand it over, then try again.") } },
  { "file-mismatch",
    { N_ ("The file arrived at the server changed."),
      NULL,
      N_ ("Try again; the file is sent from the beginning.") } },
  { "unknown-file",
    { N_ ("The server does not know which report this file belongs to."),
      NULL,
      N_ ("Try again; the report is sent first.") } },
  { "fork",
    { N_ ("The server refused it: it already has a different report with this device's number. An "
          "old copy of this device's data may have been put back."),
      NULL,
      N_ ("Do not delete anything. File it anew, then ask your office for a new code.") } },
  { "role",
    { N_ ("This account may not send this kind of report."),
      NULL,
      N_ ("Ask your office to change the account, then try again.") } },
  { "signature",
    { N_ ("The server could not verify this device's signature."), NULL, ASK_THEN_RETRY } },
  { "author", { N_ ("The server says another device wrote this."), NULL, ASK_THEN_RETRY } },
  { "other-report",
    { N_ ("The server has no such report that this device may judge. It may have been put back to "
          "an earlier state."),
      N_ ("What this device wrote about it is safe here."),
      N_ ("Once the report is on the server again, from the device that filed it or from this one, "
          "try again.") } },
  { "not-an-event",
    { N_ ("The server could not read this report. One of the two may be too old."),
      NULL,
      N_ ("Install the newest version, then try again.") } },
  { "damaged-here",
    { N_ ("A part of it can no longer be read on this device, so it was not sent."),
      N_ ("Everything else is safe and is sent."),
      N_ ("Do not delete anything. Bring this device to your office, then try again.") } },
  { "gave-up",
    { N_ ("Sending it was tried several times and nothing came of it."),
      N_ ("It is safe on this device."),
      N_ ("Try again when the signal is better. If it does not help, ask your office.") } },
};

/* What a server is heard to do that was put back, or contradicts itself. */
static const NamedTrouble alarms[] = {
  { "index-again",
    { N_ ("The server gave one number to two different things."), NOTHING_LOST, TELL_OFFICE } },
  { "delivery-again",
    { N_ ("The server gave one number to two different things."), NOTHING_LOST, TELL_OFFICE } },
  { "head-back",
    { N_ ("The server lost what it had confirmed, and does not say so."),
      N_ ("It is sent again."),
      TELL_OFFICE } },
  { "life-unsaid",
    { N_ ("The server began anew without saying what it still holds."),
      NOTHING_LOST,
      TELL_OFFICE } },
  { "book-back",
    { N_ ("The server takes back what it said about who has which role."),
      NOTHING_LOST,
      TELL_OFFICE } },
};

static const KtgTrouble unknown_error = { N_ ("This could not be done."), KEPT, N_ ("Try again.") };

static const KtgTrouble unknown_refusal
    = { N_ ("The server refused it, for a reason this version does not know."),
        NULL,
        ASK_THEN_RETRY };

static const KtgTrouble no_room_for_file
    = { N_ ("The disk is full."),
        N_ ("This report is saved, but the new photo is not."),
        N_ ("Free some space, about 20 MB, then add it again.") };

static const KtgTrouble *
find_code (const CodeTrouble *troubles, gsize n_troubles, int code)
{
  for (gsize i = 0; i < n_troubles; i++)
    if (troubles[i].code == code)
      return &troubles[i].trouble;

  return NULL;
}

static const KtgTrouble *
find_name (const NamedTrouble *troubles, gsize n_troubles, const char *name)
{
  for (gsize i = 0; name != NULL && i < n_troubles; i++)
    if (g_str_equal (troubles[i].name, name))
      return &troubles[i].trouble;

  return NULL;
}

static const KtgTrouble *
find_trouble (const GError *error)
{
  if (error->domain == KTG_STORE_ERROR)
    return find_code (store_troubles, G_N_ELEMENTS (store_troubles), error->code);
  if (error->domain == KTG_SYNC_ERROR)
    return find_code (sync_troubles, G_N_ELEMENTS (sync_troubles), error->code);
  if (error->domain == KTG_PHOTO_ERROR)
    return find_code (photo_troubles, G_N_ELEMENTS (photo_troubles), error->code);
  if (error->domain == KTG_DESTINATION_ERROR)
    return find_code (destination_troubles, G_N_ELEMENTS (destination_troubles), error->code);

  return NULL;
}

/**
 * ktg_trouble_of_error:
 * @error: of the store, the sync or the photo room, or of a destination
 *
 * Returns: what it means to a person; of an error of anybody else, that something did not work
 */
KtgTrouble
ktg_trouble_of_error (const GError *error)
{
  const KtgTrouble *trouble = find_trouble (error);

  return trouble != NULL ? *trouble : unknown_error;
}

static void
take (KtgTrouble *self, const CodeTrouble *troubles, gsize n_troubles, const GError *error)
{
  const KtgTrouble *own
      = error->domain == KTG_SYNC_ERROR ? find_code (troubles, n_troubles, error->code) : NULL;

  if (own != NULL)
    *self = *own;
}

/**
 * ktg_trouble_take_question:
 * @self: what @error means elsewhere; changed where it means something else
 * @error: why a server did not do at once what somebody asked of it
 */
void
ktg_trouble_take_question (KtgTrouble *self, const GError *error)
{
  take (self, question_troubles, G_N_ELEMENTS (question_troubles), error);
}

/**
 * ktg_trouble_take_enrolling:
 * @self: what @error means elsewhere; changed where it means something else
 * @error: why this device was not enrolled, at an address that was typed
 */
void
ktg_trouble_take_enrolling (KtgTrouble *self, const GError *error)
{
  ktg_trouble_take_question (self, error);
  take (self, enrolling_troubles, G_N_ELEMENTS (enrolling_troubles), error);
}

/**
 * ktg_trouble_of_file_error:
 * @error: why a photo or document could not be added
 *
 * Returns: what it means to a person whose report is a draft already
 */
KtgTrouble
ktg_trouble_of_file_error (const GError *error)
{
  if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE))
    return no_room_for_file;

  return ktg_trouble_of_error (error);
}

/**
 * ktg_trouble_of_writing:
 * @error: why something was not written out of the app
 * @safe: what of it is safe where the place is to blame, not translated yet
 *
 * Returns: what it means to a person
 */
KtgTrouble
ktg_trouble_of_writing (const GError *error, const char *safe)
{
  KtgTrouble trouble = ktg_trouble_of_error (error);

  if (error->domain == KTG_DESTINATION_ERROR)
    trouble.safe = safe;

  return trouble;
}

/**
 * ktg_trouble_of_refusal:
 * @problem_type: (nullable): as the server, or the engine of this device, named it
 *
 * Returns: why it is parked, and what can be done
 */
KtgTrouble
ktg_trouble_of_refusal (const char *problem_type)
{
  const char       *colon = problem_type != NULL ? strrchr (problem_type, ':') : NULL;
  const char       *name = colon != NULL ? colon + 1 : problem_type;
  const KtgTrouble *refusal = find_name (refusals, G_N_ELEMENTS (refusals), name);

  return refusal != NULL ? *refusal : unknown_refusal;
}

/**
 * ktg_trouble_of_alarm:
 * @kind: what the store calls it
 * @trouble: (out): what it means to a person
 *
 * Returns: %FALSE if this version does not know it
 */
gboolean
ktg_trouble_of_alarm (const char *kind, KtgTrouble *trouble)
{
  const KtgTrouble *alarm = find_name (alarms, G_N_ELEMENTS (alarms), kind);

  if (alarm != NULL)
    *trouble = *alarm;

  return alarm != NULL;
}

/**
 * ktg_trouble_dup_words:
 * @trouble: what is the matter
 *
 * Returns: (transfer full): its parts, translated, in one line
 */
char *
ktg_trouble_dup_words (const KtgTrouble *trouble)
{
  const char *parts[] = { trouble->happened, trouble->safe, trouble->action };
  GString    *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", _ (parts[i]));

  return g_string_free (words, FALSE);
}
