/* ktg-aside-json.h - what a server prints of refused events that it kept, with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One event; borrowed. */
typedef struct
{
  const char *event;  /* its id */
  gint64      sender; /* number of the device */
  const char *device; /* its key; NULL when there is no such device */
  const char *reason;
  guint64     size_bytes;
  gint64      received_at_ms;
} KtgAsideLine;

GBytes *ktg_aside_json_write (GPtrArray *lines);

G_END_DECLS
