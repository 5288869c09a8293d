/* ktg-core-file.c - a program that ends badly leaves nothing of a report behind
 *
 * A core file is the program's memory on a disk, where nothing is sealed; and a handler that the
 * system pipes it to sends it further. Both functions are the first thing that a program does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-core-file.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define NO_MEMORY_AT_ALL "0\n"

/* What a limit cannot stop: a core that is piped to a handler. */
static void
leave_memory_out (void)
{
  int filter = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  if (filter < 0)
    return;

  if (write (filter, NO_MEMORY_AT_ALL, sizeof NO_MEMORY_AT_ALL - 1) < 0)
    g_debug ("core files may hold memory");

  close (filter);
}

static void
limit_to_nothing (void)
{
  const struct rlimit nothing = { 0, 0 };

  setrlimit (RLIMIT_CORE, &nothing);
}

/**
 * ktg_core_file_forbid:
 *
 * There is no core file of this process, and no other process of the same user reads its memory.
 * For programs that no portal has to look into.
 */
void
ktg_core_file_forbid (void)
{
  leave_memory_out ();
  limit_to_nothing ();
  prctl (PR_SET_DUMPABLE, 0);
}

/**
 * ktg_core_file_empty:
 *
 * A core file of this process, or a copy that a debugger takes of it, has no memory in it. Portals
 * know a program by `/proc/PID/root`, which only a process that may be dumped shows them.
 */
void
ktg_core_file_empty (void)
{
  leave_memory_out ();
  limit_to_nothing ();
}
