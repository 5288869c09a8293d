/* ktg-paper-recap.c - a recap on paper, and the list of its reports
 *
 * Its words are those of the recap in the app and in the terminal: what was counted, one table a
 * part, below a plot of the days; and a row for each report, which whoever is above asks for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-recap.h"

#include "ktg-paper-file.h"
#include "ktg-paper-plot.h"
#include "ktg-paper-table.h"
#include "ktg-paper-title.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-form-words.h>

#define REPORTS_WIDTH 90.0
#define FACTS_SPACE 12.0 /* between what it is called and what is to be known of it */
#define LIST_SPACE 18.0  /* where it stands right below the title */
#define N_LISTED 7

static const double listed_widths[N_LISTED] = { 56, 58, 98, 82, 78, 56, 51.276 };

/* --- the head --- */

static void
add (GPtrArray *blocks, const char *name, const char *value)
{
  ktg_paper_title_add_fact (blocks, name, value, KTG_PAPER_SMALL);
}

static void
add_head (GPtrArray *blocks, const KtgPaperRecap *subject, const char *title)
{
  g_autofree char *sentence = ktg_recap_words_dup_sentence (subject->span, subject->recap);
  g_autofree char *range = ktg_recap_words_dup_range (&subject->span->period);
  g_autofree char *wall = ktg_moment_dup_wall (&subject->now);
  g_autofree char *printed = ktg_dates_dup_full (wall);

  ktg_paper_title_add (blocks, title, sentence);
  add (blocks, _ ("Officer"), subject->officer);
  ((KtgPaperBlock *)g_ptr_array_index (blocks, blocks->len - 1))->space = FACTS_SPACE;
  add (blocks, _ ("Period"), range);
  add (blocks, _ ("Put on paper"), printed);
  ktg_paper_title_end (blocks);
}

/* --- what was counted --- */

static void
add_small (GPtrArray *blocks, const char *words, double space)
{
  g_ptr_array_add (blocks, ktg_paper_block_new_text ("P", words, KTG_PAPER_SMALL, space));
}

/* Of more days than have room there are the tables. */
static void
add_plot (GPtrArray *blocks, const KtgPaperRecap *subject)
{
  g_autoptr (GPtrArray) bars = ktg_recap_words_list_days (subject->span, subject->recap);
  KtgPaperBlock *plot;

  if (subject->recap->n_reports == 0 || bars->len == 0 || bars->len > KTG_PAPER_PLOT_MOST)
    return;

  g_ptr_array_add (blocks, ktg_paper_block_new_heading (ktg_recap_words_get_plot_title (bars)));
  plot = ktg_paper_block_new (KTG_PAPER_PLOT, "Figure");
  plot->space = 8;
  plot->least_height = KTG_PAPER_PLOT_HEIGHT;
  plot->is_whole = TRUE;
  plot->keeps_next = TRUE;
  plot->bars = g_steal_pointer (&bars);
  g_ptr_array_add (blocks, plot);
  add_small (blocks, _ ("Dark: suspected, not decided. Light: without suspicion."), 4);
}

/* Its name stands above its rows on each page. */
static KtgPaperBlock *
begin_part (GPtrArray *blocks, const char *part)
{
  const KtgPaperColumn columns[]
      = { { part, KTG_PAPER_BODY_WIDTH - REPORTS_WIDTH, KTG_PAPER_AT_START },
          { _ ("Reports"), REPORTS_WIDTH, KTG_PAPER_AT_END } };
  KtgPaperBlock *head = ktg_paper_table_begin (blocks, columns, G_N_ELEMENTS (columns));

  head->space = 14;
  ((KtgPaperCell *)g_ptr_array_index (head->cells, 0))->letters = KTG_PAPER_STRONG;
  return head;
}

static void
add_parts (GPtrArray *blocks, const KtgPaperRecap *subject)
{
  g_autoptr (KtgTable) table = ktg_recap_words_new_told (subject->library, subject->recap);
  GListModel      *rows = G_LIST_MODEL (table->rows);
  g_autofree char *last = NULL;
  KtgPaperBlock   *head = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (KtgTableRow) row = g_list_model_get_item (rows, i);
      const char *part = ktg_table_row_get_cell (row, 0);
      const char *words[] = { ktg_table_row_get_cell (row, 1), ktg_table_row_get_cell (row, 2) };

      if (g_strcmp0 (part, last) != 0)
        {
          ktg_paper_table_end (blocks);
          head = begin_part (blocks, part);
        }
      ktg_paper_table_add (blocks, head, words);
      g_free (last);
      last = g_strdup (part);
    }

  ktg_paper_table_end (blocks);
}

