/* ktg-audit-json.h - what a server prints of its audit with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 number;
  gint64 at_ms;
  char  *what;
  gint64 subject; /* number of a device, a code, …; 0: none */
  gint64 count;   /* how often; 0: once */
} KtgAuditLine;

GBytes *ktg_audit_json_write_lines (GPtrArray *lines); /* (element-type KtgAuditLine) */

G_END_DECLS
