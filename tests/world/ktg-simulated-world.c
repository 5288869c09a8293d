/* ktg-simulated-world.c - devices, a server and a bad month, all from one number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-world.h"

#define MAX_DEVICES 3
#define MAX_STEPS 1000000
#define HEALED_US (40 * G_TIME_SPAN_DAY)
#define FAULT_SHARE 0.3
#define LONGEST_UPLOAD_US G_TIME_SPAN_HOUR

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

static KtgSimulatedServer *
choose_server (KtgSimulatedWorld *self)
{
  return self->relay != NULL && g_rand_boolean (self->put_back_chance) ? self->relay : self->server;
}

/* The next of those that are left, some time before the links heal; and a backup before it that is
 * a day old at most. */
static void
plan_put_back (KtgSimulatedWorld *self, gint64 heals_us)
{
  guint  n_done = self->server->n_put_backs + (self->relay != NULL ? self->relay->n_put_backs : 0);
  guint  n_left = self->month.n_put_backs - MIN (n_done, self->month.n_put_backs);
  gint64 left_us = heals_us - self->put_back_us;

  if (n_left == 0)
    {
      self->put_back_us = self->backed_up_us = G_MAXINT64;
      return;
    }

  self->chosen = choose_server (self);
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

/* The first may be an office of the whole country, at the centre; most others are behind a relay,
 * where there is one, and the last surely is. */
static void
add_device (KtgSimulatedWorld *self, const KtgSimulatedPlace *place, guint number, guint n_devices)
{
  KtgSimulatedDevice *device = ktg_simulated_device_new (place, number);

  g_ptr_array_add (self->devices, device);
  if (self->relay == NULL || (self->month.has_roles && number == 0))
    return;

  if (number + 1 == n_devices || g_rand_int_range (self->put_back_chance, 0, 3) > 0)
    ktg_simulated_device_go_behind (device, self->relay);
}

static void
give_roles (KtgSimulatedWorld *self, guint n_devices)
{
  self->roles = ktg_simulated_roles_new (self->month.seed, n_devices);
  for (guint i = 0; i < n_devices; i++)
    {
      const KtgSimulatedDevice *device = g_ptr_array_index (self->devices, i);

      for (guint k = 0; k < device->store->events->len; k++)
        ktg_simulated_roles_plan (self->roles, i, k + 1);
    }
  ktg_simulated_server_set_roles (self->server, self->roles);
  if (self->relay != NULL)
    ktg_simulated_server_set_roles (self->relay, self->roles);
  for (guint i = 0; i < self->devices->len; i++)
    ktg_simulated_device_read_chain (g_ptr_array_index (self->devices, i));
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
  if (month->has_relay)
    self->relay = ktg_simulated_server_new (~month->seed, month->left_out);
  plan_put_back (self, place.heals_us);
  plan_start (self, place.heals_us);
  for (guint i = 0; i < n_devices; i++)
    add_device (self, &place, i, n_devices);
  if (self->relay != NULL)
    g_ptr_array_add (self->devices, ktg_simulated_device_new_of_relay (&place, self->relay));
  if (month->has_roles)
    give_roles (self, n_devices);

  return self;
}

void
ktg_simulated_world_free (KtgSimulatedWorld *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->devices);
  ktg_simulated_server_free (self->server);
  ktg_simulated_server_free (self->relay);
  ktg_simulated_roles_free (self->roles);
  g_rand_free (self->put_back_chance);
  g_rand_free (self->chance);
  g_free (self);
}

/* A relay comes behind all others: what they bring while it sends something it has to know. */
static gint64
get_turn_us (const KtgSimulatedDevice *device)
{
  return device->now_us + (device->store->relay != NULL ? LONGEST_UPLOAD_US : 0);
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
          && (first == NULL || get_turn_us (device) < get_turn_us (first)))
        first = device;
    }

  return first;
}

/* What the backup lacks has to go up a second time. */
static void
explain_lost (KtgSimulatedWorld *self, KtgSimulatedDevice *device)
{
  const KtgSimulatedFolder *backup = self->chosen->backup;

  if (device->server != self->chosen)
    return;

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
          = ktg_simulated_server_get_file (self->chosen, device->number, file->sha256);

      if (!ktg_simulated_server_keeps_file (self->chosen, device->number, file->sha256))
        device->spent_bytes += held->disk.length;
    }
}

KtgSimulatedDevice *
ktg_simulated_world_get_last (KtgSimulatedWorld *self)
{
  return g_ptr_array_index (self->devices, self->devices->len - 1);
}

/* A relay that is put back does not know any more what it carried. */
static void
explain_carried (KtgSimulatedWorld *self)
{
  KtgSimulatedDevice *relay = ktg_simulated_world_get_last (self);

  if (self->chosen != self->relay)
    return;

  for (guint i = 0; i < relay->store->n_filed; i++)
    relay->spent_bytes += ktg_simulated_store_get_event (relay->store, i)->size_bytes;
  for (guint i = 0; i < relay->store->files->len; i++)
    relay->spent_bytes += ktg_simulated_store_get_file (relay->store, i)->size_bytes;
}

/* @now_us: of the device whose turn it is, which is behind all others */
static void
put_back_if_due (KtgSimulatedWorld *self, const KtgSimulatedDevice *device)
{
  if (device->now_us >= self->backed_up_us)
    {
      ktg_simulated_server_back_up (self->chosen);
      self->backed_up_us = G_MAXINT64;
    }
  if (device->now_us >= self->put_back_us && self->chosen->backup != NULL)
    {
      for (guint i = 0; i < self->devices->len; i++)
        explain_lost (self, g_ptr_array_index (self->devices, i));
      explain_carried (self);
      ktg_simulated_server_put_back (self->chosen);
      plan_put_back (self, device->heals_us);
    }
}

static void
start_if_due (KtgSimulatedWorld *self, const KtgSimulatedDevice *device)
{
  if (self->month.n_starts == 0 || device->now_us < self->start_us
      || device->now_us >= device->heals_us)
    return;

  ktg_simulated_server_start (choose_server (self));
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
      if (self->relay != NULL)
        ktg_simulated_device_look_at_brought (ktg_simulated_world_get_last (self));
      if (self->month.has_crashes && device->now_us < device->heals_us
          && g_rand_int_range (self->chance, 0, 200) == 0)
        {
          ktg_simulated_device_crash (device);
          tally->n_crashes++;
        }
    }
}

guint64
ktg_simulated_world_get_trace (KtgSimulatedWorld *self)
{
  guint64 trace = 0;

  for (guint i = 0; i < self->devices->len; i++)
    trace = trace * 31 + ((KtgSimulatedDevice *)g_ptr_array_index (self->devices, i))->trace;

  return trace;
}