static void
add_counts (GPtrArray *blocks, const KtgPaperRecap *subject)
{
  g_autofree char *beside = ktg_recap_words_dup_beside (subject->recap);

  add_plot (blocks, subject);
  add_parts (blocks, subject);
  add_small (blocks, beside, 10);
}

/* --- the reports --- */

static KtgPaperBlock *
begin_list (GPtrArray *blocks, const KtgTable *table)
{
  KtgPaperColumn columns[N_LISTED];

  for (guint i = 0; i < N_LISTED; i++)
    {
      const KtgTableColumn *column = g_ptr_array_index (table->columns, i);

      columns[i] = (KtgPaperColumn){ column->title, listed_widths[i], KTG_PAPER_AT_START };
    }

  return ktg_paper_table_begin (blocks, columns, N_LISTED);
}

static void
add_report (GPtrArray *blocks, KtgPaperBlock *head, KtgTableRow *report)
{
  const char    *words[N_LISTED];
  gboolean       is_masked = FALSE;
  KtgPaperBlock *row;

  for (guint i = 0; i < N_LISTED; i++)
    {
      words[i] = ktg_table_row_get_cell (report, i);
      is_masked |= g_str_equal (words[i], ktg_form_words_get_masked ());
    }

  row = ktg_paper_table_add (blocks, head, words);
  row->is_masked = is_masked;
}

static void
add_list (GPtrArray *blocks, const KtgPaperRecap *subject)
{
  g_autoptr (KtgTable) table = ktg_recap_words_new_list (subject->library,
                                                         subject->recap,
                                                         subject->summaries,
                                                         &subject->now,
                                                         subject->is_named);
  GListModel    *rows = G_LIST_MODEL (table->rows);
  KtgPaperBlock *head = NULL;

  if (g_list_model_get_n_items (rows) == 0)
    return;

  if (!subject->is_list)
    g_ptr_array_add (blocks, ktg_paper_block_new_heading (_ ("The reports of this time")));
  head = begin_list (blocks, table);
  head->space = subject->is_list ? LIST_SPACE : head->space;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (KtgTableRow) row = g_list_model_get_item (rows, i);

      add_report (blocks, head, row);
    }
  ktg_paper_table_end (blocks);
}

/**
 * ktg_paper_recap_get:
 * @store: whose reports are counted
 * @library: what codes mean
 * @span: of which days
 * @recap: what was counted in them
 * @now: the present
 *
 * Returns: what is put on paper; it borrows from all of them
 */
KtgPaperRecap
ktg_paper_recap_get (KtgStore           *store,
                     KtgLibrary         *library,
                     const KtgRecapSpan *span,
                     const KtgRecap     *recap,
                     const KtgMoment    *now)
{
  const KtgAccount *account = ktg_store_get_account (store);

  return (KtgPaperRecap){
    .library = library,
    .span = span,
    .recap = recap,
    .summaries = ktg_store_get_summaries (store),
    .officer = account != NULL ? account->officer : NULL,
    .is_practice = ktg_account_is_practice (account),
    .now = *now,
  };
}

/**
 * ktg_paper_recap_new:
 * @subject: what is put on paper; nothing of it is kept
 *
 * Returns: (transfer full): its pages
 */
KtgPaper *
ktg_paper_recap_new (const KtgPaperRecap *subject)
{
  GPtrArray       *blocks = ktg_paper_block_list_new ();
  const char      *title = subject->is_list ? _ ("List of reports") : _ ("Recap of the reports");
  const char      *band = subject->is_practice ? _ ("PRACTICE: everything here is invented") : NULL;
  g_autofree char *range = ktg_recap_words_dup_range (&subject->span->period);
  g_autofree char *name = g_strdup_printf ("%s · %s", title, range);

  add_head (blocks, subject, title);
  if (!subject->is_list)
    add_counts (blocks, subject);
  add_list (blocks, subject);

  return ktg_paper_new (blocks, name, subject->officer, band);
}

/**
 * ktg_paper_recap_dup_name:
 * @subject: what is put on paper
 *
 * Returns: (transfer full): what its file is called, unless the officer says otherwise
 */
char *
ktg_paper_recap_dup_name (const KtgPaperRecap *subject)
{
  return ktg_paper_file_dup_name (subject->is_list ? _ ("reports") : _ ("recap"),
                                  subject->span->today,
                                  subject->is_named);
}
