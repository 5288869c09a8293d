/* main.c - a program that decodes one picture and ends
 *
 * Started with a socket as its input and output. Whatever a picture does to it, it has nothing
 * else: no file, no network, no other program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-service.h"
#include "ktg-sandbox.h"

#include <unistd.h>

int
main (void)
{
  KtgPictureService *service;

  ktg_sandbox_limit ();
  service = ktg_picture_service_new (STDIN_FILENO);
  if (service == NULL)
    return 1;

  _exit (ktg_picture_service_answer (service, ktg_sandbox_enter (), STDOUT_FILENO) ? 0 : 1);
}
