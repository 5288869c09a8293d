/* lab-device.c - a device's profile, for the lab
 *
 * prepare FOLDER    a profile with a delivered report, one still owed, a draft, a file nobody names
 * run FLOW FOLDER   does one thing to it, and says each part of it once the store has said it
 * resume FLOW FOLDER   opens, verifies, compares with the words on standard input, and finishes
 * cut ...           judges what a power cut during a flow could have left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-news.h"
#include "lab-device-check.h"
#include "lab-device-words.h"
#include "power-cut.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TWO_DAYS_US (2 * 24 * G_TIME_SPAN_HOUR)
#define A_MONTH_LATER_US (KTG_DEVICE_NOW_US + 31 * 24 * G_TIME_SPAN_HOUR)
#define RECOVERY_MS 2000

/* Within reach of the shim. */
static void
use_pack_folder (KtgStoreDevice *device)
{
  g_autofree char *received = lab_dup_pack_folder (device);
  g_autoptr (KtgPackFolder) packs = ktg_pack_folder_new ("/nowhere", received);

  ktg_store_use_pack_folder (device->store, packs);
}

/* A profile that is opened, or was found not to open. At the first start of all, not even the
 * folder that it lies in is there: KTG_LAB_FIRST is the way to it. */
static KtgStoreDevice *
open_at (const char *folder, gint64 now_us, GError **error)
{
  static const guint8 seed[KTG_KEY_SEED_BYTES] = "the server this device knows";
  KtgStoreDevice     *device = g_new0 (KtgStoreDevice, 1);

  device->profile = g_build_filename (folder, g_getenv ("KTG_LAB_FIRST"), NULL);
  device->server = ktg_signing_key_new_from_seed (seed);
  ktg_store_device_open_at (device, now_us, error);
  if (device->store != NULL)
    use_pack_folder (device);
  return device;
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

/* On a failing disk closing may fail; nothing is said of it. */
static void
close_device (KtgStoreDevice *device)
{
  gboolean is_closed = device->store == NULL;

  if (device->store != NULL)
    ktg_store_close_async (device->store, closed_cb, &is_closed);
  while (!is_closed)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&device->store);
  ktg_signing_key_unref (device->server);
  g_free (device->profile);
  g_free (device);
}

/* What was said; on standard output too, unless somebody only listens. */
static GPtrArray *listener;

G_GNUC_PRINTF (1, 2)
static void
say (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list          arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (listener != NULL)
    g_ptr_array_add (listener, g_strchomp (g_steal_pointer (&line)));
  else if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (2);
}

/* --- the flows --- */

static gboolean
import (KtgStoreDevice *device, const char *name, GError **error)
{
  g_autofree char *text = lab_dup_file (name);
  g_autofree char *sha256 = ktg_store_device_import (device, text, error);

  if (sha256 == NULL)
    return FALSE;

  say ("file %s\n", sha256);
  return TRUE;
}

