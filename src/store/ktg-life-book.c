/* ktg-life-book.c - what an answer says of the server's life, entered
 *
 * Each start of a server begins a life, and the server signs what stands in it of the one that this
 * device knew. What stands no more is owed again, in the transaction that enters that word; the
 * receipts stay as evidence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-life-book.h"

#include "ktg-alarm-table.h"
#include "ktg-bookmark-book.h"
#include "ktg-carry-table.h"
#include "ktg-file-table.h"
#include "ktg-outbox-table.h"
#include "ktg-receipt-table.h"
#include "ktg-report-table.h"
#include "ktg-server-life-table.h"
#include "ktg-setting-table.h"
#include "ktg-store-error.h"

#include <ktg-exchange-json.h>
#include <ktg-node-life-json.h>
#include <ktg-signed-envelope.h>

/* In `lacks`: the file that was claimed. */
#define ITS_FILE G_GUINT64_CONSTANT (0)

/* Of own reports that were not filed anew: that, and no more, can be sent again. */
#define IS_SENT "is_own AND report NOT IN (SELECT report FROM replaced)"

/* What had a receipt, and does not stand. What has no place in any life stands as long as nothing
 * else falls: ?1. */
#define EVENT_FALLS                                                                                \
  IS_SENT " AND receipt IS NOT NULL "                                                              \
          "AND iif(event.life IS NULL, ?1, NOT " KTG_EVENT_STANDS ")"
#define FILE_FALLS                                                                                 \
  "receipt IS NOT NULL AND iif(file.life IS NULL OR server_index = 0, ?1, NOT " KTG_FILE_STANDS    \
  ") AND number IN (SELECT file FROM event_file WHERE event IN "                                   \
  "(SELECT number FROM event WHERE " IS_SENT "))"

/* What the centre said by way of a relay does not fall with the relay. */
#define FORGET "centre = nullif (centre, receipt), receipt = NULL"

static KtgNodeLife *
read_word (const KtgAccount *account, KtgEnvelope *envelope)
{
  g_autoptr (KtgNodeLife) word = NULL;

  if (account == NULL || !ktg_envelope_is_signed_by (envelope, account->server_key))
    return NULL;

  word = ktg_node_life_json_parse (envelope->bytes, NULL);
  if (word == NULL || g_strcmp0 (word->server, account->server_key) != 0)
    return NULL;

  return g_steal_pointer (&word);
}

/**
 * ktg_life_book_verify:
 * @account: (nullable): says which server this device believes
 *
 * KTG_STORE_ERROR_UNTRUSTED if the word of what stands is not signed by the server.
 */
gboolean
ktg_life_book_verify (const KtgAccount *account, const KtgNews *news, GError **error)
{
  g_autoptr (KtgNodeLife) word = NULL;

  if (news->stands == NULL)
    return TRUE;

  word = read_word (account, news->stands);
  if (word != NULL)
    return TRUE;

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_UNTRUSTED,
                       "The word of a new life is not this server's");
  return FALSE;
}

/* --- what is owed again --- */

static gboolean
run_all (KtgLedger         *ledger,
         const char *const *statements,
         guint              n_statements,
         gint64             number,
         GError           **error)
{
  for (guint i = 0; i < n_statements; i++)
    if (!ktg_query_run (ledger->db, statements[i], KTG_WITH (KTG_INT (number)), error))
      return FALSE;

  return TRUE;
}

/* @is_cut: (inout): in, whether it is known already that something fell */
static gboolean
owe_fallen (KtgLedger *ledger, GHashTable *touched, gboolean *is_cut, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO outbox_file (file, is_again) SELECT number, 1 FROM file WHERE " FILE_FALLS
    " ON CONFLICT DO NOTHING",
    "UPDATE file SET " FORGET ", server_index = 0, life = NULL WHERE " FILE_FALLS,
    "INSERT INTO outbox_event (event, is_again) SELECT number, 1 FROM event WHERE " EVENT_FALLS
    " ON CONFLICT DO NOTHING",
    "UPDATE event SET " FORGET ", server_index = 0, life = NULL WHERE " EVENT_FALLS,
  };
  static const char is_any[] = "SELECT ?1 OR EXISTS (SELECT 1 FROM event WHERE " EVENT_FALLS
                               ") OR EXISTS (SELECT 1 FROM file WHERE " FILE_FALLS ")";
  static const char reports[]
      = "SELECT report FROM event WHERE " EVENT_FALLS
        " UNION SELECT uuid FROM report JOIN event_file ON report = report.number "
        "WHERE file IN (SELECT number FROM file WHERE " FILE_FALLS ")";
  gint64 falls;

  if (!ktg_query_get_int (ledger->db, is_any, KTG_WITH (KTG_INT (*is_cut)), &falls, error))
    return FALSE;

  *is_cut = falls != 0;
  return !*is_cut
         || (ktg_query_collect_texts (ledger->db,
                                      reports,
                                      KTG_WITH (KTG_INT (TRUE)),
                                      touched,
                                      error)
             && run_all (ledger, statements, G_N_ELEMENTS (statements), TRUE, error));
}

