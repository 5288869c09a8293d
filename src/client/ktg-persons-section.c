/* ktg-persons-section.c - who is reported, who reports, who saw it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-persons-section.h"

#include "ktg-person-row.h"

#include <glib/gi18n.h>

struct _KtgPersonsSection
{
  AdwBin parent_instance;

  GtkListBox *list;

  KtgSession *session; /* borrowed from the page */
  GPtrArray  *rows;    /* of KtgPersonRow, borrowed */
};

KTG_DEFINE_EDITOR_SECTION (KtgPersonsSection, ktg_persons_section)

static void
refresh_fold (KtgPersonsSection *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      KtgPersonRow *row = g_ptr_array_index (self->rows, i);
      g_autoptr (KtgPerson) person = ktg_person_row_dup_person (row);

      if (person != NULL && person->role == KTG_PERSON_REPORTED)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", person->name);
    }

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), names->len > 0, names->str);
}

static void
changed_cb (KtgPersonsSection *self)
{
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
row_removed_cb (KtgPersonsSection *self, KtgPersonRow *row)
{
  g_ptr_array_remove (self->rows, row);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->rows->len > 0);
  changed_cb (self);
}

static KtgPersonRow *
add_row (KtgPersonsSection *self, const KtgPerson *person)
{
  KtgPersonRow *row = ktg_person_row_new (self->session, person);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (row_removed_cb), self);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);

  return row;
}

static KtgPersonRow *
add_nobody (KtgPersonsSection *self, KtgPersonRole role)
{
  g_autoptr (KtgPerson) person = ktg_person_new (role);
  KtgPersonRow *row = add_row (self, person);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  return row;
}

static void
add_and_focus (KtgPersonsSection *self, KtgPersonRole role)
{
  KtgPersonRow *row = add_nobody (self, role);

  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
add_reported_clicked_cb (KtgPersonsSection *self)
{
  add_and_focus (self, KTG_PERSON_REPORTED);
}

static void
add_witness_clicked_cb (KtgPersonsSection *self)
{
  add_and_focus (self, KTG_PERSON_WITNESS);
}

static void
add_reporter_clicked_cb (KtgPersonsSection *self)
{
  add_and_focus (self, KTG_PERSON_REPORTER);
}

static void
clear_rows (KtgPersonsSection *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);
}

static void
ktg_persons_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgPersonsSection *self = KTG_PERSONS_SECTION (section);

  self->session = session;
  clear_rows (self);

  for (guint i = 0; i < report->persons->len; i++)
    add_row (self, g_ptr_array_index (report->persons, i));

  if (report->persons->len == 0)
    add_nobody (self, KTG_PERSON_REPORTED);

  refresh_fold (self);
}

static void
ktg_persons_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgPersonsSection *self = KTG_PERSONS_SECTION (section);

  g_ptr_array_set_size (report->persons, 0);

  for (guint i = 0; i < self->rows->len; i++)
    {
      KtgPerson *person = ktg_person_row_dup_person (g_ptr_array_index (self->rows, i));

      if (person != NULL)
        g_ptr_array_add (report->persons, person);
    }
}

static void
ktg_persons_section_finalize (GObject *object)
{
  g_clear_pointer (&KTG_PERSONS_SECTION (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_persons_section_parent_class)->finalize (object);
}

static void
ktg_persons_section_class_init (KtgPersonsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_persons_section_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-persons-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPersonsSection, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_reported_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_witness_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_reporter_clicked_cb);
}

static void
ktg_persons_section_init (KtgPersonsSection *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
