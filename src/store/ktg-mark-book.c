/* ktg-mark-book.c - how far the server's lists are known here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-mark-book.h"

#include "ktg-setting-table.h"
#include "ktg-store-error.h"

#include <ktg-mark-list.h>
#include <ktg-query.h>
#include <ktg-running-hash.h>
#include <string.h>

static gboolean
load (KtgLedger *ledger, KtgMarkList **marks, GError **error)
{
  g_autoptr (GBytes) plain = NULL;
  g_autofree char *text = NULL;

  if (!ktg_setting_table_get_sealed (ledger, KTG_SETTING_MARKS, &plain, error))
    return FALSE;

  text = plain != NULL ? g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain))
                       : g_strdup ("");
  *marks = ktg_mark_list_new (text);
  return TRUE;
}

static gboolean
save (KtgLedger *ledger, const KtgMarkList *marks, GError **error)
{
  char *text = ktg_mark_list_dup_text (marks);
  g_autoptr (GBytes) plain = g_bytes_new_take (text, strlen (text));

  return ktg_setting_table_set_sealed (ledger, KTG_SETTING_MARKS, plain, error);
}

static gboolean
find_own (gpointer ledger, guint64 seq, char **id, GError **error)
{
  return ktg_query_find_text (((KtgLedger *)ledger)->db,
                              "SELECT id FROM event WHERE is_own AND seq = ?1",
                              KTG_WITH (KTG_INT (seq)),
                              id,
                              error);
}

static gboolean
enter_scope (KtgLedger *ledger, KtgMarkList *marks, const KtgScopeNews *news, GError **error)
{
  const KtgMarkReader reader = { ktg_running_hash_next, find_own, ledger };
  gboolean            follows;

  if (!ktg_mark_list_follow (marks, news, &reader, &follows, error))
    return FALSE;
  if (follows)
    return TRUE;

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_UNTRUSTED,
               "What the server says of its list at “%s” does not follow from what it said before",
               news->at);
  return FALSE;
}

/**
 * ktg_mark_book_enter:
 * @news: their lists, each from a mark that is known here
 *
 * Inside the caller's transaction. %KTG_STORE_ERROR_UNTRUSTED where what came is not the list that
 * it says it is.
 */
gboolean
ktg_mark_book_enter (KtgLedger *ledger, const KtgNews *news, GError **error)
{
  g_autoptr (KtgMarkList) marks = NULL;

  if (!load (ledger, &marks, error))
    return FALSE;
  if (news->scopes->len == 0 && news->asks_marks == ktg_mark_list_is_asked (marks))
    return TRUE;

  for (guint i = 0; i < news->scopes->len; i++)
    if (!enter_scope (ledger, marks, g_ptr_array_index (news->scopes, i), error))
      return FALSE;

  ktg_mark_list_set_asked (marks, news->asks_marks);
  return save (ledger, marks, error);
}

/**
 * ktg_mark_book_clear:
 *
 * Nothing is known of any list, for another server or another key.
 */
gboolean
ktg_mark_book_clear (KtgLedger *ledger, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return ktg_setting_table_set_sealed (ledger, KTG_SETTING_MARKS, nothing, error);
}

/**
 * ktg_mark_book_load_owed:
 * @owed: gets the newest mark of each list, and all of them where the server asked
 */
gboolean
ktg_mark_book_load_owed (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  g_autoptr (KtgMarkList) marks = NULL;

  if (!load (ledger, &marks, error))
    return FALSE;

  ktg_mark_list_say (marks, owed);
  return TRUE;
}
