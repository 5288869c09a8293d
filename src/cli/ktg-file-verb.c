/* ktg-file-verb.c - ktg file: a report and its photos into the outbox
 *
 * Everything that can be wrong with what was given is found before anything is stored.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-photo-files.h"
#include "ktg-report-file.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-doubts.h>
#include <ktg-form-check.h>
#include <ktg-form-fill.h>
#include <ktg-law-words.h>
#include <ktg-region-words.h>
#include <ktg-report-number.h>
#include <ktg-sentences.h>
#include <ktg-typed-times.h>

#define NOTHING_FILED N_ ("Nothing was filed.")

static gboolean
settle_form (const KtgPack *pack, KtgReport *report, GError **error)
{
  if (!ktg_form_check_settle (pack, report, error))
    return FALSE;

  if (report->form_code != NULL)
    ktg_form_fill_put_defaults (ktg_pack_get_form_of_report (pack, report), report);

  ktg_report_law_settle (pack, report);
  return TRUE;
}

/* As in the windows: an account of what happened, or something that shows it. */
static gboolean
says_what_happened (const KtgReport *report, const char *path, const char *const *photo_paths)
{
  g_autofree char *safe = ktg_terminal_dup_safe (path);
  g_autofree char *line = NULL;

  if (*photo_paths != NULL || (report->account != NULL && *g_strstrip (report->account) != '\0'))
    return TRUE;

  /* Translators: “account” is the name of a key, and --photo an option */
  line = g_strdup_printf (_ ("%s: neither “account” nor a photo says what happened. Write it, or "
                             "name a photo with --photo. Nothing was filed."),
                          safe);
  ktg_terminal_complain (line);
  return FALSE;
}

/* What was understood is said back, even if something else was not. */
static gboolean
settle_times (KtgCli *cli, const char *path, KtgReport *report)
{
  KtgMoment now = cli->world->now ();
  g_autoptr (GPtrArray) times
      = ktg_typed_times_settle (ktg_library_get_pack (cli->library), report, &now);
  gboolean is_understood = TRUE;

  for (guint i = 0; i < times->len; i++)
    {
      const KtgTypedTime *time = g_ptr_array_index (times, i);

      is_understood &= time->fault == KTG_TIME_FAULT_NONE;
      ktg_cli_sentences_say_typed_time (path, time, NOTHING_FILED);
    }

  return is_understood;
}

/* A field that the form does not have may only be one that it does not have yet. */
static void
say_clock (const KtgPack *pack, const char *path, const KtgReport *report)
{
  g_autofree char *doubt = ktg_doubts_dup_clock (pack, report);
  g_autofree char *file = ktg_terminal_dup_safe (path);
  g_autofree char *line = g_strdup_printf ("%s: %s", file, doubt);

  if (doubt != NULL)
    ktg_terminal_complain (line);
}

static KtgReport *
read_report (KtgCli *cli, const char *path, const char *const *photo_paths)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (KtgReport) report = ktg_report_file_read (path, &error);

  if (report != NULL && !settle_times (cli, path, report))
    return NULL;

  if (report != NULL)
    say_clock (ktg_library_get_pack (cli->library), path, report);
  if (report != NULL && settle_form (ktg_library_get_pack (cli->library), report, &error))
    return says_what_happened (report, path, photo_paths) ? g_steal_pointer (&report) : NULL;

  sentence = ktg_cli_sentences_dup_report_error (path, error, NOTHING_FILED);
  ktg_terminal_complain (sentence);
  return NULL;
}

static char *
file_report (KtgCli *cli, KtgStore *store, const KtgReport *report, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgMoment  now = cli->world->now ();
  KtgReport *filed = ktg_report_copy (report);

  ktg_report_number_begin (cli->library, store, filed);
  now.has_server_offset = ktg_store_get_server_offset_ms (store, &now.server_offset_ms);
  ktg_store_file_report_async (store, NULL, filed, &now, ktg_await_done_cb, &await);

  return ktg_store_file_report_finish (store, ktg_await_result (&await), error);
}

