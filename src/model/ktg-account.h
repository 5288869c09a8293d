/* ktg-account.h - who this device is to its server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

#define KTG_PRACTICE_URL "practice:" /* in the place of an address, and no server's */

/* What the server made of an enrolment. url and ca are the device's own knowledge and never travel.
 */
typedef struct
{
  char    *url;        /* "https://server.example" without a path's end slash */
  char    *ca;         /* PEM of an office's own certificate authority, or NULL */
  char    *device;     /* public key, base64url */
  char    *officer;    /* the person's name */
  char    *role;       /* "officer", "office", "centre"; of a relay "node" */
  char    *region;     /* official code; "" for the whole country */
  char    *server_key; /* public key, base64url */
  gboolean is_pending; /* the office has yet to confirm it: nobody signed for it */
  char    *root_key;   /* on which that rests; NULL: enrolled before there were roots */

  GPtrArray *chain; /* (element-type KtgEnvelope): who says all this, from the root down */
} KtgAccount;

KtgAccount *ktg_account_new (void);

void     ktg_account_set_address (KtgAccount *account, const char *url, const char *ca);
gboolean ktg_account_is_practice (const KtgAccount *account);
gboolean ktg_account_is_of_node (const KtgAccount *account);

KTG_DECLARE_RECORD (KtgAccount, ktg_account)

G_END_DECLS
