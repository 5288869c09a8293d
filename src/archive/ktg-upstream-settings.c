/* ktg-upstream-settings.c - which server stands above a relay, and what was last heard of it
 *
 * Its account, how far its lists are known, its packs, the head of its book and its clock: one
 * setting each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-settings.h"

#include <ktg-bookmark-json.h>
#include <ktg-enrol-json.h>
#include <ktg-envelope-json.h>
#include <ktg-exchange-json.h>
#include <ktg-pack-list-json.h>
#include <ktg-query.h>

#define ACCOUNT "upstream"
#define MARKS "upstream_marks"
#define PACKS "upstream_packs"
#define BOOK "upstream_book"
#define IS_ASKED "upstream_is_asked"
#define EXCHANGED_AT "upstream_exchanged_at"
#define OFFSET_MS "upstream_offset_ms"
#define IS_REFUSED "upstream_is_refused"

static gboolean
load_setting (KtgDb *db, const char *name, char **value, GError **error)
{
  return ktg_query_find_text (db,
                              "SELECT value FROM setting WHERE name = ?",
                              KTG_WITH (KTG_TEXT (name)),
                              value,
                              error);
}

static gboolean
set_setting (KtgDb *db, const char *name, const char *value, GError **error)
{
  return ktg_query_run (db,
                        "INSERT INTO setting (name, value) VALUES (?1, ?2)"
                        " ON CONFLICT (name) DO UPDATE SET value = ?2",
                        KTG_WITH (KTG_TEXT (name), KTG_TEXT (value)),
                        error);
}

/* @json: (out) (nullable): %NULL where nothing is kept under this name */
static gboolean
load_json (KtgDb *db, const char *name, GBytes **json, GError **error)
{
  char *text = NULL;

  *json = NULL;
  if (!load_setting (db, name, &text, error))
    return FALSE;

  if (text != NULL)
    *json = g_bytes_new_take (text, strlen (text));
  return TRUE;
}

static gboolean
set_json (KtgDb *db, const char *name, GBytes *json, GError **error)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  return set_setting (db, name, text, error);
}

