/* ktg-thrift.c - what keeps the app small on a cheap laptop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-thrift.h"

#include <gtk/gtk.h>
#include <malloc.h>

#define FIRST_WITH_GDK_DISABLE 16 /* GTK 4.16; older ones read it in GDK_DEBUG */

/**
 * ktg_thrift_begin:
 *
 * To be called before the toolkit starts and before there is a second thread. What the environment
 * says already stays as it is.
 */
void
ktg_thrift_begin (void)
{
  /* One heap for all threads, and what is large is given back at once: 7 MiB less. */
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_MMAP_THRESHOLD, 64 * 1024);

  /* Drawing by GL costs four times the memory here. A word in the wrong variable is complained of.
   */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);

  if (gtk_get_minor_version () >= FIRST_WITH_GDK_DISABLE)
    g_setenv ("GDK_DISABLE", "gl", FALSE);
  else
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

/**
 * ktg_thrift_give_back:
 *
 * Gives what was needed to start, and is not any more, back to the system.
 */
void
ktg_thrift_give_back (void)
{
  malloc_trim (0);
}
