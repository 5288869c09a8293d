/* ktg-sending-book.c - the officer's rules of sending, and what each day sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sending-book.h"

#include "ktg-setting-table.h"

/* What was never set stays as it is. */
static gboolean
load_flag (KtgLedger *ledger, const char *name, gboolean *flag, GError **error)
{
  gboolean is_set;
  gint64   number = *flag;

  if (!ktg_setting_table_get_number (ledger, name, &is_set, &number, error))
    return FALSE;

  *flag = number != 0;
  return TRUE;
}

/**
 * ktg_sending_book_load_rules:
 * @rules: (out): those she made; for the others the usual ones
 */
gboolean
ktg_sending_book_load_rules (KtgLedger *ledger, KtgSendingRules *rules, GError **error)
{
  KtgSendingRules loaded = ktg_sending_rules_get_usual ();
  gboolean        is_set;

  if (!load_flag (ledger, KTG_SETTING_IS_PAUSED, &loaded.is_paused, error)
      || !load_flag (ledger, KTG_SETTING_HOLDS_ORIGINALS, &loaded.holds_originals, error)
      || !load_flag (ledger, KTG_SETTING_ONLY_UNMETERED, &loaded.only_unmetered, error)
      || !ktg_setting_table_get_number (ledger,
                                        KTG_SETTING_DAY_BYTES,
                                        &is_set,
                                        &loaded.day_bytes,
                                        error))
    return FALSE;

  *rules = loaded;
  return TRUE;
}

/**
 * ktg_sending_book_enter_rules:
 * @rules: all of them
 *
 * Inside the caller's transaction.
 */
gboolean
ktg_sending_book_enter_rules (KtgLedger *ledger, const KtgSendingRules *rules, GError **error)
{
  return ktg_setting_table_set_number (ledger, KTG_SETTING_IS_PAUSED, rules->is_paused, error)
         && ktg_setting_table_set_number (ledger,
                                          KTG_SETTING_HOLDS_ORIGINALS,
                                          rules->holds_originals,
                                          error)
         && ktg_setting_table_set_number (ledger,
                                          KTG_SETTING_ONLY_UNMETERED,
                                          rules->only_unmetered,
                                          error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_DAY_BYTES, rules->day_bytes, error);
}

/**
 * ktg_sending_book_add_spent:
 * @added: what more was sent on its day
 */
gboolean
ktg_sending_book_add_spent (KtgLedger *ledger, const KtgSpent *added, GError **error)
{
  static const char sql[]
      = "INSERT INTO spent (day, texts, previews, originals) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (day) DO UPDATE SET texts = texts + ?2, previews = previews + ?3, "
        "originals = originals + ?4";

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_INT (added->day),
                                  KTG_INT (added->bytes[KTG_SENT_TEXTS]),
                                  KTG_INT (added->bytes[KTG_SENT_PREVIEWS]),
                                  KTG_INT (added->bytes[KTG_SENT_ORIGINALS])),
                        error);
}

/**
 * ktg_sending_book_load_spent:
 * @spent: (out): what was sent on @day; nothing where no row says so
 */
gboolean
ktg_sending_book_load_spent (KtgLedger *ledger, gint64 day, KtgSpent *spent, GError **error)
{
  static const char sql[] = "SELECT texts, previews, originals FROM spent WHERE day = ?1";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (day)), error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *spent = (KtgSpent){ .day = day };
  for (int i = 0; has_row && i < KTG_N_SENT; i++)
    spent->bytes[i] = (guint64)ktg_statement_get_int (statement, i);
  return TRUE;
}
