/* test-golden-profiles.c - a profile that an earlier program wrote is opened by today's
 *
 * tests/data/profile-N is a profile as a program left it whose schema was N; it is
 * never made again. tests/data/README.md says how the next one is made, with this program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-news.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <ktg-sha256.h>
#include <string.h>
#include <unistd.h>

#define DELIVERED_ID "11111111-1111-4111-8111-111111111111"
#define AMENDED_ID "22222222-2222-4222-8222-222222222222"
#define WITHDRAWN_ID "33333333-3333-4333-8333-333333333333"
#define PARKED_ID "44444444-4444-4444-8444-444444444444"
#define DRAFT_ID "55555555-5555-4555-8555-555555555555"
#define NEW_ID "66666666-6666-4666-8666-666666666666"
#define PARKED_TYPE "urn:kentongan:problem:too-large"

static const guint8 server_seed[KTG_KEY_SEED_BYTES] = "the server of golden profiles!!";
static const guint8 office_seed[KTG_KEY_SEED_BYTES] = "the office of golden profiles!!";

/* Longer than a sealed piece, so that one file has two. */
static char *
dup_file (const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_bytes = g_str_equal (name, "delivered") ? 70000 : 900;

  while (text->len < n_bytes)
    g_string_append_printf (text, "%s %" G_GSIZE_FORMAT "\n", name, text->len);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_hash (const char *name)
{
  g_autofree char *text = dup_file (name);

  return ktg_sha256_of ((const guint8 *)text, strlen (text));
}

/* --- the making of one --- */

static void
import (KtgStoreDevice *device, const char *name)
{
  g_autofree char *text = dup_file (name);
  g_autoptr (GError) error = NULL;

  g_free (ktg_store_device_import (device, text, &error));
  g_assert_no_error (error);
}

/* A report of one photo with its preview. */
static KtgReport *
make_report (const char *account, const char *photo, const char *preview)
{
  g_autofree char *photo_hash = dup_hash (photo);
  g_autofree char *preview_hash = dup_hash (preview);
  const char      *evidence[] = { photo_hash, preview_hash, NULL };

  return ktg_store_device_new_report (account, evidence);
}

static void
file (KtgStoreDevice *device, const char *id, const char *account, const char *photo)
{
  g_autofree char *preview = g_strconcat ("preview of ", photo, NULL);
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (GError) error = NULL;

  import (device, photo);
  import (device, preview);
  report = make_report (account, photo, preview);
  g_free (ktg_store_device_file (device, id, report, &error));
  g_assert_no_error (error);
}

static void
deliver_and_receive (KtgStoreDevice *device)
{
  g_autoptr (KtgSigningKey) office = ktg_signing_key_new_from_seed (office_seed);
  g_autoptr (KtgEnvelope) step
      = ktg_store_device_sign_step (device, office, DELIVERED_ID, 1, NULL, "received");
  g_autoptr (GError) error = NULL;
  KtgNews *news = ktg_news_new ();

  ktg_store_device_deliver_all (device);
  ktg_test_news_add (news, 101, step);
  ktg_store_device_apply (device, news, &error);
  g_assert_no_error (error);
}

static void
refuse_parked (KtgStoreDevice *device)
{
  g_autofree char *photo = dup_hash ("parked");
  g_autoptr (GError) error = NULL;
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (news->refused_files, ktg_refusal_new (photo, PARKED_TYPE, "Too large"));
  ktg_store_device_apply (device, news, &error);
  g_assert_no_error (error);
}

static void
save_draft (KtgStoreDevice *device)
{
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  import (device, "drafted");
  import (device, "preview of drafted");
  report = make_report ("A draft.", "drafted", "preview of drafted");
  draft = ktg_draft_new (DRAFT_ID, report);
  ktg_store_device_save_draft (device, draft, &error);
  g_assert_no_error (error);
}

static void
use_server (KtgStoreDevice *device)
{
  ktg_signing_key_unref (device->server);
  device->server = ktg_signing_key_new_from_seed (server_seed);
}

static int
make_profile (const char *folder)
{
  KtgStoreDevice device = { .profile = (char *)folder };
  g_autoptr (KtgReport) amended = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ktg_seal_init ());
  device.server = ktg_signing_key_new_from_seed (server_seed);
  ktg_store_device_reopen (&device);
  g_assert_true (ktg_store_device_enrol (&device, &error));
  file (&device, DELIVERED_ID, "Delivered.", "delivered");
  deliver_and_receive (&device);
  file (&device, AMENDED_ID, "Not yet amended.", "amended");
  amended = make_report ("Amended.", "amended", "preview of amended");
  g_assert_true (ktg_store_device_amend (&device, AMENDED_ID, amended, &error));
  file (&device, WITHDRAWN_ID, "Withdrawn.", "withdrawn");
  g_assert_true (ktg_store_device_withdraw (&device, WITHDRAWN_ID, &error));
  file (&device, PARKED_ID, "Parked.", "parked");
  refuse_parked (&device);
  save_draft (&device);
  ktg_store_device_assert_sound (&device);
  ktg_store_device_close (&device);
  ktg_signing_key_unref (device.server);
  return 0;
}

