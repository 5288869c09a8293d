/* peak-memory.c - runs a command and says how much memory it held at most
 *
 * Usage: peak-memory OUTPUT COMMAND [ARGUMENT...]
 *
 * Writes the kibibytes of its largest resident set to OUTPUT and ends as the command did. The
 * kernel counts what the parent held at the fork, too, which is why this is a program of its own
 * and a small one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  struct rusage usage;
  FILE         *output;
  pid_t         pid;
  int           status = 0;

  if (argc < 3)
    return 2;

  pid = vfork ();
  if (pid == 0)
    {
      execvp (argv[2], argv + 2);
      _exit (127);
    }

  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid)
    return 126;

  output = fopen (argv[1], "w");
  if (output == NULL || fprintf (output, "%ld\n", usage.ru_maxrss) < 0 || fclose (output) != 0)
    return 126;

  return WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}
