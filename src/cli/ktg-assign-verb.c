/* ktg-assign-verb.c - ktg assign: who of the office looks after a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-day-option.h"
#include "ktg-open-case.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>

/* Advice that nobody renews is over. */
#define USUAL_DAYS 14

static KtgExit
assign (KtgCli *cli, KtgStore *store, GStrv words, const char *until)
{
  g_autoptr (KtgReportHeld) held = ktg_open_case (cli, store, words[0]);
  KtgEvent *said = NULL;

  if (held == NULL)
    return KTG_EXIT_FAILED;
  if (!ktg_case_may_assign (held->folded, &held->me))
    {
      ktg_terminal_complain (_ ("Only an office that has the report says who looks after it."));
      return KTG_EXIT_FAILED;
    }

  said = ktg_event_new ();
  said->kind = KTG_EVENT_ASSIGNED;
  said->assignment = ktg_assignment_new ();
  said->assignment->to = g_strdup (words[1]);
  said->assignment->until = g_strdup (until);
  return ktg_open_case_act (cli, store, held, said);
}

static char *
dup_usual_day (const KtgMoment *now)
{
  KtgMoment then = *now;

  then.wall_us += USUAL_DAYS * G_TIME_SPAN_DAY;
  return ktg_moment_dup_day (&then);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  const KtgMoment  now = cli->world->now ();
  g_autofree char *typed = NULL;
  g_autofree char *until = dup_usual_day (&now);
  GOptionEntry     entries[] = {
        { "until",
          0,
          0,
          G_OPTION_ARG_STRING,
          &typed,
          N_ ("The last day on which it counts; else two weeks from now"),
          N_ ("DATE") },
        { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_assign_verb, entries, argv, &words)
      || !ktg_day_option_read (typed, &now, &until))
    return KTG_EXIT_USAGE;

  if (!g_utf8_validate (words[1], -1, NULL) || *g_strstrip (words[1]) == '\0')
    {
      ktg_terminal_complain (_ ("Say who, in words of UTF-8 text."));
      return KTG_EXIT_USAGE;
    }

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, assign (cli, store, words, until)) : exit;
}

const KtgCliVerb ktg_assign_verb = {
  .name = "assign",
  .words = "ID WHO",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Says who of the office looks after a case. It is advice, and locks nothing."),
  .run = run,
  .changes = TRUE,
};
