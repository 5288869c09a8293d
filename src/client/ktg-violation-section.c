/* ktg-violation-section.c - what is suspected
 *
 * Suspected, always: the list helps to name what was seen, and decides nothing. It is that of the
 * rules of the day of the event; once something is suspected the draft keeps the rules that it was
 * chosen from, until the officer goes over to others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-violation-section.h"

#include "ktg-chip-box.h"
#include "ktg-choice-row.h"
#include "ktg-choices-row.h"
#include "ktg-fold.h"
#include "ktg-found-row.h"
#include "ktg-picker.h"
#include "ktg-rules-card.h"
#include "ktg-violation-browser.h"
#include "ktg-violation-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-law-words.h>
#include <ktg-number-entry.h>
#include <ktg-usual.h>

#define MOST_CHIPS 3
#define MOST_NUMBER 999

struct _KtgViolationSection
{
  AdwBin parent_instance;

  KtgPicker           *picker;
  KtgChipBox          *chips;
  GtkToggleButton     *browse;
  KtgViolationBrowser *all; /* while they are browsed */
  GtkListBox          *list;
  KtgRulesCard        *rules;
  KtgChoiceRow        *phase;
  AdwActionRow        *suggestion;
  KtgFold             *more; /* than what, and towards whom */
  KtgChoiceRow        *openness;
  GtkEditable         *ballot_number;
  GtkWidget           *misread;
  KtgChoicesRow       *tags;

  KtgSession   *session;       /* borrowed from the page */
  KtgReportLaw *law;           /* what the draft stands under; NULL until that is known */
  GPtrArray    *offered;       /* (element-type KtgViolation): what the chips are */
  char         *offered_phase; /* what was said of it then, or NULL */
  const char   *likely_phase;  /* where nothing is said; of the pack, or NULL */
  char         *kept; /* the rules that what is suspected was chosen from; NULL: nothing was */
};

KTG_DEFINE_EDITOR_SECTION (KtgViolationSection, ktg_violation_section)

/* What is suspected, in the order of the list; NULL after the last. */
static const char *
get_code (KtgViolationSection *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int)i);

  return row != NULL ? ktg_violation_row_get_code (KTG_VIOLATION_ROW (row)) : NULL;
}

/* All of them: whoever looks at the head only is not to miss one. */
static char *
dup_summary (KtgViolationSection *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *code;

  for (guint i = 0; (code = get_code (self, i)) != NULL; i++)
    {
      g_autofree char *name
          = self->law != NULL ? ktg_law_words_dup_short_name (self->law, code) : NULL;

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", name != NULL ? name : code);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
refresh_fold (KtgViolationSection *self)
{
  gboolean         is_done = get_code (self, 0) != NULL;
  g_autofree char *summary = dup_summary (self);
  g_autofree char *phase = ktg_choice_row_dup_code (self->phase);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), is_done, summary);
  ktg_fold_set_asking (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self)), phase == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), is_done);
}

static gboolean
is_misread (KtgViolationSection *self)
{
  return ktg_number_entry_is_misread (gtk_editable_get_text (self->ballot_number), MOST_NUMBER);
}

static void
refresh_more (KtgViolationSection *self)
{
  g_autoptr (GPtrArray) tags = ktg_choices_row_dup_codes (self->tags);
  g_autofree char *openness = ktg_choice_row_dup_code (self->openness);
  const char      *number = gtk_editable_get_text (self->ballot_number);

  gtk_widget_set_visible (self->misread, is_misread (self));
  ktg_fold_set_done (self->more, openness != NULL && tags->len > 0 && *number != '\0');
}

