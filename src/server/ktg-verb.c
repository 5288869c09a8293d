/* ktg-verb.c - what an administrator asks of a data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include <ktg-shown-text.h>

typedef struct
{
  const char *name;
  int (*run) (KtgVerb *self, char **words);
  gboolean may_create; /* the data folder may come into being by this */
} Entry;

static const Entry verbs[] = {
  { "audit", ktg_verb_audit, FALSE },       { "aside", ktg_verb_aside, FALSE },
  { "cancel", ktg_verb_cancel, FALSE },     { "code", ktg_verb_code, TRUE },
  { "codes", ktg_verb_codes, FALSE },       { "confirm", ktg_verb_confirm, FALSE },
  { "devices", ktg_verb_devices, FALSE },   { "gather", ktg_verb_gather, FALSE },
  { "list", ktg_verb_list, FALSE },         { "pack", ktg_verb_pack, FALSE },
  { "revoke", ktg_verb_revoke, FALSE },     { "show", ktg_verb_show, FALSE },
  { "snapshot", ktg_verb_snapshot, FALSE }, { "upstream", ktg_verb_upstream, FALSE },
  { "verify", ktg_verb_verify, FALSE },
};

static const char usage[]
    = "Usage: kentongan-server --data DIR VERB\n"
      "\n"
      "  serve [--listen ADDRESS:PORT | --listen unix:PATH] [--packs DIR] [--max-connections N]\n"
      "                          answers devices, by plain HTTP and so only this machine:\n"
      "                          on 127.0.0.1:8480, or where nginx asks\n"
      "        [--keep-days N]   devices free nothing younger than this; else 14\n"
      "        [--upstream URL]  a relay: where the server above is now\n"
      "  join URL CODE [--ca FILE]\n"
      "                          makes a new data folder that of a relay of the server there\n"
      "  upstream [--json]       a relay: how it stands with the server above\n"
      "  code --name NAME --role officer|office|centre|node --region CODE [--qr | --json]\n"
      "                          prints a one-time enrolment code, good for a day; a node is\n"
      "                          a relay\n"
      "  audit [--since N] [--json]\n"
      "                          what was done to this server: verbs, enrolments, refusals\n"
      "  codes [--json]          the codes that were made, by number, and what became of them\n"
      "  cancel CODE|NUMBER      a code that waits enrols nobody any more\n"
      "  aside [--json]          refused events that were kept for a person to look at\n"
      "  aside --empty [NUMBER|KEY]\n"
      "                          drops them, all or those of one device\n"
      "  devices [--json]        the devices that are enrolled, and who has them\n"
      "  confirm NUMBER|NAME|KEY [WORD...]\n"
      "                          a device that waits gets the role of its code; the six words\n"
      "                          are those that its holder reads out\n"
      "  list [--json]           the reports that are held\n"
      "  show ID [--json]        one report\n"
      "  export ID DIR           a report with its events, signatures, receipt and files\n"
      "  pack publish FILE       offers devices a pack of rules, forms or words from now on\n"
      "  pack list [--json]      the packs that devices are offered\n"
      "  verify                  re-hashes and re-checks all that is held\n"
      "  backup DIR [--without-key]\n"
      "                          all of it into a new folder, from a running server, too\n"
      "  revoke NUMBER|NAME|KEY  a device is believed no more\n"
      "\n"
      "  --help, --version       says this, or the version\n"
      "\n"
      "A verb asks the server that runs on the folder, or opens it where none does.\n"
      "Exit 0: done. 1: failed, or something is wrong. 2: not understood. 3: no link. 5: the "
      "folder is in use.\n"
      "7: done, but the answer could not be written.\n";

static const Entry *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].name, name) == 0)
      return &verbs[i];

  return NULL;
}

/**
 * ktg_verb_is_known:
 * @name: (nullable): what somebody said
 *
 * Returns: whether it is a verb; `serve` is not one of these
 */
