/* ktg-editor-section.h - a part of a report that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fold.h"
#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_EDITOR_SECTION (ktg_editor_section_get_type ())
G_DECLARE_INTERFACE (KtgEditorSection, ktg_editor_section, KTG, EDITOR_SECTION, GtkWidget)

struct _KtgEditorSectionInterface
{
  GTypeInterface parent_interface;

  void (*show) (KtgEditorSection *self, KtgSession *session, const KtgReport *report);
  void (*apply) (KtgEditorSection *self, KtgReport *report);
};

/**
 * KTG_DEFINE_EDITOR_SECTION:
 * @Type: a bin with a fold in it
 * @prefix: of its functions, "ktg_time_section"
 *
 * Defines the type of a section, whose `prefix_show()` and `prefix_apply()` stand below.
 */
#define KTG_DEFINE_EDITOR_SECTION(Type, prefix)                                                    \
  static void prefix##_show (KtgEditorSection *self,                                               \
                             KtgSession       *session,                                            \
                             const KtgReport  *report);                                             \
  static void prefix##_apply (KtgEditorSection *self, KtgReport *report);                          \
                                                                                                   \
  static void prefix##_init_section (KtgEditorSectionInterface *iface)                             \
  {                                                                                                \
    iface->show = prefix##_show;                                                                   \
    iface->apply = prefix##_apply;                                                                 \
  }                                                                                                \
                                                                                                   \
  G_DEFINE_FINAL_TYPE_WITH_CODE (Type,                                                             \
                                 prefix,                                                           \
                                 ADW_TYPE_BIN,                                                     \
                                 G_IMPLEMENT_INTERFACE (KTG_TYPE_EDITOR_SECTION,                   \
                                                        prefix##_init_section))

void ktg_editor_section_show (KtgEditorSection *self, KtgSession *session, const KtgReport *report);
void ktg_editor_section_apply (KtgEditorSection *self, KtgReport *report);
KtgFold *ktg_editor_section_get_fold (KtgEditorSection *self);
void     ktg_editor_section_tell (KtgEditorSection *self, gboolean is_done, const char *summary);
void     ktg_editor_section_clear (GtkListBox *list);
void     ktg_editor_section_go_on (KtgEditorSection *self);
void     ktg_editor_section_changed (KtgEditorSection *self);
void     ktg_editor_section_offer_undo (KtgEditorSection *self,
                                        const char       *sentence,
                                        gpointer          removed,
                                        GDestroyNotify    free,
                                        int               at,
                                        GCallback         undone);
gpointer ktg_editor_section_get_removed (AdwToast *toast);
int      ktg_editor_section_get_removed_at (AdwToast *toast);

G_END_DECLS