static gboolean
load_number (KtgDb *db, const char *name, gint64 *number, GError **error)
{
  g_autofree char *text = NULL;

  if (!load_setting (db, name, &text, error))
    return FALSE;

  *number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

/**
 * ktg_upstream_settings_load_account:
 * @account: (out) (nullable) (transfer full): who this node is to the server above; %NULL: there is
 * none
 */
gboolean
ktg_upstream_settings_load_account (KtgDb *db, KtgAccount **account, GError **error)
{
  g_autoptr (GBytes) json = NULL;

  *account = NULL;
  if (!load_json (db, ACCOUNT, &json, error))
    return FALSE;
  if (json == NULL)
    return TRUE;

  *account = ktg_account_json_parse (json, error);
  return *account != NULL;
}

/**
 * ktg_upstream_settings_has_account:
 * @has: (out): whether there is a server above
 */
gboolean
ktg_upstream_settings_has_account (KtgDb *db, gboolean *has, GError **error)
{
  return ktg_query_has_row (db,
                            "SELECT 1 FROM setting WHERE name = ?",
                            KTG_WITH (KTG_TEXT (ACCOUNT)),
                            has,
                            error);
}

/**
 * ktg_upstream_settings_set_account:
 * @account: what the server above made of this node
 *
 * Such a node is told of events by their ids, and from now on has an index of them.
 */
gboolean
ktg_upstream_settings_set_account (KtgDb *db, const KtgAccount *account, GError **error)
{
  g_autoptr (GBytes) json = ktg_account_json_write (account);

  return set_json (db, ACCOUNT, json, error) && ktg_upstream_settings_set_refused (db, FALSE, error)
         && ktg_db_execute (db, "CREATE INDEX IF NOT EXISTS event_by_id ON event (id)", error);
}

/**
 * ktg_upstream_settings_load_marks:
 * @marks: (out) (transfer full): how far its lists are known
 */
gboolean
ktg_upstream_settings_load_marks (KtgDb *db, KtgMarkList **marks, GError **error)
{
  g_autofree char *text = NULL;

  if (!load_setting (db, MARKS, &text, error))
    return FALSE;

  *marks = ktg_mark_list_new (text != NULL ? text : "");
  return TRUE;
}

/**
 * ktg_upstream_settings_set_marks:
 * @marks: how far they are known from now on
 */
gboolean
ktg_upstream_settings_set_marks (KtgDb *db, const KtgMarkList *marks, GError **error)
{
  g_autofree char *text = ktg_mark_list_dup_text (marks);

  return set_setting (db, MARKS, text, error);
}

/**
 * ktg_upstream_settings_load_packs:
 * @list: (out) (transfer full) (nullable): what it said last that it hands out; %NULL: nothing
 * that can be read, so that it is asked for again
 */
gboolean
ktg_upstream_settings_load_packs (KtgDb *db, KtgPackList **list, GError **error)
{
  g_autoptr (GBytes) json = NULL;

  *list = NULL;
  if (!load_json (db, PACKS, &json, error))
    return FALSE;

  if (json != NULL)
    *list = ktg_pack_list_json_parse (json, NULL);
  return TRUE;
}

/**
 * ktg_upstream_settings_set_packs:
 * @list: what it says that it hands out
 */
gboolean
ktg_upstream_settings_set_packs (KtgDb *db, const KtgPackList *list, GError **error)
{
  g_autoptr (GBytes) json = ktg_pack_list_json_write (list);

  return set_json (db, PACKS, json, error);
}

/**
 * ktg_upstream_settings_load_book:
 * @envelope: (out) (nullable) (transfer full): the newest head of the book above, as it was signed
 * @word: (out) (nullable) (transfer full): the same, read; both are %NULL where it said none yet
 */
gboolean
ktg_upstream_settings_load_book (KtgDb        *db,
                                 KtgEnvelope **envelope,
                                 KtgBookmark **word,
                                 GError      **error)
{
  g_autoptr (GBytes) json = NULL;

  *envelope = NULL;
  *word = NULL;
  if (!load_json (db, BOOK, &json, error))
    return FALSE;
  if (json == NULL)
    return TRUE;

  *envelope = ktg_envelope_json_parse (json);
  *word = *envelope != NULL ? ktg_bookmark_json_parse ((*envelope)->bytes, NULL) : NULL;
  if (*word == NULL) /* what cannot be read is asked for again */
    g_clear_pointer (envelope, ktg_envelope_unref);
  return TRUE;
}

/**
 * ktg_upstream_settings_set_book:
 * @envelope: the head of its book
 */
gboolean
ktg_upstream_settings_set_book (KtgDb *db, const KtgEnvelope *envelope, GError **error)
{
  g_autoptr (GBytes) json = ktg_envelope_json_write (envelope);

  return set_json (db, BOOK, json, error);
}

/**
 * ktg_upstream_settings_set_asked:
 * @is_asked: whether the next exchange says all lives that this node knows
 */
gboolean
ktg_upstream_settings_set_asked (KtgDb *db, gboolean is_asked, GError **error)
{
  return set_setting (db, IS_ASKED, is_asked ? "1" : "0", error);
}

/**
 * ktg_upstream_settings_is_asked:
 * @is_asked: (out): whether it asked for the lives that this node knows
 */
gboolean
ktg_upstream_settings_is_asked (KtgDb *db, gboolean *is_asked, GError **error)
{
  g_autofree char *value = NULL;

  if (!load_setting (db, IS_ASKED, &value, error))
    return FALSE;

  *is_asked = g_strcmp0 (value, "1") == 0;
  return TRUE;
}

/**
 * ktg_upstream_settings_note_exchange:
 * @now_ms: when it last answered, and so accepts this node
 * @offset_ms: its clock minus this node's, as it said then
 */
gboolean
ktg_upstream_settings_note_exchange (KtgDb *db, gint64 now_ms, gint64 offset_ms, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now_ms);
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, offset_ms);

  return set_setting (db, EXCHANGED_AT, text, error) && set_setting (db, OFFSET_MS, offset, error)
         && ktg_upstream_settings_set_refused (db, FALSE, error);
}

/**
 * ktg_upstream_settings_load_clock:
 * @clock: (out): what this node knows of the centre's clock
 */
gboolean
ktg_upstream_settings_load_clock (KtgDb *db, KtgUpstreamClock *clock, GError **error)
{
  return ktg_upstream_settings_has_account (db, &clock->has_upstream, error)
         && load_number (db, EXCHANGED_AT, &clock->exchanged_at_ms, error)
         && load_number (db, OFFSET_MS, &clock->offset_ms, error);
}

/**
 * ktg_upstream_settings_set_refused:
 * @is_refused: whether it said that it does not accept this node
 */
gboolean
ktg_upstream_settings_set_refused (KtgDb *db, gboolean is_refused, GError **error)
{
  return set_setting (db, IS_REFUSED, is_refused ? "1" : "0", error);
}

/**
 * ktg_upstream_settings_get_refused:
 * @is_refused: (out): whether it said so last
 */
gboolean
ktg_upstream_settings_get_refused (KtgDb *db, gboolean *is_refused, GError **error)
{
  g_autofree char *text = NULL;

  if (!load_setting (db, IS_REFUSED, &text, error))
    return FALSE;

  *is_refused = g_strcmp0 (text, "1") == 0;
  return TRUE;
}
