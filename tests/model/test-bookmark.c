/* test-bookmark.c - which of two words on a book is the newer one, whatever the clocks said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bookmark.h"

#include <ktg-moment.h>

#define NODE "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
#define OTHER "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define KNOWN "2024-11-10T08:00:00.000Z"
#define NOW "2024-11-12T08:00:00.000Z"
#define AHEAD "2027-01-21T08:00:00.000Z"

static KtgBookmark *
new_word (const char *node, guint64 seq, char letter, const char *at)
{
  KtgBookmark *word = ktg_bookmark_new ();

  word->node = g_strdup (node);
  word->seq = seq;
  word->id = g_strnfill (64, letter);
  word->at = g_strdup (at);
  return word;
}

static gint64
read_time (const char *at)
{
  gint64 at_us;

  g_assert_true (ktg_moment_parse_server_time (at, &at_us));
  return at_us;
}

typedef struct
{
  const char      *node;
  guint64          seq;
  char             letter;
  const char      *at;
  const char      *known_at; /* NULL: nobody knows */
  KtgBookmarkOrder order;
} Case;

/* Known is number 41. */
static const Case cases[] = {
  /* the number decides, and no clock */
  { NODE, 42, 'b', "2024-11-12T08:00:00.000Z", KNOWN, KTG_BOOKMARK_NEWER },
  { NODE, 42, 'b', "2024-11-09T08:00:00.000Z", KNOWN, KTG_BOOKMARK_NEWER },
  { NODE, 42, 'b', AHEAD, KNOWN, KTG_BOOKMARK_NEWER },
  { NODE, 42, 'b', "2024-11-12T08:00:00.000Z", AHEAD, KTG_BOOKMARK_NEWER },
  /* the same again says how fresh it is */
  { NODE, 41, 'a', "2024-11-12T08:00:00.000Z", KNOWN, KTG_BOOKMARK_NEWER },
  { NODE, 41, 'a', "2024-11-13T08:00:00.000Z", KNOWN, KTG_BOOKMARK_NEWER },
  { NODE, 41, 'a', "2024-11-09T08:00:00.000Z", KNOWN, KTG_BOOKMARK_OLDER },
  { NODE, 41, 'a', "2024-11-13T08:00:00.001Z", KNOWN, KTG_BOOKMARK_OLDER },
  { NODE, 41, 'a', AHEAD, KNOWN, KTG_BOOKMARK_OLDER },
  { NODE, 41, 'a', AHEAD, NULL, KTG_BOOKMARK_OLDER },
  { NODE, 41, 'a', "2024-11-09T08:00:00.000Z", NULL, KTG_BOOKMARK_NEWER },
  /* one number is not two events */
  { NODE, 41, 'c', "2024-11-12T08:00:00.000Z", KNOWN, KTG_BOOKMARK_BACK },
  { NODE, 41, 'c', "2024-11-09T08:00:00.000Z", KNOWN, KTG_BOOKMARK_BACK },
  /* less is late, or back */
  { NODE, 40, 'd', "2024-11-09T08:00:00.000Z", KNOWN, KTG_BOOKMARK_OLDER },
  { NODE, 40, 'd', "2024-11-11T08:00:00.000Z", KNOWN, KTG_BOOKMARK_BACK },
  { NODE, 40, 'd', "2024-11-09T08:00:00.000Z", NULL, KTG_BOOKMARK_BACK },
  /* another book has other numbers */
  { OTHER, 7, 'e', "2024-11-11T08:00:00.000Z", KNOWN, KTG_BOOKMARK_NEWER },
  { OTHER, 70, 'e', "2024-11-09T08:00:00.000Z", KNOWN, KTG_BOOKMARK_OLDER },
  { OTHER, 70, 'e', AHEAD, KNOWN, KTG_BOOKMARK_OLDER },
};

static void
test_order (void)
{
  g_autoptr (KtgBookmark) known = new_word (NODE, 41, 'a', KNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *this = &cases[i];
      g_autoptr (KtgBookmark) word = new_word (this->node, this->seq, this->letter, this->at);
      gint64 known_at_us = this->known_at != NULL ? read_time (this->known_at) : 0;

      g_test_message ("%s %" G_GUINT64_FORMAT " %c %s",
                      this->node,
                      this->seq,
                      this->letter,
                      this->at);
      g_assert_cmpint (ktg_bookmark_compare (word, known, known_at_us, read_time (NOW)),
                       ==,
                       this->order);
    }
}

static void
test_first_word (void)
{
  g_autoptr (KtgBookmark) word = new_word (NODE, 1, 'a', AHEAD);

  g_assert_cmpint (ktg_bookmark_compare (word, NULL, 0, read_time (NOW)), ==, KTG_BOOKMARK_NEWER);
}

static void
test_time (void)
{
  g_autoptr (KtgBookmark) word = new_word (NODE, 41, 'a', KNOWN);
  g_autoptr (KtgBookmark) ahead = new_word (NODE, 42, 'a', AHEAD);

  g_assert_cmpint (ktg_bookmark_tell_time (word, read_time (NOW)), ==, read_time (KNOWN));
  g_assert_cmpint (ktg_bookmark_tell_time (ahead, read_time (NOW)), ==, read_time (NOW));
}

static void
test_fresh (void)
{
  gint64 now_us = read_time (NOW);

  g_assert_true (ktg_bookmark_is_fresh (now_us, now_us));
  g_assert_true (ktg_bookmark_is_fresh (now_us - KTG_BOOKMARK_FRESH_US, now_us));
  g_assert_true (ktg_bookmark_is_fresh (now_us + KTG_BOOKMARK_FRESH_US, now_us));
  g_assert_false (ktg_bookmark_is_fresh (now_us - KTG_BOOKMARK_FRESH_US - 1, now_us));
  g_assert_false (ktg_bookmark_is_fresh (now_us + KTG_BOOKMARK_FRESH_US + 1, now_us));
  g_assert_false (ktg_bookmark_is_fresh (0, now_us));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bookmark/the-number-decides-and-no-clock", test_order);
  g_test_add_func ("/bookmark/the-first-word-is-new", test_first_word);
  g_test_add_func ("/bookmark/a-time-that-lies-ahead-is-nobodys", test_time);
  g_test_add_func ("/bookmark/what-is-ahead-is-not-fresh", test_fresh);

  return g_test_run ();
}
