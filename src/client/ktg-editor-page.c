/* ktg-editor-page.c - where a report is written
 *
 * One scrolling page of sections. What is written is kept as a draft; leaving the page asks
 * nothing. Filing asks once, in plain words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-editor-page.h"

#include "ktg-account-section.h"
#include "ktg-beginning.h"
#include "ktg-behalf-section.h"
#include "ktg-draft-signing.h"
#include "ktg-editor-keys.h"
#include "ktg-editor-panes.h"
#include "ktg-editor-parts.h"
#include "ktg-form-box.h"
#include "ktg-kept-section.h"
#include "ktg-kind-section.h"
#include "ktg-lack-button.h"
#include "ktg-limit-button.h"
#include "ktg-pair-layout.h"
#include "ktg-paper-actions.h"
#include "ktg-persons-section.h"
#include "ktg-place-section.h"
#include "ktg-time-section.h"
#include "ktg-violation-section.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-draft-keeper.h>
#include <ktg-filing-check.h>
#include <ktg-form-fill.h>
#include <ktg-report-law.h>
#include <ktg-sentences.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>

struct _KtgEditorPage
{
  GtkWidget parent_instance;

  GtkWidget        *box;
  AdwWindowTitle   *title;
  KtgEditorSection *sections[KTG_N_EDITOR_PARTS];
  KtgFormBox       *form_box;
  GtkLabel         *disk_full;
  GtkLabel         *problem;
  KtgLackButton    *checklist;
  KtgLimitButton   *limit;
  GtkWidget        *file_button;
  KtgLikeBox       *like_box;

  KtgSession     *session;
  KtgDraftKeeper *keeper;
  KtgReport      *report; /* as it was opened; sections write into copies of it */
  KtgBeginning   *beginning;
  char           *name;   /* of the page, without whose report it is */
  const KtgForm  *form;   /* what it is written on, or NULL; of a pack, which the session keeps */
  gboolean        is_new; /* nothing was written yet: the focus goes to the photo */
  gboolean        is_showing; /* the sections change because they are filled */
  gboolean        is_filing;  /* what is written now is what is signed */
};

enum
{
  SIGNAL_FAILED,
  SIGNAL_VIEWED, /* with the file that is to be looked at closely */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgEditorPage, ktg_editor_page, GTK_TYPE_WIDGET)

/* What was filed stays on the form and the rules that it was filed on, named or not. */
static gboolean
is_settled (KtgEditorPage *self, const KtgReport *report)
{
  const KtgReport *amended = ktg_draft_keeper_get_amended (self->keeper);

  return amended != NULL && g_strcmp0 (amended->kind, report->kind) == 0
         && g_strcmp0 (amended->form_code, report->form_code) == 0;
}

static KtgReport *
make_report (gpointer page)
{
  KtgEditorPage *self = page;
  KtgReport     *report = ktg_report_copy (self->report);

  /* The clocks that are written in the others are those of the place. */
  ktg_editor_section_apply (self->sections[KTG_EDITOR_PART_PLACE], report);
  for (guint i = 0; i < KTG_N_EDITOR_PARTS; i++)
    ktg_editor_section_apply (self->sections[i], report);

  ktg_violation_section_keep_words (KTG_VIOLATION_SECTION (
                                        self->sections[KTG_EDITOR_PART_VIOLATION]),
                                    report);
  ktg_form_box_apply (self->form_box, report);
  if (ktg_draft_keeper_get_amends (self->keeper) == NULL)
    ktg_report_law_settle (ktg_session_get_pack (self->session), report);

  if (self->is_filing && !is_settled (self, report))
    ktg_form_fill_settle (self->form, report);

  return report;
}

static void
show_problem (KtgEditorPage *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *sentence != '\0');
}

static void
fail (gpointer page, const GError *error)
{
  KtgEditorPage   *self = page;
  g_autofree char *sentence = ktg_sentences_dup_error (error);

  g_warning ("a draft was not stored: %s", error->message);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, sentence);

  if (self->problem != NULL)
    show_problem (self, sentence);
}

