/* ktg-profile.c - one profile folder, opened: what the worker works on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-profile.h"

#include "ktg-draft-table.h"
#include "ktg-file-table.h"
#include "ktg-life-book.h"
#include "ktg-mark-book.h"
#include "ktg-projection.h"
#include "ktg-recovery.h"
#include "ktg-replacement-table.h"
#include "ktg-report-table.h"
#include "ktg-reserve.h"
#include "ktg-roll.h"
#include "ktg-sending-book.h"
#include "ktg-setting-table.h"
#include "ktg-store-error-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ktg-enrol-json.h>

static char *
dup_path (KtgProfile *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static gboolean
make_folder (KtgProfile *self, GError **error)
{
  return g_mkdir_with_parents (self->folder, 0700) == 0
         || ktg_store_error_set_errno (error, errno, "Making the profile's folder");
}

static gboolean
take_lock (KtgProfile *self, GError **error)
{
  g_autofree char *path = dup_path (self, "lock");

  self->lock = ktg_profile_lock_take (path, error);
  return self->lock != NULL;
}

static gboolean
has_evidence (KtgProfile *self)
{
  g_autofree char *path = dup_path (self, "files");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

/* A key is made only where nothing is sealed yet, and a database only where nothing speaks of a
 * lost one. */
static gboolean
open_vault (KtgProfile *self, GError **error)
{
  g_autofree char *key_path = dup_path (self, "vault.key");
  g_autofree char *db_path = dup_path (self, "store.db");
  gboolean         is_fresh = !g_file_test (db_path, G_FILE_TEST_EXISTS);

  if (is_fresh && has_evidence (self))
    {
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_DAMAGED,
                           "store.db is gone while evidence files are here");
      return FALSE;
    }

  self->vault = ktg_vault_open (key_path, is_fresh, error);
  return self->vault != NULL;
}

static gboolean
open_evidence (KtgProfile *self, GError **error)
{
  g_autofree char *path = dup_path (self, "files");

  self->evidence = ktg_evidence_folder_open (path, self->vault, error);
  return self->evidence != NULL;
}

static gboolean
open_ledger (KtgProfile *self, GError **error)
{
  g_autofree char *path = dup_path (self, "store.db");

  self->ledger = ktg_ledger_open (path, self->vault, error);
  if (self->ledger != NULL)
    {
      self->ledger->pack = self->pack;
      self->ledger->roll = self->roll;
    }
  return self->ledger != NULL;
}

/* Some file systems, when they are full, have no room even for the name of the log, and SQLite does
 * not say that this is why it cannot open. Whether it is, the making of the reserve says. */
