/* ktg-news-book.c - what an answer of the server brought, entered whole or not at all
 *
 * First every signature is checked, then one transaction does the rest. An outbox entry leaves here
 * and nowhere else, beside the receipt that lets it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-news-book.h"

#include "ktg-alarm-table.h"
#include "ktg-bookmark-book.h"
#include "ktg-carry-table.h"
#include "ktg-chain-table.h"
#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-life-book.h"
#include "ktg-mail-book.h"
#include "ktg-mark-book.h"
#include "ktg-outbox-table.h"
#include "ktg-pack-list-book.h"
#include "ktg-projection.h"
#include "ktg-receipt-table.h"
#include "ktg-report-table.h"
#include "ktg-roll.h"
#include "ktg-server-life-table.h"
#include "ktg-setting-table.h"
#include "ktg-store-error.h"

#include <ktg-event-json.h>
#include <ktg-receipt-json.h>
#include <ktg-signed-envelope.h>

/* What is being entered: read and verified facts beside their envelopes. */
typedef struct
{
  KtgProfile *profile;
  KtgNews    *news;
  GPtrArray  *receipts; /* (element-type KtgReceipt) NULL: for the author of what was carried */
  GPtrArray  *arrivals; /* (element-type Arrival) */
  GHashTable *touched;  /* (element-type utf8) report ids */
  gint64      life;     /* number of the server's present one; 0: it said none */
} Entry;

/* An event of somebody else. */
typedef struct
{
  const KtgIndexedEvent *indexed;
  KtgEvent              *event;
} Arrival;

/* A receipt that is being entered. */
typedef struct
{
  gint64   receipt; /* its number */
  gint64   life;    /* the number of the life it is of; 0: of none */
  gboolean is_of_centre;
} Word;

static void
free_arrival (gpointer data)
{
  Arrival *arrival = data;

  ktg_event_free (arrival->event);
  g_free (arrival);
}

static void
clear_entry (Entry *entry)
{
  g_ptr_array_unref (entry->receipts);
  g_ptr_array_unref (entry->arrivals);
  g_hash_table_unref (entry->touched);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, clear_entry)

static gboolean
distrust (const char *what, const char *id, GError **error)
{
  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_UNTRUSTED,
               "%s %s cannot be trusted",
               what,
               id);
  return FALSE;
}

/* Whether it says of its server what that is. */
static gboolean
is_as_admitted (Entry *entry, const KtgReceipt *receipt)
{
  KtgNodeStanding standing;

  return ktg_roll_find_node (entry->profile->ledger, receipt->node, &standing, NULL)
         && ktg_receipt_is_of_centre (receipt) == (standing.kind == KTG_SEAT_CENTRE);
}

/* Who carries what others wrote hears their receipts, too. They are nothing to this device. */
static gboolean
is_for_another (Entry *entry, const KtgReceipt *receipt)
{
  return entry->news->carried->len > 0
         && g_strcmp0 (receipt->device, ktg_profile_get_device (entry->profile)) != 0;
}

/* The signature is checked before a byte of it is read. */
static gboolean
read_receipt (Entry *entry, KtgEnvelope *envelope, GError **error)
{
  const KtgAccount *account = entry->profile->account;
  g_autoptr (KtgReceipt) receipt = NULL;

  if (account == NULL || !ktg_envelope_is_signed_by (envelope, account->server_key))
    return distrust ("Receipt", envelope->id, error);

  receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
  if (receipt != NULL && is_for_another (entry, receipt))
    g_clear_pointer (&receipt, ktg_receipt_free);
  else if (receipt == NULL || g_strcmp0 (receipt->node, account->server_key) != 0
           || !is_as_admitted (entry, receipt)
           || g_strcmp0 (receipt->device, ktg_profile_get_device (entry->profile)) != 0)
    return distrust ("Receipt", envelope->id, error);

  g_ptr_array_add (entry->receipts, g_steal_pointer (&receipt));
  return TRUE;
}

static gboolean
read_arrival (Entry *entry, const KtgIndexedEvent *indexed, GError **error)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (indexed->envelope->bytes, NULL);
  Arrival *arrival;

  if (event == NULL || !ktg_envelope_is_signed_by (indexed->envelope, event->author)
      || (indexed->index == 0) != ktg_event_kind_is_of_chain (event->kind))
    return distrust ("Event", indexed->envelope->id, error);

  arrival = g_new0 (Arrival, 1);
  arrival->indexed = indexed;
  arrival->event = g_steal_pointer (&event);
  g_ptr_array_add (entry->arrivals, arrival);
  return TRUE;
}

