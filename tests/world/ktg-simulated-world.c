/* ktg-simulated-world.c - devices, a server and a bad month, all from one number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-world.h"

#define MAX_DEVICES 3
#define MAX_STEPS 1000000
#define HEALED_US (40 * G_TIME_SPAN_DAY)
#define FAULT_SHARE 0.3
#define PATIENCE_US G_TIME_SPAN_MINUTE

KtgSimulatedMonth
ktg_simulated_month (guint32 seed)
{
  return (KtgSimulatedMonth){
    .seed = seed,
    .fault_share = FAULT_SHARE,
    .has_crashes = TRUE,
    .is_full = TRUE,
  };
}

/* The next of those that are left, some time before the links heal; and a backup before it that is
 * a day old at most. */
static void
plan_put_back (KtgSimulatedWorld *self, gint64 heals_us)
{
  guint n_left = self->month.n_put_backs - MIN (self->server->n_put_backs, self->month.n_put_backs);
  gint64 left_us = heals_us - self->put_back_us;

  if (n_left == 0)
    {
      self->put_back_us = self->backed_up_us = G_MAXINT64;
      return;
    }

  self->put_back_us
      += (gint64)((0.1 + 0.9 * g_rand_double (self->put_back_chance)) * left_us / (n_left + 1));
  self->backed_up_us
      = self->put_back_us
        - (gint64)(g_rand_double (self->put_back_chance) * MIN (G_TIME_SPAN_DAY, left_us / 20));
}

static void
plan_start (KtgSimulatedWorld *self, gint64 heals_us)
{
  self->start_us += (gint64)(2 * g_rand_double (self->put_back_chance) * heals_us
                             / (self->month.n_starts + 1));
}

KtgSimulatedWorld *
ktg_simulated_world_new (const KtgSimulatedMonth *month)
{
  KtgSimulatedWorld *self = g_new0 (KtgSimulatedWorld, 1);
  KtgSimulatedPlace  place = { .seed = month->seed, .is_full = month->is_full };
  guint              n_devices;
  gint64             n_days;

  self->month = *month;
  self->chance = g_rand_new_with_seed (month->seed);
  self->server = ktg_simulated_server_new (month->seed, month->left_out);
  self->devices = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_simulated_device_free);
  n_devices = g_rand_int_range (self->chance, 1, MAX_DEVICES + 1);
  n_days = g_rand_int_range (self->chance, 1, 31);
  place.chance = self->chance;
  place.server = self->server;
  place.heals_us = (month->n_days > 0 ? month->n_days : n_days) * G_TIME_SPAN_DAY;
  place.ends_us = place.heals_us + HEALED_US;
  place.fault_share = month->fault_share;
  place.left_out = month->left_out;
  place.has_lives = month->n_put_backs > 0 || month->n_starts > 0;
  n_devices = month->n_devices > 0 ? month->n_devices : n_devices;
  self->put_back_chance = g_rand_new_with_seed (month->seed);
  plan_put_back (self, place.heals_us);
  plan_start (self, place.heals_us);
  for (guint i = 0; i < n_devices; i++)
    g_ptr_array_add (self->devices, ktg_simulated_device_new (&place, i));

  return self;
}

void
ktg_simulated_world_free (KtgSimulatedWorld *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->devices);
  ktg_simulated_server_free (self->server);
  g_rand_free (self->put_back_chance);
  g_rand_free (self->chance);
  g_free (self);
}

/* The one whose turn it is: furthest behind in time and not level. */
static KtgSimulatedDevice *
choose_device (KtgSimulatedWorld *self)
{
  KtgSimulatedDevice *first = NULL;

  for (guint i = 0; i < self->devices->len; i++)
    {
      KtgSimulatedDevice *device = g_ptr_array_index (self->devices, i);

      if (!ktg_simulated_device_is_level (device)
          && (first == NULL || device->now_us < first->now_us))
        first = device;
    }

  return first;
}

/* What the backup lacks has to go up a second time. */
static void
explain_lost (KtgSimulatedWorld *self, KtgSimulatedDevice *device)
{
  const KtgSimulatedFolder *backup = self->server->backup;

  for (guint i = 0; i < device->store->n_filed; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (device->store, i);

      if (!g_hash_table_contains (backup->events, event->id))
        device->spent_bytes += event->size_bytes;
    }
  for (guint i = 0; i < device->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (device->store, i);
      const KtgServerFile    *held
          = ktg_simulated_server_get_file (self->server, device->number, file->sha256);

      if (!ktg_simulated_server_keeps_file (self->server, device->number, file->sha256))
        device->spent_bytes += held->disk.length;
    }
}

