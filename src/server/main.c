/* main.c - kentongan-server, the other side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-command.h"

#include <ktg-core-file.h>

#include <locale.h>

int
main (int argc, char **argv)
{
  ktg_core_file_forbid ();
  setlocale (LC_ALL, "");

  return ktg_command_run (argc, argv);
}
