/* ktg-printable.h - something that can be put on paper, in one way or another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-paper.h>

G_BEGIN_DECLS

#define KTG_TYPE_PRINTABLE (ktg_printable_get_type ())
G_DECLARE_INTERFACE (KtgPrintable, ktg_printable, KTG, PRINTABLE, GObject)

struct _KtgPrintableInterface
{
  GTypeInterface parent;

  GStrv (*list_ways) (KtgPrintable *self, guint *first);
  KtgPaper *(*new_paper) (KtgPrintable *self, guint way, gboolean is_named);
  char *(*dup_name) (KtgPrintable *self, guint way, gboolean is_named);
};

GStrv     ktg_printable_list_ways (KtgPrintable *self, guint *first);
KtgPaper *ktg_printable_new_paper (KtgPrintable *self, guint way, gboolean is_named);
char     *ktg_printable_dup_name (KtgPrintable *self, guint way, gboolean is_named);

G_END_DECLS
