/* ktg-limit.h - what SQLite and the disk can do at best, measured in the same run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of 4,000 bytes, so many to a COMMIT, in WAL with synchronous=FULL. */
double ktg_limit_measure_sqlite (const char *folder, guint rows_per_commit, double seconds);
/* Files of 1 MB: made, written, flushed, renamed, their directory flushed. */
double ktg_limit_measure_disk (const char *folder, guint n_threads, double seconds);
/* One flush of a file that grew by 4 KB, in milliseconds. */
double ktg_limit_measure_flush (const char *folder);

G_END_DECLS