/* @now_us: of the device whose turn it is, which is behind all others */
static void
put_back_if_due (KtgSimulatedWorld *self, const KtgSimulatedDevice *device)
{
  if (device->now_us >= self->backed_up_us)
    {
      ktg_simulated_server_back_up (self->server);
      self->backed_up_us = G_MAXINT64;
    }
  if (device->now_us >= self->put_back_us && self->server->backup != NULL)
    {
      for (guint i = 0; i < self->devices->len; i++)
        explain_lost (self, g_ptr_array_index (self->devices, i));
      ktg_simulated_server_put_back (self->server);
      plan_put_back (self, device->heals_us);
    }
}

static void
start_if_due (KtgSimulatedWorld *self, const KtgSimulatedDevice *device)
{
  if (self->month.n_starts == 0 || device->now_us < self->start_us
      || device->now_us >= device->heals_us)
    return;

  ktg_simulated_server_start (self->server);
  plan_start (self, device->heals_us);
}

void
ktg_simulated_world_run (KtgSimulatedWorld *self, KtgSimulatedTally *tally)
{
  KtgSimulatedDevice *device;
  guint               n_steps = 0;

  while ((device = choose_device (self)) != NULL)
    {
      g_assert_cmpuint (n_steps++, <, MAX_STEPS);
      put_back_if_due (self, device);
      start_if_due (self, device);
      ktg_simulated_device_step (device);
      if (self->month.has_crashes && device->now_us < device->heals_us
          && g_rand_int_range (self->chance, 0, 200) == 0)
        {
          ktg_simulated_device_crash (device);
          tally->n_crashes++;
        }
    }
}

/* --- once, whole, in order --- */

static void
assert_file (KtgSimulatedWorld *self, guint device, const KtgSimulatedFile *file)
{
  const KtgServerFile *held = ktg_simulated_server_get_file (self->server, device, file->sha256);

  g_assert_true (file->is_received != file->is_parked);
  g_assert_true (file->is_parked == file->is_poison);
  g_assert_cmpuint (held->n_completed, ==, file->is_received ? 1 : 0);
  if (file->is_received)
    g_assert_true (ktg_disk_file_is_right (&held->disk, file->size_bytes));
}

static void
assert_everything_arrived_once (KtgSimulatedWorld  *self,
                                KtgSimulatedDevice *device,
                                KtgSimulatedTally  *tally)
{
  for (guint i = 0; i < device->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (device->store, i);

      g_assert_true (event->is_filed && event->is_received);
      g_assert_cmpuint (ktg_simulated_server_count_event (self->server, event->id), ==, 1);
    }
  for (guint i = 0; i < device->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (device->store, i);

      assert_file (self, device->number, file);
      tally->n_parked += file->is_parked;
    }
  g_assert_true (ktg_simulated_store_is_sound (device->store));
  tally->n_events += device->store->events->len;
  tally->n_files += device->store->files->len;
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
  if (self->month.n_put_backs == 0)
    g_assert_cmpuint (device->store->n_news, ==, n_news);
  tally->n_news += n_news;
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

      last_us = MAX (last_us, file->received_us);
      bytes += file->received_us > device->heals_us ? file->size_bytes : 0;
      n_items += file->received_us > device->heals_us || file->is_parked;
    }
  since_us += ktg_simulated_link_get_wire_us (device->link, bytes)
              + get_requests_us (device, n_items) + PATIENCE_US;
  g_assert_cmpint (last_us, <=, since_us);
  tally->least_slack_us = MIN (tally->least_slack_us, since_us - last_us);
}

/* --- texts first --- */

/* What the texts that wait at @from_us need of a contact to be safe. */
static gint64
get_needed_us (const KtgSimulatedDevice *device, gint64 from_us, gboolean is_under_way)
{
  guint64 bytes
      = KTG_SIMULATED_HEADER_BYTES + device->store->files->len * KTG_SIMULATED_MENTION_BYTES;

  for (guint i = 0; i < device->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (device->store, i);

      if (event->filed_us <= from_us && event->received_us >= from_us)
        bytes += event->size_bytes;
    }
  if (is_under_way)
    bytes += KTG_SIMULATED_WORTH_INTERRUPTING_BYTES;

  return 4 * device->link->rtt_us * (is_under_way ? 2 : 1)
         + ktg_simulated_link_get_wire_us (device->link, bytes) + G_USEC_PER_SEC;
}

