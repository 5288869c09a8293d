/* test-failing-disk.c - nothing that was said to be kept is lost, and nothing is half kept
 *
 * The ladder: an officer's whole morning is played against a disk that fails at its first step,
 * then at its second, until it runs clean; and against a process that is killed there. After each,
 * the profile is opened again on a good disk and compared with what the officer was told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-news.h"

#include <errno.h>
#include <ktg-fault-disk.h>
#include <ktg-random.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A sanitizer sees in each sixth step what it would see in all. */
#ifdef __SANITIZE_ADDRESS__
#define STRIDE 6
#else
#define STRIDE 1
#endif

/* What the officer was told, in memory that outlives a killed process. */
typedef struct
{
  gboolean is_draft_saved;
  char     photo[65];
  char     filed[37];
  gboolean is_amendment_begun;
  gboolean is_amended;
  gboolean is_delivered;
  gboolean has_rules;
  gboolean has_spent;
} Told;

#define DRAFT_ID "6a5c1a34-92f3-4c55-a0a7-0b5b5f4d1e01"
#define OTHER_DRAFT_ID "6a5c1a34-92f3-4c55-a0a7-0b5b5f4d1e02"
#define AMENDMENT_ID "6a5c1a34-92f3-4c55-a0a7-0b5b5f4d1e03"

static gboolean
save_drafts (KtgStoreDevice *device, Told *told, GError **error)
{
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("A draft.", NULL);
  g_autoptr (KtgDraft) draft = ktg_draft_new (DRAFT_ID, report);
  g_autoptr (KtgDraft) other = ktg_draft_new (OTHER_DRAFT_ID, report);

  if (!ktg_store_device_save_draft (device, draft, error)
      || !ktg_store_device_save_draft (device, other, error))
    return FALSE;

  told->is_draft_saved = TRUE;
  return TRUE;
}

static gboolean
import_photo (KtgStoreDevice *device, Told *told, GError **error)
{
  g_autofree char *text = g_strnfill (150000, 'p');
  g_autofree char *photo = ktg_store_device_import (device, text, error);

  if (photo == NULL)
    return FALSE;

  g_strlcpy (told->photo, photo, sizeof told->photo);
  return TRUE;
}

static gboolean
file_report (KtgStoreDevice *device, Told *told, GError **error)
{
  const char *evidence[] = { told->photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autofree char *id = ktg_store_device_file (device, DRAFT_ID, report, error);

  if (id == NULL)
    return FALSE;

  g_strlcpy (told->filed, id, sizeof told->filed);
  return TRUE;
}

static gboolean
deliver (KtgStoreDevice *device, Told *told, GError **error)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (device);
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (device, owed);
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (device->server, receipt));
  ktg_test_news_begin (news);
  if (!ktg_store_device_apply (device, news, error))
    return FALSE;

  told->is_delivered = TRUE;
  return TRUE;
}

/* Both are there, or neither is: each is one transaction. */
static gboolean
make_rules (KtgStoreDevice *device, Told *told, GError **error)
{
  const KtgSpent added = { 20053, { 1, 2, 3 } };
  KtgSpent       spent;

  told->has_rules
      = ktg_store_device_set_rules (device, &(KtgSendingRules){ TRUE, TRUE, TRUE, 1000 }, error);
  told->has_spent = told->has_rules && ktg_store_device_note_spent (device, &added, &spent, error);
  return told->has_spent;
}

static gboolean
begin_amendment (KtgStoreDevice *device, Told *told, GError **error)
{
  const char *evidence[] = { told->photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What really happened.", evidence);
  g_autoptr (KtgDraft) draft = ktg_store_device_begin_amendment (device,
                                                                 AMENDMENT_ID,
                                                                 told->filed,
                                                                 report,
                                                                 "Something was added",
                                                                 error);

  if (draft == NULL)
    return FALSE;

  told->is_amendment_begun = TRUE;
  return TRUE;
}

static gboolean
amend_report (KtgStoreDevice *device, Told *told, GError **error)
{
  g_autoptr (KtgDraft) draft = ktg_store_device_load_draft (device, AMENDMENT_ID, error);

  if (draft == NULL || !ktg_store_device_file_amendment (device, draft, error))
    return FALSE;

  told->is_amended = TRUE;
  return TRUE;
}

/* Until something goes wrong. */
static void
play_morning (KtgStoreDevice *device, Told *told, GError **error)
{
  if (ktg_store_device_open (device, error) && ktg_store_device_enrol (device, error)
      && save_drafts (device, told, error) && import_photo (device, told, error)
      && file_report (device, told, error) && deliver (device, told, error)
      && make_rules (device, told, error) && begin_amendment (device, told, error))
    amend_report (device, told, error);

  if (device->store != NULL)
    ktg_store_device_close (device);
}

static void
assert_filed (KtgStoreDevice *device, const Told *told)
{
  const KtgSummaryFields *fields = ktg_store_device_get_summary (device, told->filed);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, told->filed, &error);
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (device);

  g_assert_no_error (error);
  g_assert_nonnull (fields);
  g_assert_cmpuint (held->files->len, ==, 1);
  photo = ktg_store_device_read (device, told->photo, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (photo), ==, 150000);

  if (told->is_amended)
    g_assert_cmpstr (fields->words, ==, "What really happened.");
  if (told->is_delivered)
    g_assert_cmpuint (fields->n_events_received, ==, 1);
  if (fields->n_events_received == 0)
    g_assert_cmpuint (owed->files->len, ==, 1);
  g_assert_cmpuint (owed->at->len, ==, fields->n_events_received == 0 ? 0 : 1);
  g_assert_cmpuint (owed->events->len, ==, fields->n_events - fields->n_events_received);
}

