/* ktg-server-notes.c - what people have to be told of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-notes.h"

/**
 * ktg_server_notes_new:
 *
 * Returns: (transfer full): nothing to say of a server
 */
KtgServerNotes *
ktg_server_notes_new (void)
{
  KtgServerNotes *self = g_new0 (KtgServerNotes, 1);

  self->alarms = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * ktg_server_notes_free:
 *
 * Nothing for %NULL.
 */
void
ktg_server_notes_free (KtgServerNotes *self)
{
  if (self == NULL)
    return;

  g_free (self->restored_at);
  g_ptr_array_unref (self->alarms);
  g_free (self);
}
