/* gio.h - what nearly every file below the window reads, read once by the compiler
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
