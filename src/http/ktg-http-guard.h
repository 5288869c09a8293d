/* ktg-http-guard.h - refuses what two readers could read in two ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_HTTP_FIELDS_MAX 100

typedef struct
{
  const char *name;
  const char *value;
  gsize       name_bytes; /* as the library counts them */
  gsize       value_bytes;
} KtgHttpField;

/* The head of a request, as the library shows it. */
typedef struct
{
  const char  *method;
  const char  *target; /* as sent */
  const char  *version;
  KtgHttpField fields[KTG_HTTP_FIELDS_MAX];
  guint        n_fields; /* may be more than fit; then it is refused */
  gsize        size_bytes;
} KtgHttpHead;

typedef struct
{
  guint       status;
  const char *type;
  const char *title;
} KtgHttpRefusal;

/* What the fields say of a body. */
typedef struct
{
  gboolean has_length;
  guint64  length_bytes;
} KtgHttpFraming;

const KtgHttpRefusal *ktg_http_guard_head (const KtgHttpHead *head, KtgHttpFraming *framing);

G_END_DECLS
