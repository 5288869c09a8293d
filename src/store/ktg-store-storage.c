/* ktg-store-storage.c - the store's doors for the room that it takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-freeing.h"
#include "ktg-store-private.h"

static gboolean
load_storage (KtgStoreJob *job, GError **error)
{
  job->output = ktg_freeing_count (job->profile, *(gint64 *)job->input, error);
  return job->output != NULL;
}

static gboolean
free_originals (KtgStoreJob *job, GError **error)
{
  return ktg_freeing_run (job->profile, *(gint64 *)job->input, error);
}

static const KtgStoreWorkType load_storage_type = { load_storage, g_free, g_free };
static const KtgStoreWorkType free_originals_type = { free_originals, g_free, NULL };

/**
 * ktg_store_load_storage_async:
 * @self: a store
 * @now_us: by this device's clock, µs since the epoch
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ktg_store_load_storage_async (KtgStore           *self,
                              gint64              now_us,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self,
                  &load_storage_type,
                  g_memdup2 (&now_us, sizeof now_us),
                  cancellable,
                  callback,
                  user_data);
}

/**
 * ktg_store_load_storage_finish:
 *
 * Returns: (transfer full): what is here, and what of it may be freed; g_free()
 */
KTG_STORE_DEFINE_FINISH (load_storage, KtgStorage *, pointer)

/**
 * ktg_store_free_originals_async:
 * @self: a store
 * @now_us: by this device's clock, µs since the epoch
 * @callback: called when the room is free, or not
 * @user_data: for @callback
 *
 * The originals that ktg_store_load_storage_async() counts go from this device; their previews
 * stay. Only on the officer's word: there is no way back.
 */
void
ktg_store_free_originals_async (KtgStore           *self,
                                gint64              now_us,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self,
                  &free_originals_type,
                  g_memdup2 (&now_us, sizeof now_us),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_free_originals_finish:
 *
 * Returns: whether the room is free; else some may be, and another try frees the rest
 */
KTG_STORE_DEFINE_FINISH (free_originals, gboolean, boolean)
