/* ktg-enrol-json.h - the messages of an enrolment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

typedef struct
{
  char *code;   /* as typed: case, blanks and hyphens do not matter to the server */
  char *device; /* public key, base64url */
  char *name;   /* what the person calls this device, may be NULL */
} KtgEnrolRequest;

void             ktg_enrol_request_free (KtgEnrolRequest *request);
KtgEnrolRequest *ktg_enrol_request_parse (GBytes *text, GError **error);
GBytes          *ktg_enrol_request_write (const KtgEnrolRequest *request);

KtgAccount *ktg_account_json_parse (GBytes *text, GError **error);
GBytes     *ktg_account_json_write (const KtgAccount *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEnrolRequest, ktg_enrol_request_free)

G_END_DECLS
