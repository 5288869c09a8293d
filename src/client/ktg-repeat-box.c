/* ktg-repeat-box.c - the same thing asked as often as there are answers
 *
 * The owner answers "add" with ktg_repeat_box_append(). What was taken away is said by "changed".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-repeat-box.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

struct _KtgRepeatBox
{
  AdwBin parent_instance;

  GtkBox    *box;
  GtkWidget *add;

  char      *title;
  GPtrArray *items; /* (element-type GtkWidget), borrowed */
};

enum
{
  SIGNAL_ADD,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgRepeatBox, ktg_repeat_box, ADW_TYPE_BIN)

static void
add_clicked_cb (KtgRepeatBox *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD], 0);

  if (self->items->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (self->items, self->items->len - 1),
                            GTK_DIR_TAB_FORWARD);
}

static void
remove_item (KtgRepeatBox *self, GtkWidget *item)
{
  g_ptr_array_remove (self->items, item);
  gtk_box_remove (self->box, gtk_widget_get_parent (item));
}

static void
remove_clicked_cb (GtkWidget *button, GtkWidget *item)
{
  KtgRepeatBox *self = KTG_REPEAT_BOX (gtk_widget_get_ancestor (button, KTG_TYPE_REPEAT_BOX));

  gtk_widget_grab_focus (self->add);
  remove_item (self, item);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
make_remove (KtgRepeatBox *self, GtkWidget *item)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: a button; %s is what the form asks for, %u which of several answers to it */
  g_autofree char *name = g_strdup_printf (_ ("Remove %s %u"), self->title, self->items->len + 1);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), item, 0);
  return button;
}

static void
ktg_repeat_box_finalize (GObject *object)
{
  KtgRepeatBox *self = KTG_REPEAT_BOX (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_repeat_box_parent_class)->finalize (object);
}

static void
ktg_repeat_box_class_init (KtgRepeatBoxClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ktg_repeat_box_finalize;
  signals[SIGNAL_ADD] = ktg_signal_new ("add", KTG_TYPE_REPEAT_BOX, G_TYPE_NONE);
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_REPEAT_BOX, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-repeat-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRepeatBox, box);
  gtk_widget_class_bind_template_child (widget_class, KtgRepeatBox, add);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
ktg_repeat_box_init (KtgRepeatBox *self)
{
  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_repeat_box_new:
 * @title: what is asked
 *
 * Returns: (transfer none): a floating box without an answer
 */
GtkWidget *
ktg_repeat_box_new (const char *title)
{
  KtgRepeatBox    *self = g_object_new (KTG_TYPE_REPEAT_BOX, NULL);
  g_autofree char *label = g_strdup_printf ("+ %s", title);

  self->title = g_strdup (title);
  gtk_button_set_label (GTK_BUTTON (self->add), label);
  return GTK_WIDGET (self);
}

/**
 * ktg_repeat_box_append:
 * @self: a box
 * @item: (transfer floating): where one answer is written
 */
void
ktg_repeat_box_append (KtgRepeatBox *self, GtkWidget *item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (item, TRUE);
  gtk_box_append (GTK_BOX (line), item);
  gtk_box_append (GTK_BOX (line), make_remove (self, item));
  gtk_box_append (self->box, line);
  g_ptr_array_add (self->items, item);
}

/**
 * ktg_repeat_box_clear:
 * @self: a box
 *
 * Takes all items away. Emits no "changed".
 */
void
ktg_repeat_box_clear (KtgRepeatBox *self)
{
  while (self->items->len > 0)
    remove_item (self, g_ptr_array_index (self->items, 0));
}

/**
 * ktg_repeat_box_get_n:
 * @self: a box
 *
 * Returns: how many items it has
 */
guint
ktg_repeat_box_get_n (KtgRepeatBox *self)
{
  return self->items->len;
}

/**
 * ktg_repeat_box_get:
 * @self: a box
 * @i: which item
 *
 * Returns: (transfer none): the item
 */
GtkWidget *
ktg_repeat_box_get (KtgRepeatBox *self, guint i)
{
  return g_ptr_array_index (self->items, i);
}
