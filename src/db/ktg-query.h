/* ktg-query.h - a statement asked once, with what it is asked of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-db.h"

G_BEGIN_DECLS

typedef enum
{
  KTG_PARAMETER_END,
  KTG_PARAMETER_INT,
  KTG_PARAMETER_TEXT,
  KTG_PARAMETER_BYTES,
} KtgParameterType;

/* What stands for one `?` of a statement; borrowed. */
typedef struct
{
  KtgParameterType type;
  gint64           number;
  const char      *text;  /* NULL: nothing is said */
  GBytes          *bytes; /* the same */
} KtgParameter;

/* As in: ktg_query_run (db, "UPDATE code SET used_by = ? WHERE hash = ?",
 *                       KTG_WITH (KTG_INT (device), KTG_BYTES (hash)), error) */
#define KTG_INT(value) ((KtgParameter){ .type = KTG_PARAMETER_INT, .number = (gint64)(value) })
#define KTG_TEXT(value) ((KtgParameter){ .type = KTG_PARAMETER_TEXT, .text = (value) })
#define KTG_BYTES(value) ((KtgParameter){ .type = KTG_PARAMETER_BYTES, .bytes = (value) })
#define KTG_WITH(...) ((const KtgParameter[]){ __VA_ARGS__, { KTG_PARAMETER_END } })

/* Does something with a row that a statement stands on; FALSE with @error ends it all. */
typedef gboolean (*KtgQueryAct) (KtgStatement *row, gpointer user_data, GError **error);

/* Hears of a row that a statement stands on; FALSE: of no more. */
typedef gboolean (*KtgQueryHear) (KtgStatement *row, gpointer user_data);

KtgStatement            *
ktg_query_begin (KtgDb *db, const char *sql, const KtgParameter *with, GError **error);
gboolean   ktg_query_run (KtgDb *db, const char *sql, const KtgParameter *with, GError **error);
gboolean   ktg_query_insert (KtgDb              *db,
                             const char         *sql,
                             const KtgParameter *with,
                             gint64             *number,
                             GError            **error);
gboolean   ktg_query_get_int (KtgDb              *db,
                              const char         *sql,
                              const KtgParameter *with,
                              gint64             *number,
                              GError            **error);
gboolean   ktg_query_find (KtgDb              *db,
                           const char         *sql,
                           const KtgParameter *with,
                           KtgStatementRead    read,
                           gpointer           *found,
                           GError            **error);
gboolean   ktg_query_find_text (KtgDb              *db,
                                const char         *sql,
                                const KtgParameter *with,
                                char              **text,
                                GError            **error);
gboolean   ktg_query_has_row (KtgDb              *db,
                              const char         *sql,
                              const KtgParameter *with,
                              gboolean           *has_row,
                              GError            **error);
GPtrArray *ktg_query_list (KtgDb              *db,
                           const char         *sql,
                           const KtgParameter *with,
                           KtgStatementRead    read,
                           GDestroyNotify      free_row,
                           GError            **error);
gboolean   ktg_query_each (KtgDb              *db,
                           const char         *sql,
                           const KtgParameter *with,
                           KtgQueryHear        hear,
                           gpointer            user_data,
                           GError            **error);
gboolean   ktg_query_act_on_each (KtgDb              *db,
                                  const char         *sql,
                                  const KtgParameter *with,
                                  KtgQueryAct         act,
                                  gpointer            user_data,
                                  GError            **error);
GPtrArray *
ktg_query_list_texts (KtgDb *db, const char *sql, const KtgParameter *with, GError **error);
gboolean ktg_query_collect_texts (KtgDb              *db,
                                  const char         *sql,
                                  const KtgParameter *with,
                                  GHashTable         *texts,
                                  GError            **error);

G_END_DECLS
