/* ktg-life-book.c - what an answer says of the server's life, entered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A server that was put back lacks what it gave receipts for. In the transaction that enters its
 * word, that is owed again: the receipts stay as evidence and count no more. In a new life every
 * file is owed again as well, since nobody knows which of them came back with the folder; what it
 * still holds is confirmed by one exchange.
 */

#include "ktg-life-book.h"

#include "ktg-alarm-table.h"
#include "ktg-file-table.h"
#include "ktg-news-book.h"
#include "ktg-receipt-table.h"
#include "ktg-server-life-table.h"
#include "ktg-setting-table.h"

#include <ktg-exchange-json.h>
#include <ktg-restored-json.h>

/* KTG_SETTING_TO_SHOW: the number of a receipt, or one of these. */
#define SHOW_NOTHING 0
#define SHOW_WHAT_THERE_IS (-1)

static KtgRestored *
read_restored (KtgProfile *profile, KtgEnvelope *envelope)
{
  const KtgAccount *account = profile->account;
  g_autoptr (KtgRestored) restored = NULL;

  if (account == NULL || !ktg_news_book_is_signed (envelope, account->server_key))
    return NULL;

  restored = ktg_restored_json_parse (envelope->bytes, NULL);
  if (restored == NULL || g_strcmp0 (restored->server, account->server_key) != 0)
    return NULL;

  return g_steal_pointer (&restored);
}

/**
 * ktg_life_book_verify:
 *
 * KTG_STORE_ERROR_UNTRUSTED if the server's word of a life is not signed by it.
 */
gboolean
ktg_life_book_verify (KtgProfile *profile, const KtgNews *news, GError **error)
{
  for (guint i = 0; i < news->restored->len; i++)
    {
      g_autoptr (KtgRestored) restored = read_restored (profile, news->restored->pdata[i]);

      if (restored != NULL)
        continue;
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_UNTRUSTED,
                           "The word of a new life is not this server's");
      return FALSE;
    }

  return TRUE;
}

/* --- what is owed again --- */

static gboolean
owe_every_file (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (
      ledger->db,
      "UPDATE file SET receipt = NULL WHERE receipt IS NOT NULL;"
      "INSERT INTO outbox_file (file, is_again) SELECT DISTINCT file.number, 1 FROM event_file "
      "JOIN event ON event.number = event JOIN file ON file.number = event_file.file "
      "WHERE event.is_own ON CONFLICT DO NOTHING;",
      error);
}

