/* ktg-device-admission.h - that a device is somebody's, as whoever admits it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* The body of device.admitted. */
typedef struct
{
  char   *device;  /* its key, base64url */
  char   *box;     /* its box key */
  char   *officer; /* the person's name */
  char   *role;    /* as in ktg-role.h; a word that is not known there admits to nothing */
  char   *level;   /* the same */
  char   *region;  /* official code; NULL, or empty: the whole country */
  char   *from;    /* RFC 3339 UTC */
  char   *until;   /* NULL: it is not bounded */
  guint64 seq; /* the newest event of the device that the admitter knows: it holds for later ones */
} KtgDeviceAdmission;

KtgDeviceAdmission *ktg_device_admission_new (void);

KTG_DECLARE_RECORD (KtgDeviceAdmission, ktg_device_admission)

G_END_DECLS
