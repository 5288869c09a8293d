/* ktg-upstream-words.c - what went wrong with the server above, for an administrator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-words.h"

#include <ktg-sync-error.h>

typedef struct
{
  const char *words;
  gboolean    is_no_link; /* the same may go well later, or from elsewhere */
} Trouble;

#define NEW_CODE "; ask the administrator there for a new one"

/* By KtgSyncError; what is not here speaks for itself. */
static const Trouble troubles[] = {
  [KTG_SYNC_ERROR_NO_LINK] = { "the server above cannot be reached", TRUE },
  [KTG_SYNC_ERROR_TOO_SLOW] = { "the server above answers too slowly, so the connection was ended;"
                                " try again later, or ask its administrator",
                                TRUE },
  [KTG_SYNC_ERROR_NOT_KENTONGAN]
  = { "what answered is no Kentongan server; check the address", TRUE },
  [KTG_SYNC_ERROR_ALTERED]
  = { "what was sent to the server above was altered on the way, and it took nothing of it; look at"
      " what stands between the two",
      TRUE },
  [KTG_SYNC_ERROR_WRONG_SERVER]
  = { "another server answered, or one that cannot prove what it says; check the address", TRUE },
  [KTG_SYNC_ERROR_CERTIFICATE]
  = { "the certificate of the server above is not trusted; name its authority with --ca", TRUE },
  [KTG_SYNC_ERROR_CERTIFICATE_TIME]
  = { "the certificate of the server above does not fit the clock of this machine", TRUE },
  [KTG_SYNC_ERROR_NO_CERTIFICATE] = { "there is no certificate in the file behind --ca" },
  [KTG_SYNC_ERROR_PROXY] = { "the proxy of this network wants a password", TRUE },
  [KTG_SYNC_ERROR_PLAIN_HTTP] = { "http:// is for this machine alone; use https://" },
  [KTG_SYNC_ERROR_BAD_URL] = { "this is no address; write it as https://server.example" },
  [KTG_SYNC_ERROR_CODE_WRONG] = { "the server above does not know this code; check its letters" },
  [KTG_SYNC_ERROR_CODE_USED] = { "this code was used by another" NEW_CODE },
  [KTG_SYNC_ERROR_CODE_EXPIRED] = { "this code is too old" NEW_CODE },
  [KTG_SYNC_ERROR_CODE_CANCELLED] = { "this code was taken back" NEW_CODE },
  [KTG_SYNC_ERROR_ADMITS_NOBODY]
  = { "the server above may let in nobody any more; the code was not used" },
  [KTG_SYNC_ERROR_CODE_OF_BEFORE] = { "this code is of an earlier program" NEW_CODE },
  [KTG_SYNC_ERROR_CODE_UNREADABLE]
  = { "this is no code: one has 32 letters and digits, in eight groups of four" },
  [KTG_SYNC_ERROR_CODE_OF_OTHER_KIND]
  = { "this code is for a device, and not for a relay; it was not used. One for a relay is made"
      " there with --role node" },
  [KTG_SYNC_ERROR_CODE_ELSEWHERE]
  = { "the server at this address did not make this code, so nothing of it was sent; check both" },
  [KTG_SYNC_ERROR_PENDING]
  = { "this relay waits for the administrator of the server above to confirm it; `upstream` says"
      " its six words" },
  [KTG_SYNC_ERROR_REFUSED]
  = { "the server above does not accept this relay any more; ask its administrator" },
  [KTG_SYNC_ERROR_KEY_REVOKED]
  = { "the server above revoked this relay for good, and no code lets it in again; begin with a new"
      " folder" },
  [KTG_SYNC_ERROR_NOT_UNDERSTOOD]
  = { "the server above could make nothing of what it was asked; one of the two may be too old" },
  [KTG_SYNC_ERROR_BUSY] = { "the server above asks to wait", TRUE },
  [KTG_SYNC_ERROR_SERVER_FULL]
  = { "the server above has no room for files; texts go on; tell its administrator", TRUE },
};

/* What a request may differ by. */
#define TOLERATED_MS (10 * 60 * G_GINT64_CONSTANT (1000))
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static const Trouble *
find_trouble (const GError *error)
{
  return error->domain == KTG_SYNC_ERROR && error->code < (int)G_N_ELEMENTS (troubles)
             ? &troubles[error->code]
             : NULL;
}

/**
 * ktg_upstream_words_get:
 * @error: a #KtgSyncError, or any other
 *
 * Returns: (transfer none): what happened, and what to do
 */
const char *
ktg_upstream_words_get (const GError *error)
{
  const Trouble *trouble = find_trouble (error);

  return trouble != NULL && trouble->words != NULL ? trouble->words : error->message;
}

/**
 * ktg_upstream_words_is_no_link:
 * @error: a #KtgSyncError, or any other
 *
 * Returns: whether that server was not reached, so that the same may go well another time
 */
gboolean
ktg_upstream_words_is_no_link (const GError *error)
{
  const Trouble *trouble = find_trouble (error);

  return trouble != NULL && trouble->is_no_link;
}

/**
 * ktg_upstream_words_dup_clock:
 * @offset_ms: the clock of the server above minus this one's
 *
 * Returns: (nullable): how wrong the clock of this machine is by that, and what it spoils; %NULL:
 * it is right enough
 */
char *
ktg_upstream_words_dup_clock (gint64 offset_ms)
{
  const gint64 wrong_ms = ABS (offset_ms);

  if (wrong_ms <= TOLERATED_MS)
    return NULL;

  return g_strdup_printf ("the clock of this machine is %" G_GINT64_FORMAT " %s %s that of the"
                          " server above; set it right: it stands in every receipt",
                          wrong_ms / (wrong_ms < 2 * DAY_MS ? DAY_MS / 24 / 60 : DAY_MS),
                          wrong_ms < 2 * DAY_MS ? "minutes" : "days",
                          offset_ms < 0 ? "ahead of" : "behind");
}
