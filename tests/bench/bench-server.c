/* bench-server.c - the server beside what SQLite and the disk can do at best
 *
 * Usage: bench-server SERVER [SECONDS] [SCENE]   (the program; seconds a figure; reports, batches,
 * photos or memory alone)
 *        bench-server SERVER SECONDS list FOLDER   (a data folder with reports, which is used up)
 *
 * Prints one JSON object a line. Everything is signed beforehand; the load and the server share the
 * machine, so what counts is the ratio within one run, beside the flush's own time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-limit.h"
#include "ktg-load.h"

#include <ktg-enrol-json.h>
#include <ktg-event-json.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-device.h>

#include <ftw.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define REPORT_BYTES 4000
#define PHOTO_BYTES 1000000
#define PHOTO_OWN_BYTES 32
#define SQLITE_ROWS 1000
#define DISK_THREADS 16

typedef struct
{
  const char  *program;
  char        *folder;
  GSubprocess *process;
  guint        port;
  char        *server_key;
} Server;

static double seconds = 3;

/* --- what is left over --- */

/* Folders that are done with. For some minutes ext4 passes over the inode of each file that was
 * removed, one by one, whenever it makes a file: so all are removed at the end, lest one figure
 * pays for the one before. */
static GPtrArray *left_over;

static int
remove_entry (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

/* Takes @folder. */
static void
remove_at_the_end (char *folder)
{
  if (left_over == NULL)
    left_over = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (left_over, folder);
}

static void
remove_left_over (void)
{
  for (guint i = 0; left_over != NULL && i < left_over->len; i++)
    nftw (g_ptr_array_index (left_over, i), remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_clear_pointer (&left_over, g_ptr_array_unref);
}

/* --- the server, another process --- */

static void
learn_key (Server *self)
{
  g_autofree char *path = g_build_filename (self->folder, "server.key", NULL);
  g_autofree char *seed = NULL;
  g_autoptr (KtgSigningKey) key = NULL;

  g_assert (g_file_get_contents (path, &seed, NULL, NULL));
  key = ktg_signing_key_new_from_seed ((const guint8 *)seed);
  self->server_key = g_strdup (ktg_signing_key_get_public (key));
}

static void
server_start_in (Server *self, const char *program, char *folder)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  self->program = program;
  self->folder = folder;
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error,
                                    program,
                                    "--data",
                                    self->folder,
                                    "serve",
                                    "--listen",
                                    "127.0.0.1:0",
                                    NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert (line != NULL && strstr (line, "listening on") != NULL);
  self->port = (guint)g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
  learn_key (self);
}

static void
server_start (Server *self, const char *program)
{
  server_start_in (self, program, g_dir_make_tmp ("ktg-bench-XXXXXX", NULL));
}

static void
server_stop (Server *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  remove_at_the_end (g_steal_pointer (&self->folder));
  g_clear_pointer (&self->server_key, g_free);
}

static guint64
get_peak_rss_bytes (Server *self)
{
  g_autofree char *path
      = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (self->process));
  g_autofree char *status = NULL;

  g_assert (g_file_get_contents (path, &status, NULL, NULL));
  return g_ascii_strtoull (strstr (status, "VmHWM:") + 6, NULL, 10) * 1024;
}

/* User and system time so far, in seconds. */
static double
get_cpu_s (Server *self)
{
  g_autofree char *path
      = g_strdup_printf ("/proc/%s/stat", g_subprocess_get_identifier (self->process));
  g_autofree char *stat = NULL;
  g_auto (GStrv) fields = NULL;

  g_assert (g_file_get_contents (path, &stat, NULL, NULL));
  fields = g_strsplit (strrchr (stat, ')') + 2, " ", -1);
  return (g_ascii_strtod (fields[11], NULL) + g_ascii_strtod (fields[12], NULL))
         / (double)sysconf (_SC_CLK_TCK);
}

/* Runs a verb of the server beside the one that serves. */
static char *
server_ask (Server *self, const char *verb, const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      &error,
                                                      self->program,
                                                      "--data",
                                                      self->folder,
                                                      verb,
                                                      option,
                                                      NULL);
  char *answer = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &answer, NULL, NULL);
  g_assert (g_subprocess_get_successful (process));

  return answer;
}

/* How often the server's own list says this. */
static guint
server_count (Server *self, const char *words)
{
  g_autofree char *list = server_ask (self, "list", "--json");
  g_auto (GStrv) parts = g_strsplit (list, words, -1);

  return g_strv_length (parts) - 1;
}

