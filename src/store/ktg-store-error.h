/* ktg-store-error.h - why the store could not do what was asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgStoreError:
 * @KTG_STORE_ERROR_NO_SPACE: the disk is full and nothing was written; ask for space, then retry
 * @KTG_STORE_ERROR_DAMAGED: something on disk cannot be trusted; the message names it
 * @KTG_STORE_ERROR_TOO_NEW: a newer version wrote this profile; ask for an upgrade
 * @KTG_STORE_ERROR_IN_USE: another process has this profile open; close it or use that one
 * @KTG_STORE_ERROR_NO_KEY: the key file is gone while data sealed by it exists; look for its backup
 * @KTG_STORE_ERROR_NOT_FOUND: no such report, draft or file
 * @KTG_STORE_ERROR_NOT_OWN: the report is here, and this device did not file it
 * @KTG_STORE_ERROR_UNTRUSTED: a receipt or event is not signed by who it says; nothing of it was
 * kept
 * @KTG_STORE_ERROR_TOO_LARGE: the report's text is longer than an event may be; shorten it
 * @KTG_STORE_ERROR_NOT_REFUSED: the report's text was not refused, so there is nothing to file anew
 * @KTG_STORE_ERROR_ON_ITS_WAY: the server may hold something that it did not say yet; exchange
 * first
 * @KTG_STORE_ERROR_PRACTICE: what is for practice stays so, and what is not does not become it
 * @KTG_STORE_ERROR_NO_REASON: what was filed is not changed or taken back without one; ask for it
 * @KTG_STORE_ERROR_OVERTAKEN: the report was amended since the draft was begun, which stays; look
 * at both
 * @KTG_STORE_ERROR_WITHDRAWN: the report was withdrawn, so that nothing of it changes any more; a
 * draft stays
 * @KTG_STORE_ERROR_MOVED_ON: another step of the case came since it was judged; look at it anew
 * @KTG_STORE_ERROR_FAILED: the disk or its permissions refuse; the message has the reason
 */
typedef enum
{
  KTG_STORE_ERROR_NO_SPACE,
  KTG_STORE_ERROR_DAMAGED,
  KTG_STORE_ERROR_TOO_NEW,
  KTG_STORE_ERROR_IN_USE,
  KTG_STORE_ERROR_NO_KEY,
  KTG_STORE_ERROR_NOT_FOUND,
  KTG_STORE_ERROR_NOT_OWN,
  KTG_STORE_ERROR_UNTRUSTED,
  KTG_STORE_ERROR_TOO_LARGE,
  KTG_STORE_ERROR_NOT_REFUSED,
  KTG_STORE_ERROR_ON_ITS_WAY,
  KTG_STORE_ERROR_PRACTICE,
  KTG_STORE_ERROR_NO_REASON,
  KTG_STORE_ERROR_OVERTAKEN,
  KTG_STORE_ERROR_WITHDRAWN,
  KTG_STORE_ERROR_MOVED_ON,
  KTG_STORE_ERROR_FAILED,
} KtgStoreError;

#define KTG_STORE_ERROR (ktg_store_error_quark ())
GQuark ktg_store_error_quark (void);

G_END_DECLS
