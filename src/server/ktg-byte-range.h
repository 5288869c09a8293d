/* ktg-byte-range.h - which part of a file a request wants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_BYTE_RANGE_WHOLE, /* none was asked for, or none that can be given */
  KTG_BYTE_RANGE_PART,
  KTG_BYTE_RANGE_BEYOND, /* it begins behind the end */
} KtgByteRangeKind;

typedef struct
{
  guint64 first;
  guint64 n_bytes;
} KtgByteRange;

KtgByteRangeKind ktg_byte_range_read (const char *header, guint64 size_bytes, KtgByteRange *range);

G_END_DECLS