/* --- what is lacked, though it stands --- */

static gboolean
owe_event_again (KtgLedger *ledger, gint64 event, GHashTable *touched, GError **error)
{
  static const char *const statements[] = {
    "UPDATE event SET " FORGET ", server_index = 0, life = NULL WHERE number = ?1",
    "INSERT INTO outbox_event (event, is_again) VALUES (?1, 1) ON CONFLICT DO NOTHING",
    "UPDATE file SET " FORGET " WHERE number IN (SELECT file FROM event_file WHERE event = ?1)",
    "INSERT INTO outbox_file (file, is_again) SELECT DISTINCT file, 1 FROM event_file "
    "WHERE event = ?1 ON CONFLICT DO NOTHING",
  };
  static const char reports[]
      = "SELECT report FROM event WHERE number = ?1 "
        "UNION SELECT uuid FROM report JOIN event_file ON report = report.number "
        "WHERE file IN (SELECT file FROM event_file WHERE event = ?1)";

  return run_all (ledger, statements, G_N_ELEMENTS (statements), event, error)
         && ktg_query_collect_texts (ledger->db,
                                     reports,
                                     KTG_WITH (KTG_INT (event)),
                                     touched,
                                     error);
}

static gboolean
owe_file_again (KtgLedger *ledger, gint64 file, GHashTable *touched, GError **error)
{
  static const char *const statements[] = {
    "UPDATE file SET " FORGET " WHERE number = ?1",
    "INSERT INTO outbox_file (file, is_again) VALUES (?1, 1) ON CONFLICT DO NOTHING",
  };

  return run_all (ledger, statements, G_N_ELEMENTS (statements), file, error)
         && ktg_report_table_collect_of_file (ledger, file, touched, error);
}

/* Without a life nothing was said to stand: then it is only owed again. */
static gboolean
raise_head_back (KtgLedger *ledger, gint64 life, guint64 server_index, GError **error)
{
  return life == 0
         || ktg_alarm_table_raise (ledger, KTG_ALARM_HEAD_BACK, life, server_index, error);
}

static gboolean
enter_lacked_file (KtgLedger     *ledger,
                   const KtgNews *news,
                   gint64         life,
                   GHashTable    *touched,
                   GError       **error)
{
  KtgFileRow row;

  if (news->file == NULL)
    return TRUE;
  if (!ktg_file_table_find (ledger, news->file, &row, error))
    return FALSE;

  return row.receipt == 0
         || (raise_head_back (ledger, life, 0, error)
             && owe_file_again (ledger, row.number, touched, error));
}

static gboolean
enter_lacked_event (KtgLedger  *ledger,
                    guint64     seq,
                    gint64      life,
                    GHashTable *touched,
                    GError    **error)
{
  static const char number[]
      = "SELECT number FROM event WHERE is_own AND seq = ?1 AND receipt IS NOT NULL";
  static const char index[] = "SELECT server_index FROM event WHERE number = ?1";
  gint64            event;
  gint64            server_index;

  if (!ktg_query_get_int (ledger->db, number, KTG_WITH (KTG_INT (seq)), &event, error))
    return FALSE;
  if (event == 0)
    return TRUE;

  return ktg_query_get_int (ledger->db, index, KTG_WITH (KTG_INT (event)), &server_index, error)
         && raise_head_back (ledger, life, (guint64)server_index, error)
         && owe_event_again (ledger, event, touched, error)
         && ktg_outbox_table_unpark_returning (ledger, touched, error);
}

