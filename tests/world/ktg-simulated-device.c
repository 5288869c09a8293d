/* ktg-simulated-device.c - the real planner over a simulated store, on a simulated link
 *
 * What the engine does between the planner's steps is repeated with times instead of sockets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-device.h"

#include "ktg-simulated-exchange.h"
#include "ktg-simulated-onward.h"
#include "ktg-simulated-request.h"
#include "ktg-simulated-upload.h"

#define DUTY 0.03
#define POLL_US (10 * G_TIME_SPAN_MINUTE)
#define PURGE_EVERY_US (6 * G_TIME_SPAN_HOUR)
#define MOST_LANES 4
#define NEWS_AT_ONCE 5

/* A link that loses packets has most lanes. */
static KtgPlanner *
new_planner (guint n_lanes)
{
  const KtgLink link = { .n_connections = n_lanes, .loses_packets = n_lanes > 1 };
  KtgPlanner   *planner = ktg_planner_new ();

  ktg_planner_measured (planner, &link);

  return planner;
}

KtgSimulatedDevice *
ktg_simulated_device_new (const KtgSimulatedPlace *place, guint number)
{
  KtgSimulatedDevice *self = g_new0 (KtgSimulatedDevice, 1);
  KtgSimulatedWork    work = {
       .number = number,
       .n_reports = g_rand_int_range (place->chance, 1, 9),
       .span_us = place->heals_us,
       .is_full = place->is_full,
       .disk_seed = place->seed ^ (number + 1) * 0x9e3779b9u,
       .left_out = place->left_out,
  };

  self->number = number;
  self->chance = place->chance;
  self->server = place->server;
  self->heals_us = place->heals_us;
  self->is_full = place->is_full;
  self->link = ktg_simulated_link_new (place->chance, DUTY, place->heals_us, place->ends_us);
  self->n_lanes = place->is_full ? 1 + (place->seed + number) % MOST_LANES : 1;
  self->under_way = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_step_free);
  self->planner = new_planner (self->n_lanes);
  self->fault_share = g_rand_double (place->chance) * place->fault_share;
  self->store = ktg_simulated_store_new (&work, place->chance);
  self->store->has_lives = place->has_lives;
  self->region = "";
  self->is_office = place->is_full && number == 0 && g_rand_boolean (place->chance);

  return self;
}

static void
disturb_contact (KtgSimulatedDevice *self)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  if (contact != NULL)
    ((KtgContact *)contact)->is_disturbed = TRUE;
}

void
ktg_simulated_device_hear (KtgSimulatedDevice *self, guint64 number)
{
  guint author, seq;

  if (self->chain == NULL)
    return;

  ktg_simulated_server_parse_number (number, &author, &seq);
  ktg_simulated_roles_hear (self->server->roles, self->chain, author, seq);
}

void
ktg_simulated_device_read_chain (KtgSimulatedDevice *self)
{
  GHashTableIter iter;
  gpointer       number;

  if (self->server->roles == NULL)
    return;

  ktg_chain_free (self->chain);
  self->chain = ktg_simulated_roles_new_chain (self->server->roles);
  g_hash_table_iter_init (&iter, self->store->seen);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    ktg_simulated_device_hear (self, *(guint64 *)number);
  for (guint i = 0; i < self->store->n_filed; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, i);

      ktg_simulated_device_hear (self,
                                 ktg_simulated_server_number_event (event->author, event->seq));
    }
}

/* The process began anew. */
static void
forget_run (gpointer data, gpointer user_data)
{
  KtgSimulatedDevice *self = data;

  ktg_planner_free (self->planner);
  self->planner = new_planner (self->n_lanes);
  g_ptr_array_set_size (self->under_way, 0);
  ktg_simulated_device_read_chain (self);
  self->is_warm = FALSE;
  disturb_contact (self);
}