gboolean
ktg_verb_is_known (const char *name)
{
  return find_verb (name) != NULL;
}

/**
 * ktg_verb_may_create:
 * @name: a verb
 *
 * Returns: whether it may make a data folder where there is none
 */
gboolean
ktg_verb_may_create (const char *name)
{
  const Entry *verb = find_verb (name);

  return verb != NULL && verb->may_create;
}

/**
 * ktg_verb_get_usage:
 *
 * Returns: what may be asked of this program, in English
 */
const char *
ktg_verb_get_usage (void)
{
  return usage;
}

/* Afterwards: a disk on which nothing can be written must not keep an administrator from looking,
 * or from shutting a device out. What a verb changes leaves its lines with the change itself. */
static void
note_asked (KtgVerb *self, const char *name)
{
  g_autofree char *what = g_strconcat ("verb ", name, NULL);
  g_autoptr (GError) error = NULL;

  if (!ktg_archive_note (self->archive, what, 0, 0, &error))
    g_string_append_printf (self->err,
                            "kentongan-server: this is not in the audit: %s\n",
                            error->message);
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
  int          status;

  if (verb != NULL)
    {
      status = verb->run (self, words);
      note_asked (self, verb->name);
      return status;
    }

  g_string_append (self->err, usage);
  return KTG_EXIT_USAGE;
}

typedef struct
{
  KtgVerbQuestion question;
  const char     *id;
  gboolean        is_so;
} Asking;

static gboolean
ask_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Asking *self = data;

  return self->question (catalog, self->id, &self->is_so, error);
}

/**
 * ktg_verb_ask_of:
 * @question: asked on the writer's thread
 * @id: of what it is asked
 * @is_so: (out): the answer; %FALSE where there is none
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_verb_ask_of (KtgVerb        *self,
                 KtgVerbQuestion question,
                 const char     *id,
                 gboolean       *is_so,
                 GError        **error)
{
  Asking   asking = { question, id, FALSE };
  gboolean is_asked
      = ktg_writer_run (ktg_archive_get_writer (self->archive), ask_work, &asking, error);

  *is_so = asking.is_so;
  return is_asked;
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

  return g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_USAGE) ? KTG_EXIT_USAGE
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
 * @entries: (nullable): the verb's options; where it has none a word may begin with a hyphen, as a
 * key may
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

  if (entries != NULL && !take_options (&left, entries, &error))
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

/**
 * ktg_verb_parse_json:
 * @n_words: how many words it takes beside `--json`, its only option
 * @rest: (out) (transfer full): those words
 * @as_json: (out): whether that was said
 *
 * Returns: FALSE if the words do not fit; what is wrong has been said
 */
gboolean
ktg_verb_parse_json (KtgVerb *self, char **words, guint n_words, char ***rest, gboolean *as_json)
{
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, as_json, NULL, NULL },
    { NULL },
  };

  *as_json = FALSE;
  return ktg_verb_parse (self, words, entries, n_words, rest);
}

/**
 * ktg_verb_append_said:
 * @text: where it is appended
 * @said: (nullable): by whomever
 *
 * As ktg_shown_text_dup_line(): nothing in it commands the terminal.
 */
void
ktg_verb_append_said (GString *text, const char *said)
{
  g_autofree char *shown = ktg_shown_text_dup_line (said != NULL ? said : "");

  g_string_append (text, shown);
}

/**
 * ktg_verb_print_said:
 * @label: our own words before it
 * @said: (nullable): by whomever; nothing in it commands the terminal
 */
void
ktg_verb_print_said (KtgVerb *self, const char *label, const char *said)
{
  g_string_append (self->out, label);
  ktg_verb_append_said (self->out, said);
}

/**
 * ktg_verb_print_bytes:
 * @bytes: text that this program made
 */
void
ktg_verb_print_bytes (KtgVerb *self, GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_string_append_len (self->out, data, (gssize)size);
}
