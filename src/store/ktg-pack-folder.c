/* ktg-pack-folder.c - the packs of this computer account: installed ones, and those that came later
 *
 * What a server announced is kept as it came, by its hash, even where this version cannot read it:
 * a newer one will, and nobody asks for it twice. What somebody brings by hand is read first. No
 * file is ever changed, but one that the disk has spoilt is written anew.
 *
 * All but the signal may be used on any thread: it knows paths, and they never change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-folder.h"

#include "ktg-pack-voucher.h"

#include <ktg-pack-arrival.h>
#include <ktg-pack-json.h>
#include <ktg-pack-word.h>
#include <ktg-sha256.h>
#include <ktg-whole-file.h>

#include <glib/gstdio.h>
#include <sys/statvfs.h>

struct _KtgPackFolder
{
  GObject parent_instance;

  char *installed;
  char *received;
  char *parent; /* of that: what vouches for a pack lies beside it */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgPackFolder, ktg_pack_folder, G_TYPE_OBJECT)

/**
 * ktg_pack_folder_error_quark:
 *
 * Returns: the domain of what is wrong with a pack that comes
 */
GQuark
ktg_pack_folder_error_quark (void)
{
  return g_quark_from_static_string ("ktg-pack-folder-error-quark");
}

static const KtgField file_fields[] = {
  { NULL,
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (KtgPackFile, notice),
    .record = &ktg_pack_notice_record },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackFile, path) },
};

KTG_DEFINE_RECORD (KtgPackFile, ktg_pack_file, file_fields)

static void
ktg_pack_folder_finalize (GObject *object)
{
  KtgPackFolder *self = KTG_PACK_FOLDER (object);

  g_clear_pointer (&self->installed, g_free);
  g_clear_pointer (&self->received, g_free);
  g_clear_pointer (&self->parent, g_free);

  G_OBJECT_CLASS (ktg_pack_folder_parent_class)->finalize (object);
}

static void
ktg_pack_folder_class_init (KtgPackFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_pack_folder_finalize;

  /**
   * KtgPackFolder::changed:
   * @notice: (type KtgPackNotice): which pack came
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_POINTER);
}

static void
ktg_pack_folder_init (KtgPackFolder *self)
{
}

/**
 * ktg_pack_folder_new:
 * @installed: where the packs of the program are
 * @received: where those are that came later; made with the first
 *
 * Returns: (transfer full): both of them
 */
KtgPackFolder *
ktg_pack_folder_new (const char *installed, const char *received)
{
  KtgPackFolder *self = g_object_new (KTG_TYPE_PACK_FOLDER, NULL);

  self->installed = g_strdup (installed);
  self->received = g_strdup (received);
  self->parent = g_path_get_dirname (received);
  return self;
}

/**
 * ktg_pack_folder_note_changed:
 * @self: a folder of packs
 * @notice: the one that came
 *
 * Who reads them hears of it, on this thread.
 */
void
ktg_pack_folder_note_changed (KtgPackFolder *self, const KtgPackNotice *notice)
{
  g_signal_emit (self, signals[CHANGED], 0, notice);
}

/* --- what is here --- */

static void
add_file (GPtrArray *files, const char *folder, const char *file_name, gboolean is_received)
{
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new_for_file (file_name);
  GStatBuf     status = { 0 };
  KtgPackFile *file;

  if (notice == NULL)
    return;

  file = ktg_record_new (&ktg_pack_file_record);
  file->notice = g_steal_pointer (&notice);
  file->path = g_build_filename (folder, file_name, NULL);
  file->is_received = is_received;
  if (g_stat (file->path, &status) == 0)
    {
      file->written_s = status.st_mtime;
      file->size_bytes = (guint64)status.st_size;
    }
  g_ptr_array_add (files, file);
}

static void
add_folder (GPtrArray *files, const char *folder, gboolean is_received)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *file_name;

  while (directory != NULL && (file_name = g_dir_read_name (directory)) != NULL)
    add_file (files, folder, file_name, is_received);
}

