/* ktg-state.c - how far a report has come, as its officer sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-state.h"

/* by KtgState */
const char *const ktg_state_names[] = {
  "draft", "queued", "delivered", "complete", "parked", "replaced", NULL,
};

/**
 * ktg_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name for JSON and SQL, not for people
 */
const char *
ktg_state_get_name (KtgState state)
{
  g_return_val_if_fail ((gsize)state < G_N_ELEMENTS (ktg_state_names) - 1, NULL);

  return ktg_state_names[state];
}

/**
 * ktg_state_of:
 * @n_events: events of a report that this device wrote; none means that it is a draft
 * @n_events_received: how many of them have a checked receipt
 * @n_files: files the report names
 * @n_files_received: how many of them have a checked receipt
 * @n_parked: events and files that the server refused
 *
 * The one rule that says which state a report is in. What needs the officer hides everything else,
 * and a file's receipt counts for nothing while a text has none.
 */
KtgState
ktg_state_of (guint n_events,
              guint n_events_received,
              guint n_files,
              guint n_files_received,
              guint n_parked)
{
  if (n_parked > 0)
    return KTG_STATE_PARKED;

  if (n_events == 0)
    return KTG_STATE_DRAFT;

  if (n_events_received < n_events)
    return KTG_STATE_QUEUED;

  return n_files_received < n_files ? KTG_STATE_DELIVERED : KTG_STATE_COMPLETE;
}
