/* ktg-field-editor.c - a widget in which one text of a report is written
 *
 * It shows a text, says "changed" when the officer changes it, and gives it back. Whoever fills it
 * does not listen meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-field-editor.h"

#include <ktg-signal.h>

G_DEFINE_INTERFACE (KtgFieldEditor, ktg_field_editor, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
ktg_field_editor_default_init (KtgFieldEditorInterface *iface)
{
  changed_signal = ktg_signal_new ("changed", KTG_TYPE_FIELD_EDITOR, G_TYPE_NONE);
}

static GtkAccessible *
get_heard (KtgFieldEditor *self)
{
  return GTK_ACCESSIBLE (KTG_FIELD_EDITOR_GET_IFACE (self)->get_heard (self));
}

/**
 * ktg_field_editor_show:
 * @self: an editor
 * @session: what codes mean, and what time it is
 * @text: (nullable): what is written so far
 */
void
ktg_field_editor_show (KtgFieldEditor *self, KtgSession *session, const char *text)
{
  KTG_FIELD_EDITOR_GET_IFACE (self)->show (self, session, text);
}

/**
 * ktg_field_editor_dup_text:
 * @self: an editor
 *
 * Words that are not what is asked for are not lost, they are what is returned.
 *
 * Returns: (nullable) (transfer full): what is written; %NULL if nothing is
 */
char *
ktg_field_editor_dup_text (KtgFieldEditor *self)
{
  return KTG_FIELD_EDITOR_GET_IFACE (self)->dup_text (self);
}

/**
 * ktg_field_editor_set_needed:
 * @self: an editor
 * @is_needed: whether the form needs what is asked
 *
 * A screen reader says so with the name of what has the keyboard.
 */
void
ktg_field_editor_set_needed (KtgFieldEditor *self, gboolean is_needed)
{
  gtk_accessible_update_property (get_heard (self),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  is_needed,
                                  -1);
}

/**
 * ktg_field_editor_set_understood:
 * @self: an editor
 * @is_understood: %FALSE if what is written is not what is asked for
 *
 * For editors: a screen reader says so, too.
 */
void
ktg_field_editor_set_understood (KtgFieldEditor *self, gboolean is_understood)
{
  gtk_accessible_update_state (get_heard (self),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_understood ? GTK_ACCESSIBLE_INVALID_FALSE
                                             : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/**
 * ktg_field_editor_changed:
 * @self: an editor
 *
 * For editors: the officer changed what is written.
 */
void
ktg_field_editor_changed (KtgFieldEditor *self)
{
  g_signal_emit (self, changed_signal, 0);
}
