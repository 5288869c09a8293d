/* ktg-paper-report.c - a report on paper: its form, the list of its files, its photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-report.h"

#include "ktg-paper-evidence.h"
#include "ktg-paper-form.h"
#include "ktg-paper-head.h"

static char *
dup_title (const KtgPaperSubject *subject)
{
  const char      *number = subject->report->number;
  g_autofree char *title = ktg_paper_head_dup_title (subject);

  return number != NULL && *number != '\0' ? g_strdup_printf ("%s · %s", number, title)
                                           : g_steal_pointer (&title);
}

/* A form that is handed out has the list of files and not the photos. */
static gboolean
has_photos (const KtgPaperSubject *subject)
{
  return subject->form == NULL || subject->form->issued_from == NULL;
}

/**
 * ktg_paper_report_new:
 * @subject: what is put on paper; nothing of it is kept
 *
 * Returns: (transfer full): its pages
 */
KtgPaper *
ktg_paper_report_new (const KtgPaperSubject *subject)
{
  GPtrArray       *blocks = ktg_paper_block_list_new ();
  const char      *behalf = subject->report->on_behalf_of;
  g_autofree char *title = dup_title (subject);
  g_autofree char *band = ktg_paper_head_dup_band (subject);

  ktg_paper_head_add (blocks, subject);
  ktg_paper_form_add (blocks, subject);
  ktg_paper_evidence_add_sheet (blocks, subject);
  if (has_photos (subject))
    ktg_paper_evidence_add_photos (blocks, subject);

  return ktg_paper_new (blocks, title, behalf != NULL ? behalf : subject->officer, band);
}
