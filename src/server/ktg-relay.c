/* ktg-relay.c - a server that exchanges with the one above it, while it answers devices
 *
 * The exchange is that of a device, by the same planner; its party is the archive, whose rows the
 * writer's thread alone reads and writes. What went wrong is said in the journal once, until
 * something else does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-relay.h"

#include "ktg-archive-party.h"
#include "ktg-upstream-words.h"

#include <ktg-server-address.h>
#include <ktg-sync-error.h>
#include <ktg-sync.h>
#include <time.h>

struct _KtgRelay
{
  KtgArchiveParty *party;
  KtgSync         *sync;
  const char      *said;            /* in the journal last; static */
  gboolean         has_wrong_clock; /* which was said, too */
};

/* --- the program's clocks --- */

static KtgMoment
read_now (void)
{
  struct timespec boot;

  clock_gettime (CLOCK_BOOTTIME, &boot);
  return (KtgMoment){ .wall_us = g_get_real_time (),
                      .boot_ms = (gint64)boot.tv_sec * 1000 + boot.tv_nsec / 1000000 };
}

static const KtgSyncWorld world = { read_now, g_get_monotonic_time, g_random_double, NULL };

/* --- the journal --- */

static const char *
get_news (const KtgSyncProgress *progress)
{
  if (progress->error != NULL
      && (progress->phase == KTG_SYNC_OFFLINE || progress->phase == KTG_SYNC_WAITING
          || progress->phase == KTG_SYNC_ACCOUNT))
    return ktg_upstream_words_get (progress->error);

  return progress->phase == KTG_SYNC_IDLE && progress->since_us != 0 ? "level with the server above"
                                                                     : NULL;
}

/* Once, until it is right again. */
static void
say_clock (KtgRelay *self)
{
  gint64           offset_ms = 0;
  g_autofree char *clock = NULL;

  if (ktg_party_get_server_offset_ms (KTG_PARTY (self->party), &offset_ms))
    clock = ktg_upstream_words_dup_clock (offset_ms);
  if (clock != NULL && !self->has_wrong_clock)
    g_message ("%s", clock);
  self->has_wrong_clock = clock != NULL;
}

static void
changed_cb (KtgSync *sync, gpointer user_data)
{
  KtgRelay              *self = user_data;
  const KtgSyncProgress *progress = ktg_sync_get_progress (sync);
  const char            *news = get_news (progress);

  say_clock (self);
  if (news == NULL || g_strcmp0 (news, self->said) == 0)
    return;

  if (g_error_matches (progress->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_REFUSED))
    ktg_archive_party_note_refused (self->party);
  self->said = g_intern_string (news);
  g_message ("%s", news);
}

/* --- a relay --- */

/**
 * ktg_relay_new:
 * @archive: outlives it
 * @error: the database failed
 *
 * Returns: (transfer full) (nullable): one that exchanges nothing yet; where its account is %NULL
 * there is no server above
 */
KtgRelay *
ktg_relay_new (KtgArchive *archive, GError **error)
{
  KtgArchiveParty *party = ktg_archive_party_new (archive, error);
  KtgRelay        *self;

  if (party == NULL)
    return NULL;

  self = g_new0 (KtgRelay, 1);
  self->party = party;
  self->sync = ktg_sync_new (KTG_PARTY (party), &world);
  return self;
}

/**
 * ktg_relay_get_account:
 *
 * Returns: (transfer none) (nullable): what the server above made of this one; %NULL: there is none
 */
const KtgAccount *
ktg_relay_get_account (KtgRelay *self)
{
  return ktg_party_get_account (KTG_PARTY (self->party));
}

/* --- before the start --- */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * ktg_relay_enrol:
 * @url: as typed: of the server above
 * @code: as typed: made there for a relay
 * @ca: (nullable): PEM text of the one authority that its certificate is trusted by
 * @error: a #KtgSyncError
 *
 * Before the start. It is waited for. After the first time the archive is to be opened anew, as
 * ktg_archive_join_enter() has it.
 *
 * Returns: whether it has an account there, durably
 */
gboolean
ktg_relay_enrol (KtgRelay *self, const char *url, const char *code, const char *ca, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_sync_enrol_async (self->sync, url, code, NULL, ca, NULL, done_cb, &result);
  wait_for (&result);
  return ktg_sync_enrol_finish (self->sync, result, error);
}

/**
 * ktg_relay_set_url:
 * @url: as typed: another address of the same server above
 * @error: a #KtgSyncError where it is none, or the database failed
 *
 * Before the start. It is kept, and waited for.
 *
 * Returns: whether it is asked there from now on
 */
gboolean
ktg_relay_set_url (KtgRelay *self, const char *url, GError **error)
{
  g_autofree char *address = ktg_server_address_normalise (url, error);
  g_autoptr (KtgAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (address == NULL)
    return FALSE;

  account = ktg_account_copy (ktg_relay_get_account (self));
  g_free (account->url);
  account->url = g_steal_pointer (&address);
  ktg_party_set_account_async (KTG_PARTY (self->party), account, done_cb, &result);
  wait_for (&result);
  return ktg_party_set_account_finish (KTG_PARTY (self->party), result, error);
}

/* --- from the start on --- */

/**
 * ktg_relay_start:
 * @self: a relay that has an account
 *
 * It exchanges in the main loop from now on.
 */
void
ktg_relay_start (KtgRelay *self)
{
  g_signal_connect (self->sync, "changed", G_CALLBACK (changed_cb), self);
  ktg_sync_start (self->sync);
}

/**
 * ktg_relay_free:
 * @self: (nullable): a relay
 *
 * What is under way is cut, which loses nothing, and waited for: it has the archive.
 */
void
ktg_relay_free (KtgRelay *self)
{
  gpointer left;

  if (self == NULL)
    return;

  left = self->party;
  g_object_add_weak_pointer (G_OBJECT (self->party), &left);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  ktg_sync_stop (self->sync);
  g_clear_object (&self->sync);
  g_clear_object (&self->party);
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_free (self);
}
