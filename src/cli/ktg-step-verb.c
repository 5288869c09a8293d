/* ktg-step-verb.c - ktg step: this device's office takes a step of the procedure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-day-option.h"
#include "ktg-open-case.h"
#include "ktg-open-profile.h"
#include "ktg-report-file.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-case-json.h>
#include <ktg-case-words.h>
#include <ktg-envelope.h>
#include <ktg-region-tree.h>

/* What was typed. */
typedef struct
{
  char    *id;
  char    *code;
  char    *reason;
  char    *number;
  char    *date;
  char    *to;
  char    *until;
  char    *values_path;
  char   **takes;
  gboolean is_anyway;
} Typed;

static void
clear_typed (Typed *typed)
{
  g_free (typed->id);
  g_free (typed->code);
  g_free (typed->reason);
  g_free (typed->number);
  g_free (typed->date);
  g_free (typed->to);
  g_free (typed->until);
  g_free (typed->values_path);
  g_strfreev (typed->takes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, clear_typed)

static gboolean
complain (char *line)
{
  ktg_terminal_complain (line);
  g_free (line);
  return FALSE;
}

/* --- what the step says --- */

static gboolean
read_values (const char *path, KtgCaseStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  KtgValues *values = NULL;

  if (path == NULL)
    return TRUE;

  text = ktg_report_file_load (path, KTG_EVENT_MAX_BYTES, &error);
  values = text != NULL ? ktg_case_json_parse_values (text, &error) : NULL;
  if (values == NULL)
    /* Translators: a file, and what is wrong with it */
    return complain (
        g_strdup_printf (_ ("%s: these are no values of a step: %s"), path, error->message));

  ktg_values_free (step->values);
  step->values = values;
  return TRUE;
}

static char *
dup_choices (const KtgPack *pack, const char *list)
{
  GPtrArray *choices = ktg_pack_get_choices (pack, list);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    g_string_append_printf (codes,
                            "%s%s",
                            i > 0 ? ", " : "",
                            ((const KtgChoice *)g_ptr_array_index (choices, i))->code);

  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static gboolean
check_choice (const KtgPack *pack, const KtgProcedureValue *value, const KtgValues *values)
{
  g_autofree char *choices = NULL;

  if (value->list == NULL
      || ktg_pack_get_choice (pack, value->list, ktg_values_get_text (values, value->code)) != NULL)
    return TRUE;

  choices = dup_choices (pack, value->list);
  return complain (
      /* Translators: the name of a value, as in “formal”, and the words that it may have */
      g_strdup_printf (_ ("“%s” cannot have this value. It is one of these: %s. Nothing was "
                          "signed."),
                       value->code,
                       choices));
}

/* Of a step that the procedure knows; what another has nobody here can say. */
static gboolean
check_values (const KtgPack *pack, const KtgProcedureStep *known, const KtgValues *values)
{
  for (guint i = 0; known != NULL && i < ktg_values_get_n (values); i++)
    {
      const char              *code = ktg_values_get_code (values, i);
      g_autofree char         *safe = ktg_terminal_dup_safe (code);
      const KtgProcedureValue *value = ktg_procedure_step_find_value (known, code);

      if (value == NULL)
        return complain (g_strdup_printf (_ ("This step has no value “%s”. “ktg case” shows what "
                                             "it has."),
                                          safe));
      if (!check_choice (pack, value, values))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take (const KtgCase *folded, const char *given, KtgEvent *said)
{
  g_autoptr (GPtrArray) found = ktg_case_find_takeable (folded, given);
  g_autofree char *safe = ktg_terminal_dup_safe (given);

  if (found->len == 1 && ktg_case_take (folded, said, g_ptr_array_index (found, 0)))
    return TRUE;

  return complain (
      g_strdup_printf (_ ("There is no one step and no one version “%s” in this case."), safe));
}

static gboolean
take_all (const KtgCase *folded, char **takes, KtgEvent *said)
{
  for (guint i = 0; takes != NULL && takes[i] != NULL; i++)
    if (!take (folded, takes[i], said))
      return FALSE;

  return TRUE;
}

static KtgEvent *
new_step (KtgCli *cli, KtgStore *store, const KtgReportHeld *held, Typed *typed)
{
  g_autoptr (KtgEvent) said
      = ktg_case_begin_step (held->folded, ktg_store_get_device (store), typed->code);
  KtgCaseStep *step = said->step;

  step->reason = g_steal_pointer (&typed->reason);
  step->number = g_steal_pointer (&typed->number);
  step->date = g_steal_pointer (&typed->date);
  step->to = g_steal_pointer (&typed->to);
  step->until = g_steal_pointer (&typed->until);

  return read_values (typed->values_path, step)
                 && check_values (ktg_library_get_pack (cli->library),
                                  ktg_case_find_step (held->folded, step->code),
                                  step->values)
                 && take_all (held->folded, typed->takes, said)
             ? g_steal_pointer (&said)
             : NULL;
}

/* --- whether it may be taken --- */

static char *
dup_objection (KtgCli *cli, const KtgReportHeld *held, const KtgEvent *said)
{
  const KtgFormReader reader = ktg_library_get_reader (cli->library);
  const char         *lacks = NULL;
  KtgCaseVerdict      verdict = ktg_case_try (held->folded, said, &held->me, &lacks);

  if (verdict == KTG_CASE_IS_NOT_OF_ROLE)
    return g_strdup (_ ("Only an office decides, and this device is an officer's."));
  if (verdict == KTG_CASE_IS_UNSIGNED_FOR)
    return g_strdup (_ ("Nobody has said yet that this device is an office's."));

  return ktg_case_words_dup_verdict (verdict,
                                     ktg_case_find_step (held->folded, said->step->code),
                                     lacks,
                                     &reader);
}

/* A reason that the procedure asks for is asked for in any case; what else it does not allow is
 * signed all the same where that is wished. */
static gboolean
is_to_be_signed (KtgCli *cli, const KtgReportHeld *held, const KtgEvent *said, gboolean is_anyway)
{
  g_autofree char *objection = NULL;

  if (ktg_case_lacks_reason (held->folded, said, &held->me))
    return complain (g_strdup (_ ("This step needs a reason in words: --reason. Nothing was "
                                  "signed.")));

  objection = dup_objection (cli, held, said);
  if (objection == NULL)
    return TRUE;
  if (is_anyway)
    complain (g_strdup_printf (_ ("%s It is kept, and shown as such."), objection));
  else
    complain (g_strdup_printf (_ ("%s Nothing was signed. With --anyway the step is kept, and "
                                  "shown as such."),
                               objection));
  return is_anyway;
}

static KtgExit
take_step (KtgCli *cli, KtgStore *store, Typed *typed)
{
  g_autoptr (KtgReportHeld) held = ktg_open_case (cli, store, typed->id);
  g_autoptr (KtgEvent) said = held != NULL ? new_step (cli, store, held, typed) : NULL;

  if (said == NULL || !is_to_be_signed (cli, held, said, typed->is_anyway))
    return KTG_EXIT_FAILED;

  return ktg_open_case_act (cli, store, held, g_steal_pointer (&said));
}

/* --- what was typed --- */

static gboolean
check_typed (const Typed *typed)
{
  if (typed->to != NULL && !ktg_region_code_is_valid (typed->to))
    return complain (g_strdup (_ ("--to is the code of a region, as in 34.71.")));
  if (!g_utf8_validate (typed->code, -1, NULL))
    return complain (g_strdup (_ ("The step is named by its code, as in “registered”.")));

  return TRUE;
}

static gboolean
parse (KtgCli *cli, GStrv argv, Typed *typed)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *date = NULL;
  g_autofree char *until = NULL;
  const KtgMoment  now = cli->world->now ();
  GOptionEntry     entries[] = {
        { "reason", 0, 0, G_OPTION_ARG_STRING, &typed->reason, N_ ("Why"), N_ ("TEXT") },
        { "number", 0, 0, G_OPTION_ARG_STRING, &typed->number, N_ ("Its number"), N_ ("NUMBER") },
        { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("On which day"), N_ ("DATE") },
        { "to", 0, 0, G_OPTION_ARG_STRING, &typed->to, N_ ("Who has it then"), N_ ("REGION") },
        { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_ ("Until which day"), N_ ("DATE") },
        { "values",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &typed->values_path,
          N_ ("What else the step says, as JSON"),
          N_ ("FILE") },
        { "takes",
          0,
          0,
          G_OPTION_ARG_STRING_ARRAY,
          &typed->takes,
          N_ ("What came late and is to count"),
          N_ ("EVENT") },
        { "anyway",
          0,
          0,
          G_OPTION_ARG_NONE,
          &typed->is_anyway,
          N_ ("Sign it though the procedure does not allow it"),
          NULL },
        { NULL },
  };

  if (!ktg_usage_parse (cli, &ktg_step_verb, entries, argv, &words)
      || !ktg_day_option_read (date, &now, &typed->date)
      || !ktg_day_option_read (until, &now, &typed->until))
    return FALSE;

  typed->id = g_strdup (words[0]);
  typed->code = g_strdup (words[1]);
  return check_typed (typed);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (Typed) typed = { NULL };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!parse (cli, argv, &typed))
    return KTG_EXIT_USAGE;

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, take_step (cli, store, &typed)) : exit;
}

const KtgCliVerb ktg_step_verb = {
  .name = "step",
  .words = "ID STEP",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Takes a step of the procedure, for an office, and prints the step's id."),
  .run = run,
  .changes = TRUE,
};
