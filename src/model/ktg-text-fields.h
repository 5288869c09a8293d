/* ktg-text-fields.h - the strings of a plain struct, told by where they lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_TEXT_FIELDS_END G_MAXSIZE

/* @fields: offsets of members of type char *, ended by KTG_TEXT_FIELDS_END. Only for this room's
 * own structs. */
void     ktg_text_fields_copy (const gsize *fields, gpointer to, gconstpointer from);
char    *ktg_text_fields_pack (const gsize *fields, gpointer to, gconstpointer from);
void     ktg_text_fields_clear (const gsize *fields, gpointer record);
gboolean ktg_text_fields_equal (const gsize *fields, gconstpointer a, gconstpointer b);

G_END_DECLS
