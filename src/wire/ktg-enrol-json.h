/* ktg-enrol-json.h - the messages of an enrolment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* What is sealed for the server: nobody else may read the code. */
typedef struct
{
  char *code; /* 32 letters, as ktg_enrolment_code_normalise() has them; NULL: what became of it */
  char *device;     /* public key, base64url: who signs the request that brings it */
  gboolean is_node; /* a relay asks, and no device */
  char    *box;     /* its box key, for which others seal; may be NULL */
  char    *name;    /* what the person calls this device, may be NULL */
  char    *nonce;   /* over which the server proved its key */
} KtgEnrolRequest;

KtgEnrolRequest *ktg_enrol_request_parse (GBytes *text, GError **error);
GBytes          *ktg_enrol_request_write (const KtgEnrolRequest *request);

/* The request itself: that, sealed, as base64url. */
char   *ktg_enrol_seal_parse (GBytes *text, GError **error);
GBytes *ktg_enrol_seal_write (const char *sealed);

/* Who a server is, as it says itself; proven by `node_key` over the caller's nonce. */
typedef struct
{
  char *root_key; /* base64url */
  char *node_key;
  char *now; /* its clock, RFC 3339 */
} KtgIntroduction;

KtgIntroduction *ktg_introduction_parse (GBytes *text, GError **error);
GBytes          *ktg_introduction_write (const KtgIntroduction *self);

/* What a device shows that is not known where it asks: who it is, signed, (element-type
 * KtgEnvelope). */
GPtrArray *ktg_shown_chain_parse (GBytes *text, GError **error);
GBytes    *ktg_shown_chain_write (GPtrArray *chain);

KtgAccount *ktg_account_json_parse (GBytes *text, GError **error);
GBytes     *ktg_account_json_write (const KtgAccount *account);

KTG_DECLARE_RECORD (KtgEnrolRequest, ktg_enrol_request)
KTG_DECLARE_RECORD (KtgIntroduction, ktg_introduction)

G_END_DECLS
