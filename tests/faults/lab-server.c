/* lab-server.c - a server's data folder, and a device that asks it, for the lab
 *
 * prepare FOLDER makes a data folder with an enrolled device, a whole report of it, one whose files
 * are not whole, and a code nobody used; FOLDER.state keeps what a device would know.
 * ask FLOW PORT STATE is that device: asks a real server, and says what each proven answer said,
 * with the number of the request before it.
 * check FOLDER opens, verifies, and compares with the words on standard input.
 * cut ... judges what a power cut of the server could have left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "power-cut.h"

#include <arpa/inet.h>
#include <ktg-archive-event-table.h>
#include <ktg-depot-reader.h>
#include <ktg-life-table.h>
#include <ktg-receipt-json.h>
#include <ktg-service.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>
#include <ktg-upload-table.h>
#include <ktg-verb.h>
#include <ktg-writer-private.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define N_TEXTS 5
#define PIECE_BYTES 90000
#define BEGUN_BYTES (PIECE_BYTES + 10000)
#define RECOVERY_MS 2000
#define ASKER 1 /* the number that the first device gets */

/* A device, how far it got, and what it heard. */
typedef struct
{
  KtgTestDevice *device;
  char          *code;
  char          *life;  /* of the server, as far as it knows */
  guint64        holds; /* the newest of its numbers that it has a receipt for */
  guint          n_requests;
} Asker;

static GBytes *
make_bytes (const char *name, gsize n_bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_str_hash (name));
  guint32 *words = g_new (guint32, n_bytes / 4 + 1);

  for (gsize i = 0; i <= n_bytes / 4; i++)
    words[i] = g_rand_int (random);
  return g_bytes_new_take (words, n_bytes);
}

static KtgEnvelope *
make_report (KtgTestDevice *device, guint number, GBytes *original, GBytes *preview)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  if (original != NULL)
    g_ptr_array_add (evidence, ktg_test_evidence_new (original, preview));
  return ktg_test_device_file (device, id, evidence);
}

/* What the prepared report names. */
static KtgEnvelope *
make_first_report (KtgTestDevice *device, GBytes **original)
{
  *original = make_bytes ("first", 20000);
  return make_report (device, 1, *original, NULL);
}

/* Neither is whole when the server ends: of @begun a part came, and @placed stands in its place
 * without a record. */
static KtgEnvelope *
make_begun_report (KtgTestDevice *device, GBytes **begun, GBytes **placed)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  *begun = make_bytes ("begun", BEGUN_BYTES);
  *placed = make_bytes ("placed", BEGUN_BYTES);
  g_ptr_array_add (evidence, ktg_test_evidence_new (*begun, NULL));
  g_ptr_array_add (evidence, ktg_test_evidence_new (*placed, NULL));
  return ktg_test_device_file (device, "00000000-0000-4000-8000-000000000002", evidence);
}

/* --- asking --- */

static int
connect_to (guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int                fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons ((guint16)port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (connect (fd, (struct sockaddr *)&address, sizeof address) == 0)
    return fd;

  close (fd);
  return -1;
}

static void
send_bytes (int fd, const char *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      ssize_t done = send (fd, bytes, n_bytes, MSG_NOSIGNAL);

      if (done <= 0)
        return;
      bytes += done;
      n_bytes -= (gsize)done;
    }
}

/* NULL when no proven answer came: the server is gone, or does not want. */
static KtgTestReply *
ask (Asker *self, const char *method, const char *path, const KtgTestRequest *request)
{
  g_autofree char *head = ktg_test_device_write_head (self->device, method, path, request);
  GBytes          *body = request->body != NULL ? request->body : request->stream;
  g_autoptr (KtgTestReply) reply = NULL;
  int fd = connect_to (self->device->port);

  if (fd < 0)
    return NULL;

  self->n_requests++;
  send_bytes (fd, head, strlen (head));
  if (body != NULL)
    send_bytes (fd, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  reply = ktg_test_device_hear (self->device, fd, method, head);
  if (reply->status >= 200 && reply->status < 300 && reply->is_proven)
    return g_steal_pointer (&reply);

  fprintf (stderr, "%s %s: %u\n", method, path, reply->status);
  return NULL;
}

G_GNUC_PRINTF (2, 3)
static void
say (Asker *self, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list          arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  printf ("%u %s\n", self->n_requests, words);
  fflush (stdout);
}

static void
say_receipt (Asker *self, const KtgEnvelope *envelope)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
  gsize         n_bytes;
  const guint8 *bytes = g_bytes_get_data (envelope->bytes, &n_bytes);

  if (receipt == NULL
      || !ktg_signature_is_valid (self->device->server_key, bytes, n_bytes, envelope->signature))
    return;

  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *event = receipt->events->pdata[i];

      say (self, "event %s %" G_GUINT64_FORMAT, event->event_id, event->index);
    }
  for (guint i = 0; i < receipt->files->len; i++)
    say (self, "file %s", ((KtgReceiptFile *)receipt->files->pdata[i])->sha256);
}

