/* ktg-pack-notice.h - which packs somebody has, and which of another's are wanted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* One version of a pack. */
typedef struct
{
  char *name;    /* "rules", or a form's code */
  char *version; /* as in ktg-pack-version.h */
  char *sha256;  /* of its file; NULL: not looked at */
} KtgPackNotice;

/* What a server said it hands out. */
typedef struct
{
  char      *shelf; /* its mark: how it calls this list; or NULL: it said none */
  GPtrArray *packs; /* (element-type KtgPackNotice) */
} KtgPackList;

#define KTG_PACK_MAX_BYTES (16 * 1024 * 1024)
#define KTG_PACK_MAX_ANNOUNCED 64 /* that a device looks at */

/* Some bytes of the gzip of a pack. */
typedef struct
{
  KtgPackNotice *notice; /* with its hash */
  guint64        offset; /* where they belong */
  GBytes        *bytes;  /* NULL: none came, and it is only asked how many are here */
  gboolean       is_last;
} KtgPackPiece;

KtgPackNotice *ktg_pack_notice_new (const char *name, const char *version, const char *sha256);
KtgPackNotice *ktg_pack_notice_new_for_file (const char *file_name);
gboolean       ktg_pack_notice_is_sound (const KtgPackNotice *self);
char          *ktg_pack_notice_dup_id (const KtgPackNotice *self);
char          *ktg_pack_notice_dup_file_name (const KtgPackNotice *self);
gboolean       ktg_pack_notice_is_wanted (const KtgPackNotice *self, const GPtrArray *held);
GPtrArray     *ktg_pack_notice_list_wanted (const GPtrArray *announced, const GPtrArray *held);
KtgPackList   *ktg_pack_list_new (void);
KtgPackPiece  *ktg_pack_piece_new (const KtgPackNotice *notice, guint64 offset, GBytes *bytes);
void           ktg_pack_piece_free (KtgPackPiece *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPackPiece, ktg_pack_piece_free)
KTG_DECLARE_RECORD (KtgPackNotice, ktg_pack_notice)
KTG_DECLARE_RECORD (KtgPackList, ktg_pack_list)

G_END_DECLS
