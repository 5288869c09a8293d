/* ktg-person-row.c - somebody in a report that is being written
 *
 * The law asks different things of the reported party, of who reports and of a witness; only those
 * are shown. Name and position are enough
 * for most; the rest is folded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-person-row.h"

#include "ktg-choice-row.h"
#include "ktg-pair-layout.h"

#include <glib/gi18n.h>
#include <ktg-person-words.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>

#define REPORTED (1 << KTG_PERSON_REPORTED)
#define REPORTER (1 << KTG_PERSON_REPORTER)
#define WITNESS (1 << KTG_PERSON_WITNESS)
#define EVERYBODY (REPORTED | REPORTER | WITNESS)

typedef struct
{
  const char *id;     /* in the template */
  gsize       offset; /* of a string in KtgPerson */
  guint       roles;  /* who is asked for it */
} Field;

static const Field fields[] = {
  { "name", G_STRUCT_OFFSET (KtgPerson, name), EVERYBODY },
  { "position", G_STRUCT_OFFSET (KtgPerson, position), REPORTED },
  { "agency", G_STRUCT_OFFSET (KtgPerson, agency), REPORTED },
  { "unit", G_STRUCT_OFFSET (KtgPerson, unit), REPORTED },
  { "address", G_STRUCT_OFFSET (KtgPerson, address), EVERYBODY },
  { "phone", G_STRUCT_OFFSET (KtgPerson, phone), EVERYBODY },
  { "email", G_STRUCT_OFFSET (KtgPerson, email), REPORTER },
  { "nip", G_STRUCT_OFFSET (KtgPerson, nip), REPORTED },
  { "nik", G_STRUCT_OFFSET (KtgPerson, nik), REPORTED | REPORTER },
  { "note", G_STRUCT_OFFSET (KtgPerson, note), EVERYBODY },
};

struct _KtgPersonRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel     *role;
  GtkWidget    *position_list;
  GtkEditable  *entries[G_N_ELEMENTS (fields)];
  KtgChoiceRow *status;
  KtgChoiceRow *position_group;

  KtgPerson *person; /* as it was given; the widgets say what changed since */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgPersonRow, ktg_person_row, ADW_TYPE_PREFERENCES_ROW)

static void
show_title (KtgPersonRow *self)
{
  g_autofree char *name = ktg_shown_text_dup_line (gtk_editable_get_text (self->entries[0]));
  const char      *role = ktg_person_role_get_title (self->person->role);

  gtk_label_set_label (self->role, role);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *name == '\0' ? role : name);
}

static void
changed_cb (KtgPersonRow *self)
{
  show_title (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_clicked_cb (KtgPersonRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
show_person (KtgPersonRow *self, KtgSession *session, const KtgPerson *person)
{
  guint role = 1u << person->role;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, person, fields[i].offset);

      gtk_editable_set_text (self->entries[i], text == NULL ? "" : text);
      gtk_widget_set_visible (GTK_WIDGET (self->entries[i]), (fields[i].roles & role) != 0);
    }

  ktg_choice_row_show_list (self->status, session, "person_statuses", person->status);
  ktg_choice_row_show_list (self->position_group,
                            session,
                            "position_groups",
                            person->position_group);
  gtk_widget_set_visible (self->position_list, role == REPORTED);
  gtk_widget_set_visible (GTK_WIDGET (self->status), role == REPORTED);
  gtk_widget_set_visible (GTK_WIDGET (self->position_group), role == REPORTED);
  show_title (self);
}

static void
ktg_person_row_finalize (GObject *object)
{
  ktg_person_free (KTG_PERSON_ROW (object)->person);

  G_OBJECT_CLASS (ktg_person_row_parent_class)->finalize (object);
}

static void
ktg_person_row_class_init (KtgPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_person_row_finalize;

  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_PERSON_ROW, G_TYPE_NONE);
  signals[SIGNAL_REMOVED] = ktg_signal_new ("removed", KTG_TYPE_PERSON_ROW, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_CHOICE_ROW);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-person-row.ui");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_class_bind_template_child_full (widget_class,
                                               fields[i].id,
                                               FALSE,
                                               G_STRUCT_OFFSET (KtgPersonRow, entries)
                                                   + (gssize)(i * sizeof (GtkEditable *)));

  gtk_widget_class_bind_template_child (widget_class, KtgPersonRow, role);
  gtk_widget_class_bind_template_child (widget_class, KtgPersonRow, position_list);
  gtk_widget_class_bind_template_child (widget_class, KtgPersonRow, status);
  gtk_widget_class_bind_template_child (widget_class, KtgPersonRow, position_group);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
ktg_person_row_init (KtgPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_person_row_new:
 * @session: what the codes mean
 * @person: who; perhaps only a role
 *
 * Returns: (transfer none): a floating row
 */
KtgPersonRow *
ktg_person_row_new (KtgSession *session, const KtgPerson *person)
{
  KtgPersonRow *self = g_object_new (KTG_TYPE_PERSON_ROW, NULL);

  self->person = ktg_person_copy (person);
  show_person (self, session, person);

  return self;
}

/**
 * ktg_person_row_dup_person:
 * @self: a row
 *
 * Returns: (nullable) (transfer full): who is written in it, with what another version said of
 * them; %NULL if nothing is
 */
KtgPerson *
ktg_person_row_dup_person (KtgPersonRow *self)
{
  g_autoptr (KtgPerson) person = ktg_person_new (self->person->role);
  gboolean is_empty = self->person->rest == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = gtk_editable_get_text (self->entries[i]);
      char      **member = G_STRUCT_MEMBER_P (person, fields[i].offset);

      if (*text == '\0' && i > 0)
        continue;

      g_free (*member);
      *member = g_strdup (text);
      is_empty = is_empty && *text == '\0';
    }

  person->status = ktg_choice_row_dup_code (self->status);
  person->position_group = ktg_choice_row_dup_code (self->position_group);
  if (self->person->rest != NULL)
    person->rest = ktg_values_copy (self->person->rest);

  if (is_empty && person->status == NULL && person->position_group == NULL)
    return NULL;

  return g_steal_pointer (&person);
}
