/* ktg-lack-button.c - how much of what is needed is said, and what is lacking
 *
 * A press opens the list of what is there and what is lacking, which is made then; a press there
 * leads to the field.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-lack-button.h"

#include "ktg-step-mark.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-signal.h>

#define WINDOW_ROOM 170 /* of a window's height: its header, the bar below, and a border */
#define LEAST_HEIGHT 200
#define MAX_WIDTH_CHARS 26 /* of a name, so that the list is no wider than a narrow window */

struct _KtgLackButton
{
  AdwBin parent_instance;

  GtkMenuButton     *button;
  GtkPopover        *popover;
  GtkScrolledWindow *list;
  GtkWidget         *nothing;
  GtkWidget         *all_the_same; /* that it can be filed */
  GtkWidget         *formal_title;
  GtkBox            *formal;
  GtkWidget         *material_title;
  GtkBox            *material;
  GtkWidget         *law_title;
  GtkLabel          *law;

  /* By KtgFormNeed, of a pack; or NULL. */
  GPtrArray *needed[KTG_FORM_NEED_MATERIAL + 1];
  GPtrArray *lacking[KTG_FORM_NEED_MATERIAL + 1];
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgLackButton, ktg_lack_button, ADW_TYPE_BIN)

static void
field_clicked_cb (GtkWidget *button, KtgLackButton *self)
{
  const KtgFormField *field = g_object_get_data (G_OBJECT (button), "field");

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, field->code);
}

/* The sign, and the name at its side. */
static GtkWidget *
make_line (KtgTimelineMark mark, const char *name)
{
  GtkWidget *sign = g_object_new (KTG_TYPE_STEP_MARK, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (name);

  ktg_step_mark_show (KTG_STEP_MARK (sign), mark, TRUE);
  gtk_box_append (GTK_BOX (line), sign);
  gtk_box_append (GTK_BOX (line), label);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  return line;
}

static void
add_met (GtkBox *box, const char *name)
{
  GtkWidget *line = make_line (KTG_MARK_DONE, name);

  gtk_widget_add_css_class (line, "met");
  gtk_box_append (box, line);
}

static void
add_lacking (KtgLackButton *self, GtkBox *box, KtgFormField *field, const char *name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = make_line (KTG_MARK_TO_COME, name);
  /* Translators: %s is what a form asks for and nobody said yet; a press leads there */
  g_autofree char *said = g_strdup_printf (_ ("%s, not filled in: go there"), name);

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_object_set_data (G_OBJECT (button), "field", field);
  g_signal_connect_object (button, "clicked", G_CALLBACK (field_clicked_cb), self, 0);
  gtk_box_append (box, button);
}

static void
show_needs (KtgLackButton *self, GtkBox *box, GtkWidget *title, KtgFormNeed need)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; i < self->needed[need]->len; i++)
    {
      KtgFormField *field = g_ptr_array_index (self->needed[need], i);
      const char   *name = ktg_words_get (&field->name, ktg_language_get ());

      if (g_ptr_array_find (self->lacking[need], field, NULL))
        add_lacking (self, box, field, name);
      else
        add_met (box, name);
    }

  gtk_widget_set_visible (title, self->needed[need]->len > 0);
}

/* As much of it at once as the window has room for. */
static void
fit_list (KtgLackButton *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  int        room = gtk_widget_get_height (window) - WINDOW_ROOM;

  gtk_scrolled_window_set_max_content_height (self->list, MAX (room, LEAST_HEIGHT));
}

static void
opened_cb (GtkMenuButton *button, gpointer user_data)
{
  KtgLackButton *self = user_data;
  guint          n_lacking
      = self->lacking[KTG_FORM_NEED_FORMAL]->len + self->lacking[KTG_FORM_NEED_MATERIAL]->len;

  show_needs (self, self->formal, self->formal_title, KTG_FORM_NEED_FORMAL);
  show_needs (self, self->material, self->material_title, KTG_FORM_NEED_MATERIAL);
  gtk_widget_set_visible (self->nothing, n_lacking == 0);
  gtk_widget_set_visible (self->all_the_same, n_lacking > 0);
  fit_list (self);
}

static void
find_lacking (KtgLackButton *self, const KtgForm *form, const KtgReport *report, KtgFormNeed need)
{
  g_clear_pointer (&self->needed[need], g_ptr_array_unref);
  self->needed[need] = ktg_form_find_needed (form, report, need);
  g_clear_pointer (&self->lacking[need], g_ptr_array_unref);
  self->lacking[need] = ktg_form_find_lacking (form, report, need);
}

static void
ktg_lack_button_finalize (GObject *object)
{
  KtgLackButton *self = KTG_LACK_BUTTON (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->lacking); i++)
    {
      g_clear_pointer (&self->needed[i], g_ptr_array_unref);
      g_clear_pointer (&self->lacking[i], g_ptr_array_unref);
    }

  G_OBJECT_CLASS (ktg_lack_button_parent_class)->finalize (object);
}

static void
ktg_lack_button_class_init (KtgLackButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_lack_button_finalize;
  signals[SIGNAL_CHOSEN]
      = ktg_signal_new ("chosen", KTG_TYPE_LACK_BUTTON, G_TYPE_STRING); /* a field's code */

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-lack-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, button);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, popover);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, list);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, nothing);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, all_the_same);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, formal_title);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, formal);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, material_title);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, material);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, law_title);
  gtk_widget_class_bind_template_child (widget_class, KtgLackButton, law);
}

static void
ktg_lack_button_init (KtgLackButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, opened_cb, self, NULL);
}

/**
 * ktg_lack_button_show:
 * @self: a button
 * @label: how much is said
 * @form: (nullable): what @report is written on, of a pack that outlives @self
 * @report: what is written so far
 * @law: what the law of its day says to it, "" if nothing
 *
 * Without a form there is nothing to open.
 */
void
ktg_lack_button_show (KtgLackButton   *self,
                      const char      *label,
                      const KtgForm   *form,
                      const KtgReport *report,
                      const char      *law)
{
  gtk_menu_button_set_label (self->button, label);
  gtk_label_set_label (self->law, law);
  gtk_widget_set_visible (GTK_WIDGET (self->law), *law != '\0');
  gtk_widget_set_visible (self->law_title, *law != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), form != NULL);

  if (form == NULL)
    return;

  find_lacking (self, form, report, KTG_FORM_NEED_FORMAL);
  find_lacking (self, form, report, KTG_FORM_NEED_MATERIAL);
}
