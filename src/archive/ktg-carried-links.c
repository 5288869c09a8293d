/* ktg-carried-links.c - what says who is who, brought by somebody
 *
 * A link is put on record where the chain lets it count, with all that is here and all that is
 * brought, in whatever order. One that does not is nobody's yet: whoever brings it comes again with
 * the rest. So who carries makes nobody more than the chain says, himself neither.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-carried-links.h"

#include "ktg-archive-event-table.h"
#include "ktg-aside-table.h"
#include "ktg-carriage-table.h"
#include "ktg-digest.h"
#include "ktg-link-table.h"
#include "ktg-proof-table.h"
#include "ktg-writer-private.h"

typedef struct
{
  const KtgCensus *census;
  const KtgDevice *carrier;
  GPtrArray       *waiting; /* (element-type KtgOffer) those that did not count so far */
  GPtrArray       *touched; /* (element-type utf8) of whom something new is on record */
  GHashTable      *heard;   /* "author:number" → the id of who has it */
} Taking;

static void
taking_clear (Taking *self)
{
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->touched);
  g_hash_table_unref (self->heard);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static KtgDb *
get_db (const Taking *self)
{
  return self->census->catalog->db;
}

/* --- another event with the same number --- */

/* Takes the number for it, unless another that was brought has it. */
static gboolean
is_first_of_number (Taking *self, const KtgOffer *offer)
{
  g_autofree char *number
      = g_strdup_printf ("%s:%" G_GUINT64_FORMAT, offer->event->author, offer->event->seq);
  const char *id = g_hash_table_lookup (self->heard, number);

  if (id == NULL)
    g_hash_table_insert (self->heard, g_steal_pointer (&number), offer->envelope->id);
  return id == NULL || g_str_equal (id, offer->envelope->id);
}

static gboolean
put_aside (Taking *self, KtgOffer *offer, GError **error)
{
  offer->refusal = "fork";
  return ktg_aside_table_put (get_db (self),
                              offer->envelope,
                              self->carrier != NULL ? self->carrier->number : 0,
                              offer->refusal,
                              self->census->now_ms,
                              error);
}

/* On record as a link, or among what its author did. */
static gboolean
find_written (Taking *self, const KtgOffer *offer, GBytes **link, GBytes **event, GError **error)
{
  return ktg_link_table_find (get_db (self), offer->event->author, offer->event->seq, link, error)
         && ktg_archive_event_table_find_of_key (get_db (self),
                                                 offer->event->author,
                                                 offer->event->seq,
                                                 event,
                                                 error);
}

/* The numbers of a book leave some free, and whoever stole its key could sign with those. So of one
 * who was revoked nothing is taken below what is here but what that names. */
static gboolean
is_backdated (Taking *self, const KtgEvent *event, const char *id, gboolean *is, GError **error)
{
  KtgChain *chain = ktg_lineage_learn (self->census->lineage, get_db (self), event->author, error);
  KtgNodeStanding  author;
  g_autofree char *before = NULL;
  gboolean         has_next = FALSE;

  *is = FALSE;
  if (chain == NULL)
    return FALSE;
  ktg_chain_get_node (chain, event->author, KTG_CHAIN_NOW, &author);
  if (author.belief != KTG_BELIEF_LATE)
    return TRUE;
  if (!ktg_link_table_find_before_next (get_db (self),
                                        event->author,
                                        event->seq,
                                        &has_next,
                                        &before,
                                        error))
    return FALSE;

  *is = has_next && g_strcmp0 (before, id) != 0;
  return TRUE;
}

/* --- what counts --- */

static gboolean
hear (Taking *self, KtgOffer *offer, GError **error)
{
  KtgLineage *lineage = self->census->lineage;
  const char *subject = ktg_event_get_subject (offer->event);

  if (ktg_lineage_learn (lineage, get_db (self), offer->event->author, error) == NULL
      || (subject != NULL && ktg_lineage_learn (lineage, get_db (self), subject, error) == NULL))
    return FALSE;

  ktg_lineage_hear (lineage, offer->envelope->id, offer->event);
  offer->refusal = "stranger";
  g_ptr_array_add (self->waiting, offer);
  return TRUE;
}

