/* ktg-library-door.c - what the library is, before anything of it is opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library-door.h"

#include <ktg-law-words.h>
#include <ktg-signal.h>

struct _KtgLibraryDoor
{
  AdwBin parent_instance;

  GtkLabel  *standing;
  GtkLabel  *note;
  GtkWidget *test_box;
};

enum
{
  SIGNAL_TESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgLibraryDoor, ktg_library_door, ADW_TYPE_BIN)

static void
begin_clicked_cb (KtgLibraryDoor *self)
{
  g_signal_emit (self, signals[SIGNAL_TESTED], 0);
}

static void
ktg_library_door_class_init (KtgLibraryDoorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_TESTED] = ktg_signal_new ("tested", KTG_TYPE_LIBRARY_DOOR, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-library-door.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryDoor, standing);
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryDoor, note);
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryDoor, test_box);
  gtk_widget_class_bind_template_callback (widget_class, begin_clicked_cb);
}

static void
ktg_library_door_init (KtgLibraryDoor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_library_door_new:
 * @reference: the library of a day
 *
 * Emits "tested" where somebody wants to test herself.
 *
 * Returns: (transfer none): a floating page
 */
GtkWidget *
ktg_library_door_new (const KtgReference *reference)
{
  KtgLibraryDoor  *self = g_object_new (KTG_TYPE_LIBRARY_DOOR, NULL);
  g_autofree char *standing = ktg_reference_dup_standing (reference);
  const char      *note = ktg_law_words_get_rules_note (reference->law);

  gtk_label_set_label (self->standing, standing);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (self->test_box, reference->law->pack->sample_cases->len > 0);

  return GTK_WIDGET (self);
}
