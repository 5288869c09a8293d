/* ktg-test-news.c - what a server says of others' events, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-news.h"

#include <ktg-mark.h>
#include <ktg-running-hash.h>

/* Of a server in that life, and nothing else yet. */
KtgNews *
ktg_test_news_new (const char *life)
{
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup (life);
  return news;
}

/* The beginning of a list, of which nothing is known. */
void
ktg_test_news_begin (KtgNews *news)
{
  KtgScopeNews *scope = ktg_scope_news_new ();

  scope->from = g_strdup ("d:0:000000000000");
  scope->at = g_strdup ("d:0:000000000000");
  g_ptr_array_add (news->scopes, scope);
}

/* A list of one event, told from its beginning. */
void
ktg_test_news_add (KtgNews *news, guint64 index, KtgEnvelope *envelope)
{
  KtgScopeNews *scope = ktg_scope_news_new ();
  g_autoptr (KtgMark) from = ktg_mark_new ("d", 0, 0);
  g_autoptr (KtgMark) at = ktg_mark_new ("d", 1, ktg_running_hash_next (0, envelope->id, index));

  scope->from = ktg_mark_dup_text (from);
  scope->at = ktg_mark_dup_text (at);
  g_ptr_array_add (scope->events, ktg_indexed_event_new (index, envelope));
  g_ptr_array_add (news->scopes, scope);
}

/* Of what happened: what says who is who is not counted. */
guint
ktg_test_news_count (const KtgExchangeAnswer *answer)
{
  guint n = 0;

  for (guint i = 0; i < answer->scopes->len; i++)
    {
      const KtgScopeNews *scope = g_ptr_array_index (answer->scopes, i);

      for (guint j = 0; j < scope->events->len; j++)
        n += ((KtgIndexedEvent *)g_ptr_array_index (scope->events, j))->index != 0;
    }

  return n;
}

const KtgIndexedEvent *
ktg_test_news_get (const KtgExchangeAnswer *answer, guint i)
{
  for (guint j = 0; j < answer->scopes->len; j++)
    {
      const KtgScopeNews *scope = g_ptr_array_index (answer->scopes, j);

      for (guint k = 0; k < scope->events->len; k++)
        {
          const KtgIndexedEvent *event = g_ptr_array_index (scope->events, k);

          if (event->index != 0 && i-- == 0)
            return event;
        }
    }

  g_assert_not_reached ();
}

/* NULL where that list brought nothing. */
const char *
ktg_test_news_get_at (const KtgExchangeAnswer *answer, const char *scope)
{
  for (guint i = 0; i < answer->scopes->len; i++)
    {
      const KtgScopeNews *news = g_ptr_array_index (answer->scopes, i);
      g_autoptr (KtgMark) mark = ktg_mark_parse (news->at);

      if (g_strcmp0 (mark->scope, scope) == 0)
        return news->at;
    }

  return NULL;
}
