/* ktg-account-request.h - what a server is asked for an account, and what its answer must be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-answer.h>
#include <ktg-enrol-json.h>
#include <ktg-party.h>
#include <ktg-request.h>

G_BEGIN_DECLS

KtgRequest *ktg_account_request_new (const KtgEnrolRequest *message, const char *node_key);
KtgAccount *ktg_account_request_read (const KtgAnswer *answer,
                                      KtgParty        *party,
                                      const char      *root_key,
                                      const char      *node_key,
                                      GError         **error);

G_END_DECLS