static KtgTestDevice *
server_new_device (Server *self)
{
  KtgTestDevice   *device = ktg_test_device_new (self->port);
  g_autofree char *code = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      NULL,
                                                      self->program,
                                                      "--data",
                                                      self->folder,
                                                      "code",
                                                      "--name",
                                                      "Siti",
                                                      "--role",
                                                      "officer",
                                                      "--region",
                                                      "34.71.04",
                                                      NULL);
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgAccount) account = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &code, NULL, NULL);
  device->server_key = g_strdup (self->server_key);
  reply = ktg_test_device_enrol (device, g_strchomp (code));
  g_assert (reply->status == 200);
  account = ktg_account_json_parse (reply->content, NULL);
  if (device->server_key == NULL)
    device->server_key = g_strdup (account->server_key);
  return device;
}

static GPtrArray *
server_new_devices (Server *self, guint n)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_test_device_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (devices, server_new_device (self));

  return devices;
}

/* --- what is sent --- */

static KtgEnvelope *
make_report (KtgTestDevice *device, GPtrArray *evidence)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();
  KtgReport *report = ktg_report_new ();

  event->kind = KTG_EVENT_FILED;
  event->type = g_strdup ("report.filed");
  event->report_id = ktg_random_dup_uuid ();
  event->report = report;
  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71.04.1002");
  report->known = g_strdup ("2024-11-12");
  report->filed = g_strdup ("2024-11-12T20:31:07+07:00");
  report->account = g_strnfill (evidence != NULL ? 200 : REPORT_BYTES - 430, 'a');
  for (gsize i = 7; report->account[i] != '\0'; i += 8)
    report->account[i] = ' ';
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    g_ptr_array_add (report->evidence, ktg_evidence_copy (g_ptr_array_index (evidence, i)));

  return ktg_test_device_sign (device, event);
}

static KtgLoadRequest *
make_exchange (KtgTestDevice *device, guint n_events)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  KtgTestRequest request = { .headers = "Content-Type: application/json\r\n" };

  for (guint i = 0; i < n_events; i++)
    g_ptr_array_add (message->events, make_report (device, NULL));
  request.body = ktg_exchange_request_write (message);

  return ktg_load_request_new (ktg_test_device_write_head (device,
                                                           "POST",
                                                           "/v1/exchange",
                                                           &request),
                               request.body,
                               NULL);
}

static GPtrArray *
make_exchanges (GPtrArray *devices, guint n, guint n_events)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_load_request_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (requests,
                     make_exchange (g_ptr_array_index (devices, i % devices->len), n_events));

  return requests;
}

/* Photos share all but their first bytes. */
static KtgLoadRequest *
make_photo (KtgTestDevice *device, GBytes *tail, KtgEvidence **evidence)
{
  g_autofree guint8 *own = g_malloc (PHOTO_OWN_BYTES);
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree char *head = NULL;
  g_autofree char *path = NULL;
  KtgTestRequest   request = { 0 };

  ktg_random_fill (own, PHOTO_OWN_BYTES);
  ktg_sha256_update (hash, own, PHOTO_OWN_BYTES);
  ktg_sha256_update (hash, g_bytes_get_data (tail, NULL), g_bytes_get_size (tail));
  *evidence = ktg_test_evidence_new (tail, NULL);
  g_free ((*evidence)->sha256);
  (*evidence)->sha256 = ktg_sha256_dup_hex (hash);
  (*evidence)->size_bytes = PHOTO_BYTES;

  path = g_strconcat ("/v1/files/", (*evidence)->sha256, NULL);
  request.headers = "Content-Type: application/partial-upload\r\nUpload-Offset: 0\r\n"
                    "Upload-Complete: ?1\r\nContent-Length: " G_STRINGIFY (PHOTO_BYTES) "\r\n";
  return ktg_load_request_new (ktg_test_device_write_head (device, "PATCH", path, &request),
                               g_bytes_new (own, PHOTO_OWN_BYTES),
                               g_bytes_ref (tail));
}

/* Files one report of a device with the photos it is going to send. */
static void
announce (KtgTestDevice *device, GPtrArray *evidence)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgTestReply) reply = NULL;

  g_ptr_array_add (events, make_report (device, evidence));
  reply = ktg_test_device_exchange_raw (device, events, NULL);
  g_assert (reply->status == 200);
}

