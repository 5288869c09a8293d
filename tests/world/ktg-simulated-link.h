/* ktg-simulated-link.h - when there is a link, how fast it is, and what goes wrong on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are µs of the simulation. A contact is one stretch of time with a link. */
typedef struct
{
  gint64   begins_us;
  gint64   ends_us;
  gboolean is_noticed;   /* the network monitor says so at its beginning */
  gboolean is_disturbed; /* something else went wrong in it, too */
} KtgContact;

typedef struct
{
  GArray *contacts; /* (element-type KtgContact) in order */
  gint64  rtt_us;
  double  bytes_per_s;
  guint   newest; /* of the contacts that were asked for */
} KtgSimulatedLink;

/* @duty: the share of time with a link, until @heals_us; from then on there always is one, until
 * @ends_us. */
KtgSimulatedLink      *
ktg_simulated_link_new (GRand *chance, double duty, gint64 heals_us, gint64 ends_us);
void ktg_simulated_link_free (KtgSimulatedLink *self);

/* The contact at @now_us, or NULL. */
const KtgContact *ktg_simulated_link_get_contact (KtgSimulatedLink *self, gint64 now_us);
/* The first contact that begins after @now_us and is noticed, or NULL. */
const KtgContact *ktg_simulated_link_get_next_noticed (KtgSimulatedLink *self, gint64 now_us);
/* How long @bytes take on the wire. */
gint64 ktg_simulated_link_get_wire_us (KtgSimulatedLink *self, guint64 bytes);
/* How many bytes pass in @us. */
guint64 ktg_simulated_link_get_bytes (KtgSimulatedLink *self, gint64 us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedLink, ktg_simulated_link_free)

G_END_DECLS
