/* ktg-kind-section.c - what kind of report it is, and on which form
 *
 * Each kind has its form, that of the election on the day of the event; an officer who needs
 * another one says so here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-kind-section.h"

#include "ktg-choice-row.h"
#include "ktg-fold.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-law-words.h>

struct _KtgKindSection
{
  AdwBin parent_instance;

  KtgChoiceRow *kind;
  KtgChoiceRow *form;
  GtkLabel     *election;
  GtkLabel     *note;

  KtgSession   *session;   /* borrowed from the page */
  KtgReportLaw *law;       /* the election of the report; NULL until it is known */
  char         *region;    /* of the event */
  char         *kind_code; /* the kind that was shown last */
  char         *form_code;
  char         *form_version; /* of the edition the report was opened with */
  gboolean      is_showing;
};

KTG_DEFINE_EDITOR_SECTION (KtgKindSection, ktg_kind_section)

static void
set_text (char **member, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*member);
  *member = copy;
}

static void
add_form (GPtrArray *choices, const KtgForm *form)
{
  KtgChoice *choice = ktg_choice_new ();

  choice->code = g_strdup (form->code);
  choice->name.id = g_strdup (form->title.id);
  choice->name.en = g_strdup (form->title.en);
  g_ptr_array_add (choices, choice);
}

/* The forms on which a report of this kind can be written. */
static GPtrArray *
dup_form_choices (KtgKindSection *self, const char *kind)
{
  GPtrArray *forms = ktg_pack_get_forms (ktg_session_get_pack (self->session));
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_choice_free);

  for (guint i = 0; i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      if (form->issued_from == NULL && ktg_form_is_for (form, kind, NULL))
        add_form (choices, form);
    }

  return choices;
}

static const char *
get_day (KtgKindSection *self)
{
  return self->law != NULL ? self->law->day : NULL;
}

static const KtgForm *
get_form (KtgKindSection *self, const char *kind)
{
  const KtgPack *pack = ktg_session_get_pack (self->session);

  return self->form_code != NULL ? ktg_pack_get_form_of (pack, self->form_code, self->form_version)
                                 : ktg_pack_get_form_for (pack, kind, self->region, get_day (self));
}

static void
append_line (GString *words, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
}

static void
append_basis (GString *words, const KtgForm *form)
{
  g_autofree char *basis = g_strdup_printf ("%s: %s", _ ("Legal basis"), form->legal_basis);

  if (form->legal_basis == NULL)
    return;

  append_line (words, basis);
  if (!form->is_verified)
    g_string_append_printf (words, " · %s", _ ("not verified"));
}

/* What the kind means, and what there is to know of its form. */
static char *
dup_note (KtgKindSection *self, const char *kind, const KtgForm *form)
{
  const char      *language = ktg_language_get ();
  const KtgChoice *choice
      = ktg_pack_get_choice (ktg_session_get_pack (self->session), "kinds", kind);
  g_autoptr (GString) words = g_string_new (NULL);

  if (choice != NULL)
    append_line (words, ktg_words_get (&choice->detail, language));
  if (form != NULL)
    append_basis (words, form);
  if (form != NULL)
    append_line (words, ktg_words_get (&form->note, language));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_fold (KtgKindSection *self, const char *kind, const KtgForm *form)
{
  const char *language = ktg_language_get ();
  const char *name
      = ktg_pack_get_choice_name (ktg_session_get_pack (self->session), "kinds", kind, language);
  g_autofree char *summary
      = form == NULL || name == NULL
            ? g_strdup (name == NULL ? "" : name)
            : g_strdup_printf ("%s · %s", name, ktg_words_get (&form->title, language));
  g_autofree char *note = dup_note (self, kind, form);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), name != NULL, summary);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
}

static void
show_forms (KtgKindSection *self)
{
  g_autofree char *kind = ktg_choice_row_dup_code (self->kind);
  g_autoptr (GPtrArray) choices = dup_form_choices (self, kind);
  const KtgForm *form = get_form (self, kind);

  self->is_showing = TRUE;
  ktg_choice_row_show_choices (self->form,
                               choices,
                               ktg_language_get (),
                               form == NULL ? self->form_code : form->code);
  self->is_showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->form), choices->len > 1 || self->form_code != NULL);
  show_fold (self, kind, form);
}

static void
kind_changed_cb (KtgKindSection *self)
{
  g_autofree char *kind = ktg_choice_row_dup_code (self->kind);

  if (self->is_showing || g_strcmp0 (kind, self->kind_code) == 0)
    return;

  set_text (&self->kind_code, kind);
  g_clear_pointer (&self->form_code, g_free);
  g_clear_pointer (&self->form_version, g_free);
  show_forms (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
form_changed_cb (KtgKindSection *self)
{
  g_autofree char *kind = NULL;

  if (self->is_showing)
    return;

  kind = ktg_choice_row_dup_code (self->kind);
  g_clear_pointer (&self->form_version, g_free);
  g_free (self->form_code);
  self->form_code = ktg_choice_row_dup_code (self->form);
  show_fold (self, kind, get_form (self, kind));
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
ktg_kind_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgKindSection *self = KTG_KIND_SECTION (section);

  self->session = session;
  g_clear_pointer (&self->law, ktg_report_law_free);
  set_text (&self->kind_code, report->kind);
  set_text (&self->form_code, report->form_code);
  set_text (&self->form_version, report->form_version);

  self->is_showing = TRUE;
  ktg_choice_row_show_list (self->kind, session, "kinds", report->kind);
  self->is_showing = FALSE;
  show_forms (self);
}

static void
ktg_kind_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgKindSection *self = KTG_KIND_SECTION (section);

  g_free (report->kind);
  report->kind = ktg_choice_row_dup_code (self->kind);
  set_text (&report->form_code, self->form_code);
  set_text (&report->form_version, self->form_version);
}

static void
ktg_kind_section_finalize (GObject *object)
{
  KtgKindSection *self = KTG_KIND_SECTION (object);

  g_clear_pointer (&self->law, ktg_report_law_free);
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->kind_code, g_free);
  g_clear_pointer (&self->form_code, g_free);
  g_clear_pointer (&self->form_version, g_free);

  G_OBJECT_CLASS (ktg_kind_section_parent_class)->finalize (object);
}

static void
ktg_kind_section_class_init (KtgKindSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_kind_section_finalize;

  g_type_ensure (KTG_TYPE_CHOICE_ROW);
  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-kind-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgKindSection, kind);
  gtk_widget_class_bind_template_child (widget_class, KtgKindSection, form);
  gtk_widget_class_bind_template_child (widget_class, KtgKindSection, election);
  gtk_widget_class_bind_template_child (widget_class, KtgKindSection, note);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
}

static void
ktg_kind_section_init (KtgKindSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_kind_section_refresh:
 * @self: a section
 * @report: what is written so far
 *
 * The day and the place of the event say which election it is in, and which form is the usual one.
 */
void
ktg_kind_section_refresh (KtgKindSection *self, const KtgReport *report)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_session_get_pack (self->session), report);
  g_autofree char *election = ktg_law_words_dup_election (law);

  if (ktg_report_law_is_same (law, self->law)
      && g_strcmp0 (self->region, report->place_region) == 0)
    return;

  ktg_report_law_free (self->law);
  self->law = g_steal_pointer (&law);
  set_text (&self->region, report->place_region);
  gtk_label_set_label (self->election, election != NULL ? election : "");
  gtk_widget_set_visible (GTK_WIDGET (self->election), election != NULL);
  show_forms (self);
}
