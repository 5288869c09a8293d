/* ktg-code-issue.c - a code is made for somebody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-issue.h"

#include "ktg-charter.h"
#include "ktg-code-table.h"
#include "ktg-writer-private.h"

#include <ktg-enrolment-code.h>

typedef struct
{
  GBytes *hash;
  KtgCode code;
  gint64  now_ms;
  gint64  number;
} NewCode;

static gboolean
put_code (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb        *db = catalog->db;
  NewCode      *self = data;
  const KtgSeat seat = ktg_code_get_seat (&self->code);

  return ktg_charter_check_may_admit (catalog->charter, db, &seat, error)
         && ktg_code_table_put (db, self->hash, &self->code, self->now_ms, &self->number, error);
}

/**
 * ktg_code_issue:
 * @wanted: for whom it is, as what and where; nothing else of it is read
 * @now_ms: when
 * @error: %KTG_ARCHIVE_ERROR_NOT_ITS_OWN where this server may not let in such a one
 *
 * Not on the writer's thread.
 *
 * Returns: (transfer full): a code to be handed over, which is not kept; or NULL
 */
char *
ktg_code_issue (KtgArchive *archive, const KtgCode *wanted, gint64 now_ms, GError **error)
{
  const char      *server = ktg_signing_key_get_public (ktg_archive_get_key (archive));
  g_autofree char *code = ktg_enrolment_code_new (ktg_archive_get_root (archive), server);
  g_autoptr (GBytes) hash = ktg_code_dup_hash (code);
  NewCode new_code = {
    .hash = hash,
    .now_ms = now_ms,
    .code = { .officer = wanted->officer,
              .role = wanted->role,
              .is_node = wanted->is_node,
              .region = wanted->region,
              .expires_at_ms = now_ms + KTG_CODE_VALID_MS },
  };

  if (!ktg_writer_run (ktg_archive_get_writer (archive), put_code, &new_code, error))
    return NULL;

  return g_steal_pointer (&code);
}
