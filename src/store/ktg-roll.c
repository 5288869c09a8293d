/* ktg-roll.c - who is who, as far as this device was told
 *
 * What a key is follows from what is said of it and of those who say so, up to the root
 * (ktg-chain.h). Only that is read, and only when somebody asks: so it costs as much as the authors
 * whose events are looked at, and not as much as all who were ever admitted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roll.h"

#include "ktg-chain-table.h"
#include "ktg-event-table.h"
#include "ktg-store-error-private.h"

#include <ktg-event-json.h>
#include <ktg-signed-envelope.h>

struct _KtgRoll
{
  char       *root_key; /* NULL: nobody said on what all rests */
  char       *server;   /* the key of the one it exchanges with; NULL: none */
  GPtrArray  *own;      /* (element-type KtgEnvelope) (nullable): what the account rests on */
  KtgChain   *chain;    /* NULL: nobody asked yet */
  GHashTable *read;     /* keys: all that is here of them is in the chain */
};

/**
 * ktg_roll_new:
 *
 * Returns: (transfer full): one that knows no root
 */
KtgRoll *
ktg_roll_new (void)
{
  KtgRoll *self = g_new0 (KtgRoll, 1);

  self->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * ktg_roll_free:
 *
 * Nothing for %NULL.
 */
void
ktg_roll_free (KtgRoll *self)
{
  if (self == NULL)
    return;

  ktg_roll_set_account (self, NULL);
  g_hash_table_unref (self->read);
  g_free (self);
}

/**
 * ktg_roll_set_account:
 * @account: (nullable): whose root all rests on, and with it the proof of this device's own role
 */
void
ktg_roll_set_account (KtgRoll *self, const KtgAccount *account)
{
  ktg_roll_forget (self);
  g_clear_pointer (&self->root_key, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  if (account == NULL)
    return;

  self->root_key = g_strdup (account->root_key);
  self->server = g_strdup (account->server_key);
  self->own = account->chain != NULL ? g_ptr_array_ref (account->chain) : NULL;
}

/**
 * ktg_roll_forget:
 *
 * What was read is read anew: something came, or what came is not kept after all.
 */
void
ktg_roll_forget (KtgRoll *self)
{
  g_clear_pointer (&self->chain, ktg_chain_free);
  g_hash_table_remove_all (self->read);
}

/**
 * ktg_roll_knows_root:
 *
 * Returns: whether it can be said whose word counts
 */
gboolean
ktg_roll_knows_root (KtgLedger *ledger)
{
  return ledger->roll->root_key != NULL;
}

/* --- reading --- */

/* One that is not signed by its author proves nothing. */
static void
add_own (KtgRoll *self, KtgEnvelope *envelope)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);

  if (event != NULL && ktg_envelope_is_signed_by (envelope, event->author))
    ktg_chain_add (self->chain, envelope->id, event);
}

static void
begin (KtgRoll *self)
{
  if (self->chain != NULL)
    return;

  self->chain = ktg_chain_new (self->root_key);
  for (guint i = 0; self->own != NULL && i < self->own->len; i++)
    add_own (self, g_ptr_array_index (self->own, i));
}

/* Whose key is to be read, too, unless it was; so a circle ends. */
static void
want (KtgRoll *self, GPtrArray *wanted, const char *key)
{
  if (g_hash_table_add (self->read, g_strdup (key)))
    g_ptr_array_add (wanted, g_strdup (key));
}

/* What cannot be read is as if it were not here; ktg_store_verify_async() names it. */
static gboolean
read_link (KtgLedger *ledger, const char *id, GPtrArray *wanted, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgEnvelope) envelope = ktg_chain_table_load (ledger, id, &reason);
  g_autoptr (KtgEvent) event
      = envelope != NULL ? ktg_event_json_parse (envelope->bytes, NULL) : NULL;

  if (reason != NULL && !ktg_store_error_is_damage (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (event == NULL)
    return TRUE;

  ktg_chain_add (ledger->roll->chain, id, event);
  want (ledger->roll, wanted, event->author);
  return TRUE;
}

static gboolean
read_about (KtgLedger *ledger, const char *key, GPtrArray *wanted, GError **error)
{
  g_autoptr (GPtrArray) ids = ktg_chain_table_list_about (ledger, key, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!read_link (ledger, g_ptr_array_index (ids, i), wanted, error))
      return FALSE;

  return ids != NULL;
}

/* What is said of it, of those who say that, and so on. What is half read is not kept. */
static gboolean
look_up (KtgLedger *ledger, const char *key, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);

  begin (ledger->roll);
  want (ledger->roll, wanted, key);
  for (guint i = 0; i < wanted->len; i++)
    if (!read_about (ledger, g_ptr_array_index (wanted, i), wanted, error))
      {
        ktg_roll_forget (ledger->roll);
        return FALSE;
      }

  return TRUE;
}

/* --- what the author's next event says --- */

static gboolean
was_revoked (KtgRoll *self, const char *key)
{
  KtgStanding now;

  ktg_chain_get_standing (self->chain, key, KTG_CHAIN_NOW, &now);
  return now.belief == KTG_BELIEF_LATE;
}

