/* ktg-receipt.c - what a server's signed word says it holds, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt.h"

#include <string.h>

#define VERSION 1

static const char *const kind_names[] = { "receipt", NULL };

static const KtgField event_fields[] = {
  { "id", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgReceiptEvent, event_id), KTG_NEED_ALWAYS },
  { "index", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgReceiptEvent, index), KTG_NEED_ALWAYS, 1 },
};

KTG_DEFINE_RECORD (KtgReceiptEvent, ktg_receipt_event, event_fields)

static const KtgField file_fields[] = {
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgReceiptFile, sha256), KTG_NEED_ALWAYS },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgReceiptFile, size_bytes), KTG_NEED_ALWAYS },
  { "index", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgReceiptFile, index), KTG_NEED_NONE, 1 },
};

KTG_DEFINE_RECORD (KtgReceiptFile, ktg_receipt_file, file_fields)

static const KtgField receipt_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = VERSION },
  { "type", KTG_FIELD_KIND, .names = kind_names },
  { "node", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgReceipt, node) },
  { "server", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgReceipt, server) },
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgReceipt, device), KTG_NEED_ALWAYS },
  { "holder", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReceipt, holder) },
  { "life", KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgReceipt, life) },
  { "at", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReceipt, at), KTG_NEED_FILLED },
  { "events",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgReceipt, events),
    KTG_NEED_WRITTEN,
    .record = &ktg_receipt_event_record },
  { "files",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgReceipt, files),
    KTG_NEED_WRITTEN,
    .record = &ktg_receipt_file_record },
};

KTG_DEFINE_RECORD (KtgReceipt, ktg_receipt, receipt_fields)

static const KtgField short_fields[] = {
  { "indexes", KTG_FIELD_NUMBERS, G_STRUCT_OFFSET (KtgShortReceipt, indexes), KTG_NEED_ALWAYS },
  { "sig", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgShortReceipt, sig), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgShortReceipt, ktg_short_receipt, short_fields)

/**
 * ktg_short_receipt_new:
 *
 * Returns: (transfer full): a receipt for nothing yet
 */
KtgShortReceipt *
ktg_short_receipt_new (void)
{
  return ktg_record_new (&ktg_short_receipt_record);
}

static gboolean
goes_on (const guint64 *run, guint64 index)
{
  return run[0] == 0 ? index == 0 : index == run[0] + run[1];
}

/**
 * ktg_short_receipt_add_index:
 * @index: of the next event of the request; 0 where it was refused
 */
void
ktg_short_receipt_add_index (KtgShortReceipt *self, guint64 index)
{
  GArray *indexes = self->indexes;
  guint64 run[2] = { index, 1 };

  if (indexes->len >= 2 && goes_on (&g_array_index (indexes, guint64, indexes->len - 2), index))
    g_array_index (indexes, guint64, indexes->len - 1)++;
  else
    g_array_append_vals (indexes, run, G_N_ELEMENTS (run));
}

/**
 * ktg_receipt_new:
 *
 * Returns: (transfer full): a receipt for nothing yet
 */
KtgReceipt *
ktg_receipt_new (void)
{
  return ktg_record_new (&ktg_receipt_record);
}

/**
 * ktg_receipt_is_of_centre:
 * @receipt: a receipt
 *
 * Returns: whether it says that the centre holds what it names
 */
gboolean
ktg_receipt_is_of_centre (const KtgReceipt *receipt)
{
  return receipt->holder == NULL || strcmp (receipt->holder, KTG_RECEIPT_OF_CENTRE) == 0;
}

/**
 * ktg_receipt_add_event:
 * @event_id: what the server holds
 * @index: its place in the server's order
 */
void
ktg_receipt_add_event (KtgReceipt *receipt, const char *event_id, guint64 index)
{
  KtgReceiptEvent *event = ktg_record_new (&ktg_receipt_event_record);

  event->event_id = g_strdup (event_id);
  event->index = index;
  g_ptr_array_add (receipt->events, event);
}

/**
 * ktg_receipt_add_file:
 * @sha256: what the server holds, whole and looked at
 * @size_bytes: its size
 * @index: its place in the server's order of deliveries; 0: it gave none
 */
void
ktg_receipt_add_file (KtgReceipt *receipt, const char *sha256, guint64 size_bytes, guint64 index)
{
  KtgReceiptFile *file = ktg_record_new (&ktg_receipt_file_record);

  file->sha256 = g_strdup (sha256);
  file->size_bytes = size_bytes;
  file->index = index;
  g_ptr_array_add (receipt->files, file);
}

/**
 * ktg_receipt_names_file:
 * @receipt: a receipt
 * @sha256: of a file
 * @size_bytes: its size
 *
 * Returns: whether it says that this file is held, and is so long
 */
gboolean
ktg_receipt_names_file (const KtgReceipt *receipt, const char *sha256, guint64 size_bytes)
{
  for (guint i = 0; i < receipt->files->len; i++)
    {
      const KtgReceiptFile *file = g_ptr_array_index (receipt->files, i);

      if (g_strcmp0 (file->sha256, sha256) == 0 && file->size_bytes == size_bytes)
        return TRUE;
    }

  return FALSE;
}
