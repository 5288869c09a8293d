/* ktg-practice-verb.c - ktg practice: a profile of invented reports, to train on
 *
 * They are filed like any, by the device's key, each when it says it was; what stands for a server
 * gives its receipts. A day after the other, so that the profile is one that an officer could have.
 * It is the day of their place that the law counts from, wherever the device believes to be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-practice-report.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-evidence-import.h>
#include <ktg-practice-server.h>

#define OFFICER "Ratna Dewi Lestari"
#define REGION "34.71.06"
#define STEP "step-"
#define PARKED_AS "urn:kentongan:problem:too-large"
#define MINUTE_US (60 * (gint64)G_USEC_PER_SEC)

typedef struct
{
  KtgCli            *cli;
  KtgStore          *store;
  KtgPracticeServer *server;
  char              *folder; /* of reports and photos */
  int                n_days;
} Practice;

static void
practice_clear (Practice *self)
{
  g_clear_object (&self->server);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Practice, practice_clear)

/* By the clock of the place that all of it is told of. */
static KtgMoment
get_present (KtgCli *cli)
{
  const KtgZone *zone = ktg_pack_get_zone (ktg_library_get_pack (cli->library), REGION);
  KtgMoment      now = cli->world->now ();

  if (zone != NULL)
    now.utc_offset_s = zone->offset_minutes * 60;

  return now;
}

static gboolean
set_account (Practice *self, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgAccount) account = ktg_practice_server_new_account (self->server, OFFICER, REGION);

  ktg_store_set_account_async (self->store, account, ktg_await_done_cb, &await);
  return ktg_store_set_account_finish (self->store, ktg_await_result (&await), error);
}

/* --- evidence --- */

static KtgEvidence *
import (Practice *self, const char *name, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GBytes) photo = ktg_practice_report_read_photo (path, self->n_days, error);
  g_autoptr (KtgOfferedFile) offered = NULL;
  gboolean is_truncated;

  if (photo == NULL)
    return NULL;

  offered = ktg_offered_file_new_for_bytes (photo, name);
  ktg_evidence_import_async (self->store,
                             offered,
                             get_present (self->cli).utc_offset_s,
                             ktg_await_done_cb,
                             &await);
  return ktg_evidence_import_finish (ktg_await_result (&await), &is_truncated, error);
}

/* What a person said of it; the rest is the photo's own. */
static void
take_words (KtgEvidence *evidence, KtgEvidence *told)
{
  evidence->caption = g_steal_pointer (&told->caption);
  evidence->gesture = g_steal_pointer (&told->gesture);
  evidence->posted = g_steal_pointer (&told->posted);
  if (told->origin != KTG_ORIGIN_UNKNOWN)
    evidence->origin = told->origin;
}

static gboolean
import_evidence (Practice *self, KtgReport *report, GError **error)
{
  for (guint i = 0; i < report->evidence->len; i++)
    {
      KtgEvidence *told = g_ptr_array_index (report->evidence, i);
      KtgEvidence *evidence = import (self, told->original_name, error);

      if (evidence == NULL)
        return FALSE;

      take_words (evidence, told);
      ktg_evidence_free (told);
      report->evidence->pdata[i] = evidence;
    }

  return TRUE;
}

/* --- what happened to a report --- */

static gboolean
apply (Practice *self, KtgNews *news, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  ktg_store_apply_news_async (self->store, news, ktg_await_done_cb, &await);
  return ktg_store_apply_news_finish (self->store, ktg_await_result (&await), error);
}

static gboolean
receive (Practice *self, const char *id, guint n_originals, gint64 now_us, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  const KtgPracticeReach reach = { id, n_originals };

  ktg_practice_server_receive_async (self->server, &reach, now_us, ktg_await_done_cb, &await);
  return ktg_practice_server_receive_finish (self->server, ktg_await_result (&await), error);
}

static gboolean
receive_all (Practice                *self,
             const char              *id,
             KtgMoment               *now,
             const KtgPracticeReport *told,
             GError                 **error)
{
  return receive (self, id, G_MAXUINT, now->wall_us, error);
}