static GPtrArray *
make_photos (GPtrArray *devices, guint n)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_load_request_free);
  g_autofree guint8 *bytes = g_malloc (PHOTO_BYTES);
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GPtrArray) of_devices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  ktg_random_fill (bytes, PHOTO_BYTES);
  tail = g_bytes_new (bytes, PHOTO_BYTES - PHOTO_OWN_BYTES);
  for (guint i = 0; i < devices->len; i++)
    g_ptr_array_add (of_devices,
                     g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free));

  for (guint i = 0; i < n; i++)
    {
      KtgEvidence *evidence = NULL;

      g_ptr_array_add (requests,
                       make_photo (g_ptr_array_index (devices, i % devices->len), tail, &evidence));
      g_ptr_array_add (g_ptr_array_index (of_devices, i % devices->len), evidence);
    }
  for (guint i = 0; i < devices->len; i++)
    announce (g_ptr_array_index (devices, i), g_ptr_array_index (of_devices, i));

  return requests;
}

/* --- scenes --- */

/* What is measured, beside which limit. */
typedef struct
{
  const char *what;
  guint       n_connections;
  guint       per_answer;
  const char *held; /* stands in the server's list once for each that it holds */
  double      limit;
} Scene;

static void
print_result (const Scene         *scene,
              const KtgLoadResult *result,
              double               cpu_s,
              guint                n_held,
              guint64              rss_bytes)
{
  double rate = result->n_answered * scene->per_answer / result->seconds;
  double cpu_us = cpu_s * 1e6 / MAX (result->n_answered * scene->per_answer, 1);

  printf ("{\"what\":\"%s\",\"connections\":%u,\"per_s\":%.0f,\"limit_per_s\":%.0f,\"ratio\":%.3f,"
          "\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"p99_ms\":%.1f,\"max_ms\":%.1f,\"refused\":%u,"
          "\"answered\":%u,\"held\":%u,\"seconds\":%.2f,\"server_cpu_us\":%.0f,"
          "\"peak_rss_mb\":%.1f}\n",
          scene->what,
          scene->n_connections,
          rate,
          scene->limit,
          scene->limit > 0 ? rate / scene->limit : 0,
          result->p50_ms,
          result->p95_ms,
          result->p99_ms,
          result->max_ms,
          result->n_refused,
          result->n_answered * scene->per_answer,
          n_held,
          result->seconds,
          cpu_us,
          rss_bytes / 1e6);
  fflush (stdout);
}

static void
run_scene (const Scene *scene, Server *server, GPtrArray *requests)
{
  KtgLoadResult result;
  double        cpu_s = get_cpu_s (server);
  guint64       rss_bytes;

  ktg_load_run (server->port, scene->n_connections, requests, seconds, &result);
  cpu_s = get_cpu_s (server) - cpu_s;
  rss_bytes = get_peak_rss_bytes (server);
  print_result (scene, &result, cpu_s, server_count (server, scene->held), rss_bytes);
  g_clear_pointer (&result.last_answer, g_bytes_unref);
}

static void
bench_exchanges (const char *program, guint n_events, double limit)
{
  const char *what = n_events == 1 ? "reports, one an exchange" : "reports, eight an exchange";
  const Scene scene = { what, 64, n_events, "\"report\"", limit };
  Server      server = { 0 };
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  server_start (&server, program);
  devices = server_new_devices (&server, 64);
  requests = make_exchanges (devices, (guint)(seconds * 10000 / n_events), n_events);
  run_scene (&scene, &server, requests);
  server_stop (&server);
}

static void
bench_photos (const char *program, guint n_connections, double limit)
{
  const Scene scene = { "photos of 1 MB", n_connections, 1, "\"complete\": true", limit };
  Server      server = { 0 };
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  server_start (&server, program);
  devices = server_new_devices (&server, MIN (n_connections, 64));
  requests = make_photos (devices, (guint)(seconds * 1000));
  run_scene (&scene, &server, requests);
  server_stop (&server);
}

/* --- a device beside an administrator who lists --- */

typedef struct
{
  Server *server;
  gint    is_over; /* atomic */
  guint   n_lists;
  double  seconds;
} Lister;

/* One after the other, each read to its end. */
static gpointer
list_again (gpointer data)
{
  Lister *self = data;
  gint64  started_us = g_get_monotonic_time ();

  do
    {
      g_free (server_ask (self->server, "list", "--json"));
      self->n_lists++;
    }
  while (!g_atomic_int_get (&self->is_over));
  self->seconds = (double)(g_get_monotonic_time () - started_us) / 1e6;

  return NULL;
}

