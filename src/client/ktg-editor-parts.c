/* ktg-editor-parts.c - the sections of the page on which a report is written, and what stands in
 * each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-editor-parts.h"

#include <ktg-form-fill.h>

static const char *const suspicion_places[]
    = { "violations", "phase", "openness", "ballot_number", "tags", NULL };
static const char *const persons_places[]
    = { "persons.reported", "persons.reporter", "persons.witness", NULL };
static const char *const place_places[]
    = { "place.region", "place.polling_place", "place.words", "place.class", NULL };
static const char *const        times_places[] = { "times.happened", "times.known", NULL };
static const char *const        account_places[] = { "account", NULL };
static const char *const *const places[KTG_N_EDITOR_PARTS] = {
  [KTG_EDITOR_PART_VIOLATION] = suspicion_places, [KTG_EDITOR_PART_PERSONS] = persons_places,
  [KTG_EDITOR_PART_PLACE] = place_places,         [KTG_EDITOR_PART_TIME] = times_places,
  [KTG_EDITOR_PART_ACCOUNT] = account_places,
};

/**
 * ktg_editor_parts_get_places:
 * @part: a section
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): where in the spine it writes;
 * %NULL: elsewhere
 */
const char *const *
ktg_editor_parts_get_places (KtgEditorPart part)
{
  return places[part];
}

static gboolean
is_of_part (guint part, const char *spine)
{
  for (guint i = 0; places[part] != NULL && places[part][i] != NULL; i++)
    {
      if (g_str_has_prefix (spine, places[part][i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * ktg_editor_parts_find:
 * @spine: (nullable): a place in the spine
 *
 * Returns: the section that writes there; the evidence, where none does
 */
KtgEditorPart
ktg_editor_parts_find (const char *spine)
{
  for (guint i = KTG_N_EDITOR_PARTS; spine != NULL && i > 0; i--)
    {
      if (is_of_part (i - 1, spine))
        return (KtgEditorPart)(i - 1);
    }

  return KTG_EDITOR_PART_EVIDENCE;
}

/**
 * ktg_editor_parts_find_lack:
 * @lack: why a report cannot be filed yet
 *
 * Returns: the section where that is mended
 */
KtgEditorPart
ktg_editor_parts_find_lack (KtgFilingLack lack)
{
  switch (lack)
    {
    case KTG_FILING_LACKS_KIND:
      return KTG_EDITOR_PART_KIND;
    case KTG_FILING_MISREADS_HAPPENED:
    case KTG_FILING_MISREADS_KNOWN:
      return KTG_EDITOR_PART_TIME;
    case KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE:
    case KTG_FILING_MISREADS_POSTED:
    case KTG_FILING_READY:
      break;
    }

  return KTG_EDITOR_PART_EVIDENCE;
}

/**
 * ktg_editor_parts_show:
 * @sections: by #KtgEditorPart
 * @form: (nullable): what @report is written on
 * @report: what is written so far
 *
 * A section that the form has no use for is in sight only while something stands in it; at its head
 * stands what is missing.
 */
void
ktg_editor_parts_show (KtgEditorSection *const *sections,
                       const KtgForm           *form,
                       const KtgReport         *report)
{
  for (guint i = 0; i < KTG_N_EDITOR_PARTS; i++)
    {
      g_autofree char *missing = NULL;

      if (places[i] == NULL)
        continue;

      missing = ktg_filing_check_dup_missing_in (form, report, places[i]);
      gtk_widget_set_visible (GTK_WIDGET (sections[i]),
                              ktg_form_fill_uses (form, report, places[i]));
      ktg_fold_set_missing (ktg_editor_section_get_fold (sections[i]), missing);
    }
}
