/* ktg-profile-maker.c - a profile with as many reports as a test or measurement asks for
 *
 * Everything goes through the store, so the profile is one that an officer could have made. Only
 * the waiting for the disk is left out: what this program makes need not survive a power cut.
 *
 * Prints one JSON object: what was made, with the SHA-256 of every file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-painter.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <ktg-photo.h>
#include <ktg-store.h>
#include <string.h>
#include <unistd.h>

#define WORDS_PER_ACCOUNT 90
#define FIRST_US (G_GINT64_CONSTANT (1730419200) * G_USEC_PER_SEC) /* 1 November 2024 */
#define MINUTE_US (60 * (gint64)G_USEC_PER_SEC)
#define DAY_US (24 * 60 * MINUTE_US)

static int      n_reports = 100;
static int      n_pictured;
static int      n_first_photos;
static int      n_photos = 1;
static int      photo_bytes = 256 * 1024;
static gboolean is_alike;

static const GOptionEntry options[]
    = { { "reports", 0, 0, G_OPTION_ARG_INT, &n_reports, "How many reports", "N" },
        { "pictured", 0, 0, G_OPTION_ARG_INT, &n_pictured, "How many of them have photos", "N" },
        { "photos", 0, 0, G_OPTION_ARG_INT, &n_photos, "Photos of each of those", "N" },
        { "first-photos", 0, 0, G_OPTION_ARG_INT, &n_first_photos, "Photos of the topmost", "N" },
        { "photo-bytes", 0, 0, G_OPTION_ARG_INT, &photo_bytes, "At least so large", "N" },
        { "alike", 0, 0, G_OPTION_ARG_NONE, &is_alike, "All show the same; quick to make", NULL },
        { NULL } };

typedef struct
{
  KtgStore     *store;
  GString      *files; /* the list in the printed JSON */
  guint         n_files;
  guint64       n_bytes;
  GAsyncResult *result;
  GBytes       *model, *model_preview; /* of what is alike */
} Maker;

/* The program's own definitions come before the C library's. */
int
fsync (int fd)
{
  return 0;
}

int
fdatasync (int fd)
{
  return 0;
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Maker *maker = user_data;

  maker->result = g_object_ref (result);
}

static GAsyncResult *
await (Maker *maker)
{
  while (maker->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&maker->result);
}

static void
note_file (Maker *maker, const char *sha256, guint64 size_bytes)
{
  g_string_append_printf (maker->files,
                          "%s{\"sha256\":\"%s\",\"bytes\":%" G_GUINT64_FORMAT "}",
                          maker->n_files == 0 ? "" : ",",
                          sha256,
                          size_bytes);
  maker->n_files++;
  maker->n_bytes += size_bytes;
}

static KtgEvidence *
import (Maker *maker, GBytes *bytes, GBytes *preview)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgIncoming *incoming = ktg_store_begin_evidence (maker->store, &error);
  KtgEvidence *evidence;

  if (incoming == NULL
      || !ktg_incoming_write (incoming,
                              g_bytes_get_data (bytes, NULL),
                              g_bytes_get_size (bytes),
                              &error)
      || !ktg_incoming_finish (incoming, &error))
    g_error ("import: %s", error->message);

  ktg_store_import_evidence_async (maker->store, incoming, preview, done_cb, maker);
  result = await (maker);
  evidence = ktg_store_import_evidence_finish (maker->store, result, &error);
  if (evidence == NULL)
    g_error ("import: %s", error->message);

  g_assert_cmpuint (evidence->size_bytes, ==, g_bytes_get_size (bytes));
  note_file (maker, evidence->sha256, evidence->size_bytes);
  note_file (maker, evidence->preview_sha256, evidence->preview_size_bytes);
  return evidence;
}

/* What the photo room makes of these bytes when they come as a file. */
static KtgPhoto *
read_photo (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int              fd = g_file_open_tmp ("IMG_XXXXXX.jpg", &path, &error);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  KtgPhoto *photo;

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  photo = ktg_photo_read (file, G_MAXINT64, 7 * 3600, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);

  return photo;
}

/* The same picture in other bytes: a decoder does not mind what follows it. */
static GBytes *
number_bytes (GBytes *bytes, guint number)
{
  g_autoptr (GByteArray) numbered = g_byte_array_new ();

  g_byte_array_append (numbered, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  g_byte_array_append (numbered, (const guint8 *)&number, sizeof number);

  return g_byte_array_free_to_bytes (g_steal_pointer (&numbered));
}

static KtgEvidence *
import_alike (Maker *maker, guint number)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (KtgPhoto) photo = NULL;

  if (maker->model == NULL)
    {
      maker->model = ktg_photo_paint (number, (gsize)photo_bytes);
      photo = read_photo (maker->model);
      maker->model_preview = g_bytes_ref (photo->preview);
    }

  bytes = number_bytes (maker->model, number);
  preview = number_bytes (maker->model_preview, number);

  return import (maker, bytes, preview);
}

static KtgEvidence *
import_own (Maker *maker, guint number)
{
  g_autoptr (GBytes) bytes = ktg_photo_paint (number, (gsize)photo_bytes);
  g_autoptr (KtgPhoto) photo = read_photo (bytes);

  return import (maker, bytes, photo->preview);
}

