/* ktg-restored.c - a server's signed word that it was put back and began a new life, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-restored.h"

KtgRestored *
ktg_restored_new (void)
{
  return g_new0 (KtgRestored, 1);
}

void
ktg_restored_free (KtgRestored *self)
{
  if (self == NULL)
    return;

  g_free (self->server);
  g_free (self->life);
  g_free (self->old);
  g_free (self->at);
  g_free (self);
}