/**
 * ktg_pack_folder_list:
 * @self: a folder of packs
 *
 * Returns: (transfer full) (element-type KtgPackFile): what is here, by the names of the files
 */
GPtrArray *
ktg_pack_folder_list (KtgPackFolder *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_file_free);

  add_folder (files, self->installed, FALSE);
  add_folder (files, self->received, TRUE);
  return files;
}

/* @files keeps them. */
static GPtrArray *
list_notices (const GPtrArray *files)
{
  GPtrArray *notices = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (notices, ((KtgPackFile *)g_ptr_array_index (files, i))->notice);

  return notices;
}

static gboolean
is_of (const KtgPackFile *file, const KtgPackNotice *notice)
{
  return g_str_equal (file->notice->name, notice->name)
         && g_str_equal (file->notice->version, notice->version);
}

static const KtgPackFile *
find_file (const GPtrArray *files, const KtgPackNotice *notice)
{
  for (guint i = 0; i < files->len; i++)
    {
      const KtgPackFile *file = g_ptr_array_index (files, i);

      if (is_of (file, notice))
        return file;
    }

  return NULL;
}

static gboolean
has_hash (GBytes *content, const char *sha256)
{
  g_autofree char *own = ktg_sha256_of_bytes (content);

  return g_strcmp0 (own, sha256) == 0;
}

/* Whether the bytes of a received file are those that were kept; one that nobody kept is as it is.
 */
static gboolean
is_as_it_came (KtgPackFolder *self, const KtgPackNotice *notice, GBytes *content)
{
  g_autofree char *hash = ktg_pack_voucher_dup_hash (self->parent, notice);

  return hash == NULL || (content != NULL && has_hash (content, hash));
}

static gboolean
is_spoilt (KtgPackFolder *self, const KtgPackFile *file)
{
  g_autoptr (GBytes) content
      = file->is_received ? ktg_whole_file_read (file->path, KTG_PACK_MAX_BYTES, NULL) : NULL;

  return file->is_received && !is_as_it_came (self, file->notice, content);
}

/* What the disk has spoilt is not held. */
static GPtrArray *
list_sound (KtgPackFolder *self)
{
  GPtrArray *files = ktg_pack_folder_list (self);

  for (guint i = files->len; i-- > 0;)
    if (is_spoilt (self, g_ptr_array_index (files, i)))
      g_ptr_array_remove_index (files, i);

  return files;
}

/* What is no name of a pack is none that came. */
static gboolean
check_received (const char *file_name, GBytes *content, gpointer user_data)
{
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new_for_file (file_name);

  return notice == NULL || is_as_it_came (user_data, notice, content);
}

/**
 * ktg_pack_folder_read_received:
 * @self: a folder of packs
 * @pack: what is installed, read before
 *
 * What was received comes to it; what is not as it came does not.
 *
 * Returns: (transfer full) (element-type utf8): English, a sentence for each file and form that was
 * left out
 */
GPtrArray *
ktg_pack_folder_read_received (KtgPackFolder *self, KtgPack *pack)
{
  return ktg_pack_json_read_folder (pack, self->received, check_received, self);
}

/**
 * ktg_pack_folder_list_wanted:
 * @self: a folder of packs
 * @announced: (element-type KtgPackNotice): what somebody hands out
 *
 * Returns: (transfer full) (element-type KtgPackNotice): as ktg_pack_notice_list_wanted() says it
 */
GPtrArray *
ktg_pack_folder_list_wanted (KtgPackFolder *self, const GPtrArray *announced)
{
  g_autoptr (GPtrArray) files = list_sound (self);
  g_autoptr (GPtrArray) held = list_notices (files);

  return ktg_pack_notice_list_wanted (announced, held);
}