/* Nobody says that there is a link: the planner finds it by itself, when its next try is due. */
static gint64
get_unnoticed_us (const KtgContact *contact)
{
  return contact->is_noticed ? 0 : KTG_BACKOFF_UNREACHED_US + KTG_SIMULATED_CONNECT_TIMEOUT_US;
}

/* At the end of a contact that was long enough, the texts that waited at its beginning are safe.
 * One that nobody noticed may be over before the planner finds it. */
static void
assert_text_took_the_contact (const KtgSimulatedEvent *event,
                              const KtgContact        *contact,
                              gint64                   needed_us,
                              KtgSimulatedTally       *tally)
{
  if (event->filed_us > contact->begins_us || event->received_us < contact->begins_us)
    return;

  if (contact->ends_us - contact->begins_us < needed_us + get_unnoticed_us (contact))
    {
      tally->n_passed_by += event->received_us > contact->ends_us;
      return;
    }

  g_assert_cmpint (event->received_us, <=, contact->ends_us);
  if (contact->is_noticed)
    tally->longest_us = MAX (tally->longest_us, event->received_us - contact->begins_us);
}

/* Of contacts in which nothing else went wrong. */
static void
assert_texts_took_the_contact (const KtgSimulatedDevice *device,
                               const KtgContact         *contact,
                               KtgSimulatedTally        *tally)
{
  gint64 needed_us = get_needed_us (device, contact->begins_us, FALSE);

  if (contact->is_disturbed || contact->ends_us - contact->begins_us < needed_us)
    return;

  tally->n_contacts++;
  for (guint i = 0; i < device->store->events->len; i++)
    assert_text_took_the_contact (ktg_simulated_store_get_event (device->store, i),
                                  contact,
                                  needed_us,
                                  tally);
}

/* Filed while there was a link: that one, if what was left of it was long enough. */
static void
assert_text_took_what_was_left (const KtgSimulatedDevice *device,
                                const KtgSimulatedEvent  *event,
                                KtgSimulatedTally        *tally)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (device->link, event->filed_us);

  if (contact == NULL || contact->is_disturbed || !contact->is_noticed
      || contact->ends_us - event->filed_us < get_needed_us (device, event->filed_us, TRUE))
    return;

  g_assert_cmpint (event->received_us, <=, contact->ends_us);
  tally->longest_us = MAX (tally->longest_us, event->received_us - event->filed_us);
}

static void
assert_texts_took_the_first_contact (const KtgSimulatedDevice *device, KtgSimulatedTally *tally)
{
  for (guint i = 0; i < device->link->contacts->len; i++)
    assert_texts_took_the_contact (device,
                                   &g_array_index (device->link->contacts, KtgContact, i),
                                   tally);
  if (!device->is_full)
    return;

  for (guint i = 0; i < device->store->events->len; i++)
    assert_text_took_what_was_left (device,
                                    ktg_simulated_store_get_event (device->store, i),
                                    tally);
}

/* Each byte that is held, once for each device that has to bring it. */
static void
add_once (KtgSimulatedWorld *self, KtgSimulatedTally *tally)
{
  GHashTableIter iter;
  KtgServerFile *file;

  g_hash_table_iter_init (&iter, self->server->folder->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&file))
    tally->once_bytes += file->disk.length;
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

      assert_everything_arrived_once (self, device, tally);
      assert_log (self, device);
      assert_lists (self, device, tally);
      assert_bytes_are_explained (device, tally);
      assert_nothing_starved (device, tally);
      if (self->month.n_put_backs == 0)
        assert_texts_took_the_first_contact (device, tally);
      tally->n_steps += device->n_steps;
      tally->n_interruptions += device->n_interruptions;
    }
  add_once (self, tally);
  tally->n_put_backs += self->server->n_put_backs;
  tally->n_starts += self->server->n_starts;
}

guint64
ktg_simulated_world_get_trace (KtgSimulatedWorld *self)
{
  guint64 trace = 0;

  for (guint i = 0; i < self->devices->len; i++)
    trace = trace * 31 + ((KtgSimulatedDevice *)g_ptr_array_index (self->devices, i))->trace;

  return trace;
}
