/* ktg-simulated-link.c - when there is a link, how fast it is, and what goes wrong on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-link.h"

#include <math.h>

#define SHORTEST_CONTACT_US (2 * G_USEC_PER_SEC)
#define NOTICED_SHARE 0.9

static gint64
draw_duration_us (GRand *chance, double mean_s)
{
  return (gint64)(-log (1.0 - g_rand_double (chance)) * mean_s * G_USEC_PER_SEC);
}

KtgSimulatedLink *
ktg_simulated_link_new (GRand *chance, double duty, gint64 heals_us, gint64 ends_us)
{
  const double      rates[] = { 2000, 8000, 32000, 125000, 500000 };
  KtgSimulatedLink *self = g_new0 (KtgSimulatedLink, 1);
  double            mean_up_s = g_rand_double_range (chance, 5, 600);
  gint64            now_us = 0;
  KtgContact        last = { heals_us, ends_us, TRUE, FALSE };

  self->contacts = g_array_new (FALSE, FALSE, sizeof (KtgContact));
  self->rtt_us = g_rand_int_range (chance, 20, 2000) * G_TIME_SPAN_MILLISECOND;
  self->bytes_per_s = rates[g_rand_int_range (chance, 0, G_N_ELEMENTS (rates))];

  while (TRUE)
    {
      KtgContact contact;

      contact.begins_us = now_us + draw_duration_us (chance, mean_up_s * (1 - duty) / duty);
      contact.ends_us
          = contact.begins_us + SHORTEST_CONTACT_US + draw_duration_us (chance, mean_up_s);
      contact.is_noticed = g_rand_double (chance) < NOTICED_SHARE;
      contact.is_disturbed = FALSE;
      if (contact.ends_us >= heals_us)
        break;
      g_array_append_val (self->contacts, contact);
      now_us = contact.ends_us + 1;
    }
  g_array_append_val (self->contacts, last);

  return self;
}

void
ktg_simulated_link_free (KtgSimulatedLink *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->contacts);
  g_free (self);
}

/* The first contact that ends after @now_us. Time goes on, so it is seldom far from the one that
 * was asked for before. */
static guint
find_contact (KtgSimulatedLink *self, gint64 now_us)
{
  guint i = self->newest;

  while (i > 0 && g_array_index (self->contacts, KtgContact, i - 1).ends_us > now_us)
    i--;
  while (i < self->contacts->len && g_array_index (self->contacts, KtgContact, i).ends_us <= now_us)
    i++;
  self->newest = i;

  return i;
}

const KtgContact *
ktg_simulated_link_get_contact (KtgSimulatedLink *self, gint64 now_us)
{
  guint i = find_contact (self, now_us);

  if (i == self->contacts->len || g_array_index (self->contacts, KtgContact, i).begins_us > now_us)
    return NULL;

  return &g_array_index (self->contacts, KtgContact, i);
}

const KtgContact *
ktg_simulated_link_get_next_noticed (KtgSimulatedLink *self, gint64 now_us)
{
  for (guint i = find_contact (self, now_us); i < self->contacts->len; i++)
    {
      const KtgContact *contact = &g_array_index (self->contacts, KtgContact, i);

      if (contact->begins_us > now_us && contact->is_noticed)
        return contact;
    }

  return NULL;
}

gint64
ktg_simulated_link_get_wire_us (KtgSimulatedLink *self, guint64 bytes)
{
  return (gint64)(bytes / self->bytes_per_s * G_USEC_PER_SEC);
}

guint64
ktg_simulated_link_get_bytes (KtgSimulatedLink *self, gint64 us)
{
  return us <= 0 ? 0 : (guint64)(us * self->bytes_per_s / G_USEC_PER_SEC);
}
