/* ktg-role.c - what a device, or a node, may do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-role.h"

static const char *const role_names[] = { "officer", "office", "centre" };
static const char *const level_names[]
    = { "national", "province", "regency", "district", "village", "polling_place" };

static gboolean
find_name (const char *const *names, guint n_names, const char *name, guint *found)
{
  for (guint i = 0; name != NULL && i < n_names; i++)
    if (g_str_equal (name, names[i]))
      {
        *found = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ktg_role_get_name:
 * @role: a role
 *
 * Returns: what it is called in messages and on the command line
 */
const char *
ktg_role_get_name (KtgRole role)
{
  return role_names[role];
}

/**
 * ktg_role_from_name:
 * @name: (nullable): what somebody said
 * @role: (out): which role that is; untouched where it is none
 *
 * Returns: whether it is one
 */
gboolean
ktg_role_from_name (const char *name, KtgRole *role)
{
  guint found;

  if (!find_name (role_names, G_N_ELEMENTS (role_names), name, &found))
    return FALSE;

  *role = found;
  return TRUE;
}

/**
 * ktg_level_get_name:
 * @level: a level
 *
 * Returns: what it is called in messages and packs
 */
const char *
ktg_level_get_name (KtgLevel level)
{
  return level_names[level];
}

/**
 * ktg_level_from_name:
 * @name: (nullable): what somebody said
 * @level: (out): which level that is; untouched where it is none
 *
 * Returns: whether it is one
 */
gboolean
ktg_level_from_name (const char *name, KtgLevel *level)
{
  guint found;

  if (!find_name (level_names, G_N_ELEMENTS (level_names), name, &found))
    return FALSE;

  *level = found;
  return TRUE;
}

/**
 * ktg_level_of_region:
 * @region: a code of the official tree; empty for the whole country
 *
 * Returns: the level of an office of that region
 */
KtgLevel
ktg_level_of_region (const char *region)
{
  guint depth = *region == '\0' ? 0 : 1;

  for (const char *p = region; *p != '\0'; p++)
    depth += *p == '.';

  return MIN (depth, KTG_LEVEL_VILLAGE);
}
