/* ktg-book-private.h - the book's insides, for its own files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-book.h"

#include <ktg-hash-key.h>

G_BEGIN_DECLS

#define KTG_BOOK_LANES 4

/* The sum of the keyed hashes of all rows of a table, whatever their order: a row is added as it
 * comes and taken away as it goes. */
typedef struct
{
  guint64 n_rows;
  guint64 n_changes; /* transactions that changed it: no two sums are written under one mask */
  guint64 lanes[KTG_BOOK_LANES];
} KtgBookSum;

typedef struct
{
  guint64    schema_version;
  KtgClock   now_ms;
  guint64    number; /* of this head, from 1 */
  gint64     last_event;
  gint64     last_audit;
  guint8     audit_hash[KTG_AUDIT_HASH_BYTES];
  KtgBookSum sums[KTG_BOOK_TABLES];
} KtgBookHead;

void ktg_book_sum_add (KtgBookSum *sum, const guint8 hash[KTG_KEYED_HASH_BYTES], int change);

GBytes  *ktg_book_head_write (const KtgBookHead *head, KtgHashKey *mask_key);
gboolean ktg_book_head_read (KtgBookHead *head, GBytes *bytes, KtgHashKey *mask_key);

/* Kept: as of the last COMMIT. Working: with what the open transaction did. */
struct _KtgRecount
{
  KtgBook   *book;
  guint      table;
  gint64     kept_next;
  gint64     next; /* rows before here have been counted; what becomes of them is followed */
  gboolean   kept_is_end;
  gboolean   is_end;
  KtgBookSum kept_sum;
  KtgBookSum sum;
  GArray    *rows; /* of KtgBookRow, while a page is read */
};

/* The writer's thread's own. */
struct _KtgBook
{
  KtgSigningKey *key;
  KtgHashKey    *row_key;
  KtgHashKey    *mask_key;
  KtgHashKey    *content_key;
  guint          schema_version;
  KtgClock       now_ms;
  KtgBookHead    kept; /* as of the last COMMIT */
  KtgBookHead    head; /* with what the open transaction did */
  gboolean       is_doubtful;
  GArray        *changes; /* of Change: rows of audited tables, in this transaction */
  GPtrArray     *recounts;
  KtgRecount    *reading; /* hears the rows that are read */
  GByteArray    *scratch;
  GMutex         listener_lock; /* held while it hears */
  KtgBookHeard   heard;         /* NULL: nobody listens */
  gpointer       heard_data;
};

/* What recounts hear of a transaction that begins, of one that was committed, and of a row. */
void ktg_book_recounts_restart (KtgBook *self);
void ktg_book_recounts_begin (KtgBook *self);
void ktg_book_recounts_keep (KtgBook *self);
void ktg_book_recounts_follow (KtgBook     *self,
                               guint        table,
                               gint64       position,
                               const guint8 hash[KTG_KEYED_HASH_BYTES],
                               int          change);

G_END_DECLS
