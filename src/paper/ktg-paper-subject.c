/* ktg-paper-subject.c - what is put on paper, and how much of it is said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-subject.h"

/**
 * ktg_paper_subject_get:
 * @store: whose device it is
 * @library: what codes mean
 * @summary: of a report or a draft
 *
 * Returns: what is known before the report is read; it borrows from all three
 */
KtgPaperSubject
ktg_paper_subject_get (KtgStore *store, KtgLibrary *library, const KtgSummaryFields *summary)
{
  const KtgAccount *account = ktg_store_get_account (store);

  return (KtgPaperSubject){
    .summary = summary,
    .reader = ktg_library_get_reader (library),
    .officer = account != NULL ? account->officer : NULL,
    .is_practice = ktg_account_is_practice (account),
  };
}

/**
 * ktg_paper_subject_find_forms:
 * @pack: what the packs say
 * @report: a report
 *
 * Returns: (transfer container) (element-type KtgForm): the form it was written on, and behind it
 *   those that are handed out from it; empty where no form here is its own
 */
GPtrArray *
ktg_paper_subject_find_forms (const KtgPack *pack, const KtgReport *report)
{
  GPtrArray       *found = g_ptr_array_new ();
  const KtgForm   *own = ktg_pack_get_form_of_report (pack, report);
  const GPtrArray *forms = ktg_pack_get_forms (pack);

  if (own != NULL)
    g_ptr_array_add (found, (gpointer)own);

  for (guint i = 0; own != NULL && i < forms->len; i++)
    {
      KtgForm *form = g_ptr_array_index (forms, i);

      if (g_strcmp0 (form->issued_from, own->code) == 0)
        g_ptr_array_add (found, form);
    }

  return found;
}

/**
 * ktg_paper_subject_find_form:
 * @pack: what the packs say
 * @report: a report
 * @code: of one of its forms
 *
 * Returns: (transfer none) (nullable): that form; %NULL if it is none of this report's
 */
const KtgForm *
ktg_paper_subject_find_form (const KtgPack *pack, const KtgReport *report, const char *code)
{
  g_autoptr (GPtrArray) forms = ktg_paper_subject_find_forms (pack, report);

  for (guint i = 0; i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      if (g_strcmp0 (form->code, code) == 0)
        return form;
    }

  return NULL;
}
