/* ktg-version-list.c - what a report said, version by version
 *
 * What it was filed with is the first; each amendment by its author is one more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-version-list.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>

static void
version_free (KtgReportVersion *version)
{
  ktg_report_free (version->report);
  g_free (version->title);
  g_free (version->reason);
  g_free (version);
}

/* Somebody else's claim to amend it changes nothing. */
static gboolean
is_version (const KtgHistory *history, const KtgEvent *event)
{
  return (event->kind == KTG_EVENT_FILED || event->kind == KTG_EVENT_AMENDED)
         && event->report != NULL
         && g_strcmp0 (event->author, ktg_history_get_author (history)) == 0;
}

static guint
count_versions (const KtgHistory *history)
{
  guint n = 0;

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    n += is_version (history, ktg_history_get_entry (history, i)->event);

  return n;
}

static KtgReportVersion *
version_new (const KtgHistoryEntry *entry, guint i, guint n, const KtgPlaceClock *clock)
{
  const KtgEvent   *event = entry->event;
  KtgReportVersion *version = g_new0 (KtgReportVersion, 1);
  g_autofree char  *when = ktg_place_clock_dup_moment (clock, &event->at);

  version->report = ktg_report_copy (event->report);
  /* Translators: which version of a report, of how many, and when it was signed */
  version->title = g_strdup_printf (_ ("Version %u of %u · %s"), i, n, when);
  if (entry->is_aside)
    {
      g_autofree char *bare = g_steal_pointer (&version->title);

      version->title = g_strdup_printf ("%s · %s", bare, _ ("not proven"));
    }
  version->reason = event->kind == KTG_EVENT_FILED ? g_strdup (_ ("as it was filed"))
                    : event->reason != NULL        ? ktg_shown_text_dup (event->reason)
                                                   : g_strdup ("");
  return version;
}

/**
 * ktg_version_list_new:
 * @history: of a report
 * @clock: by which its moments are said
 *
 * Returns: (transfer full) (element-type KtgReportVersion): its versions, the first one first
 */
GPtrArray *
ktg_version_list_new (const KtgHistory *history, const KtgPlaceClock *clock)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify)version_free);
  guint      n = count_versions (history);

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (history, i);

      if (is_version (history, entry->event))
        g_ptr_array_add (versions, version_new (entry, versions->len + 1, n, clock));
    }

  return versions;
}
