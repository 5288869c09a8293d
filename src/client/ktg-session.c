/* ktg-session.c - one open profile, as the windows see it
 *
 * Windows are given this one object; it holds the rooms below, what the packs say, and the
 * program's clocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-session.h"

#include <glib/gi18n.h>
#include <ktg-deadline.h>

#include <string.h>

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

KtgStore *
ktg_session_get_store (KtgSession *self)
{
  return self->store;
}

KtgSync *
ktg_session_get_sync (KtgSession *self)
{
  return self->sync;
}

KtgThumbnails *
ktg_session_get_thumbnails (KtgSession *self)
{
  return self->thumbnails;
}

KtgViewFile *
ktg_session_get_view_file (KtgSession *self)
{
  return self->view_file;
}

const KtgPack *
ktg_session_get_pack (KtgSession *self)
{
  return ktg_library_get_pack (self->library);
}

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
 * ktg_session_get_language:
 * @self: a session
 *
 * Returns: the language the windows are in, for words of the packs: "id" or "en"
 */
const char *
ktg_session_get_language (KtgSession *self)
{
  /* Translators: the code of this translation's language, "id" or "en": which words of the rules
   * are shown */
  return _ ("en");
}

/**
 * ktg_session_get_world:
 *
 * Returns: (transfer none): the clocks that all windows go by
 */
const KtgSyncWorld *
ktg_session_get_world (KtgSession *self)
{
  return self->world;
}

KtgMoment
ktg_session_now (KtgSession *self)
{
  return self->world->now ();
}

/**
 * ktg_session_get_report_days:
 * @self: a session
 * @known: (nullable): when the matter became known
 *
 * Returns: days the law gives from then
 */
int
ktg_session_get_report_days (KtgSession *self, const char *known)
{
  g_autofree char *day = known == NULL ? NULL : g_strndup (known, strlen ("2024-11-12"));

  return ktg_pack_get_report_days (ktg_session_get_pack (self), day);
}

/**
 * ktg_session_get_days_left:
 * @self: a session
 * @known: (nullable): when the matter became known
 * @days_left: (out): days after today; negative when over
 *
 * Returns: %FALSE if @known says no day
 */
gboolean
ktg_session_get_days_left (KtgSession *self, const char *known, int *days_left)
{
  KtgMoment now = ktg_session_now (self);

  if (known == NULL)
    return FALSE;

  return ktg_deadline_days_left (known,
                                 ktg_session_get_report_days (self, known),
                                 now.wall_us,
                                 now.utc_offset_s,
                                 days_left);
}

/**
 * ktg_session_dup_violation_name:
 * @self: a session
 * @code: a pack code
 *
 * Returns: a few words for it; the code itself if no pack knows it
 */
char *
ktg_session_dup_violation_name (KtgSession *self, const char *code)
{
  const KtgViolation *violation = ktg_pack_get_violation (ktg_session_get_pack (self), code);
  const char         *name = NULL;

  if (violation != NULL)
    name = ktg_words_get (&violation->short_name, ktg_session_get_language (self));

  if (violation != NULL && (name == NULL || *name == '\0'))
    name = ktg_words_get (&violation->name, ktg_session_get_language (self));

  return g_strdup (name == NULL ? code : name);
}

/**
 * ktg_session_dup_place:
 * @self: a session
 * @region: (nullable): an official code
 * @words: (nullable): the officer's own words
 *
 * Returns: the name of the place; "" if nothing is said
 */
char *
ktg_session_dup_place (KtgSession *self, const char *region, const char *words)
{
  const KtgRegionTree *regions = ktg_session_get_regions (self);
  KtgRegion            found;

  if (region != NULL && *region != '\0')
    {
      if (regions != NULL && ktg_region_tree_lookup (regions, region, &found))
        return g_strdup (found.name);

      if (words == NULL || *words == '\0')
        return g_strdup (region);
    }

  return g_strdup (words == NULL ? "" : words);
}
