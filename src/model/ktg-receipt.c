/* ktg-receipt.c - what a server's signed word says it holds, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt.h"

static void
free_event (gpointer data)
{
  KtgReceiptEvent *event = data;

  g_free (event->event_id);
  g_free (event);
}

static void
free_file (gpointer data)
{
  KtgReceiptFile *file = data;

  g_free (file->sha256);
  g_free (file);
}

KtgReceipt *
ktg_receipt_new (void)
{
  KtgReceipt *receipt = g_new0 (KtgReceipt, 1);

  receipt->events = g_ptr_array_new_with_free_func (free_event);
  receipt->files = g_ptr_array_new_with_free_func (free_file);
  return receipt;
}

void
ktg_receipt_add_event (KtgReceipt *receipt, const char *event_id, guint64 index)
{
  KtgReceiptEvent *event = g_new0 (KtgReceiptEvent, 1);

  event->event_id = g_strdup (event_id);
  event->index = index;
  g_ptr_array_add (receipt->events, event);
}

void
ktg_receipt_add_file (KtgReceipt *receipt, const char *sha256, guint64 size_bytes, guint64 index)
{
  KtgReceiptFile *file = g_new0 (KtgReceiptFile, 1);

  file->sha256 = g_strdup (sha256);
  file->size_bytes = size_bytes;
  file->index = index;
  g_ptr_array_add (receipt->files, file);
}

void
ktg_receipt_free (KtgReceipt *receipt)
{
  if (receipt == NULL)
    return;

  g_free (receipt->server);
  g_free (receipt->device);
  g_free (receipt->life);
  g_free (receipt->at);
  g_ptr_array_unref (receipt->events);
  g_ptr_array_unref (receipt->files);
  g_free (receipt);
}