/* That there is such a link, and who it is by, he knew. */
static gboolean
note_carrier (Taking *self, const KtgOffer *offer, gint64 number, GError **error)
{
  const KtgCarriageRow row = {
    .carrier = self->carrier != NULL ? self->carrier->number : 0,
    .event = -number,
    .author = offer->event->author,
    .id = offer->envelope->id,
    .at_ms = self->census->now_ms,
  };

  return self->carrier == NULL || ktg_carriage_table_add (get_db (self), &row, error);
}

static gboolean
note_known (Taking *self, const KtgOffer *offer, GError **error)
{
  gint64 number;

  return ktg_link_table_get_number (get_db (self), offer->envelope->id, &number, error)
         && note_carrier (self, offer, number, error);
}

static gboolean
look_at (Taking *self, KtgOffer *offer, GError **error)
{
  g_autoptr (GBytes) id = ktg_digest_new (offer->envelope->id);
  g_autoptr (GBytes) link = NULL;
  g_autoptr (GBytes) event = NULL;
  gboolean is_false;

  offer->is_new = FALSE;
  offer->refusal = offer->verdict;
  if (offer->refusal != NULL)
    return TRUE;

  if (!find_written (self, offer, &link, &event, error))
    return FALSE;
  if (link != NULL && g_bytes_equal (link, id))
    return note_known (self, offer, error);
  if (link != NULL || (event != NULL && !g_bytes_equal (event, id))
      || !is_first_of_number (self, offer))
    return put_aside (self, offer, error);
  if (!is_backdated (self, offer->event, offer->envelope->id, &is_false, error))
    return FALSE;

  return is_false ? put_aside (self, offer, error) : hear (self, offer, error);
}

static gboolean
put (Taking *self, KtgOffer *offer, GError **error)
{
  const char *subject = ktg_event_get_subject (offer->event);
  gint64      number;

  offer->refusal = NULL;
  offer->is_new = TRUE;
  if (subject != NULL)
    g_ptr_array_add (self->touched, (gpointer)subject);
  return ktg_link_table_add (get_db (self), offer->envelope, offer->event, &number, error)
         && note_carrier (self, offer, number, error)
         && ktg_proof_table_follow (get_db (self), number, error);
}

/* Each that counts now; one may count only because of another. */
static gboolean
put_those_that_count (Taking *self, gboolean *has_put, GError **error)
{
  *has_put = FALSE;
  for (guint i = 0; i < self->waiting->len;)
    {
      KtgOffer *offer = g_ptr_array_index (self->waiting, i);

      if (!ktg_lineage_counts (self->census->lineage, offer->envelope->id))
        i++;
      else if (!put (self, offer, error))
        return FALSE;
      else
        *has_put = g_ptr_array_remove_index (self->waiting, i) != NULL;
    }

  return TRUE;
}

static gboolean
put_all (Taking *self, GError **error)
{
  gboolean has_put = TRUE;

  while (has_put)
    if (!put_those_that_count (self, &has_put, error))
      return FALSE;

  return TRUE;
}

static gboolean
follow_all (Taking *self, GError **error)
{
  for (guint i = 0; i < self->touched->len; i++)
    if (!ktg_census_follow (self->census, g_ptr_array_index (self->touched, i), error))
      return FALSE;

  return TRUE;
}

/**
 * ktg_carried_links_take:
 * @census: whose lineage knows all of them afterwards
 * @carrier: (nullable): who brings them, as a device that is known here
 * @offers: (element-type KtgOffer): of these the links; each gets its `refusal`, where it is not
 * taken
 *
 * Rows of devices follow.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_carried_links_take (const KtgCensus *census,
                        const KtgDevice *carrier,
                        GPtrArray       *offers,
                        GError         **error)
{
  g_auto (Taking) self = {
    .census = census,
    .carrier = carrier,
    .waiting = g_ptr_array_new (),
    .touched = g_ptr_array_new (),
    .heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };

  for (guint i = 0; i < offers->len; i++)
    if (ktg_offer_is_link (g_ptr_array_index (offers, i))
        && !look_at (&self, g_ptr_array_index (offers, i), error))
      return FALSE;

  return put_all (&self, error) && follow_all (&self, error);
}
