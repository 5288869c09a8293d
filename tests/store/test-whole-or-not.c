/* test-whole-or-not.c - what takes several writes is done whole, or not at all
 *
 * The ladder: each act is tried on a disk that is dead from its first step on, then from its
 * second, until it runs clean. After each, the profile is opened again on a good disk: the act is
 * done or it is not, and the list agrees with the events.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-fault-disk.h>
#include <ktg-sha256.h>

#include <errno.h>
#include <string.h>

#define N_REPORTS 2

typedef struct
{
  KtgStoreDevice *device;
  KtgSigningKey  *other_server;
  GPtrArray      *event_ids; /* (element-type utf8) */
} World;

typedef struct
{
  const char *name;
  void (*prepare) (World *world);
  gboolean (*act) (World *world, GError **error);
  gboolean (*is_done) (World *world); /* fails when it is done by half */
} Act;

static void
file_reports (KtgStoreDevice *device)
{
  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autofree char *text = g_strdup_printf ("photo %u", i);
      g_autoptr (GError) error = NULL;
      g_autofree char *photo = ktg_store_device_import (device, text, &error);
      const char      *evidence[] = { photo, "", NULL };
      g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
      g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);

      g_assert_no_error (error);
    }
}

static GPtrArray *
list_events (KtgStoreDevice *device)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (device);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < owed->events->len; i++)
    g_ptr_array_add (ids, g_strdup (((KtgOwedEvent *)owed->events->pdata[i])->event_id));
  return ids;
}

static World *
world_new (const Act *act)
{
  World *world = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  world->device = ktg_store_device_new ();
  world->other_server = ktg_signing_key_new ();
  g_assert_true (ktg_store_device_open (world->device, &error));
  g_assert_true (ktg_store_device_enrol (world->device, &error));
  file_reports (world->device);
  world->event_ids = list_events (world->device);
  act->prepare (world);
  return world;
}

static void
world_free (World *world)
{
  ktg_store_device_free (world->device);
  ktg_signing_key_unref (world->other_server);
  g_ptr_array_unref (world->event_ids);
  g_free (world);
}

/* --- a device goes over to another server: it owes that one everything --- */

static void
deliver (World *world)
{
  ktg_store_device_deliver_all (world->device);
}

static gboolean
go_over (World *world, GError **error)
{
  return ktg_store_device_enrol_with (world->device, world->other_server, error);
}

static gboolean
has_gone_over (World *world)
{
  const char *server = ktg_store_get_account (world->device->store)->server_key;
  gboolean    has = g_str_equal (server, ktg_signing_key_get_public (world->other_server));
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);

  g_assert_cmpuint (owed->events->len, ==, has ? N_REPORTS : 0);
  g_assert_cmpuint (owed->files->len, ==, has ? N_REPORTS : 0);
  ktg_store_device_assert_sound (world->device);
  return has;
}

/* --- an officer has everything that was refused tried again --- */

static void
park_all (World *world)
{
  KtgNews *news = ktg_news_new ();
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_REPORTS; i++)
    {
      const KtgOwedFile *file = owed->files->pdata[i];

      g_ptr_array_add (news->refused,
                       ktg_refusal_new (world->event_ids->pdata[i], "urn:x:no", "No"));
      g_ptr_array_add (news->refused_files, ktg_refusal_new (file->sha256, "urn:x:no", "No"));
    }
  g_assert_true (ktg_store_device_apply (world->device, news, &error));
}

static gboolean
try_again (World *world, GError **error)
{
  return ktg_store_device_unpark (world->device, NULL, error);
}

static gboolean
is_tried_again (World *world)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);

  g_assert_true (owed->n_parked == 0 || owed->n_parked == 2 * N_REPORTS);
  ktg_store_device_assert_sound (world->device);
  return owed->n_parked == 0;
}

/* --- events that can no longer be read are to be sent --- */

static void
damage_events (World *world)
{
  g_autoptr (GError) error = NULL;

  ktg_store_device_close (world->device);
  ktg_store_device_tamper (world->device, "UPDATE event SET sealed = zeroblob (length (sealed))");
  g_assert_true (ktg_store_device_open (world->device, &error));
}

static gboolean
load_for_sending (World *world, GError **error)
{
  g_autoptr (GPtrArray) events
      = ktg_store_device_load_events (world->device, world->event_ids, error);

  g_assert_true (events == NULL || events->len == 0);
  return events != NULL;
}

static guint
count_parked_in_list (KtgStoreDevice *device)
{
  GListModel *list = ktg_store_get_summaries (device->store);
  guint       n_parked = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (list, i);

      n_parked += ktg_summary_get (summary)->state == KTG_STATE_PARKED;
    }
  return n_parked;
}

static gboolean
is_put_aside (World *world)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);

  g_assert_true (owed->n_parked == 0 || owed->n_parked == N_REPORTS);
  g_assert_cmpuint (count_parked_in_list (world->device), ==, owed->n_parked);
  return owed->n_parked > 0;
}

/* --- a server was put back and lacks one report: it is owed again, with every file --- */

#define FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"

static void
deliver_in_first_life (World *world)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (world->device, owed);
  g_autoptr (GError) error = NULL;
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup (FIRST_LIFE);
  receipt->life = g_strdup (FIRST_LIFE);
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (world->device->server, receipt));
  g_assert_true (ktg_store_device_apply (world->device, news, &error));
}

