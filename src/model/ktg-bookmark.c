/* ktg-bookmark.c - a server's signed word on how far its book goes, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bookmark.h"

#define VERSION 1

static const char *const kind_names[] = { "book.head", NULL };

static const KtgField bookmark_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = VERSION },
  { "type", KTG_FIELD_KIND, .names = kind_names },
  { "node", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgBookmark, node), KTG_NEED_ALWAYS },
  { "seq", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgBookmark, seq), KTG_NEED_ALWAYS, 1 },
  { "id", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgBookmark, id), KTG_NEED_ALWAYS },
  { "at", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgBookmark, at), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgBookmark, ktg_bookmark, bookmark_fields)

/**
 * ktg_bookmark_new:
 *
 * Returns: (transfer full): a word that says nothing yet
 */
KtgBookmark *
ktg_bookmark_new (void)
{
  return ktg_record_new (&ktg_bookmark_record);
}
