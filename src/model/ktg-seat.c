/* ktg-seat.c - what somebody is in the chain of admissions, and what follows from that alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-seat.h"

#include "ktg-region-lines.h"
#include "ktg-region-tree.h"

#include <string.h>

#define RANK_ROOT 0
#define RANK_CENTRE_NODE 1
#define RANK_CENTRE 2
#define RANK_NATIONAL_OFFICE 3 /* one more for each level below */
#define RANK_RELAY 9
#define RANK_OFFICER 10

static gboolean
read_region (KtgSeat *seat, const char *region)
{
  seat->region = region != NULL ? region : "";

  return *seat->region == '\0' || ktg_region_code_is_valid (seat->region);
}

static gboolean
read_kind (KtgSeat *seat, const char *kind)
{
  seat->kind = g_strcmp0 (kind, "centre") == 0 ? KTG_SEAT_CENTRE : KTG_SEAT_RELAY;

  return seat->kind == KTG_SEAT_CENTRE || g_strcmp0 (kind, "relay") == 0;
}

/**
 * ktg_seat_read_node:
 * @seat: (out): what it makes of the server
 * @admission: of a server
 *
 * Returns: %FALSE where it makes nothing of it: a word that is not known here, a code that is none,
 * or a relay that may give more than a relay may
 */
gboolean
ktg_seat_read_node (KtgSeat *seat, const KtgNodeAdmission *admission)
{
  *seat = (KtgSeat){ 0 };

  return read_kind (seat, admission->kind) && read_region (seat, admission->scope)
         && ktg_role_from_name (admission->may_admit, &seat->role)
         && (seat->kind == KTG_SEAT_CENTRE || seat->role == KTG_ROLE_OFFICER);
}

/* An office is of the level of its region; who goes about for it may be of a lower one. */
static gboolean
is_level_of_region (const KtgSeat *seat)
{
  KtgLevel of_region = ktg_level_of_region (seat->region);

  return seat->role == KTG_ROLE_OFFICER ? seat->level >= of_region : seat->level == of_region;
}

/**
 * ktg_seat_read_device:
 * @seat: (out): what it makes of the device
 * @admission: of a device
 *
 * Returns: %FALSE where it makes nothing of it: a word that is not known here, a code that is none,
 * or a level that is not that of the region
 */
gboolean
ktg_seat_read_device (KtgSeat *seat, const KtgDeviceAdmission *admission)
{
  *seat = (KtgSeat){ .kind = KTG_SEAT_DEVICE };

  return read_region (seat, admission->region) && ktg_role_from_name (admission->role, &seat->role)
         && ktg_level_from_name (admission->level, &seat->level) && is_level_of_region (seat);
}

/**
 * ktg_seat_get_rank:
 * @seat: a seat
 *
 * Who admits ranks above whom he admits, so what is believed of a rank follows from those above it.
 *
 * Returns: 0 for the root, more for what is lower, below %KTG_SEAT_RANK_END
 */
guint
ktg_seat_get_rank (const KtgSeat *seat)
{
  switch (seat->kind)
    {
    case KTG_SEAT_ROOT:
      return RANK_ROOT;
    case KTG_SEAT_CENTRE:
      return RANK_CENTRE_NODE;
    case KTG_SEAT_RELAY:
      return RANK_RELAY;
    case KTG_SEAT_DEVICE:
    default:
      break;
    }

  if (seat->role == KTG_ROLE_OFFICER)
    return RANK_OFFICER;

  return seat->role == KTG_ROLE_CENTRE ? RANK_CENTRE : RANK_NATIONAL_OFFICE + seat->level;
}

/**
 * ktg_seat_compare:
 * @a: a seat
 * @b: another
 *
 * Returns: below zero where @a is the lesser one: lower in rank, or of a deeper region
 */
int
ktg_seat_compare (const KtgSeat *a, const KtgSeat *b)
{
  guint rank_a = ktg_seat_get_rank (a);
  guint rank_b = ktg_seat_get_rank (b);
  gsize depth_a = strlen (a->region);
  gsize depth_b = strlen (b->region);

  if (rank_a != rank_b)
    return rank_a > rank_b ? -1 : 1;

  return (depth_a < depth_b) - (depth_a > depth_b);
}

static gboolean
may_centre_node_admit (const KtgSeat *seat, const KtgSeat *other)
{
  return other->kind == KTG_SEAT_RELAY
         || (other->kind == KTG_SEAT_DEVICE && other->role <= seat->role);
}

/* An office admits offices below it, and not beside it. */
static gboolean
may_device_admit (const KtgSeat *seat, const KtgSeat *other)
{
  if (other->kind != KTG_SEAT_DEVICE || seat->role == KTG_ROLE_OFFICER)
    return FALSE;
  if (other->role == KTG_ROLE_OFFICER)
    return TRUE;

  return other->role == KTG_ROLE_OFFICE
         && (seat->role == KTG_ROLE_CENTRE || strcmp (seat->region, other->region) != 0);
}

/**
 * ktg_seat_may_admit:
 * @seat: of who says it
 * @other: what he makes of somebody
 *
 * Returns: whether he may
 */
gboolean
ktg_seat_may_admit (const KtgSeat *seat, const KtgSeat *other)
{
  if (!ktg_region_contains (seat->region, other->region))
    return FALSE;

  switch (seat->kind)
    {
    case KTG_SEAT_ROOT:
      return other->kind == KTG_SEAT_CENTRE || other->kind == KTG_SEAT_RELAY;
    case KTG_SEAT_CENTRE:
      return may_centre_node_admit (seat, other);
    case KTG_SEAT_RELAY:
      return other->kind == KTG_SEAT_DEVICE && other->role == KTG_ROLE_OFFICER;
    case KTG_SEAT_DEVICE:
    default:
      return may_device_admit (seat, other);
    }
}

/**
 * ktg_seat_may_revoke:
 * @seat: of who says it
 * @other: of whom he says it
 * @is_admitter: whether @other has its seat by him
 *
 * Returns: whether he may
 */
gboolean
ktg_seat_may_revoke (const KtgSeat *seat, const KtgSeat *other, gboolean is_admitter)
{
  switch (seat->kind)
    {
    case KTG_SEAT_ROOT:
      return TRUE;
    case KTG_SEAT_CENTRE:
      return other->kind != KTG_SEAT_CENTRE && ktg_region_contains (seat->region, other->region);
    case KTG_SEAT_RELAY:
      return is_admitter && ktg_seat_may_admit (seat, other);
    case KTG_SEAT_DEVICE:
    default:
      return ktg_seat_may_admit (seat, other);
    }
}
