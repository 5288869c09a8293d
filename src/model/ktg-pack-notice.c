/* ktg-pack-notice.c - which packs somebody has, and which of another's are wanted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-notice.h"

#include <ktg-pack-version.h>

#include <string.h>

#define SUFFIX ".json"
#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_"

static const KtgField notice_fields[] = {
  { "name", KTG_FIELD_FILE_NAME, G_STRUCT_OFFSET (KtgPackNotice, name), KTG_NEED_ALWAYS },
  { "version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPackNotice, version), KTG_NEED_FILLED },
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgPackNotice, sha256), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgPackNotice, ktg_pack_notice, notice_fields)

static const KtgField list_fields[] = {
  { "shelf", KTG_FIELD_HASH_START, G_STRUCT_OFFSET (KtgPackList, shelf) },
  { "packs",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgPackList, packs),
    .record = &ktg_pack_notice_record },
};

KTG_DEFINE_RECORD (KtgPackList, ktg_pack_list, list_fields)

/**
 * ktg_pack_list_new:
 *
 * Returns: (transfer full): nothing was said
 */
KtgPackList *
ktg_pack_list_new (void)
{
  return ktg_record_new (&ktg_pack_list_record);
}

/**
 * ktg_pack_notice_new:
 * @name: of a pack
 * @version: of it
 * @sha256: (nullable): of that file
 *
 * Returns: (transfer full): one version of a pack
 */
KtgPackNotice *
ktg_pack_notice_new (const char *name, const char *version, const char *sha256)
{
  KtgPackNotice *self = ktg_record_new (&ktg_pack_notice_record);

  self->name = g_strdup (name);
  self->version = g_strdup (version);
  self->sha256 = g_strdup (sha256);
  return self;
}

/**
 * ktg_pack_notice_is_sound:
 * @self: as somebody else said it
 *
 * Returns: whether name and version are those of a pack, so that a file may be called by them
 */
gboolean
ktg_pack_notice_is_sound (const KtgPackNotice *self)
{
  return *self->name != '\0' && strspn (self->name, NAME_CHARS) == strlen (self->name)
         && strlen (self->name) <= 64 && ktg_pack_version_is_valid (self->version);
}

/**
 * ktg_pack_notice_new_for_file:
 * @file_name: in a folder of packs
 *
 * Returns: (transfer full) (nullable): the pack that a file of this name is; %NULL: none
 */
KtgPackNotice *
ktg_pack_notice_new_for_file (const char *file_name)
{
  const char      *hyphen = strchr (file_name, '-');
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;
  g_autoptr (KtgPackNotice) self = NULL;

  if (hyphen == NULL || !g_str_has_suffix (file_name, SUFFIX))
    return NULL;

  name = g_strndup (file_name, (gsize)(hyphen - file_name));
  version = g_strndup (hyphen + 1, strlen (hyphen + 1) - strlen (SUFFIX));
  self = ktg_pack_notice_new (name, version, NULL);

  return ktg_pack_notice_is_sound (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_pack_notice_dup_id:
 * @self: a version of a pack
 *
 * Returns: (transfer full): how it is asked for, "rules-2022-09-22.2"
 */
char *
ktg_pack_notice_dup_id (const KtgPackNotice *self)
{
  return g_strconcat (self->name, "-", self->version, NULL);
}

/**
 * ktg_pack_notice_dup_file_name:
 * @self: a version of a pack
 *
 * Returns: (transfer full): what its file is called
 */
char *
ktg_pack_notice_dup_file_name (const KtgPackNotice *self)
{
  return g_strconcat (self->name, "-", self->version, SUFFIX, NULL);
}

/* Whether one corrects the other. */
static gboolean
is_same_day (const char *a, const char *b)
{
  gsize n_chars = strcspn (a, ".");

  return n_chars == strcspn (b, ".") && strncmp (a, b, n_chars) == 0;
}

/* Whether @other stands in the place of @self. */
static gboolean
serves_as (const KtgPackNotice *other, const KtgPackNotice *self)
{
  return g_str_equal (other->name, self->name) && is_same_day (other->version, self->version)
         && ktg_pack_version_compare (other->version, self->version) >= 0;
}

/**
 * ktg_pack_notice_is_wanted:
 * @self: a sound one, of somebody else
 * @held: (element-type KtgPackNotice): what is here
 *
 * Of each day the last correction is: a report of an earlier day goes by what held then, and a pack
 * of tomorrow waits for its day beside that of today. Never one that is older than what is here of
 * its day.
 *
 * Returns: whether it says something that none of @held does
 */
gboolean
ktg_pack_notice_is_wanted (const KtgPackNotice *self, const GPtrArray *held)
{
  for (guint i = 0; i < held->len; i++)
    if (serves_as (g_ptr_array_index (held, i), self))
      return FALSE;

  return TRUE;
}

/**
 * ktg_pack_notice_list_wanted:
 * @announced: (element-type KtgPackNotice): what somebody hands out
 * @held: (element-type KtgPackNotice): what is here
 *
 * What has no sound name or version, and what is beyond %KTG_PACK_MAX_ANNOUNCED, is passed over.
 *
 * Returns: (transfer full) (element-type KtgPackNotice): what is lacking here
 */
GPtrArray *
ktg_pack_notice_list_wanted (const GPtrArray *announced, const GPtrArray *held)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_notice_free);

  for (guint i = 0; i < MIN (announced->len, KTG_PACK_MAX_ANNOUNCED); i++)
    {
      const KtgPackNotice *notice = g_ptr_array_index (announced, i);

      if (ktg_pack_notice_is_sound (notice) && ktg_pack_notice_is_wanted (notice, held))
        g_ptr_array_add (wanted, ktg_pack_notice_copy (notice));
    }

  return wanted;
}

/**
 * ktg_pack_piece_new:
 * @notice: of which pack
 * @offset: where @bytes belong
 * @bytes: (nullable): of its gzip; %NULL only asks how many are here
 *
 * Returns: (transfer full): a piece that is not the last one
 */
KtgPackPiece *
ktg_pack_piece_new (const KtgPackNotice *notice, guint64 offset, GBytes *bytes)
{
  KtgPackPiece *self = g_new0 (KtgPackPiece, 1);

  self->notice = ktg_pack_notice_copy (notice);
  self->offset = offset;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  return self;
}

/**
 * ktg_pack_piece_free:
 * @self: (transfer full) (nullable): a piece
 */
void
ktg_pack_piece_free (KtgPackPiece *self)
{
  if (self == NULL)
    return;

  ktg_pack_notice_free (self->notice);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