/* What was written on the other form stays, where both ask it and where only that one does. */
static void
show_form (KtgEditorPage *self, KtgReport *report)
{
  const KtgForm *form = ktg_pack_get_form_of_report (ktg_session_get_pack (self->session), report);

  ktg_kind_section_refresh (KTG_KIND_SECTION (self->sections[KTG_EDITOR_PART_KIND]), report);
  ktg_violation_section_refresh (KTG_VIOLATION_SECTION (self->sections[KTG_EDITOR_PART_VIOLATION]),
                                 report);

  if (!ktg_form_fill_is_same (form, self->form))
    {
      if (self->is_new || self->form != NULL)
        ktg_form_fill_put_defaults (form, report);
      ktg_values_free (self->report->values);
      self->report->values = ktg_values_copy (report->values);
      self->form = form;
      ktg_form_box_show (self->form_box, self->session, form, report);
    }

  ktg_form_box_refresh (self->form_box, report);
  ktg_kept_section_refresh (KTG_KEPT_SECTION (self->sections[KTG_EDITOR_PART_KEPT]), form, report);
  ktg_editor_parts_show (self->sections, form, report);
}

static char *
dup_checklist (KtgEditorPage *self, const KtgReport *report)
{
  return self->form == NULL ? ktg_filing_check_dup_checklist (
             ktg_draft_signing_get_conditions (self->session, report))
                            : ktg_filing_check_dup_form_checklist (self->form, report);
}

/* Rows offer what can be chosen then; what is chosen stays. */
static void
settle_day (KtgEditorPage *self, const char *day)
{
  gboolean was_showing = self->is_showing;

  self->is_showing = TRUE;
  ktg_session_set_event_day (self->session, day);
  self->is_showing = was_showing;
}

/* A secretary who types for many sees for whom. */
static void
show_title (KtgEditorPage *self, const KtgReport *report)
{
  g_autofree char *whose = ktg_shown_text_dup_line (report->on_behalf_of);
  g_autofree char *title = whose == NULL
                               ? g_strdup (self->name)
                               /* Translators: what is written, and whose report it is */
                               : g_strdup_printf (_ ("%s · on behalf of %s"), self->name, whose);

  adw_window_title_set_title (self->title, title);
}

static void
name_page (KtgEditorPage *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  adw_window_title_set_title (self->title, name);
}

static void
show_checklist (KtgEditorPage *self)
{
  g_autoptr (KtgReport) report = make_report (self);
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_session_get_pack (self->session), report);
  g_autofree char *said = ktg_filing_check_dup_law (report, law);
  g_autofree char *words = NULL;

  show_title (self, report);
  settle_day (self, law->day);
  show_form (self, report);
  words = dup_checklist (self, report);
  ktg_lack_button_show (self->checklist, words, self->form, report, said);
  if (ktg_draft_keeper_get_amends (self->keeper) == NULL)
    ktg_limit_button_show (self->limit, self->session, report);
  ktg_place_section_offer (KTG_PLACE_SECTION (self->sections[KTG_EDITOR_PART_PLACE]), report);
  ktg_time_section_offer (KTG_TIME_SECTION (self->sections[KTG_EDITOR_PART_TIME]), report);
  ktg_evidence_section_compare (ktg_editor_page_get_evidence (self), report);
}

static void
draft_saved_cb (KtgEditorPage *self)
{
  KtgMoment        now = ktg_session_now (self->session);
  g_autofree char *clock = ktg_dates_dup_clock_seconds (now.wall_us, now.utc_offset_s);
  g_autofree char *words = g_strdup_printf (_ ("Saved %s"), clock);

  adw_window_title_set_subtitle (self->title, words);
}

static void
section_changed_cb (KtgEditorPage *self)
{
  if (self->is_showing || self->report == NULL || ktg_draft_keeper_is_over (self->keeper))
    return;

  show_problem (self, "");
  gtk_widget_set_visible (GTK_WIDGET (self->like_box), FALSE);
  show_checklist (self);
  ktg_draft_keeper_note_change (self->keeper);
}