static void
changed_cb (KtgViolationSection *self)
{
  if (self->session == NULL)
    return;

  refresh_more (self);
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
keep_rules (KtgViolationSection *self, const char *version)
{
  char *kept = g_strdup (version);

  g_free (self->kept);
  self->kept = kept;
}

static void
rules_accepted_cb (KtgViolationSection *self)
{
  keep_rules (self, self->law->holding->version);
  changed_cb (self);
}

static void
row_removed_cb (KtgViolationSection *self, KtgViolationRow *row)
{
  ktg_chip_box_set_pressed (self->chips, ktg_violation_row_get_code (row), FALSE);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (get_code (self, 0) == NULL)
    keep_rules (self, NULL);
  refresh_fold (self);
  changed_cb (self);
}

static void
show_rows (KtgViolationSection *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    ktg_violation_row_show (KTG_VIOLATION_ROW (row), self->law);
}

static void
add_row (KtgViolationSection *self, const char *code)
{
  KtgViolationRow *row = ktg_violation_row_new (code);

  if (self->law != NULL)
    ktg_violation_row_show (row, self->law);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (row_removed_cb), self);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

/* The calendar suggests, and is not asked again once the report says the same. */
static void
show_suggestion (KtgViolationSection *self)
{
  g_autofree char *phase = ktg_choice_row_dup_code (self->phase);
  g_autofree char *title = ktg_law_words_dup_suggestion (self->law);
  g_autofree char *election = ktg_law_words_dup_election (self->law);
  g_autofree char *source = ktg_law_words_dup_election_source (self->law);
  g_autofree char *subtitle
      = g_strdup_printf ("%s\n%s", election != NULL ? election : "", source != NULL ? source : "");
  gboolean is_new = title != NULL && g_strcmp0 (phase, self->law->phase) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->suggestion), is_new);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->suggestion), is_new ? title : "");
  adw_action_row_set_subtitle (self->suggestion, g_strchomp (subtitle));
}

static void
suggestion_taken_cb (KtgViolationSection *self)
{
  ktg_choice_row_show_list (self->phase, self->session, "phases", self->law->phase);
}

static gboolean
has_code (KtgViolationSection *self, const char *code)
{
  for (guint i = 0; get_code (self, i) != NULL; i++)
    {
      if (g_str_equal (get_code (self, i), code))
        return TRUE;
    }

  return FALSE;
}

/* Chips that are made anew lose the keyboard. */
static gboolean
offers_the_same (KtgViolationSection *self, const GPtrArray *offered)
{
  if (self->offered->len != offered->len)
    return FALSE;

  for (guint i = 0; i < offered->len; i++)
    if (g_ptr_array_index (self->offered, i) != g_ptr_array_index (offered, i))
      return FALSE;

  return TRUE;
}

/* "KE-05 · Code of ethics (suggestion)", and the whole name below it. Only an office decides. */
static char *
dup_gloss (KtgViolationSection *self, const KtgViolation *violation)
{
  const char      *language = ktg_language_get ();
  const KtgChoice *category
      = ktg_report_law_get_choice (self->law, "categories", violation->category);
  /* Translators: a code, then a category of law that is only suggested */
  g_autofree char *first
      = g_strdup_printf (_ ("%s · %s (suggestion)"),
                         violation->code,
                         category != NULL ? ktg_words_get (&category->name, language)
                                          : violation->category);

  return g_strdup_printf ("%s\n%s", first, ktg_words_get (&violation->name, language));
}

static void
add_found (KtgViolationSection *self, const KtgViolation *violation)
{
  const char      *name = ktg_words_get (&violation->short_name, ktg_language_get ());
  g_autofree char *gloss = dup_gloss (self, violation);

  ktg_picker_add_found (self->picker, violation->code, name, name, gloss);
}

static void
searched_cb (KtgViolationSection *self, const char *needle)
{
  g_autoptr (GPtrArray) found = ktg_pack_search_violations (self->law->pack,
                                                            self->law->rules_version,
                                                            self->law->day,
                                                            needle);

  for (guint i = 0; i < found->len; i++)
    add_found (self, g_ptr_array_index (found, i));
}

static void
chosen_cb (KtgViolationSection *self, const char *code)
{
  if (has_code (self, code))
    return;

  if (get_code (self, 0) == NULL)
    keep_rules (self, self->law->rules_version);
  add_row (self, code);
  ktg_chip_box_set_pressed (self->chips, code, TRUE);
  refresh_fold (self);
  changed_cb (self);
}

static void
remove_code (KtgViolationSection *self, const char *code)
{
  guint i = 0;

  while (g_strcmp0 (get_code (self, i), code) != 0)
    i++;

  row_removed_cb (self, KTG_VIOLATION_ROW (gtk_list_box_get_row_at_index (self->list, (int)i)));
}

