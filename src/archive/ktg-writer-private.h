/* ktg-writer-private.h - how the archive sets its writer up, and what it hands to a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-writer.h"

G_BEGIN_DECLS

struct _KtgBook;    /* ktg-book.h */
struct _KtgCharter; /* ktg-charter.h */

struct _KtgCatalog
{
  KtgDb                    *db;      /* the writer's own connection */
  const struct _KtgCharter *charter; /* who signs here */
  struct _KtgBook          *book;    /* the account of all rows, which has the audit */
};

/* What is to be done in each transaction besides its jobs, on the writer's thread.
 *
 * begin: after BEGIN; seal: before COMMIT, and FALSE undoes the transaction; keep: after COMMIT. */
typedef struct
{
  void (*begin) (gpointer user_data);
  gboolean (*seal) (KtgDb *db, gpointer user_data, GError **error);
  void (*keep) (gpointer user_data);
} KtgWriterSeal;

typedef KtgDb *(*KtgWriterOpen) (gpointer user_data, GError **error);

KtgWriter      *
ktg_writer_new (KtgWriterOpen open, gpointer user_data, guint max_waiting, GError **error);
void ktg_writer_set_charter (KtgWriter *self, const struct _KtgCharter *charter);
void ktg_writer_set_book (KtgWriter *self, struct _KtgBook *book);
void ktg_writer_set_seal (KtgWriter *self, const KtgWriterSeal *seal, gpointer user_data);

G_END_DECLS
