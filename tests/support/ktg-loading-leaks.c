/* ktg-loading-leaks.c - what a library allocates while it is loaded is its own
 *
 * GLib's table of quarks begins with 16 KiB. A program that has more types and properties than fit
 * gets another table, and the first is never freed, since another thread might still read it. It
 * comes from GLib's constructor, of which a leak's stack has no name; so what is allocated before
 * the program's own code is not looked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <sanitizer/lsan_interface.h>

typedef void (*Loading) (void);

/* Before any library's constructor. */
static const Loading before __attribute__ ((used, section (".preinit_array"))) = __lsan_disable;

/* After all of them. */
__attribute__ ((constructor)) static void
look_again (void)
{
  __lsan_enable ();
}
