/* ktg-writer.h - the one thread that speaks to the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive-error.h"

G_BEGIN_DECLS

#define KTG_WRITER_BATCH_JOBS 64

/* What the archive has on record, inside one transaction; ktg-catalog.h says what may be asked. */
typedef struct _KtgCatalog KtgCatalog;

typedef gboolean (*KtgWriterWork) (KtgCatalog *catalog, gpointer data, GError **error);

/* What is asked of the database. Many jobs share one COMMIT.
 *
 * work: runs on the writer's thread inside a transaction. May run more than once (when another job
 *       of its batch failed), so it begins by forgetting what an earlier run found. FALSE undoes
 *       what it wrote.
 * done: runs on the writer's thread after the COMMIT, once, in the order of the queue; @error is
 *       set when nothing may be promised. It must be quick. */
typedef struct
{
  KtgWriterWork work;
  void (*done) (gpointer data, const GError *error);
  gboolean is_apart; /* between two transactions, and in none */
} KtgWriterJob;

/* What is done before each transaction, on the writer's thread. */
typedef void (*KtgWriterWatch) (gpointer user_data);

typedef struct _KtgWriter KtgWriter;

void ktg_writer_free (KtgWriter *self);

gboolean ktg_writer_push (KtgWriter *self, const KtgWriterJob *job, gpointer data);
void     ktg_writer_push_always (KtgWriter *self, const KtgWriterJob *job, gpointer data);
gboolean ktg_writer_run (KtgWriter *self, KtgWriterWork work, gpointer data, GError **error);
void     ktg_writer_set_watch (KtgWriter *self, KtgWriterWatch watch, gpointer user_data);
gboolean ktg_writer_run_apart (KtgWriter *self, KtgWriterWork work, gpointer data, GError **error);
guint    ktg_writer_get_waiting (KtgWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgWriter, ktg_writer_free)

G_END_DECLS
