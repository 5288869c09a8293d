/* ktg-editor-section.c - a part of a report that is being written
 *
 * A section shows its fields of a report, says "changed" when the officer changes one, and writes
 * them into a report when asked. It stands in a fold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-editor-section.h"

#include "ktg-toast.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>

G_DEFINE_INTERFACE (KtgEditorSection, ktg_editor_section, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
ktg_editor_section_default_init (KtgEditorSectionInterface *iface)
{
  g_type_ensure (KTG_TYPE_FOLD);
  changed_signal = ktg_signal_new ("changed", KTG_TYPE_EDITOR_SECTION, G_TYPE_NONE);
}

/**
 * ktg_editor_section_show:
 * @self: a section
 * @session: what the codes mean
 * @report: what is written so far
 *
 * Whoever fills it does not listen to "changed" meanwhile.
 */
void
ktg_editor_section_show (KtgEditorSection *self, KtgSession *session, const KtgReport *report)
{
  KTG_EDITOR_SECTION_GET_IFACE (self)->show (self, session, report);
}

/**
 * ktg_editor_section_apply:
 * @self: a section
 * @report: a report whose fields of this section become what is written in it
 */
void
ktg_editor_section_apply (KtgEditorSection *self, KtgReport *report)
{
  KTG_EDITOR_SECTION_GET_IFACE (self)->apply (self, report);
}

/**
 * ktg_editor_section_get_fold:
 * @self: a section
 *
 * Returns: (transfer none): what it stands in
 */
KtgFold *
ktg_editor_section_get_fold (KtgEditorSection *self)
{
  return KTG_FOLD (adw_bin_get_child (ADW_BIN (self)));
}

/**
 * ktg_editor_section_tell:
 * @self: a section
 * @is_done: whether there is something in it
 * @summary: a few words of what
 *
 * For sections: stands at their head.
 */
void
ktg_editor_section_tell (KtgEditorSection *self, gboolean is_done, const char *summary)
{
  KtgFold         *fold = ktg_editor_section_get_fold (self);
  g_autofree char *shown = ktg_shown_text_dup_line (summary);

  ktg_fold_set_done (fold, is_done);
  ktg_fold_set_summary (fold, shown);
}

/**
 * ktg_editor_section_clear:
 * @list: of a section
 *
 * For sections: takes all its rows away.
 */
void
ktg_editor_section_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/**
 * ktg_editor_section_go_on:
 * @self: a section
 *
 * For sections: a press has answered it, and the keyboard goes on to the next question.
 */
void
ktg_editor_section_go_on (KtgEditorSection *self)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (self));

  while (next != NULL && !(KTG_IS_EDITOR_SECTION (next) && gtk_widget_get_visible (next)))
    next = gtk_widget_get_next_sibling (next);

  if (next != NULL)
    ktg_fold_enter (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (next)));
}

/**
 * ktg_editor_section_changed:
 * @self: a section
 *
 * For sections: the officer changed something.
 */
void
ktg_editor_section_changed (KtgEditorSection *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * ktg_editor_section_offer_undo:
 * @self: a section
 * @sentence: what was taken out
 * @removed: (transfer full): that
 * @free: how to let go of it
 * @at: where in its list it stood
 * @undone: called with the toast and @self, if the officer wants it back
 *
 * For sections: removing does not ask; it can be undone for a while.
 */
void
ktg_editor_section_offer_undo (KtgEditorSection *self,
                               const char       *sentence,
                               gpointer          removed,
                               GDestroyNotify    free,
                               int               at,
                               GCallback         undone)
{
  AdwToast  *toast = ktg_toast_new (sentence);
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "removed", removed, free);
  g_object_set_data (G_OBJECT (toast), "at", GINT_TO_POINTER (at));
  g_signal_connect_object (toast, "button-clicked", undone, self, 0);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

/**
 * ktg_editor_section_get_removed:
 * @toast: that offered to undo
 *
 * Returns: (transfer none): what was taken out
 */
gpointer
ktg_editor_section_get_removed (AdwToast *toast)
{
  return g_object_get_data (G_OBJECT (toast), "removed");
}

/**
 * ktg_editor_section_get_removed_at:
 * @toast: that offered to undo
 *
 * Returns: where in its list that stood
 */
int
ktg_editor_section_get_removed_at (AdwToast *toast)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (toast), "at"));
}
