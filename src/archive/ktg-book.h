/* ktg-book.h - a running, signed account of every row that the server wrote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

#include "ktg-audit-table.h"
#include "ktg-book-tables.h"
#include "ktg-clock.h"
#include "ktg-writer-private.h"

G_BEGIN_DECLS

typedef struct _KtgBook KtgBook;

/* Rows of one table, counted again from the database while devices go on changing it. */
typedef struct _KtgRecount KtgRecount;

/* After a COMMIT that changed what the book gives account of; on the writer's thread. */
typedef void (*KtgBookHeard) (gpointer user_data);

KtgBook *ktg_book_new (KtgSigningKey *key, guint schema_version, KtgClock now_ms);
void     ktg_book_free (KtgBook *self);
void     ktg_book_set_listener (KtgBook *self, KtgBookHeard heard, gpointer user_data);
void     ktg_book_unset_listener (KtgBook *self, gpointer user_data);
gboolean ktg_book_open (KtgBook *self, KtgDb *db, GError **error);

extern const KtgWriterSeal ktg_book_seal;

gboolean ktg_book_note (KtgBook    *self,
                        KtgDb      *db,
                        const char *what,
                        gint64      subject,
                        gint64      count,
                        GError    **error);

gboolean ktg_book_is_signed (KtgBook *self, KtgDb *db, gboolean *is_signed, GError **error);
gint64   ktg_book_get_last_event (KtgBook *self);
gint64   ktg_book_get_last_audit (KtgBook *self, guint8 hash[KTG_AUDIT_HASH_BYTES]);

KtgRecount *ktg_recount_new (KtgBook *book, guint table);
void        ktg_recount_free (KtgRecount *self);
gboolean    ktg_recount_page (KtgRecount *self,
                              KtgDb      *db,
                              guint       max_rows,
                              GArray     *rows,
                              gboolean   *is_end,
                              GError    **error);
guint64     ktg_recount_get_found (KtgRecount *self);
guint64     ktg_recount_get_written (KtgRecount *self);
gboolean    ktg_recount_is_right (KtgRecount *self);

/* A row that a recount read: where it stands, and what the audit would say of it. */
typedef struct
{
  gint64 position;
  guint8 content[KTG_AUDIT_HASH_BYTES];
} KtgBookRow;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgBook, ktg_book_free)

G_END_DECLS
