/* ktg-json-reader.h - a strict walk through one JSON document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-tree.h"

#include <ktg-json-guard.h>

G_BEGIN_DECLS

/* Only for this room. It stands in an object, at first the document's own; enter and leave move it.
 * The first error stays: after it every question is answered with nothing, and
 * ktg_json_reader_finish() gives it to the caller. So a message is read as a plain list of its
 * keys. Every key asked for is known; when @is_strict any other is an error. */
typedef struct _KtgJsonReader KtgJsonReader;

typedef enum
{
  KTG_JSON_OPTIONAL,
  KTG_JSON_REQUIRED, /* the key must be there */
  KTG_JSON_FILLED,   /* and its text must not be blank */
} KtgJsonNeed;

/* TRUE if a text has the form its key asks for. */
typedef gboolean (*KtgJsonForm) (const char *text);

/* Reads the object the reader stands in, an element of a list, into @target. */
typedef void (*KtgJsonElement) (KtgJsonReader *reader, gpointer target);

KtgJsonReader *
ktg_json_reader_new (GBytes *text, const KtgJsonLimits *limits, gboolean is_strict, GError **error);
void     ktg_json_reader_free (KtgJsonReader *self);
gboolean ktg_json_reader_finish (KtgJsonReader *self, GError **error); /* FALSE: the first error */
gboolean ktg_json_reader_has_error (KtgJsonReader *self);
/* @key of the present object cannot be what it is; @reason is English. */
void ktg_json_reader_refuse (KtgJsonReader *self, const char *key, const char *reason);
void ktg_json_reader_refuse_missing (KtgJsonReader *self, const char *key, const char *reason);

/* Moving: FALSE (and nothing to leave) where there is nothing to enter. */
gboolean ktg_json_reader_has (KtgJsonReader *self, const char *key);
gboolean ktg_json_reader_enter (KtgJsonReader *self, const char *key, KtgJsonNeed need);
guint    ktg_json_reader_count (KtgJsonReader *self,
                                const char    *key,
                                KtgJsonNeed    need); /* elements of an array */
gboolean ktg_json_reader_enter_element (KtgJsonReader *self, const char *key, guint i);
void     ktg_json_reader_read_each (KtgJsonReader *self,
                                    const char    *key,
                                    KtgJsonElement read_element,
                                    gpointer       target); /* of a list that may be absent */
void     ktg_json_reader_leave (KtgJsonReader *self);
guint    ktg_json_reader_get_depth (KtgJsonReader *self);
gboolean ktg_json_reader_forgive (KtgJsonReader *self, guint depth);
void     ktg_json_reader_skip (KtgJsonReader *self, const char *key); /* known, and not looked at */

/* Values. A text that is absent or empty is NULL. Numbers are integers within ±(2^53 - 1). */
char *ktg_json_reader_dup_text (KtgJsonReader *self, const char *key, KtgJsonNeed need);
const char *
ktg_json_reader_get_text (KtgJsonReader *self, const char *key, KtgJsonNeed need); /* until freed */
char    *ktg_json_reader_dup_formed (KtgJsonReader *self,
                                     const char    *key,
                                     KtgJsonNeed    need,
                                     KtgJsonForm    form,
                                     const char    *expected);
void     ktg_json_reader_take_text_array (KtgJsonReader *self,
                                          const char    *key,
                                          KtgJsonNeed    need,
                                          GPtrArray     *into);
void     ktg_json_reader_take_numbers (KtgJsonReader *self,
                                       const char    *key,
                                       gint64         min,
                                       gint64         max,
                                       GArray        *into); /* (element-type guint64); optional */
gint64   ktg_json_reader_get_number (KtgJsonReader *self,
                                     const char    *key,
                                     KtgJsonNeed    need,
                                     gint64         min,
                                     gint64         max); /* 0 if absent */
double   ktg_json_reader_get_real (KtgJsonReader *self,
                                   const char    *key,
                                   KtgJsonNeed    need,
                                   double         min,
                                   double         max);
gboolean ktg_json_reader_get_flag (KtgJsonReader *self, const char *key, KtgJsonNeed need);
/* The place of the text in @names, -1 if absent; any other text is refused. */
int      ktg_json_reader_get_choice (KtgJsonReader     *self,
                                     const char        *key,
                                     KtgJsonNeed        need,
                                     const char *const *names);
gboolean ktg_json_reader_is_one_of (KtgJsonReader     *self,
                                    const char        *key,
                                    const char *const *names); /* FALSE: another text is there */
gboolean ktg_json_reader_is_false (KtgJsonReader *self,
                                   const char    *key); /* there, and exactly false */

/* For what is not known key by key: the value itself, and the text that its numbers stand in. */
const KtgJsonNode *ktg_json_reader_get_node (KtgJsonReader *self, const char *key);
const KtgJsonNode *ktg_json_reader_get_unasked (KtgJsonReader *self, const KtgJsonNode *after);
const char        *ktg_json_reader_get_source (KtgJsonReader *self);

#define KTG_JSON_MAX_NUMBER ((G_GINT64_CONSTANT (1) << 53) - 1)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgJsonReader, ktg_json_reader_free)

G_END_DECLS
