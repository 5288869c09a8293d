/* ktg-book-head.c - the book's head as bytes
 *
 * The sums are written under a mask that is used once, so that nobody learns from two heads what
 * one row's hash is, and adds it where it does not belong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-book-private.h"

#include <string.h>

#define MAGIC "kentongan-book-1"
#define HEAD_BYTES                                                                                 \
  (sizeof MAGIC + 4 * sizeof (guint64) + KTG_AUDIT_HASH_BYTES                                      \
   + KTG_BOOK_TABLES * (2 + KTG_BOOK_LANES) * sizeof (guint64))

/**
 * ktg_book_sum_add:
 * @change: 1 for a row that is there, -1 for one that is gone
 */
void
ktg_book_sum_add (KtgBookSum *sum, const guint8 hash[KTG_KEYED_HASH_BYTES], int change)
{
  guint64 lanes[KTG_BOOK_LANES];

  memcpy (lanes, hash, sizeof lanes);
  for (guint i = 0; i < KTG_BOOK_LANES; i++)
    sum->lanes[i] += change < 0 ? -GUINT64_FROM_BE (lanes[i]) : GUINT64_FROM_BE (lanes[i]);
  sum->n_rows += change < 0 ? -(guint64)1 : 1;
}

static void
make_mask (guint table, const KtgBookSum *sum, KtgHashKey *mask_key, guint64 mask[KTG_BOOK_LANES])
{
  guint64 which[2] = { GUINT64_TO_BE (sum->n_changes), GUINT64_TO_BE ((guint64)table) };
  guint8  hash[KTG_KEYED_HASH_BYTES];

  ktg_hash_key_hash (mask_key, (const guint8 *)which, sizeof which, hash);
  memcpy (mask, hash, sizeof hash);
}

static void
put (GByteArray *bytes, guint64 number)
{
  guint64 big_endian = GUINT64_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *)&big_endian, sizeof big_endian);
}

static void
put_sum (GByteArray *bytes, guint table, const KtgBookSum *sum, KtgHashKey *mask_key)
{
  guint64 mask[KTG_BOOK_LANES];

  make_mask (table, sum, mask_key, mask);
  put (bytes, sum->n_rows);
  put (bytes, sum->n_changes);
  for (guint i = 0; i < KTG_BOOK_LANES; i++)
    put (bytes, sum->lanes[i] + mask[i]);
}

/**
 * ktg_book_head_write:
 * @head: what is to be signed
 * @mask_key: makes the mask under which the sums lie
 *
 * Returns: (transfer full): the bytes that are signed
 */
GBytes *
ktg_book_head_write (const KtgBookHead *head, KtgHashKey *mask_key)
{
  GByteArray *bytes = g_byte_array_sized_new (HEAD_BYTES);

  g_byte_array_append (bytes, (const guint8 *)MAGIC, sizeof MAGIC);
  put (bytes, head->schema_version);
  put (bytes, head->number);
  put (bytes, (guint64)head->last_event);
  put (bytes, (guint64)head->last_audit);
  g_byte_array_append (bytes, head->audit_hash, sizeof head->audit_hash);
  for (guint i = 0; i < KTG_BOOK_TABLES; i++)
    put_sum (bytes, i, &head->sums[i], mask_key);

  return g_byte_array_free_to_bytes (bytes);
}

static guint64
take (const guint8 **bytes)
{
  guint64 big_endian;

  memcpy (&big_endian, *bytes, sizeof big_endian);
  *bytes += sizeof big_endian;
  return GUINT64_FROM_BE (big_endian);
}

static void
take_sum (const guint8 **bytes, guint table, KtgBookSum *sum, KtgHashKey *mask_key)
{
  guint64 mask[KTG_BOOK_LANES];

  sum->n_rows = take (bytes);
  sum->n_changes = take (bytes);
  make_mask (table, sum, mask_key, mask);
  for (guint i = 0; i < KTG_BOOK_LANES; i++)
    sum->lanes[i] = take (bytes) - mask[i];
}

/**
 * ktg_book_head_read:
 * @bytes: whose signature was checked
 *
 * Returns: FALSE if these bytes are no head of this version
 */
gboolean
ktg_book_head_read (KtgBookHead *head, GBytes *bytes, KtgHashKey *mask_key)
{
  gsize         size;
  const guint8 *at = g_bytes_get_data (bytes, &size);

  if (size != HEAD_BYTES || memcmp (at, MAGIC, sizeof MAGIC) != 0)
    return FALSE;

  at += sizeof MAGIC;
  head->schema_version = take (&at);
  head->number = take (&at);
  head->last_event = (gint64)take (&at);
  head->last_audit = (gint64)take (&at);
  memcpy (head->audit_hash, at, sizeof head->audit_hash);
  at += sizeof head->audit_hash;
  for (guint i = 0; i < KTG_BOOK_TABLES; i++)
    take_sum (&at, i, &head->sums[i], mask_key);

  return TRUE;
}