static void
chip_pressed_cb (KtgViolationSection *self, const char *code)
{
  g_autofree char *pressed = g_strdup (code); /* the chips may be made anew */

  if (!ktg_chip_box_is_pressed (self->chips, pressed))
    {
      if (has_code (self, pressed))
        remove_code (self, pressed);
      return;
    }

  chosen_cb (self, pressed);
  ktg_editor_section_go_on (KTG_EDITOR_SECTION (self));
}

static void
add_chip (KtgViolationSection *self, const KtgViolation *violation)
{
  g_autofree char *gloss = dup_gloss (self, violation);

  ktg_chip_box_add (self->chips,
                    violation->code,
                    ktg_words_get (&violation->short_name, ktg_language_get ()),
                    gloss);
  ktg_chip_box_set_pressed (self->chips, violation->code, has_code (self, violation->code));
}

/* What can be meant goes by the rules of the day and by the phase. */
static void
show_chips (KtgViolationSection *self)
{
  g_autofree char *phase = ktg_choice_row_dup_code (self->phase);
  g_autoptr (GPtrArray) offered
      = ktg_usual_find_violations (ktg_store_get_summaries (ktg_session_get_store (self->session)),
                                   self->law,
                                   phase != NULL ? phase : self->likely_phase,
                                   MOST_CHIPS);

  g_free (self->offered_phase);
  self->offered_phase = g_steal_pointer (&phase);
  if (offers_the_same (self, offered))
    return;

  g_ptr_array_unref (self->offered);
  self->offered = g_ptr_array_ref (offered);
  ktg_chip_box_clear (self->chips);
  for (guint i = 0; i < offered->len; i++)
    add_chip (self, g_ptr_array_index (offered, i));
}

static void
press_chips (KtgViolationSection *self)
{
  for (guint i = 0; i < self->offered->len; i++)
    {
      const char *code = ((const KtgViolation *)g_ptr_array_index (self->offered, i))->code;

      ktg_chip_box_set_pressed (self->chips, code, has_code (self, code));
    }
}

static void
all_chosen_cb (KtgViolationSection *self, const char *code)
{
  g_autofree char *chosen = g_strdup (code);

  gtk_toggle_button_set_active (self->browse, FALSE);
  chosen_cb (self, chosen);
  ktg_editor_section_go_on (KTG_EDITOR_SECTION (self));
}

static void
all_left_cb (KtgViolationSection *self)
{
  gtk_toggle_button_set_active (self->browse, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->browse));
}

static void
browse_toggled_cb (KtgViolationSection *self)
{
  if (gtk_toggle_button_get_active (self->browse) && self->law != NULL)
    ktg_violation_browser_open (self->all, self->law);
  else
    ktg_violation_browser_close (self->all);
}

static void
ktg_violation_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgViolationSection *self = KTG_VIOLATION_SECTION (section);
  g_autofree char     *number
      = report->ballot_number == 0 ? g_strdup ("") : g_strdup_printf ("%d", report->ballot_number);

  self->session = session;
  gtk_toggle_button_set_active (self->browse, FALSE);
  g_clear_pointer (&self->law, ktg_report_law_free);
  keep_rules (self, report->violations->len > 0 ? report->rules_version : NULL);
  ktg_editor_section_clear (self->list);

  for (guint i = 0; i < report->violations->len; i++)
    add_row (self, g_ptr_array_index (report->violations, i));
  press_chips (self);

  ktg_choice_row_show_list (self->phase, session, "phases", report->phase);
  ktg_choice_row_show_list (self->openness, session, "openness", report->openness);
  gtk_editable_set_text (self->ballot_number, number);
  ktg_choices_row_show_list (self->tags, session, "tags", report->tags);
  refresh_more (self);
  refresh_fold (self);
}

