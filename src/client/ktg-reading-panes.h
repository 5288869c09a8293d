/* ktg-reading-panes.h - what there is to read, with a search, and beside it what is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_READING_PANES (ktg_reading_panes_get_type ())
G_DECLARE_FINAL_TYPE (KtgReadingPanes, ktg_reading_panes, KTG, READING_PANES, AdwBin)

void        ktg_reading_panes_set_title (KtgReadingPanes *self, const char *title);
void        ktg_reading_panes_set_placeholder (KtgReadingPanes *self, const char *words);
const char *ktg_reading_panes_get_needle (KtgReadingPanes *self);
void        ktg_reading_panes_clear (KtgReadingPanes *self, const char *nothing);
void
ktg_reading_panes_add (KtgReadingPanes *self, const char *head, const char *code, GtkWidget *row);
void     ktg_reading_panes_read (KtgReadingPanes *self, const char *title, GtkWidget *page);
void     ktg_reading_panes_turn_to (KtgReadingPanes *self);
void     ktg_reading_panes_scroll_to (KtgReadingPanes *self, GtkWidget *part);
gboolean ktg_reading_panes_go_back (KtgReadingPanes *self);

G_END_DECLS
