/* ktg-parts-field.h - asks for somebody, part by part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-values.h>

G_BEGIN_DECLS

#define KTG_TYPE_PARTS_FIELD (ktg_parts_field_get_type ())
G_DECLARE_FINAL_TYPE (KtgPartsField, ktg_parts_field, KTG, PARTS_FIELD, AdwBin)

KtgPartsField *ktg_parts_field_new (const GPtrArray *parts);
void           ktg_parts_field_show (KtgPartsField *self, const KtgValues *row);
KtgValues     *ktg_parts_field_dup_row (KtgPartsField *self);

G_END_DECLS
