/* bench-attacks.c - what an honest device waits while others attack, or ask as often and do no harm
 *
 * Usage: bench-attacks enrol PORT FOLDER SERVER
 *        bench-attacks ATTACK PORT FOLDER SECONDS [RATE [tls]]
 *
 * ATTACK is announce, bombs, hashes, largest, questions or harmless. One JSON object is printed.
 * The attackers are another process that takes half a core, at no time more for long, and where
 * RATE is given makes no more requests a second than that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <ktg-content-digest.h>
#include <ktg-exchange-json.h>
#include <ktg-sha256.h>
#include <ktg-test-device.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define N_ATTACKERS 16
#define MAX_ANSWERS 200000
#define LARGEST_BYTES (4 * 1024 * 1024 - 1024)
#define ONE_EVERY_US 5000
#define PIECE_BYTES ((gsize)65536)

typedef struct
{
  guint    port;
  gboolean is_tls;
  char    *server_key;
} Place;

/* Shared with the process of the attackers. */
typedef struct
{
  volatile gint n_requests;
} Shared;

/* --- devices, the same in each run --- */

static KtgTestDevice *
new_device (const Place *place, guint number)
{
  KtgTestDevice *device = ktg_test_device_new (place->port);
  guint8         seed[KTG_SHA256_BYTES];

  ktg_sha256_raw ((const guint8 *)&number, sizeof number, seed);
  ktg_signing_key_unref (device->key);
  device->key = ktg_signing_key_new_from_seed (seed);
  device->server_key = g_strdup (place->server_key);
  return device;
}

static char *
read_server_key (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.key", NULL);
  g_autofree char *seed = NULL;
  g_autoptr (KtgSigningKey) key = NULL;

  g_assert (g_file_get_contents (path, &seed, NULL, NULL));
  key = ktg_signing_key_new_from_seed ((const guint8 *)seed);
  return g_strdup (ktg_signing_key_get_public (key));
}

static int
enrol_all (const Place *place, const char *folder, const char *server)
{
  const char *words[] = { server,   "--data",  folder,     "code",     "--name", "Siti",
                          "--role", "officer", "--region", "34.71.04", NULL };

  for (guint i = 0; i <= N_ATTACKERS; i++)
    {
      g_autoptr (KtgTestDevice) device = new_device (place, i);
      g_autoptr (GSubprocess) process
          = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
      g_autofree char *code = NULL;
      g_autoptr (KtgTestReply) reply = NULL;

      g_subprocess_communicate_utf8 (process, NULL, NULL, &code, NULL, NULL);
      reply = ktg_test_device_enrol (device, g_strchomp (code));
      g_assert (reply->status == 200);
    }
  return 0;
}

/* --- what is sent --- */

/* Each request is told apart by its head alone: what an attacker need not do again is done once. */
typedef struct
{
  const char *method;
  const char *path;
  const char *fields;
  gboolean    is_signed;
  GBytes     *body;
  char       *digest;
  gsize       announced_bytes; /* more than is sent, where it is an attack */
} Errand;

/* What is short goes in one piece with its head; what is long is not copied each time. */
static gboolean
is_short (GBytes *body)
{
  return body != NULL && g_bytes_get_size (body) <= PIECE_BYTES;
}

static GBytes *
make_message (const Errand *errand, KtgTestDevice *device)
{
  KtgTestRequest   request = { .headers = errand->fields, .digest = errand->digest };
  g_autofree char *head = NULL;
  GByteArray      *message = g_byte_array_new ();

  request.stream = errand->body;
  head
      = errand->is_signed
            ? ktg_test_device_write_head (device, errand->method, errand->path, &request)
            : g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %zu\r\n%s\r\n",
                               errand->method,
                               errand->path,
                               errand->announced_bytes,
                               errand->fields);
  g_byte_array_append (message, (const guint8 *)head, strlen (head));
  if (is_short (errand->body))
    g_byte_array_append (message,
                         g_bytes_get_data (errand->body, NULL),
                         g_bytes_get_size (errand->body));
  return g_byte_array_free_to_bytes (message);
}

static GBytes *
pack (GBytes *plain)
{
  g_autoptr (GConverter) packer
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);

  gsize         size;
  gconstpointer bytes = g_bytes_get_data (plain, &size);

  g_output_stream_write_all (stream, bytes, size, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
pack_hashes (guint n, gsize padding)
{
  g_autoptr (GString) text = g_string_new ("{\"events\":[],\"files\":[");
  g_autofree char *filling = g_strnfill (padding, ' ');
  g_autoptr (GBytes) plain = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *hash = ktg_sha256_of ((const guint8 *)&i, sizeof i);

      g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "", hash);
    }
  g_string_append_printf (text, "]%s}", filling);
  plain = g_bytes_new (text->str, text->len);
  return pack (plain);
}

