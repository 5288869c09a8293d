/* ktg-receipt-answer.h - a file is held for a device, and this is its receipt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-answer.h"
#include "ktg-service.h"

G_BEGIN_DECLS

/* A file that a device delivered. */
typedef struct
{
  const char *sha256;
  guint64     size_bytes;
  guint64     delivery; /* the number of it */
  GPtrArray  *carried;  /* (element-type KtgDelivery) for whom else it did */
} KtgDelivered;

KtgHttpAnswer *
ktg_receipt_answer_new (KtgService *service, const KtgDevice *device, const KtgDelivered *file);

G_END_DECLS
