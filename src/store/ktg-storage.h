/* ktg-storage.h - what this device's evidence takes of the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Nothing younger than this, or than the server's own days, is freed. */
#define KTG_STORAGE_GRACE_DAYS 30

typedef struct
{
  guint   n_reports; /* their events */
  guint64 report_bytes;
  guint   n_files; /* that are here, with previews */
  guint64 file_bytes;
  guint   n_free; /* originals whose room the officer may have back */
  guint64 free_bytes;
  guint   n_freed; /* whose room she had back before */
} KtgStorage;

G_END_DECLS