static gboolean
import_all (KtgStoreDevice *device, const char *const *names, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!import (device, names[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
save_draft (KtgStoreDevice *device, const char *id, guint version, GError **error)
{
  g_autoptr (KtgReport) report = lab_make_report (id, version, lab_get_names (id, version));
  g_autoptr (KtgDraft) draft = ktg_draft_new (id, report);

  if (!ktg_store_device_save_draft (device, draft, error))
    return FALSE;

  say ("draft %s %u\n", id, version);
  return TRUE;
}

static gboolean
file_report (KtgStoreDevice *device, const char *id, GError **error)
{
  g_autoptr (KtgReport) report = lab_make_report (id, 1, lab_get_names (id, 1));
  g_autofree char *filed = NULL;

  if (!import_all (device, lab_get_names (id, 1), error))
    return FALSE;

  filed = ktg_store_device_file (device, id, report, error);
  if (filed == NULL)
    return FALSE;

  say ("filed %s\n", filed);
  return TRUE;
}

static gboolean
amend_report (KtgStoreDevice *device, const char *id, GError **error)
{
  g_autoptr (KtgReport) report = lab_make_report (id, 2, lab_get_names (id, 2));
  g_autofree char *draft_id = lab_dup_amendment_id (id);
  g_autoptr (KtgDraft) draft = ktg_store_device_begin_amendment (device,
                                                                 draft_id,
                                                                 id,
                                                                 report,
                                                                 "Something was added",
                                                                 error);

  if (draft == NULL)
    return FALSE;

  say ("amending %s\n", id);
  if (!ktg_store_device_file_amendment (device, draft, error))
    return FALSE;

  say ("amended %s\n", id);
  return TRUE;
}

/* The server's word for everything this device owes: first the texts, then the files. */
static gboolean
receive (KtgStoreDevice *device, gboolean has_files, GError **error)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, error);
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgNews *news;

  if (owed == NULL)
    return FALSE;

  if (!has_files)
    g_ptr_array_set_size (owed->files, 0);
  receipt = ktg_store_device_new_receipt (device, owed);
  news = ktg_news_new ();
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (device->server, receipt));
  if (!ktg_store_device_apply (device, news, error))
    return FALSE;

  for (guint i = 0; i < owed->events->len; i++)
    say ("sent %s\n", ((KtgOwedEvent *)owed->events->pdata[i])->event_id);
  for (guint i = 0; i < owed->files->len; i++)
    say ("received %s\n", ((KtgOwedFile *)owed->files->pdata[i])->sha256);
  return TRUE;
}

static gboolean
enrol (KtgStoreDevice *device, GError **error)
{
  if (!ktg_store_device_enrol (device, error))
    return FALSE;

  say ("enrolled\n");
  return TRUE;
}

static gboolean
discard (KtgStoreDevice *device, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!ktg_store_device_discard_draft (device, LAB_DRAFT, &reason)
      && !g_error_matches (reason, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  say ("discarded %s\n", LAB_DRAFT);
  return TRUE;
}

/* The server says that another report has its number: nothing of this device's chain goes on. */
static gboolean
refuse (KtgStoreDevice *device, GError **error)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, error);
  KtgNews *news;

  if (owed == NULL)
    return FALSE;

  news = ktg_news_new ();
  for (guint i = 0; i < owed->events->len; i++)
    g_ptr_array_add (news->refused,
                     ktg_refusal_new (((KtgOwedEvent *)owed->events->pdata[i])->event_id,
                                      "urn:kentongan:problem:fork",
                                      "No"));
  return ktg_store_device_apply (device, news, error);
}

static gboolean
refile_report (KtgStoreDevice *device, GError **error)
{
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, LAB_OWED, error);
  g_autofree char *anew = NULL;

  if (held == NULL || (held->anew == NULL && !refuse (device, error)))
    return FALSE;

  anew = ktg_store_device_refile (device, LAB_OWED, error);
  if (anew == NULL)
    return FALSE;

  say ("anew %s %s\n", LAB_OWED, anew);
  return TRUE;
}

/* In its list. */
static void
add_of_another (KtgNews *news)
{
  g_autoptr (KtgSigningKey) author = ktg_signing_key_new ();
  const char *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Somebody else's.", evidence);
  g_autoptr (KtgEnvelope) filed = ktg_store_device_sign_report (author, LAB_OTHERS, report);

  ktg_test_news_add (news, 100, filed);
}

/* @life is the first one this device hears of, or one in which nothing of before stands. */
static gboolean
hear_of_life (KtgStoreDevice *device, const char *life, GError **error)
{
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup (life);
  if (g_str_equal (life, LAB_SECOND_LIFE))
    news->stands = ktg_store_device_sign_life (device, LAB_SECOND_LIFE, NULL, 0, 0);
  else
    add_of_another (news);
  return ktg_store_device_apply (device, news, error);
}

