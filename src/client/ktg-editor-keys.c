/* ktg-editor-keys.c - what keys do while a report is written
 *
 * Enter goes to the next question, from a chip with what that says, Ctrl+Enter to the signing
 * sheet, Ctrl and a digit to a section. What is between two questions (chips, what removes, what
 * adds) is passed by, since an Enter too many is to accuse nobody. Esc in a field ends a search and
 * never leaves the page: that would be a slip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-editor-keys.h"

#include "ktg-chip-box.h"
#include "ktg-fold.h"
#include "ktg-picker.h"

#include <adwaita.h>

/* Where words are written, and not in something that has popped up. */
static GtkWidget *
get_written_in (GtkWidget *page)
{
  GtkRoot   *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !(GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
      || gtk_widget_get_native (focus) != GTK_NATIVE (root))
    return NULL;

  return focus;
}

static KtgPicker *
get_picker (GtkWidget *focus)
{
  GtkWidget *picker = gtk_widget_get_ancestor (focus, KTG_TYPE_PICKER);

  return picker != NULL ? KTG_PICKER (picker) : NULL;
}

static gboolean
end_search (GtkWidget *page)
{
  GtkWidget *focus = get_written_in (page);
  KtgPicker *picker = focus != NULL ? get_picker (focus) : NULL;

  if (picker != NULL)
    ktg_picker_clear (picker);

  return focus != NULL;
}

static gboolean
move_on (GtkWidget *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (page)), GTK_DIR_TAB_FORWARD);
}

/* Another Enter there changes nothing yet. */
static gboolean
is_question (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) || ADW_IS_COMBO_ROW (focus);
}

/* After the last one it is what stands below all of them. */
static gboolean
move_to_question (GtkWidget *page)
{
  GtkRoot   *root = gtk_widget_get_root (page);
  GtkWidget *focus;

  do
    {
      if (!move_on (page))
        return FALSE;
      focus = gtk_root_get_focus (root);
    }
  while (focus != NULL && !is_question (focus)
         && gtk_widget_get_ancestor (focus, KTG_TYPE_FOLD) != NULL);

  return TRUE;
}

static GtkWidget *
get_chip (GtkWidget *page)
{
  GtkRoot   *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *parent = focus != NULL ? gtk_widget_get_parent (focus) : NULL;

  return parent != NULL && KTG_IS_CHIP_BOX (parent) ? focus : NULL;
}

/* Enter on a chip means: this, and on to what stands after them. The answer may have moved the
 * keyboard on by itself, or taken the chips away. */
static gboolean
take_chip (GtkWidget *page)
{
  GtkWidget *chip = get_chip (page);
  GtkWidget *chips = chip != NULL ? gtk_widget_get_parent (chip) : NULL;

  if (chip == NULL)
    return FALSE;

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);

  while (get_chip (page) != NULL && gtk_widget_get_parent (get_chip (page)) == chips)
    if (!move_on (page))
      break;

  return TRUE;
}

static gboolean
go_on (GtkWidget *page)
{
  GtkWidget *focus = get_written_in (page);
  KtgPicker *picker = focus != NULL ? get_picker (focus) : NULL;

  if (!GTK_IS_TEXT (focus) || (picker != NULL && ktg_picker_has_found (picker)))
    return FALSE;

  return move_to_question (page);
}

static gboolean
pressed_with_control (GtkWidget *page, guint key)
{
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    return gtk_widget_activate_action (page, "editor.file", NULL);

  return key >= GDK_KEY_1 && key <= GDK_KEY_6
         && gtk_widget_activate_action (page, "editor.section", "i", (gint32)(key - GDK_KEY_1));
}

static gboolean
pressed_cb (GtkEventControllerKey *keys,
            guint                  key,
            guint                  code,
            GdkModifierType        state,
            gpointer               user_data)
{
  GtkWidget      *page = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == GDK_CONTROL_MASK)
    return pressed_with_control (page, key);

  if (modifiers != 0)
    return FALSE;

  if (key == GDK_KEY_Escape)
    return end_search (page);

  return (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (take_chip (page) || go_on (page));
}

/**
 * ktg_editor_keys_attach:
 * @page: an editor, with the actions "editor.file" and "editor.section"
 */
void
ktg_editor_keys_attach (GtkWidget *page)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (page, keys);
}
