/* lab-device.c - a device's profile, for the lab
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prepare FOLDER    a profile with a delivered report, one still owed, a draft, a file nobody names
 * run FLOW FOLDER   does one thing to it, and says each part of it once the store has said it
 * resume FLOW FOLDER   opens, verifies, compares with the words on standard input, and finishes
 * cut ...           judges what a power cut during a flow could have left
 */

#include "power-cut.h"

#include <ktg-device.h>
#include <ktg-sha256.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DELIVERED "11111111-1111-4111-8111-111111111111"
#define OWED "22222222-2222-4222-8222-222222222222"
#define DRAFT "33333333-3333-4333-8333-333333333333"
#define FRESH_DRAFT "44444444-4444-4444-8444-444444444444"
#define FILED "55555555-5555-4555-8555-555555555555"
#define TWO_DAYS_US (2 * 24 * G_TIME_SPAN_HOUR)
#define RECOVERY_MS 2000
#define N_VERSIONS 4

/* A profile that is opened, or was found not to open. At the first start of all, not even the
 * folder that it lies in is there: KTG_LAB_FIRST is the way to it. */
static KtgDevice *
open_at (const char *folder, gint64 now_us, GError **error)
{
  static const guint8 seed[KTG_KEY_SEED_BYTES] = "the server this device knows";
  KtgDevice          *device = g_new0 (KtgDevice, 1);

  device->profile = g_build_filename (folder, g_getenv ("KTG_LAB_FIRST"), NULL);
  device->server = ktg_signing_key_new_from_seed (seed);
  ktg_device_open_at (device, now_us, error);
  return device;
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

/* On a failing disk closing may fail; nothing is said of it. */
static void
close_device (KtgDevice *device)
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

/* --- what is written, known by its name --- */

/* An original is longer than a sealed piece, a preview fits in one. */
static gsize
get_size (const char *name)
{
  return g_str_has_prefix (name, "preview") ? 3000 : 70000 + 7 * strlen (name);
}

/* The same name gives the same bytes. */
static char *
dup_file (const char *name)
{
  gsize   n_bytes = get_size (name);
  GRand  *random = g_rand_new_with_seed (g_str_hash (name));
  char   *text = g_malloc (n_bytes + 1);
  guint32 bits = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      bits = i % 4 == 0 ? g_rand_int (random) : bits >> 8;
      text[i] = (char)(bits | 1);
    }
  text[n_bytes] = '\0';
  g_rand_free (random);
  return text;
}

static char *
dup_hash (const char *name)
{
  static GHashTable *known = NULL;
  char              *hash;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  hash = g_hash_table_lookup (known, name);
  if (hash == NULL)
    {
      g_autofree char *text = dup_file (name);

      hash = ktg_sha256_of ((const guint8 *)text, strlen (text));
      g_hash_table_insert (known, g_strdup (name), hash);
    }

  return g_strdup (hash);
}

static KtgReport *
make_report (const char *id, guint version, const char *const *names)
{
  g_autoptr (GString) account = g_string_new (NULL);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func (g_free);
  KtgReport *report;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (account, "%s, version %u, line %u of what was seen. ", id, version, i);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (evidence, dup_hash (names[i]));
  g_ptr_array_add (evidence, NULL);
  report = ktg_device_new_report (account->str, (const char *const *)evidence->pdata);
  for (guint i = 0; i < report->evidence->len; i++)
    {
      KtgEvidence *file = report->evidence->pdata[i];

      file->size_bytes = get_size (names[2 * i]);
      file->preview_size_bytes = get_size (names[2 * i + 1]);
    }
  return report;
}

static const char *const no_names[] = { NULL };
static const char *const delivered_names[] = { "delivered", "preview delivered", NULL };
static const char *const owed_names[] = { "owed", "preview owed", NULL };
static const char *const attached_names[] = { "attached", "preview attached", NULL };
static const char *const filed_names[] = { "filed", "preview filed", NULL };

/* Every other report names two files of its own; a draft names none. */
static const char *const *
get_own_names (const char *id)
{
  static GHashTable *known = NULL;
  char             **names;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);

  names = g_hash_table_lookup (known, id);
  if (names == NULL)
    {
      names = g_new0 (char *, 3);
      names[0] = g_strconcat ("file of ", id, NULL);
      names[1] = g_strconcat ("preview of ", id, NULL);
      g_hash_table_insert (known, g_strdup (id), names);
    }

  return (const char *const *)names;
}