static KtgEvidence *
attach_photo (Maker *maker, guint number)
{
  KtgEvidence *evidence = is_alike ? import_alike (maker, number) : import_own (maker, number);

  evidence->media_type = g_strdup ("image/jpeg");
  evidence->original_name = g_strdup_printf ("IMG_%05u.jpg", number);
  evidence->origin = KTG_ORIGIN_CAMERA;

  return evidence;
}

static char *
write_account (GRand *chance)
{
  static const char *const words[]
      = { "lurah",      "hadir",    "deklarasi", "calon",   "lapangan",  "desa",
          "mengangkat", "jari",     "spanduk",   "kantor",  "kelurahan", "malam",
          "foto",       "diunggah", "akun",      "pegawai", "memilih",   "rapat",
          "kampanye",   "mobil",    "dinas",     "saksi",   "mencatat",  "warga" };
  GString *account = g_string_new (NULL);

  for (guint i = 0; i < WORDS_PER_ACCOUNT; i++)
    {
      g_string_append (account, i == 0 ? "" : " ");
      g_string_append (account, words[g_rand_int_range (chance, 0, G_N_ELEMENTS (words))]);
    }

  return g_string_free (account, FALSE);
}

static KtgPerson *
name_person (KtgPersonRole role, guint number)
{
  KtgPerson *person = ktg_person_new (role);

  person->name = g_strdup_printf ("%s %u", role == KTG_PERSON_REPORTED ? "Budi" : "Sari", number);
  person->position = g_strdup (role == KTG_PERSON_REPORTED ? "Lurah" : "Warga");
  person->agency = g_strdup ("Kelurahan");

  return person;
}

static KtgReport *
write_report (guint number, GRand *chance, const KtgMoment *known)
{
  static const char *const violations[] = { "KE-01", "KE-02", "KE-05", "DS-03", "DS-07" };
  KtgReport               *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71");
  report->place_words = g_strdup_printf ("RT %u RW %u", number % 19 + 1, number % 8 + 1);
  report->happened = ktg_moment_dup_wall (known);
  report->known = ktg_moment_dup_wall (known);
  g_ptr_array_add (report->violations, g_strdup (violations[number % G_N_ELEMENTS (violations)]));
  g_ptr_array_add (report->persons, name_person (KTG_PERSON_REPORTED, number));
  g_ptr_array_add (report->persons, name_person (KTG_PERSON_WITNESS, number));
  report->account = write_account (chance);

  return report;
}

/* Of those whose time is over on one day the last filed stands first. */
static guint
count_photos (guint number)
{
  if (number + 1 == (guint)n_pictured && n_first_photos > 0)
    return (guint)n_first_photos;

  return number < (guint)n_pictured ? (guint)n_photos : 0;
}

/* One a minute; those with photos became known first, so that they stand above the others. */
static gint64
get_time_us (guint number)
{
  return FIRST_US + number * MINUTE_US - (count_photos (number) > 0 ? 2 * DAY_US : 0);
}

static void
file_report (Maker *maker, guint number, GRand *chance)
{
  KtgMoment now = { .wall_us = get_time_us (number), .utc_offset_s = 7 * 3600 };
  g_autoptr (KtgReport) report = write_report (number, chance, &now);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < count_photos (number); i++)
    g_ptr_array_add (report->evidence, attach_photo (maker, maker->n_files));

  ktg_store_file_report_async (maker->store, NULL, g_steal_pointer (&report), &now, done_cb, maker);
  result = await (maker);
  id = ktg_store_file_report_finish (maker->store, result, &error);

  if (id == NULL)
    g_error ("report %u: %s", number, error->message);
}

static void
open_profile (Maker *maker, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_open_async (profile, FIRST_US, done_cb, maker);
  result = await (maker);
  maker->store = ktg_store_open_finish (result, &error);

  if (maker->store == NULL)
    g_error ("%s: %s", profile, error->message);
}

static void
close_profile (Maker *maker)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_close_async (maker->store, done_cb, maker);
  result = await (maker);

  if (!ktg_store_close_finish (maker->store, result, &error))
    g_error ("close: %s", error->message);

  g_clear_object (&maker->store);
}

static void
make_profile (const char *profile)
{
  Maker maker = { .files = g_string_new (NULL) };
  g_autoptr (GRand) chance = g_rand_new_with_seed (1);

  open_profile (&maker, profile);

  for (guint i = 0; i < (guint)n_reports; i++)
    file_report (&maker, i, chance);

  g_assert_cmpuint (g_list_model_get_n_items (ktg_store_get_summaries (maker.store)),
                    >=,
                    (guint)n_reports);
  close_profile (&maker);
  g_clear_pointer (&maker.model, g_bytes_unref);
  g_clear_pointer (&maker.model_preview, g_bytes_unref);

  g_print ("{\"reports\":%d,\"bytes\":%" G_GUINT64_FORMAT ",\"files\":[%s]}\n",
           n_reports,
           maker.n_bytes,
           maker.files->str);
  g_string_free (maker.files, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PROFILE");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error == NULL ? "which folder?" : error->message);
      return 2;
    }

  make_profile (argv[1]);

  return 0;
}
