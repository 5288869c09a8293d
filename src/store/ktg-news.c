/* ktg-news.c - what one answer of the server brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store.h"

KtgNews *
ktg_news_new (void)
{
  KtgNews *news = g_new0 (KtgNews, 1);

  news->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  news->refused = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_refusal_free);
  news->events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_arrival_free);
  news->lacks = g_array_new (FALSE, FALSE, sizeof (guint64));
  return news;
}

void
ktg_news_free (KtgNews *news)
{
  if (news == NULL)
    return;

  g_ptr_array_unref (news->receipts);
  g_ptr_array_unref (news->refused);
  g_ptr_array_unref (news->events);
  g_clear_pointer (&news->stands, ktg_envelope_unref);
  g_array_unref (news->lacks);
  g_free (news->life);
  g_free (news->file);
  g_free (news);
}
