/* ktg-recap-reports.c - the reports of a recap's days, one a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"
#include "ktg-deadline-words.h"
#include "ktg-form-words.h"
#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-recap-words.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>
#include <string.h>

typedef struct
{
  KtgSummary *summary;
  const char *id;  /* of the summary */
  char       *day; /* or NULL */
} Listed;

static void
listed_free (gpointer data)
{
  Listed *listed = data;

  g_object_unref (listed->summary);
  g_free (listed->day);
  g_free (listed);
}

/* What has no day comes last. */
static int
compare_listed (gconstpointer a, gconstpointer b)
{
  const Listed *x = *(const Listed *const *)a;
  const Listed *y = *(const Listed *const *)b;
  int           order = (x->day == NULL) - (y->day == NULL);

  if (order == 0)
    order = g_strcmp0 (x->day, y->day);

  return order != 0 ? order : strcmp (x->id, y->id);
}

static GPtrArray *
list_reports (const KtgRecap *recap, const KtgPack *pack, GListModel *summaries)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (listed_free);
  guint      n_summaries = g_list_model_get_n_items (summaries);

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);
      g_autofree char        *day = ktg_recap_dup_day (pack, fields);
      Listed                 *listed = NULL;

      if (!ktg_recap_has (recap, fields, day))
        continue;

      listed = g_new0 (Listed, 1);
      listed->id = fields->id;
      listed->day = g_steal_pointer (&day);
      listed->summary = g_steal_pointer (&summary);
      g_ptr_array_add (reports, listed);
    }

  g_ptr_array_sort (reports, compare_listed);
  return reports;
}

static char *
dup_day (const char *day)
{
  return day != NULL ? ktg_dates_dup_testimony (day) : g_strdup (_ ("no date"));
}

static const char *
get_kind (const KtgPack *pack, const KtgSummaryFields *fields)
{
  return ktg_pack_get_choice_name (pack, "kinds", fields->kind, ktg_language_get ());
}

static char *
dup_shown_place (KtgLibrary *library, const KtgSummaryFields *fields)
{
  g_autofree char *place
      = ktg_library_dup_place (library, fields->place_region, fields->place_words);

  return ktg_shown_text_dup (place);
}

static GStrv
dup_words (gpointer context, gpointer of)
{
  KtgLibrary             *library = context;
  const KtgPack          *pack = ktg_library_get_pack (library);
  const KtgSummaryFields *fields = ktg_summary_get (of);
  const char             *kind = get_kind (pack, fields);
  g_autofree char        *day = ktg_recap_dup_day (pack, fields);
  GStrv                   words = g_new0 (char *, 7);

  words[0] = g_strdup (fields->number != NULL ? fields->number : "");
  words[1] = dup_day (day);
  words[2] = dup_shown_place (library, fields);
  words[3] = ktg_headline_dup_title (library, fields);
  words[4] = g_strdup (kind != NULL ? kind : "");
  words[5] = ktg_sentences_dup_state (fields, pack);
  return words;
}

/**
 * ktg_recap_words_new_reports:
 * @library: what the codes mean
 * @recap: whose days are asked for
 * @summaries: (element-type KtgSummary): all that there is
 *
 * Returns: (transfer full): the reports of these days, the withdrawn too, by their days;
 * each in words once somebody looks at it
 */
KtgTable *
ktg_recap_words_new_reports (KtgLibrary *library, const KtgRecap *recap, GListModel *summaries)
{
  KtgTable *table = ktg_table_new ();
  g_autoptr (GPtrArray) reports = list_reports (recap, ktg_library_get_pack (library), summaries);

  ktg_table_add_column (table, _ ("Number"), FALSE);
  ktg_table_add_column (table, _ ("Day"), FALSE);
  ktg_table_add_column (table, _ ("Place"), FALSE);
  ktg_table_add_column (table, _ ("What"), FALSE);
  ktg_table_add_column (table, _ ("Kind of report"), FALSE);
  ktg_table_add_column (table, _ ("State"), FALSE);
  for (guint i = 0; i < reports->len; i++)
    {
      const Listed *listed = g_ptr_array_index (reports, i);

      ktg_table_add_row_of (table, listed->id, listed->summary, dup_words, library);
    }

  return table;
}

/* --- the list for who is above --- */

/* Some form that takes reports of @kind keeps it secret. */
static gboolean
is_secret (const KtgPack *pack, const char *kind, const char *spine)
{
  const GPtrArray *forms = ktg_pack_get_forms (pack);

  for (guint i = 0; kind != NULL && i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      for (guint j = 0; j < form->fields->len; j++)
        {
          const KtgFormField *field = g_ptr_array_index (form->fields, j);

          if (field->is_secret && g_strcmp0 (field->spine, spine) == 0
              && g_ptr_array_find_with_equal_func (form->kinds, kind, g_str_equal, NULL))
            return TRUE;
        }
    }

  return FALSE;
}