/* --- connections --- */

static GIOStream *
connect_to (const Place *place)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GIOStream *stream;

  g_socket_client_set_timeout (client, 60);
  if (place->is_tls)
    g_socket_client_set_tls (client, TRUE);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_socket_client_set_tls_validation_flags (client, 0);
  G_GNUC_END_IGNORE_DEPRECATIONS
  stream = (GIOStream *)
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)place->port, NULL, &error);
  return stream;
}

/* Who hears the answer before all is sent has no reason to go on. */
static void
send_until_answered (GIOStream *stream, GBytes *bytes)
{
  GPollableInputStream *in = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream));
  GOutputStream        *out = g_io_stream_get_output_stream (stream);
  gsize                 size;
  const guint8         *data = g_bytes_get_data (bytes, &size);

  for (gsize sent = 0; sent < size && !g_pollable_input_stream_is_readable (in);
       sent += MIN (PIECE_BYTES, size - sent))
    {
      if (!g_output_stream_write_all (out,
                                      data + sent,
                                      MIN (PIECE_BYTES, size - sent),
                                      NULL,
                                      NULL,
                                      NULL))
        return;
    }
}

/* The status that is answered; 0: none. */
static guint
ask (GIOStream *stream, GBytes *message, GBytes *body)
{
  GInputStream *in = g_io_stream_get_input_stream (stream);
  g_autoptr (GString) heard = g_string_new (NULL);
  char        piece[16384];
  const char *end;
  const char *length;

  send_until_answered (stream, message);
  if (body != NULL && !is_short (body))
    send_until_answered (stream, body);
  while ((end = strstr (heard->str, "\r\n\r\n")) == NULL
         || ((length = strcasestr (heard->str, "content-length: ")) != NULL
             && heard->len < (gsize)(end + 4 - heard->str) + strtoul (length + 16, NULL, 10)))
    {
      gssize n = g_input_stream_read (in, piece, sizeof piece, NULL, NULL);

      if (n <= 0)
        return 0;
      g_string_append_len (heard, piece, n);
    }

  return (guint)strtoul (heard->str + strlen ("HTTP/1.1 "), NULL, 10);
}

/* --- the attackers --- */

typedef struct
{
  const Place  *place;
  Shared       *shared;
  const Errand *errand;
  guint         device; /* who signs */
  guint         number;
  double        rate;
} Attacker;

static gint64
get_used_us (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

/* Half a core for all of them. Who waited has nothing saved up, or all would work at once. */
static void
rest (gint64 began_us, gint64 used_before_us)
{
  const gint64 due_us = (get_used_us () - used_before_us) * 2 * N_ATTACKERS;
  const gint64 left_us = began_us + due_us - g_get_monotonic_time ();

  if (left_us > 0)
    g_usleep (left_us);
}

static void
attack_once (Attacker *self, KtgTestDevice *device)
{
  g_autoptr (GBytes) message = make_message (self->errand, device);
  g_autoptr (GIOStream) stream = connect_to (self->place);

  if (stream != NULL)
    ask (stream, message, self->errand->body);
  g_atomic_int_inc (&self->shared->n_requests);
}

static gpointer
attack_thread (gpointer data)
{
  Attacker    *self = data;
  const gint64 began_us = g_get_monotonic_time ();
  g_autoptr (KtgTestDevice) device = new_device (self->place, self->device);

  g_usleep (self->number * G_USEC_PER_SEC / 2 / N_ATTACKERS); /* not in step */
  for (guint i = 1;; i++)
    {
      const gint64 turn_us = g_get_monotonic_time ();
      const gint64 used_us = get_used_us ();

      attack_once (self, device);
      rest (turn_us, used_us);
      while (self->rate > 0 && (g_get_monotonic_time () - began_us) / 1e6 * self->rate < i)
        g_usleep (1000);
    }
  return NULL;
}

static GBytes *
make_exchange_body (void)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();

  return ktg_exchange_request_write (message);
}

static Errand
new_errand (const char *fields, gboolean is_signed, GBytes *body, gsize missing_bytes)
{
  return (Errand){ "POST",
                   "/v1/exchange",
                   fields,
                   is_signed,
                   body,
                   ktg_content_digest_new (body),
                   g_bytes_get_size (body) + missing_bytes };
}

