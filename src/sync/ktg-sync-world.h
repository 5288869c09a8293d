/* ktg-sync-world.h - the clocks, the chance and the link of a program that exchanges
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>

G_BEGIN_DECLS

/* The program's clocks and chance, and what its computer says of the link. */
typedef struct
{
  KtgMoment (*now) (void);
  gint64 (*monotonic_us) (void);
  double (*random) (void);       /* [0, 1) */
  gboolean (*is_metered) (void); /* NULL: never */
} KtgSyncWorld;

G_END_DECLS
