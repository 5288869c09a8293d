/* ktg-bookmark.c - a server's signed word on how far its book goes, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bookmark.h"

#include "ktg-moment.h"

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

static gboolean
was_signed_before (const KtgBookmark *word, const KtgBookmark *known)
{
  gint64 at_us;
  gint64 known_us;

  return ktg_moment_parse_server_time (word->at, &at_us)
         && ktg_moment_parse_server_time (known->at, &known_us) && at_us < known_us;
}

/**
 * ktg_bookmark_compare:
 * @word: that was heard
 * @known: (nullable): the newest that is known
 *
 * A relay hands on what it has, which may be of before. Another server has another book, and of two
 * the later word is the newer one.
 *
 * Returns: what to make of it
 */
KtgBookmarkOrder
ktg_bookmark_compare (const KtgBookmark *word, const KtgBookmark *known)
{
  if (known == NULL)
    return KTG_BOOKMARK_NEWER;
  if (was_signed_before (word, known))
    return KTG_BOOKMARK_OLDER;
  if (g_strcmp0 (word->node, known->node) != 0)
    return KTG_BOOKMARK_NEWER;

  return word->seq < known->seq || (word->seq == known->seq && g_strcmp0 (word->id, known->id) != 0)
             ? KTG_BOOKMARK_BACK
             : KTG_BOOKMARK_NEWER;
}
