/* ktg-recap-words.h - a recap in words: its sentence, its numbers, its bars, its tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"
#include "ktg-recap-span.h"
#include "ktg-table.h"

G_BEGIN_DECLS

/* One bar of a plot. */
typedef struct
{
  char    *name;   /* "16", "Foto bersama bakal calon" */
  char    *note;   /* "Sen", "KE-05"; or NULL */
  char    *when;   /* its days in words, or NULL */
  char    *spoken; /* the bar in a sentence */
  char    *day;    /* the first of those it stands for, or NULL */
  guint    n_reports;
  guint    n_suspected;
  gboolean is_marked; /* it is of this week */
  gboolean is_rest;   /* of what has no bar of its own */
} KtgRecapBar;

void ktg_recap_bar_free (KtgRecapBar *bar);

char       *ktg_recap_words_dup_sentence (const KtgRecapSpan *span, const KtgRecap *recap);
char       *ktg_recap_words_dup_range (const KtgPeriod *period);
char       *ktg_recap_words_dup_beside (const KtgRecap *recap);
const char *ktg_recap_words_get_standing (KtgRecapStanding standing);
const char *ktg_recap_words_get_regions_lack (const KtgRecap *recap);
const char *ktg_recap_words_get_plot_title (GPtrArray *bars);

GPtrArray *ktg_recap_words_list_days (const KtgRecapSpan *span, const KtgRecap *recap);
GPtrArray *ktg_recap_words_list_violations (KtgLibrary *library, const KtgRecap *recap, guint max);
GPtrArray *ktg_recap_words_list_regions (KtgLibrary *library, const KtgRecap *recap, guint max);

KtgTable *ktg_recap_words_new_days (GPtrArray *bars);
KtgTable *ktg_recap_words_new_whole (KtgLibrary *library, const KtgRecap *recap);
KtgTable *ktg_recap_words_new_told (KtgLibrary *library, const KtgRecap *recap);
KtgTable *
ktg_recap_words_new_reports (KtgLibrary *library, const KtgRecap *recap, GListModel *summaries);
KtgTable *ktg_recap_words_new_list (KtgLibrary      *library,
                                    const KtgRecap  *recap,
                                    GListModel      *summaries,
                                    const KtgMoment *now,
                                    gboolean         is_named);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRecapBar, ktg_recap_bar_free)

G_END_DECLS