static void
name_amendment (KtgEditorPage *self)
{
  const KtgReport *amended = ktg_draft_keeper_get_amended (self->keeper);
  g_autofree char *name = ktg_sentences_dup_amendment (amended->number);

  name_page (self, name);
  adw_window_title_set_subtitle (self->title, _ ("Its number and the time of filing stay"));
}

/* While it was loaded nothing of it could have the keyboard, and where nothing has it, no key of
 * the page is heard. */
static void
take_keyboard (KtgEditorPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
show_report (KtgEditorPage *self, const KtgReport *report)
{
  g_autofree char *day = ktg_pack_dup_day_of_report (ktg_session_get_pack (self->session), report);

  g_clear_pointer (&self->report, ktg_report_free);
  self->report = ktg_report_copy (report);
  settle_day (self, day);
  self->is_showing = TRUE;

  for (guint i = 0; i < KTG_N_EDITOR_PARTS; i++)
    ktg_editor_section_show (self->sections[i], self->session, report);

  self->is_showing = FALSE;
  show_checklist (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  take_keyboard (self);
}

static void
draft_loaded_cb (KtgEditorPage *self, const KtgReport *report)
{
  if (ktg_draft_keeper_get_amends (self->keeper) != NULL)
    name_amendment (self);
  show_report (self, report);
  if (ktg_draft_keeper_get_amends (self->keeper) != NULL)
    ktg_evidence_section_keep (ktg_editor_page_get_evidence (self),
                               ktg_draft_keeper_get_amended (self->keeper));
}

static void
start_new (KtgEditorPage *self)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  GPtrArray *kinds = ktg_pack_get_choices (ktg_session_get_pack (self->session), "kinds");

  if (kinds != NULL && kinds->len > 0)
    report->kind = g_strdup (((const KtgChoice *)g_ptr_array_index (kinds, 0))->code);

  ktg_draft_keeper_begin (self->keeper, report);
  self->is_new = TRUE;
  show_report (self, report);
  ktg_beginning_offer (self->beginning);
  adw_window_title_set_subtitle (self->title, _ ("Everything you write is saved by itself"));
}

/* The form is shown anew, also where it is the same one. */
static void
show_otherwise (gpointer page, const KtgReport *report)
{
  KtgEditorPage *self = page;

  self->form = NULL;
  show_report (self, report);
  ktg_draft_keeper_note_change (self->keeper);
}

static void
signed_cb (KtgEditorPage *self)
{
  if (self->title == NULL)
    return;

  self->is_filing = TRUE;
  ktg_draft_keeper_file (self->keeper);
  self->is_filing = FALSE;
}

static KtgReport *
make_signed_report (KtgEditorPage *self)
{
  KtgReport *report;

  self->is_filing = TRUE;
  report = make_report (self);
  self->is_filing = FALSE;
  return report;
}

/* What says the same as before is nothing to sign. */
static void
ask_to_sign (KtgEditorPage *self)
{
  g_autoptr (KtgReport) report = make_signed_report (self);
  KtgSigningSheet *sheet = ktg_draft_signing_new (self->session, self->keeper, self->form, report);

  if (sheet == NULL)
    {
      show_problem (self,
                    _ ("Nothing is different from what was filed. Change what is to be amended, or "
                       "delete this draft; the report stays as it is."));
      return;
    }

  g_signal_connect_object (sheet, "signed", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED);
  ktg_signing_sheet_show_over (sheet, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
reveal_lack (KtgEditorPage *self, KtgFilingLack lack)
{
  KtgEditorSection *section = self->sections[ktg_editor_parts_find_lack (lack)];

  if (lack == KTG_FILING_MISREADS_KNOWN)
    ktg_time_section_reveal_known (KTG_TIME_SECTION (section));
  else
    ktg_fold_reveal (ktg_editor_section_get_fold (section));
}

static void
ask_to_correct (KtgEditorPage *self, const KtgFormField *field)
{
  g_autofree char *sentence = ktg_form_fill_dup_request (field);

  show_problem (self, sentence);
  ktg_form_box_reveal (self->form_box, field->code);
}

static void
file_clicked_cb (KtgEditorPage *self)
{
  g_autoptr (KtgReport) report = NULL;
  const KtgFormField *misread;
  KtgFilingLack       lack;

  if (self->report == NULL || ktg_draft_keeper_is_filing (self->keeper))
    return;

  report = make_report (self);
  lack = ktg_filing_check_find_lack (report);
  show_problem (self, ktg_filing_check_get_request (lack));

  misread = ktg_form_fill_find_misread (self->form, report);

  if (lack != KTG_FILING_READY)
    reveal_lack (self, lack);
  else if (misread != NULL)
    ask_to_correct (self, misread);
  else
    ask_to_sign (self);
}

static void
file_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  file_clicked_cb (KTG_EDITOR_PAGE (widget));
}

/* In the order of the page; a section that the form has no use for is not there. */
static void
section_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgEditorSection *section = KTG_EDITOR_PAGE (widget)->sections[g_variant_get_int32 (parameter)];

  if (gtk_widget_get_visible (GTK_WIDGET (section)))
    ktg_fold_reveal (ktg_editor_section_get_fold (section));
}

static void
lack_chosen_cb (KtgEditorPage *self, const char *code)
{
  const KtgFormField *field = ktg_form_get_field (self->form, code);
  guint               section = ktg_editor_parts_find (field->spine);

  if (ktg_form_box_reveal (self->form_box, code))
    return;

  if (g_strcmp0 (field->spine, "times.known") == 0)
    ktg_time_section_reveal_known (KTG_TIME_SECTION (self->sections[section]));
  else
    ktg_fold_reveal (ktg_editor_section_get_fold (self->sections[section]));
}

/* It can be taken back, so nothing is asked. */
static void
discard_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ktg_draft_keeper_discard (KTG_EDITOR_PAGE (widget)->keeper);
}

