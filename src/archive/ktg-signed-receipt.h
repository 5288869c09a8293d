/* ktg-signed-receipt.h - the server's signed word that it holds something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-receipt.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

KtgEnvelope *ktg_signed_receipt_new (KtgReceipt    *receipt,
                                     KtgSigningKey *server_key,
                                     const char    *device_key,
                                     const char    *holder,
                                     gint64         now_ms);

G_END_DECLS
