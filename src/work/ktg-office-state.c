/* ktg-office-state.c - how an office has a report, in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-state.h"

#include "ktg-language.h"

#include <glib/gi18n.h>
#include <ktg-case.h>

/**
 * ktg_office_state_get_name:
 * @pack: what the procedure calls its states
 * @state: of a summary, ktg_case_get_office_state()
 *
 * Returns: "Registered", "Decisions differ"; @state where no pack knows it
 */
const char *
ktg_office_state_get_name (const KtgPack *pack, const char *state)
{
  const KtgProcedureStep *step = ktg_pack_get_state (pack, state);
  const char *name = step != NULL ? ktg_words_get (&step->name, ktg_language_get ()) : NULL;

  if (g_strcmp0 (state, KTG_CASE_CONFLICT) == 0)
    return _ ("Decisions differ");

  return name != NULL ? name : state;
}