/**
 * ktg_pack_folder_load_word:
 * @self: a folder of packs
 * @file: a pack that is here
 * @event: (out) (nullable) (transfer full): the same, read; %NULL: it is not signed, or not of this
 * file
 *
 * Whether its author may say it is the chain's to say.
 *
 * Returns: (transfer full) (nullable): the word of who published it, as it lies beside it; %NULL:
 * there is none, or nothing that can be read
 */
KtgEnvelope *
ktg_pack_folder_load_word (KtgPackFolder *self, const KtgPackFile *file, KtgEvent **event)
{
  g_autoptr (KtgEnvelope) word
      = file->is_received ? ktg_pack_voucher_load_word (self->parent, file->notice) : NULL;
  g_autoptr (GBytes) content
      = word != NULL ? ktg_whole_file_read (file->path, KTG_PACK_MAX_BYTES, NULL) : NULL;
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_copy (file->notice);

  *event = NULL;
  if (content == NULL)
    return g_steal_pointer (&word);

  g_free (notice->sha256);
  notice->sha256 = ktg_sha256_of_bytes (content);
  *event = ktg_pack_word_read (word, notice, g_bytes_get_size (content));
  return g_steal_pointer (&word);
}

/* --- what comes --- */

static gboolean
refuse (GError **error, KtgPackFolderError code, const char *message)
{
  g_set_error_literal (error, KTG_PACK_FOLDER_ERROR, code, message);
  return FALSE;
}

static gboolean
check_size (GBytes *content, GError **error)
{
  return g_bytes_get_size (content) <= KTG_PACK_MAX_BYTES
         || refuse (error, KTG_PACK_FOLDER_ERROR_TOO_LARGE, "A pack has at most 16 MiB");
}

/**
 * ktg_pack_folder_has_room:
 * @self: a folder of packs
 * @size_bytes: of what may come
 *
 * Nothing can wait as well as a pack.
 *
 * Returns: whether the disk has what reports need even when so much came; also where it cannot be
 * asked
 */
gboolean
ktg_pack_folder_has_room (KtgPackFolder *self, guint64 size_bytes)
{
  struct statvfs disk;

  return statvfs (self->parent, &disk) != 0
         || (guint64)disk.f_bavail >= (size_bytes + KTG_PACK_LEAVES_BYTES) / MAX (disk.f_frsize, 1);
}

static gboolean
check_room (KtgPackFolder *self, GBytes *content, GError **error)
{
  return ktg_pack_folder_has_room (self, g_bytes_get_size (content))
         || refuse (error,
                    KTG_PACK_FOLDER_ERROR_NO_SPACE,
                    "The disk has no more than reports need");
}

/* @lower: taken */
static gboolean
restate (GError **error, GError *lower)
{
  g_autoptr (GError) owned = lower;

  return refuse (error,
                 g_error_matches (lower, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                     ? KTG_PACK_FOLDER_ERROR_NO_SPACE
                     : KTG_PACK_FOLDER_ERROR_FAILED,
                 lower->message);
}

static gboolean
write_file (KtgPackFolder       *self,
            const KtgPackNotice *notice,
            const KtgEnvelope   *word,
            GBytes              *content,
            GError             **error)
{
  g_autofree char *file_name = ktg_pack_notice_dup_file_name (notice);

  return ktg_pack_voucher_write (self->parent, notice, word, error)
         && ktg_whole_file_write (self->received, file_name, content, error);
}

static gboolean
write_pack (KtgPackFolder       *self,
            const KtgPackNotice *notice,
            const KtgEnvelope   *word,
            GBytes              *content,
            GError             **error)
{
  g_autoptr (GError) lower = NULL;

  g_mkdir_with_parents (self->parent, 0700);
  return check_room (self, content, error)
         && (write_file (self, notice, word, content, &lower)
             || restate (error, g_steal_pointer (&lower)));
}

/* Of a file that is written anew what is there does not count. */
static guint64
count_received_beside (KtgPackFolder *self, const KtgPackNotice *notice)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (self);
  guint64 n_bytes = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const KtgPackFile *file = g_ptr_array_index (files, i);

      if (file->is_received && !is_of (file, notice))
        n_bytes += file->size_bytes;
    }

  return n_bytes;
}