static gboolean
hear_of_lives (KtgStoreDevice *device, GError **error)
{
  g_autoptr (KtgOwed) owed = lab_load_owed (device, error);

  if (owed == NULL || (owed->life == NULL && !hear_of_life (device, LAB_FIRST_LIFE, error))
      || !hear_of_life (device, LAB_SECOND_LIFE, error))
    return FALSE;

  say ("again %s\n", LAB_DELIVERED);
  return TRUE;
}

static gboolean
tell_of_packs (KtgStoreDevice *device, KtgPackNotice *const *notices, GError **error)
{
  KtgNews *news = ktg_news_new ();

  news->packs = ktg_pack_list_new ();
  news->packs->shelf = g_strdup (LAB_SHELF);
  for (guint i = 0; notices[i] != NULL; i++)
    g_ptr_array_add (news->packs->packs, ktg_pack_notice_copy (notices[i]));
  if (!ktg_store_device_apply (device, news, error))
    return FALSE;

  say ("told %s\n", LAB_SHELF);
  return TRUE;
}

static gboolean
keep_pack (KtgStoreDevice *device, const KtgPackNotice *notice, GError **error)
{
  g_autoptr (GBytes) parcel = lab_dup_parcel (notice);
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (notice);

  if (!ktg_store_device_keep_pack (device, notice, parcel, error))
    return FALSE;

  say ("pack %s %s\n", file_name, notice->sha256);
  return TRUE;
}

/* What follows on what is here. */
static gboolean
bring_piece (KtgStoreDevice *device, const KtgPackNotice *notice, guint64 *n_here, GError **error)
{
  g_autoptr (GBytes) packed = lab_dup_packed (notice);
  g_autoptr (GBytes) bytes = NULL;
  guint64       n_packed = g_bytes_get_size (packed);
  KtgPackPiece *piece;

  if (!ktg_store_device_bring_pack (device, ktg_pack_piece_new (notice, 0, NULL), n_here, error))
    return FALSE;

  *n_here = MIN (*n_here, n_packed);
  bytes = g_bytes_new_from_bytes (packed, *n_here, MIN (n_packed / 3 + 1, n_packed - *n_here));
  piece = ktg_pack_piece_new (notice, *n_here, bytes);
  piece->is_last = *n_here + g_bytes_get_size (bytes) == n_packed;
  return ktg_store_device_bring_pack (device, piece, n_here, error);
}

static gboolean
bring_pack (KtgStoreDevice *device, const KtgPackNotice *notice, GError **error)
{
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (notice);
  guint64          n_here = 0;

  do
    {
      if (!bring_piece (device, notice, &n_here, error))
        {
          say ("thrown %s\n", file_name); /* which does not have to be so */
          return FALSE;
        }
      if (n_here > 0)
        say ("arrived %s %s %" G_GUINT64_FORMAT "\n", file_name, notice->sha256, n_here);
    }
  while (n_here > 0);

  say ("pack %s %s\n", file_name, notice->sha256);
  return TRUE;
}

/* The list, then what is lacking, and a correction of it, which comes in pieces. */
static gboolean
take_packs (KtgStoreDevice *device, GError **error)
{
  g_autoptr (KtgPackNotice) rules = lab_make_pack_notice ("2022-09-22");
  g_autoptr (KtgPackNotice) correction = lab_make_pack_notice ("2022-09-22.2");
  KtgPackNotice *const notices[] = { rules, correction, NULL };

  return tell_of_packs (device, notices, error) && keep_pack (device, rules, error)
         && bring_pack (device, correction, error);
}

static gboolean
promise (KtgStoreDevice *device, GError **error)
{
  KtgNews *news = ktg_news_new ();

  news->keep_days = 14;
  news->server_now_us = A_MONTH_LATER_US;
  return ktg_store_device_apply (device, news, error);
}

