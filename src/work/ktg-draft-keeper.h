/* ktg-draft-keeper.h - keeps what is being written in the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"

#include <ktg-store.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

#define KTG_TYPE_DRAFT_KEEPER (ktg_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (KtgDraftKeeper, ktg_draft_keeper, KTG, DRAFT_KEEPER, GObject)

/* What the page says now. */
typedef KtgReport *(*KtgDraftWrite) (gpointer page);

KtgDraftKeeper *ktg_draft_keeper_new (KtgStore           *store,
                                      KtgLibrary         *library,
                                      const KtgSyncWorld *world,
                                      gpointer            page,
                                      KtgDraftWrite       write);
void            ktg_draft_keeper_close (KtgDraftKeeper *self);

void     ktg_draft_keeper_begin (KtgDraftKeeper *self, const KtgReport *report);
void     ktg_draft_keeper_load (KtgDraftKeeper *self, const char *id);
void     ktg_draft_keeper_begin_amendment (KtgDraftKeeper *self, const char *report_id);
void     ktg_draft_keeper_set_reason (KtgDraftKeeper *self, const char *reason);
void     ktg_draft_keeper_note_change (KtgDraftKeeper *self);
gboolean ktg_draft_keeper_flush (KtgDraftKeeper *self);
void     ktg_draft_keeper_file (KtgDraftKeeper *self);
void     ktg_draft_keeper_discard (KtgDraftKeeper *self);

const KtgAmendment *ktg_draft_keeper_get_amends (KtgDraftKeeper *self);
const KtgReport    *ktg_draft_keeper_get_amended (KtgDraftKeeper *self);

const char *ktg_draft_keeper_get_id (KtgDraftKeeper *self);
gboolean    ktg_draft_keeper_has_draft (KtgDraftKeeper *self);
gboolean    ktg_draft_keeper_is_filing (KtgDraftKeeper *self);
gboolean    ktg_draft_keeper_is_over (KtgDraftKeeper *self);

G_END_DECLS
