/* ktg-changes.h - what a piece of work changed of what is held in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-server-notes.h"

#include <ktg-account.h>
#include <ktg-pack-notice.h>
#include <ktg-sending.h>
#include <ktg-signing-key.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

/* When the time to file a report is over, worked out anew. */
typedef struct
{
  char  *id;
  gint64 due_us;
} KtgDue;

/* Filled on the worker, taken over on the thread that opened the store. */
typedef struct
{
  gboolean        is_reset;  /* summaries holds all there are */
  GPtrArray      *summaries; /* (element-type KtgSummary) new or changed */
  GPtrArray      *gone;      /* (element-type utf8) ids */
  GArray         *dues;      /* (element-type KtgDue) of reports that are otherwise as before */
  KtgAccount     *account;   /* NULL: as before */
  gboolean        is_account_gone;
  KtgSigningKey  *key;   /* NULL: as before */
  KtgServerNotes *notes; /* NULL: as before */
  KtgPackNotice  *pack;  /* that came; or NULL */
  gboolean        has_server_offset;
  gint64          server_offset_ms;
  gboolean        has_rules;
  KtgSendingRules rules;
} KtgChanges;

KtgChanges *ktg_changes_new (void);
void        ktg_changes_free (KtgChanges *self);
/* Forgets what was noted: the work was not committed. */
void ktg_changes_clear (KtgChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgChanges, ktg_changes_free)

G_END_DECLS