/* The draft is there, or what became of it: never both, and never neither. */
static void
assert_amendment (KtgStoreDevice *device, const Told *told)
{
  gboolean is_draft = ktg_store_device_get_summary (device, AMENDMENT_ID) != NULL;
  gboolean is_filed = g_strcmp0 (ktg_store_device_get_summary (device, told->filed)->words,
                                 "What really happened.")
                      == 0;

  g_assert_false (is_draft && is_filed);
  if (told->is_amendment_begun)
    g_assert_true (is_draft || is_filed);
  if (told->is_amended)
    g_assert_true (is_filed);
}

static void
assert_rules (KtgStoreDevice *device, const Told *told)
{
  const KtgSendingRules *rules = ktg_store_get_sending_rules (device->store);
  const KtgSpent         nothing = { .day = 20053 };
  KtgSpent               spent;
  guint64                n_spent;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rules->day_bytes, ==, rules->is_paused ? 1000 : KTG_SENDING_NO_LIMIT);
  g_assert_true (rules->is_paused || !told->has_rules);
  ktg_store_device_note_spent (device, &nothing, &spent, &error);
  g_assert_no_error (error);
  n_spent = ktg_spent_get_total (&spent);
  g_assert_true (n_spent == 6 || (n_spent == 0 && !told->has_spent));
}

/* The profile opens, agrees with itself, has what was told, and work goes on in it. */
static void
assert_nothing_lost (KtgStoreDevice *device, const Told *told)
{
  Told again = *told;
  g_autoptr (GError) error = NULL;

  ktg_store_device_open (device, &error);
  g_assert_no_error (error);
  ktg_store_device_assert_sound (device);
  assert_rules (device, told);
  if (told->is_draft_saved)
    g_assert_nonnull (ktg_store_device_get_summary (device, OTHER_DRAFT_ID));
  if (told->is_draft_saved && told->filed[0] == '\0')
    g_assert_nonnull (ktg_store_device_get_summary (device, DRAFT_ID));
  if (told->filed[0] != '\0')
    {
      assert_filed (device, told);
      assert_amendment (device, told);
    }

  g_assert_true (import_photo (device, &again, &error));
  g_assert_true (file_report (device, &again, &error) || told->is_amended
                 || ktg_store_device_get_summary (device, DRAFT_ID)->n_events == 2);
  g_clear_error (&error);
  assert_filed (device, &again);
  ktg_store_device_assert_sound (device);
}

static void
climb (KtgFaultKind kind, int error_number)
{
  gboolean is_reached = TRUE;
  guint    step;

  for (step = 1; is_reached; step += STRIDE)
    {
      g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
      g_autoptr (GError) error = NULL;
      Told told = { FALSE };

      ktg_fault_disk_arm (device->folder, kind, step, error_number);
      play_morning (device, &told, &error);
      is_reached = ktg_fault_disk_disarm () >= step;

      assert_nothing_lost (device, &told);
      if (!is_reached)
        {
          g_assert_no_error (error);
          g_assert_true (told.is_amended);
        }
    }

  g_test_message ("%u steps", step - STRIDE);
  g_assert_cmpuint (step, >, 50);
}

static void
test_full_disk (void)
{
  climb (KTG_FAULT_DEAD, ENOSPC);
}

static void
test_full_once (void)
{
  climb (KTG_FAULT_ONCE, ENOSPC);
}

static void
test_one_error (void)
{
  climb (KTG_FAULT_ONCE, EIO);
}

static void
test_dead_disk (void)
{
  climb (KTG_FAULT_DEAD, EIO);
}

/* The test program itself, told to play a morning and to die in it: threads do not survive a fork,
 * so it is run anew. */
