/* ktg-values.h - what a report says in the fields of its form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Code of a field → its value, in the order in which they were set. It knows nothing of forms: a
 * code that no form has is kept like any other. A field that says nothing is not in it. */
typedef struct _KtgValues KtgValues;

typedef enum
{
  KTG_VALUE_NONE,  /* the field says nothing */
  KTG_VALUE_TEXT,  /* a text; a number is its digits, a choice its code, a yes/no "yes" or "no" */
  KTG_VALUE_LIST,  /* texts: several choices, a list of words, a field that repeats */
  KTG_VALUE_ROWS,  /* several KtgValues: persons, each by the codes of its parts */
  KTG_VALUE_OTHER, /* what is none of these, kept as the JSON that it came as */
} KtgValueKind;

#define KTG_VALUE_YES "yes"
#define KTG_VALUE_NO "no"

KtgValues *ktg_values_new (void);
KtgValues *ktg_values_copy (const KtgValues *self);
void       ktg_values_free (KtgValues *self);
gboolean   ktg_values_equal (const KtgValues *a, const KtgValues *b);

guint        ktg_values_get_n (const KtgValues *self);
const char  *ktg_values_get_code (const KtgValues *self, guint i);
KtgValueKind ktg_values_get_kind (const KtgValues *self, const char *code);
const char  *ktg_values_get_text (const KtgValues *self, const char *code);
const char  *ktg_values_get_other (const KtgValues *self, const char *code);
GPtrArray   *ktg_values_get_list (const KtgValues *self, const char *code);
GPtrArray   *ktg_values_get_rows (const KtgValues *self, const char *code);

void ktg_values_set_text (KtgValues *self, const char *code, const char *text);
void ktg_values_set_other (KtgValues *self, const char *code, const char *json);
void ktg_values_set_list (KtgValues *self, const char *code, const GPtrArray *texts);
void ktg_values_set_rows (KtgValues *self, const char *code, const GPtrArray *rows);
void ktg_values_remove (KtgValues *self, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgValues, ktg_values_free)

G_END_DECLS
