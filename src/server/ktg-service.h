/* ktg-service.h - what every request needs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-admission.h"
#include "ktg-archive.h"
#include "ktg-desk.h"
#include "ktg-shelf.h"

G_BEGIN_DECLS

#define KTG_MAX_PACKED_BYTES (8 * 1024 * 1024)
#define KTG_MAX_UNPACKED_BYTES (32 * 1024 * 1024)
#define KTG_MAX_BATCH_BYTES (4 * 1024 * 1024)
#define KTG_MAX_FILE_BYTES (64 * 1024 * 1024)
#define KTG_KEEP_DAYS 14

/* Made by the node, not changed while it serves. */
typedef struct
{
  KtgArchive   *archive;
  KtgAdmission *admission;
  KtgShelf     *shelf;
  KtgDesk      *desk;      /* reads large messages and writes answers */
  KtgDesk      *file_desk; /* waits for the disk */
  guint         keep_days; /* devices free nothing that is younger */
} KtgService;

gint64 ktg_service_get_now_ms (void);

G_END_DECLS
