/* ktg-editor-page.h - where a report is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-evidence-section.h"

#include <adwaita.h>
#include <ktg-draft-keeper.h>

G_BEGIN_DECLS

#define KTG_TYPE_EDITOR_PAGE (ktg_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgEditorPage, ktg_editor_page, KTG, EDITOR_PAGE, GtkWidget)

KtgEditorPage  *ktg_editor_page_new (KtgSession *session);
void            ktg_editor_page_open_amendment (KtgEditorPage *self, const char *report_id);
void            ktg_editor_page_open (KtgEditorPage *self, const char *id);
void            ktg_editor_page_begin_with (KtgEditorPage *self, const char *with);
KtgDraftKeeper *ktg_editor_page_get_keeper (KtgEditorPage *self);
void            ktg_editor_page_begin (KtgEditorPage *self);
KtgViewerPage  *ktg_editor_page_view (KtgEditorPage *self, guint i);
gboolean        ktg_editor_page_is_busy (KtgEditorPage *self);

KtgEvidenceSection *ktg_editor_page_get_evidence (KtgEditorPage *self);

G_END_DECLS