static void
load_beside_lists (Server *server, GPtrArray *requests, KtgLoadResult *result, Lister *lister)
{
  g_autoptr (GThread) thread = NULL;

  *lister = (Lister){ .server = server };
  thread = g_thread_new ("list", list_again, lister);
  ktg_load_run (server->port, 1, requests, seconds, result);
  g_atomic_int_set (&lister->is_over, 1);
  g_thread_join (g_steal_pointer (&thread));
}

/* Reports, one a request, each answered before the next is sent: in turn from so many devices that
 * none asks more often than it may. */
static void
bench_list (const char *program, const char *folder)
{
  Server        server = { 0 };
  Lister        lister;
  KtgLoadResult alone;
  KtgLoadResult beside;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) then = NULL;

  server_start_in (&server, program, g_strdup (folder));
  devices = server_new_devices (&server, 16);
  first = make_exchanges (devices, (guint)(seconds * 4000), 1);
  ktg_load_run (server.port, 1, first, seconds, &alone);
  then = make_exchanges (devices, (guint)(seconds * 4000), 1);
  load_beside_lists (&server, then, &beside, &lister);

  printf ("{\"what\":\"list\",\"listed\":%u,\"held\":%u,\"lists\":%u,\"list_s\":%.2f,"
          "\"alone_p95_ms\":%.2f,\"p95_ms\":%.2f,\"alone_per_s\":%.0f,\"per_s\":%.0f,"
          "\"max_ms\":%.1f,\"refused\":%u,\"peak_rss_mb\":%.1f}\n",
          server_count (&server, "\"report\""),
          alone.n_answered + beside.n_answered,
          lister.n_lists,
          lister.seconds / lister.n_lists,
          alone.p95_ms,
          beside.p95_ms,
          alone.n_answered / alone.seconds,
          beside.n_answered / beside.seconds,
          beside.max_ms,
          alone.n_refused + beside.n_refused,
          get_peak_rss_bytes (&server) / 1e6);
  g_clear_pointer (&alone.last_answer, g_bytes_unref);
  g_clear_pointer (&beside.last_answer, g_bytes_unref);
  server_stop (&server);
}

static double
measure_sqlite (void)
{
  char  *folder = g_dir_make_tmp ("ktg-limit-XXXXXX", NULL);
  double rate = ktg_limit_measure_sqlite (folder, SQLITE_ROWS, seconds);

  printf ("{\"what\":\"SQLite, grouped\",\"rows_per_commit\":%d,\"per_s\":%.0f}\n",
          SQLITE_ROWS,
          rate);
  fflush (stdout);
  remove_at_the_end (folder);
  return rate;
}

static double
measure_disk (void)
{
  char  *folder = g_dir_make_tmp ("ktg-limit-XXXXXX", NULL);
  double rate = ktg_limit_measure_disk (folder, DISK_THREADS, seconds);

  printf ("{\"what\":\"disk, files of 1 MB\",\"threads\":%d,\"per_s\":%.0f,\"flush_ms\":%.3f}\n",
          DISK_THREADS,
          rate,
          ktg_limit_measure_flush (folder));
  fflush (stdout);
  remove_at_the_end (folder);
  return rate;
}

static gboolean
is_wanted (const char *scene, const char *name)
{
  return scene == NULL || g_str_equal (scene, name);
}

int
main (int argc, char **argv)
{
  const char *scene = argc > 3 ? argv[3] : NULL;
  double      sqlite_limit = 0;
  double      disk_limit = 0;

  if (argc < 2 || !ktg_seal_init ())
    return 2;
  if (argc > 2)
    seconds = g_ascii_strtod (argv[2], NULL);

  if (argc > 4 && g_str_equal (scene, "list"))
    {
      bench_list (argv[1], argv[4]);
      remove_left_over ();
      return 0;
    }

  if (is_wanted (scene, "reports") || is_wanted (scene, "batches"))
    sqlite_limit = measure_sqlite ();
  if (is_wanted (scene, "reports"))
    bench_exchanges (argv[1], 1, sqlite_limit);
  if (is_wanted (scene, "batches"))
    bench_exchanges (argv[1], 8, sqlite_limit);
  if (is_wanted (scene, "photos"))
    disk_limit = measure_disk ();
  if (is_wanted (scene, "photos"))
    bench_photos (argv[1], 64, disk_limit);
  if (is_wanted (scene, "memory"))
    bench_photos (argv[1], 256, disk_limit);
  remove_left_over ();

  return 0;
}
