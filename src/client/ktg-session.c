/* ktg-session.c - one open profile, as the windows see it
 *
 * Windows are given this one object; it holds the rooms below, what the packs say, and the
 * program's clocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-session.h"

struct _KtgSession
{
  GObject parent_instance;

  KtgStore           *store;
  KtgSync            *sync;
  KtgLibrary         *library;
  KtgThumbnails      *thumbnails;
  KtgViewFile        *view_file;
  const KtgSyncWorld *world;
};

G_DEFINE_FINAL_TYPE (KtgSession, ktg_session, G_TYPE_OBJECT)

static void
ktg_session_finalize (GObject *object)
{
  KtgSession *self = KTG_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->sync);
  g_clear_object (&self->library);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->view_file);

  G_OBJECT_CLASS (ktg_session_parent_class)->finalize (object);
}

static void
ktg_session_class_init (KtgSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_session_finalize;
}

static void
ktg_session_init (KtgSession *self)
{
}

/**
 * ktg_session_new:
 * @store: (transfer none): the open profile
 * @sync: (transfer none): its engine
 * @library: (transfer none): what the packs say
 * @view_file: (transfer none): what the windows remember
 * @world: (not nullable): static clocks
 *
 * Returns: (transfer full): a session
 */
KtgSession *
ktg_session_new (KtgStore           *store,
                 KtgSync            *sync,
                 KtgLibrary         *library,
                 KtgViewFile        *view_file,
                 const KtgSyncWorld *world)
{
  KtgSession *self = g_object_new (KTG_TYPE_SESSION, NULL);

  self->store = g_object_ref (store);
  self->sync = g_object_ref (sync);
  self->library = g_object_ref (library);
  self->view_file = g_object_ref (view_file);
  self->thumbnails = ktg_thumbnails_new (store);
  self->world = world;

  return self;
}

/**
 * ktg_session_get_store:
 * @self: a session
 *
 * Returns: (transfer none): the open profile
 */
KtgStore *
ktg_session_get_store (KtgSession *self)
{
  return self->store;
}

/**
 * ktg_session_get_sync:
 * @self: a session
 *
 * Returns: (transfer none): its engine
 */
KtgSync *
ktg_session_get_sync (KtgSession *self)
{
  return self->sync;
}

/**
 * ktg_session_get_thumbnails:
 * @self: a session
 *
 * Returns: (transfer none): the small pictures of all windows
 */
KtgThumbnails *
ktg_session_get_thumbnails (KtgSession *self)
{
  return self->thumbnails;
}

/**
 * ktg_session_get_view_file:
 * @self: a session
 *
 * Returns: (transfer none): what the windows remember between two starts
 */
KtgViewFile *
ktg_session_get_view_file (KtgSession *self)
{
  return self->view_file;
}

/**
 * ktg_session_get_library:
 * @self: a session
 *
 * Returns: (transfer none): what the codes of packs and regions mean
 */
KtgLibrary *
ktg_session_get_library (KtgSession *self)
{
  return self->library;
}

/**
 * ktg_session_get_pack:
 * @self: a session
 *
 * Returns: (transfer none): rules, forms, gestures and calendar
 */
const KtgPack *
ktg_session_get_pack (KtgSession *self)
{
  return ktg_library_get_pack (self->library);
}

/**
 * ktg_session_get_regions:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): names of places
 */
const KtgRegionTree *
ktg_session_get_regions (KtgSession *self)
{
  return ktg_library_get_regions (self->library);
}

/**
 * ktg_session_get_own_region:
 * @self: a session
 *
 * Returns: the code of the officer's own area; "" before enrolment
 */
const char *
ktg_session_get_own_region (KtgSession *self)
{
  const KtgAccount *account = ktg_store_get_account (self->store);

  return account == NULL || account->region == NULL ? "" : account->region;
}

/**
 * ktg_session_get_world:
 * @self: a session
 *
 * Returns: (transfer none): the clocks that all windows go by
 */
const KtgSyncWorld *
ktg_session_get_world (KtgSession *self)
{
  return self->world;
}

/**
 * ktg_session_now:
 * @self: a session
 *
 * Returns: the present, by the clocks that all windows go by
 */
KtgMoment
ktg_session_now (KtgSession *self)
{
  return self->world->now ();
}
