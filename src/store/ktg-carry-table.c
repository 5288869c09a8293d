/* ktg-carry-table.c - what others wrote and the server has lost
 *
 * This device heard it from the server, which was put back to before that, and brings it back, once
 * in a life, for its author. It has no part in the outbox: that is what this device wrote itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-carry-table.h"

#include "ktg-chain-table.h"
#include "ktg-event-table.h"
#include "ktg-server-life-table.h"

/* Also what was brought before, and no list has said since; nothing of another server. */
#define FALLEN "NOT is_own AND event.life IS NOT NULL AND NOT " KTG_EVENT_STANDS

/* What the server said itself since: whom it let in, and whom it revoked, above all. */
static gboolean
add_fallen_links (KtgLedger *ledger, const KtgNodeLife *word, GError **error)
{
  g_autofree char *server = ktg_vault_dup_alias (ledger->vault, "author", word->server);

  return ktg_query_run (ledger->db,
                        "INSERT OR IGNORE INTO outbox_carry (id)"
                        " SELECT id FROM link WHERE author = ?1 AND seq > ?2 ORDER BY seq",
                        KTG_WITH (KTG_TEXT (server), KTG_INT (word->book)),
                        error);
}

/**
 * ktg_carry_table_add_fallen:
 * @word: of the server, on what stands; of its book nothing above `book`
 *
 * Inside the caller's transaction, after the bounds of the lives were set: each event of somebody
 * else whose place does not stand is brought back; before it what says of its author who that is,
 * which the server may have lost, too, and all that it lost of its own book.
 */
gboolean
ktg_carry_table_add_fallen (KtgLedger *ledger, const KtgNodeLife *word, GError **error)
{
  static const char *const statements[] = {
    "WITH RECURSIVE wanted (alias) AS (SELECT DISTINCT author FROM event WHERE " FALLEN
    " UNION SELECT author FROM link JOIN wanted ON subject = alias)"
    " INSERT OR IGNORE INTO outbox_carry (id)"
    " SELECT id FROM link WHERE subject IN wanted ORDER BY number",
    "INSERT OR IGNORE INTO outbox_carry (id) SELECT id FROM event WHERE " FALLEN " ORDER BY number",
  };

  if (!add_fallen_links (ledger, word, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!ktg_query_run (ledger->db, statements[i], NULL, error))
      return FALSE;

  return TRUE;
}

/**
 * ktg_carry_table_remove:
 * @id: of what was brought, was refused, or came from the server again; nothing happens where it is
 * not carried
 */
gboolean
ktg_carry_table_remove (KtgLedger *ledger, const char *id, GError **error)
{
  return ktg_query_run (ledger->db,
                        "DELETE FROM outbox_carry WHERE id = ?1",
                        KTG_WITH (KTG_TEXT (id)),
                        error);
}

/**
 * ktg_carry_table_clear:
 *
 * Another server lost nothing.
 */
gboolean
ktg_carry_table_clear (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (ledger->db, "DELETE FROM outbox_carry", error);
}

static gpointer
read_owed (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgOwedEvent *event = ktg_owed_event_new (ktg_statement_get_text (statement, 0),
                                            ktg_statement_get_text (statement, 1),
                                            (gsize)ktg_statement_get_int (statement, 2));

  event->is_carried = TRUE;
  event->is_text = ktg_statement_get_int (statement, 3) != 0;
  return event;
}

/**
 * ktg_carry_table_list:
 *
 * Returns: (transfer full) (element-type KtgOwedEvent): texts alone, since their files are their
 * authors' to bring; what says who is who comes before what it explains. %NULL on error
 */
GPtrArray *
ktg_carry_table_list (KtgLedger *ledger, GError **error)
{
  static const char sql[]
      = "SELECT carried.id, coalesce (report, ''), coalesce (size_bytes, length (link.sealed)), "
        "event.id IS NOT NULL FROM outbox_carry AS carried "
        "LEFT JOIN event ON event.id = carried.id LEFT JOIN link ON link.id = carried.id "
        "ORDER BY event.id IS NOT NULL, carried.number";

  return ktg_query_list (ledger->db,
                         sql,
                         NULL,
                         read_owed,
                         (GDestroyNotify)ktg_owed_event_free,
                         error);
}

static KtgEnvelope *
load_event (KtgLedger *ledger, const char *id, GError **error)
{
  g_autoptr (KtgEventRow) row = ktg_event_table_load (ledger, id, error);

  return row != NULL ? ktg_envelope_ref (row->envelope) : NULL;
}

/**
 * ktg_carry_table_load:
 * @id: of anything that may be sent: an event, also an own one, or what says who is who
 *
 * Returns: (transfer full): it, or %NULL with an error of this room
 */
KtgEnvelope *
ktg_carry_table_load (KtgLedger *ledger, const char *id, GError **error)
{
  gboolean is_event;

  if (!ktg_event_table_has (ledger, id, &is_event, error))
    return NULL;

  return is_event ? load_event (ledger, id, error) : ktg_chain_table_load (ledger, id, error);
}
