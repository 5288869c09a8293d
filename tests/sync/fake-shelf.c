/* fake-shelf.c - what the fake server keeps: events and files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-shelf.h"

#include <ktg-event-json.h>
#include <ktg-problem-json.h>
#include <ktg-sha256.h>
#include <ktg-signing-key.h>

#include <string.h>

static void
file_free (FakeFile *file)
{
  g_free (file->sha256);
  g_byte_array_unref (file->bytes);
  g_free (file);
}

static void
expect_file (FakeShelf *self, const char *sha256, guint64 size)
{
  FakeFile *file;

  if (sha256 == NULL || g_hash_table_contains (self->files, sha256))
    return;

  file = g_new0 (FakeFile, 1);
  file->sha256 = g_strdup (sha256);
  file->size = size;
  file->bytes = g_byte_array_new ();
  g_hash_table_insert (self->files, g_strdup (sha256), file);
}

static gboolean
is_refused (FakeShelf *self, const KtgEvent *event)
{
  return self->bad_text != NULL && event->report != NULL
         && strstr (event->report->account, self->bad_text) != NULL;
}

static void
keep_event (FakeShelf *self, const char *id)
{
  if (g_hash_table_contains (self->events, id))
    self->n_repeats++;
  else
    g_hash_table_insert (self->events,
                         g_strdup (id),
                         GUINT_TO_POINTER (g_hash_table_size (self->events) + 1));
}

/**
 * fake_file_forget:
 * @n_last_bytes: so many of the bytes that came last
 *
 * As a proxy does that collected them and never passed them on.
 */
void
fake_file_forget (FakeFile *self, gsize n_last_bytes)
{
  g_byte_array_set_size (self->bytes, self->bytes->len - n_last_bytes);
}

void
fake_shelf_init (FakeShelf *self)
{
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)file_free);
}

void
fake_shelf_clear (FakeShelf *self)
{
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_clear_pointer (&self->pack, ktg_pack_notice_free);
  g_clear_pointer (&self->parcel, g_bytes_unref);
  g_free (self->bad_text);
  g_free (self->life);
}

/**
 * fake_shelf_start_anew:
 *
 * All of it stays, in another life.
 */
void
fake_shelf_start_anew (FakeShelf *self)
{
  if (self->life == NULL)
    self->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  else
    self->life[0]++;
}

/**
 * fake_shelf_get_file:
 * @name: (nullable): its hash, or the beginning of that
 *
 * Returns: (nullable): the file, if an event told of one
 */
FakeFile *
fake_shelf_get_file (FakeShelf *self, const char *name)
{
  GHashTableIter iter;
  gpointer       file;

  g_hash_table_iter_init (&iter, self->files);
  while (ktg_sha256_is_name (name) && g_hash_table_iter_next (&iter, NULL, &file))
    if (g_str_has_prefix (((FakeFile *)file)->sha256, name))
      return file;

  return NULL;
}

guint
fake_shelf_get_n_whole_files (FakeShelf *self)
{
  GHashTableIter iter;
  gpointer       file;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    n += ((FakeFile *)file)->is_whole;

  return n;
}

/**
 * fake_shelf_speak_of_file:
 * @sha256: (nullable): the file, of which nothing is said where it was never announced
 *
 * Puts it into the receipt if it is whole, and among what is missing if not.
 */
void
fake_shelf_speak_of_file (FakeShelf         *self,
                          const char        *sha256,
                          KtgReceipt        *receipt,
                          KtgExchangeAnswer *answer)
{
  const FakeFile *file = fake_shelf_get_file (self, sha256);

  if (file == NULL)
    return;
  if (file->is_whole)
    ktg_receipt_add_file (receipt, sha256, file->size, file->index);
  else
    g_ptr_array_add (answer->missing, ktg_missing_file_new (sha256, file->bytes->len));
}

/**
 * fake_shelf_take_event:
 *
 * Checks an event's signature, keeps it, and speaks of it and of its files;
 * refuses it where its account holds the text that was named for this.
 */
void
fake_shelf_take_event (FakeShelf         *self,
                       KtgEnvelope       *envelope,
                       KtgReceipt        *receipt,
                       KtgExchangeAnswer *answer)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (envelope->bytes, &size);

  g_assert_nonnull (event);
  g_assert_true (ktg_signature_is_valid (event->author, bytes, size, envelope->signature));
  if (is_refused (self, event))
    {
      g_ptr_array_add (answer->refused,
                       ktg_refusal_new (envelope->id,
                                        KTG_PROBLEM_PREFIX "not-an-event",
                                        "so told"));
      return;
    }

  keep_event (self, envelope->id);
  ktg_receipt_add_event (receipt,
                         envelope->id,
                         GPOINTER_TO_UINT (g_hash_table_lookup (self->events, envelope->id)));
  for (guint i = 0; event->report != NULL && i < event->report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (event->report->evidence, i);

      expect_file (self, evidence->sha256, evidence->size_bytes);
      expect_file (self, evidence->preview_sha256, evidence->preview_size_bytes);
      fake_shelf_speak_of_file (self, evidence->sha256, receipt, answer);
      fake_shelf_speak_of_file (self, evidence->preview_sha256, receipt, answer);
    }
}
