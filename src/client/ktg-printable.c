/* ktg-printable.c - something that can be put on paper, in one way or another
 *
 * A report has forms, a recap has its list: the dialog asks which, and knows neither.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-printable.h"

G_DEFINE_INTERFACE (KtgPrintable, ktg_printable, G_TYPE_OBJECT)

static void
ktg_printable_default_init (KtgPrintableInterface *interface)
{
}

/**
 * ktg_printable_list_ways:
 * @self: something
 * @first: (out): which of them is meant unless somebody chooses another
 *
 * Returns: (transfer full): in how many ways it can be put on paper, and what they are called; none
 *   where there is but one, without a name
 */
GStrv
ktg_printable_list_ways (KtgPrintable *self, guint *first)
{
  return KTG_PRINTABLE_GET_IFACE (self)->list_ways (self, first);
}

/**
 * ktg_printable_new_paper:
 * @self: something
 * @way: one of its ways
 * @is_named: whether what a form marks as secret is said
 *
 * Returns: (transfer full): its pages
 */
KtgPaper *
ktg_printable_new_paper (KtgPrintable *self, guint way, gboolean is_named)
{
  return KTG_PRINTABLE_GET_IFACE (self)->new_paper (self, way, is_named);
}

/**
 * ktg_printable_dup_name:
 * @self: something
 * @way: one of its ways
 * @is_named: whether what a form marks as secret is said
 *
 * Returns: (transfer full): what its file is called, unless the officer says otherwise
 */
char *
ktg_printable_dup_name (KtgPrintable *self, guint way, gboolean is_named)
{
  return KTG_PRINTABLE_GET_IFACE (self)->dup_name (self, way, is_named);
}