static gboolean
receive_in_part (Practice                *self,
                 const char              *id,
                 KtgMoment               *now,
                 const KtgPracticeReport *told,
                 GError                 **error)
{
  return receive (self, id, 1, now->wall_us, error);
}

static gboolean
leave_waiting (Practice                *self,
               const char              *id,
               KtgMoment               *now,
               const KtgPracticeReport *told,
               GError                 **error)
{
  return TRUE;
}

static char *
dup_event (Practice *self, const char *id)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_load_owed_async (self->store, NULL, ktg_await_done_cb, &await);
  owed = ktg_store_load_owed_finish (self->store, ktg_await_result (&await), NULL);
  for (guint i = 0; owed != NULL && i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (g_str_equal (event->report_id, id))
        return g_strdup (event->event_id);
    }

  return NULL;
}

static gboolean
park (Practice *self, const char *id, KtgMoment *now, const KtgPracticeReport *told, GError **error)
{
  g_autofree char *event_id = dup_event (self, id);
  KtgNews         *news = ktg_news_new ();

  g_ptr_array_add (news->refused, ktg_refusal_new (event_id, PARKED_AS, "Practice"));
  return apply (self, news, error);
}

static gboolean
withdraw (Practice                *self,
          const char              *id,
          KtgMoment               *now,
          const KtgPracticeReport *told,
          GError                 **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  if (!receive (self, id, G_MAXUINT, now->wall_us, error))
    return FALSE;

  now->wall_us += 40 * MINUTE_US;
  ktg_store_withdraw_report_async (self->store, id, told->words, now, ktg_await_done_cb, &await);
  return ktg_store_withdraw_report_finish (self->store, ktg_await_result (&await), error)
         && receive (self, id, G_MAXUINT, now->wall_us + MINUTE_US, error);
}

static KtgReport *
dup_longer (Practice *self, const char *id, const KtgPracticeReport *told, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgReportHeld) held = NULL;
  KtgReport *report;

  ktg_store_load_report_async (self->store, id, NULL, ktg_await_done_cb, &await);
  held = ktg_store_load_report_finish (self->store, ktg_await_result (&await), error);
  if (held == NULL)
    return NULL;

  report = ktg_report_copy (ktg_history_get_report (held->history));
  g_free (report->account);
  report->account
      = g_strconcat (ktg_history_get_report (held->history)->account, " ", told->words, NULL);
  return report;
}

static gboolean
amend (Practice                *self,
       const char              *id,
       KtgMoment               *now,
       const KtgPracticeReport *told,
       GError                 **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgReport) report = NULL;

  if (!receive (self, id, G_MAXUINT, now->wall_us, error)
      || (report = dup_longer (self, id, told, error)) == NULL)
    return FALSE;

  now->wall_us += 18 * 60 * MINUTE_US;
  ktg_store_amend_report_async (self->store,
                                id,
                                report,
                                told->words,
                                now,
                                ktg_await_done_cb,
                                &await);
  return ktg_store_amend_report_finish (self->store, ktg_await_result (&await), error)
         && receive (self, id, G_MAXUINT, now->wall_us + MINUTE_US, error);
}

static gboolean
take_steps (Practice                *self,
            const char              *id,
            KtgMoment               *now,
            const KtgPracticeReport *told,
            GError                 **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  const char *state = told->state + strlen (STEP);
  g_autoptr (KtgReportHeld) held = NULL;

  if (!receive (self, id, G_MAXUINT, now->wall_us, error))
    return FALSE;

  ktg_store_load_report_async (self->store, id, NULL, ktg_await_done_cb, &await);
  held = ktg_store_load_report_finish (self->store, ktg_await_result (&await), error);
  if (held == NULL)
    return FALSE;

  now->wall_us += 15 * 60 * MINUTE_US;
  return apply (self,
                ktg_practice_server_new_steps (self->server, held->folded, state, told->words, now),
                error);
}

