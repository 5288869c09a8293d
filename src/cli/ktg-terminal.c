/* ktg-terminal.c - what goes to the terminal, made safe for it
 *
 * What a report or a file's name says was chosen by others, and a terminal obeys what it is sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-terminal.h"

#include <ktg-shown-text.h>
#include <stdio.h>
#include <unistd.h>

#define CLEAR_LINE "\r\033[K"

static gboolean has_progress;

static void
end_progress (void)
{
  if (has_progress)
    g_printerr (CLEAR_LINE);

  has_progress = FALSE;
}

/**
 * ktg_terminal_say:
 * @line: an answer, for standard output; what a terminal would obey is taken out of it
 */
void
ktg_terminal_say (const char *line)
{
  g_autofree char *safe = ktg_terminal_dup_safe (line);

  end_progress ();
  g_print ("%s\n", safe);
}

/**
 * ktg_terminal_complain:
 * @line: what is no answer, for standard error; what a terminal would obey is taken out of it
 */
void
ktg_terminal_complain (const char *line)
{
  g_autofree char *safe = ktg_terminal_dup_safe (line);

  end_progress ();
  g_printerr ("ktg: %s\n", safe);
}

/**
 * ktg_terminal_put:
 * @document: an answer for scripts, for standard output, as it is
 */
void
ktg_terminal_put (GBytes *document)
{
  gsize         size_bytes = 0;
  gconstpointer data = g_bytes_get_data (document, &size_bytes);

  end_progress ();
  fwrite (data, 1, size_bytes, stdout); /* ktg_terminal_flush() tells whether it was taken */
}

/**
 * ktg_terminal_show_progress:
 * @line: how far it is, in place of the last one; for people only
 */
void
ktg_terminal_show_progress (const char *line)
{
  g_autofree char *safe = ktg_terminal_dup_safe (line);

  if (!isatty (STDERR_FILENO))
    return;

  g_printerr (CLEAR_LINE "%s", safe);
  has_progress = TRUE;
}

/**
 * ktg_terminal_flush:
 *
 * Returns: %FALSE if standard output did not take everything
 */
gboolean
ktg_terminal_flush (void)
{
  end_progress ();

  return fflush (stdout) == 0 && !ferror (stdout);
}

/**
 * ktg_terminal_dup_safe:
 * @text: (nullable): a text of somebody else
 *
 * Returns: (transfer full): @text on one line, as ktg_shown_text_dup_line(): nothing in it is an
 * order for a terminal; "" for %NULL
 */
char *
ktg_terminal_dup_safe (const char *text)
{
  return ktg_shown_text_dup_line (text != NULL ? text : "");
}
