/* ktg-roster-json.h - what a server prints of its devices and codes with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* Times are milliseconds since the epoch, 0 for never. */
typedef struct
{
  gint64   number;
  char    *device; /* public key, base64url */
  char    *words;  /* six, of the keys of root, server and device; NULL: of another server */
  char    *officer;
  char    *name;
  char    *role;
  char    *region;
  gboolean is_elsewhere; /* somebody else admitted it, and that came here */
  gint64   enrolled_at_ms;
  gint64   seen_at_ms;
  gint64   revoked_at_ms;
  gboolean is_revoked;
  gboolean is_pending; /* it waits to be confirmed */
} KtgDeviceLine;

typedef struct
{
  gint64 number;
  char  *state;
  char  *officer;
  char  *role;
  char  *region;
  gint64 made_at_ms;
  gint64 expires_at_ms;
  gint64 used_at_ms;
  gint64 used_by; /* a device's number */
  gint64 cancelled_at_ms;
  gint64 asked_by; /* a device's number, of an office */
  char  *code;     /* NULL but when it has just been made */
  char  *whole;    /* the same, with both keys */
} KtgCodeLine;

KTG_DECLARE_RECORD (KtgDeviceLine, ktg_device_line)
KTG_DECLARE_RECORD (KtgCodeLine, ktg_code_line)

char *ktg_roster_json_dup_time (gint64 time_ms);

GBytes *ktg_roster_json_write_devices (GPtrArray *lines); /* (element-type KtgDeviceLine) */
GBytes *ktg_roster_json_write_codes (GPtrArray *lines);   /* (element-type KtgCodeLine) */
GBytes *ktg_roster_json_write_code (const KtgCodeLine *line);

G_END_DECLS