static char *
dup_kind (KtgLibrary *library, const KtgSummaryFields *fields)
{
  const char *kind
      = fields->kind != NULL ? get_kind (ktg_library_get_pack (library), fields) : _ ("Not said");
  g_autofree char *violation = fields->violation != NULL
                                   ? ktg_library_dup_violation_name (library, fields->violation)
                                   : NULL;

  /* Translators: a kind of report, then what is suspected */
  return violation != NULL ? g_strdup_printf (_ ("%s; suspected: %s"), kind, violation)
                           : g_strdup (kind);
}

static char *
dup_who (const KtgPack *pack, const KtgSummaryFields *fields, gboolean is_named)
{
  g_autofree char *who = ktg_shown_text_dup_line (fields->who);
  g_autofree char *position = ktg_shown_text_dup_line (fields->position);

  if (who == NULL || *who == '\0')
    return g_strdup ("–");
  if (!is_named
      && (is_secret (pack, fields->kind, "persons.reported")
          || is_secret (pack, fields->kind, "persons.reported.name")))
    return g_strdup (ktg_form_words_get_masked ());

  return position != NULL && *position != '\0' ? g_strdup_printf ("%s, %s", who, position)
                                               : g_steal_pointer (&who);
}

static char *
dup_place (KtgLibrary *library, const KtgSummaryFields *fields, gboolean is_named)
{
  g_autofree char *place = dup_shown_place (library, fields);

  if (*place == '\0')
    return g_strdup ("–");

  return !is_named && is_secret (ktg_library_get_pack (library), fields->kind, "place.words")
             ? g_strdup (ktg_form_words_get_masked ())
             : g_steal_pointer (&place);
}

static char *
dup_limit (const KtgPack *pack, const KtgSummaryFields *fields, const KtgMoment *now)
{
  KtgReportDue due;

  return !fields->is_withdrawn && ktg_report_due_find (pack, fields, NULL, now, &due)
             ? ktg_deadline_words_dup_last_day (&due.deadline, now)
             : g_strdup ("–");
}

static void
add_listed (KtgTable        *table,
            KtgLibrary      *library,
            const Listed    *listed,
            const KtgMoment *now,
            gboolean         is_named)
{
  const KtgSummaryFields *fields = ktg_summary_get (listed->summary);
  const KtgPack          *pack = ktg_library_get_pack (library);
  g_autofree char        *day = dup_day (listed->day);
  g_autofree char        *kind = dup_kind (library, fields);
  g_autofree char        *place = dup_place (library, fields, is_named);
  g_autofree char        *who = dup_who (pack, fields, is_named);
  g_autofree char        *state = ktg_sentences_dup_state (fields, pack);
  g_autofree char        *limit = dup_limit (pack, fields, now);

  ktg_table_add_row (table,
                     ktg_summary_fields_get_name (fields),
                     fields->number != NULL ? fields->number : "–",
                     day,
                     kind,
                     place,
                     who,
                     state,
                     limit,
                     NULL);
}

/**
 * ktg_recap_words_new_list:
 * @library: what the codes mean
 * @recap: whose days are asked for
 * @summaries: (element-type KtgSummary): all that there is
 * @now: the present
 * @is_named: whether what a form marks as secret is said
 *
 * Returns: (transfer full): the same reports for who is above: of each its number, day, kind,
 *   place, the reported party, how far it is and its time limit, and nothing of its own words
 */
KtgTable *
ktg_recap_words_new_list (KtgLibrary      *library,
                          const KtgRecap  *recap,
                          GListModel      *summaries,
                          const KtgMoment *now,
                          gboolean         is_named)
{
  KtgTable *table = ktg_table_new ();
  g_autoptr (GPtrArray) reports = list_reports (recap, ktg_library_get_pack (library), summaries);

  ktg_table_add_column (table, _ ("Number"), FALSE);
  ktg_table_add_column (table, _ ("Day"), FALSE);
  ktg_table_add_column (table, _ ("Kind of report"), FALSE);
  ktg_table_add_column (table, _ ("Place"), FALSE);
  ktg_table_add_column (table, _ ("Reported party"), FALSE);
  ktg_table_add_column (table, _ ("State"), FALSE);
  ktg_table_add_column (table, _ ("Time limit"), FALSE);
  for (guint i = 0; i < reports->len; i++)
    add_listed (table, library, g_ptr_array_index (reports, i), now, is_named);

  return table;
}
