/* ktg-simulated-onward.h - what a simulated relay owes the centre
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-simulated-store.h"

G_BEGIN_DECLS

/* What a relay is brought it owes the centre. */
void ktg_simulated_onward_carry (KtgSimulatedStore       *self,
                                 const KtgLogEntry       *entry,
                                 const KtgSimulatedEvent *event);
void ktg_simulated_onward_carry_file (KtgSimulatedStore      *self,
                                      const KtgLogEntry      *entry,
                                      const KtgSimulatedFile *file);
/* The centre told it; it is new here. */
void
ktg_simulated_onward_note_told (KtgSimulatedStore *self, const KtgLogEntry *entry, guint index);
/* A relay starts: what came from above is owed, since its author may have brought it to a folder
 * that is no more. */
void ktg_simulated_onward_forget_told (KtgSimulatedStore *self);
/* All of a file has come. */
void ktg_simulated_onward_note_here (KtgSimulatedStore *self, const char *sha256, gint64 now_us);
/* The centre's word on it becomes letters to its author, or to all whose events, carried whole,
 * name it. */
void ktg_simulated_onward_hand_on_event (KtgSimulatedStore       *self,
                                         const KtgSimulatedEvent *event,
                                         gint64                   now_us);
void ktg_simulated_onward_hand_on_file (KtgSimulatedStore      *self,
                                        const KtgSimulatedFile *file,
                                        gint64                  now_us);
/* The centre does not know that a relay stands for this file: it was put back to when it had the
 * text alone. */
void ktg_simulated_onward_carry_again (KtgSimulatedStore *self, const KtgSimulatedFile *file);
/* Whether the author of an event has brought all that it names. */
gboolean ktg_simulated_onward_has_files (KtgSimulatedStore *self, guint event);
/* Its database, as it was copied once. */
KtgSimulatedStore *ktg_simulated_onward_copy (const KtgSimulatedStore *self);
void ktg_simulated_onward_put_back (KtgSimulatedStore *self, const KtgSimulatedStore *copy);

G_END_DECLS
