/* ktg-charter-check.c - whether every role that is given here is signed for
 *
 * The rows that say who may do what must say no more than the events of the root and of this server
 * do, which everybody can check; and of this server's own none may be missing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-charter-check.h"

#include <ktg-chain.h>
#include <ktg-event-json.h>
#include <ktg-signed-envelope.h>

typedef struct
{
  KtgVerb    *verb;
  KtgChain   *chain;
  const char *node; /* this server's key */
  GHashTable *own;  /* the ids of its links → those of the ones before them, NULL of the first */
  guint      *n_wrong;
} Check;

static void
clear_check (Check *self)
{
  ktg_chain_free (self->chain);
  g_hash_table_unref (self->own);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, clear_check)

static void
say_wrong (Check *self, const char *what, const char *id, const char *why)
{
  g_string_append_printf (self->verb->out, "%s %s: %s\n", what, id, why);
  (*self->n_wrong)++;
}

/* What was lost when the folder was put back comes in any order, as devices come. */
static void
check_gap (Check *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  gboolean was_brought;

  if (!ktg_verb_ask_of (self->verb, ktg_catalog_has_brought, id, &was_brought, &error))
    say_wrong (self, "admission", id, error->message);
  else if (!was_brought)
    say_wrong (self, "admission", id, "the one of its signer before it is missing");
  else
    g_string_append_printf (self->verb->out,
                            "admission %s: the one of its signer before it has not come back yet"
                            " (no damage)\n",
                            id);
}

/* Others' books are here in parts. */
static void
check_own (Check *self)
{
  GHashTableIter iter;
  gpointer       id;
  gpointer       before;

  g_hash_table_iter_init (&iter, self->own);
  while (g_hash_table_iter_next (&iter, &id, &before))
    if (before != NULL && !g_hash_table_contains (self->own, before))
      check_gap (self, id);
}

static void
check_link (Check *self, const KtgEnvelope *envelope)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);

  if (event == NULL || !ktg_envelope_is_signed_by (envelope, event->author))
    {
      say_wrong (self, "admission", envelope->id, "it is not what was signed");
      return;
    }

  if (g_str_equal (event->author, self->node))
    g_hash_table_insert (self->own, g_strdup (envelope->id), g_strdup (event->prev));
  ktg_chain_add (self->chain, envelope->id, event);
}

static void
check_links (KtgVerb *verb, GPtrArray *links, gpointer data)
{
  for (guint i = 0; i < links->len; i++)
    check_link (data, g_ptr_array_index (links, i));
}

/* A relay stands among the rows as an office of its scope does. */
static void
get_standing (Check *self, const KtgDeviceRow *row, KtgStanding *standing)
{
  KtgNodeStanding node;

  ktg_chain_get_standing (self->chain, row->key, KTG_CHAIN_NOW, standing);
  if (!row->is_node)
    return;

  ktg_chain_get_node (self->chain, row->key, KTG_CHAIN_NOW, &node);
  *standing = (KtgStanding){ .belief = node.belief, .role = KTG_ROLE_OFFICE, .region = node.scope };
}

static void
check_device (Check *self, const KtgDeviceRow *row)
{
  KtgStanding standing;
  gboolean    is_revoked = row->revoked_at_ms != 0;

  if (row->is_pending)
    return; /* what it was before stands, and what it is to be nobody signed yet */

  /* It is shut out, too, where who admitted it was revoked. */
  get_standing (self, row, &standing);
  if (standing.belief == KTG_BELIEF_UNKNOWN && is_revoked)
    return;
  if (standing.belief == KTG_BELIEF_UNKNOWN)
    say_wrong (self, "device", row->key, "nobody signed for it");
  else if (is_revoked != (standing.belief == KTG_BELIEF_LATE))
    say_wrong (self, "device", row->key, "it is not revoked as was signed");
  else if (standing.role != row->role || g_strcmp0 (standing.region, row->region) != 0)
    say_wrong (self, "device", row->key, "its role or region is not what was signed");
}

static void
check_devices (KtgVerb *verb, GPtrArray *devices, gpointer data)
{
  for (guint i = 0; i < devices->len; i++)
    check_device (data, g_ptr_array_index (devices, i));
}

/**
 * ktg_charter_check_run:
 * @verb: a verb at work
 * @n_wrong: (inout): counts what is wrong
 *
 * Tells what is wrong in a line each.
 *
 * Returns: an exit status
 */
int
ktg_charter_check_run (KtgVerb *verb, guint *n_wrong)
{
  static const KtgVerbListing links = { ktg_catalog_list_links, check_links };
  static const KtgVerbListing devices = { ktg_catalog_list_devices, check_devices };
  g_auto (Check) self = {
    .verb = verb,
    .chain = ktg_chain_new (ktg_archive_get_root (verb->archive)),
    .node = ktg_signing_key_get_public (ktg_archive_get_key (verb->archive)),
    .own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .n_wrong = n_wrong,
  };
  int status = ktg_verb_tell_pages (verb, &links, (KtgPage){ 0 }, &self);

  if (status == 0)
    check_own (&self);
  return status == 0 ? ktg_verb_tell_pages (verb, &devices, (KtgPage){ 0 }, &self) : status;
}