static void
look_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_VIEWED], 0, g_variant_get_uint32 (parameter));
}

static void
paste_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ktg_evidence_section_paste (ktg_editor_page_get_evidence (KTG_EDITOR_PAGE (widget)));
}

/* Other rules may hold now, which the officer is told. */
static void
packs_changed_cb (KtgEditorPage *self)
{
  if (self->report != NULL && self->title != NULL)
    show_checklist (self);
}

static void
listen_to_keeper (KtgEditorPage *self)
{
  KtgDraftKeeper *keeper = self->keeper;

  g_signal_connect_swapped (keeper, "loaded", G_CALLBACK (draft_loaded_cb), self);
  g_signal_connect_swapped (keeper, "saved", G_CALLBACK (draft_saved_cb), self);
  g_signal_connect_swapped (keeper, "failed", G_CALLBACK (fail), self);
}

static void
ktg_editor_page_map (GtkWidget *widget)
{
  KtgEditorPage *self = KTG_EDITOR_PAGE (widget);

  GTK_WIDGET_CLASS (ktg_editor_page_parent_class)->map (widget);

  if (self->is_new)
    ktg_editor_page_begin (self);

  self->is_new = FALSE;
}

static void
ktg_editor_page_dispose (GObject *object)
{
  KtgEditorPage *self = KTG_EDITOR_PAGE (object);

  if (self->keeper != NULL)
    {
      ktg_draft_keeper_close (self->keeper);
      ktg_beginning_leave (self->beginning);
    }

  gtk_widget_dispose_template (GTK_WIDGET (object), KTG_TYPE_EDITOR_PAGE);

  G_OBJECT_CLASS (ktg_editor_page_parent_class)->dispose (object);
}

