/* ktg-sync-error.h - why this device and its server are not level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgSyncError:
 * @KTG_SYNC_ERROR_NO_LINK: the server could not be reached; try again when there is signal
 * @KTG_SYNC_ERROR_TOO_SLOW: the server answers, but so slowly that it does not end; try another
 * network, or ask whoever runs the server
 * @KTG_SYNC_ERROR_NOT_KENTONGAN: something answered, but not a Kentongan server: a captive portal
 * or a wrong address
 * @KTG_SYNC_ERROR_ALTERED: the server refused the form in which the request came, so something on
 * the way altered it; try another network
 * @KTG_SYNC_ERROR_WRONG_SERVER: a Kentongan server answered, but not the one this device is
 * enrolled with
 * @KTG_SYNC_ERROR_CERTIFICATE: the connection is not trusted; name an authority with --ca or ask
 * the office
 * @KTG_SYNC_ERROR_CERTIFICATE_TIME: the certificate is not valid at this computer's time; set the
 * clock
 * @KTG_SYNC_ERROR_NO_CERTIFICATE: the file that should hold an authority holds none; choose another
 * @KTG_SYNC_ERROR_PROXY: the proxy of this network wants a password, which is never given; use
 * another network
 * @KTG_SYNC_ERROR_PLAIN_HTTP: plain HTTP to another machine is refused; use https
 * @KTG_SYNC_ERROR_BAD_URL: the address cannot be read
 * @KTG_SYNC_ERROR_CODE_WRONG: the server does not know this code
 * @KTG_SYNC_ERROR_CODE_USED: the code was used before; ask for a new one
 * @KTG_SYNC_ERROR_CODE_EXPIRED: the code is too old; ask for a new one
 * @KTG_SYNC_ERROR_CODE_CANCELLED: the office took the code back; ask for a new one
 * @KTG_SYNC_ERROR_CODE_OF_OTHER_KIND: the code is a relay's and a device asks, or the other way
 * round; it still waits for whom it was made
 * @KTG_SYNC_ERROR_ADMITS_NOBODY: the server was revoked since it made the code, which was not used;
 * ask for one of another server
 * @KTG_SYNC_ERROR_CODE_OF_BEFORE: the code is of an earlier program; ask for a new one
 * @KTG_SYNC_ERROR_CODE_UNREADABLE: this cannot be a code; nothing was asked of anybody
 * @KTG_SYNC_ERROR_CODE_ELSEWHERE: the code was made by another server than answered, which was not
 * told it; check the address
 * @KTG_SYNC_ERROR_NOT_ENROLLED: this device has no account yet
 * @KTG_SYNC_ERROR_PRACTICE: the profile is for practice; nothing in it is ever sent
 * @KTG_SYNC_ERROR_PENDING: the office has yet to confirm this device; read it the six words
 * @KTG_SYNC_ERROR_REFUSED: the server does not accept this device any more; ask the office
 * @KTG_SYNC_ERROR_KEY_REVOKED: this device's key was revoked for good, whatever code it has; begin
 * with a new profile
 * @KTG_SYNC_ERROR_NOT_UNDERSTOOD: the server can make nothing of what was asked, and did nothing;
 * the message says how it refused
 * @KTG_SYNC_ERROR_NOT_AN_OFFICE: only an office's device may ask that; ask the office
 * @KTG_SYNC_ERROR_NOT_BELOW: nobody, or no code, like that is below this device's office
 * @KTG_SYNC_ERROR_TOO_MANY_CODES: too many codes of this device wait; take some back
 * @KTG_SYNC_ERROR_CODE_HAS_DEVICE: the code was used, and cannot be taken back; revoke its device
 * @KTG_SYNC_ERROR_BUSY: the server asks to wait; progress says until when
 * @KTG_SYNC_ERROR_SERVER_FULL: the server has no room for files and asks to wait; texts go on, and
 * whoever runs it has to be told
 * @KTG_SYNC_ERROR_NOT_PUBLISHED: the centre did not publish this pack, as far as is known here;
 * tell the office, and ask for it again when another list comes
 * @KTG_SYNC_ERROR_STORE: this device's own disk failed; the message says how
 */
typedef enum
{
  KTG_SYNC_ERROR_NO_LINK,
  KTG_SYNC_ERROR_TOO_SLOW,
  KTG_SYNC_ERROR_NOT_KENTONGAN,
  KTG_SYNC_ERROR_ALTERED,
  KTG_SYNC_ERROR_WRONG_SERVER,
  KTG_SYNC_ERROR_CERTIFICATE,
  KTG_SYNC_ERROR_CERTIFICATE_TIME,
  KTG_SYNC_ERROR_NO_CERTIFICATE,
  KTG_SYNC_ERROR_PROXY,
  KTG_SYNC_ERROR_PLAIN_HTTP,
  KTG_SYNC_ERROR_BAD_URL,
  KTG_SYNC_ERROR_CODE_WRONG,
  KTG_SYNC_ERROR_CODE_USED,
  KTG_SYNC_ERROR_CODE_EXPIRED,
  KTG_SYNC_ERROR_CODE_CANCELLED,
  KTG_SYNC_ERROR_CODE_OF_OTHER_KIND,
  KTG_SYNC_ERROR_ADMITS_NOBODY,
  KTG_SYNC_ERROR_CODE_OF_BEFORE,
  KTG_SYNC_ERROR_CODE_UNREADABLE,
  KTG_SYNC_ERROR_CODE_ELSEWHERE,
  KTG_SYNC_ERROR_NOT_ENROLLED,
  KTG_SYNC_ERROR_PRACTICE,
  KTG_SYNC_ERROR_PENDING,
  KTG_SYNC_ERROR_REFUSED,
  KTG_SYNC_ERROR_KEY_REVOKED,
  KTG_SYNC_ERROR_NOT_UNDERSTOOD,
  KTG_SYNC_ERROR_NOT_AN_OFFICE,
  KTG_SYNC_ERROR_NOT_BELOW,
  KTG_SYNC_ERROR_TOO_MANY_CODES,
  KTG_SYNC_ERROR_CODE_HAS_DEVICE,
  KTG_SYNC_ERROR_BUSY,
  KTG_SYNC_ERROR_SERVER_FULL,
  KTG_SYNC_ERROR_NOT_PUBLISHED,
  KTG_SYNC_ERROR_STORE,
} KtgSyncError;

#define KTG_SYNC_ERROR (ktg_sync_error_quark ())
GQuark ktg_sync_error_quark (void);

G_END_DECLS