KtgSimulatedDevice *
ktg_simulated_device_new_of_relay (const KtgSimulatedPlace *place, KtgSimulatedServer *relay)
{
  KtgSimulatedDevice *self = ktg_simulated_device_new (place, KTG_SIMULATED_RELAY);
  KtgSimulatedStore  *store = self->store;

  g_array_set_size (store->events, 0);
  g_array_set_size (store->files, 0);
  store->names = g_array_new (FALSE, FALSE, sizeof (KtgSimulatedName));
  store->said = g_array_new (FALSE, FALSE, sizeof (KtgSimulatedSaid));
  store->relay = relay;
  self->is_office = TRUE;
  self->region = KTG_SIMULATED_REGION;
  relay->onward = store;
  relay->started = forget_run;
  relay->started_data = self;

  return self;
}

void
ktg_simulated_device_go_behind (KtgSimulatedDevice *self, KtgSimulatedServer *relay)
{
  self->server = relay;
  self->region = KTG_SIMULATED_REGION;
  self->store->is_behind_relay = TRUE;
}

void
ktg_simulated_device_free (KtgSimulatedDevice *self)
{
  if (self == NULL)
    return;

  ktg_chain_free (self->chain);
  ktg_planner_free (self->planner);
  g_ptr_array_unref (self->under_way);
  ktg_simulated_link_free (self->link);
  ktg_simulated_store_free (self->store);
  g_free (self);
}

static void
read_list (KtgSimulatedDevice *self,
           KtgListReading     *reading,
           GPtrArray          *scopes,
           gboolean           *asks,
           gboolean           *has_more)
{
  KtgScopeNews *news
      = ktg_simulated_lists_read (self->server->folder->lists, reading, asks, has_more);

  if (news != NULL)
    g_ptr_array_add (scopes, news);
}

GPtrArray *
ktg_simulated_device_read_lists (KtgSimulatedDevice *self,
                                 const KtgOwed      *claim,
                                 gint64              until_us,
                                 gboolean           *asks,
                                 gboolean           *has_more)
{
  GPtrArray       *scopes = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_scope_news_free);
  g_autofree char *own = g_strdup_printf (KTG_LIST_OF_DEVICE ":%u", self->number);
  KtgListReading   reading = { .name = KTG_LIST_OF_DEVICE,
                               .scope = own,
                               .device = self->number,
                               .claim = claim,
                               .until_us = until_us,
                               .most = NEWS_AT_ONCE,
                               .is_by_position = self->store->left_out == KTG_RULE_MARK_OF_LIST };

  *asks = *has_more = FALSE;
  if (self->server->roles != NULL)
    {
      reading.name = reading.scope = KTG_LIST_OF_LINKS;
      read_list (self, &reading, scopes, asks, has_more);
      reading.name = KTG_LIST_OF_DEVICE;
      reading.scope = own;
    }
  read_list (self, &reading, scopes, asks, has_more);
  if (!self->is_office)
    return scopes;

  reading.name = reading.scope = *self->region != '\0' ? self->region : KTG_LIST_OF_COUNTRY;
  read_list (self, &reading, scopes, asks, has_more);
  return scopes;
}

/* Whether it knows in which life its server is. */
static gboolean
is_known (KtgSimulatedDevice *self)
{
  return !self->store->has_lives
         || ktg_simulated_store_get_life (self->store)
                == ktg_simulated_server_get_life (self->server);
}

gboolean
ktg_simulated_device_is_file_known (KtgSimulatedDevice     *self,
                                    const KtgSimulatedFile *file,
                                    KtgServerFile          *held)
{
  const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, file->event);

  if (held->is_known || self->store->relay != NULL
      || ktg_simulated_server_count_event (self->server, event->id) == 0)
    return held->is_known;

  held->is_known = TRUE;
  held->size_bytes = file->size_bytes;
  held->is_poison = file->is_poison;
  if (self->server->onward != NULL)
    ktg_simulated_onward_carry_file (self->server->onward,
                                     &(KtgLogEntry){ .author = event->author, .seq = event->seq },
                                     file);
  return TRUE;
}