static gboolean
enter_lacks (KtgLedger     *ledger,
             const KtgNews *news,
             gint64         life,
             GHashTable    *touched,
             GError       **error)
{
  for (guint i = 0; i < news->lacks->len; i++)
    {
      guint64 seq = g_array_index (news->lacks, guint64, i);

      if (seq == ITS_FILE ? !enter_lacked_file (ledger, news, life, touched, error)
                          : !enter_lacked_event (ledger, seq, life, touched, error))
        return FALSE;
    }

  return TRUE;
}

/* --- lives --- */

/* NULL where the server did not say what stands of a life that this device knows. */
static KtgNodeLife *
find_word (KtgLedger *ledger, const KtgNews *news, gint64 *of, GError **error)
{
  g_autoptr (KtgNodeLife) word = NULL;

  *of = 0;
  if (news->stands != NULL)
    word = ktg_node_life_json_parse (news->stands->bytes, NULL);
  if (word == NULL || g_strcmp0 (word->life, news->life) != 0)
    return NULL;
  if (word->of == NULL)
    return g_steal_pointer (&word);
  if (!ktg_server_life_table_find (ledger, word->of, of, error))
    return NULL;

  return *of != 0 ? g_steal_pointer (&word) : NULL;
}

static gboolean
is_asked (KtgLedger *ledger, gboolean *asked, GError **error)
{
  gboolean is_set;
  gint64   number = 0;

  if (!ktg_setting_table_get_number (ledger, KTG_SETTING_IS_ASKED, &is_set, &number, error))
    return FALSE;

  *asked = number != 0;
  return TRUE;
}

/* How far the server's letters are known in it `mail_at` says. */
static gboolean
begin_life (KtgLedger *ledger, const char *life, gint64 *number, GError **error)
{
  return ktg_server_life_table_begin (ledger, life, number, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_MAIL, 0, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_LIFE, *number, error);
}

/* One that the server did not know, or that knew none of this device's, was put back. */
static gboolean
enter_word (KtgLedger         *ledger,
            KtgNews           *news,
            const KtgNodeLife *word,
            gint64             of,
            GHashTable        *touched,
            GError           **error)
{
  gboolean is_cut;
  guint64  last_event;
  gint64   number;

  if (!is_asked (ledger, &is_cut, error)
      || !ktg_server_life_table_cut (ledger, of, word, &last_event, error))
    return FALSE;

  is_cut = is_cut || of == 0;
  return begin_life (ledger, news->life, &number, error)
         && owe_fallen (ledger, touched, &is_cut, error)
         && ktg_carry_table_add_fallen (ledger, word, error)
         && ktg_outbox_table_unpark_returning (ledger, touched, error)
         && (!is_cut || ktg_server_life_table_keep (ledger, news->life, news->stands, error));
}

