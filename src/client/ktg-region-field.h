/* ktg-region-field.h - asks for a place of the official tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-field-editor.h"

G_BEGIN_DECLS

#define KTG_TYPE_REGION_FIELD (ktg_region_field_get_type ())
G_DECLARE_FINAL_TYPE (KtgRegionField, ktg_region_field, KTG, REGION_FIELD, AdwBin)

void        ktg_region_field_show_of (KtgRegionField *self,
                                      KtgSession     *session,
                                      const char     *region,
                                      const char     *version);
void        ktg_region_field_choose (KtgRegionField *self, const char *region);
const char *ktg_region_field_get_region (KtgRegionField *self);
const char *ktg_region_field_get_typed (KtgRegionField *self);
const char *ktg_region_field_get_version (KtgRegionField *self);

G_END_DECLS
