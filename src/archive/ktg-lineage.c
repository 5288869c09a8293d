/* ktg-lineage.c - who somebody is by what is on record here, as far as it is asked for
 *
 * What a key is follows from what is said of it, and of those who say so, up to the root. So no
 * more is read than that, and what was read is kept for the next question of the same transaction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-lineage.h"

#include "ktg-link-table.h"

#include <ktg-event-json.h>

struct _KtgLineage
{
  KtgChain   *chain;
  GHashTable *learnt; /* keys, as a set */
  guint       n_read;
};

/**
 * ktg_lineage_new:
 * @root_key: on which all rests, base64url
 *
 * Returns: (transfer full): a lineage that has read nothing; of use inside one transaction
 */
KtgLineage *
ktg_lineage_new (const char *root_key)
{
  KtgLineage *self = g_new0 (KtgLineage, 1);

  self->chain = ktg_chain_new (root_key);
  self->learnt = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * ktg_lineage_free:
 * @self: (nullable): a lineage
 *
 * Forgets what it read.
 */
void
ktg_lineage_free (KtgLineage *self)
{
  if (self == NULL)
    return;

  ktg_chain_free (self->chain);
  g_hash_table_unref (self->learnt);
  g_free (self);
}

static gboolean learn (KtgLineage *self, KtgDb *db, const char *key, GError **error);

static gboolean
learn_link (KtgLineage *self, KtgDb *db, const KtgEnvelope *envelope, GError **error)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);

  if (event == NULL)
    return TRUE;

  ktg_chain_add (self->chain, envelope->id, event);
  return learn (self, db, event->author, error);
}

/* It is noted before it is read, so that a circle of those who admit each other ends. */
static gboolean
learn (KtgLineage *self, KtgDb *db, const char *key, GError **error)
{
  g_autoptr (GPtrArray) links = NULL;

  if (!g_hash_table_add (self->learnt, g_strdup (key)))
    return TRUE;

  links = ktg_link_table_list_about (db, key, error);
  self->n_read += links != NULL ? links->len : 0;
  for (guint i = 0; links != NULL && i < links->len; i++)
    if (!learn_link (self, db, g_ptr_array_index (links, i), error))
      return FALSE;

  return links != NULL;
}

/**
 * ktg_lineage_hear:
 * @id: of the event
 * @event: a link that is offered, whose signature was looked at
 *
 * It says nothing as long as it does not count, so one that is not put on record does no harm.
 */
void
ktg_lineage_hear (KtgLineage *self, const char *id, const KtgEvent *event)
{
  ktg_chain_add (self->chain, id, event);
}

/**
 * ktg_lineage_counts:
 * @id: of a link that was heard, once all about its author and of whom it speaks was learnt
 *
 * Returns: whether its author may say it
 */
gboolean
ktg_lineage_counts (KtgLineage *self, const char *id)
{
  return ktg_chain_judge_link (self->chain, id) == KTG_TRUST_HELD;
}

/**
 * ktg_lineage_learn:
 * @db: inside a transaction
 * @key: of anybody
 *
 * Signatures are not looked at: what is on record was checked before it came there.
 *
 * Returns: (transfer none) (nullable): a chain that knows of this key what is known here; %NULL if
 * the database failed
 */
KtgChain *
ktg_lineage_learn (KtgLineage *self, KtgDb *db, const char *key, GError **error)
{
  return learn (self, db, key, error) ? self->chain : NULL;
}

/**
 * ktg_lineage_get_n_read:
 * @self: (nullable): a lineage
 *
 * Returns: how many links were read for what it was asked; 0 for %NULL
 */
guint
ktg_lineage_get_n_read (const KtgLineage *self)
{
  return self != NULL ? self->n_read : 0;
}

/* What is told already is not told again. */
static gboolean
add_reasons (GPtrArray *reasons, KtgDb *db, const GPtrArray *ids, GHashTable *told, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char  *id = g_ptr_array_index (ids, i);
      KtgEnvelope *envelope = NULL;

      if (!g_hash_table_add (told, g_strdup (id)))
        continue;
      if (!ktg_link_table_find_by_id (db, id, &envelope, error))
        return FALSE;
      if (envelope != NULL)
        g_ptr_array_add (reasons, envelope);
    }

  return TRUE;
}

/**
 * ktg_lineage_list_reasons:
 * @self: a lineage
 * @db: where they are on record
 * @keys: (array zero-terminated=1): of devices and servers
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgEnvelope): what says who they are, from the root down,
 * in an order in which who has the root's key can check it
 */
GPtrArray *
ktg_lineage_list_reasons (KtgLineage *self, KtgDb *db, const char *const *keys, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) reasons
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      KtgChain *chain = ktg_lineage_learn (self, db, keys[i], error);
      g_autoptr (GPtrArray) ids = chain != NULL ? ktg_chain_list_reasons (chain, keys[i]) : NULL;

      if (ids == NULL || !add_reasons (reasons, db, ids, told, error))
        return NULL;
    }

  return g_steal_pointer (&reasons);
}
