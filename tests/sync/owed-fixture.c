/* owed-fixture.c - what a device owes, made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "owed-fixture.h"

#include <ktg-deadline.h>
#include <string.h>

#define WIB_S (7 * 3600)

KtgOwedEvent *
add_event (KtgOwed *owed, const char *id, gsize size_bytes)
{
  KtgOwedEvent *event = ktg_owed_event_new (id, "a report", size_bytes);

  g_ptr_array_add (owed->events, event);

  return event;
}

KtgOwedFile *
add_file (KtgOwed *owed, const char *sha256, guint64 size_bytes, const char *known, gint64 filed_us)
{
  KtgOwedFile *file = ktg_owed_file_new (sha256, "a report", size_bytes);
  KtgDeadline  deadline;

  file->due_us = ktg_deadline_reckon (&deadline, known, 7, KTG_DAY_KIND_CALENDAR, WIB_S, NULL)
                     ? deadline.calendar.ends_us
                     : G_MAXINT64;
  file->filed_us = filed_us;
  file->is_event_received = TRUE;
  g_ptr_array_add (owed->files, file);

  return file;
}

void
remove_event (KtgOwed *owed, const char *id)
{
  for (guint i = 0; i < owed->events->len; i++)
    if (strcmp (((KtgOwedEvent *)g_ptr_array_index (owed->events, i))->event_id, id) == 0)
      {
        g_ptr_array_remove_index (owed->events, i);
        return;
      }
}

void
remove_file (KtgOwed *owed, const char *sha256)
{
  for (guint i = 0; i < owed->files->len; i++)
    if (strcmp (((KtgOwedFile *)g_ptr_array_index (owed->files, i))->sha256, sha256) == 0)
      {
        g_ptr_array_remove_index (owed->files, i);
        return;
      }
}
