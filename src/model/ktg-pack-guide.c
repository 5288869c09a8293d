/* ktg-pack-guide.c - what the guide says on a day, and what it asks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-private.h"

/**
 * ktg_pack_get_articles_on:
 * @pack: packs
 * @day: (nullable): of an event
 *
 * Returns: (transfer container) (element-type KtgArticle): what the guide says that holds on @day,
 * in its order; valid as long as @pack
 */
GPtrArray *
ktg_pack_get_articles_on (const KtgPack *pack, const char *day)
{
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);
  GPtrArray       *articles = g_ptr_array_new ();

  for (guint i = 0; i < pack->articles->len; i++)
    {
      KtgArticle *article = g_ptr_array_index (pack->articles, i);

      if (ktg_period_has_day (&article->period, settled))
        g_ptr_array_add (articles, article);
    }

  return articles;
}

/**
 * ktg_pack_get_cases_on:
 * @pack: packs
 * @day: (nullable): a day
 *
 * Returns: (transfer container) (element-type KtgSampleCase): the cases that are asked on @day, in
 * their order; valid as long as @pack
 */
GPtrArray *
ktg_pack_get_cases_on (const KtgPack *pack, const char *day)
{
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);
  GPtrArray       *cases = g_ptr_array_new ();

  for (guint i = 0; i < pack->sample_cases->len; i++)
    {
      KtgSampleCase *sample = g_ptr_array_index (pack->sample_cases, i);

      if (ktg_period_has_day (&sample->period, settled))
        g_ptr_array_add (cases, sample);
    }

  return cases;
}