static const struct
{
  const char *state; /* begins so */
  gboolean (*happen) (Practice                *self,
                      const char              *id,
                      KtgMoment               *now,
                      const KtgPracticeReport *told,
                      GError **);
} courses[] = {
  { "queued", leave_waiting }, { "delivered", receive_in_part }, { "complete", receive_all },
  { "parked", park },          { "withdrawn", withdraw },        { "amended", amend },
  { STEP, take_steps },
};

static gboolean
take_its_course (Practice                *self,
                 const char              *id,
                 KtgMoment               *now,
                 const KtgPracticeReport *told,
                 GError                 **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (courses); i++)
    if (g_str_has_prefix (told->state, courses[i].state))
      return courses[i].happen (self, id, now, told, error);

  return TRUE;
}

/* --- a report --- */

static gboolean
save_draft (Practice *self, const KtgReport *report, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgDraft) draft = ktg_draft_new (NULL, report);
  KtgMoment now = self->cli->world->now ();

  ktg_store_save_draft_async (self->store, draft, now.wall_us, ktg_await_done_cb, &await);
  return ktg_store_save_draft_finish (self->store, ktg_await_result (&await), error);
}

static char *
file (Practice *self, const KtgReport *report, const KtgMoment *now, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  ktg_store_file_report_async (self->store,
                               NULL,
                               ktg_report_copy (report),
                               now,
                               ktg_await_done_cb,
                               &await);
  return ktg_store_file_report_finish (self->store, ktg_await_result (&await), error);
}

/* When it says it was filed; what follows comes minutes later. */
static gboolean
file_and_follow (Practice *self, const KtgPracticeReport *told, GError **error)
{
  KtgMoment        now = get_present (self->cli);
  g_autofree char *id = NULL;

  if (ktg_moment_parse (told->report->filed, now.utc_offset_s, &now.wall_us)
      && (id = file (self, told->report, &now, error)) != NULL)
    {
      now.wall_us += 7 * MINUTE_US;
      return take_its_course (self, id, &now, told, error);
    }

  return FALSE;
}

static gboolean
add_report (Practice *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (KtgPracticeReport) told = ktg_practice_report_read (path, self->n_days, error);

  if (told == NULL || !import_evidence (self, told->report, error))
    return FALSE;

  return g_str_equal (told->state, "draft") ? save_draft (self, told->report, error)
                                            : file_and_follow (self, told, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_reports (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, error);
  const char *name;

  if (entries == NULL)
    return NULL;

  while ((name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return g_steal_pointer (&names);
}

static gboolean
fill (Practice *self, GError **error)
{
  g_autoptr (GPtrArray) names = list_reports (self->folder, error);

  if (names == NULL || !set_account (self, error))
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    if (!add_report (self, g_ptr_array_index (names, i), error))
      return FALSE;

  return TRUE;
}

static KtgExit
practise (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgMoment        now = get_present (cli);
  g_autofree char *installed = g_path_get_dirname (cli->packs_dir);
  g_autoptr (GError) error = NULL;
  g_auto (Practice) practice = { .cli = cli,
                                 .store = store,
                                 .server = ktg_practice_server_new (store, cli->world),
                                 .folder = g_build_filename (installed, "practice", NULL),
                                 .n_days = ktg_practice_report_count_days (&now) };

  if (ktg_store_get_account (store) != NULL
      || g_list_model_get_n_items (ktg_store_get_summaries (store)) > 0)
    {
      ktg_terminal_complain (_ ("There are reports in this folder, or it is enrolled. Practice "
                                "needs a folder of its own: name a new one with --profile."));
      return KTG_EXIT_FAILED;
    }

  if (!fill (&practice, &error))
    return ktg_cli_sentences_complain (error);

  ktg_terminal_say (_ ("Practice is ready. Everything in it is invented, and nothing is sent."));
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_practice_verb = {
  .name = "practice",
  .words = "",
  .summary = N_ ("Fills a new folder with invented reports to train on; none is ever sent."),
  .work = practise,
  .changes = TRUE,
};
