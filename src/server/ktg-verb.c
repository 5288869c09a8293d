/* ktg-verb.c - what an administrator asks of a data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-device-table.h"
#include "ktg-enrolment.h"

#include <ktg-region-tree.h>

typedef struct
{
  const char *name;
  int (*run) (KtgVerb *self, char **words);
  gboolean may_create; /* the data folder may come into being by this */
} Entry;

static const Entry verbs[] = {
  { "code", ktg_verb_code, TRUE },      { "list", ktg_verb_list, FALSE },
  { "show", ktg_verb_show, FALSE },     { "gather", ktg_verb_gather, FALSE },
  { "verify", ktg_verb_verify, FALSE }, { "revoke", ktg_verb_revoke, FALSE },
};

static const char usage[]
    = "Usage: kentongan-server --data DIR VERB\n"
      "\n"
      "  serve [--listen ADDRESS:PORT | --listen unix:PATH] [--packs DIR] [--max-connections N]\n"
      "                          answers devices, by plain HTTP and so only this machine:\n"
      "                          on 127.0.0.1:8480, or where nginx asks\n"
      "        [--keep-days N]   devices free nothing younger than this; else 14\n"
      "  code --name NAME --role officer|office|centre --region CODE\n"
      "                          prints a one-time enrolment code, good for a day\n"
      "  list [--json]           the reports that are held\n"
      "  show ID [--json]        one report\n"
      "  export ID DIR           a report with its events, signatures, receipt and files\n"
      "  verify                  re-hashes and re-checks all that is held\n"
      "  revoke DEVICE           a device's key is believed no more\n"
      "\n"
      "  --help, --version       says this, or the version\n"
      "\n"
      "A verb asks the server that runs on the folder, or opens it where none does.\n"
      "Exit 0: done. 1: failed, or something is wrong. 2: not understood. 5: the folder is in "
      "use.\n"
      "7: done, but the answer could not be written.\n";

static const Entry *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].name, name) == 0)
      return &verbs[i];

  return NULL;
}

gboolean
ktg_verb_is_known (const char *name)
{
  return find_verb (name) != NULL;
}

gboolean
ktg_verb_may_create (const char *name)
{
  const Entry *verb = find_verb (name);

  return verb != NULL && verb->may_create;
}

const char *
ktg_verb_get_usage (void)
{
  return usage;
}

/**
 * ktg_verb_run:
 * @words: the verb and what follows it
 *
 * Not on the writer's thread.
 *
 * Returns: an exit status; what no page has taken is in `out` and `err`
 */
int
ktg_verb_run (KtgVerb *self, char **words)
{
  const Entry *verb = find_verb (words[0]);

  if (verb != NULL)
    return verb->run (self, words);

  g_string_append (self->err, usage);
  return KTG_EXIT_USAGE;
}

/**
 * ktg_verb_fail:
 *
 * Says what went wrong.
 *
 * Returns: the exit status for that
 */
int
ktg_verb_fail (KtgVerb *self, const GError *error)
{
  g_string_append_printf (self->err, "kentongan-server: %s\n", error->message);

  return g_error_matches (error, KTG_SERVER_ERROR, KTG_SERVER_ERROR_USAGE) ? KTG_EXIT_USAGE
                                                                           : KTG_EXIT_FAILED;
}

static gboolean
take_options (char ***words, GOptionEntry *entries, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse_strv (context, words, error);
}

/**
 * ktg_verb_parse:
 * @entries: the verb's options; where it has none a word may begin with a hyphen, as a key may
 * @n_words: how many words it takes beside them
 * @rest: (out) (transfer full): those words
 *
 * Returns: FALSE if the words do not fit; what is wrong has been said
 */
gboolean
ktg_verb_parse (KtgVerb *self, char **words, GOptionEntry *entries, guint n_words, char ***rest)
{
  g_auto (GStrv) left = g_strdupv (words);
  g_autoptr (GError) error = NULL;
  guint n_first;

  if (entries->long_name != NULL && !take_options (&left, entries, &error))
    {
      g_string_append_printf (self->err, "kentongan-server %s: %s\n", words[0], error->message);
      return FALSE;
    }

  n_first = g_strcmp0 (left[1], "--") == 0 ? 2 : 1;
  if (g_strv_length (left) != n_first + n_words)
    {
      g_string_append (self->err, usage);
      return FALSE;
    }

  *rest = g_strdupv (left + n_first);
  return TRUE;
}

/* --- code --- */

static const char *
judge_code (const char *name, const char *role, const char *region, KtgRole *read_role)
{
  if (name == NULL || *name == '\0' || !g_utf8_validate (name, -1, NULL))
    return "--name NAME is needed: the person who gets the code";
  if (!ktg_role_from_name (role, read_role))
    return "--role must be officer, office or centre";
  if (region == NULL)
    return "--region CODE is needed, as in 34.71; an empty one is the whole country";
  if (*region != '\0' && !ktg_region_code_is_valid (region))
    return "--region must be an official code with dots, as in 34.71.04";
  if (*region == '\0' && *read_role != KTG_ROLE_CENTRE)
    return "only the role centre may have the whole country as its region";

  return NULL;
}

int
ktg_verb_code (KtgVerb *self, char **words)
{
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;
  g_autofree char *region = NULL;
  g_autofree char *code = NULL;
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  const char  *objection;
  KtgRole      read_role = KTG_ROLE_OFFICER;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, NULL, NULL },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, NULL, NULL },
    { NULL },
  };

  if (!ktg_verb_parse (self, words, entries, 0, &rest))
    return KTG_EXIT_USAGE;

  objection = judge_code (name, role, region, &read_role);
  if (objection != NULL)
    {
      g_string_append_printf (self->err, "kentongan-server code: %s\n", objection);
      return KTG_EXIT_USAGE;
    }

  code = ktg_enrolment_make_code (self->archive,
                                  name,
                                  read_role,
                                  region,
                                  g_get_real_time () / 1000,
                                  &error);
  if (code == NULL)
    return ktg_verb_fail (self, error);

  g_string_append_printf (self->out, "%s\n", code);
  return 0;
}

/* --- revoke --- */

static gboolean
revoke_device (KtgDb *db, gpointer data, GError **error)
{
  return ktg_device_table_revoke (db, data, g_get_real_time () / 1000, error);
}

int
ktg_verb_revoke (KtgVerb *self, char **words)
{
  GOptionEntry entries[] = { { NULL } };
  KtgRoster   *roster = ktg_archive_get_roster (self->archive);
  g_auto (GStrv) rest = NULL;
  g_autoptr (KtgDevice) device = NULL;
  g_autoptr (GError) error = NULL;

  if (!ktg_verb_parse (self, words, entries, 1, &rest))
    return KTG_EXIT_USAGE;

  if (!ktg_writer_run (ktg_archive_get_writer (self->archive), revoke_device, rest[0], &error))
    return ktg_verb_fail (self, error);

  device = ktg_roster_dup_device (roster, rest[0]);
  ktg_roster_put (roster, ktg_device_new_revoked (device));
  return 0;
}
