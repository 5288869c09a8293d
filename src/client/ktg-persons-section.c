/* ktg-persons-section.c - who is reported, who reports, who saw it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-persons-section.h"

#include "ktg-fold.h"
#include "ktg-person-row.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>

#include <glib/gi18n.h>

struct _KtgPersonsSection
{
  AdwBin parent_instance;

  GtkListBox *list;

  KtgSession *session; /* borrowed from the page */
};

KTG_DEFINE_EDITOR_SECTION (KtgPersonsSection, ktg_persons_section)

/* In the order of the list; NULL after the last. */
static KtgPersonRow *
get_row (KtgPersonsSection *self, guint i)
{
  return (KtgPersonRow *)gtk_list_box_get_row_at_index (self->list, (int)i);
}

static void
refresh_fold (KtgPersonsSection *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      g_autoptr (KtgPerson) person = ktg_person_row_dup_person (get_row (self, i));

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

static void undo_clicked_cb (AdwToast *toast, KtgPersonsSection *self);

static void
row_removed_cb (KtgPersonsSection *self, KtgPersonRow *row)
{
  int              at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  KtgPerson       *person = ktg_person_row_dup_person (row);
  g_autofree char *sentence = NULL;

  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), get_row (self, 0) != NULL);
  changed_cb (self);
  if (person == NULL)
    return;

  /* Translators: %s is a person's name */
  sentence = g_strdup_printf (_ ("%s was taken out"), person->name);
  ktg_editor_section_offer_undo (KTG_EDITOR_SECTION (self),
                                 sentence,
                                 person,
                                 (GDestroyNotify)ktg_person_free,
                                 at,
                                 G_CALLBACK (undo_clicked_cb));
}

static KtgPersonRow *
insert_row (KtgPersonsSection *self, const KtgPerson *person, int at)
{
  KtgPersonRow *row = ktg_person_row_new (self->session, person);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (row_removed_cb), self);
  gtk_list_box_insert (self->list, GTK_WIDGET (row), at);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);

  return row;
}

static void
undo_clicked_cb (AdwToast *toast, KtgPersonsSection *self)
{
  insert_row (self,
              ktg_editor_section_get_removed (toast),
              ktg_editor_section_get_removed_at (toast));
  changed_cb (self);
}

static KtgPersonRow *
add_nobody (KtgPersonsSection *self, KtgPersonRole role)
{
  g_autoptr (KtgPerson) person = ktg_person_new (role);

  return insert_row (self, person, -1);
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
ktg_persons_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgPersonsSection *self = KTG_PERSONS_SECTION (section);

  self->session = session;
  ktg_editor_section_clear (self->list);

  for (guint i = 0; i < report->persons->len; i++)
    insert_row (self, g_ptr_array_index (report->persons, i), -1);

  if (report->persons->len == 0)
    add_nobody (self, KTG_PERSON_REPORTED);

  refresh_fold (self);
}

static void
ktg_persons_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgPersonsSection *self = KTG_PERSONS_SECTION (section);

  g_ptr_array_set_size (report->persons, 0);

  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      KtgPerson *person = ktg_person_row_dup_person (get_row (self, i));

      if (person != NULL)
        g_ptr_array_add (report->persons, person);
    }
}

static void
ktg_persons_section_class_init (KtgPersonsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_FOLD);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
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
  gtk_widget_init_template (GTK_WIDGET (self));
}
