/* ktg-server-notice.c - what an officer is told of a server that was put back, or contradicts
 * itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-notice.h"

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
    N_ ("The server began anew without saying what it still holds. Nothing is lost here. Tell your "
        "office.") },
};

static void
add_alarm (GPtrArray *sentences, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    if (g_str_equal (alarms[i].kind, kind))
      g_ptr_array_add (sentences, g_strdup (_ (alarms[i].sentence)));
}

static char *
describe_again (guint n_again)
{
  return g_strdup_printf (
      ngettext ("The server was put back to an earlier state. %u report is sent to it again, or "
                "confirmed by it.",
                "The server was put back to an earlier state. %u reports are sent to it again, or "
                "confirmed by it.",
                n_again),
      n_again);
}

/**
 * ktg_server_notice_new:
 * @notes: (nullable): what the store knows
 *
 * Returns: (transfer full) (nullable): the sentences, a line each, or %NULL where there is nothing
 * to say
 */
char *
ktg_server_notice_new (const KtgServerNotes *notes)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (notes != NULL && notes->n_again > 0)
    g_ptr_array_add (sentences, describe_again (notes->n_again));
  for (guint i = 0; notes != NULL && i < notes->alarms->len; i++)
    add_alarm (sentences, g_ptr_array_index (notes->alarms, i));
  if (sentences->len == 0)
    return NULL;

  g_ptr_array_add (sentences, NULL);
  return g_strjoinv ("\n", (char **)sentences->pdata);
}
