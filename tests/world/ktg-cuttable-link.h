/* ktg-cuttable-link.h - a TCP link in the same process that breaks as chance has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What went over it, and what became of that. */
typedef struct
{
  guint   n_connections;
  guint   n_cut;       /* on the way up, at a byte drawn */
  guint   n_swallowed; /* the answer was, from a byte drawn on */
  guint   n_stalled;   /* still open, and nothing moves any more */
  guint   n_refused;
  guint64 n_bytes_up;
} KtgLinkTally;

/* Lives in the main context. Whole at first. */
typedef struct _KtgCuttableLink KtgCuttableLink;

KtgCuttableLink    *ktg_cuttable_link_new (guint target_port, GRand *chance);
void                ktg_cuttable_link_free (KtgCuttableLink *self);
guint               ktg_cuttable_link_get_port (KtgCuttableLink *self);
const KtgLinkTally *ktg_cuttable_link_get_tally (KtgCuttableLink *self);

/* From here on every connection has its fault, or none, as @chance draws it. */
void ktg_cuttable_link_break (KtgCuttableLink *self);
/* What is open breaks. */
void ktg_cuttable_link_drop (KtgCuttableLink *self);
/* The same, and whatever comes after is whole. */
void ktg_cuttable_link_heal (KtgCuttableLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCuttableLink, ktg_cuttable_link_free)

G_END_DECLS