static const char *const *
get_names (const char *id, guint version)
{
  if (g_str_equal (id, DELIVERED))
    return delivered_names;
  if (g_str_equal (id, OWED))
    return owed_names;
  if (g_str_equal (id, FILED))
    return filed_names;
  if (g_str_equal (id, DRAFT) && version >= 3)
    return attached_names;
  if (g_str_has_prefix (id, "6"))
    return get_own_names (id);

  return no_names;
}

/* --- the flows --- */

static gboolean
import (KtgDevice *device, const char *name, GError **error)
{
  g_autofree char *text = dup_file (name);
  g_autofree char *sha256 = ktg_device_import (device, text, error);

  if (sha256 == NULL)
    return FALSE;

  say ("file %s\n", sha256);
  return TRUE;
}

static gboolean
import_all (KtgDevice *device, const char *const *names, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!import (device, names[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
save_draft (KtgDevice *device, const char *id, guint version, GError **error)
{
  g_autoptr (KtgReport) report = make_report (id, version, get_names (id, version));
  g_autoptr (KtgDraft) draft = ktg_draft_new (id, report);

  if (!ktg_device_save_draft (device, draft, error))
    return FALSE;

  say ("draft %s %u\n", id, version);
  return TRUE;
}

static gboolean
file_report (KtgDevice *device, const char *id, GError **error)
{
  g_autoptr (KtgReport) report = make_report (id, 1, get_names (id, 1));
  g_autofree char *filed = NULL;

  if (!import_all (device, get_names (id, 1), error))
    return FALSE;

  filed = ktg_device_file (device, id, report, error);
  if (filed == NULL)
    return FALSE;

  say ("filed %s\n", filed);
  return TRUE;
}

static gboolean
amend_report (KtgDevice *device, const char *id, GError **error)
{
  g_autoptr (KtgReport) report = make_report (id, 2, get_names (id, 2));

  if (!ktg_device_amend (device, id, report, error))
    return FALSE;

  say ("amended %s\n", id);
  return TRUE;
}

static void
owed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static KtgOwed *
load_owed (KtgDevice *device, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_load_owed_async (device->store, NULL, owed_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ktg_store_load_owed_finish (device->store, result, error);
}

/* The server's word for everything this device owes: first the texts, then the files. */
static gboolean
receive (KtgDevice *device, gboolean has_files, GError **error)
{
  g_autoptr (KtgOwed) owed = load_owed (device, error);
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgNews *news;

  if (owed == NULL)
    return FALSE;

  if (!has_files)
    g_ptr_array_set_size (owed->files, 0);
  receipt = ktg_device_new_receipt (device, owed);
  news = ktg_news_new ();
  g_ptr_array_add (news->receipts, ktg_device_sign_receipt (device->server, receipt));
  if (!ktg_device_apply (device, news, error))
    return FALSE;

  for (guint i = 0; i < owed->events->len; i++)
    say ("sent %s\n", ((KtgOwedEvent *)owed->events->pdata[i])->event_id);
  for (guint i = 0; i < owed->files->len; i++)
    say ("received %s\n", ((KtgOwedFile *)owed->files->pdata[i])->sha256);
  return TRUE;
}

static gboolean
enrol (KtgDevice *device, GError **error)
{
  if (!ktg_device_enrol (device, error))
    return FALSE;

  say ("enrolled\n");
  return TRUE;
}

static gboolean
discard (KtgDevice *device, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!ktg_device_discard_draft (device, DRAFT, &reason)
      && !g_error_matches (reason, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  say ("discarded %s\n", DRAFT);
  return TRUE;
}

static gboolean
begin_profile (KtgDevice *device, GError **error)
{
  return enrol (device, error) && file_report (device, DELIVERED, error)
         && receive (device, FALSE, error) && receive (device, TRUE, error)
         && file_report (device, OWED, error) && save_draft (device, DRAFT, 1, error)
         && import (device, "nobody's", error);
}

/* A day's work in an order that the seed decides. What begins with 6 is filed, with 7 only drafted.
 */
static gboolean
do_piece (KtgDevice *device, GRand *random, guint *n_filed, GError **error)
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
work_a_day (KtgDevice *device, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)atoi (g_getenv ("KTG_LAB_DAY")));
  guint n_filed = 0;

  for (guint i = 0; i < 14; i++)
    if (!do_piece (device, random, &n_filed, error))
      return FALSE;

  return TRUE;
}

static gboolean
do_flow (KtgDevice *device, const char *flow, GError **error)
{
  if (g_str_equal (flow, "prepare"))
    return begin_profile (device, error);
  if (g_str_equal (flow, "first"))
    return enrol (device, error);
  if (g_str_equal (flow, "draft"))
    return save_draft (device, DRAFT, 2, error) && save_draft (device, FRESH_DRAFT, 1, error);
  if (g_str_equal (flow, "attach"))
    return import_all (device, attached_names, error) && save_draft (device, DRAFT, 3, error);
  if (g_str_equal (flow, "file"))
    return file_report (device, FILED, error);
  if (g_str_equal (flow, "amend"))
    return amend_report (device, OWED, error);
  if (g_str_equal (flow, "receipt"))
    return receive (device, FALSE, error) && receive (device, TRUE, error);
  if (g_str_equal (flow, "day"))
    return work_a_day (device, error);
  if (g_str_equal (flow, "purge"))
    return discard (device, error);

  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED, "no such flow: %s", flow);
  return FALSE;
}

static gboolean
run (const char *flow, const char *folder, GError **error)
{
  gint64     now_us = KTG_DEVICE_NOW_US + (g_str_equal (flow, "purge") ? TWO_DAYS_US : 0);
  KtgDevice *device = open_at (folder, now_us, error);
  gboolean   is_done = device->store != NULL && do_flow (device, flow, error);

  close_device (device);
  return is_done;
}

/* --- what must hold --- */

static char *
check_file (KtgDevice *device, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ktg_device_read (device, sha256, 0, &error);
  g_autofree char *found = bytes != NULL ? ktg_sha256_of_bytes (bytes) : NULL;

  if (g_strcmp0 (found, sha256) == 0)
    return NULL;
  return g_strdup_printf ("file %s: %s", sha256, error != NULL ? error->message : "other bytes");
}

static gboolean
is_version (const KtgReport *report, const char *id, guint version)
{
  g_autoptr (KtgReport) expected = make_report (id, version, get_names (id, version));

  g_free (expected->filed);
  expected->filed = g_strdup (report->filed);
  return ktg_report_equal (report, expected);
}

/* That version or a later one: what was not said may be there all the same. */
static char *
check_draft (KtgDevice *device, const char *id, guint version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = ktg_device_load_draft (device, id, &error);

  for (guint i = version; draft != NULL && i <= N_VERSIONS; i++)
    if (is_version (ktg_draft_get_report (draft), id, i))
      return NULL;

  return g_strdup_printf ("draft %s %u: %s",
                          id,
                          version,
                          error != NULL ? error->message : "other words");
}

static guint
count_versions (KtgHistory *history, const char *id, guint version)
{
  guint n_found = 0;

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgEvent *event = ktg_history_get_entry (history, i)->event;

      if (event->report != NULL && is_version (event->report, id, version))
        n_found++;
    }

  return n_found;
}

static char *
check_filed (KtgDevice *device, const char *id, guint version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_device_load (device, id, &error);

  if (held == NULL)
    return g_strdup_printf ("report %s: %s", id, error->message);
  if (count_versions (held->history, id, version) != 1)
    return g_strdup_printf ("report %s: version %u is not there once", id, version);

  for (guint i = 0; get_names (id, 1)[i] != NULL; i++)
    {
      g_autofree char *sha256 = dup_hash (get_names (id, 1)[i]);
      char            *problem = check_file (device, sha256);

      if (problem != NULL)
        return problem;
    }

  return NULL;
}

static char *
check_sent (KtgDevice *device, const char *event_id)
{
  g_autoptr (KtgOwed) owed = load_owed (device, NULL);

  for (guint i = 0; owed == NULL || i < owed->events->len; i++)
    if (owed == NULL
        || g_strcmp0 (((KtgOwedEvent *)owed->events->pdata[i])->event_id, event_id) == 0)
      return g_strdup_printf ("event %s: its receipt is forgotten", event_id);

  return NULL;
}

static char *
check_received (KtgDevice *device, const char *sha256)
{
  g_autoptr (KtgOwed) owed = load_owed (device, NULL);

  for (guint i = 0; owed == NULL || i < owed->files->len; i++)
    if (owed == NULL || g_strcmp0 (((KtgOwedFile *)owed->files->pdata[i])->sha256, sha256) == 0)
      return g_strdup_printf ("file %s: its receipt is forgotten", sha256);

  return NULL;
}

static char *
check_discarded (KtgDevice *device, const char *id)
{
  g_autoptr (KtgDraft) draft = ktg_device_load_draft (device, id, NULL);

  return draft != NULL ? g_strdup_printf ("draft %s is back", id) : NULL;
}

static char *
check_word (KtgDevice *device, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (g_str_equal (words[0], "enrolled"))
    return ktg_store_get_account (device->store) != NULL ? NULL
                                                         : g_strdup ("the enrolment is lost");
  if (g_str_equal (words[0], "file"))
    return check_file (device, words[1]);
  if (g_str_equal (words[0], "draft"))
    return check_draft (device, words[1], (guint)atoi (words[2]));
  if (g_str_equal (words[0], "filed"))
    return check_filed (device, words[1], 1);
  if (g_str_equal (words[0], "amended"))
    return check_filed (device, words[1], 2);
  if (g_str_equal (words[0], "sent"))
    return check_sent (device, words[1]);
  if (g_str_equal (words[0], "received"))
    return check_received (device, words[1]);
  if (g_str_equal (words[0], "discarded"))
    return check_discarded (device, words[1]);

  return g_strdup_printf ("what does \"%s\" mean?", line);
}

/* A draft that was filed is a draft no more, nor one that was discarded. */
static gboolean
is_overtaken (const char *line, GPtrArray *said)
{
  for (guint i = 0; g_str_has_prefix (line, "draft ") && i < said->len; i++)
    if (g_str_has_prefix (said->pdata[i], "discarded ")
        && strncmp (line + 6, (char *)said->pdata[i] + 10, 36) == 0)
      return TRUE;

  return FALSE;
}

/* A report counts once in the list, and nothing stands there that nobody wrote. */
static char *
check_list (KtgDevice *device)
{
  static const char *const known[] = { DELIVERED, OWED, DRAFT, FRESH_DRAFT, FILED, NULL };
  GListModel              *list = ktg_store_get_summaries (device->store);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (list, i);
      const char *id = ktg_summary_get (summary)->id;

      if ((!g_strv_contains (known, id) && *id != '6' && *id != '7')
          || !g_hash_table_add (seen, g_strdup (id)))
        return g_strdup_printf ("%s stands in the list and should not, or twice", id);
    }

  return NULL;
}

