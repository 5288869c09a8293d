/* ktg-device.c - one enrolled device, as the server knows it while it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-device.h"

/**
 * ktg_device_new:
 * @number: of its row
 * @key: by which its requests are signed
 * @role: what it may see and say
 * @region: where; empty: the whole country
 * @is_revoked: whether it is believed no more
 *
 * Returns: (transfer full): a device; it does not change, and any thread may hold it
 */
KtgDevice *
ktg_device_new (gint64      number,
                const char *key,
                KtgRole     role,
                const char *region,
                gboolean    is_revoked)
{
  KtgDevice *device = g_atomic_rc_box_new0 (KtgDevice);

  device->number = number;
  device->key = g_strdup (key);
  device->role = role;
  device->region = g_strdup (region);
  device->is_revoked = is_revoked;

  return device;
}

/**
 * ktg_device_new_revoked:
 * @device: as it was
 *
 * Returns: (transfer full): the same device, believed no more
 */
KtgDevice *
ktg_device_new_revoked (const KtgDevice *device)
{
  KtgDevice *revoked
      = ktg_device_new (device->number, device->key, device->role, device->region, TRUE);

  revoked->is_pending = device->is_pending;
  revoked->enrolment = device->enrolment;
  revoked->until_ms = device->until_ms;
  revoked->is_node = device->is_node;
  return revoked;
}

/**
 * ktg_device_seat:
 * @is_node: whether it is a relay; then it gives officers their roles, whatever @role says
 * @role: what a device is
 * @region: where
 *
 * Returns: what that is in the chain of admissions; borrows @region
 */
KtgSeat
ktg_device_seat (gboolean is_node, KtgRole role, const char *region)
{
  return is_node ? (KtgSeat){ .kind = KTG_SEAT_RELAY, .role = KTG_ROLE_OFFICER, .region = region }
                 : (KtgSeat){ KTG_SEAT_DEVICE, role, ktg_level_of_region (region), region };
}

/**
 * ktg_device_may_admit:
 * @device: who asks
 * @other: what somebody is to be, or is
 *
 * Whom it may admit it may also see among those who were, confirm and revoke; docs/PROTOCOL.md,
 * "What is believed". From any thread.
 *
 * Returns: whether such a one is below this device, which is shut out of nothing, and no server
 */
gboolean
ktg_device_may_admit (const KtgDevice *device, const KtgSeat *other)
{
  const KtgSeat own = ktg_device_seat (device->is_node, device->role, device->region);

  return !device->is_revoked && !device->is_pending && !device->is_node
         && ktg_seat_may_admit (&own, other);
}

/**
 * ktg_device_get_role_name:
 *
 * Returns: what it is called in messages and to the administrator
 */
const char *
ktg_device_get_role_name (const KtgDevice *device)
{
  return device->is_node ? KTG_ROLE_NAME_OF_NODE : ktg_role_get_name (device->role);
}

/**
 * ktg_device_ref:
 * @device: a device
 *
 * Returns: (transfer full): the same
 */
KtgDevice *
ktg_device_ref (KtgDevice *device)
{
  return g_atomic_rc_box_acquire (device);
}

static void
clear_device (KtgDevice *device)
{
  g_free (device->key);
  g_free (device->region);
}

/**
 * ktg_device_unref:
 * @device: (nullable): a device
 *
 * Gives a reference back, on any thread.
 */
void
ktg_device_unref (KtgDevice *device)
{
  if (device != NULL)
    g_atomic_rc_box_release_full (device, (GDestroyNotify)clear_device);
}