static gboolean
touch_reports (KtgLedger  *ledger,
               const char *sql,
               gint64      number,
               GHashTable *touched,
               GError    **error)
{
  g_autoptr (KtgStatement) statement = ktg_ledger_prepare_with_int (ledger, sql, number, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;

  while (has_row)
    {
      if (!ktg_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_hash_table_add (touched, g_strdup (ktg_statement_get_text (statement, 0)));
    }

  return TRUE;
}

static gboolean
owe_again (KtgLedger *ledger, gint64 event, GHashTable *touched, GError **error)
{
  static const char *const statements[] = {
    "UPDATE event SET receipt = NULL, server_index = 0, life = NULL WHERE number = ?1",
    "INSERT INTO outbox_event (event, is_again) VALUES (?1, 1) ON CONFLICT DO NOTHING",
    "UPDATE file SET receipt = NULL WHERE number IN (SELECT file FROM event_file WHERE event = ?1)",
    "INSERT INTO outbox_file (file, is_again) SELECT DISTINCT file, 1 FROM event_file "
    "WHERE event = ?1 ON CONFLICT DO NOTHING",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!ktg_ledger_run_with_int (ledger, statements[i], event, error))
      return FALSE;

  return touch_reports (ledger,
                        "SELECT report FROM event WHERE number = ?1 "
                        "UNION SELECT id FROM report JOIN event_file ON report = report.number "
                        "WHERE file IN (SELECT file FROM event_file WHERE event = ?1)",
                        event,
                        touched,
                        error);
}

/* An own event that the server has to hold, by its word. */
typedef struct
{
  gint64 event;
  gint64 receipt; /* 0: it gave none */
  gint64 life;
} Held;

static gboolean
find_held (KtgLedger *ledger, guint64 seq, Held *held, GError **error)
{
  static const char sql[] = "SELECT number, receipt, life FROM event WHERE is_own AND seq = ?1 "
                            "AND receipt IS NOT NULL";
  g_autoptr (KtgStatement) statement
      = ktg_ledger_prepare_with_int (ledger, sql, (gint64)seq, error);
  gboolean has_row;

  *held = (Held){ 0 };
  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *held = (Held){ ktg_statement_get_int (statement, 0),
                    ktg_statement_get_int (statement, 1),
                    ktg_statement_get_int (statement, 2) };
  return TRUE;
}

/* @to_show: (inout): the receipt of this life for what the server says it lacks */
static gboolean
enter_lacks (KtgLedger     *ledger,
             const KtgNews *news,
             gint64         life,
             GHashTable    *touched,
             gint64        *to_show,
             GError       **error)
{
  for (guint i = 0; i < news->lacks->len; i++)
    {
      Held held;

      if (!find_held (ledger, g_array_index (news->lacks, guint64, i), &held, error))
        return FALSE;
      if (held.receipt == 0)
        continue;
      if (held.life == life)
        *to_show = held.receipt;
      if (!owe_again (ledger, held.event, touched, error))
        return FALSE;
    }

  return TRUE;
}

/* --- lives --- */

static gboolean
get_int (KtgLedger *ledger, const char *sql, gint64 parameter, gint64 *value, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_ledger_prepare_with_int (ledger, sql, parameter, error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *value = has_row ? ktg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
raise_alarm (KtgLedger *ledger, const char *kind, gint64 life, GError **error)
{
  gint64 highest;

  return get_int (ledger,
                  "SELECT max(server_index) FROM event WHERE life = ?1",
                  life,
                  &highest,
                  error)
         && ktg_alarm_table_raise (ledger, kind, life, (guint64)highest, error);
}

static gboolean
enter_restored (KtgLedger *ledger, const KtgNews *news, gboolean *is_said, GError **error)
{
  *is_said = FALSE;
  for (guint i = 0; i < news->restored->len; i++)
    {
      KtgEnvelope *envelope = news->restored->pdata[i];
      g_autoptr (KtgRestored) restored = ktg_restored_json_parse (envelope->bytes, NULL);
      gint64 old;
      gint64 number;

      if (!ktg_server_life_table_put (ledger, restored->old, NULL, &old, error)
          || !ktg_server_life_table_put (ledger, restored->life, envelope, &number, error)
          || !ktg_alarm_table_explain (ledger, old, restored->last, error))
        return FALSE;
      *is_said |= g_str_equal (restored->life, news->life);
    }

  return TRUE;
}

static gboolean
begin_life (KtgLedger     *ledger,
            const KtgNews *news,
            gint64         number,
            GHashTable    *touched,
            GError       **error)
{
  gboolean is_said;

  return enter_restored (ledger, news, &is_said, error)
         && (is_said || raise_alarm (ledger, KTG_ALARM_LIFE_UNSAID, number, error))
         && ktg_setting_table_set_number (ledger, KTG_SETTING_LIFE, number, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_NEWEST_FILE, 0, error)
         && owe_every_file (ledger, error)
         && touch_reports (ledger,
                           "SELECT DISTINCT report FROM event WHERE is_own AND number >= ?1",
                           0,
                           touched,
                           error);
}

static gboolean
ask_to_show (KtgLedger *ledger, GError **error)
{
  gint64 receipt;

  return get_int (ledger,
                  "SELECT receipt FROM event WHERE is_own AND receipt IS NOT NULL AND seq >= ?1 "
                  "ORDER BY seq DESC LIMIT 1",
                  0,
                  &receipt,
                  error)
         && ktg_setting_table_set_number (ledger,
                                          KTG_SETTING_TO_SHOW,
                                          receipt != 0 ? receipt : SHOW_WHAT_THERE_IS,
                                          error);
}

/* @to_show: (inout): as it is to be from here on */
static gboolean
enter_life (KtgLedger     *ledger,
            const KtgNews *news,
            GHashTable    *touched,
            gint64        *to_show,
            GError       **error)
{
  gint64 present;
  gint64 number;

  if (!ktg_server_life_table_get_present (ledger, &present, NULL, error)
      || !ktg_server_life_table_put (ledger, news->life, NULL, &number, error))
    return FALSE;

  if (present == 0 && !ktg_setting_table_set_number (ledger, KTG_SETTING_LIFE, number, error))
    return FALSE;
  if (present != 0 && present != number && !begin_life (ledger, news, number, touched, error))
    return FALSE;
  if (present == number && news->has_shown
      && !raise_alarm (ledger, KTG_ALARM_HEAD_BACK, number, error))
    return FALSE;

  return enter_lacks (ledger, news, number, touched, to_show, error);
}

/**
 * ktg_life_book_enter:
 * @touched: (element-type utf8): gets the reports whose state changed
 *
 * Inside the caller's transaction, before the receipts of the same answer, which are of this life.
 */
gboolean
ktg_life_book_enter (KtgLedger *ledger, const KtgNews *news, GHashTable *touched, GError **error)
{
  gint64 to_show = SHOW_NOTHING;

  if (news->life == NULL)
    return TRUE;
  if (news->asks)
    return ask_to_show (ledger, error);

  if (!enter_life (ledger, news, touched, &to_show, error))
    return FALSE;

  if (news->has_shown)
    to_show = SHOW_NOTHING;
  return (to_show == SHOW_NOTHING && !news->has_shown)
         || ktg_setting_table_set_number (ledger, KTG_SETTING_TO_SHOW, to_show, error);
}

/* --- what is said --- */

static gboolean
load_receipt (KtgLedger *ledger, gint64 number, KtgOwed *owed, GError **error)
{
  KtgEnvelope *envelope = NULL;
  g_autoptr (KtgReceipt) receipt = ktg_receipt_table_load (ledger, number, &envelope, error);

  if (receipt == NULL)
    return FALSE;

  g_ptr_array_add (owed->shown, envelope);
  return TRUE;
}

/* Of those with a receipt of this life the one that the server took last: whoever lost any of them
 * by going back lost that one. Of a server that gives no numbers, the one that got its receipt
 * last.
 */
static KtgStatement *
find_newest_file (KtgLedger *ledger, gboolean *has_row, GError **error)
{
  static const char sql[]
      = "SELECT alias, receipt FROM file WHERE receipt IS NOT NULL AND number = coalesce ("
        "(SELECT number FROM file WHERE receipt IS NOT NULL AND life = "
        "(SELECT number FROM setting WHERE name = '" KTG_SETTING_LIFE "') "
        "ORDER BY server_index DESC LIMIT 1), (SELECT number FROM setting WHERE name = ?1))";
  g_autoptr (KtgStatement) statement
      = ktg_ledger_prepare_with_text (ledger, sql, KTG_SETTING_NEWEST_FILE, error);

  if (statement == NULL || !ktg_statement_step (statement, has_row, error))
    return NULL;

  return g_steal_pointer (&statement);
}

static gboolean
load_file (KtgLedger *ledger, KtgOwed *owed, gint64 *receipt, GError **error)
{
  gboolean has_row;
  g_autoptr (KtgStatement) statement = find_newest_file (ledger, &has_row, error);

  *receipt = 0;
  if (statement == NULL || !has_row)
    return statement != NULL;

  *receipt = ktg_statement_get_int (statement, 1);
  owed->file = ktg_file_table_dup_sha256 (ledger, ktg_statement_get_text (statement, 0), error);
  if (owed->file == NULL)
    return FALSE;

  owed->file[KTG_HASH_START_CHARS] = '\0';
  return TRUE;
}

static gboolean
load_shown (KtgLedger *ledger, gint64 life, gint64 of_file, KtgOwed *owed, GError **error)
{
  g_autoptr (KtgEnvelope) restored = NULL;
  gboolean is_set;
  gint64   to_show = SHOW_NOTHING;

  if (!ktg_setting_table_get_number (ledger, KTG_SETTING_TO_SHOW, &is_set, &to_show, error))
    return FALSE;

  owed->shows = is_set && to_show != SHOW_NOTHING;
  if (!owed->shows)
    return TRUE;

  if (!ktg_server_life_table_load_restored (ledger, life, &restored, error))
    return FALSE;
  if (restored != NULL)
    g_ptr_array_add (owed->shown, g_steal_pointer (&restored));

  return (of_file == 0 || of_file == to_show || load_receipt (ledger, of_file, owed, error))
         && (to_show == SHOW_WHAT_THERE_IS || load_receipt (ledger, to_show, owed, error));
}

/**
 * ktg_life_book_load_claim:
 * @owed: gets which life of the server this device knows, and the newest of its own numbers that
 * it has a receipt for
 */
gboolean
ktg_life_book_load_claim (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  gint64 life;
  gint64 holds;
  gint64 of_file;

  if (!ktg_server_life_table_get_present (ledger, &life, &owed->life, error)
      || !get_int (ledger,
                   "SELECT seq FROM event WHERE is_own AND receipt IS NOT NULL AND seq >= ?1 "
                   "ORDER BY seq DESC LIMIT 1",
                   0,
                   &holds,
                   error))
    return FALSE;

  owed->holds = (guint64)holds;
  return load_file (ledger, owed, &of_file, error)
         && load_shown (ledger, life, of_file, owed, error);
}

static gboolean
note_restored (KtgLedger *ledger, KtgServerNotes *notes, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgRestored) restored = NULL;
  gint64 life;

  if (!ktg_server_life_table_get_present (ledger, &life, NULL, error)
      || !ktg_server_life_table_load_restored (ledger, life, &envelope, error))
    return FALSE;

  if (envelope != NULL)
    restored = ktg_restored_json_parse (envelope->bytes, NULL);
  if (restored != NULL)
    notes->restored_at = g_strdup (restored->at);
  return TRUE;
}

static gboolean
note_keep_days (KtgLedger *ledger, KtgServerNotes *notes, GError **error)
{
  gboolean is_set;
  gint64   days = 0;

  if (!ktg_setting_table_get_number (ledger, KTG_SETTING_KEEP_DAYS, &is_set, &days, error))
    return FALSE;

  notes->keep_days = (guint)days;
  return TRUE;
}

/**
 * ktg_life_book_load_notes:
 * @notes: (out): what people have to be told of the server
 */
gboolean
ktg_life_book_load_notes (KtgLedger *ledger, KtgServerNotes **notes, GError **error)
{
  static const char sql[]
      = "SELECT count(*) FROM (SELECT report FROM event JOIN outbox_event ON event = number "
        "WHERE is_again AND number >= ?1 UNION SELECT id FROM outbox_file JOIN event_file USING "
        "(file) JOIN report ON report.number = event_file.report WHERE is_again)";
  g_autoptr (KtgServerNotes) found = ktg_server_notes_new ();
  g_autoptr (GPtrArray) alarms = ktg_alarm_table_list_kinds (ledger, error);
  gint64 n_again;

  if (alarms == NULL || !get_int (ledger, sql, 0, &n_again, error)
      || !note_restored (ledger, found, error) || !note_keep_days (ledger, found, error))
    return FALSE;

  found->n_again = (guint)n_again;
  g_ptr_array_unref (found->alarms);
  found->alarms = g_steal_pointer (&alarms);
  *notes = g_steal_pointer (&found);
  return TRUE;
}