static char *
check_sound (KtgDevice *device)
{
  g_autoptr (GPtrArray) problems = ktg_device_verify (device, NULL);

  return problems->len > 0 ? g_strdup_printf ("verify: %s", (char *)problems->pdata[0]) : NULL;
}

static char *
check_open (KtgDevice *device, GPtrArray *said, gint64 *recovery_ms)
{
  char   *problem = check_sound (device);
  clock_t begun = (clock_t)*recovery_ms;

  *recovery_ms = (clock () - begun) * 1000 / CLOCKS_PER_SEC;
  if (problem == NULL && *recovery_ms > RECOVERY_MS)
    return g_strdup_printf ("recovery took %d ms", (int)*recovery_ms);
  if (problem == NULL)
    problem = check_list (device);
  for (guint i = 0; problem == NULL && i < said->len; i++)
    if (!is_overtaken (said->pdata[i], said))
      problem = check_word (device, said->pdata[i]);
  return problem;
}

static char *
check (const char *folder, GPtrArray *said, gint64 *recovery_ms)
{
  g_autoptr (GError) error = NULL;
  KtgDevice *device;
  char      *problem;

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
  g_ptr_array_add (said, g_strdup ("filed " DELIVERED));
  g_ptr_array_add (said, g_strdup ("filed " OWED));
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
