/* ktg-amend-verb.c - ktg amend: a new version of what was filed
 *
 * What is named takes the place of what stood there; all else, and all evidence, stays. The earlier
 * version is kept and can be read.
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
#include <ktg-envelope.h>
#include <ktg-form-check.h>
#include <ktg-report-json.h>
#include <ktg-report-law.h>
#include <ktg-typed-times.h>

#define NOTHING_CHANGED N_ ("Nothing was changed.")

/* What the call names. */
typedef struct
{
  const char        *path;   /* NULL: only photos */
  GBytes            *change; /* what stands there */
  const char *const *photos;
  const char        *reason; /* NULL: none was given */
} Amendment;

static gboolean
complain_of_file (const Amendment *self, const GError *error)
{
  g_autofree char *sentence
      = ktg_cli_sentences_dup_report_error (self->path, error, NOTHING_CHANGED);

  ktg_terminal_complain (sentence);
  return FALSE;
}

static KtgReport *
load_version (KtgStore *store, const char *id, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgReportHeld) held = NULL;

  ktg_store_load_report_async (store, id, NULL, ktg_await_done_cb, &await);
  held = ktg_store_load_report_finish (store, ktg_await_result (&await), error);
  return held != NULL ? ktg_report_copy (ktg_history_get_report (held->history)) : NULL;
}

static gboolean
change (const Amendment *self, KtgReport *version)
{
  g_autoptr (GError) error = NULL;

  return ktg_report_json_change (self->change, version, &error) || complain_of_file (self, error);
}

/* What is not understood is said, and nothing is changed. */
static gboolean
settle (KtgCli *cli, const Amendment *self, KtgReport *version)
{
  const KtgPack *pack = ktg_library_get_pack (cli->library);
  KtgMoment      now = cli->world->now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) times = ktg_typed_times_settle (pack, version, &now);
  gboolean is_understood = TRUE;

  for (guint i = 0; i < times->len; i++)
    {
      const KtgTypedTime *time = g_ptr_array_index (times, i);

      is_understood &= time->fault == KTG_TIME_FAULT_NONE;
      ktg_cli_sentences_say_typed_time (self->path, time, NOTHING_CHANGED);
    }

  if (is_understood && !ktg_form_check_settle (pack, version, &error))
    return complain_of_file (self, error);

  return is_understood;
}

static const char *
get_reason (const Amendment *self)
{
  return self->reason != NULL ? self->reason : self->change == NULL ? _ ("evidence added") : "";
}

static KtgExit
keep (KtgCli *cli, KtgStore *store, const Amendment *self, const char *id, KtgReport *version)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  KtgMoment now = cli->world->now ();

  now.has_server_offset = ktg_store_get_server_offset_ms (store, &now.server_offset_ms);
  ktg_store_amend_report_async (store,
                                id,
                                version,
                                get_reason (self),
                                &now,
                                ktg_await_done_cb,
                                &await);

  if (!ktg_store_amend_report_finish (store, ktg_await_result (&await), &error))
    return ktg_cli_sentences_complain (error);

  ktg_terminal_say (id);
  return KTG_EXIT_DONE;
}

static KtgExit
amend (KtgCli *cli, KtgStore *store, const Amendment *self, const char *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) version = NULL;
  KtgSummary      *found = ktg_open_profile_find (store, given);
  g_autofree char *id = found != NULL ? g_strdup (ktg_summary_get (found)->id) : NULL;
  KtgExit          exit = KTG_EXIT_DONE;

  if (id == NULL)
    return KTG_EXIT_FAILED;

  version = load_version (store, id, &error);
  if (version == NULL)
    return ktg_cli_sentences_complain (error);

  if (self->change != NULL && !(change (self, version) && settle (cli, self, version)))
    return KTG_EXIT_FAILED;

  exit = ktg_photo_files_import (cli, store, self->photos, version, NOTHING_CHANGED);
  return exit == KTG_EXIT_DONE ? keep (cli, store, self, id, version) : exit;
}

/* Put into a report that says nothing, so that a slip is told before the profile is opened. */
static gboolean
read_change (Amendment *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) nothing = ktg_report_new ();
  gboolean has_photos = ktg_photo_files_check (self->photos, NOTHING_CHANGED);

  if (self->path == NULL)
    return has_photos;

  self->change = ktg_report_file_load (self->path, KTG_EVENT_MAX_BYTES, &error);
  if (self->change == NULL)
    return complain_of_file (self, error);

  return change (self, nothing) && has_photos;
}

static KtgExit
work (KtgCli *cli, Amendment *self, const char *given)
{
  KtgExit   exit = KTG_EXIT_FAILED;
  KtgStore *store = read_change (self) ? ktg_open_profile (cli, &exit) : NULL;

  if (store != NULL)
    exit = ktg_close_profile (store, amend (cli, store, self, given));

  g_clear_pointer (&self->change, g_bytes_unref);
  return exit;
}

/* Words are not changed without a reason; that evidence was added is one by itself. */
static gboolean
check_reason (const char *reason, gboolean changes_words)
{
  g_autofree char *bare = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (*bare != '\0' ? g_utf8_validate (bare, -1, NULL) : reason == NULL && !changes_words)
    return TRUE;

  ktg_terminal_complain (_ ("Say why with --reason, in words of UTF-8 text. Nothing was changed."));
  return FALSE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  static const char *const none[] = { NULL };
  g_auto (GStrv) photo_paths = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *reason = NULL;
  GOptionEntry     entries[] = {
        { "photo",
          0,
          0,
          G_OPTION_ARG_FILENAME_ARRAY,
          &photo_paths,
          N_ ("A photo or document that is evidence; as often as there are"),
          N_ ("FILE") },
        { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why it is changed"), N_ ("TEXT") },
        { NULL },
  };
  Amendment self = { 0 };

  if (!ktg_usage_parse (cli, &ktg_amend_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;
  if (!check_reason (reason, words[1] != NULL || photo_paths == NULL))
    return KTG_EXIT_USAGE;

  self.path = words[1];
  self.photos = photo_paths != NULL ? (const char *const *)photo_paths : none;
  self.reason = reason;
  return work (cli, &self, words[0]);
}

const KtgCliVerb ktg_amend_verb = {
  .name = "amend",
  .words = "ID [REPORT.json] [--photo FILE]… [--reason TEXT]",
  .n_min = 1,
  .n_max = 2,
  .summary = N_ ("Files a new version of a report, or adds evidence; the earlier one stays."),
  .run = run,
  .changes = TRUE,
};
