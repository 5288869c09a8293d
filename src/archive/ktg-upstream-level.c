/* ktg-upstream-level.c - is what was brought to the server above still there?
 *
 * The ranges that are still to be asked for are rows, so a comparison goes on where it was. Each is
 * asked for once: one that differs is divided, down to one author, of whom that server says what it
 * has. The rest of him is forgotten as brought, and so owed again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-level.h"

#include "ktg-archive-error.h"
#include "ktg-level-table.h"
#include "ktg-upstream-table.h"

#include <ktg-query.h>

/* So whoever is online once a day asks once a day. */
#define MAX_AGE_MS (20 * G_GINT64_CONSTANT (3600) * 1000)

/* --- what to ask --- */

static gboolean
add_range (KtgDb *db, const char *start, GError **error)
{
  return ktg_query_run (db,
                        "INSERT OR IGNORE INTO upstream_range (start) VALUES (?)",
                        KTG_WITH (KTG_TEXT (start)),
                        error);
}

/* Who brought nothing has nothing to ask. */
static gboolean
begin (KtgDb *db, GError **error)
{
  return ktg_upstream_table_forget_strangers (db, error)
         && ktg_query_run (db, "DELETE FROM upstream_range", NULL, error)
         && ktg_query_run (db,
                           "INSERT INTO upstream_range (start) SELECT '' WHERE EXISTS"
                           " (SELECT 1 FROM level WHERE carrier = ?)",
                           KTG_WITH (KTG_INT (KTG_LEVEL_OWN)),
                           error);
}

static gboolean
say_ranges (KtgDb *db, const GPtrArray *starts, KtgOwed *owed, GError **error)
{
  guint n_keys = 0;

  for (guint i = 0; i < starts->len; i++)
    {
      const char *start = g_ptr_array_index (starts, i);
      guint64     sum;

      if (ktg_level_range_is_key (start) && n_keys++ >= KTG_LEVEL_MAX_KEYS)
        continue;
      if (!ktg_level_table_sum (db, KTG_LEVEL_OWN, start, &sum, error))
        return FALSE;
      g_ptr_array_add (owed->level, ktg_level_range_new (start, sum));
    }

  return TRUE;
}

/**
 * ktg_upstream_level_ask:
 * @now_ms: by the program's clock
 * @owed: what else there is, with the life of the server above; gets its `level`
 *
 * Where no text waits, both know which life it is, and a comparison is under way or due.
 */
gboolean
ktg_upstream_level_ask (KtgDb *db, gint64 now_ms, KtgOwed *owed, GError **error)
{
  const KtgLevelDate date = { owed->life, now_ms, MAX_AGE_MS };
  g_autoptr (GPtrArray) starts = NULL;
  gboolean is_due;

  if (owed->events->len > 0 || owed->life == NULL || owed->lives != NULL)
    return TRUE;
  if (!ktg_level_table_count_by (db, KTG_LEVEL_OWN, &date, &is_due, error)
      || (is_due && !begin (db, error)))
    return FALSE;

  starts = ktg_query_list_texts (db,
                                 "SELECT start FROM upstream_range ORDER BY start LIMIT ?",
                                 KTG_WITH (KTG_INT (KTG_LEVEL_MAX_RANGES)),
                                 error);
  return starts != NULL && say_ranges (db, starts, owed, error);
}

/* --- one that differs --- */

static guint
count_in_common (const char *a, const char *b)
{
  guint n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;

  return n;
}