/* A receipt of a life that is not known settles nothing. */
void
ktg_simulated_device_take_file (KtgSimulatedDevice  *self,
                                KtgSimulatedFile    *file,
                                const KtgServerFile *held)
{
  g_autofree char *what = g_strdup_printf ("%u %s", self->number, file->sha256);

  if (self->store->has_lives)
    ktg_simulated_server_say (self->server, "file", held->index, what);
  if (is_known (self))
    ktg_simulated_store_file_received (self->store, file, held->index, self->now_us);
  if (self->store->relay != NULL)
    ktg_simulated_onward_hand_on_file (self->store, file, self->now_us);
}

static gboolean
knows_letters (KtgSimulatedDevice *self)
{
  return ktg_simulated_server_find_letter (self->server,
                                           self->number,
                                           self->store->mail,
                                           G_MAXINT64)
         == 0;
}

/* Whether it knows all that is told to it. */
static gboolean
knows_lists (KtgSimulatedDevice *self)
{
  g_autoptr (KtgOwed) claim = NULL;
  g_autoptr (GPtrArray) scopes = NULL;
  gboolean asks, has_more;

  if (self->known == self->server->n_told + 1)
    return TRUE;

  claim = ktg_owed_new ();
  ktg_mark_list_say (self->store->marks, claim);
  scopes = ktg_simulated_device_read_lists (self, claim, G_MAXINT64, &asks, &has_more);
  if (scopes->len > 0 || asks || !knows_letters (self))
    return FALSE;

  self->known = self->server->n_told + 1;
  return TRUE;
}

gboolean
ktg_simulated_device_is_level (KtgSimulatedDevice *self)
{
  const KtgOwed *owed = ktg_simulated_store_get_owed (self->store);

  return is_known (self) && ktg_simulated_store_is_all_filed (self->store) && owed->events->len == 0
         && owed->files->len == 0 && knows_lists (self);
}

void
ktg_simulated_device_crash (KtgSimulatedDevice *self)
{
  if (self->store->relay != NULL)
    ktg_simulated_server_crash (self->store->relay);
  else
    forget_run (self, NULL);
  ktg_simulated_store_crash (self->store);
}

/* --- time --- */

/* Waits are over when a contact begins and the network monitor says so. */
static void
notice_network (KtgSimulatedDevice *self)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  if (contact != NULL && contact->is_noticed && contact->begins_us == self->now_us)
    ktg_planner_wake (self->planner);
}

/* Until the planner wants to go on, something is filed, or the network is seen to change. */
static void
wait_for (KtgSimulatedDevice *self, gint64 until_us)
{
  gint64            since_us = self->now_us;
  const KtgContact *next = ktg_simulated_link_get_next_noticed (self->link, self->now_us);
  gint64            filing_us = ktg_simulated_store_get_next_filing (self->store);
  gint64            contact_us = next != NULL ? next->begins_us : G_MAXINT64;
  gint64            end_us = MIN (until_us, MIN (filing_us, contact_us));

  self->is_warm = FALSE;
  self->now_us = MAX (end_us, self->now_us + 1);
  self->waits_since_us = since_us;
  if (end_us == contact_us || end_us == filing_us)
    ktg_planner_wake (self->planner);
  if (self->is_full && self->now_us >= self->purges_us)
    {
      ktg_simulated_store_purge (self->store, self->now_us);
      self->purges_us = self->now_us + PURGE_EVERY_US;
    }
}

/* Nothing is owed: later it asks for news. Before the link heals the next contact is soon enough.
 */
static void
rest (KtgSimulatedDevice *self)
{
  if (!self->is_full || self->now_us < self->heals_us)
    {
      wait_for (self, G_MAXINT64 - 1);
      return;
    }

  wait_for (self, self->now_us + (gint64)(POLL_US * (1 + g_rand_double (self->chance))));
  ktg_planner_wake (self->planner);
}

void
ktg_simulated_device_look_at_brought (KtgSimulatedDevice *self)
{
  gint64 brought_us = self->store->brought_us;

  self->store->brought_us = 0;
  if (brought_us == 0 || brought_us >= self->now_us)
    return;

  self->now_us = MAX (self->waits_since_us, brought_us);
  ktg_planner_wake (self->planner);
}

