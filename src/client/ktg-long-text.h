/* ktg-long-text.h - very many words, laid out once for each width
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Beside each other; there is room for them in every window. */
#define KTG_LONG_TEXT_LEAST_CHARS 24

#define KTG_TYPE_LONG_TEXT (ktg_long_text_get_type ())

G_DECLARE_FINAL_TYPE (KtgLongText, ktg_long_text, KTG, LONG_TEXT, GtkWidget)

GtkWidget  *ktg_long_text_new (const char *words);
const char *ktg_long_text_get_words (KtgLongText *self);
guint       ktg_long_text_get_n_layouts (KtgLongText *self);

G_END_DECLS
