/* fault-record.h - what the shim writes down of a program's way with its folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdint.h>

#define FAULT_RECORD_MAGIC 0x4b74676cu
#define PATH_SPACE 8192

typedef enum
{
  FAULT_OP_OPEN = 1, /* of a file or directory that was there */
  FAULT_OP_CREATE,
  FAULT_OP_WRITE,
  FAULT_OP_TRUNCATE, /* to @offset bytes */
  FAULT_OP_ALLOCATE, /* at least @offset bytes */
  FAULT_OP_SYNC,     /* a file or a directory */
  FAULT_OP_RENAME,
  FAULT_OP_LINK,
  FAULT_OP_UNLINK,
  FAULT_OP_MKDIR,
  FAULT_OP_SAID, /* no step: the program spoke, on descriptor @offset */
} FaultOp;

/* Followed by the path, the second path, and the bytes of a write or a word. Paths are relative to
 * the folder; the folder itself is "". */
typedef struct
{
  uint32_t magic;
  uint32_t op;
  uint64_t inode;
  uint64_t offset;
  uint64_t n_bytes;
  uint32_t path_bytes;
  uint32_t to_bytes;
} FaultRecord;
