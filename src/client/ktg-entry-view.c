/* ktg-entry-view.c - one thing of the library, to be read
 *
 * What it says, by which law, how sure that is, and what to read with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-entry-view.h"

#include "ktg-fact-row.h"
#include "ktg-found-row.h"
#include "ktg-gesture-mark.h"

#include <ktg-signal.h>

struct _KtgEntryView
{
  AdwBin parent_instance;

  KtgGestureMark *mark;
  GtkLabel       *name;
  GtkLabel       *origin;
  GtkLabel       *text;
  GtkListBox     *facts;
  GtkWidget      *write_button;
  GtkWidget      *see_box;
  GtkListBox     *see;
  GtkLabel       *standing;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgEntryView, ktg_entry_view, ADW_TYPE_BIN)

static void
row_chosen_cb (KtgEntryView *self, KtgFoundRow *row)
{
  g_autofree char *code = g_strdup (ktg_found_row_get_code (row));

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, code);
}

static void
show_facts (KtgEntryView *self, const GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    gtk_list_box_append (self->facts, ktg_fact_row_new_whole (g_ptr_array_index (facts, i)));

  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts->len > 0);
}

static void
show_see (KtgEntryView *self, const GPtrArray *see)
{
  for (guint i = 0; i < see->len; i++)
    {
      const KtgReferenceEntry *other = g_ptr_array_index (see, i);
      g_autofree char         *origin = ktg_reference_dup_origin (other);
      GtkWidget               *row = ktg_found_row_new_opening (other->code, other->name, origin);

      g_signal_connect_object (row, "chosen", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->see, row);
    }

  gtk_widget_set_visible (self->see_box, see->len > 0);
}

/* What is seen there can be written at once. */
static void
offer_writing (KtgEntryView *self, const KtgViolation *violation)
{
  g_autofree char *with = violation != NULL ? g_strconcat ("about:", violation->code, NULL) : NULL;

  if (with != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->write_button), "s", with);
  gtk_widget_set_visible (self->write_button, with != NULL);
}

static void
ktg_entry_view_class_init (KtgEntryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_OPENED] = ktg_signal_new ("opened", KTG_TYPE_ENTRY_VIEW, G_TYPE_STRING);

  g_type_ensure (KTG_TYPE_GESTURE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-entry-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, mark);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, name);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, origin);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, text);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, facts);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, write_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, see_box);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, see);
  gtk_widget_class_bind_template_child (widget_class, KtgEntryView, standing);
}

static void
ktg_entry_view_init (KtgEntryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_entry_view_new:
 * @reference: the library of a day
 * @entry: of it
 *
 * Emits "opened" for something else of the library.
 *
 * Returns: (transfer none): a floating view, which keeps neither
 */
GtkWidget *
ktg_entry_view_new (const KtgReference *reference, const KtgReferenceEntry *entry)
{
  KtgEntryView    *self = g_object_new (KTG_TYPE_ENTRY_VIEW, NULL);
  g_autofree char *origin = ktg_reference_dup_origin (entry);
  g_autofree char *standing = ktg_reference_dup_standing (reference);
  g_autoptr (GPtrArray) facts = ktg_reference_new_facts (reference, entry);
  g_autoptr (GPtrArray) see = ktg_reference_get_see (reference, entry);

  ktg_gesture_mark_show (self->mark, entry->gesture);
  gtk_label_set_label (self->name, entry->name);
  gtk_label_set_label (self->origin, origin);
  gtk_label_set_label (self->text, entry->text != NULL ? entry->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), entry->text != NULL);
  gtk_label_set_label (self->standing, standing);
  show_facts (self, facts);
  offer_writing (self, entry->violation);
  show_see (self, see);

  return GTK_WIDGET (self);
}
