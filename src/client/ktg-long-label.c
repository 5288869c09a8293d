/* ktg-long-label.c - words of a label, also where they are very many
 *
 * To know how narrow it can be, a label that wraps breaks its text once at each letter: of an
 * account of 100,000 characters that takes one to two seconds, and it is asked again and again.
 * One that says how many characters it wants beside each other is broken there, which takes a
 * tenth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-long-label.h"

#define LONG_CHARS 500
#define LEAST_CHARS 24 /* beside each other; there is room for them in every window */

/**
 * ktg_long_label_say:
 * @label: a label that wraps
 * @words: what it says from now on
 */
void
ktg_long_label_say (GtkLabel *label, const char *words)
{
  gboolean is_long = g_utf8_strlen (words, -1) > LONG_CHARS;

  gtk_label_set_width_chars (label, is_long ? LEAST_CHARS : -1);
  gtk_label_set_label (label, words);
}