static gboolean
rebuild_receipt (const Asker *self, KtgExchangeAnswer *answer, const GPtrArray *events)
{
  const KtgTestDevice *device = self->device;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (ids, ((KtgEnvelope *)events->pdata[i])->id);

  return ktg_exchange_answer_rebuild_receipt (answer,
                                              ids,
                                              device->server_key,
                                              ktg_signing_key_get_public (device->key));
}

static KtgExchangeAnswer *
exchange (Asker *self, GPtrArray *events)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  KtgTestRequest     request = { 0 };
  KtgExchangeAnswer *answer;

  message->life = g_strdup (self->life);
  message->holds = self->holds;
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (message->events, ktg_envelope_ref (events->pdata[i]));
  body = ktg_exchange_request_write (message);
  request.body = body;
  reply = ask (self, "POST", "/v1/exchange", &request);
  answer = reply != NULL ? ktg_exchange_answer_parse (reply->content, self->life, NULL) : NULL;
  if (answer == NULL || !rebuild_receipt (self, answer, events))
    return NULL;

  say (self, "life %s", answer->life);
  for (guint i = 0; i < answer->receipts->len; i++)
    say_receipt (self, answer->receipts->pdata[i]);
  for (guint i = 0; i < answer->missing->len; i++)
    {
      const KtgMissingFile *file = answer->missing->pdata[i];

      say (self, "offset %s %" G_GUINT64_FORMAT, file->sha256, file->offset);
    }
  return answer;
}

/* One piece. @offset: in, where the server is; out, where it is now. */
static gboolean
patch (Asker *self, const char *sha256, GBytes *whole, guint64 *offset)
{
  gsize    left = g_bytes_get_size (whole) - *offset;
  gboolean is_last = left <= PIECE_BYTES;
  gsize    n_bytes = is_last ? left : PIECE_BYTES;
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (whole, *offset, n_bytes);
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  g_autofree char *headers
      = g_strdup_printf ("Content-Type: application/partial-upload\r\n"
                         "Upload-Offset: %" G_GUINT64_FORMAT "\r\nUpload-Complete: ?%d\r\n",
                         *offset,
                         is_last ? 1 : 0);
  KtgTestRequest request = { .headers = headers, .stream = piece };
  g_autoptr (KtgTestReply) reply = ask (self, "PATCH", path, &request);
  g_autoptr (GPtrArray) receipts = NULL;

  if (reply == NULL)
    return FALSE;

  if (reply->status == 200)
    receipts = ktg_receipts_answer_parse (reply->content, NULL);
  for (guint i = 0; receipts != NULL && i < receipts->len; i++)
    say_receipt (self, receipts->pdata[i]);
  *offset += n_bytes;
  if (reply->status == 204)
    say (self, "offset %s %s", sha256, ktg_test_reply_get_header (reply, "upload-offset"));
  return TRUE;
}

/* Where the server is, asked; a file that is whole already is receipted by an empty last piece. */
static gboolean
send_file (Asker *self, GBytes *whole)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (whole);
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  KtgTestRequest   request = { 0 };
  g_autoptr (KtgTestReply) reply = ask (self, "HEAD", path, &request);
  guint64 offset;

  if (reply == NULL)
    return FALSE;

  offset = g_ascii_strtoull (ktg_test_reply_get_header (reply, "upload-offset"), NULL, 10);
  say (self, "offset %s %" G_GUINT64_FORMAT, sha256, offset);
  do
    if (!patch (self, sha256, whole, &offset))
      return FALSE;
  while (offset < g_bytes_get_size (whole));

  return TRUE;
}

/* --- the flows --- */

static gboolean
enrol (Asker *self)
{
  g_autoptr (KtgTestReply) reply = NULL;
  static const guint8 seed[KTG_KEY_SEED_BYTES] = "another device";
  int                 fd = connect_to (self->device->port);

  if (fd < 0)
    return FALSE;

  close (fd);
  ktg_signing_key_unref (self->device->key);
  self->device->key = ktg_signing_key_new_from_seed (seed);
  self->n_requests += 1;
  reply = ktg_test_device_enrol (self->device, self->code);
  if (reply->status != 200 || !reply->is_proven)
    return FALSE;

  say (self, "enrolled %s", ktg_signing_key_get_public (self->device->key));
  return TRUE;
}

