/* ktg-gesture-words.c - what is said beside a gesture that a picture shows
 *
 * A gesture describes a picture, no more. It is said which ballot number it looks like, where that
 * is known, and that it decides nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gesture-words.h"

#include "ktg-language.h"
#include "ktg-report-law.h"

#include <glib/gi18n.h>

#define NUMBERED "calon" /* before somebody is a candidate nobody has a number */

static void
append_sentence (GString *words, const char *sentence)
{
  if (sentence != NULL && *sentence != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", sentence);
}

static char *
dup_of_election (const KtgPack *pack, const KtgReport *report, guint number)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (pack, report);

  if (law->election == NULL || number > law->election->ballot_numbers
      || g_strcmp0 (law->phase, NUMBERED) != 0)
    return NULL;

  /* Translators: a ballot number, and the name of an election */
  return g_strdup_printf (_ ("Looks like ballot number %u, one of those of: %s."),
                          number,
                          ktg_words_get (&law->election->name, ktg_language_get ()));
}

/**
 * ktg_gesture_words_dup_likeness:
 * @pack: what the codes mean
 * @report: (nullable): what is written: its place, day and ballot number
 * @gesture: (nullable): the code of what a picture shows
 *
 * The number is that of the fingers that are stretched, by the pack; it is no verdict.
 *
 * Returns: (transfer full) (nullable): that the gesture looks like the ballot number that the
 *   report names, or like one of the election of its place and day; %NULL where neither is known
 */
char *
ktg_gesture_words_dup_likeness (const KtgPack *pack, const KtgReport *report, const char *gesture)
{
  const KtgChoice *choice = ktg_pack_get_choice (pack, "gestures", gesture);
  guint            number = choice != NULL ? choice->fingers->len : 0;

  if (number == 0 || report == NULL)
    return NULL;

  if (report->ballot_number == (int)number)
    return g_strdup_printf (_ ("Looks like ballot number %u, which this report names."), number);

  return dup_of_election (pack, report, number);
}

/**
 * ktg_gesture_words_dup_note:
 * @pack: what the codes mean
 * @report: (nullable): what is written
 * @gesture: (nullable): the code of what a picture shows
 *
 * A gesture alone decides nothing, which is said wherever one is.
 *
 * Returns: (transfer full): which ballot number it looks like, whether the circulars expressly
 *   permit it, and what must stand beside the list
 */
char *
ktg_gesture_words_dup_note (const KtgPack *pack, const KtgReport *report, const char *gesture)
{
  const char      *language = ktg_language_get ();
  const KtgChoice *choice = ktg_pack_get_choice (pack, "gestures", gesture);
  const KtgWords  *note = ktg_pack_get_note (pack, "gestures");
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *likeness = ktg_gesture_words_dup_likeness (pack, report, gesture);

  append_sentence (words, likeness);
  if (choice != NULL && choice->is_allowed)
    append_sentence (words, _ ("The circulars expressly permit this gesture."));
  if (choice != NULL)
    append_sentence (words, ktg_words_get (&choice->detail, language));
  if (note != NULL)
    append_sentence (words, ktg_words_get (note, language));

  return g_string_free (g_steal_pointer (&words), FALSE);
}
