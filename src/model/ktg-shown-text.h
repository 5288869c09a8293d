/* ktg-shown-text.h - what somebody wrote, as it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_shown_text_dup (const char *text);
char *ktg_shown_text_dup_line (const char *text);
void  ktg_shown_text_append_number (GString *shown, gunichar letter);
/* Whether a number stands for a letter somewhere in @shown. */
gboolean ktg_shown_text_has_number (const char *shown);

G_END_DECLS
