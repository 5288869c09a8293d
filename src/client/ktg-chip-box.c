/* ktg-chip-box.c - answers that are offered, each set by one press
 *
 * What is pressed has a check beside its name; a second press takes it back. Whoever owns the box
 * says what the answer is now: a press asks, it does not decide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-chip-box.h"

#include "ktg-wrap-layout.h"

#include <ktg-signal.h>

#define SPACING 8 /* pixels */

struct _KtgChipBox
{
  GtkWidget parent_instance;

  gboolean is_settling; /* the chips follow the answer, nobody pressed them */
};

enum
{
  SIGNAL_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgChipBox, ktg_chip_box, GTK_TYPE_WIDGET)

/* What a template puts into the box stands after them. */
static gboolean
is_chip (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "code") != NULL;
}

static const char *
get_code (GtkWidget *chip)
{
  return g_object_get_data (G_OBJECT (chip), "code");
}

static GtkWidget *
find_end (KtgChipBox *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL && is_chip (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
find_chip (KtgChipBox *self, const char *code)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (chip != NULL && g_strcmp0 (get_code (chip), code) != 0)
    chip = gtk_widget_get_next_sibling (chip);

  return chip;
}

static void
chip_toggled_cb (KtgChipBox *self, GtkToggleButton *chip)
{
  if (!self->is_settling)
    g_signal_emit (self, signals[SIGNAL_PRESSED], 0, get_code (GTK_WIDGET (chip)));
}

static void
ktg_chip_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ktg_chip_box_parent_class)->dispose (object);
}

static void
ktg_chip_box_class_init (KtgChipBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_chip_box_dispose;
  signals[SIGNAL_PRESSED] = ktg_signal_new ("pressed", KTG_TYPE_CHIP_BOX, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ktg_chip_box_init (KtgChipBox *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "chips");
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", SPACING, NULL);
}

/**
 * ktg_chip_box_clear:
 * @self: chips
 *
 * Takes them all away.
 */
void
ktg_chip_box_clear (KtgChipBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL && is_chip (child))
    gtk_widget_unparent (child);
}

/**
 * ktg_chip_box_add:
 * @self: chips
 * @code: what "pressed" will say
 * @name: what stands on it
 * @detail: (nullable): more of it, for whom that is not enough
 *
 * Offers one more answer, after the others.
 */
void
ktg_chip_box_add (KtgChipBox *self, const char *code, const char *name, const char *detail)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (chip));

  g_object_set_data_full (G_OBJECT (chip), "code", g_strdup (code), g_free);
  gtk_widget_set_tooltip_text (chip, detail);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), find_end (self));
}

/**
 * ktg_chip_box_set_pressed:
 * @self: chips
 * @code: of one of them; what is not offered is passed over
 * @is_pressed: whether it is the answer
 *
 * Emits no "pressed".
 */
void
ktg_chip_box_set_pressed (KtgChipBox *self, const char *code, gboolean is_pressed)
{
  GtkWidget *chip = find_chip (self, code);

  if (chip == NULL)
    return;

  self->is_settling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), is_pressed);
  self->is_settling = FALSE;
}

/**
 * ktg_chip_box_is_pressed:
 * @self: chips
 * @code: of one of them
 *
 * Returns: whether it is pressed
 */
gboolean
ktg_chip_box_is_pressed (KtgChipBox *self, const char *code)
{
  GtkWidget *chip = find_chip (self, code);

  return chip != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip));
}
