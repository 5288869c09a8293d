/* ktg-fault-folder.c - a folder is removed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fault-disk.h"

#include <gio/gio.h>
#include <unistd.h>

void
ktg_fault_disk_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        ktg_fault_disk_remove_folder (path);
      else
        g_assert_cmpint (unlink (path), ==, 0);
    }

  g_assert_cmpint (rmdir (folder), ==, 0);
}
