/* ktg-store-private.h - how a public function of the store becomes a piece of work on its worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"
#include "ktg-store.h"
#include "ktg-summary-list.h"

G_BEGIN_DECLS

/* What a piece of work is done on, and what it gives. */
typedef struct
{
  KtgProfile   *profile;
  gpointer      input;
  gpointer      output;  /* set on success */
  KtgChanges   *changes; /* taken over on the store's own thread before the caller hears */
  GCancellable *cancellable;
} KtgStoreJob;

/* Runs on the worker. FALSE with @error. */
typedef gboolean (*KtgStoreWork) (KtgStoreJob *job, GError **error);

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

/**
 * KTG_STORE_DEFINE_FINISH:
 * @name: of a pair of functions, "load_draft"
 * @Type: what the second of them returns
 * @kind: how a task gives that, "pointer" or "boolean"
 *
 * Defines `ktg_store_NAME_finish()`, which gives what the work that was pushed gave.
 */
#define KTG_STORE_DEFINE_FINISH(name, Type, kind)                                                  \
  Type ktg_store_##name##_finish (KtgStore *self, GAsyncResult *result, GError **error)            \
  {                                                                                                \
    g_return_val_if_fail (g_task_is_valid (result, self), (Type)0);                                \
                                                                                                   \
    return g_task_propagate_##kind (G_TASK (result), error);                                       \
  }

/* ktg-store.c */
void ktg_store_watch_packs (KtgStore *self, KtgPackFolder *packs);

/* ktg-store-party.c */
void ktg_store_init_party (KtgPartyInterface *iface);

G_END_DECLS