static int
run_morning (const char *program, KtgStoreDevice *device, const char *told_path, guint step)
{
  g_autofree char *step_text = g_strdup_printf ("%u", step);
  const char *arguments[] = { program, "--morning", device->folder, told_path, step_text, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL,
                (char **)arguments,
                NULL,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static const char *program_path;

static void
test_killed (void)
{
  int   result = KTG_FAULT_KILLED;
  guint step;

  for (step = 1; result == KTG_FAULT_KILLED; step += STRIDE)
    {
      g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
      g_autofree char *told_path = g_strconcat (device->folder, ".told", NULL);
      g_autofree char *told_bytes = NULL;
      gsize            size_bytes;
      Told             told = { FALSE };

      result = run_morning (program_path, device, told_path, step);
      if (g_file_get_contents (told_path, &told_bytes, &size_bytes, NULL))
        {
          g_assert_cmpuint (size_bytes, ==, sizeof told);
          memcpy (&told, told_bytes, sizeof told);
          unlink (told_path);
        }
      assert_nothing_lost (device, &told);
    }

  g_assert_cmpint (result, ==, 0);
  g_test_message ("%u steps", step - STRIDE);
  g_assert_cmpuint (step, >, 50);
}

static void
write_down (const char *told_path, const Told *told)
{
  g_assert_true (g_file_set_contents (told_path, (const char *)told, sizeof *told, NULL));
}

/* Writes down what it was told after each thing, outside the watched folder. */
static int
play_and_die (char *folder, const char *told_path, guint step)
{
  KtgStoreDevice device = { folder };
  Told           told = { FALSE };
  gboolean (*const parts[]) (KtgStoreDevice *, Told *, GError **) = {
    save_drafts, import_photo, file_report, deliver, begin_amendment, amend_report,
  };

  g_assert_true (ktg_seal_init ());
  device.profile = g_build_filename (folder, "profile", NULL);
  device.server = ktg_signing_key_new ();
  ktg_fault_disk_arm (folder, KTG_FAULT_KILL, step, EIO);
  g_assert_true (ktg_store_device_open (&device, NULL) && ktg_store_device_enrol (&device, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_assert_true (parts[i](&device, &told, NULL));
      write_down (told_path, &told);
    }
  ktg_store_device_close (&device);
  ktg_signing_key_unref (device.server);
  g_free (device.profile);

  return 0;
}

/* An fsync that failed is not believed, and not repeated: the store looks at what is there and goes
 * on. */
static void
test_failed_fsync (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("A draft.", NULL);
  g_autoptr (KtgDraft) draft = ktg_draft_new (DRAFT_ID, report);
  g_autoptr (KtgDraft) other = ktg_draft_new (OTHER_DRAFT_ID, report);
  g_autoptr (KtgDraft) loaded = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_device_reopen (device);
  ktg_fault_disk_arm (device->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  g_assert_false (ktg_store_device_save_draft (device, draft, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
  g_assert_cmpuint (ktg_fault_disk_disarm (), >=, 1);
  g_clear_error (&error);

  loaded = ktg_store_device_load_draft (device, DRAFT_ID, NULL);
  g_assert_cmpint (loaded != NULL, ==, ktg_store_device_get_summary (device, DRAFT_ID) != NULL);
  g_assert_true (ktg_store_device_save_draft (device, other, &error));
  g_assert_true (ktg_store_device_save_draft (device, draft, &error));
  ktg_store_device_reopen (device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 2);
}

/* Filing looks too: what was committed after all is filed, and what was not is not. */
static void
test_failed_fsync_of_filing (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autofree char *id = NULL;

  ktg_store_device_reopen (device);
  ktg_fault_disk_arm (device->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  id = ktg_store_device_file (device, DRAFT_ID, report, NULL);
  g_assert_cmpuint (ktg_fault_disk_disarm (), >=, 1);

  g_assert_cmpint (id != NULL, ==, ktg_store_device_get_summary (device, DRAFT_ID) != NULL);
  ktg_store_device_reopen (device);
  g_assert_cmpint (id != NULL, ==, ktg_store_device_get_summary (device, DRAFT_ID) != NULL);
  ktg_store_device_assert_sound (device);
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && strcmp (argv[1], "--morning") == 0)
    return play_and_die (argv[2], argv[3], (guint)g_ascii_strtoull (argv[4], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  program_path = argv[0];

  g_test_add_func ("/failing-disk/a-full-disk-loses-nothing", test_full_disk);
  g_test_add_func ("/failing-disk/a-disk-full-for-a-moment-loses-nothing", test_full_once);
  g_test_add_func ("/failing-disk/one-error-loses-nothing", test_one_error);
  g_test_add_func ("/failing-disk/a-dead-disk-loses-nothing", test_dead_disk);
  g_test_add_func ("/failing-disk/a-killed-process-loses-nothing", test_killed);

  g_test_add_func ("/failing-disk/after-a-failed-fsync-work-goes-on", test_failed_fsync);
  g_test_add_func ("/failing-disk/after-a-failed-fsync-filing-says-what-is-true",
                   test_failed_fsync_of_filing);

  return g_test_run ();
}
