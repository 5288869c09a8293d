/* ktg-outside-copy.h - where a copy lies that another program opens, and how it goes away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-evidence.h>

G_BEGIN_DECLS

GFile *ktg_outside_copy_new_place (const char *folder, const KtgEvidence *evidence, GError **error);
void   ktg_outside_copy_sweep (const char *folder);

G_END_DECLS
