/* ktg-offered-file.h - a file or a copied picture that is to become evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_TYPE_OFFERED_FILE (ktg_offered_file_get_type ())
G_DECLARE_FINAL_TYPE (KtgOfferedFile, ktg_offered_file, KTG, OFFERED_FILE, GObject)

KtgOfferedFile *ktg_offered_file_new (GFile *file);
KtgOfferedFile *ktg_offered_file_new_for_bytes (GBytes *bytes, const char *name);
GFile          *ktg_offered_file_get_file (KtgOfferedFile *self);  /* NULL: it has bytes */
GBytes         *ktg_offered_file_get_bytes (KtgOfferedFile *self); /* NULL: it is a file */
const char     *ktg_offered_file_get_name (KtgOfferedFile *self);

G_END_DECLS
