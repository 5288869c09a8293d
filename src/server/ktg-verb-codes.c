/* ktg-verb-codes.c - `code`, `codes` and `cancel`
 *
 * A code is said once, when it is made; afterwards it is its number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-code-issue.h"
#include "ktg-qr-text.h"
#include "ktg-roster-lines.h"

#include <ktg-enrolment-code.h>
#include <ktg-region-tree.h>

#include <string.h>

/* --- one of them --- */

typedef struct
{
  GBytes  *hash; /* or NULL, and then by its number */
  gint64   number;
  KtgCode *code;
} Search;

static gboolean
find_code (KtgCatalog *catalog, gpointer data, GError **error)
{
  Search *self = data;

  g_clear_pointer (&self->code, ktg_code_free);
  return ktg_catalog_find_code (catalog, self->hash, self->number, &self->code, error);
}

/* NULL with an error also where there is no such code. */
static KtgCode *
dup_code (KtgVerb *self, const char *word, GError **error)
{
  Search   search = { .hash = ktg_code_dup_hash (word) };
  gboolean is_read;

  if (search.hash == NULL
      && !g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &search.number, NULL))
    search.number = 0;

  is_read = ktg_writer_run (ktg_archive_get_writer (self->archive), find_code, &search, error);
  g_clear_pointer (&search.hash, g_bytes_unref);
  if (is_read && search.code == NULL)
    g_set_error_literal (error,
                         KTG_ARCHIVE_ERROR,
                         KTG_ARCHIVE_ERROR_NOT_FOUND,
                         "there is no such code; `codes` lists them with their numbers");

  return search.code;
}

/* --- code --- */

static const char *
judge_words (const char *name, const char *role, const char *region, KtgCode *wanted)
{
  if (name == NULL || *name == '\0' || !g_utf8_validate (name, -1, NULL))
    return "--name NAME is needed: the person who gets the code";
  if (!ktg_code_set_role (wanted, role))
    return "--role must be officer, office, centre or, for a relay, node";
  if (region == NULL)
    return "--region CODE is needed, as in 34.71; an empty one is the whole country";
  if (*region != '\0' && !ktg_region_code_is_valid (region))
    return "--region must be an official code with dots, as in 34.71.04";
  if (*region == '\0' && wanted->role != KTG_ROLE_CENTRE)
    return "only the role centre may have the whole country as its region";

  return NULL;
}

typedef struct
{
  char    *name;
  char    *role;
  char    *region;
  gboolean as_json;
  gboolean as_qr;
  gboolean is_for_terminal; /* a QR code, too, where there can be one */
} CodeOptions;

static void
clear_options (CodeOptions *options)
{
  g_free (options->name);
  g_free (options->role);
  g_free (options->region);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CodeOptions, clear_options)

static char *
dup_whole (KtgVerb *self, const char *code)
{
  const char      *root = ktg_archive_get_root (self->archive);
  const char      *key = ktg_signing_key_get_public (ktg_archive_get_key (self->archive));
  g_autofree char *letters = ktg_enrolment_code_normalise (code);

  return ktg_enrolment_code_dup_whole (letters, root, key);
}

static int
print_json (KtgVerb *self, const char *code)
{
  g_autofree char *whole = dup_whole (self, code);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgCode) made = dup_code (self, code, &error);
  g_autoptr (KtgCodeLine) line = NULL;
  g_autoptr (GBytes) text = NULL;

  if (made == NULL)
    return ktg_verb_fail (self, error);

  line = ktg_roster_lines_new_code (made, made->made_at_ms);
  line->code = g_strdup (code);
  line->whole = g_steal_pointer (&whole);
  text = ktg_roster_json_write_code (line);
  ktg_verb_print_bytes (self, text);
  return 0;
}

static int
print_code (KtgVerb *self, const CodeOptions *options, const char *code)
{
  g_autofree char *whole = dup_whole (self, code);
  g_autofree char *drawn
      = options->as_qr || options->is_for_terminal ? ktg_qr_text_new (whole) : NULL;

  if (options->as_json)
    return print_json (self, code);

  g_string_append_printf (self->out, "%s\n", code);
  if (drawn != NULL)
    g_string_append_printf (self->out, "\n%s", drawn);
  else if (options->as_qr)
    g_string_append (self->err, "kentongan-server: built without libqrencode, so no QR code\n");

  return 0;
}

static int
make_code (KtgVerb *self, const CodeOptions *options, const KtgCode *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = ktg_code_issue (self->archive, wanted, g_get_real_time () / 1000, &error);

  return code != NULL ? print_code (self, options, code) : ktg_verb_fail (self, error);
}

