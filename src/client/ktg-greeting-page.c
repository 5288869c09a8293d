/* ktg-greeting-page.c - what this is, in three steps, with three doors
 *
 * It greets as long as there is no report, and comes back from the menu; whoever has written one
 * is not offered practice any more. The drawing is a picture made from an SVG beforehand: the
 * library that would draw it takes 8 MiB.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-greeting-page.h"

#include "ktg-primary-menu.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>

struct _KtgGreetingPage
{
  AdwBin parent_instance;

  GtkWidget     *back_button;
  GtkMenuButton *menu_button;
  GtkButton     *write_button;
  GtkWidget     *enrol_button;
  GtkWidget     *practice_button;
  GtkWidget     *code_hint;
};

G_DEFINE_FINAL_TYPE (KtgGreetingPage, ktg_greeting_page, ADW_TYPE_BIN)

static void
ktg_greeting_page_class_init (KtgGreetingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-greeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgGreetingPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KtgGreetingPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KtgGreetingPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, KtgGreetingPage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, KtgGreetingPage, practice_button);
  gtk_widget_class_bind_template_child (widget_class, KtgGreetingPage, code_hint);
}

static void
ktg_greeting_page_init (KtgGreetingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_primary_menu_fill (self->menu_button);
}

/**
 * ktg_greeting_page_show:
 * @self: the page
 * @is_first: whether there is no report yet, so that there is nothing to go back to
 * @is_enrolled: whether the device needs no code any more
 *
 * Enter writes a report.
 */
void
ktg_greeting_page_show (KtgGreetingPage *self, gboolean is_first, gboolean is_enrolled)
{
  gtk_widget_set_visible (self->back_button, !is_first);
  gtk_button_set_label (self->write_button,
                        is_first ? _ ("Write the First Report") : _ ("New Report"));
  gtk_widget_set_visible (self->enrol_button, !is_enrolled);
  gtk_widget_set_visible (self->practice_button, is_first);
  gtk_widget_set_visible (self->code_hint, !is_enrolled);
  gtk_widget_grab_focus (GTK_WIDGET (self->write_button));
}
