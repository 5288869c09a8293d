/* ktg-terminal.h - what goes to the terminal, made safe for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Answers go to standard output, everything else to standard error. A line is made safe here. */
void ktg_terminal_say (const char *line);
void ktg_terminal_complain (const char *line);
void ktg_terminal_put (GBytes *document);           /* as it is */
void ktg_terminal_show_progress (const char *line); /* in place of the last one; only for people */
gboolean ktg_terminal_flush (void);                 /* FALSE: not everything was taken */
char    *ktg_terminal_dup_safe (const char *text);

G_END_DECLS
