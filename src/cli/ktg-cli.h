/* ktg-cli.h - one call of ktg
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

G_BEGIN_DECLS

/* What the program knows of its surroundings, read once in main. */
typedef struct
{
  const KtgSyncWorld *world;
  const char         *profile_dir; /* unless --profile says another */
  const char         *shared_dir;  /* of everybody who uses this computer account */
  const char         *packs_dir;   /* installed */
} KtgSurroundings;

KtgExit ktg_cli_run (const KtgSurroundings *surroundings, int argc, char **argv);

G_END_DECLS
