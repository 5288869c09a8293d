/* ktg-sending.h - what the officer allows to be sent, and what was sent today
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-moment.h"

G_BEGIN_DECLS

#define KTG_SENDING_NO_LIMIT ((gint64)-1)

/* Her rules. None of them holds a text back. */
typedef struct
{
  gboolean is_paused;       /* no file goes */
  gboolean holds_originals; /* until she says otherwise */
  gboolean only_unmetered;  /* where each byte costs money no original goes */
  gint64   day_bytes;       /* when so much was sent in a day, originals wait for the next;
                               KTG_SENDING_NO_LIMIT */
} KtgSendingRules;

typedef enum
{
  KTG_SENT_TEXTS, /* and what else is asked and answered */
  KTG_SENT_PREVIEWS,
  KTG_SENT_ORIGINALS,
  KTG_N_SENT
} KtgSentKind;

/* Of one day of the calendar. */
typedef struct
{
  gint64  day; /* since 1 January 1970; 0: not known yet */
  guint64 bytes[KTG_N_SENT];
} KtgSpent;

/* Why an original does not go. */
typedef enum
{
  KTG_HOLD_NONE,
  KTG_HOLD_PAUSED,
  KTG_HOLD_ORIGINALS,
  KTG_HOLD_METERED,
  KTG_HOLD_BUDGET,
} KtgHold;

/* Her rules, and how it is now. */
typedef struct
{
  KtgSendingRules rules;
  gboolean        is_metered;
  gboolean        is_now; /* she wished all to go, whatever her rules say */
  guint64         spent_bytes;
} KtgSending;

KtgSendingRules ktg_sending_rules_get_usual (void);
guint64         ktg_spent_get_total (const KtgSpent *self);

KtgHold  ktg_sending_judge_original (const KtgSending *self);
gboolean ktg_sending_holds_previews (const KtgSending *self);
guint64  ktg_sending_get_allowance (const KtgSending *self);

gint64 ktg_sending_find_day (const KtgMoment *now, gint64 server_offset_ms);
gint64 ktg_sending_find_midnight_us (const KtgMoment *now, gint64 server_offset_ms);

G_END_DECLS
