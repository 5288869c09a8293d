/* ktg-rejection-json.h - a server's word that it did not take events, to the signed bytes and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-rejection.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgRejection *ktg_rejection_json_parse (GBytes *bytes, GError **error);
GBytes       *ktg_rejection_json_write (const KtgRejection *rejection);

G_END_DECLS
