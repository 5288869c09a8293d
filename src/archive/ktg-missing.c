/* ktg-missing.c - what is known not to be here, of whom
 *
 * After a server was put back. An event is known to be missing because its author says that it has
 * a receipt for it or a later one, a file because the database says that it was here. Either is
 * named until it comes again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-missing.h"

#include "ktg-archive-event-table.h"
#include "ktg-aside-table.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

#include <ktg-event-json.h>

#define MAX_NAMED 1000

/**
 * ktg_missing_free:
 * @self: (nullable): what is missing of one device
 *
 * Lets go of it.
 */
void
ktg_missing_free (KtgMissing *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->events);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

static void
leave_out (GArray *events, guint64 seq)
{
  for (guint i = 0; i < events->len; i++)
    if (g_array_index (events, guint64, i) == seq)
      {
        g_array_remove_index (events, i);
        return;
      }
}

/* What was refused and is kept aside got no receipt. */
static gboolean
leave_out_refused (KtgMissing *self, KtgDb *db, const char *key, GError **error)
{
  g_autoptr (GPtrArray) refused = ktg_aside_table_dup_bytes (db, self->device, error);

  if (refused == NULL)
    return FALSE;

  for (guint i = 0; i < refused->len; i++)
    {
      g_autoptr (KtgEvent) event = ktg_event_json_parse (g_ptr_array_index (refused, i), NULL);

      if (event != NULL && g_strcmp0 (event->author, key) == 0)
        leave_out (self->events, event->seq);
    }

  return TRUE;
}

static KtgMissing *
find (KtgDb *db, const KtgDeviceRow *row, GError **error)
{
  g_autoptr (KtgMissing) self = g_new0 (KtgMissing, 1);

  self->device = row->number;
  self->told = row->told;
  self->events = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (!ktg_archive_event_table_list_gaps (db,
                                          row->number,
                                          row->told,
                                          MAX_NAMED,
                                          self->events,
                                          error)
      || (self->events->len > 0 && !leave_out_refused (self, db, row->key, error))
      || (self->files = ktg_upload_table_dup_gone (db, row->number, MAX_NAMED, error)) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ktg_missing_list:
 *
 * Returns: (transfer full) (element-type KtgMissing): one for each device, by number, be something
 * missing or not; an empty page is the end
 */
GPtrArray *
ktg_missing_list (KtgCatalog *catalog, KtgPage *page, GError **error)
{
  g_autoptr (GPtrArray) devices = ktg_catalog_list_devices (catalog, page, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_missing_free);

  if (devices == NULL)
    return NULL;

  for (guint i = 0; i < devices->len; i++)
    {
      const KtgDeviceRow *row = g_ptr_array_index (devices, i);
      KtgMissing         *missing = find (catalog->db, row, error);

      if (missing == NULL)
        return NULL;
      g_ptr_array_add (found, missing);
    }

  return g_steal_pointer (&found);
}

/* "2, 5 to 7" */
static void
append_numbers (GString *text, const GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      guint64 first = g_array_index (numbers, guint64, i);
      guint64 last = first;

      while (i + 1 < numbers->len && g_array_index (numbers, guint64, i + 1) == last + 1)
        last = g_array_index (numbers, guint64, ++i);
      g_string_append_printf (text, "%" G_GUINT64_FORMAT, first);
      if (last > first)
        g_string_append_printf (text, " to %" G_GUINT64_FORMAT, last);
      if (i + 1 < numbers->len)
        g_string_append (text, ", ");
    }
}

/**
 * ktg_missing_append_lines:
 *
 * Nothing where nothing is missing.
 */
void
ktg_missing_append_lines (const KtgMissing *self, GString *text)
{
  if (self->events->len > 0)
    {
      g_string_append_printf (text, "device %" G_GINT64_FORMAT ": its number ", self->device);
      append_numbers (text, self->events);
      g_string_append_printf (text,
                              " is not here; it says that it has a receipt for number"
                              " %" G_GUINT64_FORMAT " (no damage)\n",
                              self->told);
    }

  for (guint i = 0; i < self->files->len; i++)
    g_string_append_printf (text,
                            "device %" G_GINT64_FORMAT
                            ": its file %s was here, and is not any more\n",
                            self->device,
                            (const char *)g_ptr_array_index (self->files, i));
}
