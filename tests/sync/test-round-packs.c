/* test-round-packs.c - what a round says of the packs that it does not ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <ktg-pack-parcel.h>
#include <ktg-sha256.h>
#include <ktg-sync.h>
#include <ktg-test-link.h>
#include <string.h>
#include <sys/statvfs.h>

static guint64 free_bytes = G_MAXUINT64; /* what the disk is said to have */

/* In the place of the C library's. */
int
statvfs (const char *path, struct statvfs *disk)
{
  *disk = (struct statvfs){ .f_frsize = 1, .f_bavail = free_bytes };
  return 0;
}

static void
use_pack_folder (Officer *officer)
{
  g_autofree char *received = g_build_filename (officer->device->folder, "packs", NULL);
  g_autoptr (KtgPackFolder) packs = ktg_pack_folder_new (officer->device->folder, received);

  ktg_store_use_pack_folder (officer->device->store, packs);
}

static guint
count_fetches (Officer *officer)
{
  g_autofree char *log = fake_server_dup_log (officer->server);
  g_auto (GStrv) parts = g_strsplit (log, "GET /v1/packs", -1);

  return g_strv_length (parts) - 1;
}

/* Reports go all the same. */
static void
test_what_the_disk_has_no_room_for_is_not_asked_for_and_said (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char       *id = officer_file (officer, "a banner", 1, 3000);
  const KtgSyncProgress *progress = ktg_sync_get_progress (officer->sync);

  use_pack_folder (officer);
  fake_server_lie (officer->server, FAKE_PACK, "/v1/exchange", 0, 1000);
  free_bytes = KTG_PACK_LEAVES_BYTES - 1;
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (officer_run (officer, NULL));
      officer_assert_level (officer, 1, 2);
      g_assert_cmpuint (count_fetches (officer), ==, 0);
      g_assert_cmpstr (progress->pack, ==, "rules-2022-09-22.2");
      g_assert_cmpint (progress->pack_error, ==, KTG_SYNC_ERROR_STORE);
    }

  free_bytes = G_MAXUINT64;
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (count_fetches (officer), >, 0);
  g_assert_cmpint (progress->pack_error, !=, KTG_SYNC_ERROR_STORE);
}

static void
hand_out (Officer *officer, const char *version, gboolean is_published)
{
  char *text = g_strdup_printf ("{\"format\":1,\"pack\":\"rules\",\"version\":\"%s\"}", version);
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));
  g_autofree char *sha256 = ktg_sha256_of_bytes (content);
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new ("rules", version, sha256);
  g_autoptr (KtgEnvelope) word
      = is_published ? ktg_test_link_publish (officer->device->server, 9, notice, content) : NULL;
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (word, content);

  fake_server_hand_out (officer->server, notice, parcel);
}

/* Nor does it hold reports up, or is asked for again, before another list comes. */
static void
test_what_the_centre_did_not_publish_is_said (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char       *id = officer_file (officer, "a banner", 1, 3000);
  const KtgSyncProgress *progress = ktg_sync_get_progress (officer->sync);

  use_pack_folder (officer);
  hand_out (officer, "2022-09-22.2", FALSE);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_level (officer, 1, 2);
  g_assert_cmpstr (progress->pack, ==, "rules-2022-09-22.2");
  g_assert_cmpint (progress->pack_error, ==, KTG_SYNC_ERROR_NOT_PUBLISHED);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (count_fetches (officer), ==, 1);

  hand_out (officer, "2022-09-22.3", TRUE);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (count_fetches (officer), ==, 2);
  g_assert_null (progress->pack);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/round-packs/what-the-disk-has-no-room-for-is-not-asked-for-and-said",
                   test_what_the_disk_has_no_room_for_is_not_asked_for_and_said);

  g_test_add_func ("/round-packs/what-the-centre-did-not-publish-is-said",
                   test_what_the_centre_did_not_publish_is_said);

  return g_test_run ();
}
