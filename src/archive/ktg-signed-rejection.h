/* ktg-signed-rejection.h - this server's signed word to an author on what it did not take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-rejection.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

KtgEnvelope *
ktg_signed_rejection_new (KtgRejection *rejection, KtgSigningKey *server_key, gint64 now_ms);

G_END_DECLS
