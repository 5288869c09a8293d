/* ktg-copy-json.h - what a copy of a report says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* All borrowed. */
typedef struct
{
  const char *name;
  const char *sha256;
  guint64     size_bytes;
} KtgCopiedFile;

typedef struct
{
  const char *report_id;
  const char *number; /* or NULL */
  const char *made;   /* by this device's clock */
  const char *device; /* its public key */
  gboolean    is_whole;
  GPtrArray  *events;  /* (element-type utf8) their ids */
  GPtrArray  *files;   /* (element-type KtgCopiedFile) */
  GPtrArray  *missing; /* (element-type utf8) SHA-256 of what the report names and is not here */
} KtgCopyAccount;

GBytes *ktg_copy_json_write (const KtgCopyAccount *account);

G_END_DECLS
