/* ktg-open-profile.c - the profile a verb works on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-profile.h"

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-queue.h>
#include <ktg-report-link.h>
#include <string.h>

#define MIN_PREFIX_CHARS 4

/**
 * ktg_open_bare_profile:
 * @cli: the call
 * @exit: (out): set where it could not be opened
 *
 * For whom no pack is read: it would cost more than the rest.
 *
 * Returns: (transfer full) (nullable): the profile; %NULL: it was said why
 */
KtgStore *
ktg_open_bare_profile (KtgCli *cli, KtgExit *exit)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  KtgStore *store = NULL;

  ktg_store_open_async (cli->profile_dir, cli->world->now ().wall_us, ktg_await_done_cb, &await);
  store = ktg_store_open_finish (ktg_await_result (&await), &error);

  if (store == NULL)
    *exit = ktg_cli_sentences_complain (error);
  else
    ktg_store_use_pack_folder (store, ktg_library_get_pack_folder (cli->library));

  return store;
}

/**
 * ktg_open_profile:
 * @cli: the call
 * @exit: (out): set where it could not be opened
 *
 * Returns: (transfer full) (nullable): the profile, with all that the packs say of what is in it;
 * %NULL: it was said why
 */
KtgStore *
ktg_open_profile (KtgCli *cli, KtgExit *exit)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgStore *store = ktg_open_bare_profile (cli, exit);

  if (store == NULL)
    return NULL;

  ktg_store_use_pack_async (store, ktg_library_get_pack (cli->library), ktg_await_done_cb, &await);
  ktg_store_use_pack_finish (store, ktg_await_result (&await), NULL);
  return store;
}

/**
 * ktg_close_profile:
 * @store: (transfer full): an open profile
 * @exit: how it went so far
 *
 * Returns: @exit, or another where closing failed
 */
KtgExit
ktg_close_profile (KtgStore *store, KtgExit exit)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ktg_store_close_async (store, ktg_await_done_cb, &await);

  if (!ktg_store_close_finish (store, ktg_await_result (&await), &error))
    exit = ktg_cli_sentences_complain (error);

  g_object_unref (store);
  return exit;
}

/**
 * ktg_work_on_profile:
 * @cli: the call
 * @verb: what is called; it has no options, or only --json
 * @argv: the words from the verb on
 *
 * All that such a verb needs: its words read, the profile opened, and closed after its work.
 *
 * Returns: the exit
 */
KtgExit
ktg_work_on_profile (KtgCli *cli, const KtgCliVerb *verb, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  gboolean     is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, verb, verb->has_json ? entries : entries + 1, argv, &words))
    return KTG_EXIT_USAGE;

  if (verb->takes != NULL && !verb->takes (words))
    return KTG_EXIT_USAGE;

  store = verb->reads_no_packs ? ktg_open_bare_profile (cli, &exit) : ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, verb->work (cli, store, words, is_json)) : exit;
}

/* As it is said on the telephone. */
static gboolean
is_numbered (const KtgSummaryFields *fields, const char *given)
{
  return fields->number != NULL && fields->state != KTG_STATE_REPLACED
         && g_ascii_strcasecmp (fields->number, given) == 0;
}

static gboolean
is_meant (const KtgSummaryFields *fields, const char *given)
{
  return g_str_has_prefix (ktg_summary_fields_get_uuid (fields), given)
         || g_str_has_prefix (ktg_summary_fields_get_name (fields), given)
         || is_numbered (fields, given);
}

/* Whose ids begin with @given, or numbers are that; of too few characters nothing is meant. */
static GPtrArray *
list_matches (KtgStore *store, const char *given)
{
  GListModel *summaries = ktg_store_get_summaries (store);
  guint n_summaries = strlen (given) >= MIN_PREFIX_CHARS ? g_list_model_get_n_items (summaries) : 0;
  GPtrArray *matches = g_ptr_array_new (); /* the list keeps them */

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (is_meant (ktg_summary_get (summary), given))
        g_ptr_array_add (matches, summary);
    }

  return matches;
}

