/* ktg-syscall-filter.c - the few system calls that decoding takes
 *
 * Three kinds: what is allowed; what libraries try and do without (looking for a file, a signal's
 * handler), which fails; and all the rest, on which the process dies. A thread may be begun, since
 * some decoders do, a process not; memory may never become code.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-syscall-filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__) && !defined(__ILP32__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#ifdef ARCHITECTURE

static const int allowed[] = {
  __NR_read,
  __NR_write,
  __NR_writev,
  __NR_close,
  __NR_lseek,
  __NR_brk,
  __NR_munmap,
  __NR_mremap,
  __NR_madvise,
  __NR_futex,
  __NR_sched_yield,
  __NR_sched_getaffinity,
  __NR_getrandom,
  __NR_clock_gettime,
  __NR_clock_nanosleep,
  __NR_nanosleep,
  __NR_gettimeofday,
  __NR_getpid,
  __NR_gettid,
  __NR_tgkill, /* abort */
  __NR_rt_sigprocmask,
  __NR_rt_sigreturn,
  __NR_sigaltstack,
  __NR_restart_syscall,
  __NR_set_robust_list,
  __NR_exit,
  __NR_exit_group,
#ifdef __NR_rseq
  __NR_rseq,
#endif
};

static const int refused[] = {
  __NR_openat,
  __NR_readlinkat,
  __NR_getcwd, /* a library that looks for its words */
  __NR_faccessat,
  __NR_fstat,
  __NR_statfs,
  __NR_fcntl,
  __NR_ioctl,
  __NR_uname,
  __NR_sysinfo,
  __NR_prctl,
  __NR_prlimit64,
  __NR_rt_sigaction,
  __NR_sched_setaffinity,
  __NR_sched_getparam,
  __NR_sched_getscheduler,
  __NR_getuid,
  __NR_geteuid,
  __NR_getgid,
  __NR_getegid,
  __NR_newfstatat,
#ifdef __NR_open
  __NR_open,
  __NR_stat,
  __NR_lstat,
  __NR_access,
  __NR_readlink,
#endif
#ifdef __NR_faccessat2
  __NR_faccessat2,
#endif
#ifdef __NR_statx
  __NR_statx,
#endif
};

typedef struct sock_filter Line;

static Line
load (gsize offset)
{
  return (Line)BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32)offset);
}

static Line
answer (guint32 what)
{
  return (Line)BPF_STMT (BPF_RET | BPF_K, what);
}

static Line
leap (guint16 when, guint32 value, guint8 if_so, guint8 if_not)
{
  return (Line)BPF_JUMP ((guint16)(BPF_JMP | when | BPF_K), value, if_so, if_not);
}

static void
add (GArray *lines, Line line)
{
  g_array_append_val (lines, line);
}

static void
add_call (GArray *lines, int call, guint32 what)
{
  add (lines, leap (BPF_JEQ, (guint32)call, 0, 1));
  add (lines, answer (what));
}

/* @what for @call whose argument has any of @bits, else @otherwise. The low half of an argument
 * holds all the bits there are. */
static void
add_call_with_bits (GArray *lines,
                    int     call,
                    guint   argument,
                    guint32 bits,
                    guint32 what,
                    guint32 otherwise)
{
  gsize low = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 0 : 4;

  add (lines, leap (BPF_JEQ, (guint32)call, 0, 4));
  add (lines, load (offsetof (struct seccomp_data, args) + 8 * argument + low));
  add (lines, leap (BPF_JSET, bits, 0, 1));
  add (lines, answer (what));
  add (lines, answer (otherwise));
}

static GArray *
make_filter (void)
{
  const guint32 fails = SECCOMP_RET_ERRNO | EPERM;
  GArray       *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  add (lines, load (offsetof (struct seccomp_data, arch)));
  add (lines, leap (BPF_JEQ, ARCHITECTURE, 1, 0));
  add (lines, answer (SECCOMP_RET_KILL_PROCESS));
  add (lines, load (offsetof (struct seccomp_data, nr)));

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    add_call (lines, allowed[i], SECCOMP_RET_ALLOW);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    add_call (lines, refused[i], fails);
#ifdef __NR_clone3 /* its flags lie in memory; the C library then asks the older way */
  add_call (lines, __NR_clone3, SECCOMP_RET_ERRNO | ENOSYS);
#endif

  add_call_with_bits (lines, __NR_mmap, 2, PROT_EXEC, fails, SECCOMP_RET_ALLOW);
  add_call_with_bits (lines, __NR_mprotect, 2, PROT_EXEC, fails, SECCOMP_RET_ALLOW);
  add_call_with_bits (lines,
                      __NR_clone,
                      0,
                      CLONE_THREAD,
                      SECCOMP_RET_ALLOW,
                      SECCOMP_RET_KILL_PROCESS);
  add (lines, answer (SECCOMP_RET_KILL_PROCESS));

  return lines;
}

/**
 * ktg_syscall_filter_enter:
 *
 * Returns: whether the kernel took it, for good
 */
gboolean
ktg_syscall_filter_enter (void)
{
  g_autoptr (GArray) lines = make_filter ();
  const struct sock_fprog filter
      = { .len = (unsigned short)lines->len, .filter = (Line *)(void *)lines->data };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

#else

/**
 * ktg_syscall_filter_enter:
 *
 * Returns: %FALSE: the calls of this kind of machine are not known here
 */
gboolean
ktg_syscall_filter_enter (void)
{
  return FALSE;
}

#endif
