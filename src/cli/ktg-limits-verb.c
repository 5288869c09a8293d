/* ktg-limits-verb.c - ktg limits: the rules by which files are sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-sending-words.h>
#include <string.h>

#define BYTES_PER_MB G_GINT64_CONSTANT (1000000)
#define MAX_DAY_MB 1000000

static gboolean
read_day (const char *word, KtgSendingRules *rules)
{
  gint64 number;

  if (g_str_equal (word, "none"))
    rules->day_bytes = KTG_SENDING_NO_LIMIT;
  else if (g_ascii_string_to_signed (word, 10, 0, MAX_DAY_MB, &number, NULL))
    rules->day_bytes = number * BYTES_PER_MB;
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_originals (const char *word, KtgSendingRules *rules)
{
  if (!g_str_equal (word, "always") && !g_str_equal (word, "unmetered")
      && !g_str_equal (word, "held"))
    return FALSE;

  rules->holds_originals = g_str_equal (word, "held");
  rules->only_unmetered = g_str_equal (word, "unmetered");
  return TRUE;
}

/* FALSE: it is no rule. */
static gboolean
read_rule (const char *word, KtgSendingRules *rules)
{
  if (g_str_equal (word, "pause") || g_str_equal (word, "resume"))
    {
      rules->is_paused = g_str_equal (word, "pause");
      return TRUE;
    }
  if (g_str_has_prefix (word, "originals="))
    return read_originals (word + strlen ("originals="), rules);

  return g_str_has_prefix (word, "day=") && read_day (word + strlen ("day="), rules);
}

static const char *
get_files_line (const KtgSendingRules *rules)
{
  if (rules->is_paused)
    return _ ("Paused: texts are sent, files wait.");
  if (rules->holds_originals || rules->day_bytes == 0)
    return _ ("Texts and previews are sent, original files wait.");
  if (rules->only_unmetered)
    return _ ("Original files are sent over unmetered networks only.");

  return _ ("Everything is sent.");
}

static void
say_rules (const KtgSendingRules *rules)
{
  g_autofree char *limit = ktg_sending_words_dup_limit (rules->day_bytes);
  /* Translators: a size, or that there is none */
  g_autofree char *line = g_strdup_printf (_ ("Daily limit: %s."), limit);

  ktg_terminal_say (get_files_line (rules));
  ktg_terminal_say (line);
}

static KtgExit
keep_rules (KtgStore *store, const KtgSendingRules *rules)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ktg_store_set_sending_rules_async (store, rules, ktg_await_done_cb, &await);
  if (!ktg_store_set_sending_rules_finish (store, ktg_await_result (&await), &error))
    return ktg_cli_sentences_complain (error);

  say_rules (rules);
  return KTG_EXIT_DONE;
}

static gboolean
is_rule (const char *word)
{
  KtgSendingRules  rules;
  g_autofree char *safe = ktg_terminal_dup_safe (word);
  g_autofree char *line = g_strdup_printf (_ ("“%s” is no rule. “ktg --help” names them."), safe);

  if (read_rule (word, &rules))
    return TRUE;

  ktg_terminal_complain (line);
  return FALSE;
}

/* Of the same thing, and not the same. */
static gboolean
contradict (const char *one, const char *other)
{
  const char *value = strchr (one, '=');
  gboolean    is_of_one_thing = value != NULL ? strncmp (one, other, (gsize)(value - one) + 1) == 0
                                              : strchr (other, '=') == NULL;

  return is_of_one_thing && !g_str_equal (one, other);
}

static gboolean
takes (GStrv words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!is_rule (words[i]))
        return FALSE;

      for (guint before = 0; before < i; before++)
        if (contradict (words[before], words[i]))
          {
            ktg_usage_complain_of_both (words[before], words[i], "limits");
            return FALSE;
          }
    }

  return TRUE;
}

static KtgExit
change_limits (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgSendingRules rules = *ktg_store_get_sending_rules (store);

  for (guint i = 0; words[i] != NULL; i++)
    read_rule (words[i], &rules);

  if (words[0] != NULL)
    return keep_rules (store, &rules);

  say_rules (&rules);
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_limits_verb = {
  .name = "limits",
  .words = "[pause|resume] [originals=always|unmetered|held] [day=MB|none]",
  .n_max = 3,
  .summary = N_ ("Says or sets by which rules files are sent; texts always are."),
  .reads_no_packs = TRUE,
  .work = change_limits,
  .takes = takes,
  .changes = TRUE,
};
