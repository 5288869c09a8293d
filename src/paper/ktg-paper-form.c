/* ktg-paper-form.c - a form and what a report says in it, as blocks
 *
 * The form says what stands where: its sections, in their order, and of each the fields that are
 * printed. What nobody asked for is left out, what nobody answered is a dash, and a section of
 * which somebody said that there is nothing says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-form.h"

#include <glib/gi18n.h>
#include <ktg-facts.h>
#include <ktg-spine.h>

#include <string.h>

#define NUMBER_WIDTH 38.0
#define NAME_WIDTH 142.0
#define COLON_WIDTH 10.0
#define GAP 4.0
#define SIGNATURE_GAP 40.0
#define FACT_CELLS 3 /* a name, a colon and a value, at least */
#define MOST_NAMED 6 /* files, before the sheet alone names them */
#define BLANK "…………………………………………"

static KtgPaperBlock *
new_named (const char *number, const char *name)
{
  KtgPaperBlock *block = ktg_paper_block_new (KTG_PAPER_TEXT, "P");

  block->space = 5;
  if (number != NULL)
    ktg_paper_block_add (block, number, 0, NUMBER_WIDTH - GAP, KTG_PAPER_BODY);
  ktg_paper_block_add (block, name, NUMBER_WIDTH, NAME_WIDTH - GAP, KTG_PAPER_BODY);
  return block;
}

static void
add_fact (GPtrArray *blocks, const char *number, const char *name, const char *value)
{
  KtgPaperBlock *block = new_named (number, name);
  double         x = NUMBER_WIDTH + NAME_WIDTH;

  ktg_paper_block_add (block, ":", x, COLON_WIDTH, KTG_PAPER_BODY);
  x += COLON_WIDTH;
  ktg_paper_block_add (block, value, x, KTG_PAPER_BODY_WIDTH - x, KTG_PAPER_BODY);
  g_ptr_array_add (blocks, block);
}

/* What takes more than a column has the page's whole width below its name. */
static void
add_long (GPtrArray *blocks, const char *number, const char *name, const char *value)
{
  KtgPaperBlock *block = ktg_paper_block_new (KTG_PAPER_TEXT, "P");
  KtgPaperBlock *head = new_named (number, name);
  KtgPaperCell  *name_cell = g_ptr_array_index (head->cells, head->cells->len - 1);

  name_cell->width = KTG_PAPER_BODY_WIDTH - NUMBER_WIDTH;
  head->keeps_next = TRUE;
  head->is_whole = TRUE;
  g_ptr_array_add (blocks, head);

  block->space = 2;
  ktg_paper_block_add (block,
                       value,
                       NUMBER_WIDTH,
                       KTG_PAPER_BODY_WIDTH - NUMBER_WIDTH,
                       KTG_PAPER_BODY);
  g_ptr_array_add (blocks, block);
}

static gboolean
is_in (const KtgFormField *field, const KtgFormSection *section)
{
  return g_strcmp0 (field->section, section->code) == 0 && !field->is_not_printed;
}

static gboolean
is_for_sheet (const KtgFormField *field)
{
  return g_strcmp0 (field->spine, "evidence.sha256") == 0;
}

/* NULL where nothing is said. */
static char *
dup_value (const KtgPaperSubject *subject, const KtgFormField *field)
{
  const KtgFormReader *reader = &subject->reader;
  guint                n_files = subject->report->evidence->len;

  if (is_for_sheet (field) && n_files > 0)
    return g_strdup (_ ("On the evidence sheet below"));
  if (field->type == KTG_FORM_FIELD_EVIDENCE && n_files > MOST_NAMED)
    return g_strdup_printf (_ ("%u files, on the evidence sheet below"), n_files);
  if (field->type == KTG_FORM_FIELD_PERSONS)
    return ktg_form_words_dup_persons (reader, field, subject->report);
  if (subject->form->issued_from != NULL)
    return ktg_form_words_dup_issued (reader, field, subject->report);

  return ktg_form_words_dup (reader, field, subject->report);
}

static gboolean
is_blank (const char *value)
{
  g_autofree char *bare = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  return bare == NULL || *bare == '\0';
}

/* What is left empty on a form that is handed out is written by hand. */
static const char *
get_shown (const KtgPaperSubject *subject, const KtgFormField *field, const char *value)
{
  if (is_blank (value))
    return subject->form->issued_from != NULL ? BLANK : "–";

  return field->is_secret && !subject->is_named ? ktg_form_words_get_masked () : value;
}

