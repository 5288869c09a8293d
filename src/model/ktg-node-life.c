/* ktg-node-life.c - a server's signed word on what stands of an earlier life, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node-life.h"

#define VERSION 1

static const char *const kind_names[] = { "node.life", NULL };

static const KtgField life_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = VERSION },
  { "type", KTG_FIELD_KIND, .names = kind_names },
  { "server", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgNodeLife, server), KTG_NEED_ALWAYS },
  { "life", KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgNodeLife, life), KTG_NEED_ALWAYS },
  { "of", KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgNodeLife, of) },
  { "last", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgNodeLife, last), KTG_NEED_ALWAYS },
  { "file", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgNodeLife, file), KTG_NEED_ALWAYS },
  { "book", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgNodeLife, book), KTG_NEED_ALWAYS },
  { "at", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNodeLife, at), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgNodeLife, ktg_node_life, life_fields)

/**
 * ktg_node_life_new:
 *
 * Returns: (transfer full): a word that says nothing yet
 */
KtgNodeLife *
ktg_node_life_new (void)
{
  return ktg_record_new (&ktg_node_life_record);
}