static gboolean
open_ledger_with_reserve (KtgProfile *self, GError **error)
{
  g_autofree char *path = dup_path (self, "reserve");
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) lack = NULL;

  if (open_ledger (self, &reason))
    return TRUE;

  if (g_error_matches (reason, KTG_DB_ERROR, KTG_DB_ERROR_FULL)
      || g_error_matches (reason, KTG_DB_ERROR, KTG_DB_ERROR_FAILED))
    {
      ktg_reserve_let_go (path);
      if (open_ledger (self, NULL))
        return TRUE;
      ktg_reserve_keep (path, &lack);
    }

  g_propagate_error (error,
                     lack != NULL && ktg_store_error_is_full_disk (lack)
                         ? g_steal_pointer (&lack)
                         : g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
put_key (KtgProfile *self, KtgSigningKey *key, GError **error)
{
  guint8 seed[KTG_KEY_SEED_BYTES];
  g_autoptr (GBytes) plain = NULL;

  ktg_signing_key_get_seed (key, seed);
  plain = g_bytes_new (seed, sizeof seed);
  explicit_bzero (seed, sizeof seed);

  return ktg_setting_table_set_sealed (self->ledger, KTG_SETTING_DEVICE_KEY, plain, error);
}

static gboolean
store_new_key (KtgProfile *self, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (self->ledger->db, error);

  if (transaction == NULL)
    return FALSE;

  self->key = ktg_signing_key_new ();
  return put_key (self, self->key, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
load_key (KtgProfile *self, GError **error)
{
  g_autoptr (GBytes) plain = NULL;

  if (!ktg_setting_table_get_sealed (self->ledger, KTG_SETTING_DEVICE_KEY, &plain, error))
    return FALSE;

  if (plain == NULL)
    return store_new_key (self, error);

  if (g_bytes_get_size (plain) != KTG_KEY_SEED_BYTES)
    {
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_DAMAGED,
                           "setting:device_key is cut");
      return FALSE;
    }

  g_clear_pointer (&self->key, ktg_signing_key_unref);
  self->key = ktg_signing_key_new_from_seed (g_bytes_get_data (plain, NULL));
  return TRUE;
}

static gboolean
load_account (KtgProfile *self, GError **error)
{
  g_autoptr (GBytes) plain = NULL;

  g_clear_pointer (&self->account, ktg_account_free);
  ktg_roll_set_account (self->roll, NULL);
  if (!ktg_setting_table_get_sealed (self->ledger, KTG_SETTING_ACCOUNT, &plain, error))
    return FALSE;

  if (plain == NULL)
    return TRUE;

  self->account = ktg_account_json_parse (plain, error);
  ktg_roll_set_account (self->roll, self->account);
  return self->account != NULL;
}

static gboolean
load_settings (KtgProfile *self, GError **error)
{
  return load_account (self, error)
         && ktg_setting_table_get_number (self->ledger,
                                          KTG_SETTING_SERVER_OFFSET_MS,
                                          &self->has_server_offset,
                                          &self->server_offset_ms,
                                          error);
}

static gboolean
load_summaries (KtgProfile *self, KtgChanges *changes, GError **error)
{
  g_autoptr (GPtrArray) summaries = ktg_report_table_load_all (self->ledger, error);

  if (summaries == NULL || !ktg_recovery_add_drafts (self->ledger, summaries, error))
    return FALSE;

  changes->is_reset = TRUE;
  g_ptr_array_unref (changes->summaries);
  changes->summaries = g_steal_pointer (&summaries);
  return TRUE;
}

/* What cannot be unsealed of the projection is worked out anew from the events. */
static gboolean
load_or_rebuild_summaries (KtgProfile *self, KtgChanges *changes, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (load_summaries (self, changes, &reason))
    return TRUE;

  g_debug ("The projection is rebuilt: %s", reason->message);
  return ktg_projection_rebuild (self->ledger, error) && load_summaries (self, changes, error);
}

/* What is purged makes room, but saying so in the database takes some. If there is none, it is
 * purged another day. */
static gboolean
purge (KtgProfile *self, gint64 now_us, GError **error)
{
  gboolean was_left_open = ktg_profile_lock_was_left_open (self->lock);
  g_autoptr (GError) reason = NULL;

  if (ktg_recovery_purge (self->ledger, self->evidence, was_left_open, now_us, &reason))
    return TRUE;

  if (ktg_store_error_is_full_disk (reason) && ktg_profile_make_room (self))
    {
      g_clear_error (&reason);
      if (ktg_recovery_purge (self->ledger, self->evidence, was_left_open, now_us, &reason)
          || ktg_store_error_is_full_disk (reason))
        return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* An account of the key before this one still says which server it was. */
static gboolean
has_account (KtgProfile *self)
{
  return self->account != NULL
         && g_strcmp0 (self->account->device, ktg_profile_get_device (self)) == 0;
}

/**
 * ktg_profile_note_key:
 * @changes: (inout): gets the key that signs, and whether the account is still its
 */
void
ktg_profile_note_key (KtgProfile *self, KtgChanges *changes)
{
  g_clear_pointer (&changes->key, ktg_signing_key_unref);
  changes->key = ktg_signing_key_ref (self->key);
  changes->is_account_gone = !has_account (self);
}

static gboolean
note_settings (KtgProfile *self, KtgChanges *changes, GError **error)
{
  ktg_profile_note_key (self, changes);
  g_clear_pointer (&changes->account, ktg_account_free);
  if (has_account (self))
    changes->account = ktg_account_copy (self->account);
  changes->has_server_offset = self->has_server_offset;
  changes->server_offset_ms = self->server_offset_ms;
  changes->has_rules = TRUE;
  g_clear_pointer (&changes->notes, ktg_server_notes_free);
  return ktg_sending_book_load_rules (self->ledger, &changes->rules, error)
         && ktg_life_book_load_notes (self->ledger, &changes->notes, error);
}

/**
 * ktg_profile_open:
 * @now_us: µs since the epoch; what is unnamed for a day before it goes
 * @changes: (inout): gets all summaries
 *
 * Returns: the profile, or NULL with an error of this room or a lower one
 */
KtgProfile *
ktg_profile_open (const char *folder, gint64 now_us, KtgChanges *changes, GError **error)
{
  g_autoptr (KtgProfile) self = g_new0 (KtgProfile, 1);

  self->folder = g_strdup (folder);
  self->roll = ktg_roll_new ();
  if (!ktg_seal_init ())
    {
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_FAILED,
                           "libsodium cannot start");
      return NULL;
    }

  if (!make_folder (self, error) || !take_lock (self, error) || !open_vault (self, error)
      || !open_evidence (self, error) || !open_ledger_with_reserve (self, error)
      || !load_key (self, error) || !load_settings (self, error)
      || !ktg_recovery_check_projection (self->ledger, error)
      || !load_or_rebuild_summaries (self, changes, error) || !purge (self, now_us, error))
    return NULL;

  /* Without one nothing is wrong, only less is left for a bad day. */
  ktg_profile_keep_reserve (self, NULL);
  return note_settings (self, changes, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_profile_close:
 *
 * Lets go of the lock last.
 */
void
ktg_profile_close (KtgProfile *self)
{
  gboolean is_in_order;

  if (self == NULL)
    return;

  is_in_order = self->ledger != NULL && self->key != NULL;
  g_clear_pointer (&self->ledger, ktg_ledger_free);
  g_clear_pointer (&self->roll, ktg_roll_free);
  g_clear_pointer (&self->evidence, ktg_evidence_folder_close);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  g_clear_pointer (&self->account, ktg_account_free);
  g_clear_object (&self->packs);
  g_clear_pointer (&self->vault, ktg_vault_free);
  if (self->lock != NULL)
    ktg_profile_lock_release (self->lock, is_in_order);
  g_free (self->folder);
  g_free (self);
}

/**
 * ktg_profile_reopen:
 * @changes: (inout): what it held is forgotten; gets all summaries as they are on disk
 *
 * After a write of unknown outcome: closes the database, opens it again, makes sure that what can
 * be read is on the disk, and reads everything anew. What was being done is not done again.
 */
gboolean
ktg_profile_reopen (KtgProfile *self, KtgChanges *changes, GError **error)
{
  g_clear_pointer (&self->ledger, ktg_ledger_free);
  ktg_changes_clear (changes);

  if (open_ledger (self, error) && ktg_ledger_settle (self->ledger, error) && load_key (self, error)
      && load_settings (self, error) && load_or_rebuild_summaries (self, changes, error)
      && note_settings (self, changes, error))
    return TRUE;

  ktg_changes_clear (changes);
  g_clear_pointer (&self->ledger, ktg_ledger_free);
  return FALSE;
}

/**
 * ktg_profile_make_ready:
 *
 * Before each piece of work: if the database could not be opened again last time, tries once more.
 */
gboolean
ktg_profile_make_ready (KtgProfile *self, KtgChanges *changes, GError **error)
{
  return self->ledger != NULL || ktg_profile_reopen (self, changes, error);
}

/**
 * ktg_profile_keep_reserve:
 *
 * Makes the reserve unless it is there.
 *
 * Returns: FALSE if the disk has no room for it; KTG_STORE_ERROR_NO_SPACE
 */
gboolean
ktg_profile_keep_reserve (KtgProfile *self, GError **error)
{
  g_autofree char *path = dup_path (self, "reserve");
  g_autoptr (GError) reason = NULL;

  if (!ktg_reserve_keep (path, &reason))
    g_debug ("%s", reason->message);

  self->is_disk_full = reason != NULL && ktg_store_error_is_full_disk (reason);
  if (self->is_disk_full)
    g_propagate_error (error, g_steal_pointer (&reason));
  return !self->is_disk_full;
}

/**
 * ktg_profile_make_room:
 *
 * After a write that found the disk full and left nothing: lets go of the reserve, and brings the
 * log into the file so that its room is free to be written again.
 *
 * Returns: FALSE if the disk refused in another way; then doing it again helps nobody
 */
gboolean
ktg_profile_make_room (KtgProfile *self)
{
  g_autofree char *path = dup_path (self, "reserve");
  g_autoptr (GError) reason = NULL;

  ktg_reserve_let_go (path);
  self->is_disk_full = TRUE;
  return ktg_ledger_settle (self->ledger, &reason) || ktg_store_error_is_full_disk (reason);
}

/**
 * ktg_profile_begin_anew:
 * @key: what signs from now on
 *
 * Inside the caller's transaction: what was written stays readable and is nobody's to continue, and
 * the account is of a device that is no more. In memory it is so at once; where the transaction is
 * not committed, ktg_profile_use_key() takes it back.
 *
 * Returns: FALSE with @error; then, too, it is to be taken back
 */
gboolean
ktg_profile_begin_anew (KtgProfile *self, KtgSigningKey *key, GError **error)
{
  g_autofree char *before = g_strdup (ktg_profile_get_device (self));

  ktg_profile_use_key (self, key);
  return ktg_replacement_table_retire_device (self->ledger, before, error)
         && put_key (self, key, error) && ktg_mark_book_clear (self->ledger, error)
         && ktg_file_table_forget_places (self->ledger, error);
}

/**
 * ktg_profile_use_key:
 * @key: what signs
 */
void
ktg_profile_use_key (KtgProfile *self, KtgSigningKey *key)
{
  ktg_signing_key_ref (key);
  g_clear_pointer (&self->key, ktg_signing_key_unref);
  self->key = key;
}

/**
 * ktg_profile_get_device:
 *
 * Returns: (transfer none): the public key of this device
 */
const char *
ktg_profile_get_device (KtgProfile *self)
{
  return ktg_signing_key_get_public (self->key);
}