static gboolean
add_beginnings (KtgDb *db, const GPtrArray *authors, GError **error)
{
  guint n_in_common = count_in_common (g_ptr_array_index (authors, 0),
                                       g_ptr_array_index (authors, authors->len - 1));

  for (guint i = 0; i < authors->len; i++)
    {
      g_autofree char *start = g_strndup (g_ptr_array_index (authors, i), n_in_common + 1);

      if (!add_range (db, start, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
divide (KtgDb *db, const char *of, GError **error)
{
  g_autoptr (GPtrArray) authors = ktg_level_table_list_authors (db, KTG_LEVEL_OWN, of, error);

  if (authors == NULL)
    return FALSE;
  if (authors->len > 1)
    return add_beginnings (db, authors, error);

  return authors->len == 0 || add_range (db, g_ptr_array_index (authors, 0), error);
}

/* --- one author --- */

/* What was brought of him and is not there. */
typedef struct
{
  const KtgLevelGap *gap;
  GArray            *numbers; /* (element-type gint64) of the rows */
} Lost;

static gboolean
hear_brought (KtgStatement *row, gpointer user_data)
{
  Lost  *self = user_data;
  gint64 number = ktg_statement_get_int (row, 0);

  if (!ktg_level_gap_has (self->gap, (guint64)ktg_statement_get_int (row, 1)))
    g_array_append_val (self->numbers, number);
  return TRUE;
}

static gboolean
run_for_each (KtgDb *db, const char *sql, const GArray *numbers, GError **error)
{
  for (guint i = 0; i < numbers->len; i++)
    if (!ktg_query_run (db, sql, KTG_WITH (KTG_INT (g_array_index (numbers, gint64, i))), error))
      return FALSE;

  return TRUE;
}

static gboolean
owe_events (KtgDb *db, const KtgLevelGap *gap, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  Lost lost = { gap, numbers };

  return ktg_query_each (db,
                         "SELECT idx, seq FROM event JOIN upstream_event ON event = idx"
                         " WHERE author = (SELECT number FROM device WHERE key = ?)"
                         " AND refused IS NULL AND NOT is_told",
                         KTG_WITH (KTG_TEXT (gap->of)),
                         hear_brought,
                         &lost,
                         error)
         && run_for_each (db,
                          "DELETE FROM upstream_file WHERE file IN"
                          " (SELECT file FROM event_file WHERE event = ?)",
                          numbers,
                          error)
         && run_for_each (db, "DELETE FROM upstream_event WHERE event = ?", numbers, error);
}

static gboolean
owe_links (KtgDb *db, const KtgLevelGap *gap, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  Lost lost = { gap, numbers };

  return ktg_query_each (db,
                         "SELECT number, seq FROM link JOIN upstream_link ON link = number"
                         " WHERE author = ? AND is_brought",
                         KTG_WITH (KTG_TEXT (gap->of)),
                         hear_brought,
                         &lost,
                         error)
         && run_for_each (db, "DELETE FROM upstream_link WHERE link = ?", numbers, error);
}

/* --- what is heard --- */

static gboolean
enter_gap (KtgDb *db, const KtgLevelGap *gap, GError **error)
{
  if (ktg_level_range_is_key (gap->of))
    return owe_events (db, gap, error) && owe_links (db, gap, error);

  return divide (db, gap->of, error);
}

static gboolean
settle_asked (KtgDb *db, const KtgNews *news, GHashTable *asked, GError **error)
{
  for (guint i = 0; i < news->asked->len; i++)
    {
      const KtgLevelRange *range = g_ptr_array_index (news->asked, i);

      g_hash_table_add (asked, range->of);
      if (!ktg_query_run (db,
                          "DELETE FROM upstream_range WHERE start = ?",
                          KTG_WITH (KTG_TEXT (range->of)),
                          error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ktg_upstream_level_hear:
 * @news: what was asked, and where the server above has another sum
 * @error: %KTG_ARCHIVE_ERROR_UNTRUSTED where it names what was not asked
 *
 * In a transaction.
 */
gboolean
ktg_upstream_level_hear (KtgDb *db, const KtgNews *news, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);

  if (!settle_asked (db, news, asked, error))
    return FALSE;

  for (guint i = 0; i < news->level->len; i++)
    {
      const KtgLevelGap *gap = g_ptr_array_index (news->level, i);

      if (!g_hash_table_remove (asked, gap->of))
        {
          g_set_error_literal (error,
                               KTG_ARCHIVE_ERROR,
                               KTG_ARCHIVE_ERROR_UNTRUSTED,
                               "the server above names a range that was not asked for");
          return FALSE;
        }
      if (!enter_gap (db, gap, error))
        return FALSE;
    }

  return TRUE;
}
