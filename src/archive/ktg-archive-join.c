/* ktg-archive-join.c - a new folder becomes that of a relay
 *
 * A folder is made with a root of its own. One that joins a deployment rests on that one's root
 * instead, which others keep. So it is only done where nobody rests on the own one yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-join.h"

#include "ktg-link-table.h"
#include "ktg-server-key.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-event-json.h>
#include <ktg-query.h>

static gboolean
check_unused (KtgDb *db, GError **error)
{
  gboolean is_used;

  if (!ktg_query_has_row (db,
                          "SELECT 1 FROM device UNION ALL SELECT 1 FROM code"
                          " UNION ALL SELECT 1 FROM event"
                          " UNION ALL SELECT 1 FROM setting WHERE name = 'upstream'",
                          NULL,
                          &is_used,
                          error))
    return FALSE;
  if (!is_used)
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_USAGE,
                       "this data folder is in use: a relay begins with an empty one");
  return FALSE;
}

static gboolean
check_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return check_unused (catalog->db, error);
}

/* It is known above, and so never brought there. */
static gboolean
add_link (KtgDb *db, KtgEnvelope *envelope, GError **error)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, error);
  const char *subject = event != NULL ? ktg_event_get_subject (event) : NULL;
  gint64      number;

  return event != NULL
         && ktg_link_table_add (db,
                                envelope,
                                event,
                                subject != NULL ? subject : event->author,
                                &number,
                                error)
         && ktg_upstream_table_set_link (db, envelope->id, error);
}

static gboolean
join_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  const KtgAccount *account = data;
  KtgDb            *db = catalog->db;

  if (!check_unused (db, error) || !ktg_query_run (db, "DELETE FROM link", NULL, error)
      || !ktg_query_run (db,
                         "UPDATE setting SET value = ? WHERE name = 'root_key'",
                         KTG_WITH (KTG_TEXT (account->root_key)),
                         error))
    return FALSE;

  for (guint i = 0; i < account->chain->len; i++)
    if (!add_link (db, g_ptr_array_index (account->chain, i), error))
      return FALSE;

  return ktg_upstream_table_set_account (db, account, error);
}

/**
 * ktg_archive_join:
 * @archive: of a folder that nobody uses yet; of no use after this, and to be opened anew
 * @account: what the server above made of this node, proven
 * @error: %KTG_ARCHIVE_ERROR_USAGE where the folder is in use
 *
 * From now on the folder rests on the root of @account. Its own goes first: one that is left beside
 * another would be taken for damage.
 *
 * Returns: whether that is on record
 */
gboolean
ktg_archive_join (KtgArchive *archive, const KtgAccount *account, GError **error)
{
  return ktg_writer_run (ktg_archive_get_writer (archive), check_work, NULL, error)
         && ktg_server_key_remove (ktg_archive_get_folder (archive), KTG_SERVER_KEY_ROOT, error)
         && ktg_writer_run (ktg_archive_get_writer (archive), join_work, (gpointer)account, error);
}
