/* ktg-onward.c - what goes on when the window is closed, and what is said of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-onward.h"

#include <glib/gi18n.h>
#include <ktg-summary.h>

/* Whether a link is all that is lacking. */
static gboolean
can_go_on (KtgSyncPhase phase)
{
  switch (phase)
    {
    case KTG_SYNC_IDLE:
    case KTG_SYNC_CONNECTING:
    case KTG_SYNC_TEXTS:
    case KTG_SYNC_PREVIEWS:
    case KTG_SYNC_ORIGINALS:
    case KTG_SYNC_OFFLINE:
    case KTG_SYNC_WAITING:
      return TRUE;
    case KTG_SYNC_UNENROLLED:
    case KTG_SYNC_ACCOUNT:
    case KTG_SYNC_HELD:
    case KTG_SYNC_PRACTICE:
      break;
    }

  return FALSE;
}

/**
 * ktg_onward_count:
 * @summaries: (element-type KtgSummary): of all reports
 * @phase: what the exchange is doing
 *
 * Returns: how many reports are sent by themselves as soon as there is a link; 0 where somebody has
 * to do something first
 */
guint
ktg_onward_count (GListModel *summaries, KtgSyncPhase phase)
{
  guint n = 0;

  for (guint i = 0; can_go_on (phase) && i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      n += ktg_summary_fields_is_going (ktg_summary_get (summary));
    }

  return n;
}

/**
 * ktg_onward_dup_title:
 * @n_reports: how many wait
 *
 * Returns: that they are still being sent
 */
char *
ktg_onward_dup_title (guint n_reports)
{
  return g_strdup_printf (ngettext ("Kentongan is still sending %u report",
                                    "Kentongan is still sending %u reports",
                                    n_reports),
                          n_reports);
}

/**
 * ktg_onward_dup_ended:
 * @n_reports: how many still wait
 *
 * Returns: that nothing is tried any more, and when it will be
 */
char *
ktg_onward_dup_ended (guint n_reports)
{
  return g_strdup_printf (ngettext ("%u report still waits, safe on this device. It is sent when "
                                    "Kentongan is opened again.",
                                    "%u reports still wait, safe on this device. They are sent "
                                    "when Kentongan is opened again.",
                                    n_reports),
                          n_reports);
}

/**
 * ktg_onward_dup_body:
 * @is_allowed: FALSE where the system said that it would rather end what has no window
 *
 * Returns: what holds
 */
char *
ktg_onward_dup_body (gboolean is_allowed)
{
  return g_strdup (
      is_allowed
          ? _ ("The window is closed; this goes on until all of it is on the server.")
          : _ ("The system does not want it to go on without a window, and may end it. What is "
               "not sent by then stays safe, and is sent when Kentongan is opened again."));
}
