/* ktg-fact-row.c - a name, and what is said under it
 *
 * Its layout is one that nobody asks how wide it is for a height: a box of GTK's seeks that by
 * laying out all that is in it at one width after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fact-row.h"

#include "ktg-law-row.h"
#include "ktg-long-label.h"
#include "ktg-pair-layout.h"

#include <glib/gi18n.h>

struct _KtgFactRow
{
  AdwBin parent_instance;

  GtkLabel  *name;
  GtkLabel  *value;
  GtkLabel  *detail;
  GtkBox    *below;
  GtkButton *copy_button;

  char *copied; /* what the button copies, or NULL */
};

G_DEFINE_FINAL_TYPE (KtgFactRow, ktg_fact_row, ADW_TYPE_BIN)

static void
copy_clicked_cb (KtgFactRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->copied);
}

static void
ktg_fact_row_finalize (GObject *object)
{
  g_free (KTG_FACT_ROW (object)->copied);

  G_OBJECT_CLASS (ktg_fact_row_parent_class)->finalize (object);
}

static void
ktg_fact_row_class_init (KtgFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_fact_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, KTG_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, value);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, detail);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, below);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
ktg_fact_row_init (KtgFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
offer_copy (KtgFactRow *self, const char *copied)
{
  g_autofree char *tooltip = g_strdup_printf (_ ("Copy: %s"), gtk_label_get_label (self->name));

  g_free (self->copied);
  self->copied = g_strdup (copied);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), copied != NULL);
}

/**
 * ktg_fact_row_new:
 * @name: what it is
 * @value: what is said of it; can be selected and copied, and has a button for that where it is too
 *   long to be selected
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_fact_row_new (const char *name, const char *value)
{
  KtgFactRow *self = g_object_new (KTG_TYPE_FACT_ROW, NULL);
  gboolean    can_be_selected = ktg_long_label_say (self->value, value);

  gtk_label_set_label (self->name, name);
  offer_copy (self, can_be_selected ? NULL : value);
  if (!can_be_selected) /* else it is pages down */
    gtk_widget_set_valign (GTK_WIDGET (self->copy_button), GTK_ALIGN_START);

  return GTK_WIDGET (self);
}

/**
 * ktg_fact_row_dup_groups:
 * @hash: a fingerprint
 *
 * Returns: that in groups of four, as it can be read out and compared
 */
char *
ktg_fact_row_dup_groups (const char *hash)
{
  g_autoptr (GString) groups = g_string_new (NULL);

  for (gsize i = 0; hash[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (groups, ' ');
      g_string_append_c (groups, hash[i]);
    }

  return g_string_free (g_steal_pointer (&groups), FALSE);
}

/**
 * ktg_fact_row_new_copied:
 * @name: what it is
 * @value: what is shown of it, to be compared letter by letter
 * @copied: (nullable): what a button beside it puts on the clipboard; %NULL: no button
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_fact_row_new_copied (const char *name, const char *value, const char *copied)
{
  KtgFactRow *self = KTG_FACT_ROW (ktg_fact_row_new (name, value));

  gtk_widget_add_css_class (GTK_WIDGET (self->value), "monospace");
  offer_copy (self, copied);
  return GTK_WIDGET (self);
}

/**
 * ktg_fact_row_new_whole:
 * @fact: what is said, what explains it, and what the law says of it
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_fact_row_new_whole (const KtgFact *fact)
{
  KtgFactRow *self = KTG_FACT_ROW (ktg_fact_row_new (fact->name, fact->value));

  ktg_fact_row_say_detail (self, fact->detail);
  ktg_law_row_fill (self->below, fact->below, TRUE);
  return GTK_WIDGET (self);
}

/**
 * ktg_fact_row_say_detail:
 * @self: a row
 * @detail: (nullable): what explains its value
 */
void
ktg_fact_row_say_detail (KtgFactRow *self, const char *detail)
{
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
}