static gboolean
free_originals (KtgStoreDevice *device, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_free_originals_async (device->store,
                                  A_MONTH_LATER_US,
                                  ktg_store_device_answered_cb,
                                  &result);
  if (!ktg_store_free_originals_finish (device->store, ktg_store_device_wait_for (&result), error))
    return FALSE;

  say ("freed %s\n", LAB_DELIVERED);
  return TRUE;
}

static gboolean
begin_profile (KtgStoreDevice *device, GError **error)
{
  return enrol (device, error) && file_report (device, LAB_DELIVERED, error)
         && receive (device, FALSE, error) && receive (device, TRUE, error)
         && file_report (device, LAB_OWED, error) && save_draft (device, LAB_DRAFT, 1, error)
         && import (device, "nobody's", error);
}

/* A day's work in an order that the seed decides. What begins with 6 is filed, with 7 only drafted.
 */
static gboolean
do_piece (KtgStoreDevice *device, GRand *random, guint *n_filed, GError **error)
{
  gint32           piece = g_rand_int_range (random, 0, 6);
  guint            number = piece == 0 ? *n_filed : (guint)g_rand_int_range (random, 0, 3);
  g_autofree char *filed
      = g_strdup_printf ("6%07u-0000-4000-8000-000000000000", piece == 1 ? *n_filed - 1 : number);
  g_autofree char *drafted = g_strdup_printf ("7%07u-0000-4000-8000-000000000000", number);

  if (piece == 0)
    {
      (*n_filed)++;
      return file_report (device, filed, error);
    }
  if (piece == 1 && *n_filed > 0)
    return amend_report (device, filed, error);
  if (piece == 2)
    return receive (device, FALSE, error);
  if (piece == 3)
    return receive (device, TRUE, error);

  return save_draft (device, drafted, 1 + number, error);
}

static gboolean
work_a_day (KtgStoreDevice *device, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)atoi (g_getenv ("KTG_LAB_DAY")));
  guint n_filed = 0;

  for (guint i = 0; i < 14; i++)
    if (!do_piece (device, random, &n_filed, error))
      return FALSE;

  return TRUE;
}

static gboolean
do_flow (KtgStoreDevice *device, const char *flow, GError **error)
{
  if (g_str_equal (flow, "prepare"))
    return begin_profile (device, error);
  if (g_str_equal (flow, "first"))
    return enrol (device, error);
  if (g_str_equal (flow, "draft"))
    return save_draft (device, LAB_DRAFT, 2, error)
           && save_draft (device, LAB_FRESH_DRAFT, 1, error);
  if (g_str_equal (flow, "attach"))
    return import_all (device, lab_get_names (LAB_DRAFT, 3), error)
           && save_draft (device, LAB_DRAFT, 3, error);
  if (g_str_equal (flow, "file"))
    return file_report (device, LAB_FILED, error);
  if (g_str_equal (flow, "finish"))
    return save_draft (device, LAB_FRESH_DRAFT, 1, error) && file_report (device, LAB_DRAFT, error);
  if (g_str_equal (flow, "amend"))
    return amend_report (device, LAB_OWED, error);
  if (g_str_equal (flow, "receipt"))
    return receive (device, FALSE, error) && receive (device, TRUE, error);
  if (g_str_equal (flow, "refile"))
    return refile_report (device, error);
  if (g_str_equal (flow, "packs"))
    return take_packs (device, error);
  if (g_str_equal (flow, "lacks"))
    return hear_of_lives (device, error);
  if (g_str_equal (flow, "day"))
    return work_a_day (device, error);
  if (g_str_equal (flow, "purge"))
    return discard (device, error);
  if (g_str_equal (flow, "free"))
    return promise (device, error) && free_originals (device, error);

  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED, "no such flow: %s", flow);
  return FALSE;
}

static gboolean
run (const char *flow, const char *folder, GError **error)
{
  gint64          now_us = KTG_DEVICE_NOW_US + (g_str_equal (flow, "purge") ? TWO_DAYS_US : 0);
  KtgStoreDevice *device = open_at (folder, now_us, error);
  gboolean        is_done = device->store != NULL && do_flow (device, flow, error);

  close_device (device);
  return is_done;
}

