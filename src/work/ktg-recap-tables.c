/* ktg-recap-tables.c - what a recap counted, as tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"
#include "ktg-language.h"
#include "ktg-office-state.h"
#include "ktg-recap-words.h"

#include <glib/gi18n.h>

/* --- the days --- */

/**
 * ktg_recap_words_new_days:
 * @bars: (element-type KtgRecapBar): of ktg_recap_words_list_days()
 *
 * Returns: (transfer full): the same as a table
 */
KtgTable *
ktg_recap_words_new_days (GPtrArray *bars)
{
  KtgTable *table = ktg_table_new ();

  ktg_table_add_column (table, _ ("Day"), FALSE);
  ktg_table_add_column (table, _ ("Reports"), TRUE);
  ktg_table_add_column (table, _ ("Suspected"), TRUE);
  ktg_table_add_column (table, _ ("Without suspicion"), TRUE);

  for (guint i = 0; i < bars->len; i++)
    {
      const KtgRecapBar *bar = g_ptr_array_index (bars, i);
      g_autofree char   *n_reports = g_strdup_printf ("%u", bar->n_reports);
      g_autofree char   *n_suspected = g_strdup_printf ("%u", bar->n_suspected);
      g_autofree char   *n_other = g_strdup_printf ("%u", bar->n_reports - bar->n_suspected);

      ktg_table_add_row (table, NULL, bar->when, n_reports, n_suspected, n_other, NULL);
    }

  return table;
}

/* --- the whole --- */

/* One number a row. A code is for who counts on with it; people are told it where they know it. */
typedef struct
{
  KtgTable *table;
  gboolean  has_codes; /* in a column of their own */
} Counts;

static void
add_count (const Counts *counts, const char *part, const char *code, const char *name, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);

  if (counts->has_codes)
    ktg_table_add_row (counts->table, NULL, part, code != NULL ? code : "", name, number, NULL);
  else
    ktg_table_add_row (counts->table, NULL, part, name, number, NULL);
}

static void
add_summary (const Counts *counts, const KtgRecap *recap)
{
  const char *part = _ ("Summary");

  add_count (counts, part, "reports", _ ("Reports"), recap->n_reports);
  add_count (counts, part, "suspected", _ ("Suspected"), recap->n_suspected);
  add_count (counts,
             part,
             "unsuspected",
             _ ("Without suspicion"),
             recap->n_reports - recap->n_suspected);
  add_count (counts, part, "undated", _ ("Without a date"), recap->n_undated);
  add_count (counts, part, "withdrawn", _ ("Withdrawn, not counted"), recap->n_withdrawn);
}

static void
add_standings (const Counts *counts, const KtgRecap *recap)
{
  static const char *const codes[KTG_N_STANDINGS]
      = { "waiting", "action", "at_server", "registered" };

  for (guint i = 0; i < KTG_N_STANDINGS; i++)
    add_count (counts,
               _ ("How far"),
               codes[i],
               ktg_recap_words_get_standing (i),
               recap->standings[i]);
}

static void
add_days (const Counts *counts, const char *part, const GPtrArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      const KtgRecapDay *day = g_ptr_array_index (days, i);
      g_autofree char   *name = ktg_dates_dup_testimony (day->day);

      add_count (counts, part, day->day, name, day->n_reports);
    }
}

/* "Foto bersama bakal calon (KE-05)": a name that several have is told apart by it. */
static char *
dup_told (const char *name, const char *code)
{
  return code != NULL && !g_str_equal (name, code) ? g_strdup_printf ("%s (%s)", name, code)
                                                   : g_strdup (name);
}

static void
add_bars (const Counts *counts, const char *part, const GPtrArray *codes, GPtrArray *bars)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const KtgRecapCode *code = g_ptr_array_index (codes, i);
      const KtgRecapBar  *bar = g_ptr_array_index (bars, i);
      g_autofree char    *told = dup_told (bar->name, code->code);

      add_count (counts, part, code->code, counts->has_codes ? bar->name : told, code->n_reports);
    }

  g_ptr_array_unref (bars);
}

static void
add_choices (const Counts    *counts,
             const char      *part,
             const KtgPack   *pack,
             const char      *list,
             const GPtrArray *codes)
{
  for (guint i = 0; i < codes->len; i++)
    {
      const KtgRecapCode *code = g_ptr_array_index (codes, i);

      add_count (counts,
                 part,
                 code->code,
                 code->code != NULL
                     ? ktg_pack_get_choice_name (pack, list, code->code, ktg_language_get ())
                     : _ ("Not said"),
                 code->n_reports);
    }
}

static void
add_case_states (const Counts *counts, const KtgPack *pack, const GPtrArray *codes)
{
  for (guint i = 0; i < codes->len; i++)
    {
      const KtgRecapCode *code = g_ptr_array_index (codes, i);

      add_count (counts,
                 _ ("The office says"),
                 code->code,
                 ktg_office_state_get_name (pack, code->code),
                 code->n_reports);
    }
}

static void
add_all (const Counts *counts, KtgLibrary *library, const KtgRecap *recap)
{
  const KtgPack *pack = ktg_library_get_pack (library);

  add_summary (counts, recap);
  add_standings (counts, recap);
  add_days (counts, _ ("Day"), recap->days);
  add_days (counts, _ ("Week from"), recap->weeks);
  add_choices (counts, _ ("Kind of report"), pack, "kinds", recap->kinds);
  add_bars (counts,
            _ ("Suspected violation"),
            recap->violations,
            ktg_recap_words_list_violations (library, recap, G_MAXUINT));
  add_bars (counts,
            _ ("Area"),
            recap->regions,
            ktg_recap_words_list_regions (library, recap, G_MAXUINT));
  add_case_states (counts, pack, recap->case_states);
}

/**
 * ktg_recap_words_new_whole:
 * @library: what the codes mean
 * @recap: a count
 *
 * Returns: (transfer full): all that was counted, one number a row: part, code, name, reports
 */
KtgTable *
ktg_recap_words_new_whole (KtgLibrary *library, const KtgRecap *recap)
{
  const Counts counts = { ktg_table_new (), TRUE };

  ktg_table_add_column (counts.table, _ ("Part"), FALSE);
  ktg_table_add_column (counts.table, _ ("Code"), FALSE);
  ktg_table_add_column (counts.table, _ ("Name"), FALSE);
  ktg_table_add_column (counts.table, _ ("Reports"), TRUE);
  add_all (&counts, library, recap);
  return counts.table;
}

/**
 * ktg_recap_words_new_told:
 * @library: what the codes mean
 * @recap: a count
 *
 * Returns: (transfer full): the same for people: part, name, reports
 */
KtgTable *
ktg_recap_words_new_told (KtgLibrary *library, const KtgRecap *recap)
{
  const Counts counts = { ktg_table_new (), FALSE };

  ktg_table_add_column (counts.table, _ ("Part"), FALSE);
  ktg_table_add_column (counts.table, _ ("Name"), FALSE);
  ktg_table_add_column (counts.table, _ ("Reports"), TRUE);
  add_all (&counts, library, recap);
  return counts.table;
}
