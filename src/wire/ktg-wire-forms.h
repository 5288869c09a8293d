/* ktg-wire-forms.h - what ids, keys and times look like as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"

#include <ktg-envelope.h>

G_BEGIN_DECLS

/* Only for this room; each fits KtgJsonForm. */
gboolean ktg_wire_is_hash (const char *text);       /* 64 lowercase hex digits */
gboolean ktg_wire_is_key (const char *text);        /* 43 characters of base64url */
gboolean ktg_wire_is_key_start (const char *text);  /* none of them, or some, or all */
gboolean ktg_wire_is_life (const char *text);       /* 22 characters of base64url */
gboolean ktg_wire_is_hash_start (const char *text); /* its first twelve digits */
gboolean ktg_wire_is_report_id (const char *text);  /* a UUID, lowercase */
gboolean ktg_wire_is_spoken (const char *text);     /* at most 16 characters, one line */
gboolean ktg_wire_is_time (const char *text);       /* as in ktg-moment.h */
gboolean ktg_wire_is_day (const char *text);        /* a day of the calendar */
gboolean ktg_wire_is_wall (const char *text);       /* a time with seconds and offset */
gboolean ktg_wire_is_file_name (const char *text);  /* never a path */
gboolean ktg_wire_is_media_type (const char *text); /* fit for a header field */

#define KTG_WIRE_HASH "64 lowercase hexadecimal digits"
#define KTG_WIRE_KEY "a key, 43 characters of base64url"
#define KTG_WIRE_LIFE "a life, 22 characters of base64url"
#define KTG_WIRE_NONCE "a nonce, 22 characters of base64url"
#define KTG_WIRE_HASH_START "the first 12 digits of a hash"
#define KTG_WIRE_REPORT_ID "a UUID in lowercase"
#define KTG_WIRE_SPOKEN "a number for people, at most 16 characters"
#define KTG_WIRE_TIME "a day like 2024-11-12 or a time like 2024-11-12T19:30:00+07:00"
#define KTG_WIRE_DAY "a day"
#define KTG_WIRE_WALL "a time like 2024-11-12T19:30:00+07:00"
#define KTG_WIRE_FILE_NAME "the name of a file, without a path"
#define KTG_WIRE_MEDIA_TYPE "a media type like image/jpeg"

char *ktg_wire_dup_signature (
    const guint8 signature[KTG_SIGNATURE_BYTES]); /* 86 characters of base64url */
gboolean ktg_wire_read_signature (const char *text, guint8 signature[KTG_SIGNATURE_BYTES]);

G_END_DECLS
