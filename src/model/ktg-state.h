/* ktg-state.h - how far a report has come, as its officer sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_STATE_DRAFT,
  KTG_STATE_QUEUED,    /* filed; some event has no receipt */
  KTG_STATE_DELIVERED, /* every event is at the server; some file has no receipt here */
  KTG_STATE_COMPLETE,  /* every event and every file has its receipt */
  KTG_STATE_PARKED,    /* the server refused an event or a file: the officer must act */
  KTG_STATE_REPLACED,  /* it was refused and filed anew under another id */
} KtgState;

/* "draft", "queued", "delivered", "complete", "parked": for JSON and SQL, not for people */
extern const char *const ktg_state_names[]; /* by KtgState, ended by NULL */

const char *ktg_state_get_name (KtgState state);

KtgState ktg_state_of (guint n_events,
                       guint n_events_received,
                       guint n_files,
                       guint n_files_received,
                       guint n_parked);

G_END_DECLS