/* Nobody but a server brings so much. */
static gboolean
check_all (KtgPackFolder *self, const KtgPackNotice *notice, GBytes *content, GError **error)
{
  guint64 n_bytes = count_received_beside (self, notice);

  return n_bytes + g_bytes_get_size (content) <= KTG_PACK_MAX_ALL_BYTES
         || refuse (error,
                    KTG_PACK_FOLDER_ERROR_TOO_LARGE,
                    "All packs together have at most 32 MiB");
}

/**
 * ktg_pack_folder_keep:
 * @self: a folder of packs
 * @announced: which pack it is, sound and with its hash
 * @word: (nullable): of who published it, who is believed; %NULL: nobody can be asked who that is
 * @content: of its file, as it came
 * @error: %KTG_PACK_FOLDER_ERROR
 *
 * Says nothing to who reads the packs: ktg_pack_folder_note_changed() does.
 *
 * Returns: whether it is here, durably; else nothing was changed
 */
gboolean
ktg_pack_folder_keep (KtgPackFolder       *self,
                      const KtgPackNotice *announced,
                      const KtgEnvelope   *word,
                      GBytes              *content,
                      GError             **error)
{
  if (!check_size (content, error) || !check_all (self, announced, content, error))
    return FALSE;
  if (!has_hash (content, announced->sha256))
    return refuse (error,
                   KTG_PACK_FOLDER_ERROR_OTHER_HASH,
                   "It is not the file that was announced");
  if (!ktg_pack_json_is_of (content, announced->name, announced->version))
    return refuse (error,
                   KTG_PACK_FOLDER_ERROR_OTHER_HASH,
                   "It says that it is another pack than was announced");

  return write_pack (self, announced, word, content, error);
}

static gboolean
add_piece (KtgPackFolder *self, const KtgPackPiece *piece, guint64 *n_here, GError **error)
{
  g_autoptr (GError) lower = NULL;

  g_mkdir_with_parents (self->parent, 0700);
  if (check_room (self, piece->bytes, error))
    return ktg_pack_arrival_add (self->received, piece, n_here, &lower)
           || restate (error, g_steal_pointer (&lower));

  ktg_pack_arrival_drop (self->received, piece->notice);
  return FALSE;
}

/**
 * ktg_pack_folder_add:
 * @self: a folder of packs
 * @piece: of what somebody announced, but the last; or the question how much of it is here
 * @n_here: (out): that
 * @error: %KTG_PACK_FOLDER_ERROR; of the pack nothing is here then
 *
 * Returns: whether all that is said to be here is so, durably
 */
gboolean
ktg_pack_folder_add (KtgPackFolder      *self,
                     const KtgPackPiece *piece,
                     guint64            *n_here,
                     GError            **error)
{
  if (piece->bytes != NULL)
    return add_piece (self, piece, n_here, error);

  *n_here = ktg_pack_arrival_get_size (self->received, piece->notice);
  return TRUE;
}

/**
 * ktg_pack_folder_put_together:
 * @self: a folder of packs
 * @last: the last piece of what somebody announced
 * @error: %KTG_PACK_FOLDER_ERROR
 *
 * All pieces stay until ktg_pack_folder_drop(): a sudden end before the pack is here loses none.
 *
 * Returns: (transfer full): what travelled; %NULL: it is not packed as a pack is
 */
GBytes *
ktg_pack_folder_put_together (KtgPackFolder *self, const KtgPackPiece *last, GError **error)
{
  GBytes *parcel = ktg_pack_arrival_put_together (self->received, last);

  if (parcel == NULL)
    refuse (error, KTG_PACK_FOLDER_ERROR_OTHER_HASH, "What came is not packed as a pack is");
  return parcel;
}

/**
 * ktg_pack_folder_drop:
 * @self: a folder of packs
 * @notice: what somebody announced, and is here, or can never be put together of what came
 *
 * No piece of it is here any more.
 */
