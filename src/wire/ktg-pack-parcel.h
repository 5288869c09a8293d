/* ktg-pack-parcel.h - a pack as it travels: who published it, and its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>

G_BEGIN_DECLS

GBytes *ktg_pack_parcel_write (const KtgEnvelope *word, GBytes *content);
GBytes *ktg_pack_parcel_read (GBytes *parcel, KtgEnvelope **word);

G_END_DECLS
