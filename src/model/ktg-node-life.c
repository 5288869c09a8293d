/* ktg-node-life.c - a server's signed word on what stands of an earlier life, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node-life.h"

KtgNodeLife *
ktg_node_life_new (void)
{
  return g_new0 (KtgNodeLife, 1);
}

void
ktg_node_life_free (KtgNodeLife *self)
{
  if (self == NULL)
    return;

  g_free (self->server);
  g_free (self->life);
  g_free (self->of);
  g_free (self->at);
  g_free (self);
}
