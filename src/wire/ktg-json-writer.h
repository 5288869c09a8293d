/* ktg-json-writer.h - JSON with its keys in the order they are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Only for this room. @key is NULL for elements of a list and for the document itself. Compact, or
 * indented by two with a final newline for people and scripts. */
typedef struct _KtgJsonWriter KtgJsonWriter;

/* Writes the keys of one element of a list. */
typedef void (*KtgJsonMembers) (KtgJsonWriter *writer, gconstpointer element);

KtgJsonWriter *ktg_json_writer_new (gboolean is_for_people);
GBytes        *ktg_json_writer_finish (KtgJsonWriter *self); /* frees it */
void           ktg_json_writer_free (KtgJsonWriter *self);

void ktg_json_writer_begin_object (KtgJsonWriter *self, const char *key);
void ktg_json_writer_end_object (KtgJsonWriter *self);
void ktg_json_writer_begin_array (KtgJsonWriter *self, const char *key);
void ktg_json_writer_end_array (KtgJsonWriter *self);
void ktg_json_writer_write_each (KtgJsonWriter   *self,
                                 const char      *key,
                                 const GPtrArray *elements,
                                 KtgJsonMembers   write_members); /* a list of objects */

/* Left out where @text is NULL or empty. */
void ktg_json_writer_put_text (KtgJsonWriter *self, const char *key, const char *text);
/* Always there; NULL is written as "". */
void ktg_json_writer_put_needed_text (KtgJsonWriter *self, const char *key, const char *text);
void ktg_json_writer_put_bytes (KtgJsonWriter *self, const char *key, GBytes *utf8);
void ktg_json_writer_put_text_array (KtgJsonWriter *self,
                                     const char    *key,
                                     GPtrArray     *texts); /* left out if empty */
void ktg_json_writer_put_number_array (KtgJsonWriter *self,
                                       const char    *key,
                                       const GArray  *numbers); /* (element-type guint64) */
void ktg_json_writer_put_number (KtgJsonWriter *self, const char *key, gint64 number);
void ktg_json_writer_put_real (KtgJsonWriter *self, const char *key, double real);
void ktg_json_writer_put_flag (KtgJsonWriter *self, const char *key, gboolean flag);
void ktg_json_writer_put_json (KtgJsonWriter *self, const char *key, const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgJsonWriter, ktg_json_writer_free)

G_END_DECLS
