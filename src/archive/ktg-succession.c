/* ktg-succession.c - has an event a place in what its author signed?
 *
 * Number and `prev` chain an author's events: one has each number, and the next one names it. So a
 * number that is still free is only for the event that the next one names. Whoever writes in order
 * has nothing on record behind him, and one question finds that, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-succession.h"

#include "ktg-archive-event-table.h"
#include "ktg-charter.h"
#include "ktg-digest.h"
#include "ktg-lineage.h"
#include "ktg-link-table.h"
#include "ktg-writer-private.h"

#include <ktg-event-json.h>

/* What is on record of the author at the event's number; where nothing is, what comes after it. */
typedef struct
{
  guint64 seq;
  guint64 index; /* 0: nothing */
  GBytes *id;
} Found;

static void
clear_found (Found *self)
{
  g_clear_pointer (&self->id, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, clear_found)

static gboolean
is_at (const Found *self, guint64 seq)
{
  return self->index != 0 && self->seq == seq;
}

/* Who has a key that was revoked proves nothing with it. */
static gboolean
is_late (KtgCatalog *catalog, const char *id, const KtgEvent *event, gboolean *late, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (catalog->charter->root_key);
  KtgChain   *chain = ktg_lineage_learn (lineage, catalog->db, event->author, error);
  KtgStanding standing;

  if (chain == NULL)
    return FALSE;

  ktg_chain_judge_event (chain, id, event, &standing);
  *late = standing.belief == KTG_BELIEF_LATE;
  return TRUE;
}

/* Whether the next one names another before it. */
static gboolean
names_another (KtgCatalog  *catalog,
               const Found *next,
               const char  *id,
               gboolean    *names,
               GError     **error)
{
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgEvent) event = NULL;
  gboolean late = TRUE;

  if (!ktg_archive_event_table_dup_envelope (catalog->db, next->index, next->id, &envelope, error))
    return FALSE;

  event = ktg_event_json_parse (envelope->bytes, NULL);
  if (event != NULL && g_strcmp0 (event->prev, id) != 0
      && !is_late (catalog, envelope->id, event, &late, error))
    return FALSE;

  *names = !late;
  return TRUE;
}

static gboolean
judge_free (KtgCatalog     *catalog,
            const char     *id,
            const KtgEvent *event,
            const Found    *found,
            gboolean       *is_fork,
            GError        **error)
{
  if (!ktg_link_table_has (catalog->db, event->author, event->seq, is_fork, error))
    return FALSE;

  return *is_fork || !is_at (found, event->seq + 1)
         || names_another (catalog, found, id, is_fork, error);
}

/**
 * ktg_succession_find:
 * @author: number of the event's author
 * @envelope: of an event
 * @event: the same, read
 * @index: (out): where it stands already; 0: it does not
 * @is_fork: (out): whether its author gave its number to another, or signed with the next one that
 * another is there
 *
 * On the writer's thread. Of several free numbers in a row this can be told of the last alone.
 *
 * Returns: FALSE if the database failed
 */
gboolean
ktg_succession_find (KtgCatalog        *catalog,
                     gint64             author,
                     const KtgEnvelope *envelope,
                     const KtgEvent    *event,
                     guint64           *index,
                     gboolean          *is_fork,
                     GError           **error)
{
  g_autoptr (GBytes) id = ktg_digest_new (envelope->id);
  g_auto (Found) found = { event->seq };

  if (!ktg_archive_event_table_find_from (catalog->db,
                                          author,
                                          &found.seq,
                                          &found.index,
                                          &found.id,
                                          error))
    return FALSE;

  *index = 0;
  if (!is_at (&found, event->seq))
    return judge_free (catalog, envelope->id, event, &found, is_fork, error);

  *is_fork = !g_bytes_equal (found.id, id);
  *index = *is_fork ? 0 : found.index;
  return TRUE;
}
