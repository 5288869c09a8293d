/* ktg-paper-head.c - what stands above a form: its title, its numbers, how it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-head.h"

#include "ktg-paper-code.h"
#include "ktg-paper-evidence.h"
#include "ktg-paper-title.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-law-words.h>
#include <ktg-report-link.h>
#include <ktg-sentences.h>

/**
 * ktg_paper_head_dup_title:
 * @subject: what is put on paper
 *
 * Returns: (transfer full): the official title, which is Indonesian in every language
 */
char *
ktg_paper_head_dup_title (const KtgPaperSubject *subject)
{
  return g_strdup (subject->form != NULL ? ktg_words_get (&subject->form->title, "id")
                                         : _ ("Report"));
}

static void
append_word (GString *band, const char *word)
{
  g_string_append_printf (band, "%s%s", band->len > 0 ? "  ·  " : "", word);
}

/**
 * ktg_paper_head_dup_band:
 * @subject: what is put on paper
 *
 * Returns: (transfer full) (nullable): what has to be said on each page so that nobody takes the
 *   paper for what it is not; %NULL for a report that stands
 */
char *
ktg_paper_head_dup_band (const KtgPaperSubject *subject)
{
  g_autoptr (GString) band = g_string_new (NULL);

  if (subject->is_practice)
    append_word (band, _ ("PRACTICE: everything here is invented"));
  if (subject->held == NULL)
    append_word (band, _ ("DRAFT: not signed and not filed"));
  else if (subject->summary->is_withdrawn)
    append_word (band, _ ("WITHDRAWN"));

  return band->len > 0 ? g_string_free (g_steal_pointer (&band), FALSE) : NULL;
}

static const char *
get_event (const KtgPaperSubject *subject)
{
  return subject->held != NULL ? ktg_history_get_version_id (subject->held->history) : NULL;
}

/**
 * ktg_paper_head_dup_code:
 * @subject: what is put on paper
 *
 * Returns: (transfer full): what its QR code says: the id of the report, and the SHA-256 of the
 *   signed event that the paper shows
 */
char *
ktg_paper_head_dup_code (const KtgPaperSubject *subject)
{
  return ktg_report_link_new (subject->summary->id, get_event (subject));
}

static void
add_title (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  g_autofree char *title = ktg_paper_head_dup_title (subject);

  ktg_paper_title_add (blocks, title, subject->form != NULL ? subject->form->legal_basis : NULL);
}

static void
add_code (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  KtgPaperBlock *code = ktg_paper_block_new (KTG_PAPER_CODE, "Figure");

  code->space = 18;
  code->is_whole = TRUE;
  code->keeps_next = TRUE;
  code->code = ktg_paper_head_dup_code (subject);
  g_ptr_array_add (blocks, code);
}

static void
add (GPtrArray *blocks, const char *name, const char *value)
{
  ktg_paper_title_add_fact (blocks, name, value, KTG_PAPER_SMALL);
}

/* The server's word for the version that is shown, or that it has not come yet. */
static char *
dup_receipt (const KtgPaperSubject *subject)
{
  const KtgReportHeld *held = subject->held;
  const char          *event = get_event (subject);

  for (guint i = 0; held != NULL && i < held->event_receipts->len; i++)
    if (g_strcmp0 (ktg_history_get_entry (held->history, i)->event_id, event) == 0)
      {
        const char *at = g_ptr_array_index (held->event_receipts, i);

        return *at != '\0' ? ktg_dates_dup_testimony_at (at, subject->now.utc_offset_s)
                           : g_strdup (_ ("not yet"));
      }

  return NULL;
}

static char *
dup_edition (const KtgForm *form)
{
  if (form == NULL)
    return NULL;

  return g_strdup_printf ("%s %s%s",
                          form->code,
                          form->version,
                          form->is_verified ? ""
                                            : _ (" (not yet compared with the official "
                                                 "sheet)"));
}

static void
add_event (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  const char      *event = get_event (subject);
  g_autofree char *groups = event != NULL ? ktg_paper_evidence_dup_groups (event) : NULL;

  ktg_paper_title_add_fact (blocks, _ ("Fingerprint of the signed text"), groups, KTG_PAPER_FIXED);
}

static void
add_facts (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (subject->reader.pack, subject->report);
  g_autofree char *state = ktg_sentences_dup_state (subject->summary, subject->reader.pack);
  g_autofree char *receipt = dup_receipt (subject);
  g_autofree char *rules = ktg_law_words_dup_rules (law);
  g_autofree char *edition = dup_edition (subject->form);
  g_autofree char *wall = ktg_moment_dup_wall (&subject->now);
  g_autofree char *printed = ktg_dates_dup_full (wall);

  add (blocks, _ ("Provisional number"), subject->report->number);
  add (blocks, _ ("State"), state);
  if (receipt != NULL)
    add (blocks, _ ("Received by the server"), receipt);
  add (blocks, _ ("Report"), subject->summary->id);
  add_event (blocks, subject);
  if (subject->report->on_behalf_of != NULL)
    add (blocks, _ ("On behalf of"), subject->report->on_behalf_of);
  add (blocks, _ ("Rules"), rules);
  add (blocks, _ ("Form"), edition);
  add (blocks, _ ("Put on paper"), printed);
}

/**
 * ktg_paper_head_add:
 * @blocks: (element-type KtgPaperBlock): the paper, empty
 * @subject: what is put on it
 */
void
ktg_paper_head_add (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  add_title (blocks, subject);
  if (ktg_paper_code_is_drawn ())
    add_code (blocks, subject);
  add_facts (blocks, subject);
  ktg_paper_title_end (blocks);
}
