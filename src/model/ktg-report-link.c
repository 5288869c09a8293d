/* ktg-report-link.c - how a report is named outside the app: in the code on paper, and in a link
 *
 * An id is a UUID, in small letters wherever it is kept; who writes it in capitals, as some
 * programs and codes do, means the same.
 *
 * "kentongan:report/ID", or "kentongan:report/ID/event/HASH" for one version of it. Anybody can
 * make one, so it names a report and asks for nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-link.h"

#include <string.h>

#define BEGIN KTG_REPORT_LINK_SCHEME ":report/"
#define EVENT "/event/"
#define MAX_ID 64

/**
 * ktg_report_link_new:
 * @id: a report
 * @event: (nullable): the SHA-256 of the signed event that its version is; %NULL: whichever is
 * newest
 *
 * Returns: (transfer full): its name outside the app
 */
char *
ktg_report_link_new (const char *id, const char *event)
{
  return event != NULL ? g_strconcat (BEGIN, id, EVENT, event, NULL)
                       : g_strconcat (BEGIN, id, NULL);
}

/**
 * ktg_report_link_dup_kept_id:
 * @given: an id or its beginning, as somebody wrote it
 *
 * Returns: (transfer full): as ids are kept
 */
char *
ktg_report_link_dup_kept_id (const char *given)
{
  return g_ascii_strdown (given, -1);
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;

  return length > 0 && length <= MAX_ID;
}

/**
 * ktg_report_link_dup_id:
 * @link: what may be a link to a report
 *
 * Returns: (transfer full) (nullable): the id in it, which nobody may know; %NULL: it is no such
 * link
 */
char *
ktg_report_link_dup_id (const char *link)
{
  g_autofree char *low = ktg_report_link_dup_kept_id (link);
  g_autofree char *id = NULL;
  char            *event;

  if (!g_str_has_prefix (low, BEGIN))
    return NULL;

  id = g_strdup (low + strlen (BEGIN));
  event = strstr (id, EVENT);
  if (event != NULL)
    *event = '\0';

  return is_id (id) && (event == NULL || is_id (event + strlen (EVENT))) ? g_steal_pointer (&id)
                                                                         : NULL;
}
