/* ktg-simulated-check.c - what must be so once every device is level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-contacts.h"
#include "ktg-simulated-world.h"

#define PATIENCE_US G_TIME_SPAN_MINUTE

/* --- once, whole, in order --- */

/* A relay carries the files of an event once it has all of them. */
static gboolean
is_carried (KtgSimulatedDevice *device, const KtgSimulatedFile *file)
{
  for (guint i = 0; i < device->store->files->len; i++)
    {
      const KtgSimulatedFile *other = ktg_simulated_store_get_file (device->store, i);

      if (other->event == file->event && other->is_parked)
        return FALSE;
    }

  return TRUE;
}

static void
assert_file (KtgSimulatedDevice *device, const KtgSimulatedFile *file)
{
  const KtgServerFile *held
      = ktg_simulated_server_get_file (device->server, device->number, file->sha256);

  g_assert_true (file->is_received != file->is_parked);
  g_assert_true (file->is_parked == file->is_poison);
  g_assert_cmpuint (held->n_completed, ==, file->is_received ? 1 : 0);
  if (file->is_received)
    g_assert_true (ktg_disk_file_is_right (&held->disk, file->size_bytes));
  if (device->store->is_behind_relay)
    g_assert_true (file->is_at_centre == is_carried (device, file));
}

static void
assert_files (KtgSimulatedDevice *device, KtgSimulatedTally *tally)
{
  for (guint i = 0; i < device->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (device->store, i);

      if (device->store->relay == NULL || file->is_received)
        assert_file (device, file);
      tally->n_parked += file->is_parked;
    }
  tally->n_files += device->store->files->len;
}

static void
assert_everything_arrived_once (KtgSimulatedDevice *device, KtgSimulatedTally *tally)
{
  for (guint i = 0; i < device->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (device->store, i);

      g_assert_true (event->is_filed && event->is_received);
      g_assert_true (event->is_at_centre || !device->store->is_behind_relay);
      g_assert_cmpuint (ktg_simulated_server_count_event (device->server, event->id), ==, 1);
    }
  assert_files (device, tally);
  g_assert_true (ktg_simulated_store_is_sound (device->store));
  tally->n_events += device->store->events->len;
}

/* In the server's log an author's events stand in their order, but for what came again. */
static void
assert_log (KtgSimulatedWorld *self, KtgSimulatedDevice *device)
{
  const GArray *log = device->server->folder->log;
  guint         seq = 0;

  for (guint i = 0; i < log->len; i++)
    {
      const KtgLogEntry *entry = &g_array_index (log, KtgLogEntry, i);

      if (entry->author == device->number)
        g_assert_true (entry->seq == ++seq || self->month.n_put_backs > 0);
    }
  if (device->store->relay == NULL)
    g_assert_cmpuint (seq, ==, device->store->events->len);
}

/* What others wrote in one of its lists came down, and once. */
static guint
assert_list (KtgSimulatedDevice *device, const char *scope)
{
  const GArray *rows = ktg_simulated_lists_get (device->server->folder->lists, scope);
  g_autoptr (GHashTable) once = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_news = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      KtgListRow *row = &g_array_index (rows, KtgListRow, i);

      g_assert_true (g_hash_table_add (once, &row->number));
      if (row->author == device->number)
        continue;
      g_assert_true (ktg_simulated_store_has_seen (device->store, row->number));
      n_news++;
    }

  return n_news;
}

static void
assert_lists (KtgSimulatedWorld *self, KtgSimulatedDevice *device, KtgSimulatedTally *tally)
{
  g_autofree char *own = g_strdup_printf (KTG_LIST_OF_DEVICE ":%u", device->number);
  guint            n_news = assert_list (device, own);

  if (device->is_office)
    n_news += assert_list (device, *device->region != '\0' ? device->region : KTG_LIST_OF_COUNTRY);
  if (self->roles != NULL)
    n_news += assert_list (device, KTG_LIST_OF_LINKS);
  if (self->month.n_put_backs == 0)
    g_assert_cmpuint (device->store->n_news, ==, n_news);
  tally->n_news += n_news;
}

/* --- who is who --- */

/* Of all links there are. */
static KtgChain *
read_all_links (KtgSimulatedWorld *self)
{
  KtgChain *chain = ktg_simulated_roles_new_chain (self->roles);

  for (guint i = 0; i < self->devices->len; i++)
    {
      const KtgSimulatedDevice *device = g_ptr_array_index (self->devices, i);

      for (guint k = 0; k < device->store->events->len; k++)
        ktg_simulated_roles_hear (self->roles, chain, i, k + 1);
    }

  return chain;
}

static KtgTrust
assert_verdict (KtgChain *chain, KtgChain *all, guint author, guint seq)
{
  KtgStanding standing, expected;
  KtgTrust    trust = ktg_simulated_roles_judge (chain, author, seq, &standing);
  KtgTrust    true_trust = ktg_simulated_roles_judge (all, author, seq, &expected);

  g_assert_cmpint (trust, ==, true_trust);
  g_assert_cmpint (standing.belief, ==, expected.belief);
  g_assert_cmpint (standing.role, ==, expected.role);
  g_assert_cmpint (standing.level, ==, expected.level);
  g_assert_cmpstr (standing.region, ==, expected.region);
  return trust;
}

static void
assert_relay (KtgChain *chain, KtgChain *all)
{
  KtgNodeStanding standing, expected;

  ktg_chain_get_node (chain, KTG_SIMULATED_RELAY_KEY, KTG_CHAIN_NOW, &standing);
  ktg_chain_get_node (all, KTG_SIMULATED_RELAY_KEY, KTG_CHAIN_NOW, &expected);
  g_assert_cmpint (standing.belief, ==, expected.belief);
  g_assert_cmpstr (standing.scope, ==, expected.scope);
}

