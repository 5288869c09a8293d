/* ktg-await.c - a terminal waits for what the app would be called back about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"

/**
 * ktg_await_done_cb:
 * @object: the source
 * @result: what came of it; a reference is kept
 * @await: a #KtgAwait
 *
 * The callback to give away together with @await.
 */
void
ktg_await_done_cb (GObject *object, GAsyncResult *result, gpointer await)
{
  ((KtgAwait *)await)->result = g_object_ref (result);
}

/**
 * ktg_await_result:
 * @await: given away before with ktg_await_done_cb()
 *
 * Runs the main loop until the result is there.
 *
 * Returns: (transfer none): the result, until @await is cleared
 */
GAsyncResult *
ktg_await_result (KtgAwait *await)
{
  while (await->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return await->result;
}

/**
 * ktg_await_clear:
 * @await: what was waited for, or not yet
 *
 * Lets go of the result.
 */
void
ktg_await_clear (KtgAwait *await)
{
  g_clear_object (&await->result);
}