/* --- what must be in it --- */

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize            n_bytes;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, bytes, (gssize)n_bytes, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (from, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        copy_folder (source, copy);
      else
        copy_file (source, copy);
    }
}

static char *
dup_golden_path (guint schema)
{
  g_autofree char *name = g_strdup_printf ("profile-%u", schema);

  return g_test_build_filename (G_TEST_DIST, "data", name, NULL);
}

/* A device with a copy of the golden profile of @schema. */
static KtgStoreDevice *
copy_golden (guint schema)
{
  KtgStoreDevice  *device = ktg_store_device_new ();
  g_autofree char *golden = dup_golden_path (schema);

  use_server (device);
  copy_folder (golden, device->profile);
  return device;
}

static void
assert_file (KtgStoreDevice *device, const char *name)
{
  g_autofree char *text = dup_file (name);
  g_autofree char *sha256 = dup_hash (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ktg_store_device_read (device, sha256, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
assert_listed (KtgStoreDevice *device, const char *id, KtgState state, const char *words)
{
  const KtgSummaryFields *fields = ktg_store_device_get_summary (device, id);

  g_assert_nonnull (fields);
  g_assert_cmpint (fields->state, ==, state);
  g_assert_cmpstr (fields->words, ==, words);
}

static void
assert_draft (KtgStoreDevice *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) expected = make_report ("A draft.", "drafted", "preview of drafted");
  g_autoptr (KtgDraft) draft = ktg_store_device_load_draft (device, DRAFT_ID, &error);

  g_assert_no_error (error);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (draft), expected));
}

static void
assert_all_there (KtgStoreDevice *device)
{
  static const char *const files[] = { "delivered", "amended", "withdrawn", "parked", "drafted" };
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (device);
  g_autoptr (GError) error = NULL;

  ktg_store_device_assert_sound (device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 5);
  assert_listed (device, DELIVERED_ID, KTG_STATE_COMPLETE, "Delivered.");
  assert_listed (device, AMENDED_ID, KTG_STATE_QUEUED, "Amended.");
  assert_listed (device, WITHDRAWN_ID, KTG_STATE_QUEUED, "Withdrawn.");
  assert_listed (device, PARKED_ID, KTG_STATE_PARKED, "Parked.");
  assert_listed (device, DRAFT_ID, KTG_STATE_DRAFT, "A draft.");
  g_assert_true (ktg_store_device_get_summary (device, WITHDRAWN_ID)->is_withdrawn);
  g_assert_cmpstr (ktg_store_device_get_summary (device, DELIVERED_ID)->suspected, ==, "KE-05");
  g_assert_cmpstr (ktg_store_get_account (device->store)->officer, ==, "Siti");
  g_assert_cmpuint (owed->events->len, ==, 5);
  g_assert_cmpuint (owed->n_parked, ==, 1);

  held = ktg_store_device_load (device, DELIVERED_ID, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  assert_draft (device);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    assert_file (device, files[i]);
}

static void
assert_work_goes_on (KtgStoreDevice *device)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ktg_store_device_unpark (device, PARKED_ID, &error));
  file (device, DRAFT_ID, "A draft no more.", "drafted");
  file (device, NEW_ID, "New.", "new");
  ktg_store_device_deliver_all (device);
  ktg_store_device_reopen (device);
  assert_listed (device, PARKED_ID, KTG_STATE_COMPLETE, "Parked.");
  assert_listed (device, NEW_ID, KTG_STATE_COMPLETE, "New.");
  assert_listed (device, DRAFT_ID, KTG_STATE_COMPLETE, "A draft no more.");
  ktg_store_device_assert_sound (device);
}

