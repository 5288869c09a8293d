/* ktg-roster-json.h - what a server prints of its devices and codes with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts are borrowed where nothing else is said; times are milliseconds since the epoch, 0 for
 * never. */
typedef struct
{
  gint64      number;
  const char *device; /* public key, base64url */
  char       *words;  /* the device's own six; owned */
  const char *officer;
  const char *name;
  const char *role;
  const char *region;
  gboolean    is_elsewhere; /* somebody else admitted it, and that came here */
  gint64      enrolled_at_ms;
  gint64      seen_at_ms;
  gint64      revoked_at_ms;
  gboolean    is_revoked;
  gboolean    is_pending; /* it waits to be confirmed */
} KtgDeviceLine;

typedef struct
{
  gint64      number;
  const char *state;
  const char *officer;
  const char *role;
  const char *region;
  gint64      made_at_ms;
  gint64      expires_at_ms;
  gint64      used_at_ms;
  gint64      used_by; /* a device's number */
  gint64      cancelled_at_ms;
  const char *code;  /* NULL but when it has just been made */
  const char *whole; /* the same, with both keys */
} KtgCodeLine;

char *ktg_roster_json_dup_time (gint64 time_ms);
void  ktg_device_line_free (KtgDeviceLine *line);

GBytes *ktg_roster_json_write_devices (GPtrArray *lines); /* (element-type KtgDeviceLine) */
GBytes *ktg_roster_json_write_codes (GPtrArray *lines);   /* (element-type KtgCodeLine) */
GBytes *ktg_roster_json_write_code (const KtgCodeLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDeviceLine, ktg_device_line_free)

G_END_DECLS
