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

/**
 * ktg_bookmark_is_ahead:
 * @at_us: a time that a server of the centre signed
 * @now_us: the present, by the clock of who hands it on
 *
 * Two clocks are never quite alike, and a relay's may be some hours wrong.
 *
 * Returns: whether the clock that signed it was wrong
 */
gboolean
ktg_bookmark_is_ahead (gint64 at_us, gint64 now_us)
{
  return at_us - now_us > KTG_BOOKMARK_FRESH_US;
}

/**
 * ktg_bookmark_is_fresh:
 * @at_us: as of when the book is known; 0: that is not known
 * @now_us: the present, by the centre's clock
 *
 * Returns: whether it need not be asked for anew
 */
gboolean
ktg_bookmark_is_fresh (gint64 at_us, gint64 now_us)
{
  return !ktg_bookmark_is_ahead (at_us, now_us) && now_us - at_us <= KTG_BOOKMARK_FRESH_US;
}

static gboolean
is_of_same_book (const KtgBookmark *word, const KtgBookmark *known)
{
  return g_strcmp0 (word->node, known->node) == 0;
}

static gboolean
says_something_else (const KtgBookmark *word, const KtgBookmark *known)
{
  return word->seq == known->seq && g_strcmp0 (word->id, known->id) != 0;
}

/**
 * ktg_bookmark_compare:
 * @word: that was heard
 * @known: (nullable): the newest that is known
 * @known_at_us: as of when that is known; 0: nobody knows
 * @now_us: the present, by the clock of who handed @word on
 *
 * How far the book goes is a number, and no clock makes it more or less. A time says how fresh the
 * word is, and whether one that says less is only late; one that lies ahead says nothing.
 *
 * Returns: what to make of it
 */
KtgBookmarkOrder
ktg_bookmark_compare (const KtgBookmark *word,
                      const KtgBookmark *known,
                      gint64             known_at_us,
                      gint64             now_us)
{
  gint64   at_us = 0;
  gboolean is_late;

  if (known == NULL || (is_of_same_book (word, known) && word->seq > known->seq))
    return KTG_BOOKMARK_NEWER;
  if (is_of_same_book (word, known) && says_something_else (word, known))
    return KTG_BOOKMARK_BACK;

  ktg_moment_parse_server_time (word->at, &at_us);
  is_late = at_us < known_at_us;
  if (is_of_same_book (word, known) && word->seq < known->seq)
    return is_late ? KTG_BOOKMARK_OLDER : KTG_BOOKMARK_BACK;

  return is_late || ktg_bookmark_is_ahead (at_us, now_us) ? KTG_BOOKMARK_OLDER : KTG_BOOKMARK_NEWER;
}

/**
 * ktg_bookmark_tell_time:
 * @word: one that is newer than what is known
 * @now_us: the present, by the clock of who handed it on
 *
 * Returns: as of when it is known then, in µs since the epoch
 */
gint64
ktg_bookmark_tell_time (const KtgBookmark *word, gint64 now_us)
{
  gint64 at_us = 0;

  ktg_moment_parse_server_time (word->at, &at_us);
  return ktg_bookmark_is_ahead (at_us, now_us) ? now_us : at_us;
}
