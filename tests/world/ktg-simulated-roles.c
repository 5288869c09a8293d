/* ktg-simulated-roles.c - who is who in a simulated month, and how that changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-roles.h"

#include "ktg-simulated-store.h"

#define OFFICE_OF_CENTRE 0
#define OFFICE_OF_REGION 1
#define MOST_SEQ 7
#define REGION "34.71"
#define CENTRE "centre"

struct _KtgSimulatedRoles
{
  GRand      *chance;
  guint       n_devices;
  GHashTable *links; /* id → KtgEvent */
};

KtgSimulatedRoles *
ktg_simulated_roles_new (guint32 seed, guint n_devices)
{
  KtgSimulatedRoles *self = g_new0 (KtgSimulatedRoles, 1);

  self->chance = g_rand_new_with_seed (seed);
  self->n_devices = n_devices;
  self->links
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ktg_event_free);
  return self;
}

void
ktg_simulated_roles_free (KtgSimulatedRoles *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->links);
  g_rand_free (self->chance);
  g_free (self);
}

/* --- what is said --- */

static char *
dup_key (guint device)
{
  return g_strdup_printf ("device%u", device);
}

static KtgEvent *
new_event (KtgEventKind kind, char *author, guint64 seq)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->author = author;
  event->seq = seq;
  return event;
}

static KtgDeviceAdmission *
new_admission (guint target, KtgRole role, const char *region, guint after)
{
  KtgDeviceAdmission *admission = ktg_device_admission_new ();

  admission->device = dup_key (target);
  admission->officer = g_strdup_printf ("officer %u", target);
  admission->role = g_strdup (ktg_role_get_name (role));
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (region)));
  admission->region = g_strdup (region);
  admission->seq = after;
  return admission;
}

static KtgEvent *
draw_admission (KtgSimulatedRoles *self, guint author, guint seq, guint target)
{
  static const char *const regions[] = { REGION, REGION ".06", "34.02" };
  KtgEvent                *event = new_event (KTG_EVENT_DEVICE_ADMITTED, dup_key (author), seq);
  guint                    after = g_rand_int_range (self->chance, 0, MOST_SEQ);

  event->device_admission
      = target == OFFICE_OF_REGION
            ? new_admission (target, KTG_ROLE_OFFICE, REGION, 0)
            : new_admission (target,
                             KTG_ROLE_OFFICER,
                             regions[g_rand_int_range (self->chance, 0, G_N_ELEMENTS (regions))],
                             after);
  return event;
}

static KtgEvent *
draw_revocation (KtgSimulatedRoles *self, guint author, guint seq, guint target)
{
  KtgEvent *event = new_event (KTG_EVENT_DEVICE_REVOKED, dup_key (author), seq);

  event->revocation = ktg_revocation_new ();
  event->revocation->key = dup_key (target);
  event->revocation->seq = g_rand_int_range (self->chance, 0, MOST_SEQ);
  return event;
}

/* The centre's server signs it; it goes the way of what its office writes. */
static KtgEvent *
draw_word_of_relay (KtgSimulatedRoles *self, guint seq)
{
  gboolean  is_end = g_rand_int_range (self->chance, 0, 4) == 0;
  KtgEvent *event = new_event (is_end ? KTG_EVENT_NODE_REVOKED : KTG_EVENT_NODE_ADMITTED,
                               g_strdup (CENTRE),
                               1 + seq);

  if (is_end)
    {
      event->revocation = ktg_revocation_new ();
      event->revocation->key = g_strdup (KTG_SIMULATED_RELAY_KEY);
      return event;
    }

  event->node_admission = ktg_node_admission_new ();
  event->node_admission->node = g_strdup (KTG_SIMULATED_RELAY_KEY);
  event->node_admission->kind = g_strdup ("relay");
  event->node_admission->scope = g_strdup (REGION);
  event->node_admission->may_admit = g_strdup (ktg_role_get_name (KTG_ROLE_OFFICER));
  return event;
}

static KtgEvent *
draw_link (KtgSimulatedRoles *self, guint author, guint seq)
{
  guint target = g_rand_int_range (self->chance, author + 1, self->n_devices);

  if (author == OFFICE_OF_CENTRE && g_rand_int_range (self->chance, 0, 4) == 0)
    return draw_word_of_relay (self, seq);

  return g_rand_int_range (self->chance, 0, 3) > 0 ? draw_admission (self, author, seq, target)
                                                   : draw_revocation (self, author, seq, target);
}

void
ktg_simulated_roles_plan (KtgSimulatedRoles *self, guint author, guint seq)
{
  if (author > OFFICE_OF_REGION || g_rand_int_range (self->chance, 0, 4) == 0)
    return;

  g_hash_table_insert (self->links,
                       ktg_simulated_store_dup_event_id (author, seq),
                       draw_link (self, author, seq));
}

static const KtgEvent *
find_link (KtgSimulatedRoles *self, const char *id)
{
  return g_hash_table_lookup (self->links, id);
}

gboolean
ktg_simulated_roles_is_link (KtgSimulatedRoles *self, guint author, guint seq)
{
  g_autofree char *id = ktg_simulated_store_dup_event_id (author, seq);

  return find_link (self, id) != NULL;
}

/* --- what is believed --- */

KtgChain *
ktg_simulated_roles_new_chain (KtgSimulatedRoles *self)
{
  KtgChain *chain = ktg_chain_new ("root");
  g_autoptr (KtgEvent) centre = new_event (KTG_EVENT_NODE_ADMITTED, g_strdup ("root"), 1);
  g_autoptr (KtgEvent) office = new_event (KTG_EVENT_DEVICE_ADMITTED, g_strdup (CENTRE), 1);

  centre->node_admission = ktg_node_admission_new ();
  centre->node_admission->node = g_strdup (CENTRE);
  centre->node_admission->kind = g_strdup ("centre");
  centre->node_admission->may_admit = g_strdup (ktg_role_get_name (KTG_ROLE_CENTRE));
  office->device_admission = new_admission (OFFICE_OF_CENTRE, KTG_ROLE_CENTRE, "", 0);
  ktg_chain_add (chain, "centre", centre);
  ktg_chain_add (chain, "office", office);
  return chain;
}

void
ktg_simulated_roles_hear (KtgSimulatedRoles *self, KtgChain *chain, guint author, guint seq)
{
  g_autofree char *id = ktg_simulated_store_dup_event_id (author, seq);
  const KtgEvent  *event = find_link (self, id);

  if (event != NULL)
    ktg_chain_add (chain, id, event);
}

KtgTrust
ktg_simulated_roles_judge (KtgChain *chain, guint author, guint seq, KtgStanding *standing)
{
  g_autofree char *id = ktg_simulated_store_dup_event_id (author, seq);
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_DEVICE_REVOKED, dup_key (author), seq);

  return ktg_chain_trust_event (chain, id, event, standing);
}
