/* ktg-long-label.c - words of a label, also where they are very many
 *
 * To know how narrow it can be, a label that wraps breaks its text once at each letter. One that
 * says how many characters it wants beside each other is broken there, which takes a tenth. Where
 * that takes too long as well, a #KtgLongText stands in the label's place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-long-label.h"

#include "ktg-long-text.h"

#include <ktg-shown-text.h>

#define LONG_CHARS 500
#define MOST_CHARS 4000 /* of a label; as many as two or three sheets of paper have */

static void
put_text_in_place (GtkLabel *label, const char *words)
{
  GtkWidget *text = ktg_long_text_new (words);
  g_auto (GStrv) classes = gtk_widget_get_css_classes (GTK_WIDGET (label));

  gtk_widget_set_css_classes (text, (const char **)classes);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_insert_after (text, gtk_widget_get_parent (GTK_WIDGET (label)), GTK_WIDGET (label));
}

static void
take_text_away (GtkLabel *label)
{
  GtkWidget *text = gtk_widget_get_next_sibling (GTK_WIDGET (label));

  if (KTG_IS_LONG_TEXT (text))
    gtk_widget_unparent (text);
}

/**
 * ktg_long_label_say:
 * @label: a label that wraps, in a box
 * @words: what it says from now on, as it is shown
 *
 * Returns: whether they can be selected, as those of a label can
 */
gboolean
ktg_long_label_say (GtkLabel *label, const char *words)
{
  g_autofree char *shown = ktg_shown_text_dup (words);
  glong            n_chars = g_utf8_strlen (shown, -1);
  gboolean         is_too_long = n_chars > MOST_CHARS;

  take_text_away (label);
  if (is_too_long)
    put_text_in_place (label, shown);

  gtk_widget_set_visible (GTK_WIDGET (label), !is_too_long);
  gtk_label_set_width_chars (label, n_chars > LONG_CHARS ? KTG_LONG_TEXT_LEAST_CHARS : -1);
  gtk_label_set_label (label, is_too_long ? "" : shown);
  return !is_too_long;
}