static gboolean
hear_of_new_life (World *world, GError **error)
{
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup (SECOND_LIFE);
  news->stands
      = ktg_store_device_sign_life (world->device, SECOND_LIFE, FIRST_LIFE, 100 + N_REPORTS - 2, 0);
  return ktg_store_device_apply (world->device, news, error);
}

static gboolean
owes_again (World *world)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);
  gboolean has = g_str_equal (owed->life, SECOND_LIFE);

  g_assert_cmpuint (owed->events->len, ==, has ? 1 : 0);
  g_assert_cmpuint (owed->files->len, ==, has ? N_REPORTS : 0);
  g_assert_cmpuint (ktg_store_get_server_notes (world->device->store)->n_again,
                    ==,
                    has ? N_REPORTS : 0);
  ktg_store_device_assert_sound (world->device);
  return has;
}

/* --- a report that met another with its number is filed anew, with a new key --- */

static void
fork_all (World *world)
{
  KtgNews *news = ktg_news_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_REPORTS; i++)
    g_ptr_array_add (news->refused,
                     ktg_refusal_new (world->event_ids->pdata[i],
                                      "urn:kentongan:problem:fork",
                                      "No"));
  g_assert_true (ktg_store_device_apply (world->device, news, &error));
}

static char *
dup_forked_report (World *world)
{
  GListModel      *list = ktg_store_get_summaries (world->device->store);
  g_autofree char *id = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (list, i);
      KtgState state = ktg_summary_get (summary)->state;

      if (state == KTG_STATE_REPLACED || (state == KTG_STATE_PARKED && id == NULL))
        {
          g_free (id);
          id = g_strdup (ktg_summary_get (summary)->id);
        }
    }
  return g_steal_pointer (&id);
}

static gboolean
file_anew (World *world, GError **error)
{
  g_autofree char *id = dup_forked_report (world);
  g_autofree char *anew = ktg_store_device_refile (world->device, id, error);

  return anew != NULL;
}

static gboolean
is_filed_anew (World *world)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->device);
  g_autofree char *id = dup_forked_report (world);
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (world->device, id, NULL);
  guint n_anew = held->anew != NULL ? 1 : 0;

  g_assert_cmpuint (owed->n_parked, ==, N_REPORTS - n_anew);
  g_assert_cmpuint (owed->events->len, ==, n_anew);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (world->device), ==, N_REPORTS + n_anew);
  g_assert_true ((ktg_store_get_account (world->device->store) == NULL) == (n_anew == 1));
  ktg_store_device_assert_sound (world->device);
  return n_anew == 1;
}

/* --- a photo and its preview come in --- */

#define PHOTO "a photo, and what is in it"
#define PREVIEW "a photo"

static void
prepare_nothing (World *world)
{
}

static gboolean
import_both (World *world, GError **error)
{
  g_autoptr (GBytes) preview = g_bytes_new_static (PREVIEW, strlen (PREVIEW));
  g_autoptr (KtgEvidence) evidence
      = ktg_store_device_import_with (world->device, PHOTO, strlen (PHOTO), preview, error);

  return evidence != NULL;
}

static gboolean
has_file (World *world, const char *text)
{
  g_autofree char *sha256 = ktg_sha256_of ((const guint8 *)text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ktg_store_device_read (world->device, sha256, 0, &error);

  if (bytes == NULL)
    g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
  return bytes != NULL;
}

static void
assert_nothing_half (World *world)
{
  g_autofree char *path = g_build_filename (world->device->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "importing"));
}

static gboolean
has_both (World *world)
{
  gboolean has = has_file (world, PHOTO);

  g_assert_cmpint (has, ==, has_file (world, PREVIEW));
  assert_nothing_half (world);
  ktg_store_device_assert_sound (world->device);
  return has;
}

static const Act acts[] = {
  { "/whole-or-not/importing-a-photo-with-its-preview", prepare_nothing, import_both, has_both },
  { "/whole-or-not/filing-anew-with-a-new-key", fork_all, file_anew, is_filed_anew },
  { "/whole-or-not/owing-again-what-a-server-that-was-put-back-lacks",
    deliver_in_first_life,
    hear_of_new_life,
    owes_again },
  { "/whole-or-not/going-over-to-another-server", deliver, go_over, has_gone_over },
  { "/whole-or-not/trying-again-what-was-refused", park_all, try_again, is_tried_again },
  { "/whole-or-not/putting-aside-what-cannot-be-read",
    damage_events,
    load_for_sending,
    is_put_aside },
};

static void
climb (gconstpointer data)
{
  const Act *act = data;
  gboolean   is_reached = TRUE;
  guint      step;

  for (step = 1; is_reached; step++)
    {
      World   *world = world_new (act);
      gboolean is_said;
      g_autoptr (GError) error = NULL;

      ktg_fault_disk_arm (world->device->folder, KTG_FAULT_DEAD, step, EIO);
      is_said = act->act (world, &error);
      ktg_store_device_close (world->device);
      is_reached = ktg_fault_disk_disarm () >= step;

      g_assert_true (is_said || is_reached);
      g_clear_error (&error);
      g_assert_true (ktg_store_device_open (world->device, &error));
      g_assert_true (act->is_done (world) || !is_said);
      world_free (world);
    }

  g_test_message ("%u steps", step - 1);
  g_assert_cmpuint (step, >, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    g_test_add_data_func (acts[i].name, &acts[i], climb);
  return g_test_run ();
}
