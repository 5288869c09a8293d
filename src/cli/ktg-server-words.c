/* ktg-server-words.c - what people are told of a server that was put back, or contradicts itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-words.h"

#include "ktg-terminal.h"

#include <ktg-server-notice.h>

/**
 * ktg_server_words_say:
 * @notes: what the store knows
 *
 * On standard error, so that an answer for scripts stays alone.
 */
void
ktg_server_words_say (const KtgServerNotes *notes)
{
  g_autofree char *notice = ktg_server_notice_new (notes);
  g_auto (GStrv) lines = notice != NULL ? g_strsplit (notice, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    ktg_terminal_complain (lines[i]);
}