static void
ktg_violation_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgViolationSection *self = KTG_VIOLATION_SECTION (section);

  g_ptr_array_set_size (report->violations, 0);
  g_free (report->rules_version);
  report->rules_version = g_strdup (self->kept);

  for (guint i = 0; get_code (self, i) != NULL; i++)
    g_ptr_array_add (report->violations, g_strdup (get_code (self, i)));

  g_free (report->phase);
  report->phase = ktg_choice_row_dup_code (self->phase);
  g_free (report->openness);
  report->openness = ktg_choice_row_dup_code (self->openness);
  report->ballot_number
      = ktg_number_entry_parse (gtk_editable_get_text (self->ballot_number), MOST_NUMBER);
  g_ptr_array_unref (report->tags);
  report->tags = ktg_choices_row_dup_codes (self->tags);
}

static void
ktg_violation_section_finalize (GObject *object)
{
  KtgViolationSection *self = KTG_VIOLATION_SECTION (object);

  g_clear_pointer (&self->law, ktg_report_law_free);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_pointer (&self->offered_phase, g_free);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (ktg_violation_section_parent_class)->finalize (object);
}

static void
ktg_violation_section_class_init (KtgViolationSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_violation_section_finalize;

  g_type_ensure (KTG_TYPE_PICKER);
  g_type_ensure (KTG_TYPE_CHIP_BOX);
  g_type_ensure (KTG_TYPE_RULES_CARD);
  g_type_ensure (KTG_TYPE_VIOLATION_BROWSER);
  g_type_ensure (KTG_TYPE_CHOICE_ROW);
  g_type_ensure (KTG_TYPE_CHOICES_ROW);
  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-violation-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, picker);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, chips);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, browse);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, all);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, list);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, rules);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, phase);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, suggestion);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, openness);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, more);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, ballot_number);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, misread);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationSection, tags);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, rules_accepted_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_taken_cb);
}

static void
ktg_violation_section_init (KtgViolationSection *self)
{
  self->offered = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Until it is said when it was, most is of today. */
static const char *
find_likely_phase (KtgViolationSection *self, const KtgReport *report)
{
  KtgMoment        now;
  g_autofree char *today = NULL;

  if (self->law->day != NULL)
    return self->law->phase;

  now = ktg_session_now (self->session);
  today = ktg_moment_dup_day (&now);
  return ktg_pack_suggest_phase (self->law->pack, report->place_region, today);
}

/**
 * ktg_violation_section_refresh:
 * @self: a section
 * @report: what is written so far
 *
 * The day and the place of the event say which rules hold and what the calendar suggests.
 */
void
ktg_violation_section_refresh (KtgViolationSection *self, const KtgReport *report)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_session_get_pack (self->session), report);
  gboolean    is_same = ktg_report_law_is_same (law, self->law);
  const char *likely_phase;

  if (!is_same)
    {
      gtk_toggle_button_set_active (self->browse, FALSE); /* what it shows is of the other law */
      ktg_report_law_free (self->law);
      self->law = g_steal_pointer (&law);
      ktg_rules_card_show (self->rules, self->law);
      gtk_toggle_button_set_active (self->browse, FALSE);
      show_rows (self);
      refresh_fold (self);
    }

  likely_phase = find_likely_phase (self, report);
  is_same &= g_strcmp0 (likely_phase, self->likely_phase) == 0;
  self->likely_phase = likely_phase;
  /* Each letter of a report comes here, and chips look at all reports of this device. */
  if (!is_same || g_strcmp0 (report->phase, self->offered_phase) != 0)
    show_chips (self);
  show_suggestion (self);
}

/**
 * ktg_violation_section_keep_words:
 * @self: a section
 * @report: what is written, its account, too
 *
 * What was typed as a ballot number and is none is not lost: it stands in the account.
 */
void
ktg_violation_section_keep_words (KtgViolationSection *self, KtgReport *report)
{
  const char      *typed = gtk_editable_get_text (self->ballot_number);
  const char      *account = report->account != NULL ? report->account : "";
  g_autofree char *with_words = NULL;

  if (!is_misread (self))
    return;

  with_words = g_strdup_printf ("%s%s%s: %s",
                                account,
                                *account != '\0' ? "\n" : "",
                                _ ("Ballot number"),
                                typed);
  g_free (report->account);
  report->account = g_steal_pointer (&with_words);
}