/* The third text goes twice. */
static gboolean
send_texts (Asker *self)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;

  for (guint i = 0; i < N_TEXTS; i++)
    g_ptr_array_add (events, make_report (self->device, 10 + i, NULL, NULL));
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (some, events->pdata[i]);
  first = exchange (self, some);
  if (first == NULL)
    return FALSE;

  g_ptr_array_remove_range (some, 0, 2);
  for (guint i = 3; i < N_TEXTS; i++)
    g_ptr_array_add (some, events->pdata[i]);
  second = exchange (self, some);
  return second != NULL;
}

static gboolean
send_files (Asker *self)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GBytes) original = make_bytes ("original", 250000);
  g_autoptr (GBytes) preview = make_bytes ("preview", 5000);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_ptr_array_add (events, make_report (self->device, 20, original, preview));
  answer = exchange (self, events);
  return answer != NULL && send_file (self, preview) && send_file (self, original);
}

/* A device that comes back to a server that was put back: with a receipt of the life before for a
 * report that the backup is older than. It is told so, and brings it again. */
static gboolean
come_back (Asker *self)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) original = make_bytes ("lost", 20000);
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;

  g_ptr_array_add (events, make_report (self->device, 30, original, NULL));
  self->holds = self->device->seq;
  first = exchange (self, none);
  if (first == NULL || first->asks || g_str_equal (first->life, self->life))
    return FALSE;

  self->life = first->life;
  self->holds = 0;
  second = exchange (self, events);
  return second != NULL && send_file (self, original);
}

static KtgTestDevice *
make_device (guint port)
{
  static const guint8 seed[KTG_KEY_SEED_BYTES] = "the first device";
  KtgTestDevice      *device = ktg_test_device_new (port);

  ktg_signing_key_unref (device->key);
  device->key = ktg_signing_key_new_from_seed (seed);
  return device;
}

static int
run_asker (const char *flow, const char *port, const char *state_path)
{
  Asker            self = { make_device ((guint)atoi (port)) };
  g_autofree char *state = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) begun = NULL;
  g_autoptr (GBytes) placed = NULL;
  g_autoptr (KtgEnvelope) first = NULL;
  g_autoptr (KtgEnvelope) second = NULL;

  g_assert_true (g_file_get_contents (state_path, &state, NULL, NULL));
  words = g_strsplit (state, "\n", -1);
  self.device->server_key = g_strdup (words[0]);
  self.code = words[1];
  self.life = words[2];
  first = make_first_report (self.device, &original); /* brings the chain to where it was */
  second = make_begun_report (self.device, &begun, &placed);
  if (g_str_equal (flow, "enrol"))
    return enrol (&self) ? 0 : 1;
  if (g_str_equal (flow, "text"))
    return send_texts (&self) ? 0 : 1;
  if (g_str_equal (flow, "file"))
    return send_files (&self) ? 0 : 1;
  if (g_str_equal (flow, "come back"))
    return come_back (&self) ? 0 : 1;
  return 2;
}

/* --- the folder a flow begins with --- */

static gboolean
send_first_piece (Asker *self, GBytes *whole)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (whole);
  guint64          offset = 0;

  return patch (self, sha256, whole, &offset);
}

static gboolean
ask_all (Asker *self, const char *code, GBytes **placed)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (self->device, code);
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) begun = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  if (reply->status != 200)
    return FALSE;

  say (self, "enrolled %s", ktg_signing_key_get_public (self->device->key));
  g_ptr_array_add (events, make_first_report (self->device, &original));
  g_ptr_array_add (events, make_begun_report (self->device, &begun, placed));
  answer = exchange (self, events);
  self->life = answer != NULL ? g_strdup (answer->life) : NULL;
  return answer != NULL && send_file (self, original) && send_first_piece (self, begun)
         && send_first_piece (self, *placed);
}

/* As a server leaves it that dies between the rename and its record. */
static gboolean
place (const char *folder, GBytes *whole)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (whole);
  g_autofree char *partial = g_build_filename (folder, "partial", sha256, NULL);
  g_autofree char *shard = g_strndup (sha256, 2);
  g_autofree char *path = g_build_filename (folder, "files", shard, sha256, NULL);

  return g_file_set_contents (partial,
                              g_bytes_get_data (whole, NULL),
                              (gssize)g_bytes_get_size (whole),
                              NULL)
         && rename (partial, path) == 0;
}

