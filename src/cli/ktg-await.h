/* ktg-await.h - a terminal waits for what the app would be called back about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* On the stack, from KTG_AWAIT_INIT, for one call:
 *
 *   ktg_store_close_async (store, ktg_await_done_cb, &await);
 *   ktg_store_close_finish (store, ktg_await_result (&await), &error);
 */
typedef struct
{
  GAsyncResult *result;
} KtgAwait;

#define KTG_AWAIT_INIT                                                                             \
  {                                                                                                \
    NULL                                                                                           \
  }

void          ktg_await_done_cb (GObject *object, GAsyncResult *result, gpointer await);
GAsyncResult *ktg_await_result (KtgAwait *await); /* transfer none */
void          ktg_await_clear (KtgAwait *await);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtgAwait, ktg_await_clear)

G_END_DECLS
