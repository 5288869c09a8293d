/* ktg-time-field.h - asks for a time, and shows what it understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-field-editor.h"

G_BEGIN_DECLS

#define KTG_TYPE_TIME_FIELD (ktg_time_field_get_type ())
G_DECLARE_FINAL_TYPE (KtgTimeField, ktg_time_field, KTG, TIME_FIELD, AdwBin)

/* What is asked for. */
typedef enum
{
  KTG_TIME_FIELD_DAY_AND_CLOCK, /* a day, and its time if that is known */
  KTG_TIME_FIELD_DAY,
  KTG_TIME_FIELD_CLOCK, /* "19:30" */
} KtgTimeFieldKind;

void  ktg_time_field_set_kind (KtgTimeField *self, KtgTimeFieldKind kind);
void  ktg_time_field_set_region (KtgTimeField *self, const char *region);
char *ktg_time_field_dup_time (KtgTimeField *self);
void  ktg_time_field_take (KtgTimeField *self, const char *time);
void  ktg_time_field_say_source (KtgTimeField *self, const char *source);
void  ktg_time_field_offer_days (KtgTimeField *self);

G_END_DECLS