static gboolean
is_one_uuid (GPtrArray *matches)
{
  const KtgSummaryFields *first = ktg_summary_get (g_ptr_array_index (matches, 0));

  for (guint i = 1; i < matches->len; i++)
    if (!g_str_equal (ktg_summary_fields_get_uuid (
                          ktg_summary_get (g_ptr_array_index (matches, i))),
                      ktg_summary_fields_get_uuid (first)))
      return FALSE;

  return TRUE;
}

/* It is chance that makes an id, so one of them took it from the other. */
static void
complain_shared (GPtrArray *matches)
{
  ktg_terminal_complain (_ ("More than one person filed a report under this id. Name the filing "
                            "that you mean, or the first eight characters of it:"));
  for (guint i = 0; i < matches->len; i++)
    {
      const KtgSummaryFields *fields = ktg_summary_get (g_ptr_array_index (matches, i));
      const char             *words = fields->words != NULL ? fields->words : "";
      g_autofree char        *safe = ktg_terminal_dup_safe (words);
      g_autofree char        *line = g_strdup_printf ("%s  %s  %s",
                                               ktg_summary_fields_get_name (fields),
                                               fields->number != NULL ? fields->number : "",
                                               safe);

      ktg_terminal_complain (line);
    }
}

/**
 * ktg_open_profile_find:
 * @store: an open profile
 * @given: the beginning of an id or of that of a filing, or a short number
 *
 * Returns: (transfer none) (nullable): the only report or draft whose id begins so, or that has
 * that number; %NULL: it was
 * said why
 */
KtgSummary *
ktg_open_profile_find (KtgStore *store, const char *given)
{
  g_autofree char *id = ktg_report_link_dup_kept_id (given);
  g_autoptr (GPtrArray) matches = list_matches (store, id);
  g_autofree char *safe = ktg_terminal_dup_safe (given);
  g_autofree char *line = NULL;

  if (matches->len == 1)
    return g_ptr_array_index (matches, 0);
  if (matches->len > 1 && is_one_uuid (matches))
    {
      complain_shared (matches);
      return NULL;
    }

  line = g_strdup_printf (matches->len == 0
                              ? _ ("There is no report “%s”. “ktg list” shows what there is.")
                              : _ ("More than one report begins with “%s” or has that number. "
                                   "Write more of "
                                   "its id."),
                          safe);
  ktg_terminal_complain (line);
  return NULL;
}

static void
complain_unheard (KtgStore *store, const char *id)
{
  KtgSummary      *summary = ktg_store_get_summary (store, id);
  const char      *number = summary != NULL ? ktg_summary_get (summary)->number : NULL;
  g_autofree char *name = number != NULL ? g_strdup_printf ("%s (%s)", number, id) : g_strdup (id);
  g_autofree char *line = g_strdup_printf (_ ("This report is filed and safe as %s."), name);

  ktg_terminal_complain (line);
}

/**
 * ktg_open_profile_say_filed:
 * @store: where it was filed
 * @id: the new report's, and the whole answer
 *
 * Where standard output does not take the answer, it is said on standard error that it is filed:
 * with its short number, which people know it by.
 */
void
ktg_open_profile_say_filed (KtgStore *store, const char *id)
{
  ktg_terminal_say (id);
  if (!ktg_terminal_flush ())
    complain_unheard (store, id);
  if (ktg_store_is_disk_full (store))
    ktg_terminal_complain (_ ("The disk is full. This report is filed and safe. Free about 20 MB "
                              "before the next one."));
}

/* What the law leaves no time for is counted; of the others the one whose time is over next is
 * told, until the end of working days where only they may count. */
static void
count_due (const KtgPack          *pack,
           const KtgSummaryFields *fields,
           const KtgMoment        *now,
           KtgStatusCounts        *counts)
{
  KtgReportDue due;

  if (!ktg_report_due_is_running (fields) || !ktg_report_due_find (pack, fields, NULL, now, &due))
    return;

  if (ktg_deadline_judge (&due.deadline, now->wall_us) == KTG_IN_TIME_NO)
    counts->n_overdue++;
  else if (counts->next_report == NULL
           || ktg_deadline_get_reading (&due.deadline)->ends_us
                  < ktg_deadline_get_reading (&counts->next.deadline)->ends_us)
    {
      counts->next_report = fields->id;
      counts->next = due;
    }
}