/* Of the relay, and of each event of each device the same. */
static void
assert_chain (KtgSimulatedWorld *self, KtgChain *chain, KtgChain *all, guint64 *n_judged)
{
  g_assert_cmpuint (ktg_chain_get_n_links (chain), ==, ktg_chain_get_n_links (all));
  assert_relay (chain, all);
  for (guint i = 0; i < self->devices->len; i++)
    {
      const KtgSimulatedDevice *device = g_ptr_array_index (self->devices, i);

      if (device->store->relay != NULL)
        continue;
      for (guint k = 0; k < device->store->events->len; k++)
        n_judged[assert_verdict (chain, all, i, k + 1)]++;
    }
}

static void
assert_roles (KtgSimulatedWorld *self, KtgSimulatedTally *tally)
{
  g_autoptr (KtgChain) all = NULL;
  guint64 n_others[KTG_TRUST_EXPIRED] = { 0 };

  if (self->roles == NULL)
    return;

  all = read_all_links (self);
  assert_chain (self, self->server->chain, all, tally->n_judged);
  if (self->relay != NULL)
    assert_chain (self, self->relay->chain, all, n_others);
  for (guint i = 0; i < self->devices->len; i++)
    assert_chain (self,
                  ((KtgSimulatedDevice *)g_ptr_array_index (self->devices, i))->chain,
                  all,
                  n_others);
}

/* --- no byte wasted --- */

static void
assert_bytes_are_explained (KtgSimulatedDevice *device, KtgSimulatedTally *tally)
{
  guint64 once = 0;

  for (guint i = 0; i < device->store->events->len; i++)
    once += ktg_simulated_store_get_event (device->store, i)->size_bytes;
  for (guint i = 0; i < device->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (device->store, i);

      once += file->is_received ? file->size_bytes : 0;
    }
  g_assert_cmpuint (device->sent_bytes, <=, once + device->spent_bytes);
  tally->sent_bytes += device->sent_bytes;
}

/* --- nobody starves --- */

static gint64
get_requests_us (const KtgSimulatedDevice *device, guint n_items)
{
  guint64 bytes
      = KTG_SIMULATED_HEADER_BYTES + device->store->files->len * KTG_SIMULATED_MENTION_BYTES;

  return n_items
         * (6 * device->link->rtt_us + ktg_simulated_link_get_wire_us (device->link, bytes));
}

/* Once the link is there to stay, all is safe in the time that its bytes and questions take. */
static void
assert_nothing_starved (KtgSimulatedDevice *device, KtgSimulatedTally *tally)
{
  gint64  since_us = device->heals_us;
  gint64  last_us = 0;
  guint64 bytes = 0;
  guint   n_items = 2;

  for (guint i = 0; i < device->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (device->store, i);

      since_us = MAX (since_us, event->filed_us);
      last_us = MAX (last_us, event->received_us);
      bytes += event->received_us > device->heals_us ? event->size_bytes : 0;
      n_items += event->received_us > device->heals_us;
    }
  for (guint i = 0; i < device->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (device->store, i);

      since_us = MAX (since_us, file->here_us);
      last_us = MAX (last_us, file->received_us);
      bytes += file->received_us > device->heals_us ? file->size_bytes : 0;
      n_items += file->received_us > device->heals_us || file->is_parked;
    }
  since_us += ktg_simulated_link_get_wire_us (device->link, bytes)
              + get_requests_us (device, n_items) + PATIENCE_US;
  g_assert_cmpint (last_us, <=, since_us);
  tally->least_slack_us = MIN (tally->least_slack_us, since_us - last_us);
}

/* --- all of it --- */

static void
add_files_once (KtgSimulatedServer *server, KtgSimulatedTally *tally)
{
  GHashTableIter iter;
  KtgServerFile *file;

  g_hash_table_iter_init (&iter, server->folder->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&file))
    tally->once_bytes += file->disk.length;
}

/* Each byte that is held, once for each device that has to bring it. */
static void
add_once (KtgSimulatedWorld *self, KtgSimulatedTally *tally)
{
  add_files_once (self->server, tally);
  if (self->relay != NULL)
    add_files_once (self->relay, tally);
  for (guint i = 0; i < self->devices->len; i++)
    {
      KtgSimulatedDevice *device = g_ptr_array_index (self->devices, i);

      for (guint j = 0; j < device->store->events->len; j++)
        tally->once_bytes += ktg_simulated_store_get_event (device->store, j)->size_bytes;
    }
}

void
ktg_simulated_world_check (KtgSimulatedWorld *self, KtgSimulatedTally *tally)
{
  g_assert_cmpuint (self->server->n_begun_again, ==, 0);
  for (guint i = 0; i < self->devices->len; i++)
    {
      KtgSimulatedDevice *device = g_ptr_array_index (self->devices, i);

      assert_everything_arrived_once (device, tally);
      assert_log (self, device);
      assert_lists (self, device, tally);
      assert_bytes_are_explained (device, tally);
      assert_nothing_starved (device, tally);
      if (self->month.n_put_backs == 0)
        ktg_simulated_contacts_check (device, tally);
      tally->n_steps += device->n_steps;
      tally->n_interruptions += device->n_interruptions;
    }
  assert_roles (self, tally);
  add_once (self, tally);
  tally->n_put_backs += self->server->n_put_backs;
  tally->n_starts += self->server->n_starts;
  if (self->relay == NULL)
    return;

  g_assert_cmpuint (self->relay->n_begun_again, ==, 0);
  tally->n_put_backs += self->relay->n_put_backs;
  tally->n_starts += self->relay->n_starts;
  tally->n_letters += self->relay->folder->letters->len;
}
