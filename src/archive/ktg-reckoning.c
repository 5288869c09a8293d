/* ktg-reckoning.c - what a device says it holds, beside what is here
 *
 * A device names the life it knows. Of one that is over it hears what stands. One that is not known
 * here began after the moment to which this folder was put back: then the device names all that it
 * knows, and hears of the newest one that both know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-reckoning.h"

#include "ktg-archive-event-table.h"
#include "ktg-charter.h"
#include "ktg-device-table.h"
#include "ktg-life-table.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

#define MAX_LACKS 1000

/* Among the numbers of events: the file that the device claims. */
#define ITS_FILE G_GUINT64_CONSTANT (0)

/**
 * ktg_reckoning_clear:
 *
 * Forgets what was found.
 */
void
ktg_reckoning_clear (KtgReckoning *self)
{
  g_clear_pointer (&self->lacks, g_array_unref);
  *self = (KtgReckoning){ 0 };
}

/* --- lives --- */

/* The present one, too, may be one that a device knew and left: for a server that ran on beside it
 * on a copy of the same folder. */
static gboolean
look_up (KtgCatalog *catalog, const char *life, KtgLifeBounds *bounds, GError **error)
{
  KtgDb *db = catalog->db;

  return ktg_life_table_find (db, life, bounds, error)
         && (bounds->last_event != G_MAXINT64
             || (ktg_archive_event_table_get_last_index (db, &bounds->last_event, error)
                 && ktg_upload_table_get_head (db, &bounds->last_file, error)))
         && (bounds->last_link != G_MAXINT64
             || ktg_charter_get_end (catalog->charter, db, &bounds->last_link, error));
}

/* The newest that is known here; none is no error. */
static gboolean
find_newest (KtgReckoning *self, KtgCatalog *catalog, const GPtrArray *lives, GError **error)
{
  for (guint i = 0; i < lives->len && self->bounds.number == 0; i++)
    {
      self->of = g_ptr_array_index (lives, i);
      if (!look_up (catalog, self->of, &self->bounds, error))
        return FALSE;
    }

  if (self->bounds.number == 0)
    self->of = NULL;
  return TRUE;
}

static gboolean
find_named (KtgReckoning *self, KtgCatalog *catalog, const char *life, GError **error)
{
  self->of = life;
  if (!look_up (catalog, life, &self->bounds, error))
    return FALSE;

  self->asks = self->bounds.number == 0;
  return TRUE;
}

/* One that was asked for its lives heard letters in some that this folder never had, under numbers
 * that were given to others here. So it hears all of them again. */
static void
count_mail (KtgReckoning *self, const KtgExchangeRequest *message)
{
  if (self->is_late)
    self->mail = message->lives != NULL ? 0 : MIN (self->mail, self->bounds.last_letter);
}

/**
 * ktg_reckoning_begin:
 *
 * On the writer's thread, before anything of the request is taken: what of the device's life
 * stands, how far its letters do, and whether it has to say which lives it knows.
 */
gboolean
ktg_reckoning_begin (KtgReckoning *self, KtgCatalog *catalog, const KtgClaim *claim, GError **error)
{
  const KtgExchangeRequest *message = claim->message;

  ktg_reckoning_clear (self);
  self->lacks = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->is_late = message->life != NULL && g_strcmp0 (message->life, claim->life) != 0;
  self->mail = message->mail;
  if (self->is_late
      && !(message->lives != NULL ? find_newest (self, catalog, message->lives, error)
                                  : find_named (self, catalog, message->life, error)))
    return FALSE;

  count_mail (self, message);
  return TRUE;
}

/* --- what is said to be held --- */

static gboolean
look_for_file (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error)
{
  const guint64 its_file = ITS_FILE;
  gboolean      is_held = TRUE;

  if (claim->message->file != NULL
      && !ktg_upload_table_has_delivered (db,
                                          claim->device->number,
                                          claim->message->file,
                                          &is_held,
                                          error))
    return FALSE;

  if (!is_held)
    g_array_append_val (self->lacks, its_file);
  return TRUE;
}

static gboolean
look_for_events (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error)
{
  guint64 holds = claim->message->holds;
  guint   n_before = self->lacks->len;

  return holds == 0
         || (ktg_archive_event_table_list_gaps (db,
                                                claim->device->number,
                                                holds,
                                                MAX_LACKS,
                                                self->lacks,
                                                error)
             && (self->lacks->len == n_before
                 || ktg_device_table_note_told (db, claim->device->number, holds, error)));
}

/**
 * ktg_reckoning_end:
 *
 * After the events of the request were taken: which of the device's own are not here although it
 * has a receipt for a later one, and whether the file is that it says is held for it.
 */
gboolean
ktg_reckoning_end (KtgReckoning *self, KtgCatalog *catalog, const KtgClaim *claim, GError **error)
{
  KtgDb *db = catalog->db;
  return look_for_file (self, db, claim, error) && look_for_events (self, db, claim, error);
}
