/* memory-limit.h - whether a process can be given a limit of memory
 *
 * Under the address sanitizer it cannot: that takes all addresses for itself, and ends whoever asks
 * for too much.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#ifdef __SANITIZE_ADDRESS__
#define HAS_MEMORY_LIMIT 0
#else
#define HAS_MEMORY_LIMIT 1
#endif
