/* ktg-server-words.c - what people are told of a server that was put back, or contradicts itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-words.h"

#include "ktg-terminal.h"

#include <glib/gi18n.h>

static const struct
{
  const char *kind;
  const char *sentence;
} alarms[] = {
  { "index-again",
    N_ ("The server gave one number to two different things. Nothing is lost here. Tell your "
        "office.") },
  { "delivery-again",
    N_ ("The server gave one number to two different things. Nothing is lost here. Tell your "
        "office.") },
  { "head-back",
    N_ ("The server lost what it had confirmed, and does not say so. It is sent again. Tell your "
        "office.") },
  { "life-unsaid",
    N_ ("The server began anew without saying how. Everything is offered to it again. Tell your "
        "office.") },
};

static void
say_alarm (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    if (g_str_equal (alarms[i].kind, kind))
      ktg_terminal_complain (_ (alarms[i].sentence));
}

static void
say_again (guint n_again)
{
  g_autofree char *line = g_strdup_printf (
      ngettext ("The server was put back to an earlier state. %u report is sent to it again, or "
                "confirmed by it.",
                "The server was put back to an earlier state. %u reports are sent to it again, or "
                "confirmed by it.",
                n_again),
      n_again);

  ktg_terminal_complain (line);
}

/**
 * ktg_server_words_say:
 * @notes: what the store knows
 *
 * On standard error, so that an answer for scripts stays alone.
 */
void
ktg_server_words_say (const KtgServerNotes *notes)
{
  if (notes->n_again > 0)
    say_again (notes->n_again);
  for (guint i = 0; i < notes->alarms->len; i++)
    say_alarm (g_ptr_array_index (notes->alarms, i));
}
