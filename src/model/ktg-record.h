/* ktg-record.h - plain structs that are made, copied, compared and let go by their description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-field.h>
#include <ktg-values.h>

G_BEGIN_DECLS

gpointer ktg_record_new (const KtgRecord *self);
gpointer ktg_record_copy (const KtgRecord *self, gconstpointer from);
void     ktg_record_clear (const KtgRecord *self, gpointer record);
void     ktg_record_free (const KtgRecord *self, gpointer record);
gboolean ktg_record_equal (const KtgRecord *self, gconstpointer a, gconstpointer b);

/* What is done with each text of a record. */
typedef void (*KtgTextVisit) (char **text, gpointer user_data);

void ktg_record_visit_texts (const KtgRecord *self,
                             gpointer         record,
                             KtgTextVisit     visit,
                             gpointer         user_data);

/* What is done with what another version said under keys that are not known here. */
typedef void (*KtgRestVisit) (const char *path, const KtgValues *rest, gpointer user_data);

void ktg_record_visit_rest (const KtgRecord *self,
                            gconstpointer    record,
                            const char      *path,
                            KtgRestVisit     visit_rest,
                            gpointer         user_data);

gboolean ktg_field_is_text (const KtgField *field);

/**
 * KTG_DECLARE_RECORD:
 * @Type: a struct
 * @prefix: of its functions, "ktg_person"
 *
 * Declares what KTG_DEFINE_RECORD() defines, and that g_autoptr() lets go of it.
 */
#define KTG_DECLARE_RECORD(Type, prefix)                                                           \
  extern const KtgRecord prefix##_record;                                                          \
                                                                                                   \
  Type    *prefix##_copy (const Type *record);                                                     \
  void     prefix##_free (Type *record);                                                           \
  gboolean prefix##_equal (const Type *a, const Type *b);                                          \
                                                                                                   \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_free)

/**
 * KTG_DEFINE_RECORD:
 * @Type: a struct
 * @prefix: of its functions, "ktg_person"
 * @table: an array of #KtgField that tells of all that the struct owns
 *
 * Defines the description `prefix_record` and, walking it, `prefix_copy()` (a copy that shares
 * nothing, NULL of NULL), `prefix_free()` (NULL is let be) and `prefix_equal()` (whether two say
 * the same, field by field).
 */
#define KTG_DEFINE_RECORD(Type, prefix, table)                                                     \
  const KtgRecord prefix##_record                                                                  \
      = { sizeof (Type), table, G_N_ELEMENTS (table), (GDestroyNotify)prefix##_free };             \
                                                                                                   \
  Type *prefix##_copy (const Type *record) { return ktg_record_copy (&prefix##_record, record); }  \
                                                                                                   \
  void prefix##_free (Type *record) { ktg_record_free (&prefix##_record, record); }                \
                                                                                                   \
  gboolean prefix##_equal (const Type *a, const Type *b)                                           \
  {                                                                                                \
    return ktg_record_equal (&prefix##_record, a, b);                                              \
  }

G_END_DECLS
