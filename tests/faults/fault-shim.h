/* fault-shim.h - what the files of the shim know of each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault-record.h"

#pragma GCC visibility push(hidden)

/* The path behind a descriptor, or of a name; TRUE if it lies in the watched folder. */
int shim_find_fd (int fd, char path[PATH_SPACE]);
int shim_find_at (int dir_fd, const char *name, char path[PATH_SPACE]);

const char *shim_get_relative (const char *path);
uint64_t    shim_get_inode (int fd);

/* Around each step, which nothing else comes between. TRUE if it is to fail; errno is set then. */
int  shim_begin_step (void);
void shim_end_step (void);
void shim_record (FaultOp     op,
                  uint64_t    inode,
                  const char *path,
                  const char *to,
                  uint64_t    offset,
                  const void *bytes,
                  uint64_t    n_bytes);

#pragma GCC visibility pop