static int
prepare (const char *folder)
{
  KtgTestServer    server = { .folder = g_strdup (folder) };
  g_autofree char *state_path = g_strconcat (folder, ".state", NULL);
  g_autofree char *code = NULL;
  g_autofree char *unused = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GBytes) placed = NULL;
  Asker    self = { 0 };
  gboolean is_done;

  ktg_test_server_start (&server);
  code = ktg_test_server_make_code (&server, KTG_ROLE_OFFICER, "34.71");
  unused = ktg_test_server_make_code (&server, KTG_ROLE_OFFICER, "34.71");
  self.device = make_device (server.port);
  self.device->server_key
      = g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (server.archive)));
  is_done = ask_all (&self, code, &placed);
  state = g_strdup_printf ("%s\n%s\n%s\n", self.device->server_key, unused, self.life);
  is_done = is_done && g_file_set_contents (state_path, state, -1, NULL);
  g_free (self.life);
  ktg_test_server_stop (&server);
  return is_done && place (folder, placed) ? 0 : 1;
}

/* --- what must hold --- */

typedef struct
{
  KtgArchive *archive;
  char      **words;
  char       *problem;
} Question;

static gboolean
look_for_event (KtgCatalog *catalog, gpointer data, GError **error)
{
  Question *self = data;
  guint64   index = g_ascii_strtoull (self->words[2], NULL, 10);
  KtgPage   from = { .after = (gint64)index - 1 };
  g_autoptr (GPtrArray) page = ktg_catalog_list_events (catalog, &from, error);
  const KtgStoredEvent *event;

  if (page == NULL)
    return FALSE;

  event = page->len > 0 ? g_ptr_array_index (page, 0) : NULL;
  if (event == NULL || event->index != index || !g_str_equal (event->envelope->id, self->words[1]))
    self->problem = g_strdup_printf ("event %s is not there, or in another place", self->words[1]);

  return TRUE;
}

static gboolean
look_for_file (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb    *db = catalog->db;
  Question *self = data;
  g_autoptr (KtgUploadRow) row = NULL;
  guint64 offset;

  if (!ktg_upload_table_find (db, ASKER, self->words[1], &row, error))
    return FALSE;

  offset = self->words[2] != NULL ? g_ascii_strtoull (self->words[2], NULL, 10) : G_MAXUINT64;
  if (row == NULL || (!row->is_delivered && row->offset < offset))
    self->problem = g_strdup_printf ("file %s has less than was said", self->words[1]);
  return TRUE;
}

/* A whole file's bytes are read by verify; a part's as many as were said must be there. */
static void
look_for_bytes (Question *self)
{
  KtgDepot *depot = ktg_archive_get_depot (self->archive);
  gint64    offset = self->words[2] != NULL ? g_ascii_strtoll (self->words[2], NULL, 10) : 0;
  g_autoptr (KtgDepotReader) whole = ktg_depot_reader_open (depot, self->words[1], NULL);
  g_autofree char *part = ktg_depot_dup_part_name (ASKER, self->words[1]);

  if (whole == NULL && offset > 0 && ktg_depot_get_partial_size (depot, part) < offset)
    self->problem = g_strdup_printf ("file %s: its part is shorter than was said", self->words[1]);
}

static void
look_for_device (Question *self)
{
  g_autoptr (KtgDevice) device
      = ktg_roster_dup_device (ktg_archive_get_roster (self->archive), self->words[1]);

  if (device == NULL)
    self->problem = g_strdup_printf ("device %s is not enrolled", self->words[1]);
}

/* Each start begins one, and none that was said is forgotten. */
static gboolean
look_for_life (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb        *db = catalog->db;
  Question     *self = data;
  KtgLifeBounds bounds;

  if (!ktg_life_table_find (db, self->words[1], &bounds, error))
    return FALSE;
  if (bounds.number == 0)
    self->problem = g_strdup_printf ("life %s was said, and is not known", self->words[1]);

  return TRUE;
}

static void
look_for_key (Question *self)
{
  if (!g_str_equal (self->words[1],
                    ktg_signing_key_get_public (ktg_archive_get_key (self->archive))))
    self->problem = g_strdup ("the server has another key");
}