/* What is suspected is filed as it was written, and what the law of its day says to it is told. */
static void
say_law (KtgCli *cli, const KtgReport *report)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_library_get_pack (cli->library), report);
  g_autofree char *change = ktg_law_words_dup_change (law);

  if (change != NULL)
    ktg_terminal_complain (change);

  for (guint i = 0; i < report->violations->len; i++)
    {
      const char      *code = g_ptr_array_index (report->violations, i);
      g_autofree char *safe = ktg_terminal_dup_safe (code);
      g_autofree char *notice = ktg_law_words_dup_notice (law, code);
      g_autofree char *line = g_strdup_printf ("%s: %s", safe, notice);

      if (notice != NULL)
        ktg_terminal_complain (line);
    }
}

/* A code that went or that no list has is filed as it was written, and told. */
static void
say_place (KtgCli *cli, const KtgReport *report)
{
  const char      *region = report->place_region != NULL ? report->place_region : "";
  g_autofree char *note
      = *region != '\0'
            ? ktg_region_words_dup_note (ktg_library_get_regions (cli->library),
                                         &ktg_library_get_pack (cli->library)->region_names,
                                         region)
            : NULL;
  g_autofree char *safe = note != NULL ? ktg_terminal_dup_safe (note) : NULL;

  if (safe != NULL)
    ktg_terminal_complain (safe);
}

/* An incomplete report goes; what the office will ask for is told. */
static void
say_missing (KtgCli *cli, const KtgReport *report)
{
  const KtgPack   *pack = ktg_library_get_pack (cli->library);
  KtgMoment        now = cli->world->now ();
  KtgInTime        in_time = ktg_report_clock_judge (pack, report, now.wall_us, now.utc_offset_s);
  KtgConditions    met = ktg_checklist_met (report, in_time);
  g_autofree char *missing = ktg_sentences_dup_missing (met);

  /* Translators: %s is a list of things */
  g_autofree char *line = g_strdup_printf (_ ("Still lacking, so that the office may ask for it or "
                                              "take the report as initial information only: %s"),
                                           missing);

  if (*missing != '\0')
    ktg_terminal_complain (line);
}

static KtgExit
say_filed (KtgCli *cli, KtgStore *store, const KtgReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = file_report (cli, store, report, &error);

  if (id == NULL)
    return ktg_cli_sentences_complain (error);

  ktg_open_profile_say_filed (store, id);
  say_law (cli, report);
  say_place (cli, report);
  say_missing (cli, report);
  return KTG_EXIT_DONE;
}

static KtgExit
store_report (KtgCli *cli, KtgReport *report, const char *const *paths)
{
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = ktg_open_profile (cli, &exit);

  if (store == NULL)
    return exit;

  exit = ktg_photo_files_import (cli, store, paths, report, NOTHING_FILED);
  if (exit == KTG_EXIT_DONE)
    exit = say_filed (cli, store, report);

  return ktg_close_profile (store, exit);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  static const char *const none[] = { NULL };
  g_auto (GStrv) photo_paths = NULL;
  g_auto (GStrv) words = NULL;
  GOptionEntry entries[] = {
    { "photo",
      0,
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &photo_paths,
      N_ ("A photo or document that is evidence; as often as there are"),
      N_ ("FILE") },
    { NULL },
  };
  g_autoptr (KtgReport) report = NULL;
  const char *const *paths = NULL;
  gboolean           has_photos = FALSE;

  if (!ktg_usage_parse (cli, &ktg_file_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  paths = photo_paths != NULL ? (const char *const *)photo_paths : none;
  report = read_report (cli, words[0], paths);
  has_photos = ktg_photo_files_check (paths, NOTHING_FILED);

  if (report == NULL || !has_photos)
    return KTG_EXIT_FAILED;

  return store_report (cli, report, paths);
}

const KtgCliVerb ktg_file_verb = {
  .name = "file",
  .words = "REPORT.json [--photo FILE]…",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("Files a report with its photos and prints its id. Needs no network."),
  .run = run,
  .changes = TRUE,
};