static GBytes *
make_bomb (void)
{
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (32 * 1024 * 1024), 32 * 1024 * 1024);

  return pack (zeros);
}

static Errand
make_errand (const char *attack)
{
  static const char plain[] = "Content-Type: application/json\r\n";
  static const char packed[] = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";

  if (g_str_equal (attack, "announce"))
    return new_errand ("",
                       FALSE,
                       g_bytes_new_take (g_malloc0 (LARGEST_BYTES - 5000), LARGEST_BYTES - 5000),
                       5000);
  if (g_str_equal (attack, "bombs"))
    return new_errand ("Content-Encoding: gzip\r\n", FALSE, make_bomb (), 0);
  if (g_str_equal (attack, "hashes"))
    return new_errand (packed, TRUE, pack_hashes (199000, 0), 0);
  if (g_str_equal (attack, "largest"))
    return new_errand (packed, TRUE, pack_hashes (1000, LARGEST_BYTES - 1000 * 67), 0);
  if (g_str_equal (attack, "questions"))
    return (Errand){ "GET", "/v1/node?nonce=abc", "", FALSE, NULL, NULL, 0 };

  return new_errand (plain, TRUE, make_exchange_body (), 0);
}

static pid_t
start_attackers (const Place *place, Shared *shared, const char *attack, double rate)
{
  const Errand   errand = make_errand (attack);
  const gboolean is_harmless = g_str_equal (attack, "harmless");
  pid_t          pid = fork ();

  g_assert (pid >= 0);
  if (pid > 0)
    return pid;

  for (guint i = 1; i <= N_ATTACKERS; i++)
    {
      Attacker *attacker = g_new0 (Attacker, 1);

      *attacker = (Attacker){ place, shared, &errand, is_harmless ? i : 1, i, rate / N_ATTACKERS };
      g_thread_new ("attacker", attack_thread, attacker);
    }
  while (TRUE)
    pause ();
}

/* --- the honest device --- */

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

static guint
measure (const Place *place, double seconds, double *waits_ms, guint *n_failed)
{
  const Errand errand = make_errand ("harmless");
  g_autoptr (KtgTestDevice) device = new_device (place, 0);
  gint64 end_us = g_get_monotonic_time () + (gint64)(seconds * G_USEC_PER_SEC);
  guint  n = 0;

  *n_failed = 0;
  while (g_get_monotonic_time () < end_us && n < MAX_ANSWERS)
    {
      g_autoptr (GBytes) message = make_message (&errand, device);
      gint64 began_us = g_get_monotonic_time ();
      g_autoptr (GIOStream) stream = connect_to (place);

      if (stream == NULL || ask (stream, message, NULL) != 200)
        ++*n_failed;
      waits_ms[n++] = (g_get_monotonic_time () - began_us) / 1000.0;
      g_usleep (ONE_EVERY_US);
    }
  qsort (waits_ms, n, sizeof *waits_ms, compare_doubles);
  return n;
}

static int
run (const Place *place, const char *attack, double seconds, double rate)
{
  g_autofree double *waits_ms = g_new (double, MAX_ANSWERS);
  Shared            *shared
      = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t pid = start_attackers (place, shared, attack, rate);
  guint n_failed;
  guint n;

  g_usleep (G_USEC_PER_SEC); /* they begin */
  n = measure (place, seconds, waits_ms, &n_failed);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);

  printf ("{\"attack\":\"%s\",\"answered\":%u,\"failed\":%u,\"p50_ms\":%.2f,\"p95_ms\":%.2f,"
          "\"max_ms\":%.1f,\"attacks_per_s\":%.1f}\n",
          attack,
          n,
          n_failed,
          waits_ms[n / 2],
          waits_ms[n * 95 / 100],
          waits_ms[n - 1],
          shared->n_requests / (seconds + 1));
  return 0;
}

int
main (int argc, char **argv)
{
  Place place = { 0 };

  if (argc < 5 || !ktg_seal_init ())
    return 2;

  signal (SIGPIPE, SIG_IGN);
  place.port = (guint)strtoul (argv[2], NULL, 10);
  place.is_tls = argc > 6 && g_str_equal (argv[6], "tls");
  place.server_key = read_server_key (argv[3]);
  if (g_str_equal (argv[1], "enrol"))
    return enrol_all (&place, argv[3], argv[4]);

  return run (&place,
              argv[1],
              g_ascii_strtod (argv[4], NULL),
              argc > 5 ? g_ascii_strtod (argv[5], NULL) : 0);
}