static gboolean
read_scope (Entry *entry, const KtgScopeNews *news, GError **error)
{
  for (guint i = 0; i < news->events->len; i++)
    {
      const KtgIndexedEvent *indexed = g_ptr_array_index (news->events, i);

      if (indexed->envelope != NULL && !read_arrival (entry, indexed, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
verify (Entry *entry, GError **error)
{
  for (guint i = 0; i < entry->news->receipts->len; i++)
    if (!read_receipt (entry, g_ptr_array_index (entry->news->receipts, i), error))
      return FALSE;

  for (guint i = 0; i < entry->news->scopes->len; i++)
    if (!read_scope (entry, g_ptr_array_index (entry->news->scopes, i), error))
      return FALSE;

  return ktg_life_book_verify (entry->profile->account, entry->news, error)
         && ktg_bookmark_book_verify (entry->profile->ledger, entry->news, error);
}

/* An index says which event it is, once and for all, as long as it stands. */
static gboolean
check_index (Entry *entry, const char *event_id, guint64 index, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  gboolean   has_rival;

  if (entry->life == 0)
    return TRUE;

  return ktg_event_table_has_rival (ledger, event_id, index, &has_rival, error)
         && (!has_rival
             || ktg_alarm_table_raise (ledger, KTG_ALARM_INDEX_AGAIN, entry->life, index, error));
}

/* What a receipt says stands if its life does, up to there. Without lives all stands. */
static gboolean
stands (Entry      *entry,
        const Word *word,
        const char *bound,
        guint64     index,
        gboolean   *is_so,
        GError    **error)
{
  if (word->life != 0)
    return ktg_server_life_table_stands (entry->profile->ledger,
                                         word->life,
                                         bound,
                                         index,
                                         is_so,
                                         error);

  *is_so = entry->life == 0;
  return TRUE;
}

static gboolean
settle_event (Entry *entry, const KtgReceiptEvent *item, const Word *word, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  gboolean   is_so;
  char      *report_id = NULL;

  if (!stands (entry, word, KTG_LIFE_LAST_EVENT, item->index, &is_so, error))
    return FALSE;
  if (!is_so)
    return TRUE;
  if (!check_index (entry, item->event_id, item->index, error)
      || !ktg_event_table_set_received (ledger,
                                        item->event_id,
                                        item->index,
                                        word->receipt,
                                        word->life,
                                        &report_id,
                                        error))
    return FALSE;

  g_hash_table_add (entry->touched, report_id);
  return ktg_outbox_table_remove_event (ledger, item->event_id, error)
         && (!word->is_of_centre
             || ktg_mail_book_settle_event (ledger, item, word->receipt, entry->touched, error));
}

/* So does the number of a delivery. An older server gives none. */
static gboolean
place_file (Entry *entry, const KtgReceiptFile *item, const Word *word, gint64 file, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  gboolean   has_rival;

  if (word->life == 0 || item->index == 0)
    return TRUE;

  return ktg_file_table_has_rival (ledger, file, item->index, &has_rival, error)
         && (!has_rival
             || ktg_alarm_table_raise (ledger,
                                       KTG_ALARM_DELIVERY_AGAIN,
                                       word->life,
                                       item->index,
                                       error))
         && ktg_file_table_place (ledger, file, item->index, word->life, error);
}

static gboolean
settle_file (Entry *entry, const KtgReceiptFile *item, const Word *word, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  gboolean   is_so;
  gint64     file;

  if (!stands (entry, word, KTG_LIFE_LAST_FILE, item->index, &is_so, error))
    return FALSE;
  if (!is_so)
    return TRUE;

  return ktg_file_table_set_received (ledger,
                                      item->sha256,
                                      item->size_bytes,
                                      word->receipt,
                                      &file,
                                      error)
         && place_file (entry, item, word, file, error)
         && ktg_outbox_table_remove_file (ledger, file, error)
         && (word->is_of_centre
                 ? ktg_mail_book_settle_file (ledger, item, word->receipt, entry->touched, error)
                 : ktg_report_table_collect_of_file (ledger, file, entry->touched, error));
}

static gboolean
enter_receipt (Entry *entry, KtgEnvelope *envelope, const KtgReceipt *receipt, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  Word       word = { .receipt = ktg_receipt_table_add (ledger, envelope, receipt, error),
                      .is_of_centre = ktg_receipt_is_of_centre (receipt) };

  if (word.receipt == 0
      || (receipt->life != NULL
          && !ktg_server_life_table_find (ledger, receipt->life, &word.life, error)))
    return FALSE;

  /* A word of a life that is not known is kept, until it is. */
  if (receipt->life != NULL && word.life == 0)
    return TRUE;

  for (guint i = 0; i < receipt->events->len; i++)
    if (!settle_event (entry, g_ptr_array_index (receipt->events, i), &word, error))
      return FALSE;

  for (guint i = 0; i < receipt->files->len; i++)
    if (!settle_file (entry, g_ptr_array_index (receipt->files, i), &word, error))
      return FALSE;

  return TRUE;
}

static gboolean
enter_event_refusal (Entry *entry, const KtgRefusal *refusal, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  char      *report_id;

  if (!ktg_carry_table_remove (ledger, refusal->id, error)
      || !ktg_event_table_find_uuid (ledger, refusal->id, &report_id, error))
    return FALSE;
  if (report_id == NULL)
    return TRUE;

  g_hash_table_add (entry->touched, report_id);
  return ktg_outbox_table_park_event (ledger, refusal->id, refusal->type, error);
}

static gboolean
enter_file_refusal (Entry *entry, const KtgRefusal *refusal, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  KtgFileRow row;

  if (!ktg_file_table_find (ledger, refusal->id, &row, error))
    return FALSE;

  return row.number == 0
         || (ktg_outbox_table_park_file (ledger, row.number, refusal->type, error)
             && ktg_report_table_collect_of_file (ledger, row.number, entry->touched, error));
}

/* Brought is brought: what is refused of it is not brought again either. */
static gboolean
enter_carried (Entry *entry, GError **error)
{
  const GPtrArray *carried = entry->news->carried;

  if (entry->news->asks)
    return TRUE; /* nothing of the request was taken */

  for (guint i = 0; i < carried->len; i++)
    if (!ktg_carry_table_remove (entry->profile->ledger, g_ptr_array_index (carried, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
enter_refusals (Entry *entry, GError **error)
{
  const KtgNews *news = entry->news;

  for (guint i = 0; i < news->refused->len; i++)
    if (!enter_event_refusal (entry, g_ptr_array_index (news->refused, i), error))
      return FALSE;

  for (guint i = 0; i < news->refused_files->len; i++)
    if (!enter_file_refusal (entry, g_ptr_array_index (news->refused_files, i), error))
      return FALSE;

  return TRUE;
}

/* It is of no report. What it says may be news of those whose events are here. */
static gboolean
enter_link (Entry *entry, const Arrival *this, GError **error)
{
  KtgLedger  *ledger = entry->profile->ledger;
  const char *subject = ktg_event_get_subject (this->event);
  gboolean    is_new;

  if (!ktg_chain_table_add (ledger, this->indexed->envelope, this->event, &is_new, error))
    return FALSE;
  if (!is_new || subject == NULL)
    return TRUE;

  ktg_roll_forget (ledger->roll);
  return ktg_chain_table_collect_reports (ledger, subject, entry->touched, error);
}

/* The same event again is the same event. */
static gboolean
enter_event (Entry *entry, const Arrival *this, GError **error)
{
  KtgLedger             *ledger = entry->profile->ledger;
  const KtgIndexedEvent *arrival = this->indexed;
  const KtgEvent        *event = this->event;
  gboolean is_own = g_strcmp0 (event->author, ktg_profile_get_device (entry->profile)) == 0;
  gboolean has;

  if (!check_index (entry, arrival->envelope->id, arrival->index, error)
      || !ktg_event_table_has (ledger, arrival->envelope->id, &has, error))
    return FALSE;

  g_hash_table_add (entry->touched, g_strdup (event->report_id));
  if (!ktg_outbox_table_unpark_again (ledger, event->report_id, error))
    return FALSE;

  if (!has)
    {
      if (ktg_event_table_add (ledger, arrival->envelope, event, is_own, arrival->index, error) == 0
          || !ktg_event_table_collect_before (ledger, event, entry->touched, error))
        return FALSE;
    }

  return entry->life == 0
         || ktg_event_table_place (ledger,
                                   arrival->envelope->id,
                                   arrival->index,
                                   entry->life,
                                   error);
}

/* What comes from the server is no more to be brought to it. */
static gboolean
enter_arrival (Entry *entry, const Arrival *this, GError **error)
{
  if (!ktg_carry_table_remove (entry->profile->ledger, this->indexed->envelope->id, error))
    return FALSE;

  return ktg_event_kind_is_of_chain (this->event->kind) ? enter_link (entry, this, error)
                                                        : enter_event (entry, this, error);
}

static gboolean
enter_settings (Entry *entry, GError **error)
{
  KtgLedger     *ledger = entry->profile->ledger;
  const KtgNews *news = entry->news;

  if (!ktg_mark_book_enter (ledger, news, error))
    return FALSE;

  if (news->keep_days > 0
      && !ktg_setting_table_set_number (ledger, KTG_SETTING_KEEP_DAYS, news->keep_days, error))
    return FALSE;

  if (news->server_now_us > 0
      && !ktg_setting_table_set_number (ledger,
                                        KTG_SETTING_SERVER_NOW_US,
                                        news->server_now_us,
                                        error))
    return FALSE;

  if (!ktg_bookmark_book_enter (ledger, news, entry->life, error))
    return FALSE;

  if (news->packs != NULL && !ktg_pack_list_book_enter (ledger, news->packs, error))
    return FALSE;

  return !news->has_server_offset
         || ktg_setting_table_set_number (ledger,
                                          KTG_SETTING_SERVER_OFFSET_MS,
                                          news->server_offset_ms,
                                          error);
}

/* What was sent and refused comes before what the server says it has lost, and before what it
 * tells: both may bring back what the refusal was for the lack of. */
static gboolean
enter_facts (Entry *entry, GError **error)
{
  KtgLedger *ledger = entry->profile->ledger;
  KtgNews   *news = entry->news;

  if (!enter_carried (entry, error) || !enter_refusals (entry, error)
      || !ktg_life_book_enter (ledger, news, entry->touched, error)
      || !ktg_server_life_table_get_present (ledger, &entry->life, NULL, error))
    return FALSE;

  for (guint i = 0; i < entry->arrivals->len; i++)
    if (!enter_arrival (entry, g_ptr_array_index (entry->arrivals, i), error))
      return FALSE;

  for (guint i = 0; i < news->receipts->len; i++)
    {
      const KtgReceipt *receipt = g_ptr_array_index (entry->receipts, i);

      if (receipt != NULL
          && !enter_receipt (entry, g_ptr_array_index (news->receipts, i), receipt, error))
        return FALSE;
    }

  return ktg_mail_book_enter (entry->profile, news, entry->touched, error)
         && enter_settings (entry, error);
}

static gboolean
enter (Entry *entry, KtgChanges *changes, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (entry->profile->ledger->db, error);

  return transaction != NULL && enter_facts (entry, error)
         && ktg_projection_update_all (entry->profile->ledger, entry->touched, changes, error)
         && ktg_life_book_load_notes (entry->profile->ledger, &changes->notes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * ktg_news_book_enter:
 *
 * KTG_STORE_ERROR_UNTRUSTED if any receipt is not the enrolled server's word to this device about
 * something it holds, or any event is not signed by its author: then nothing of the answer is kept.
 */
gboolean
ktg_news_book_enter (KtgProfile *profile, KtgNews *news, KtgChanges *changes, GError **error)
{
  g_auto (Entry) entry = { profile, news };

  entry.receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_receipt_free);
  entry.arrivals = g_ptr_array_new_with_free_func (free_arrival);
  entry.touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!verify (&entry, error))
    return FALSE;
  if (!enter (&entry, changes, error))
    {
      ktg_roll_forget (profile->ledger->roll);
      return FALSE;
    }

  if (news->has_server_offset)
    {
      profile->has_server_offset = changes->has_server_offset = TRUE;
      profile->server_offset_ms = changes->server_offset_ms = news->server_offset_ms;
    }
  return TRUE;
}
