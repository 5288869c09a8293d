/* ktg-archive-join.c - a folder becomes that of a relay, and hears more of who it is
 *
 * A folder is made with a root of its own. One that joins a deployment rests on that one's root
 * instead, which others keep. So it is only done where nobody rests on the own one yet. What the
 * server above says of it later goes the way of what is carried.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-join.h"

#include "ktg-carried-links.h"
#include "ktg-charter.h"
#include "ktg-offer.h"
#include "ktg-server-key.h"
#include "ktg-upstream-settings.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-query.h>

static gboolean
refuse (int code, const char *why, GError **error)
{
  g_set_error_literal (error, KTG_ARCHIVE_ERROR, code, why);
  return FALSE;
}

/* --- whether it may be one --- */

/* Its own root goes with this: a centre's would be lost. */
static gboolean
check_unused (KtgDb *db, GError **error)
{
  gboolean is_used;

  if (!ktg_query_has_row (db,
                          "SELECT 1 FROM device UNION ALL SELECT 1 FROM code"
                          " UNION ALL SELECT 1 FROM event",
                          NULL,
                          &is_used,
                          error))
    return FALSE;

  return !is_used
         || refuse (KTG_ARCHIVE_ERROR_USAGE,
                    "this data folder has codes, devices or reports of its own already; a relay"
                    " begins with a new folder",
                    error);
}

static gboolean
check_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  g_autoptr (KtgAccount) present = NULL;

  return ktg_upstream_settings_load_account (catalog->db, &present, error)
         && (present != NULL || check_unused (catalog->db, error));
}

/**
 * ktg_archive_join_check:
 * @archive: an archive
 * @error: %KTG_ARCHIVE_ERROR_USAGE where it may not
 *
 * Before a code is spent.
 *
 * Returns: whether its folder may become a relay's, or is one
 */
gboolean
ktg_archive_join_check (KtgArchive *archive, GError **error)
{
  return ktg_writer_run (ktg_archive_get_writer (archive), check_work, NULL, error);
}

/* --- who it is --- */

static gboolean
rest_on (KtgDb *db, const char *root_key, GError **error)
{
  return ktg_query_run (db, "DELETE FROM link", NULL, error)
         && ktg_query_run (db,
                           "UPDATE setting SET value = ? WHERE name = 'root_key'",
                           KTG_WITH (KTG_TEXT (root_key)),
                           error);
}

/* Known above, and so never brought there. */
static gboolean
note_known (KtgDb *db, const GPtrArray *offers, GError **error)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (offers, i);

      if (offer->verdict != NULL || offer->refusal != NULL)
        return refuse (KTG_ARCHIVE_ERROR_UNTRUSTED,
                       "what the server above says of this node does not hold",
                       error);
      if (!ktg_upstream_table_set_link (db, offer->envelope->id, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
learn_links (KtgArchiveJoin *self, KtgCatalog *catalog, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (self->account->root_key);
  const KtgCensus census = { catalog, lineage, self->now_ms, self->changed };
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_offer_free);

  for (guint i = 0; i < self->account->chain->len; i++)
    g_ptr_array_add (offers, ktg_offer_new (g_ptr_array_index (self->account->chain, i), NULL));

  return ktg_carried_links_take (&census, NULL, offers, error)
         && note_known (catalog->db, offers, error);
}

static gboolean
enter (KtgArchiveJoin *self, KtgCatalog *catalog, GError **error)
{
  return learn_links (self, catalog, error)
         && ktg_upstream_settings_set_account (catalog->db, self->account, error)
         && ktg_charter_find_holder (catalog->charter, catalog->db, &self->holder, error);
}

/* The own root's key goes last, and before it is on record: one that is left beside another root
 * would be taken for damage. */
static gboolean
begin (KtgArchiveJoin *self, KtgCatalog *catalog, GError **error)
{
  return check_unused (catalog->db, error) && rest_on (catalog->db, self->account->root_key, error)
         && enter (self, catalog, error)
         && ktg_server_key_remove (self->folder, KTG_SERVER_KEY_ROOT, error);
}

/**
 * ktg_archive_join_enter:
 * @self: (inout): what an earlier run found is forgotten
 * @catalog: a catalog
 * @error: %KTG_ARCHIVE_ERROR_USAGE where the folder is in use, or a relay of somebody else;
 * %KTG_ARCHIVE_ERROR_UNTRUSTED
 *
 * On the writer's thread, in a transaction. After the first account the folder rests on another
 * root: its archive is of no use any more, and to be opened anew.
 *
 * Returns: %FALSE if nothing of it is kept
 */
gboolean
ktg_archive_join_enter (KtgArchiveJoin *self, KtgCatalog *catalog, GError **error)
{
  g_autoptr (KtgAccount) present = NULL;

  g_ptr_array_set_size (self->changed, 0);
  if (!ktg_upstream_settings_load_account (catalog->db, &present, error))
    return FALSE;
  if (present == NULL)
    return begin (self, catalog, error);
  if (g_strcmp0 (present->root_key, self->account->root_key) != 0
      || g_strcmp0 (present->server_key, self->account->server_key) != 0)
    return refuse (KTG_ARCHIVE_ERROR_USAGE, "this data folder is a relay of another server", error);

  return enter (self, catalog, error);
}
