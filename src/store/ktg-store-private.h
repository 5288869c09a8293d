/* ktg-store-private.h - how a public function of the store becomes a piece of work on its worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"
#include "ktg-store.h"
#include "ktg-summary-list.h"

G_BEGIN_DECLS

/* Runs on the worker. @output is set on success; what is noted in @changes is taken over on the
 * store's own thread before the caller hears. FALSE with @error. */
typedef gboolean (*KtgStoreWork) (KtgProfile   *profile,
                                  gpointer      input,
                                  KtgChanges   *changes,
                                  gpointer     *output,
                                  GCancellable *cancellable,
                                  GError      **error);

typedef struct
{
  KtgStoreWork   work;
  GDestroyNotify free_input;
  GDestroyNotify free_output;     /* NULL: the task returns a boolean */
  gboolean       may_use_reserve; /* done again from its beginning it gives the same answer */
} KtgStoreWorkType;

/* A task from a static @type, which is its tag; @input is taken. */
void ktg_store_push (KtgStore               *self,
                     const KtgStoreWorkType *type,
                     gpointer                input,
                     GCancellable           *cancellable,
                     GAsyncReadyCallback     callback,
                     gpointer                user_data);

/* The result of such a task, by what its type gives. */
gboolean ktg_store_finish_boolean (KtgStore *self, GAsyncResult *result, GError **error);
gpointer ktg_store_finish_pointer (KtgStore *self, GAsyncResult *result, GError **error);

/* ktg-store-party.c */
void ktg_store_init_party (KtgPartyInterface *iface);

G_END_DECLS