/* SQLite keeps user_version here, the highest byte first. */
#define USER_VERSION_OFFSET 60

static GBytes *
read_db (KtgStoreDevice *device)
{
  g_autofree char *path = g_build_filename (device->profile, "store.db", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize n_bytes;

  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, n_bytes);
}

static guint
read_schema (KtgStoreDevice *device)
{
  g_autoptr (GBytes) bytes = read_db (device);
  const guint8 *version = g_bytes_get_data (bytes, NULL);

  version += USER_VERSION_OFFSET;
  return (guint)version[0] << 24 | (guint)version[1] << 16 | (guint)version[2] << 8 | version[3];
}

static void
write_schema (KtgStoreDevice *device, guint schema)
{
  g_autofree char *path = g_build_filename (device->profile, "store.db", NULL);
  guint8           version[] = { 0, 0, 0, (guint8)schema };
  int              fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpuint (schema, <, 256);
  g_assert_cmpint (pwrite (fd, version, sizeof version, USER_VERSION_OFFSET), ==, sizeof version);
  close (fd);
}

/* The schema that this very program writes. */
static guint
get_schema (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();

  ktg_store_device_reopen (device);
  ktg_store_device_close (device);
  return read_schema (device);
}

static void
test_opens (void)
{
  guint newest = get_schema ();

  for (guint schema = 1; schema <= newest; schema++)
    {
      g_autoptr (KtgStoreDevice) device = copy_golden (schema);

      g_assert_cmpuint (read_schema (device), ==, schema);
      ktg_store_device_reopen (device);
      assert_all_there (device);
      ktg_store_device_reopen (device);
      assert_all_there (device);
      assert_work_goes_on (device);
      ktg_store_device_close (device);
      g_assert_cmpuint (read_schema (device), ==, newest);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names and bytes of all that a folder holds, but for the lock. */
static void
add_contents (GChecksum *sum, const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "lock"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *bytes = NULL;
      gsize            n_bytes;

      g_checksum_update (sum, names->pdata[i], -1);
      if (g_file_test (names->pdata[i], G_FILE_TEST_IS_DIR))
        add_contents (sum, names->pdata[i]);
      else if (g_file_get_contents (names->pdata[i], &bytes, &n_bytes, NULL))
        g_checksum_update (sum, (const guchar *)bytes, (gssize)n_bytes);
    }
}

static char *
dup_contents (KtgStoreDevice *device)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_contents (sum, device->profile);
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_newer (void)
{
  guint newest = get_schema ();
  g_autoptr (KtgStoreDevice) device = copy_golden (newest);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  write_schema (device, newest + 1);
  before = dup_contents (device);
  g_assert_false (ktg_store_device_open (device, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_TOO_NEW);
  after = dup_contents (device);
  g_assert_cmpstr (after, ==, before);

  write_schema (device, newest);
  ktg_store_device_reopen (device);
  assert_all_there (device);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--make") == 0)
    return make_profile (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden-profiles/each-released-one-opens-and-work-goes-on", test_opens);
  g_test_add_func ("/golden-profiles/a-newer-one-is-refused-and-not-touched", test_newer);
  return g_test_run ();
}
