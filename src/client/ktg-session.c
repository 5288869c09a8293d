/* ktg-session.c - one open profile, as the windows see it
 *
 * Windows are given this one object; it holds the rooms below, what the packs say, and the
 * program's clocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-session.h"

#include <glib-unix.h>
#include <ktg-report-likeness.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>
#include <sys/timerfd.h>
#include <unistd.h>

struct _KtgSession
{
  GObject parent_instance;

  KtgStore           *store;
  KtgSync            *sync;
  KtgLibrary         *library;
  KtgDraftBin        *bin;
  KtgThumbnails      *thumbnails;
  KtgViewFile        *view_file;
  const KtgSyncWorld *world;
  char               *event_day;  /* of what is being written; NULL: today */
  gboolean            uses_packs; /* the store was given them */

  int   midnight_fd; /* a timer of the system, or -1 */
  guint midnight_id;
};

enum
{
  SIGNAL_EVENT_DAY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgSession, ktg_session, G_TYPE_OBJECT)

/* --- the next midnight --- */

static gint64
count_to_midnight (const KtgMoment *now, int utc_offset_s)
{
  gint64 of_day_us = (now->wall_us + utc_offset_s * G_TIME_SPAN_SECOND) % G_TIME_SPAN_DAY;

  return G_TIME_SPAN_DAY - of_day_us;
}

/* Of this device, or of a place: a day ends there when its zone says so. */
static gint64
count_to_next_midnight (KtgSession *self)
{
  const GPtrArray *zones = ktg_session_get_pack (self)->zones;
  KtgMoment        now = self->world->now ();
  gint64           wait_us = count_to_midnight (&now, now.utc_offset_s);

  for (guint i = 0; i < zones->len; i++)
    {
      const KtgZone *zone = g_ptr_array_index (zones, i);

      wait_us = MIN (wait_us, count_to_midnight (&now, zone->offset_minutes * 60));
    }

  return wait_us;
}

/* A laptop that slept over midnight is told when it wakes, which no timer of GLib does. */
static void
set_timer (KtgSession *self)
{
  gint64                  wait_us = count_to_next_midnight (self);
  const struct itimerspec next = { .it_value = { .tv_sec = wait_us / G_TIME_SPAN_SECOND,
                                                 .tv_nsec = wait_us % G_TIME_SPAN_SECOND * 1000 } };

  timerfd_settime (self->midnight_fd, 0, &next, NULL);
}

static gboolean
midnight_cb (int fd, GIOCondition condition, gpointer user_data)
{
  KtgSession *self = user_data;
  KtgMoment   now = self->world->now ();
  guint64     n_passed;

  if (read (fd, &n_passed, sizeof n_passed) < 0)
    return G_SOURCE_CONTINUE;

  ktg_library_begin_day (self->library, &now);
  ktg_store_tell_custody_async (self->store, &now, NULL, NULL);
  set_timer (self);
  return G_SOURCE_CONTINUE;
}

static void
ktg_session_finalize (GObject *object)
{
  KtgSession *self = KTG_SESSION (object);

  g_clear_handle_id (&self->midnight_id, g_source_remove);
  if (self->midnight_fd >= 0)
    close (self->midnight_fd);
  g_clear_pointer (&self->event_day, g_free);
  g_clear_object (&self->store);
  g_clear_object (&self->sync);
  g_clear_object (&self->bin);
  g_clear_object (&self->library);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->view_file);

  G_OBJECT_CLASS (ktg_session_parent_class)->finalize (object);
}

static void
ktg_session_class_init (KtgSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_session_finalize;

  signals[SIGNAL_EVENT_DAY_CHANGED]
      = ktg_signal_new ("event-day-changed", KTG_TYPE_SESSION, G_TYPE_NONE);
}

static void
ktg_session_init (KtgSession *self)
{
  self->midnight_fd = -1;
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
  self->bin = ktg_draft_bin_new (store);
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
 * ktg_session_get_bin:
 * @self: a session
 *
 * Returns: (transfer none): what was deleted and can be taken back; it is neither shown nor counted
 */
KtgDraftBin *
ktg_session_get_bin (KtgSession *self)
{
  return self->bin;
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
 * ktg_session_use_packs:
 * @self: a session
 *
 * From now on the store knows the packs: without them it cannot say what offices' steps about a
 * report add up to. It may be asked for longer than the session lasts, so it holds whose they are.
 */
void
ktg_session_use_packs (KtgSession *self)
{
  if (self->uses_packs)
    return;

  self->uses_packs = TRUE;
  g_object_set_data_full (G_OBJECT (self->store),
                          "library",
                          g_object_ref (self->library),
                          g_object_unref);
  ktg_store_use_pack_async (self->store, ktg_session_get_pack (self), NULL, NULL);
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
 * ktg_session_is_enrolled:
 * @self: a session
 *
 * Returns: whether this device has an account, and what it has may be sent
 */
gboolean
ktg_session_is_enrolled (KtgSession *self)
{
  return ktg_store_get_account (self->store) != NULL;
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
 * ktg_session_dup_officer:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): whose reports these are, and of which area, as it is shown;
 *   %NULL before enrolment
 */
char *
ktg_session_dup_officer (KtgSession *self)
{
  const KtgAccount *account = ktg_store_get_account (self->store);
  g_autofree char  *officer = ktg_shown_text_dup_line (account != NULL ? account->officer : NULL);
  g_autofree char  *place
      = ktg_library_dup_place (self->library, ktg_session_get_own_region (self), NULL);

  return officer == NULL || *place == '\0' ? g_steal_pointer (&officer)
                                           : g_strdup_printf ("%s · %s", officer, place);
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

/**
 * ktg_session_watch_midnight:
 * @self: a session; once, when the packs may be read
 *
 * From now on the library says that it changed whenever a day begins, on this device or in a zone
 * of its places.
 */
void
ktg_session_watch_midnight (KtgSession *self)
{
  g_return_if_fail (self->midnight_fd < 0);

  self->midnight_fd = timerfd_create (CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->midnight_fd < 0)
    return;

  self->midnight_id = g_unix_fd_add (self->midnight_fd, G_IO_IN, midnight_cb, self);
  set_timer (self);
}

/**
 * ktg_session_set_event_day:
 * @self: a session
 * @day: (nullable): of the event that is being written about; %NULL: not said
 *
 * What can be chosen goes by it; "event-day-changed" says that it is another.
 */
void
ktg_session_set_event_day (KtgSession *self, const char *day)
{
  if (g_strcmp0 (self->event_day, day) == 0)
    return;

  g_free (self->event_day);
  self->event_day = g_strdup (day);
  g_signal_emit (self, signals[SIGNAL_EVENT_DAY_CHANGED], 0);
}

/**
 * ktg_session_get_event_day:
 * @self: a session
 *
 * Returns: (nullable): the day of the event that is being written about
 */
const char *
ktg_session_get_event_day (KtgSession *self)
{
  return self->event_day;
}

/**
 * ktg_session_find_last_report:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what was filed here last; %NULL: nothing was
 */
const char *
ktg_session_find_last_report (KtgSession *self)
{
  return ktg_report_likeness_find_last (ktg_store_get_summaries (self->store));
}
