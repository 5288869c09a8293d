/* ktg-simulated-disk.c - what a power cut leaves of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-disk.h"

void
ktg_disk_file_append (KtgDiskFile *self, guint64 offset, guint64 bytes)
{
  if (self->good == self->length && offset == self->length)
    self->good += bytes;
  self->length += bytes;
}

/* And the folder that has its name. */
void
ktg_disk_file_sync (KtgDiskFile *self)
{
  self->synced = self->length;
  self->is_name_synced = TRUE;
}

void
ktg_disk_file_truncate (KtgDiskFile *self, guint64 length)
{
  self->length = MIN (self->length, length);
  self->good = MIN (self->good, length);
  self->synced = MIN (self->synced, length);
}

gboolean
ktg_disk_file_is_right (const KtgDiskFile *self, guint64 size_bytes)
{
  return self->length == size_bytes && self->good == size_bytes;
}

void
ktg_disk_file_crash (KtgDiskFile *self, GRand *chance)
{
  if (self->synced == self->length && self->is_name_synced)
    return;

  if (!self->is_name_synced && g_rand_boolean (chance))
    {
      *self = (KtgDiskFile){ 0 };
      return;
    }

  self->length = self->synced + (guint64)((self->length - self->synced) * g_rand_double (chance));
  if (g_rand_boolean (chance))
    self->good = MIN (self->good, self->synced);
  self->good = MIN (self->good, self->length);
  ktg_disk_file_sync (self);
}