/* --- what must hold --- */

static char *
check_sound (KtgStoreDevice *device)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (device, NULL);

  return problems->len > 0 ? g_strdup_printf ("verify: %s", (char *)problems->pdata[0]) : NULL;
}

static char *
check_open (KtgStoreDevice *device, GPtrArray *said, gint64 *recovery_ms)
{
  char   *problem = check_sound (device);
  clock_t begun = (clock_t)*recovery_ms;

  *recovery_ms = (clock () - begun) * 1000 / CLOCKS_PER_SEC;
  if (problem == NULL && *recovery_ms > RECOVERY_MS)
    return g_strdup_printf ("recovery took %d ms", (int)*recovery_ms);
  return problem != NULL ? problem : lab_check_words (device, said);
}

static char *
check (const char *folder, GPtrArray *said, gint64 *recovery_ms)
{
  g_autoptr (GError) error = NULL;
  KtgStoreDevice *device;
  char           *problem;

  *recovery_ms = clock ();
  device = open_at (folder, KTG_DEVICE_NOW_US, &error);
  problem = device->store == NULL ? g_strdup_printf ("open: %s", error->message)
                                  : check_open (device, said, recovery_ms);
  close_device (device);
  return problem;
}

static void
add_words_of_prepare (GPtrArray *said)
{
  g_ptr_array_add (said, g_strdup ("filed " LAB_DELIVERED));
  g_ptr_array_add (said, g_strdup ("filed " LAB_OWED));
  g_ptr_array_add (said, g_strdup ("enrolled"));
}

static char *
judge (const char *folder, GPtrArray *said)
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy (said, (GCopyFunc)g_strdup, NULL);
  gint64 recovery_ms;
  char  *problem;

  g_ptr_array_set_free_func (all, g_free);
  if (g_getenv ("KTG_LAB_FIRST") == NULL)
    add_words_of_prepare (all);
  problem = check (folder, all, &recovery_ms);
  return problem;
}

static GPtrArray *
read_said (void)
{
  GPtrArray *said = g_ptr_array_new_with_free_func (g_free);
  char       line[256];

  while (fgets (line, sizeof line, stdin) != NULL)
    g_ptr_array_add (said, g_strdup (g_strchomp (line)));
  return said;
}

/* Looks, does the flow again to its end, and looks again: what was said before and now must hold.
 * Prints "ok" and how long recovery took in milliseconds, or what is wrong. */
static int
resume (const char *flow, const char *folder)
{
  g_autoptr (GPtrArray) said = read_said ();
  g_autoptr (GError) error = NULL;
  gint64           recovery_ms, later_ms;
  g_autofree char *problem = check (folder, said, &recovery_ms);

  listener = said;
  if (problem == NULL && !run (flow, folder, &error))
    problem = g_strdup_printf ("again: %s", error->message);
  if (problem == NULL)
    problem = check (folder, said, &later_ms);
  printf ("%s %d\n", problem != NULL ? problem : "ok", (int)recovery_ms);
  return problem != NULL ? 1 : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_log_writer_default_set_use_stderr (TRUE);
  g_log ("lab-device", G_LOG_LEVEL_DEBUG, "begins"); /* as the programs do */
  setlocale (LC_ALL, ""); /* as the programs do, so that nothing has to be converted */
  if (!ktg_seal_init ())
    return 2;
  if (argc == 4 && g_str_equal (argv[1], "resume"))
    return resume (argv[2], argv[3]);
  if (argc > 4 && g_str_equal (argv[1], "cut"))
    return power_cut_main (argc - 1, argv + 1, judge);
  if (argc == 3 && g_str_equal (argv[1], "prepare"))
    run ("prepare", argv[2], &error);
  else if (argc == 4 && g_str_equal (argv[1], "run"))
    run (argv[2], argv[3], &error);
  else
    return 2;

  if (error == NULL)
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
