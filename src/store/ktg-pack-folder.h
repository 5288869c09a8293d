/* ktg-pack-folder.h - the packs of this computer account: installed ones, and those that came later
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-envelope.h>
#include <ktg-event.h>
#include <ktg-pack-notice.h>
#include <ktg-pack.h>

G_BEGIN_DECLS

/**
 * KtgPackFolderError:
 * @KTG_PACK_FOLDER_ERROR_NOT_A_PACK: it cannot be read as one; the message says where it goes wrong
 * @KTG_PACK_FOLDER_ERROR_TOO_NEW: it is of a format that a newer version reads; get that
 * @KTG_PACK_FOLDER_ERROR_TOO_LARGE: no pack is so large, or all that came are
 * @KTG_PACK_FOLDER_ERROR_OTHER_HASH: it is not the file that was announced, or says that it is
 * another pack or version; ask for it again
 * @KTG_PACK_FOLDER_ERROR_OTHER_CONTENT: this version is here and says something else; a correction
 * has a number
 * @KTG_PACK_FOLDER_ERROR_OLDER: what is here is newer; nothing is to be done
 * @KTG_PACK_FOLDER_ERROR_NO_SPACE: it would take what reports need of the disk; ask for space
 * @KTG_PACK_FOLDER_ERROR_FAILED: the disk failed; the message has the reason
 */
typedef enum
{
  KTG_PACK_FOLDER_ERROR_NOT_A_PACK,
  KTG_PACK_FOLDER_ERROR_TOO_NEW,
  KTG_PACK_FOLDER_ERROR_TOO_LARGE,
  KTG_PACK_FOLDER_ERROR_OTHER_HASH,
  KTG_PACK_FOLDER_ERROR_OTHER_CONTENT,
  KTG_PACK_FOLDER_ERROR_OLDER,
  KTG_PACK_FOLDER_ERROR_NO_SPACE,
  KTG_PACK_FOLDER_ERROR_FAILED,
} KtgPackFolderError;

#define KTG_PACK_FOLDER_ERROR (ktg_pack_folder_error_quark ())
GQuark ktg_pack_folder_error_quark (void);

#define KTG_PACK_LEAVES_BYTES (16 * 1024 * 1024) /* of the disk, to reports: docs/STORE.md */

#define KTG_PACK_MAX_ALL_BYTES (32 * 1024 * 1024) /* of those that a server hands out */

/* A pack that is here. */
typedef struct
{
  KtgPackNotice *notice;
  char          *path;
  gboolean       is_received; /* and not installed with the program */
  gint64         written_s;   /* when, since the epoch */
  guint64        size_bytes;
} KtgPackFile;

/* Shared by all profiles and programs of a computer account. Signal "changed", on the thread that
 * ktg_pack_folder_note_changed() is called on: a pack came. */
#define KTG_TYPE_PACK_FOLDER (ktg_pack_folder_get_type ())
G_DECLARE_FINAL_TYPE (KtgPackFolder, ktg_pack_folder, KTG, PACK_FOLDER, GObject)

KtgPackFolder *ktg_pack_folder_new (const char *installed, const char *received);
const char    *ktg_pack_folder_get_received (KtgPackFolder *self);
GPtrArray     *ktg_pack_folder_list (KtgPackFolder *self);
GPtrArray     *ktg_pack_folder_read_received (KtgPackFolder *self, KtgPack *pack);
GPtrArray     *ktg_pack_folder_list_wanted (KtgPackFolder *self, const GPtrArray *announced);
gboolean       ktg_pack_folder_has_room (KtgPackFolder *self, guint64 size_bytes);
gboolean       ktg_pack_folder_keep (KtgPackFolder       *self,
                                     const KtgPackNotice *announced,
                                     const KtgEnvelope   *word,
                                     GBytes              *content,
                                     GError             **error);
gboolean       ktg_pack_folder_add (KtgPackFolder      *self,
                                    const KtgPackPiece *piece,
                                    guint64            *n_here,
                                    GError            **error);
GBytes      *
ktg_pack_folder_put_together (KtgPackFolder *self, const KtgPackPiece *last, GError **error);
void ktg_pack_folder_drop (KtgPackFolder *self, const KtgPackNotice *notice);
KtgEnvelope *
ktg_pack_folder_load_word (KtgPackFolder *self, const KtgPackFile *file, KtgEvent **event);
KtgPackNotice *ktg_pack_folder_import (KtgPackFolder *self, GBytes *content, GError **error);
void           ktg_pack_folder_note_changed (KtgPackFolder *self, const KtgPackNotice *notice);

KTG_DECLARE_RECORD (KtgPackFile, ktg_pack_file)

G_END_DECLS
