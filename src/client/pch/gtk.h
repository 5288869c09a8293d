/* gtk.h - what nearly every file here reads, read once by the compiler
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <glib/gi18n.h>
