/* ktg-life.c - each start of a server begins a life
 *
 * An index says which event it is only together with the life it was given in. Whoever puts a
 * folder back, however he does it, has to start a server on it; so what is given twice is given in
 * two lives. What stands of a life is fixed when it ends, and signed for whoever knows it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-life.h"

#include "ktg-archive-event-table.h"
#include "ktg-archive-recovery.h"
#include "ktg-charter.h"
#include "ktg-letter-table.h"
#include "ktg-life-table.h"
#include "ktg-timestamp.h"
#include "ktg-upload-table.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-node-life-json.h>
#include <ktg-random.h>

#define LIFE_BYTES 16

typedef struct
{
  KtgArchive *archive;
  char       *life; /* the new one */
  KtgGone     gone;
} Beginning;

/* What is said to be whole and is not here is owed again, and so is all that came after it: what
 * of that is here is confirmed by one exchange. */
static gboolean
forget_gone (Beginning *self, KtgCatalog *catalog, GError **error)
{
  KtgDepot *depot = ktg_archive_get_depot (self->archive);

  if (!ktg_archive_recovery_forget_gone (catalog, depot, &self->gone, error))
    return FALSE;

  return self->gone.first_delivery == 0
         || ktg_life_table_lower (catalog->db, self->gone.first_delivery - 1, error);
}

static gboolean
begin (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb        *db = catalog->db;
  Beginning    *self = data;
  KtgLifeBounds bounds = { 0 };

  g_clear_pointer (&self->life, g_free);
  self->life = ktg_random_dup_text (LIFE_BYTES);

  return ktg_archive_event_table_get_last_index (db, &bounds.last_event, error)
         && ktg_upload_table_get_head (db, &bounds.last_file, error)
         && ktg_letter_table_get_last (db, &bounds.last_letter, error)
         && ktg_charter_get_end (catalog->charter, db, &bounds.last_link, error)
         && ktg_life_table_end (db, &bounds, error)
         && ktg_life_table_add (db, self->life, ktg_archive_get_now_ms (self->archive), error)
         && ktg_upstream_table_forget_all_told (db, error) && forget_gone (self, catalog, error);
}

/**
 * ktg_life_begin:
 *
 * Before the first device is answered. Not on the writer's thread.
 */
gboolean
ktg_life_begin (KtgArchive *archive, GError **error)
{
  Beginning self = { .archive = archive };
  gboolean  has_begun = ktg_writer_run (ktg_archive_get_writer (archive), begin, &self, error);

  if (has_begun)
    ktg_archive_set_life (archive, self.life);
  if (has_begun && self.gone.n_files > 0)
    g_message ("%u files that were whole are gone: see verify", self.gone.n_files);

  g_free (self.life);
  return has_begun;
}

/**
 * ktg_life_sign:
 * @life: the present one
 * @of: (nullable): an earlier one; %NULL where none is known
 * @bounds: what of it stands
 *
 * Returns: (transfer full): the server's word
 */
KtgEnvelope *
ktg_life_sign (KtgSigningKey       *key,
               const char          *life,
               const char          *of,
               const KtgLifeBounds *bounds,
               gint64               now_ms)
{
  g_autoptr (KtgNodeLife) word = ktg_node_life_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint8 signature[KTG_KEY_SIGNATURE_BYTES];

  word->server = g_strdup (ktg_signing_key_get_public (key));
  word->life = g_strdup (life);
  word->of = g_strdup (of);
  word->last = bounds->last_event;
  word->file = bounds->last_file;
  word->book = bounds->last_link;
  word->at = ktg_timestamp_dup (now_ms);
  bytes = ktg_node_life_json_write (word);
  ktg_signing_key_sign (key, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), signature);

  return ktg_envelope_new (NULL, bytes, signature);
}
