/* ktg-mail-book.c - words of other servers to this device, which its own handed on
 *
 * Who exchanges with a relay hears of the centre by it: what the centre holds, and what it did not
 * take. Such a letter is believed for its own signature and for what the chain says of who signed
 * it. One of a server of which the chain says nothing yet is asked for again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-mail-book.h"

#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-outbox-table.h"
#include "ktg-receipt-table.h"
#include "ktg-report-table.h"
#include "ktg-roll.h"
#include "ktg-setting-table.h"

#include <ktg-receipt-json.h>
#include <ktg-rejection-json.h>
#include <ktg-signed-envelope.h>

/* What is being read. */
typedef struct
{
  KtgProfile *profile;
  GHashTable *touched; /* (element-type utf8) report ids */
  gboolean    has_unproven;
} Mail;

/* Whether it is the centre's own word to this device; of what is not signed, or for somebody else,
 * nothing is to be heard ever. */
static gboolean
is_believed (Mail *self, KtgEnvelope *letter, const char *node, const char *device)
{
  if (!ktg_envelope_is_signed_by (letter, node)
      || g_strcmp0 (device, ktg_profile_get_device (self->profile)) != 0)
    return FALSE;
  if (ktg_roll_is_centre (self->profile->ledger, node))
    return TRUE;

  self->has_unproven = TRUE;
  return FALSE;
}

/* --- what the centre holds --- */

/**
 * ktg_mail_book_settle_event:
 * @item: an event that the centre has, whoever brought its word
 * @receipt: number of that receipt, which was verified
 * @touched: (element-type utf8): a set; gets the UUID under which the event stands
 *
 * Nothing of an event that is not this device's.
 */
gboolean
ktg_mail_book_settle_event (KtgLedger             *ledger,
                            const KtgReceiptEvent *item,
                            gint64                 receipt,
                            GHashTable            *touched,
                            GError               **error)
{
  char *uuid;

  if (!ktg_event_table_set_at_centre (ledger, item->event_id, receipt, &uuid, error))
    return FALSE;

  if (uuid != NULL)
    g_hash_table_add (touched, uuid);
  return TRUE;
}

/**
 * ktg_mail_book_settle_file:
 * @item: a file that the centre has, whoever brought its word
 * @receipt: number of that receipt, which was verified
 * @touched: (element-type utf8): a set; gets the UUIDs of the reports that name it
 *
 * Nothing of one that is not here, or not of this length.
 */
gboolean
ktg_mail_book_settle_file (KtgLedger            *ledger,
                           const KtgReceiptFile *item,
                           gint64                receipt,
                           GHashTable           *touched,
                           GError              **error)
{
  gint64 file;

  return ktg_file_table_set_at_centre (ledger,
                                       item->sha256,
                                       item->size_bytes,
                                       receipt,
                                       &file,
                                       error)
         && (file == 0 || ktg_report_table_collect_of_file (ledger, file, touched, error));
}

static gboolean
enter_receipt (Mail *self, KtgEnvelope *letter, const KtgReceipt *receipt, GError **error)
{
  KtgLedger *ledger = self->profile->ledger;
  gint64     number;

  if (!ktg_receipt_is_of_centre (receipt)
      || !is_believed (self, letter, receipt->node, receipt->device))
    return TRUE;
  if (!ktg_receipt_table_add_server (ledger, receipt->node, error)
      || (number = ktg_receipt_table_add (ledger, letter, receipt, error)) == 0)
    return FALSE;

  for (guint i = 0; i < receipt->events->len; i++)
    if (!ktg_mail_book_settle_event (ledger,
                                     g_ptr_array_index (receipt->events, i),
                                     number,
                                     self->touched,
                                     error))
      return FALSE;

  for (guint i = 0; i < receipt->files->len; i++)
    if (!ktg_mail_book_settle_file (ledger,
                                    g_ptr_array_index (receipt->files, i),
                                    number,
                                    self->touched,
                                    error))
      return FALSE;

  return TRUE;
}

/* --- what it did not take --- */

static gboolean
park (Mail *self, const KtgRefusal *refusal, GError **error)
{
  KtgLedger *ledger = self->profile->ledger;
  g_autoptr (KtgEventRow) row = NULL;
  gboolean has;

  if (!ktg_event_table_has (ledger, refusal->id, &has, error))
    return FALSE;
  if (has && (row = ktg_event_table_load (ledger, refusal->id, error)) == NULL)
    return FALSE;
  if (row == NULL || !row->is_own || row->centre != 0)
    return TRUE;

  g_hash_table_add (self->touched, g_strdup (row->event->report_id));
  return ktg_outbox_table_reject_event (ledger, row->number, refusal->type, error);
}

static gboolean
enter_rejection (Mail *self, KtgEnvelope *letter, const KtgRejection *rejection, GError **error)
{
  if (!is_believed (self, letter, rejection->node, rejection->device))
    return TRUE;

  for (guint i = 0; i < rejection->events->len; i++)
    if (!park (self, g_ptr_array_index (rejection->events, i), error))
      return FALSE;

  return TRUE;
}

/* Another kind of letter is for another version. */
static gboolean
enter_letter (Mail *self, KtgEnvelope *letter, GError **error)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (letter->bytes, NULL);
  g_autoptr (KtgRejection) rejection = NULL;

  if (receipt != NULL)
    return enter_receipt (self, letter, receipt, error);

  rejection = ktg_rejection_json_parse (letter->bytes, NULL);
  return rejection == NULL || enter_rejection (self, letter, rejection, error);
}

/**
 * ktg_mail_book_enter:
 * @news: their `mail`
 * @touched: (element-type utf8): gets the reports whose state changed
 *
 * Inside the caller's transaction, after what says who is who. No letter spoils an answer: one that
 * is not believed is passed over.
 */
gboolean
ktg_mail_book_enter (KtgProfile *profile, const KtgNews *news, GHashTable *touched, GError **error)
{
  Mail self = { profile, touched, FALSE };

  for (guint i = 0; i < news->mail->len; i++)
    if (!enter_letter (&self, g_ptr_array_index (news->mail, i), error))
      return FALSE;

  return news->mail_at == 0 || self.has_unproven
         || ktg_setting_table_set_number (profile->ledger,
                                          KTG_SETTING_MAIL,
                                          (gint64)news->mail_at,
                                          error);
}

/**
 * ktg_mail_book_load_claim:
 * @owed: gets how far the server's letters are known here
 */
gboolean
ktg_mail_book_load_claim (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  gboolean is_set;
  gint64   number = 0;

  if (!ktg_setting_table_get_number (ledger, KTG_SETTING_MAIL, &is_set, &number, error))
    return FALSE;

  owed->mail = (guint64)number;
  return TRUE;
}

/**
 * ktg_mail_book_clear:
 *
 * Another server counts its letters anew, and so may one that was put back.
 */
gboolean
ktg_mail_book_clear (KtgLedger *ledger, GError **error)
{
  return ktg_setting_table_set_number (ledger, KTG_SETTING_MAIL, 0, error);
}
