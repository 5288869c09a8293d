/* ktg-editor-section.h - a part of a report that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fold.h"
#include "ktg-session.h"

G_BEGIN_DECLS

#define KTG_TYPE_EDITOR_SECTION (ktg_editor_section_get_type ())
G_DECLARE_INTERFACE (KtgEditorSection, ktg_editor_section, KTG, EDITOR_SECTION, GtkWidget)

struct _KtgEditorSectionInterface
{
  GTypeInterface parent_interface;

  void (*show) (KtgEditorSection *self, KtgSession *session, const KtgReport *report);
  void (*apply) (KtgEditorSection *self, KtgReport *report);
  KtgFold *(*get_fold) (KtgEditorSection *self);
};

void ktg_editor_section_show (KtgEditorSection *self, KtgSession *session, const KtgReport *report);
void ktg_editor_section_apply (KtgEditorSection *self, KtgReport *report);
KtgFold *ktg_editor_section_get_fold (KtgEditorSection *self);
void     ktg_editor_section_changed (KtgEditorSection *self);

G_END_DECLS
