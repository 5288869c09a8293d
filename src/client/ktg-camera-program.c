/* ktg-camera-program.c - the program that has the camera, and how long it is waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-program.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#define FIRST_MS 20000 /* a slow disk, and GStreamer looks at its plug-ins for the first time */
#define NEXT_MS 5000
#define REMOTE "3" /* how it knows what the portal opened */
#define PIPE_BYTES (1024 * 1024)

G_DEFINE_QUARK (ktg - camera - error - quark, ktg_camera_error)

static char    *program;
static char    *described; /* where pictures come from instead of a camera, or NULL */
static gboolean asks;
static guint    first = FIRST_MS;
static guint    next = NEXT_MS;

/**
 * ktg_camera_program_use:
 * @path: where the program is that has the camera
 * @source: (nullable): where pictures come from instead of one, as GStreamer describes it
 * @is_sandboxed: whether a camera is asked of the portal
 *
 * Once, before the first window. Where none is named, there is no camera.
 */
void
ktg_camera_program_use (const char *path, const char *source, gboolean is_sandboxed)
{
  g_free (program);
  program = g_strdup (path);
  g_free (described);
  described = g_strdup (source);
  asks = is_sandboxed;
}

/**
 * ktg_camera_program_wait_at_most:
 * @first_ms: for the first picture, in milliseconds
 * @next_ms: for the next one
 *
 * Afterwards the program counts as one that hangs.
 */
void
ktg_camera_program_wait_at_most (guint first_ms, guint next_ms)
{
  first = first_ms;
  next = next_ms;
}

/**
 * ktg_camera_program_is_there:
 *
 * Returns: whether the program is installed
 */
gboolean
ktg_camera_program_is_there (void)
{
  return program != NULL && g_file_test (program, G_FILE_TEST_IS_EXECUTABLE);
}

/**
 * ktg_camera_program_has_source:
 *
 * Returns: whether pictures come from something else than a camera
 */
gboolean
ktg_camera_program_has_source (void)
{
  return described != NULL;
}

/**
 * ktg_camera_program_asks_portal:
 *
 * Returns: whether a camera is asked of the portal
 */
gboolean
ktg_camera_program_asks_portal (void)
{
  return asks && described == NULL;
}

/**
 * ktg_camera_program_get_patience_ms:
 * @has_shown: whether a picture came before
 *
 * Returns: how long the next one is waited for
 */
guint
ktg_camera_program_get_patience_ms (gboolean has_shown)
{
  return has_shown ? next : first;
}

/* A frame passes in few pieces. */
static void
widen (GSubprocess *process)
{
  GInputStream *said = g_subprocess_get_stdout_pipe (process);

  fcntl (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (said)), F_SETPIPE_SZ, PIPE_BYTES);
}

/**
 * ktg_camera_program_start:
 * @remote: what the portal opened, or -1; it is taken
 * @error: return location for a #KtgCameraError
 *
 * Returns: (nullable) (transfer full): the program, with a pipe to it and one from it
 */
GSubprocess *
ktg_camera_program_start (int remote, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char *argv[] = { program, NULL, NULL, NULL };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSubprocess) process = NULL;

  if (described != NULL)
    {
      argv[1] = "--source";
      argv[2] = described;
    }
  else if (remote >= 0)
    {
      argv[1] = "--remote";
      argv[2] = REMOTE;
    }
  if (remote >= 0)
    g_subprocess_launcher_take_fd (launcher, remote, atoi (REMOTE));

  if (program != NULL)
    process = g_subprocess_launcher_spawnv (launcher, argv, &cause);
  if (process == NULL)
    g_set_error (error,
                 KTG_CAMERA_ERROR,
                 KTG_CAMERA_ERROR_NOT_STARTED,
                 "%s",
                 cause != NULL ? cause->message : "no program is named");
  else
    widen (process);

  return g_steal_pointer (&process);
}
