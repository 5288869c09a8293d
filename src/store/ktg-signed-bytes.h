/* ktg-signed-bytes.h - what somebody signed: put into a row and read back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>

G_BEGIN_DECLS

GBytes      *ktg_signed_bytes_dup_signature (KtgEnvelope *envelope);
KtgEnvelope *ktg_signed_bytes_read (KtgLedger    *ledger,
                                    KtgStatement *statement,
                                    int           column,
                                    const char   *kind,
                                    const char   *id,
                                    GError      **error);

G_END_DECLS
