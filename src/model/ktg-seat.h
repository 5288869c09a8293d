/* ktg-seat.h - what somebody is in the chain of admissions, and what follows from that alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-device-admission.h>
#include <ktg-node-admission.h>
#include <ktg-role.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_SEAT_ROOT,
  KTG_SEAT_CENTRE, /* a server of the centre */
  KTG_SEAT_RELAY,
  KTG_SEAT_DEVICE,
} KtgSeatKind;

/* Borrowed from the admission that it was read from. */
typedef struct
{
  KtgSeatKind kind;
  KtgRole     role;   /* of a server: the highest that it may give */
  KtgLevel    level;  /* of a device */
  const char *region; /* of a server: its scope; empty: the whole country */
} KtgSeat;

#define KTG_SEAT_RANK_END 11 /* no seat has a rank so low */

gboolean ktg_seat_read_node (KtgSeat *seat, const KtgNodeAdmission *admission);
gboolean ktg_seat_read_device (KtgSeat *seat, const KtgDeviceAdmission *admission);

guint    ktg_seat_get_rank (const KtgSeat *seat);
int      ktg_seat_compare (const KtgSeat *a, const KtgSeat *b);
gboolean ktg_seat_may_admit (const KtgSeat *seat, const KtgSeat *other);
gboolean ktg_seat_may_revoke (const KtgSeat *seat, const KtgSeat *other, gboolean is_admitter);

G_END_DECLS