static gboolean
enter_next_life (KtgLedger *ledger, KtgNews *news, GHashTable *touched, GError **error)
{
  g_autoptr (KtgNodeLife) word = NULL;
  GError *reason = NULL;
  gint64  of;
  gint64  number;

  word = find_word (ledger, news, &of, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (word != NULL)
    return enter_word (ledger, news, word, of, touched, error);

  return begin_life (ledger, news->life, &number, error)
         && ktg_alarm_table_raise (ledger, KTG_ALARM_LIFE_UNSAID, number, 0, error);
}

/* @before: the life that was known; NULL: none */
static gboolean
enter_life (KtgLedger  *ledger,
            KtgNews    *news,
            const char *before,
            GHashTable *touched,
            GError    **error)
{
  gint64 number;

  if (before == NULL)
    return begin_life (ledger, news->life, &number, error);

  return g_str_equal (before, news->life) || enter_next_life (ledger, news, touched, error);
}

/**
 * ktg_life_book_enter:
 * @touched: (element-type utf8): gets the reports whose state changed
 *
 * Inside the caller's transaction, before the receipts of the same answer, which are of this life,
 * and after its refusals: what was refused for the lack of a report that fell is owed again.
 */
gboolean
ktg_life_book_enter (KtgLedger *ledger, KtgNews *news, GHashTable *touched, GError **error)
{
  g_autofree char *before = NULL;
  gint64           number;

  if (news->life == NULL)
    return TRUE;
  if (news->asks)
    return ktg_setting_table_set_number (ledger, KTG_SETTING_IS_ASKED, 1, error);

  return ktg_server_life_table_get_present (ledger, &number, &before, error)
         && enter_life (ledger, news, before, touched, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_IS_ASKED, 0, error)
         && ktg_server_life_table_get_present (ledger, &number, NULL, error)
         && enter_lacks (ledger, news, before != NULL ? number : 0, touched, error)
         && ktg_server_life_table_forget_unused (ledger, error);
}

/* --- what is said --- */

static gboolean
load_file (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  static const char sql[] = "SELECT alias FROM file WHERE receipt IS NOT NULL AND server_index > 0 "
                            "ORDER BY server_index DESC LIMIT 1";
  g_autofree char  *alias = NULL;

  if (!ktg_query_find_text (ledger->db, sql, NULL, &alias, error))
    return FALSE;
  if (alias != NULL)
    owed->file = ktg_file_table_dup_sha256 (ledger, alias, error);

  return alias == NULL || owed->file != NULL;
}

static gboolean
load_lives (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  gboolean asked;

  if (!is_asked (ledger, &asked, error))
    return FALSE;
  if (asked)
    owed->lives = ktg_server_life_table_list (ledger, KTG_MAX_LIVES, error);

  return !asked || owed->lives != NULL;
}

/**
 * ktg_life_book_load_claim:
 * @owed: gets which life of the server this device knows, and the newest event and file that it has
 * a receipt for
 */
gboolean
ktg_life_book_load_claim (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  gint64 life;
  gint64 holds;

  if (!ktg_server_life_table_get_present (ledger, &life, &owed->life, error)
      || !ktg_query_get_int (ledger->db,
                             "SELECT seq FROM event WHERE is_own AND receipt IS NOT NULL "
                             "ORDER BY seq DESC LIMIT 1",
                             NULL,
                             &holds,
                             error))
    return FALSE;

  owed->holds = (guint64)holds;
  return load_file (ledger, owed, error) && load_lives (ledger, owed, error);
}

static gboolean
note_put_back (KtgLedger *ledger, KtgServerNotes *notes, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgNodeLife) word = NULL;

  if (!ktg_server_life_table_load_cut (ledger, &envelope, error))
    return FALSE;

  if (envelope != NULL)
    word = ktg_node_life_json_parse (envelope->bytes, NULL);
  if (word != NULL)
    notes->restored_at = g_strdup (word->at);
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

/* What another's report names is not this device's to bring; and of what was refused nothing is on
 * its way. */
#define AT_RELAY                                                                                   \
  "SELECT report AS uuid, receipt FROM event "                                                     \
  "WHERE is_own AND receipt IS NOT NULL AND centre IS NULL "                                       \
  "UNION ALL SELECT event.report, file.receipt FROM file "                                         \
  "JOIN event_file ON file = file.number JOIN event ON event.number = event "                      \
  "WHERE file.receipt IS NOT NULL AND file.centre IS NULL "                                        \
  "AND is_own AND event.receipt IS NOT NULL"

static gboolean
note_relayed (KtgLedger *ledger, KtgServerNotes *notes, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db,
                         "SELECT count(DISTINCT uuid), min(receipt) FROM (" AT_RELAY ")",
                         NULL,
                         error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  notes->n_relayed = (guint)ktg_statement_get_int (statement, 0);
  notes->relayed_at = ktg_receipt_table_dup_at (ledger, ktg_statement_get_int (statement, 1));
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
        "WHERE is_again UNION SELECT uuid FROM outbox_file JOIN event_file USING "
        "(file) JOIN report ON report.number = event_file.report WHERE is_again)";
  g_autoptr (KtgServerNotes) found = ktg_server_notes_new ();
  g_autoptr (GPtrArray) alarms = ktg_alarm_table_list_kinds (ledger, error);
  gint64 n_again;

  if (alarms == NULL || !ktg_query_get_int (ledger->db, sql, NULL, &n_again, error)
      || !note_put_back (ledger, found, error) || !note_keep_days (ledger, found, error)
      || !ktg_bookmark_book_load_note (ledger, found, error)
      || !note_relayed (ledger, found, error))
    return FALSE;

  found->n_again = (guint)n_again;
  found->received_at = ktg_receipt_table_dup_newest_at (ledger);
  g_ptr_array_unref (found->alarms);
  found->alarms = g_steal_pointer (&alarms);
  *notes = g_steal_pointer (&found);
  return TRUE;
}
