/* ktg-page-private.h - how a table reads a part of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-query.h>

#include "ktg-page.h"

G_BEGIN_DECLS

/* Of which rows a page is made, and how many. */
typedef struct
{
  KtgStatementRead read;
  GDestroyNotify   free_row;
  guint            max_rows; /* 0: KTG_PAGE_ROWS */
  gsize (*weigh) (gconstpointer row);
  gsize max_weight; /* with the row that reaches it, it is full; 0: rows are not weighed */
} KtgPageRows;

GPtrArray *ktg_page_read (KtgPage            *self,
                          KtgDb              *db,
                          const char         *sql,
                          const KtgParameter *with,
                          const KtgPageRows  *rows,
                          gpointer            user_data,
                          GError            **error);

G_END_DECLS
