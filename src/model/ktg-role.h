/* ktg-role.h - what a device, or a node, may do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_ROLE_OFFICER, /* reports, and sees what is said of its own reports */
  KTG_ROLE_OFFICE,  /* sees and decides what is of its region */
  KTG_ROLE_CENTRE,  /* the same; by custom of the whole country */
} KtgRole;

/* At which height of the country somebody stands. */
typedef enum
{
  KTG_LEVEL_NATIONAL,
  KTG_LEVEL_PROVINCE,
  KTG_LEVEL_REGENCY,
  KTG_LEVEL_DISTRICT,
  KTG_LEVEL_VILLAGE,
  KTG_LEVEL_POLLING_PLACE, /* of a village's region, which is the deepest that has a code */
} KtgLevel;

#define KTG_ROLE_NAME_OF_NODE "node" /* no role that anybody is admitted to */

const char *ktg_role_get_name (KtgRole role);
gboolean    ktg_role_from_name (const char *name, KtgRole *role);

const char *ktg_level_get_name (KtgLevel level);
gboolean    ktg_level_from_name (const char *name, KtgLevel *level);
KtgLevel    ktg_level_of_region (const char *region);

G_END_DECLS
