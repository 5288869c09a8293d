/* ktg-device.h - one enrolled device, as the server knows it while it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_ROLE_OFFICER, /* reports, and sees what is said of its own reports */
  KTG_ROLE_OFFICE,  /* sees and reviews what is of its region */
  KTG_ROLE_CENTRE,  /* the same; by custom of the whole country */
} KtgRole;

/* Never changed once made: a device that is revoked or enrolled anew is a new one. */
typedef struct
{
  gint64   number;
  char    *key; /* public key, base64url */
  KtgRole  role;
  char    *region;
  gboolean is_revoked;
  gint64   enrolment; /* the number of its newest, under which it files */
} KtgDevice;

KtgDevice *ktg_device_new (gint64      number,
                           const char *key,
                           KtgRole     role,
                           const char *region,
                           gboolean    is_revoked);
KtgDevice *ktg_device_new_revoked (const KtgDevice *device);
KtgDevice *ktg_device_ref (KtgDevice *device);
void       ktg_device_unref (KtgDevice *device);

const char *ktg_role_get_name (KtgRole role);
gboolean    ktg_role_from_name (const char *name, KtgRole *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDevice, ktg_device_unref)

G_END_DECLS
