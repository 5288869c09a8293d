/* ktg-picture-process.c - one picture, given to a program that nothing is entrusted to
 *
 * It gets a question and a stranger's bytes on a socket and answers with a record and what it made
 * of them. That it dies, says nothing or nonsense is to be expected, and costs a preview only. It
 * is killed when it has moved nothing for QUIET_MS, or has not answered after WHOLE_S.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define QUIET_MS 5000
#define WHOLE_S 20

struct _KtgPictureProcess
{
  KtgPictureRequest request;
  GPid              pid;
  int               socket;
  int               whole; /* readable when its time is over */
  GByteArray       *said;
  gboolean          is_alive; /* it gave a sign once */
  gboolean          is_late;
  gboolean          is_at_end; /* of what it says */
};

static char *program;

/**
 * ktg_picture_process_use_program:
 * @path: where the program is that decodes pictures
 *
 * Once, before the first picture. Where none is named, none is decoded.
 */
void
ktg_picture_process_use_program (const char *path)
{
  g_free (program);
  program = g_strdup (path);
}

/* It finds no more of this process than its two ends: not one variable, and the rest it closes. */
static gboolean
spawn (KtgPictureProcess *self, int end)
{
  const char *const argv[] = { program, NULL };
  const char *const envp[] = { "LC_ALL=C.UTF-8", NULL };
  g_autoptr (GError) error = NULL;

  if (g_spawn_async_with_pipes_and_fds (NULL,
                                        argv,
                                        envp,
                                        G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                                        NULL,
                                        NULL,
                                        end,
                                        end,
                                        -1,
                                        NULL,
                                        NULL,
                                        0,
                                        &self->pid,
                                        NULL,
                                        NULL,
                                        NULL,
                                        &error))
    return TRUE;

  g_debug ("pictures are not decoded: %s", error->message);
  return FALSE;
}

static gboolean
begin (KtgPictureProcess *self)
{
  const struct itimerspec whole = { .it_value = { .tv_sec = WHOLE_S } };
  int                     ends[2];
  gboolean                is_spawned;

  self->whole = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC);
  if (self->whole < 0 || timerfd_settime (self->whole, 0, &whole, NULL) != 0
      || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return FALSE;

  self->socket = ends[0];
  is_spawned = spawn (self, ends[1]);
  close (ends[1]);
  return is_spawned;
}

/**
 * ktg_picture_process_start:
 * @request: what is asked
 *
 * Blocking, like all of this, and for any thread; one at a time.
 *
 * Returns: (nullable) (transfer full): a process that wants the picture's first byte; %NULL where
 * there is none to be had
 */
KtgPictureProcess *
ktg_picture_process_start (const KtgPictureRequest *request)
{
  g_autoptr (KtgPictureProcess) self = NULL;

  if (program == NULL)
    return NULL;

  self = g_new0 (KtgPictureProcess, 1);
  self->request = *request;
  self->socket = self->whole = -1;
  self->said = g_byte_array_new ();

  if (!begin (self)
      || !ktg_picture_process_feed (self, (const guint8 *)request, sizeof *request, NULL))
    return NULL;

  return g_steal_pointer (&self);
}

/* FALSE when it moved nothing for too long, its time is over, or nobody waits for it any more. */
static gboolean
await (KtgPictureProcess *self, short events, short *happened, GCancellable *cancellable)
{
  GPollFD       cancelled = { .fd = -1 };
  struct pollfd ends[3]
      = { { .fd = self->socket, .events = events }, { .fd = self->whole, .events = POLLIN } };
  gboolean has_cancellable = g_cancellable_make_pollfd (cancellable, &cancelled);
  int      n_ready;

  ends[2] = (struct pollfd){ .fd = cancelled.fd, .events = POLLIN };
  do
    n_ready = poll (ends, G_N_ELEMENTS (ends), QUIET_MS);
  while (n_ready < 0 && errno == EINTR);
  if (has_cancellable)
    g_cancellable_release_fd (cancellable);

  *happened = ends[0].revents;
  self->is_late = n_ready == 0 || ends[1].revents != 0;
  return n_ready > 0 && ends[1].revents == 0 && ends[2].revents == 0;
}

/* Beats only say that it lives. */
static void
hear (KtgPictureProcess *self)
{
  guint8  bytes[64 * 1024];
  ssize_t n_bytes = recv (self->socket, bytes, sizeof bytes, MSG_DONTWAIT);
  ssize_t at = 0;

  if (n_bytes <= 0)
    {
      self->is_at_end = n_bytes == 0 || (errno != EAGAIN && errno != EINTR);
      return;
    }

  self->is_alive = TRUE;
  while (self->said->len == 0 && at < n_bytes && bytes[at] == KTG_PICTURE_BEAT)
    at++;
  g_byte_array_append (self->said, bytes + at, (guint)(n_bytes - at));
}

