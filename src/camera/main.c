/* main.c - a program that has the camera, so that the app need not
 *
 * GStreamer costs whoever begins it tens of milliseconds and megabytes that never come back, and it
 * takes what a camera sends. So it runs here, only while somebody looks through the camera.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-service.h"

#include <gst/gst.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* It ends with the app, gains nothing by what it starts, and leaves no pictures in a core file. */
static void
give_up_the_rest (void)
{
  const struct rlimit none = { 0, 0 };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  setrlimit (RLIMIT_CORE, &none);
  signal (SIGPIPE, SIG_IGN);
}

int
main (int argc, char **argv)
{
  KtgCameraChoice choice = { NULL, -1 };
  int             out;

  if (argc == 3 && g_str_equal (argv[1], "--source"))
    choice.source = argv[2];
  else if (argc == 3 && g_str_equal (argv[1], "--remote"))
    choice.remote = atoi (argv[2]);
  else if (argc != 1)
    {
      g_printerr ("usage: kentongan-camera [--source DESCRIPTION | --remote DESCRIPTOR]\n");
      return 2;
    }

  give_up_the_rest ();
  out = dup (STDOUT_FILENO);
  dup2 (STDERR_FILENO, STDOUT_FILENO); /* what a plug-in prints is no frame */
  gst_init (NULL, NULL);
  ktg_camera_service_run (&choice, STDIN_FILENO, out);
  _exit (0); /* what GStreamer keeps to its end is not looked at */
}
