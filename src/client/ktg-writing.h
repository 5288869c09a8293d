/* ktg-writing.h - the report that is being written in a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-page.h"

G_BEGIN_DECLS

#define KTG_TYPE_WRITING (ktg_writing_get_type ())
G_DECLARE_FINAL_TYPE (KtgWriting, ktg_writing, KTG, WRITING, GObject)

KtgWriting    *ktg_writing_new (GtkStack *whole, KtgSession *session);
void           ktg_writing_open (KtgWriting *self, const char *id);
void           ktg_writing_amend (KtgWriting *self, const char *report_id);
KtgEditorPage *ktg_writing_get_page (KtgWriting *self);
void           ktg_writing_photograph (KtgWriting *self);
gboolean       ktg_writing_leave_camera (KtgWriting *self);
void           ktg_writing_leave (KtgWriting *self);
void           ktg_writing_drop (KtgWriting *self);
gboolean       ktg_writing_is_busy (KtgWriting *self);
gboolean       ktg_writing_may_close (KtgWriting *self);

KtgEvidenceSection *ktg_writing_get_evidence (KtgWriting *self);

G_END_DECLS