/**
 * ktg_picture_process_feed:
 * @self: a process
 * @bytes: what follows of its picture
 * @n_bytes: how many there are
 * @cancellable: (nullable): a #GCancellable
 *
 * Returns: %FALSE when more are of no use: it died, or takes none
 */
gboolean
ktg_picture_process_feed (KtgPictureProcess *self,
                          const guint8      *bytes,
                          gsize              n_bytes,
                          GCancellable      *cancellable)
{
  while (n_bytes > 0)
    {
      ssize_t n_sent = send (self->socket, bytes, n_bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
      short   happened;

      if (n_sent < 0 && errno != EAGAIN && errno != EINTR)
        return FALSE;

      if (n_sent > 0)
        {
          bytes += n_sent;
          n_bytes -= (gsize)n_sent;
        }
      else if (!await (self, POLLIN | POLLOUT, &happened, cancellable))
        return FALSE;
      else if ((happened & POLLIN) != 0)
        hear (self);
    }

  return TRUE;
}

/**
 * ktg_picture_process_find_fate:
 * @self: a process that takes no more of its picture, or did not answer
 *
 * One that dies before it gave a sign never came to the picture: what is amiss is here.
 *
 * Returns: what became of the picture
 */
KtgPictureFate
ktg_picture_process_find_fate (KtgPictureProcess *self)
{
  if (self->is_late)
    return KTG_PICTURE_TOO_SLOW;

  hear (self);
  return self->is_alive ? KTG_PICTURE_DECODER_ENDED : KTG_PICTURE_NO_DECODER;
}

/* No more is heard than the answer can have. */
static gboolean
is_whole (KtgPictureProcess *self, KtgPictureAnswer *answer)
{
  if (self->said->len < sizeof *answer)
    return FALSE;

  memcpy (answer, self->said->data, sizeof *answer);
  return self->said->len - sizeof *answer >= answer->n_bytes
         || !ktg_picture_answer_is_sound (answer, &self->request);
}

static void
tell_of_lacks (gint32 lacks)
{
  static gsize is_told;

  if (lacks == KTG_PICTURE_LACKS_NOTHING || !g_once_init_enter (&is_told))
    return;

  g_debug ("this kernel lacks%s%s: pictures are decoded without",
           (lacks & KTG_PICTURE_LACKS_LANDLOCK) != 0 ? " Landlock" : "",
           (lacks & KTG_PICTURE_LACKS_SECCOMP) != 0 ? " a filter of system calls" : "");
  g_once_init_leave (&is_told, 1);
}

/**
 * ktg_picture_process_finish:
 * @self: a process that got all bytes of its picture
 * @answer: (out): what it says of it; believed
 * @cancellable: (nullable): a #GCancellable
 *
 * Of a picture on which the process died, or that took it too long, only that is told, as
 * ktg_picture_process_find_fate() does.
 *
 * Returns: (nullable) (transfer full): what it made of the picture; %NULL for nothing
 */
GBytes *
ktg_picture_process_finish (KtgPictureProcess *self,
                            KtgPictureAnswer  *answer,
                            GCancellable      *cancellable)
{
  short happened;

  shutdown (self->socket, SHUT_WR);
  while (!is_whole (self, answer) && !self->is_at_end
         && await (self, POLLIN, &happened, cancellable))
    hear (self);

  if (self->said->len < sizeof *answer || self->said->len != sizeof *answer + answer->n_bytes
      || !ktg_picture_answer_is_sound (answer, &self->request))
    {
      memset (answer, 0, sizeof *answer);
      answer->fate = ktg_picture_process_find_fate (self);
      return NULL;
    }

  tell_of_lacks (answer->lacks);
  return answer->n_bytes > 0 ? g_bytes_new (self->said->data + sizeof *answer, answer->n_bytes)
                             : NULL;
}

static void
put_down (KtgPictureProcess *self)
{
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
    continue;
}

/**
 * ktg_picture_process_free:
 * @self: (nullable): a process; it is ended
 */
void
ktg_picture_process_free (KtgPictureProcess *self)
{
  if (self == NULL)
    return;

  if (self->pid > 0)
    put_down (self);
  if (self->socket >= 0)
    close (self->socket);
  if (self->whole >= 0)
    close (self->whole);
  g_clear_pointer (&self->said, g_byte_array_unref);
  g_free (self);
}
