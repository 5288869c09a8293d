/* ktg-db-rows.c - what a trigger or a query says of a row, told to the program
 *
 * SQL that runs on the connection may call `row_is (table, change, position, value…)`: three
 * numbers that mean what their author likes, and a row's values. The program hears the numbers, and
 * the values as bytes that no other row has: each with its kind and length.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-db-private.h"

#define FIRST_VALUE 3

typedef struct
{
  KtgDbRowFunc func;
  gpointer     user_data;
  GByteArray  *row;
} Hearing;

static void
hearing_free (gpointer data)
{
  Hearing *self = data;

  g_byte_array_unref (self->row);
  g_free (self);
}

static void
add_number (GByteArray *row, char kind, guint64 number)
{
  guint64 big_endian = GUINT64_TO_BE (number);

  g_byte_array_append (row, (const guint8 *)&kind, 1);
  g_byte_array_append (row, (const guint8 *)&big_endian, sizeof big_endian);
}

static void
add_bytes (GByteArray *row, char kind, const void *bytes, int size_bytes)
{
  add_number (row, kind, (guint64)size_bytes);
  if (size_bytes > 0)
    g_byte_array_append (row, bytes, (guint)size_bytes);
}

static void
add_value (GByteArray *row, sqlite3_value *value)
{
  union
  {
    double  real;
    guint64 bits;
  } number;

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      add_number (row, 'i', (guint64)sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      number.real = sqlite3_value_double (value);
      add_number (row, 'r', number.bits);
      break;
    case SQLITE_TEXT:
      add_bytes (row, 't', sqlite3_value_text (value), sqlite3_value_bytes (value));
      break;
    case SQLITE_BLOB:
      add_bytes (row, 'b', sqlite3_value_blob (value), sqlite3_value_bytes (value));
      break;
    default:
      add_number (row, 'n', 0);
      break;
    }
}

static void
row_is_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  Hearing *self = sqlite3_user_data (context);

  if (n_values < FIRST_VALUE)
    {
      sqlite3_result_error (context, "row_is() wants three numbers and a row", -1);
      return;
    }

  g_byte_array_set_size (self->row, 0);
  for (int i = FIRST_VALUE; i < n_values; i++)
    add_value (self->row, values[i]);

  self->func ((int)sqlite3_value_int64 (values[0]),
              (int)sqlite3_value_int64 (values[1]),
              sqlite3_value_int64 (values[2]),
              self->row->data,
              self->row->len,
              self->user_data);
  sqlite3_result_int (context, 1);
}

/**
 * ktg_db_hear_rows:
 * @func: hears each `row_is (…)` of this connection's SQL, in the middle of its statement, so it
 * must not touch the database
 *
 * Lets SQL on this connection say rows to the program.
 */
gboolean
ktg_db_hear_rows (KtgDb *self, KtgDbRowFunc func, gpointer user_data, GError **error)
{
  Hearing *hearing = g_new0 (Hearing, 1);
  int      result;

  g_return_val_if_fail (self != NULL, FALSE);

  hearing->func = func;
  hearing->user_data = user_data;
  hearing->row = g_byte_array_new ();
  result = sqlite3_create_function_v2 (self->handle,
                                       "row_is",
                                       -1,
                                       SQLITE_UTF8,
                                       hearing,
                                       row_is_cb,
                                       NULL,
                                       NULL,
                                       hearing_free);
  if (result == SQLITE_OK)
    return TRUE;

  ktg_db_take_error (self, result, error);
  return FALSE;
}
