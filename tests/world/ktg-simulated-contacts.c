/* ktg-simulated-contacts.c - texts go in the first contact that can carry them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-contacts.h"

/* What the texts that wait at @from_us need of a contact to be safe. A relay may carry any of
 * before a second time, now with its files. */
static gint64
get_needed_us (const KtgSimulatedDevice *device, gint64 from_us, gboolean is_under_way)
{
  guint64 bytes
      = KTG_SIMULATED_HEADER_BYTES + device->store->files->len * KTG_SIMULATED_MENTION_BYTES;

  for (guint i = 0; i < device->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (device->store, i);

      if (event->filed_us <= from_us && MAX (event->received_us, event->whole_us) >= from_us)
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

/* What a relay was only told is owed from one of its starts on, whenever it was told. */
static gboolean
was_brought (const KtgSimulatedEvent *event)
{
  return event->size_bytes > 0;
}

/* At the end of a contact that was long enough, the texts that waited at its beginning are safe.
 * One that nobody noticed may be over before the planner finds it. */
static void
assert_text_took_the_contact (const KtgSimulatedEvent *event,
                              const KtgContact        *contact,
                              gint64                   needed_us,
                              KtgSimulatedTally       *tally)
{
  if (!was_brought (event) || event->filed_us > contact->begins_us
      || event->received_us < contact->begins_us)
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
  const KtgContact *contact = ktg_simulated_link_get_contact (device->link, event->found_us);

  if (!was_brought (event) || contact == NULL || contact->is_disturbed || !contact->is_noticed
      || contact->ends_us - event->found_us < get_needed_us (device, event->found_us, TRUE))
    return;

  g_assert_cmpint (event->received_us, <=, contact->ends_us);
  tally->longest_us = MAX (tally->longest_us, event->received_us - event->found_us);
}

void
ktg_simulated_contacts_check (const KtgSimulatedDevice *device, KtgSimulatedTally *tally)
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

/* --- how long a text took --- */

static const KtgSimulatedEvent *
find_carried (const KtgSimulatedStore *store, const KtgSimulatedEvent *event)
{
  for (guint i = 0; i < store->events->len; i++)
    {
      const KtgSimulatedEvent *carried = &g_array_index (store->events, KtgSimulatedEvent, i);

      if (carried->author == event->author && carried->seq == event->seq)
        return carried;
    }

  g_assert_not_reached ();
}

static gboolean
could_carry (const KtgSimulatedDevice *device, const KtgContact *contact, gint64 from_us)
{
  gint64 begins_us = MAX (contact->begins_us, from_us);
  gint64 needed_us = get_needed_us (device, begins_us, begins_us > contact->begins_us);

  return contact->ends_us - begins_us >= needed_us + get_unnoticed_us (contact);
}

/* From the first contact that could carry it on; contacts that could and did not are counted. */
static void
add_hop (const KtgSimulatedDevice *device, const KtgSimulatedEvent *event, KtgSimulatedWait *wait)
{
  gint64 possible_us = G_MAXINT64;

  for (guint i = 0; i < device->link->contacts->len; i++)
    {
      const KtgContact *contact = &g_array_index (device->link->contacts, KtgContact, i);

      if (contact->ends_us <= event->filed_us || contact->begins_us >= event->received_us
          || !could_carry (device, contact, event->filed_us))
        continue;

      wait->n_missed += contact->ends_us < event->received_us;
      possible_us = MIN (possible_us, MAX (contact->begins_us, event->filed_us));
    }
  /* It went in one that was shorter than what was thought to be needed. */
  wait->beyond_us += event->received_us - MIN (possible_us, event->received_us);
}

void
ktg_simulated_contacts_measure (const KtgSimulatedDevice *device,
                                const KtgSimulatedDevice *relay,
                                GArray                   *waits)
{
  for (guint i = 0; i < device->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = &g_array_index (device->store->events, KtgSimulatedEvent, i);
      const KtgSimulatedEvent *carried = find_carried (relay->store, event);
      KtgSimulatedWait         wait = { .n_missed = 0 };

      if (carried->received_us > relay->heals_us)
        {
          wait.is_after = TRUE;
          g_array_append_val (waits, wait);
          continue;
        }
      add_hop (device, event, &wait);
      add_hop (relay, carried, &wait);
      wait.whole_us = carried->received_us - event->filed_us;
      g_array_append_val (waits, wait);
    }
}
