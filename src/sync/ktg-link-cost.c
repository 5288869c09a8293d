/* ktg-link-cost.c - whether bytes cost money here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-link-cost.h"

/**
 * ktg_link_costs:
 *
 * Main thread; for the programs, which pass it down.
 *
 * Returns: whether this computer takes its present link for one on which data is paid for by its
 * amount, as NetworkManager or the portal says; where nobody knows it is taken for free
 */
gboolean
ktg_link_costs (void)
{
  return g_network_monitor_get_network_metered (g_network_monitor_get_default ());
}
