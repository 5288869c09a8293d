/* test-at-rest.c - what a report says cannot be read from the disk
 *
 * A canary word stands in every text a report, its evidence, a review, an account and a photo can
 * hold. After use, no file of the profile contains one, in no case and not as UTF-16, while the
 * profile is open and after it is closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-news.h"

#include <string.h>

#define CANARY "Burungkenari"

static guint n_canaries;

static char *
canary (void)
{
  return g_strdup_printf ("%s%u", CANARY, n_canaries++);
}

static KtgPerson *
new_person (KtgPersonRole role)
{
  KtgPerson *person = ktg_person_new (role);

  person->name = canary ();
  person->address = canary ();
  person->phone = canary ();
  person->email = canary ();
  person->status = canary ();
  person->position_group = canary ();
  person->position = canary ();
  person->agency = canary ();
  person->unit = canary ();
  person->nip = canary ();
  person->nik = canary ();
  person->note = canary ();
  return person;
}

static KtgEvidence *
new_evidence (const char *sha256, const char *preview)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = g_strdup (sha256);
  evidence->size_bytes = 1;
  evidence->media_type = g_strdup ("image/" CANARY);
  evidence->original_name = canary ();
  evidence->camera = canary ();
  evidence->gesture = canary ();
  evidence->caption = canary ();
  evidence->posted = ktg_posted_new ();
  evidence->posted->where = canary ();
  evidence->posted->account = canary ();
  evidence->posted->url = canary ();
  evidence->preview_sha256 = g_strdup (preview);
  evidence->preview_size_bytes = 1;
  return evidence;
}

static KtgReport *
new_report (const char *sha256, const char *preview)
{
  KtgReport *report = ktg_report_new ();

  report->kind = canary ();
  report->place_region = g_strdup ("34.71.04.1002");
  report->region_version = canary ();
  report->place_class = canary ();
  report->place_words = canary ();
  report->known = g_strdup ("2024-10-31");
  report->phase = canary ();
  report->openness = canary ();
  report->account = canary ();
  report->rules_version = canary ();
  g_ptr_array_add (report->violations, canary ());
  g_ptr_array_add (report->tags, canary ());
  for (int role = KTG_PERSON_REPORTED; role <= KTG_PERSON_WITNESS; role++)
    g_ptr_array_add (report->persons, new_person (role));
  g_ptr_array_add (report->evidence, new_evidence (sha256, preview));
  return report;
}

static void
assert_absent (const char *bytes,
               gsize       size_bytes,
               const char *word,
               gsize       word_bytes,
               const char *name)
{
  if (memmem (bytes, size_bytes, word, word_bytes) != NULL)
    g_error ("%s says what a report says", name);
}

static void
assert_no_canary (const char *bytes, gsize size_bytes, const char *name)
{
  g_autofree char *lower = g_malloc (size_bytes + 1);
  g_autofree char *word = g_ascii_strdown (CANARY, -1);
  g_autofree char *wide = g_malloc0 (2 * sizeof CANARY);

  for (gsize i = 0; i < size_bytes; i++)
    lower[i] = g_ascii_tolower (bytes[i]);
  for (gsize i = 0; i < strlen (word); i++)
    wide[2 * i] = word[i];

  assert_absent (lower, size_bytes, word, strlen (word), name);
  assert_absent (lower, size_bytes, wide, 2 * strlen (word), name);
}

/* Returns how many files it looked through. */
static guint
look_through (const char *folder, const char *const *hashes)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            size_bytes;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          n_files += look_through (path, hashes);
          continue;
        }

      g_assert_true (g_file_get_contents (path, &bytes, &size_bytes, NULL));
      assert_no_canary (bytes, size_bytes, name);
      for (int i = 0; hashes[i] != NULL; i++)
        {
          g_assert_cmpstr (name, !=, hashes[i]);
          assert_absent (bytes, size_bytes, hashes[i], strlen (hashes[i]), name);
        }
      n_files++;
    }

  return n_files;
}

static void
test_canaries (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *photo_text = canary ();
  g_autofree char *photo = NULL;
  g_autofree char *preview = NULL;
  g_autofree char *id = NULL;
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (KtgReport) draft_report = NULL;
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (KtgSigningKey) office = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) step = NULL;
  const char *hashes[3] = { NULL };
  KtgNews    *news = ktg_news_new ();

  g_assert_true (ktg_store_device_open (device, &error));
  g_assert_true (ktg_store_device_enrol (device, &error));
  photo = ktg_store_device_import (device, photo_text, &error);
  preview = ktg_store_device_import (device, CANARY " preview", &error);
  hashes[0] = photo;
  hashes[1] = preview;

  report = new_report (photo, preview);
  draft_report = new_report (photo, preview);
  draft = ktg_draft_new (NULL, draft_report);
  ktg_store_device_save_draft (device, draft, &error);
  g_assert_no_error (error);
  id = ktg_store_device_file (device, NULL, report, &error);
  g_assert_no_error (error);
  ktg_store_device_deliver_all (device);
  step = ktg_store_device_sign_step (device, office, id, 1, NULL, CANARY);
  ktg_test_news_add (news, 200, step);
  g_assert_true (ktg_store_device_apply (device, news, &error));
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_events, ==, 2);

  g_assert_cmpuint (look_through (device->profile, hashes), >=, 6);
  g_assert_true (ktg_store_device_discard_draft (device, ktg_draft_get_id (draft), &error));
  ktg_store_device_assert_sound (device);
  ktg_store_device_close (device);
  g_assert_cmpuint (look_through (device->profile, hashes), >=, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/at-rest/no-canary-is-found", test_canaries);

  return g_test_run ();
}