static void
ktg_editor_page_finalize (GObject *object)
{
  KtgEditorPage *self = KTG_EDITOR_PAGE (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  g_clear_pointer (&self->report, ktg_report_free);
  g_clear_object (&self->beginning);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (ktg_editor_page_parent_class)->finalize (object);
}

static void
bind_section (GtkWidgetClass *widget_class, const char *name, guint section, GType type)
{
  g_type_ensure (type);
  gtk_widget_class_bind_template_child_full (widget_class,
                                             name,
                                             FALSE,
                                             G_STRUCT_OFFSET (KtgEditorPage, sections)
                                                 + (gssize)(section * sizeof (KtgEditorSection *)));
}

static void
ktg_editor_page_class_init (KtgEditorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_editor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_editor_page_finalize;
  widget_class->map = ktg_editor_page_map;

  signals[SIGNAL_FAILED]
      = ktg_signal_new ("failed", KTG_TYPE_EDITOR_PAGE, G_TYPE_STRING); /* a sentence */
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_VIEWED] = ktg_signal_new ("viewed", KTG_TYPE_EDITOR_PAGE, G_TYPE_UINT);
  g_type_ensure (KTG_TYPE_EDITOR_PANES);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  g_type_ensure (KTG_TYPE_FORM_BOX);
  g_type_ensure (KTG_TYPE_LACK_BUTTON);
  g_type_ensure (KTG_TYPE_LIKE_BOX);
  g_type_ensure (KTG_TYPE_LIMIT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, box);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, title);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, disk_full);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, problem);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, checklist);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, limit);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, file_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, like_box);
  bind_section (widget_class,
                "evidence_section",
                KTG_EDITOR_PART_EVIDENCE,
                KTG_TYPE_EVIDENCE_SECTION);
  bind_section (widget_class,
                "violation_section",
                KTG_EDITOR_PART_VIOLATION,
                KTG_TYPE_VIOLATION_SECTION);
  bind_section (widget_class, "persons_section", KTG_EDITOR_PART_PERSONS, KTG_TYPE_PERSONS_SECTION);
  bind_section (widget_class, "place_section", KTG_EDITOR_PART_PLACE, KTG_TYPE_PLACE_SECTION);
  bind_section (widget_class, "time_section", KTG_EDITOR_PART_TIME, KTG_TYPE_TIME_SECTION);
  gtk_widget_class_bind_template_child (widget_class, KtgEditorPage, form_box);
  bind_section (widget_class, "kind_section", KTG_EDITOR_PART_KIND, KTG_TYPE_KIND_SECTION);
  bind_section (widget_class, "behalf_section", KTG_EDITOR_PART_BEHALF, KTG_TYPE_BEHALF_SECTION);
  bind_section (widget_class, "kept_section", KTG_EDITOR_PART_KEPT, KTG_TYPE_KEPT_SECTION);
  bind_section (widget_class, "account_section", KTG_EDITOR_PART_ACCOUNT, KTG_TYPE_ACCOUNT_SECTION);
  gtk_widget_class_bind_template_callback (widget_class, section_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, lack_chosen_cb);

  gtk_widget_class_install_action (widget_class, "editor.discard", NULL, discard_activated_cb);
  gtk_widget_class_install_action (widget_class, "editor.file", NULL, file_activated_cb);
  gtk_widget_class_install_action (widget_class, "editor.section", "i", section_activated_cb);
  gtk_widget_class_install_action (widget_class, "editor.paste", NULL, paste_activated_cb);
  gtk_widget_class_install_action (widget_class, "editor.look", "u", look_activated_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_v,
                                       GDK_CONTROL_MASK,
                                       "editor.paste",
                                       NULL);
}

static void
ktg_editor_page_init (KtgEditorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->name = g_strdup (_ ("New Report"));
  ktg_editor_keys_attach (GTK_WIDGET (self));
}

/**
 * ktg_editor_page_new:
 * @session: where drafts are kept
 *
 * Returns: (transfer none): a floating page that has nothing open yet
 */
