/* test-core-file.c - what the kernel would write of a program that ends badly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-core-file.h>

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
has_no_core (void)
{
  struct rlimit limit = { 1, 1 };

  return getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

static gboolean
leaves_memory_out (void)
{
  g_autofree char *filter = NULL;

  return g_file_get_contents ("/proc/self/coredump_filter", &filter, NULL, NULL)
         && g_ascii_strtoull (filter, NULL, 16) == 0;
}

static gboolean
forbids (void)
{
  ktg_core_file_forbid ();
  return has_no_core () && leaves_memory_out () && prctl (PR_GET_DUMPABLE) == 0;
}

static gboolean
empties (void)
{
  ktg_core_file_empty ();
  return has_no_core () && leaves_memory_out () && prctl (PR_GET_DUMPABLE) == 1;
}

static gboolean
dies_without_core (void)
{
  ktg_core_file_forbid ();
  signal (SIGABRT, SIG_DFL);
  abort ();
}

/* In a process of its own, since none of it can be taken back. */
static int
wait_for (gboolean (*tried) (void))
{
  pid_t child = fork ();
  int   status = 0;

  if (child == 0)
    _exit (tried () ? 0 : 1);

  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static void
a_program_that_forbids_it_is_never_dumped (void)
{
  int aborted = wait_for (dies_without_core);

  g_assert_cmpint (wait_for (forbids), ==, 0);
  g_assert_true (WIFSIGNALED (aborted));
  g_assert_false (WCOREDUMP (aborted));
}

static void
a_program_that_portals_look_into_has_no_memory_in_its_core (void)
{
  g_assert_cmpint (wait_for (empties), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core-file/a-program-that-forbids-it-is-never-dumped",
                   a_program_that_forbids_it_is_never_dumped);
  g_test_add_func ("/core-file/a-program-that-portals-look-into-has-no-memory-in-its-core",
                   a_program_that_portals_look_into_has_no_memory_in_its_core);

  return g_test_run ();
}
