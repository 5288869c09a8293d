/* ktg-entry-view.h - one thing of the library, to be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-reference.h>

G_BEGIN_DECLS

#define KTG_TYPE_ENTRY_VIEW (ktg_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (KtgEntryView, ktg_entry_view, KTG, ENTRY_VIEW, AdwBin)

GtkWidget *ktg_entry_view_new (const KtgReference *reference, const KtgReferenceEntry *entry);

G_END_DECLS
