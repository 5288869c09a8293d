/* ktg-page.h - a part of a table whose rows have numbers that only grow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_PAGE_ROWS 200
#define KTG_PAGE_REPORTS 50 /* each with its files, which may be several */
#define KTG_PAGE_BYTES (512 * 1024)

/* Whoever reads a page sets the last two. */
typedef struct
{
  gint64   of;       /* only rows of this report, by its number; for tables of reports' rows */
  guint64  until;    /* only what events up to this index name; for reports' files */
  gint64   after;    /* the rows that come after this number, from 0 */
  gint64   last;     /* the number of the last of them */
  gboolean has_more; /* FALSE: the table ended here; what comes from now on is not waited for */
} KtgPage;

G_END_DECLS
