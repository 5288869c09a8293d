/* ktg-custody-table.c - what was done with a file on this device, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-table.h"

#include "ktg-file-table.h"

static char *
dup_device_alias (KtgLedger *ledger, const char *device)
{
  return ktg_vault_dup_alias (ledger->vault, "author", device);
}

/**
 * ktg_custody_table_count:
 * @sha256: a file; nothing is written of one that no row knows
 * @act: what was done
 * @day: when, as of ktg_custody_find_day()
 * @device: the public key of this device
 *
 * Once more on this day.
 */
gboolean
ktg_custody_table_count (KtgLedger    *ledger,
                         const char   *sha256,
                         KtgCustodyAct act,
                         gint64        day,
                         const char   *device,
                         GError      **error)
{
  static const char sql[] = "INSERT INTO custody (file, day, act, device, times) "
                            "SELECT number, ?2, ?3, ?4, 1 FROM file WHERE alias = ?1 "
                            "ON CONFLICT (file, day, act, device) DO UPDATE SET times = times + 1";
  g_autofree char  *alias = ktg_file_table_dup_alias (ledger, sha256);
  g_autofree char  *device_alias = dup_device_alias (ledger, device);

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_TEXT (alias),
                                  KTG_INT (day),
                                  KTG_TEXT (ktg_custody_act_get_name (act)),
                                  KTG_TEXT (device_alias)),
                        error);
}

/* What another version wrote and this one does not know is passed over. */
static gboolean
add_entry (KtgStatement *statement, gpointer entries)
{
  const char      *name = ktg_statement_get_text (statement, 1);
  KtgCustodyEntry *entry;
  KtgCustodyAct    act;

  if (!ktg_custody_act_parse (name, &act))
    return TRUE;

  entry = ktg_custody_entry_new (act,
                                 ktg_statement_get_int (statement, 0),
                                 (guint)ktg_statement_get_int (statement, 2));
  entry->is_former = ktg_statement_get_int (statement, 3) != 0;
  g_ptr_array_add (entries, entry);
  return TRUE;
}

/**
 * ktg_custody_table_add_entries:
 * @sha256: a file
 * @device: the public key of this device now
 * @entries: (element-type KtgCustodyEntry): gets what was done with it, the earliest day first
 */
gboolean
ktg_custody_table_add_entries (KtgLedger  *ledger,
                               const char *sha256,
                               const char *device,
                               GPtrArray  *entries,
                               GError    **error)
{
  static const char sql[] = "SELECT day, act, times, device <> ?2 FROM custody "
                            "WHERE file = (SELECT number FROM file WHERE alias = ?1) "
                            "ORDER BY day, act, device";
  g_autofree char  *alias = ktg_file_table_dup_alias (ledger, sha256);
  g_autofree char  *device_alias = dup_device_alias (ledger, device);

  return ktg_query_each (ledger->db,
                         sql,
                         KTG_WITH (KTG_TEXT (alias), KTG_TEXT (device_alias)),
                         add_entry,
                         entries,
                         error);
}

static void
untold_act_free (gpointer data)
{
  KtgUntoldAct *act = data;

  g_free (act->uuid);
  g_free (act->filing);
  g_free (act->sha256);
  g_free (act->act);
  g_free (act);
}

static gpointer
read_untold (KtgStatement *statement, gpointer ledger, GError **error)
{
  g_autoptr (GBytes) sealed = ktg_statement_dup_bytes (statement, 5);
  g_autoptr (GBytes) sha256
      = ktg_ledger_unseal (ledger, "file", ktg_statement_get_text (statement, 4), sealed, error);
  KtgUntoldAct *act;

  if (sha256 == NULL)
    return NULL;

  act = g_new0 (KtgUntoldAct, 1);
  act->report = ktg_statement_get_int (statement, 0);
  act->uuid = g_strdup (ktg_statement_get_text (statement, 1));
  act->filing = g_strdup (ktg_statement_get_text (statement, 2));
  act->day = ktg_statement_get_int (statement, 3);
  act->sha256 = g_strndup (g_bytes_get_data (sha256, NULL), g_bytes_get_size (sha256));
  act->act = g_strdup (ktg_statement_get_text (statement, 6));
  act->n_times = (guint)ktg_statement_get_int (statement, 7);
  return act;
}

#define UNTOLD "custody.told < custody.times AND custody.day < ?1 AND custody.device = ?2"

/**
 * ktg_custody_table_list_untold:
 * @today: days before it are over
 * @device: the public key of this device
 *
 * Returns: (transfer full) (element-type KtgUntoldAct): of files that reports name whose filing is
 * here, by report and day
 */
GPtrArray *
ktg_custody_table_list_untold (KtgLedger *ledger, gint64 today, const char *device, GError **error)
{
  static const char sql[]
      = "SELECT DISTINCT report.number, uuid, filing, day, alias, file.sealed, act, times - told "
        "FROM custody JOIN file ON file.number = custody.file "
        "JOIN event_file ON event_file.file = custody.file "
        "JOIN report ON report.number = event_file.report "
        "WHERE " UNTOLD " AND filing IS NOT NULL ORDER BY report.number, day, file.number, act";
  g_autofree char *alias = dup_device_alias (ledger, device);
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (today), KTG_TEXT (alias)), error);

  return ktg_statement_dup_rows (statement, read_untold, ledger, untold_act_free, error);
}

/**
 * ktg_custody_table_set_told:
 * @today: as of ktg_custody_table_list_untold()
 * @device: the same
 *
 * All that it lists is told.
 */
gboolean
ktg_custody_table_set_told (KtgLedger *ledger, gint64 today, const char *device, GError **error)
{
  static const char sql[]
      = "UPDATE custody SET told = times WHERE " UNTOLD " AND file IN (SELECT file FROM event_file "
        "JOIN report ON report.number = event_file.report WHERE filing IS NOT NULL)";
  g_autofree char *alias = dup_device_alias (ledger, device);

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_INT (today), KTG_TEXT (alias)), error);
}
