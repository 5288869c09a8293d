/* ktg-flatpak.c - whether a sandbox stands between the program and this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-flatpak.h"

/**
 * ktg_flatpak_is_around:
 *
 * Source: a Flatpak's own description lies in its root, as flatpak-metadata(5) has it.
 *
 * Returns: whether what belongs to the computer has to be asked of a portal
 */
gboolean
ktg_flatpak_is_around (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
