/* ktg-reach.c - who may see what
 *
 * Every way out of the server asks here, and nowhere else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-reach.h"

#include <ktg-region-tree.h>

static gboolean
is_also_of_region (const char *region, const char *also)
{
  g_auto (GStrv) places = g_strsplit (also, " ", -1);

  for (guint i = 0; places[i] != NULL; i++)
    if (ktg_region_contains (region, places[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_of_region (const char *region, const KtgScope *scope)
{
  if (*region == '\0')
    return TRUE;

  return (*scope->region != '\0' && ktg_region_contains (region, scope->region))
         || (*scope->place != '\0' && ktg_region_contains (region, scope->place))
         || (scope->also != NULL && is_also_of_region (region, scope->also));
}

/**
 * ktg_reach_can_see:
 *
 * What a device wrote and what is said to it of its own reports, it may see. Beyond that an officer
 * sees nothing; an office and the centre see what was filed by somebody of their region or happened
 * there.
 */
gboolean
ktg_reach_can_see (const KtgDevice *device, const KtgScope *scope)
{
  if (device->is_revoked)
    return FALSE;

  if (device->number == scope->author)
    return TRUE;
  if (device->number == scope->filer && !scope->is_for_office)
    return TRUE;

  switch (device->role)
    {
    case KTG_ROLE_OFFICE:
    case KTG_ROLE_CENTRE:
      return is_of_region (device->region, scope);
    case KTG_ROLE_OFFICER:
    default:
      return FALSE;
    }
}

/**
 * ktg_reach_can_review:
 *
 * An office or the centre decides on what it may see; on a report nobody has filed here yet, too. A
 * server decides nothing.
 */
gboolean
ktg_reach_can_review (const KtgDevice *device, const KtgScope *scope)
{
  if (device->is_revoked || device->is_node || device->role == KTG_ROLE_OFFICER)
    return FALSE;

  return scope->filer == 0 || ktg_reach_can_see (device, scope);
}

/**
 * ktg_reach_could_review:
 * @region: that @device had before, as an office or the centre
 *
 * What it wrote there without a link is lost to nobody because it was moved meanwhile. Whether it
 * counts the case says.
 */
gboolean
ktg_reach_could_review (const KtgDevice *device, const char *region, const KtgScope *scope)
{
  return !device->is_revoked && is_of_region (region, scope);
}
