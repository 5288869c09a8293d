/* ktg-changes.c - what a piece of work changed of what is held in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-changes.h"

static void
clear_due (gpointer due)
{
  g_free (((KtgDue *)due)->id);
}

/**
 * ktg_changes_new:
 *
 * Returns: (transfer full): no changes
 */
KtgChanges *
ktg_changes_new (void)
{
  KtgChanges *self = g_new0 (KtgChanges, 1);

  self->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  self->gone = g_ptr_array_new_with_free_func (g_free);
  self->dues = g_array_new (FALSE, FALSE, sizeof (KtgDue));
  g_array_set_clear_func (self->dues, clear_due);
  return self;
}

/**
 * ktg_changes_clear:
 *
 * Says that nothing changed.
 */
void
ktg_changes_clear (KtgChanges *self)
{
  self->is_reset = FALSE;
  g_ptr_array_set_size (self->summaries, 0);
  g_ptr_array_set_size (self->gone, 0);
  g_array_set_size (self->dues, 0);
  g_clear_pointer (&self->account, ktg_account_free);
  g_clear_pointer (&self->notes, ktg_server_notes_free);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  self->is_account_gone = FALSE;
  g_clear_pointer (&self->pack, ktg_pack_notice_free);
  self->has_server_offset = FALSE;
  self->has_rules = FALSE;
}

/**
 * ktg_changes_free:
 *
 * Nothing for %NULL.
 */
void
ktg_changes_free (KtgChanges *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->summaries);
  g_ptr_array_unref (self->gone);
  g_array_unref (self->dues);
  g_clear_pointer (&self->account, ktg_account_free);
  g_clear_pointer (&self->notes, ktg_server_notes_free);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  g_clear_pointer (&self->pack, ktg_pack_notice_free);
  g_free (self);
}
