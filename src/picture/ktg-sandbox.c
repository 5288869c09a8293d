/* ktg-sandbox.c - what a process gives up before it reads a stranger's bytes
 *
 * Afterwards it can compute, read and write what is open, and end. Whatever the kernel lacks is
 * told to whoever asks for the picture, and gone without: the process is one of its own, with its
 * limits, all the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sandbox.h"

#include "ktg-syscall-filter.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_MEMORY_BYTES (768 * 1024 * 1024)
#define MAX_PROCESSOR_S 15

/* The kernel's own names are newer than the headers of some systems. */
#define LANDLOCK_CREATE_RULESET 444
#define LANDLOCK_RESTRICT_SELF 446
#define LANDLOCK_ASK_VERSION 1

typedef struct
{
  uint64_t files, network, scopes;
} Ruleset;

static void
limit (__rlimit_resource_t what, rlim_t most)
{
  const struct rlimit both = { most, most };

  if (setrlimit (what, &both) != 0)
    g_debug ("limit %d cannot be set here", (int)what);
}

/* When memory is short on this machine, this is what goes. */
static void
offer_memory_first (void)
{
  int file = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (file < 0)
    return;
  if (write (file, "1000", 4) != 4)
    g_debug ("memory is not taken from here first");
  close (file);
}

/**
 * ktg_sandbox_limit:
 *
 * At the very beginning: what was inherited is closed, and there is an end to memory and time. The
 * process ends with the one that started it.
 */
void
ktg_sandbox_limit (void)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  closefrom (STDERR_FILENO + 1);
  offer_memory_first ();
  prctl (PR_SET_DUMPABLE, 0);

#ifndef __SANITIZE_ADDRESS__ /* which keeps its notes in terabytes of addresses */
  limit (RLIMIT_AS, MAX_MEMORY_BYTES);
#endif
  limit (RLIMIT_CPU, MAX_PROCESSOR_S);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CORE, 0);
}

/* Every right that this kernel knows is named, and none is granted for any path. */
static gboolean
forget_paths (void)
{
  static const struct
  {
    unsigned files, networks, scopes; /* how many rights there are */
  } versions[] = { { 0, 0, 0 },  { 13, 0, 0 }, { 14, 0, 0 }, { 15, 0, 0 },
                   { 15, 2, 0 }, { 16, 2, 0 }, { 16, 2, 2 } };
  long    version = syscall (LANDLOCK_CREATE_RULESET, NULL, 0, LANDLOCK_ASK_VERSION);
  long    known = MIN (version, (long)G_N_ELEMENTS (versions) - 1);
  gsize   size;
  Ruleset rules;
  long    ruleset;

  if (known <= 0)
    return FALSE;

  rules.files = (UINT64_C (1) << versions[known].files) - 1;
  rules.network = (UINT64_C (1) << versions[known].networks) - 1;
  rules.scopes = (UINT64_C (1) << versions[known].scopes) - 1;
  size = known >= 6 ? 24 : known >= 4 ? 16 : 8;
  ruleset = syscall (LANDLOCK_CREATE_RULESET, &rules, size, 0);

  return ruleset >= 0 && syscall (LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0;
}

/**
 * ktg_sandbox_enter:
 *
 * Before the first byte, and after everything is loaded that it takes to decode them: no file can
 * be opened from here on, no socket made, no program started.
 *
 * Returns: what this kernel lacks for it
 */
KtgPictureLacks
ktg_sandbox_enter (void)
{
  KtgPictureLacks lacks = KTG_PICTURE_LACKS_NOTHING;

  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (!forget_paths ())
    lacks |= KTG_PICTURE_LACKS_LANDLOCK;
  limit (RLIMIT_NOFILE, 0);
  if (!ktg_syscall_filter_enter ())
    lacks |= KTG_PICTURE_LACKS_SECCOMP;

  return lacks;
}
