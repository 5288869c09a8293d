/* ktg-workroom.c - how many long messages are unpacked at once, and one of each device
 *
 * Long ones wait, in the order they came, until there is room for them; short ones are let in
 * always and counted. Of one device only one is inside, whatever its length.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-workroom.h"

typedef struct
{
  gint64      device;
  gsize       size_bytes;
  KtgDeskFunc func;
  gpointer    data;
} Guest;

struct _KtgWorkroom
{
  KtgDesk *desk; /* not owned */
  gsize    room_bytes;

  GMutex      lock; /* guards all below */
  gsize       taken_bytes;
  GHashTable *inside; /* numbers of the devices */
  GQueue      waiting;
};

/**
 * ktg_workroom_new:
 * @desk: not owned; where long messages, and those that had to wait, are worked on
 * @room_bytes: for all that is inside
 */
KtgWorkroom *
ktg_workroom_new (KtgDesk *desk, gsize room_bytes)
{
  KtgWorkroom *self = g_new0 (KtgWorkroom, 1);

  self->desk = desk;
  self->room_bytes = room_bytes;
  g_mutex_init (&self->lock);
  self->inside = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

/**
 * ktg_workroom_free:
 *
 * Once all have left.
 */
void
ktg_workroom_free (KtgWorkroom *self)
{
  if (self == NULL)
    return;

  g_assert (self->waiting.length == 0);
  g_hash_table_unref (self->inside);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
fits (KtgWorkroom *self, const Guest *guest)
{
  if (g_hash_table_contains (self->inside, &guest->device))
    return FALSE;

  return guest->size_bytes <= KTG_SHORT_MESSAGE_BYTES || self->taken_bytes == 0
         || self->taken_bytes + guest->size_bytes <= self->room_bytes;
}

static void
let_in (KtgWorkroom *self, const Guest *guest)
{
  self->taken_bytes += guest->size_bytes;
  g_hash_table_add (self->inside, g_memdup2 (&guest->device, sizeof guest->device));
}

/* Those for whom there is room now. A long one that does not fit holds up the long ones behind it,
 * so that it gets its turn. */
static void
let_in_waiting (KtgWorkroom *self)
{
  gboolean is_full = FALSE;
  GList   *next;

  for (GList *node = self->waiting.head; node != NULL; node = next)
    {
      Guest   *guest = node->data;
      gboolean is_long = guest->size_bytes > KTG_SHORT_MESSAGE_BYTES;

      next = node->next;
      if ((is_long && is_full) || !fits (self, guest))
        {
          is_full = is_full || (is_long && !g_hash_table_contains (self->inside, &guest->device));
          continue;
        }
      let_in (self, guest);
      ktg_desk_push (self->desk, guest->func, guest->data);
      g_queue_delete_link (&self->waiting, node);
      g_free (guest);
    }
}

/**
 * ktg_workroom_enter:
 * @size_bytes: how long the message will be once unpacked
 * @func: called once there is room: at once and here for a short message, on the desk otherwise
 *
 * From any thread that may do the work of a short one.
 */
void
ktg_workroom_enter (KtgWorkroom *self,
                    gint64       device,
                    gsize        size_bytes,
                    KtgDeskFunc  func,
                    gpointer     data)
{
  const Guest guest = { device, size_bytes, func, data };
  gboolean    is_at_once = FALSE;

  g_mutex_lock (&self->lock);
  if (size_bytes <= KTG_SHORT_MESSAGE_BYTES && fits (self, &guest))
    {
      let_in (self, &guest);
      is_at_once = TRUE;
    }
  else
    {
      g_queue_push_tail (&self->waiting, g_memdup2 (&guest, sizeof guest));
      let_in_waiting (self);
    }
  g_mutex_unlock (&self->lock);

  if (is_at_once)
    func (data);
}

/**
 * ktg_workroom_leave:
 *
 * What was let in is done. From any thread.
 */
void
ktg_workroom_leave (KtgWorkroom *self, gint64 device, gsize size_bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->taken_bytes -= size_bytes;
  g_hash_table_remove (self->inside, &device);
  let_in_waiting (self);
}
