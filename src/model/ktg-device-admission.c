/* ktg-device-admission.c - that a device is somebody's, as whoever admits it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-device-admission.h"

static const KtgField admission_fields[] = {
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgDeviceAdmission, device), KTG_NEED_ALWAYS },
  { "box", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgDeviceAdmission, box), KTG_NEED_ALWAYS },
  { "officer", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceAdmission, officer), KTG_NEED_ALWAYS },
  { "role", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceAdmission, role), KTG_NEED_FILLED },
  { "level", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceAdmission, level), KTG_NEED_FILLED },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceAdmission, region), KTG_NEED_ALWAYS },
  { "from", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceAdmission, from), KTG_NEED_FILLED },
  { "until", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgDeviceAdmission, until) },
  { "seq", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgDeviceAdmission, seq), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgDeviceAdmission, ktg_device_admission, admission_fields)

/**
 * ktg_device_admission_new:
 *
 * Returns: (transfer full): an admission that says nothing yet
 */
KtgDeviceAdmission *
ktg_device_admission_new (void)
{
  return ktg_record_new (&ktg_device_admission_record);
}