static void
add_field (GPtrArray             *blocks,
           const KtgPaperSubject *subject,
           const KtgFormField    *field,
           const char            *number)
{
  g_autofree char *value = dup_value (subject, field);
  const char      *name = ktg_words_get (&field->name, subject->reader.language);
  const char      *shown = get_shown (subject, field, value);
  KtgPaperBlock   *last;

  if (field->type == KTG_FORM_FIELD_LONG_TEXT && shown == value)
    add_long (blocks, number, name, shown);
  else
    add_fact (blocks, number, name, shown);

  last = g_ptr_array_index (blocks, blocks->len - 1);
  last->is_masked = !is_blank (value) && shown != value;
}

/* Nobody signs a page on which nothing else stands: the facts above go with the signatures. */
static void
keep_facts (GPtrArray *blocks)
{
  for (guint i = blocks->len; i > 0; i--)
    {
      KtgPaperBlock *block = g_ptr_array_index (blocks, i - 1);

      if (block->keeps_next || block->kind != KTG_PAPER_TEXT || block->cells->len < FACT_CELLS)
        return;

      block->keeps_next = TRUE;
    }
}

/* Two stand side by side; one alone stands at the right. */
static void
add_signature (GPtrArray *blocks, const KtgPaperSubject *subject, const KtgFormField *field)
{
  KtgPaperBlock *last = blocks->len > 0 ? g_ptr_array_index (blocks, blocks->len - 1) : NULL;
  double         width = (KTG_PAPER_BODY_WIDTH - SIGNATURE_GAP) / 2;
  KtgPaperCell  *cell;

  if (last == NULL || last->kind != KTG_PAPER_SIGNATURE || last->cells->len > 1)
    {
      keep_facts (blocks);
      last = ktg_paper_block_new (KTG_PAPER_SIGNATURE, "P");
      last->space = 16;
      last->least_height = KTG_PAPER_SIGNATURE_HEIGHT;
      last->is_whole = TRUE;
      g_ptr_array_add (blocks, last);
    }
  else
    ((KtgPaperCell *)g_ptr_array_index (last->cells, 0))->x = 0;

  cell = ktg_paper_block_add (last,
                              ktg_words_get (&field->name, subject->reader.language),
                              width + SIGNATURE_GAP,
                              width,
                              KTG_PAPER_BODY);
  cell->side = KTG_PAPER_IN_MIDDLE;
}