/* Whether some that stand have the next number, and none of them names it. */
static gboolean
is_passed_over (KtgRoll *self, const char *event_id, const GPtrArray *next)
{
  gboolean is_so = FALSE;

  for (guint i = 0; i < next->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (next, i);
      KtgStanding        standing;

      ktg_chain_judge_event (self->chain, row->envelope->id, row->event, &standing);
      if (standing.belief == KTG_BELIEF_LATE)
        continue;
      if (g_strcmp0 (row->event->prev, event_id) == 0)
        return FALSE;
      is_so = TRUE;
    }

  return is_so;
}

/* One that cannot be read says nothing. */
static gboolean
judge_next (KtgLedger      *ledger,
            const char     *event_id,
            const KtgEvent *event,
            KtgTrust       *trust,
            KtgStanding    *standing,
            GError        **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GPtrArray) next = ktg_event_table_load_next (ledger, event, &reason);

  if (next != NULL && is_passed_over (ledger->roll, event_id, next))
    {
      *trust = KTG_TRUST_REVOKED;
      standing->belief = KTG_BELIEF_LATE;
    }
  if (next != NULL || ktg_store_error_is_damage (reason))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
judge (KtgLedger      *ledger,
       const char     *event_id,
       const KtgEvent *event,
       KtgTrust       *trust,
       KtgStanding    *standing,
       GError        **error)
{
  KtgRoll *self = ledger->roll;

  if (!look_up (ledger, event->author, error))
    return FALSE;

  *trust = ktg_chain_trust_event (self->chain, event_id, event, standing);
  return *trust != KTG_TRUST_HELD || !was_revoked (self, event->author)
         || judge_next (ledger, event_id, event, trust, standing, error);
}

/* --- asking --- */

/**
 * ktg_roll_trust:
 * @event_id: of the event
 * @event: any event of a device
 * @trust: (out): %KTG_TRUST_HELD where its author's word counts, else the word for why not
 * @standing: (out) (optional): what its author was at that event; what is in it lives until
 * something new is known
 *
 * The standing of an author at an event. Of who was revoked, what his next event does not name came
 * late, too. A device whose account names no root can judge nobody: it
 * takes its server's word, as it did before there were roots, and knows no standing.
 */
gboolean
ktg_roll_trust (KtgLedger      *ledger,
                const char     *event_id,
                const KtgEvent *event,
                KtgTrust       *trust,
                KtgStanding    *standing,
                GError        **error)
{
  KtgStanding found = { KTG_BELIEF_UNKNOWN };

  *trust = KTG_TRUST_HELD;
  if (ledger->roll->root_key != NULL && !judge (ledger, event_id, event, trust, &found, error))
    return FALSE;

  if (standing != NULL)
    *standing = found;
  return TRUE;
}

/**
 * ktg_roll_get_standing:
 * @key: of a device
 * @standing: (out): what it is now, as ktg_roll_trust() says it
 *
 * A device whose account names no root knows no standing.
 */
gboolean
ktg_roll_get_standing (KtgLedger *ledger, const char *key, KtgStanding *standing, GError **error)
{
  *standing = (KtgStanding){ KTG_BELIEF_UNKNOWN };
  if (ledger->roll->root_key == NULL)
    return TRUE;
  if (!look_up (ledger, key, error))
    return FALSE;

  ktg_chain_get_standing (ledger->roll->chain, key, KTG_CHAIN_NOW, standing);
  return TRUE;
}

/**
 * ktg_roll_find_node:
 * @key: of a server
 * @standing: (out): what it is now; what is in it lives until something new is known
 *
 * To a device that knows no root its own server is the centre, and there is no other.
 */
gboolean
ktg_roll_find_node (KtgLedger *ledger, const char *key, KtgNodeStanding *standing, GError **error)
{
  KtgRoll *self = ledger->roll;

  *standing = (KtgNodeStanding){ KTG_BELIEF_UNKNOWN, KTG_SEAT_CENTRE, "", KTG_ROLE_OFFICER };
  if (self->root_key == NULL)
    {
      if (g_strcmp0 (key, self->server) == 0)
        standing->belief = KTG_BELIEF_HELD;
      return TRUE;
    }
  if (!look_up (ledger, key, error))
    return FALSE;

  ktg_chain_get_node (self->chain, key, KTG_CHAIN_NOW, standing);
  return TRUE;
}

/**
 * ktg_roll_is_centre:
 * @key: of a server
 *
 * Returns: whether it is believed to be one of the centre's; not where that cannot be read
 */
gboolean
ktg_roll_is_centre (KtgLedger *ledger, const char *key)
{
  KtgNodeStanding standing;

  return ktg_roll_find_node (ledger, key, &standing, NULL) && standing.belief == KTG_BELIEF_HELD
         && standing.kind == KTG_SEAT_CENTRE;
}

/**
 * ktg_roll_judge_link:
 * @id: of an event that says who is who
 * @event: the same, read
 * @trust: (out): %KTG_TRUST_HELD where it counts, else why not
 */
gboolean
ktg_roll_judge_link (KtgLedger      *ledger,
                     const char     *id,
                     const KtgEvent *event,
                     KtgTrust       *trust,
                     GError        **error)
{
  const char *subject = ktg_event_get_subject (event);

  *trust = KTG_TRUST_HELD;
  if (ledger->roll->root_key == NULL)
    return TRUE;
  if (!look_up (ledger, subject != NULL ? subject : event->author, error))
    return FALSE;

  ktg_chain_add (ledger->roll->chain, id, event);
  *trust = ktg_chain_judge_link (ledger->roll->chain, id);
  return TRUE;
}