static void
park (KtgSimulatedDevice *self, const KtgStep *step)
{
  g_assert_false (step->is_event);
  ktg_simulated_store_park (self->store, ktg_simulated_store_find_file (self->store, step->id));
}

static void
trace_step (KtgSimulatedDevice *self, const KtgStep *step)
{
  self->trace = (self->trace ^ (guint64)step->kind ^ step->offset ^ (guint64)self->now_us
                 ^ self->sent_bytes << 20)
                * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
}

static void
take_step (KtgSimulatedDevice *self, const KtgStep *step)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  if (step->kind == KTG_STEP_WAIT)
    wait_for (self, step->wait_until_us);
  else if (step->kind == KTG_STEP_LEVEL)
    rest (self);
  else if (contact == NULL)
    ktg_simulated_request_find_no_link (self, step);
  else if (step->kind == KTG_STEP_EXCHANGE)
    ktg_simulated_exchange_play (self, step, contact);
  else
    ktg_simulated_upload_play (self, step, contact);
}

static KtgStep *
plan (KtgSimulatedDevice *self)
{
  const KtgPolicy policy = { .sending.rules.day_bytes = KTG_SENDING_NO_LIMIT,
                             .max_batch_bytes = 1 << 20,
                             .max_item_attempts = 5 };

  for (;;)
    {
      g_autoptr (KtgStep) step = ktg_planner_next (self->planner,
                                                   ktg_simulated_store_get_owed (self->store),
                                                   &policy,
                                                   self->now_us);

      if (step->kind != KTG_STEP_PARK)
        return g_steal_pointer (&step);
      park (self, step);
    }
}

/* Whichever of those under way. */
static KtgStep *
choose_under_way (KtgSimulatedDevice *self)
{
  guint    i = g_rand_int_range (self->chance, 0, self->under_way->len);
  KtgStep *step = g_ptr_array_steal_index (self->under_way, i);

  ktg_planner_over (self->planner, step);

  return step;
}

/* Uploads begin until nothing more may; a text goes at once, and a pause ends when it ends,
 * whatever is under way. */
static KtgStep *
begin_all (KtgSimulatedDevice *self)
{
  KtgStep *step = plan (self);

  while (step->kind == KTG_STEP_UPLOAD && self->under_way->len + 1 < self->n_lanes)
    {
      ktg_planner_begun (self->planner, step);
      g_ptr_array_add (self->under_way, step);
      step = plan (self);
    }
  if (step->kind == KTG_STEP_EXCHANGE || step->kind == KTG_STEP_WAIT || self->under_way->len == 0)
    return step;

  if (step->kind == KTG_STEP_UPLOAD)
    {
      ktg_planner_begun (self->planner, step);
      g_ptr_array_add (self->under_way, step);
    }
  else
    ktg_step_free (step);

  return choose_under_way (self);
}

/* What was under way breaks with the link, all of it at the same moment. */
static void
break_with_link (KtgSimulatedDevice *self)
{
  if (ktg_simulated_link_get_contact (self->link, self->now_us) != NULL)
    return;

  while (self->under_way->len > 0)
    {
      g_autoptr (KtgStep) step = choose_under_way (self);

      ktg_simulated_request_fail (self, step, KTG_FAILURE_LINK, 0);
    }
}

void
ktg_simulated_device_step (KtgSimulatedDevice *self)
{
  gboolean may_die = self->is_full && self->store->relay == NULL && self->now_us < self->heals_us
                     && self->fault_share > 0;
  g_autoptr (KtgStep) step = NULL;

  if (!ktg_simulated_store_file_due (self->store, self->now_us, may_die))
    ktg_simulated_device_crash (self);
  step = begin_all (self);
  self->n_steps++;
  self->waits_since_us = G_MAXINT64;
  trace_step (self, step);
  take_step (self, step);
  break_with_link (self);
  notice_network (self);
  self->waits_since_us = MIN (self->waits_since_us, self->now_us);
}