KtgEditorPage *
ktg_editor_page_new (KtgSession *session)
{
  static const KtgBeginningPage does = { make_report, show_otherwise, fail };
  KtgEditorPage                *self = g_object_new (KTG_TYPE_EDITOR_PAGE, NULL);

  self->session = g_object_ref (session);
  self->keeper = ktg_draft_keeper_new (ktg_session_get_store (session),
                                       ktg_session_get_library (session),
                                       ktg_session_get_world (session),
                                       self,
                                       make_report);
  self->beginning = ktg_beginning_new (&does, self, self->like_box, session);
  listen_to_keeper (self);
  ktg_paper_actions_attach (GTK_WIDGET (self), session, self->keeper);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (packs_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (ktg_session_get_store (session),
                          "disk-full",
                          self->disk_full,
                          "visible",
                          G_BINDING_SYNC_CREATE);
  return self;
}

/**
 * ktg_editor_page_open:
 * @self: a new page
 * @id: (nullable): a draft; %NULL begins one
 *
 * A new draft is stored at its first change, not before.
 */
void
ktg_editor_page_open (KtgEditorPage *self, const char *id)
{
  g_return_if_fail (!ktg_draft_keeper_has_draft (self->keeper));

  if (id == NULL)
    {
      start_new (self);
      return;
    }

  name_page (self, _ ("Draft"));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  ktg_draft_keeper_load (self->keeper, id);
}

/**
 * ktg_editor_page_open_amendment:
 * @self: a new page
 * @report_id: a report that this device filed
 *
 * What it says now is written over; where that was begun before, it goes on.
 */
void
ktg_editor_page_open_amendment (KtgEditorPage *self, const char *report_id)
{
  g_return_if_fail (!ktg_draft_keeper_has_draft (self->keeper));

  name_page (self, _ ("Amendment"));
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  ktg_draft_keeper_begin_amendment (self->keeper, report_id);
}

/**
 * ktg_editor_page_begin_with:
 * @self: a page on which a new report was begun
 * @with: as ktg_beginning_take() has it
 *
 * What is taken over from elsewhere is said, and can be undone.
 */
void
ktg_editor_page_begin_with (KtgEditorPage *self, const char *with)
{
  ktg_beginning_take (self->beginning, with);
}

/**
 * ktg_editor_page_get_keeper:
 * @self: a page
 *
 * Returns: (transfer none): who keeps its words; it says "filed", "discarded" and "flushed", also
 *   after the page was left
 */
KtgDraftKeeper *
ktg_editor_page_get_keeper (KtgEditorPage *self)
{
  return self->keeper;
}

/**
 * ktg_editor_page_begin:
 * @self: a page
 *
 * Puts the focus where a report begins: on the photo.
 */
void
ktg_editor_page_begin (KtgEditorPage *self)
{
  ktg_fold_reveal (ktg_editor_section_get_fold (self->sections[KTG_EDITOR_PART_EVIDENCE]));
}

/**
 * ktg_editor_page_view:
 * @self: a page
 * @i: a file of its report, from 0
 *
 * Returns: (transfer none): a floating page on which the files can be looked at closely
 */
KtgViewerPage *
ktg_editor_page_view (KtgEditorPage *self, guint i)
{
  return ktg_evidence_section_look (ktg_editor_page_get_evidence (self),
                                    adw_window_title_get_title (self->title),
                                    i);
}

/**
 * ktg_editor_page_get_evidence:
 * @self: a page
 *
 * Returns: (transfer none): where its files are added
 */
KtgEvidenceSection *
ktg_editor_page_get_evidence (KtgEditorPage *self)
{
  return KTG_EVIDENCE_SECTION (self->sections[KTG_EDITOR_PART_EVIDENCE]);
}

/**
 * ktg_editor_page_is_busy:
 * @self: a page
 *
 * Returns: whether it is being filed, or files are still coming: leaving now would lose some
 */
gboolean
ktg_editor_page_is_busy (KtgEditorPage *self)
{
  return ktg_draft_keeper_is_filing (self->keeper)
         || ktg_evidence_section_is_busy (ktg_editor_page_get_evidence (self));
}
