/* ktg-picture-program.c - a test program decodes pictures as the programs do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-picture-process.h>

static void __attribute__ ((constructor)) use_program (void)
{
  ktg_picture_process_use_program (PICTURE_PROGRAM);
}
