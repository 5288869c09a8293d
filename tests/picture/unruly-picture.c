/* unruly-picture.c - the program that decodes pictures, in the hands of the picture
 *
 * Built from the same sources and confined in the same way; what it does once it is confined is
 * chosen by the name under which it is started.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-service.h"
#include "ktg-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static KtgPictureAnswer answer = { .magic = KTG_PICTURE_MAGIC, .fate = KTG_PICTURE_BROKEN };

static void
drink (void)
{
  char bytes[4096];

  while (read (STDIN_FILENO, bytes, sizeof bytes) > 0)
    continue;
}

static void
say (const void *bytes, gsize n_bytes)
{
  if (write (STDOUT_FILENO, bytes, n_bytes) != (gssize)n_bytes)
    _exit (3);
}

static void
hang (void)
{
  drink ();
  while (TRUE)
    continue;
}

static void
never_read (void)
{
  while (TRUE)
    sleep (60);
}

/* What the limit refuses ends in the answer that it was refused. The limit is on what is asked for,
 * so not all of it need be touched, which takes some machines longer than there is time. */
static void
eat_memory (void)
{
  drink ();
  for (gsize n_eaten = 0; n_eaten < (gsize)4 * 1024 * 1024 * 1024; n_eaten += 16 * 1024 * 1024)
    {
      char *piece = malloc (16 * 1024 * 1024);

      if (piece == NULL)
        break;
      *piece = 1;
      answer.own_width++;
    }
  answer.fate = answer.own_width < 100 ? KTG_PICTURE_TOO_COSTLY : KTG_PICTURE_BROKEN;
  say (&answer, sizeof answer);
}

static void
die (void)
{
  abort ();
}

static void
tell_nonsense (void)
{
  drink ();
  memset (&answer, 0xff, sizeof answer);
  say (&answer, sizeof answer);
}

static void
tell_too_much (void)
{
  static char much[64 * 1024];

  drink ();
  while (TRUE)
    say (much, sizeof much);
}

static void
beat_for_ever (void)
{
  static const char beat = KTG_PICTURE_BEAT;

  drink ();
  while (TRUE)
    {
      say (&beat, 1);
      usleep (1000);
    }
}

/* A refusal is told as a picture of no shown kind, a success as one that is too costly. */
static void
tell_whether (gboolean is_refused)
{
  drink ();
  answer.fate = is_refused ? KTG_PICTURE_OF_NO_SHOWN_KIND : KTG_PICTURE_TOO_COSTLY;
  say (&answer, sizeof answer);
}

static void
open_file (void)
{
  tell_whether (open ("/etc/hostname", O_RDONLY) < 0 && errno == EPERM);
}

static void
make_code (void)
{
  tell_whether (mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                == MAP_FAILED);
}

/* These it does not live to tell. */
static void
make_socket (void)
{
  tell_whether (socket (AF_INET, SOCK_STREAM, 0) < 0);
}

static void
begin_process (void)
{
  tell_whether (syscall (SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL) < 0);
}

static void
start_program (void)
{
  char *const argv[] = { (char *)"/bin/true", NULL };

  tell_whether (execv (argv[0], argv) != 0);
}

static void
kill_parent (void)
{
  tell_whether (syscall (SYS_kill, getppid (), 0) != 0);
}

static const struct
{
  const char *name;
  void (*act) (void);
} acts[] = {
  { "hang", hang },
  { "never-read", never_read },
  { "eat-memory", eat_memory },
  { "die", die },
  { "tell-nonsense", tell_nonsense },
  { "tell-too-much", tell_too_much },
  { "beat-for-ever", beat_for_ever },
  { "open-file", open_file },
  { "make-code", make_code },
  { "make-socket", make_socket },
  { "begin-process", begin_process },
  { "start-program", start_program },
  { "kill-parent", kill_parent },
};

/* It came as far as the picture. */
static void
give_sign (void)
{
  static const char beat = KTG_PICTURE_BEAT;

  say (&beat, 1);
}

int
main (int argc, char **argv)
{
  KtgPictureService *service;
  const char        *slash = strrchr (argv[0], '/');

  ktg_sandbox_limit ();
  service = ktg_picture_service_new (STDIN_FILENO);
  if (service == NULL || slash == NULL || ktg_sandbox_enter () != KTG_PICTURE_LACKS_NOTHING)
    return 2;

  give_sign ();
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (slash + 1, acts[i].name))
      acts[i].act ();

  _exit (0);
}
