/* ktg-field-editor.h - a widget in which one text of a report is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FIELD_EDITOR (ktg_field_editor_get_type ())
G_DECLARE_INTERFACE (KtgFieldEditor, ktg_field_editor, KTG, FIELD_EDITOR, GtkWidget)

struct _KtgFieldEditorInterface
{
  GTypeInterface parent_interface;

  void (*show) (KtgFieldEditor *self, KtgSession *session, const char *text);
  char *(*dup_text) (KtgFieldEditor *self);
  GtkWidget *(*get_heard) (KtgFieldEditor *self);
};

/**
 * KTG_DEFINE_FIELD_EDITOR:
 * @Type: a widget
 * @prefix: of its functions, "ktg_line_field"
 * @PARENT: the type of its parent
 *
 * Defines the type of an editor, whose `prefix_show()`, `prefix_dup_text()` and
 * `prefix_get_heard()` stand below: what they do say ktg_field_editor_show(),
 * ktg_field_editor_dup_text() and ktg_field_editor_set_needed().
 */
#define KTG_DEFINE_FIELD_EDITOR(Type, prefix, PARENT)                                              \
  static void       prefix##_show (KtgFieldEditor *editor, KtgSession *session, const char *text); \
  static char      *prefix##_dup_text (KtgFieldEditor *editor);                                    \
  static GtkWidget *prefix##_get_heard (KtgFieldEditor *editor);                                   \
                                                                                                   \
  static void prefix##_init_editor (KtgFieldEditorInterface *iface)                                \
  {                                                                                                \
    iface->show = prefix##_show;                                                                   \
    iface->dup_text = prefix##_dup_text;                                                           \
    iface->get_heard = prefix##_get_heard;                                                         \
  }                                                                                                \
                                                                                                   \
  G_DEFINE_FINAL_TYPE_WITH_CODE (Type,                                                             \
                                 prefix,                                                           \
                                 PARENT,                                                           \
                                 G_IMPLEMENT_INTERFACE (KTG_TYPE_FIELD_EDITOR,                     \
                                                        prefix##_init_editor))

void  ktg_field_editor_show (KtgFieldEditor *self, KtgSession *session, const char *text);
char *ktg_field_editor_dup_text (KtgFieldEditor *self);
void  ktg_field_editor_set_needed (KtgFieldEditor *self, gboolean is_needed);
void  ktg_field_editor_set_understood (KtgFieldEditor *self, gboolean is_understood);
void  ktg_field_editor_changed (KtgFieldEditor *self);

G_END_DECLS
