/* ktg-simulated-roles.h - who is who in a simulated month, and how that changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-chain.h>

G_BEGIN_DECLS

#define KTG_SIMULATED_RELAY_KEY "relay"

/* Some events of the first device, the centre's office, and of the second, which is to be one of
 * its region, say who others are. */
typedef struct _KtgSimulatedRoles KtgSimulatedRoles;

KtgSimulatedRoles *ktg_simulated_roles_new (guint32 seed, guint n_devices);
void               ktg_simulated_roles_free (KtgSimulatedRoles *self);

/* Draws what this event says, if anything. */
void     ktg_simulated_roles_plan (KtgSimulatedRoles *self, guint author, guint seq);
gboolean ktg_simulated_roles_is_link (KtgSimulatedRoles *self, guint author, guint seq);

/* What everybody has from the start: the root's word for the centre, and that for its office. */
KtgChain *ktg_simulated_roles_new_chain (KtgSimulatedRoles *self);
/* Nothing, where the event says nothing of that kind. */
void ktg_simulated_roles_hear (KtgSimulatedRoles *self, KtgChain *chain, guint author, guint seq);
/* The verdict of @chain on an event; @standing is good until the chain hears more. */
KtgTrust
ktg_simulated_roles_judge (KtgChain *chain, guint author, guint seq, KtgStanding *standing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedRoles, ktg_simulated_roles_free)

G_END_DECLS
