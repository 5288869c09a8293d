/* ktg-receipt.h - what a server's signed word says it holds, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

typedef struct
{
  char   *event_id;
  guint64 index; /* the server's order over all events */
} KtgReceiptEvent;

typedef struct
{
  char   *sha256;
  guint64 size_bytes;
  guint64 index; /* the server's order over all that was delivered to it; 0: it gave none */
} KtgReceiptFile;

/* One signed statement may cover many things. Its bytes travel in a KtgEnvelope. */
typedef struct
{
  char      *node;   /* public key of the server that signed it, base64url */
  char      *server; /* the same, as it was called in receipts of before; read into `node` */
  char      *device; /* public key of the device it was given to */
  char      *holder; /* what kind of server that is; NULL in receipts of before: of the centre */
  char      *life;   /* of the server; NULL in receipts of before there were lives */
  char      *at;     /* the server's time, RFC 3339 UTC */
  GPtrArray *events; /* (element-type KtgReceiptEvent) */
  GPtrArray *files;  /* (element-type KtgReceiptFile) */
} KtgReceipt;

/* What of a receipt for the events of a request does not follow from the request and the answer. */
typedef struct
{
  GArray *indexes; /* (element-type guint64) pairs: an index and how many events in a row have it
                      and those after it; 0 and how many in a row were refused */
  char *sig;       /* base64url */
} KtgShortReceipt;

#define KTG_RECEIPT_OF_CENTRE "centre"
#define KTG_RECEIPT_OF_RELAY "relay"

KtgReceipt *ktg_receipt_new (void);
gboolean    ktg_receipt_is_of_centre (const KtgReceipt *receipt);
void        ktg_receipt_add_event (KtgReceipt *receipt, const char *event_id, guint64 index);
void
ktg_receipt_add_file (KtgReceipt *receipt, const char *sha256, guint64 size_bytes, guint64 index);
gboolean ktg_receipt_names_file (const KtgReceipt *receipt, const char *sha256, guint64 size_bytes);

KTG_DECLARE_RECORD (KtgReceiptEvent, ktg_receipt_event)
KTG_DECLARE_RECORD (KtgReceiptFile, ktg_receipt_file)
KTG_DECLARE_RECORD (KtgReceipt, ktg_receipt)
KTG_DECLARE_RECORD (KtgShortReceipt, ktg_short_receipt)

KtgShortReceipt *ktg_short_receipt_new (void);
void             ktg_short_receipt_add_index (KtgShortReceipt *self, guint64 index);

G_END_DECLS