void
ktg_pack_folder_drop (KtgPackFolder *self, const KtgPackNotice *notice)
{
  ktg_pack_arrival_drop (self->received, notice);
}

/* --- by hand --- */

/* Beside all that is here, since a form names lists of other packs. */
static gboolean
check_content (KtgPackFolder *self, GBytes *content, GError **error)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) installed = ktg_pack_json_read_folder (pack, self->installed, NULL, NULL);
  g_autoptr (GPtrArray) received = ktg_pack_folder_read_received (self, pack);
  g_autoptr (GPtrArray) unlisted = NULL;
  g_autoptr (GError) lower = NULL;

  if (!ktg_pack_json_read_offered (pack, content, &lower))
    return refuse (error, KTG_PACK_FOLDER_ERROR_NOT_A_PACK, lower->message);

  unlisted = ktg_pack_drop_unlisted_forms (pack);
  return unlisted->len == 0
         || refuse (error, KTG_PACK_FOLDER_ERROR_NOT_A_PACK, g_ptr_array_index (unlisted, 0));
}

/* Whether it is to be written; an error where it may not be. */
static gboolean
check_place (KtgPackFolder *self, const KtgPackNotice *notice, gboolean *is_here, GError **error)
{
  g_autoptr (GPtrArray) files = list_sound (self);
  g_autoptr (GPtrArray) held = list_notices (files);
  const KtgPackFile *same = find_file (files, notice);
  g_autoptr (GBytes) content
      = same != NULL ? ktg_whole_file_read (same->path, KTG_PACK_MAX_BYTES, NULL) : NULL;

  *is_here = content != NULL && has_hash (content, notice->sha256);
  if (*is_here)
    return TRUE;
  if (same != NULL)
    return refuse (error,
                   KTG_PACK_FOLDER_ERROR_OTHER_CONTENT,
                   "This version is here, and says something else");

  return ktg_pack_notice_is_wanted (notice, held)
         || refuse (error, KTG_PACK_FOLDER_ERROR_OLDER, "What is here is newer");
}

static KtgPackNotice *
read_notice (GBytes *content, GError **error)
{
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new (NULL, NULL, NULL);
  g_autoptr (GError) lower = NULL;

  if (!ktg_pack_json_peek (content, &notice->name, &notice->version, &lower))
    {
      refuse (error,
              ktg_pack_json_is_newer (content) ? KTG_PACK_FOLDER_ERROR_TOO_NEW
                                               : KTG_PACK_FOLDER_ERROR_NOT_A_PACK,
              lower->message);
      return NULL;
    }
  if (!ktg_pack_notice_is_sound (notice))
    {
      refuse (error, KTG_PACK_FOLDER_ERROR_NOT_A_PACK, "version: it is no day");
      return NULL;
    }

  notice->sha256 = ktg_sha256_of_bytes (content);
  return g_steal_pointer (&notice);
}

/**
 * ktg_pack_folder_import:
 * @self: a folder of packs
 * @content: of a file that somebody brings
 * @error: %KTG_PACK_FOLDER_ERROR
 *
 * The same again changes nothing and is no error. Who reads the packs hears of it.
 *
 * Returns: (transfer full): which pack it is, and it is here, durably; %NULL: nothing was changed
 */
KtgPackNotice *
ktg_pack_folder_import (KtgPackFolder *self, GBytes *content, GError **error)
{
  g_autoptr (KtgPackNotice) notice = NULL;
  gboolean is_here = FALSE;

  notice = check_size (content, error) ? read_notice (content, error) : NULL;
  if (notice == NULL || !check_place (self, notice, &is_here, error)
      || !check_content (self, content, error)
      || (!is_here && !write_pack (self, notice, NULL, content, error)))
    return NULL;

  if (!is_here)
    ktg_pack_folder_note_changed (self, notice);
  return g_steal_pointer (&notice);
}