static char *
check_word (KtgArchive *archive, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  Question   self = { archive, words, NULL };
  KtgWriter *writer = ktg_archive_get_writer (archive);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (words[0], "enrolled"))
    look_for_device (&self);
  else if (g_str_equal (words[0], "key"))
    look_for_key (&self);
  else if (g_str_equal (words[0], "life"))
    ktg_writer_run (writer, look_for_life, &self, &error);
  else if (g_str_equal (words[0], "event"))
    ktg_writer_run (writer, look_for_event, &self, &error);
  else if (ktg_writer_run (writer, look_for_file, &self, &error) && self.problem == NULL)
    look_for_bytes (&self);

  return error != NULL ? g_strdup (error->message) : self.problem;
}

static char *
check_sound (KtgArchive *archive)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char   *words[] = { (char *)"verify", NULL };
  KtgVerb verb = { .archive = archive, .out = out, .err = out };

  return ktg_verb_run (&verb, words) != 0 ? g_strdup_printf ("verify: %s", out->str) : NULL;
}

/* At the first start of all, not even the folder that it lies in is there. */
static KtgArchive *
open_archive (const char *folder, GError **error)
{
  g_autofree char *data = g_build_filename (folder, g_getenv ("KTG_LAB_FIRST"), NULL);

  return ktg_archive_open (data, ktg_service_get_now_ms, error);
}

static char *
check (const char *folder, GPtrArray *said, gint64 *recovery_ms)
{
  clock_t begun = clock ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive = open_archive (folder, &error);
  char *problem;

  if (archive == NULL)
    return g_strdup_printf ("open: %s", error->message);

  problem = check_sound (archive);
  *recovery_ms = (clock () - begun) * 1000 / CLOCKS_PER_SEC;
  if (problem == NULL && *recovery_ms > RECOVERY_MS)
    problem = g_strdup_printf ("recovery took %d ms", (int)*recovery_ms);
  for (guint i = 0; problem == NULL && i < said->len; i++)
    problem = check_word (archive, said->pdata[i]);
  return problem;
}

/* A backup beside a data folder: with a database in it, it is whole, whatever was said. */
static char *
judge_backup (const char *folder, GPtrArray *said)
{
  g_autofree char *data = g_build_filename (folder, "server", NULL);
  g_autofree char *backup = g_build_filename (folder, "backup", NULL);
  g_autofree char *db = g_build_filename (backup, "server.db", NULL);
  g_autofree char *key = g_build_filename (backup, "server.key", NULL);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  gboolean is_said = said->len > 0 && g_str_equal (said->pdata[said->len - 1], "backed up");
  gint64   recovery_ms;
  char    *problem = check (data, nothing, &recovery_ms);

  if (problem != NULL || (!is_said && !g_file_test (db, G_FILE_TEST_EXISTS)))
    return problem;
  if (!g_file_test (db, G_FILE_TEST_EXISTS) || !g_file_test (key, G_FILE_TEST_EXISTS))
    return g_strdup ("the backup lacks its database or its key");

  return check (backup, nothing, &recovery_ms);
}

static char *
judge (const char *folder, GPtrArray *said)
{
  gint64 recovery_ms;

  if (g_getenv ("KTG_LAB_BACKUP") != NULL)
    return judge_backup (folder, said);
  return check (folder, said, &recovery_ms);
}

static int
begin (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive = open_archive (folder, &error);
  g_autofree char *line = NULL;

  if (archive == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  line = g_strdup_printf ("key %s\n", ktg_signing_key_get_public (ktg_archive_get_key (archive)));
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    return 1;
  return 0;
}

static int
check_said (const char *folder)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *problem = NULL;
  gint64           recovery_ms = 0;
  char             line[256];

  while (fgets (line, sizeof line, stdin) != NULL)
    g_ptr_array_add (said, g_strdup (g_strchomp (line)));
  problem = check (folder, said, &recovery_ms);
  printf ("%s %d\n", problem != NULL ? problem : "ok", (int)recovery_ms);
  return problem != NULL ? 1 : 0;
}

/* What is put right at the start is no fault here. */
static GLogWriterOutput
write_nothing (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return (level & G_LOG_LEVEL_WARNING) != 0
             ? G_LOG_WRITER_HANDLED
             : g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char **argv)
{
  if (!ktg_seal_init ())
    return 2;
  g_log_set_writer_func (write_nothing, NULL, NULL);
  if (argc == 3 && g_str_equal (argv[1], "prepare"))
    return prepare (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "begin"))
    return begin (argv[2]);
  if (argc == 5 && g_str_equal (argv[1], "ask"))
    return run_asker (argv[2], argv[3], argv[4]);
  if (argc == 3 && g_str_equal (argv[1], "check"))
    return check_said (argv[2]);

  return power_cut_main (argc - 1, argv + 1, judge);
}