/* What cannot be read now stays zero; the rest is worth saying all the same. */
static void
count_spent (KtgStore *store, const KtgMoment *now, KtgStatusCounts *counts)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autofree KtgSpent *spent = NULL;
  KtgSpent             today = { 0 };
  gint64               offset_ms = 0;

  ktg_store_get_server_offset_ms (store, &offset_ms);
  today.day = ktg_sending_find_day (now, offset_ms);
  ktg_store_note_spent_async (store, &today, ktg_await_done_cb, &await);
  spent = ktg_store_note_spent_finish (store, ktg_await_result (&await), NULL);
  counts->rules = *ktg_store_get_sending_rules (store);
  if (spent != NULL)
    counts->spent = *spent;
}

static void
count_free (KtgStore *store, const KtgMoment *now, KtgStatusCounts *counts)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autofree KtgStorage *storage = NULL;

  ktg_store_load_storage_async (store, now->wall_us, NULL, ktg_await_done_cb, &await);
  storage = ktg_store_load_storage_finish (store, ktg_await_result (&await), NULL);
  if (storage == NULL)
    return;

  counts->n_free = storage->n_free;
  counts->free_bytes = storage->free_bytes;
}

/* The reports that count: not those in whose place another one was filed. */
static const KtgSummaryFields *
get_counted (GListModel *summaries, guint position)
{
  g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, position);
  const KtgSummaryFields *fields = ktg_summary_get (summary); /* the list keeps it */

  return fields->state != KTG_STATE_REPLACED ? fields : NULL;
}

/* A disk that fails here has been told of when the profile was opened, or is by what comes next. */
static guint64
count_waiting (KtgStore *store)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_load_owed_async (store, NULL, ktg_await_done_cb, &await);
  owed = ktg_store_load_owed_finish (store, ktg_await_result (&await), NULL);
  return owed != NULL ? ktg_queue_count_bytes (owed) : 0;
}

/**
 * ktg_open_profile_count_states:
 * @store: an open profile
 * @counts: (out): how many reports have come how far, and nothing else
 */
void
ktg_open_profile_count_states (KtgStore *store, KtgStatusCounts *counts)
{
  const KtgAccount *account = ktg_store_get_account (store);
  GListModel       *summaries = ktg_store_get_summaries (store);
  guint            *by_state[] = { [KTG_STATE_DRAFT] = &counts->drafts,
                                   [KTG_STATE_QUEUED] = &counts->queued,
                                   [KTG_STATE_DELIVERED] = &counts->delivered,
                                   [KTG_STATE_COMPLETE] = &counts->complete,
                                   [KTG_STATE_PARKED] = &counts->parked };

  *counts = (KtgStatusCounts){ .bytes_waiting = count_waiting (store),
                               .is_enrolled = account != NULL,
                               .is_pending = account != NULL && account->is_pending };

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      const KtgSummaryFields *fields = get_counted (summaries, i);

      if (fields == NULL)
        continue;

      *by_state[fields->state] += 1;
    }
}

/**
 * ktg_open_profile_count:
 * @cli: the program
 * @store: an open profile
 * @counts: (out): how many reports have come how far, and what is due; the next one to be due stays
 * the store's
 */
void
ktg_open_profile_count (KtgCli *cli, KtgStore *store, KtgStatusCounts *counts)
{
  GListModel           *summaries = ktg_store_get_summaries (store);
  const KtgServerNotes *notes = ktg_store_get_server_notes (store);
  KtgMoment             now = cli->world->now ();

  ktg_open_profile_count_states (store, counts);
  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      const KtgSummaryFields *fields = get_counted (summaries, i);

      if (fields != NULL)
        count_due (ktg_library_get_pack (cli->library), fields, &now, counts);
    }

  count_spent (store, &now, counts);
  count_free (store, &now, counts);
  counts->again = notes->n_again;
  counts->relayed = notes->n_relayed;
  counts->relayed_at = notes->relayed_at;
  counts->roles_at_ms = notes->roles_at_us / 1000;
  counts->alarms = notes->alarms;
}