/* It names what is suspected, or persons, in the report's own places. */
static gboolean
is_telling (const KtgPaperSubject *subject, const KtgFormSection *section)
{
  for (guint i = 0; i < subject->form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (subject->form->fields, i);

      if (is_in (field, section) && field->spine != NULL
          && (field->type == KTG_FORM_FIELD_CHOICES || field->type == KTG_FORM_FIELD_PERSONS)
          && ktg_form_field_is_said (field, subject->report))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_open (const KtgPaperSubject *subject, const KtgFormField *field)
{
  const KtgFormField *gate = field->shown_if_field != NULL
                                 ? ktg_form_get_field (subject->form, field->shown_if_field)
                                 : NULL;

  return gate != NULL && !ktg_form_field_is_said (gate, subject->report);
}

/* Of the fields of a section those that are asked. A report that was not written in the form's
 * windows may leave out the question and give the answer: what is suspected is never called none.
 */
static GPtrArray *
find_fields (const KtgPaperSubject *subject, const KtgFormSection *section)
{
  GPtrArray *found = g_ptr_array_new ();
  gboolean   tells = is_telling (subject, section);

  for (guint i = 0; i < subject->form->fields->len; i++)
    {
      KtgFormField *field = g_ptr_array_index (subject->form->fields, i);

      if (is_in (field, section)
          && (ktg_form_is_asked (subject->form, field, subject->report)
              || (tells && is_open (subject, field))))
        g_ptr_array_add (found, field);
    }

  return found;
}

static gboolean
is_printed (const KtgPaperSubject *subject, const KtgFormSection *section)
{
  for (guint i = 0; i < subject->form->fields->len; i++)
    if (is_in (g_ptr_array_index (subject->form->fields, i), section))
      return TRUE;

  return FALSE;
}

static gboolean
is_anything_said (const KtgPaperSubject *subject, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (fields, i);
      g_autofree char    *value = dup_value (subject, field);

      if (field->type == KTG_FORM_FIELD_SIGNATURE || !is_blank (value))
        return TRUE;
    }

  return subject->form->issued_from != NULL;
}

/* "IV", "3"; a code that is a word is a name for the program alone. */
static gboolean
is_numeral (const char *code)
{
  return strspn (code, "IVXLC") == strlen (code) || strspn (code, "0123456789") == strlen (code);
}

static void
add_section_heading (GPtrArray *blocks, const KtgFormSection *section, const char *language)
{
  const char      *name = ktg_words_get (&section->name, language);
  g_autofree char *words
      = is_numeral (section->code) ? g_strdup_printf ("%s. %s", section->code, name) : NULL;

  g_ptr_array_add (blocks, ktg_paper_block_new_heading (words != NULL ? words : name));
}

static gboolean
has_gate (const KtgPaperSubject *subject, const KtgFormSection *section, gboolean is_answered)
{
  for (guint i = 0; i < subject->form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (subject->form->fields, i);

      if (is_in (field, section) && field->shown_if_field != NULL
          && (!is_answered || !is_open (subject, field)))
        return TRUE;
    }

  return FALSE;
}

/* That there is nothing is said where the form says so, or the officer did: by an answer for which
 * none of it is asked. Whoever was asked and said nothing gets dashes: then NULL. */
static const char *
get_nothing (const KtgPaperSubject *subject, const KtgFormSection *section, const GPtrArray *fields)
{
  if (is_anything_said (subject, fields)
      || (fields->len > 0 && (section->empty.id == NULL || has_gate (subject, section, FALSE))))
    return NULL;
  if (section->empty.id != NULL)
    return ktg_words_get (&section->empty, subject->reader.language);

  return has_gate (subject, section, TRUE) ? C_ ("an empty section of a form", "None") : "–";
}

static void
add_nothing (GPtrArray *blocks, const char *words)
{
  KtgPaperBlock *block = ktg_paper_block_new (KTG_PAPER_TEXT, "P");

  block->space = 5;
  ktg_paper_block_add (block,
                       words,
                       NUMBER_WIDTH,
                       KTG_PAPER_BODY_WIDTH - NUMBER_WIDTH,
                       KTG_PAPER_BODY);
  g_ptr_array_add (blocks, block);
}

/* A number that several fields have stands before the first of them. */
static void
add_fields (GPtrArray *blocks, const KtgPaperSubject *subject, const GPtrArray *fields)
{
  const char *before = NULL;

  for (guint i = 0; i < fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (fields, i);

      if (field->type == KTG_FORM_FIELD_SIGNATURE)
        add_signature (blocks, subject, field);
      else
        add_field (blocks,
                   subject,
                   field,
                   g_strcmp0 (field->number, before) != 0 ? field->number : NULL);
      before = field->number;
    }
}

static void
add_section (GPtrArray *blocks, const KtgPaperSubject *subject, const KtgFormSection *section)
{
  g_autoptr (GPtrArray) fields = find_fields (subject, section);
  const char *nothing = get_nothing (subject, section, fields);

  add_section_heading (blocks, section, subject->reader.language);
  if (nothing != NULL)
    add_nothing (blocks, nothing);
  else
    add_fields (blocks, subject, fields);
}

static void
add_facts (GPtrArray *blocks, const char *heading, const GPtrArray *facts)
{
  if (facts->len > 0)
    g_ptr_array_add (blocks, ktg_paper_block_new_heading (heading));

  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      add_fact (blocks, NULL, fact->name, fact->value);
    }
}

/* What the report says and no field here asks: it is signed, too. */
static void
add_unknown (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  const KtgValues *values = subject->report->values;
  g_autoptr (GPtrArray) facts = ktg_facts_new_unknown (subject->report);

  for (guint i = 0; i < ktg_values_get_n (values); i++)
    {
      const char      *code = ktg_values_get_code (values, i);
      g_autofree char *words = NULL;

      if (ktg_form_get_field (subject->form, code) == NULL)
        {
          words = ktg_form_words_dup_unknown (values, code);
          ktg_fact_list_add (facts, code, words);
        }
    }

  add_facts (blocks, _ ("What this edition of the form does not have"), facts);
}

/**
 * ktg_paper_form_add:
 * @blocks: (element-type KtgPaperBlock): the paper
 * @subject: what is put on it
 *
 * Adds each section of the form; where no form is known, all that the report says.
 */
void
ktg_paper_form_add (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (subject->form == NULL)
    {
      facts = ktg_facts_new (subject->report,
                             subject->reader.pack,
                             subject->reader.regions,
                             subject->reader.language);
      add_facts (blocks, _ ("What the report says"), facts);
      return;
    }

  for (guint i = 0; i < subject->form->sections->len; i++)
    {
      const KtgFormSection *section = g_ptr_array_index (subject->form->sections, i);

      if (is_printed (subject, section))
        add_section (blocks, subject, section);
    }

  if (subject->form->issued_from == NULL)
    add_unknown (blocks, subject);
}
