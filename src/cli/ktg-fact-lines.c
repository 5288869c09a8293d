/* ktg-fact-lines.c - facts as lines on the terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fact-lines.h"

#include "ktg-terminal.h"

/**
 * ktg_fact_lines_say:
 * @name: what it is
 * @text: (nullable): its words; nothing is said of what is not known
 */
void
ktg_fact_lines_say (const char *name, const char *text)
{
  g_autofree char *safe = ktg_terminal_dup_safe (text);
  g_autofree char *line = NULL;

  if (*safe == '\0')
    return;

  line = g_strdup_printf ("%s: %s", name, safe);
  ktg_terminal_say (line);
}

/**
 * ktg_fact_lines_say_detail:
 * @indent: what stands before it
 * @detail: a line
 */
void
ktg_fact_lines_say_detail (const char *indent, const char *detail)
{
  g_autofree char *safe = ktg_terminal_dup_safe (detail);
  g_autofree char *line = g_strdup_printf ("%s%s", indent, safe);

  ktg_terminal_say (line);
}

/**
 * ktg_fact_lines_say_whole:
 * @fact: something that is said
 * @indent: what stands before each line
 *
 * What explains a fact stands below it, and below that what the law says of it.
 */
void
ktg_fact_lines_say_whole (const KtgFact *fact, const char *indent)
{
  g_auto (GStrv) details = g_strsplit (fact->detail != NULL ? fact->detail : "", "\n", -1);
  g_autofree char *name = g_strdup_printf ("%s%s", indent, fact->name);
  g_autofree char *further = g_strdup_printf ("%s  ", indent);

  ktg_fact_lines_say (name, fact->value);

  for (guint i = 0; details[i] != NULL; i++)
    ktg_fact_lines_say_detail (further, details[i]);

  for (guint i = 0; fact->below != NULL && i < fact->below->len; i++)
    ktg_fact_lines_say_whole (g_ptr_array_index (fact->below, i), further);
}