/**
 * ktg_verb_code:
 * @self: a verb at work
 * @words: "code" and what follows it
 *
 * Makes a code for one device, and says it this once.
 *
 * Returns: an exit status
 */
int
ktg_verb_code (KtgVerb *self, char **words)
{
  g_auto (CodeOptions) options = { 0 };
  g_auto (GStrv) rest = NULL;
  const char  *objection;
  KtgCode      wanted = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, NULL, NULL },
    { "region", 0, 0, G_OPTION_ARG_STRING, &options.region, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { "qr", 0, 0, G_OPTION_ARG_NONE, &options.as_qr, NULL, NULL },
    { KTG_VERB_FOR_TERMINAL, 0, 0, G_OPTION_ARG_NONE, &options.is_for_terminal, NULL, NULL },
    { NULL },
  };

  if (!ktg_verb_parse (self, words, entries, 0, &rest))
    return KTG_EXIT_USAGE;

  wanted.officer = options.name;
  wanted.region = options.region;
  objection = judge_words (options.name, options.role, options.region, &wanted);
  if (objection == NULL)
    return make_code (self, &options, &wanted);

  g_string_append_printf (self->err, "kentongan-server code: %s\n", objection);
  return KTG_EXIT_USAGE;
}

/* --- codes --- */

static gpointer
new_line (KtgVerb *self, gconstpointer code)
{
  return ktg_roster_lines_new_code (code, g_get_real_time () / 1000);
}

static void
print_line (KtgVerb *self, gconstpointer told)
{
  const KtgCodeLine *line = told;
  g_autofree char   *expires = ktg_roster_json_dup_time (line->expires_at_ms);

  g_string_append_printf (self->out, "%4" G_GINT64_FORMAT "  %-11s", line->number, line->state);
  g_string_append_printf (self->out, "  until %s  %-7s", expires, line->role);
  ktg_verb_print_said (self, "  ", *line->region != '\0' ? line->region : "the whole country");
  ktg_verb_print_said (self, "  ", line->officer);
  if (line->used_by != 0)
    g_string_append_printf (self->out, "  by device %" G_GINT64_FORMAT, line->used_by);
  if (line->asked_by != 0)
    g_string_append_printf (self->out, "  for device %" G_GINT64_FORMAT, line->asked_by);
  g_string_append_c (self->out, '\n');
}

/**
 * ktg_verb_codes:
 * @self: a verb at work
 * @words: "codes" and what follows it
 *
 * Shows the codes that were made, by number.
 *
 * Returns: an exit status
 */
int
ktg_verb_codes (KtgVerb *self, char **words)
{
  static const KtgVerbTable table = { .list = ktg_catalog_list_codes,
                                      .line = new_line,
                                      .print = print_line,
                                      .write = ktg_roster_json_write_codes,
                                      .free_line = (GDestroyNotify)ktg_code_line_free };

  return ktg_verb_run_table (self, words, &table);
}

/* --- cancel --- */

static gboolean
cancel_code (KtgCatalog *catalog, gpointer data, GError **error)
{
  const gint64 *number = data;

  return ktg_catalog_cancel_code (catalog, *number, g_get_real_time () / 1000, error);
}

static int
refuse_used (KtgVerb *self, const KtgCode *code)
{
  g_string_append_printf (self->err,
                          "kentongan-server: code %" G_GINT64_FORMAT
                          " was used by device %" G_GINT64_FORMAT
                          ", so there is nothing to cancel; `revoke %" G_GINT64_FORMAT
                          "` shuts that device out\n",
                          code->number,
                          code->used_by,
                          code->used_by);
  return KTG_EXIT_FAILED;
}

/**
 * ktg_verb_cancel:
 * @self: a verb at work
 * @words: "cancel" and what follows it
 *
 * A code that waits enrols nobody any more.
 *
 * Returns: an exit status
 */
int
ktg_verb_cancel (KtgVerb *self, char **words)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (KtgCode) code = NULL;
  g_autoptr (GError) error = NULL;

  if (!ktg_verb_parse (self, words, NULL, 1, &rest))
    return KTG_EXIT_USAGE;

  code = dup_code (self, rest[0], &error);
  if (code == NULL)
    return ktg_verb_fail (self, error);
  if (code->used_by != 0)
    return refuse_used (self, code);
  if (!ktg_writer_run (ktg_archive_get_writer (self->archive), cancel_code, &code->number, &error))
    return ktg_verb_fail (self, error);

  g_string_append_printf (self->out, "code %" G_GINT64_FORMAT " enrols nobody\n", code->number);
  return 0;
}
