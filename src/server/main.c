/* main.c - kentongan-server, the other side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-command.h"

#include <ktg-core-file.h>

#include <glib.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_log_writer_default_set_use_stderr (TRUE);
  g_log ("kentongan-server", G_LOG_LEVEL_DEBUG, "begins"); /* as ktg does, for the same reason */
  ktg_core_file_forbid ();
  setlocale (LC_ALL, "");

  return ktg_command_run (argc, argv);
}
