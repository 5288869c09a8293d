/* ktg-device.h - one enrolled device, as the server knows it while it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-seat.h>

G_BEGIN_DECLS

/* Never changed once made: a device that is revoked or enrolled anew is a new one. */
typedef struct
{
  gint64   number;
  char    *key; /* public key, base64url */
  KtgRole  role;
  char    *region;
  gboolean is_revoked;
  gboolean is_pending; /* enrolled, and not confirmed yet: it may ask nothing but that */
  gint64   enrolment;  /* the number of its newest, under which it files */
  gint64   until_ms;   /* it may ask until then; 0: nobody said an end */
  gboolean is_node;    /* a relay, which sees as an office does, and says nothing itself */
} KtgDevice;

KtgDevice  *ktg_device_new (gint64      number,
                            const char *key,
                            KtgRole     role,
                            const char *region,
                            gboolean    is_revoked);
KtgDevice  *ktg_device_new_revoked (const KtgDevice *device);
KtgSeat     ktg_device_seat (gboolean is_node, KtgRole role, const char *region);
gboolean    ktg_device_may_admit (const KtgDevice *device, const KtgSeat *other);
KtgDevice  *ktg_device_ref (KtgDevice *device);
const char *ktg_device_get_role_name (const KtgDevice *device);
void        ktg_device_unref (KtgDevice *device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDevice, ktg_device_unref)

G_END_DECLS
