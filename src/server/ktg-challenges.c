/* ktg-challenges.c - nonces under which devices may prove that they hold a file
 *
 * In memory only: after a start nothing is open, and the device brings the file or is asked anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-challenges.h"

#include <ktg-random.h>

#define NONCE_BYTES 16

/* One that is open. It stands in both queues, the older before the newer. */
typedef struct
{
  gint64  device;
  char   *subject; /* device and file */
  char   *nonce;
  gint64  issued_at_ms;
  GList   of_all;
  GList   of_device;
  GQueue *own; /* that of its device */
} Open;

struct _KtgChallenges
{
  guint       max_of_device, max_of_all;
  gint64      keep_ms;
  GMutex      lock;
  GHashTable *subjects; /* (element-type utf8 Open) */
  GHashTable *devices;  /* (element-type gint64 GQueue) */
  GQueue      all;
};

static void
queue_free (gpointer queue)
{
  g_queue_init (queue); /* its links are parts of what it has */
  g_queue_free (queue);
}

/**
 * ktg_challenges_new:
 * @max_of_device: how many may be open of one device; with more its oldest go
 * @max_of_all: and of all together
 * @keep_ms: how long each is open
 *
 * Returns: (transfer full): none
 */
KtgChallenges *
ktg_challenges_new (guint max_of_device, guint max_of_all, gint64 keep_ms)
{
  KtgChallenges *self = g_new0 (KtgChallenges, 1);

  self->max_of_device = max_of_device;
  self->max_of_all = max_of_all;
  self->keep_ms = keep_ms;
  g_mutex_init (&self->lock);
  self->subjects = g_hash_table_new (g_str_hash, g_str_equal);
  self->devices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, queue_free);
  g_queue_init (&self->all);

  return self;
}

static void
drop (KtgChallenges *self, Open *open)
{
  g_hash_table_remove (self->subjects, open->subject);
  g_queue_unlink (&self->all, &open->of_all);
  g_queue_unlink (open->own, &open->of_device);
  if (open->own->length == 0)
    g_hash_table_remove (self->devices, &open->device);
  g_free (open->subject);
  g_free (open->nonce);
  g_free (open);
}

/**
 * ktg_challenges_free:
 * @self: (nullable): those that are open
 *
 * Nobody may prove anything any more.
 */
void
ktg_challenges_free (KtgChallenges *self)
{
  if (self == NULL)
    return;

  while (self->all.head != NULL)
    drop (self, self->all.head->data);
  g_hash_table_unref (self->subjects);
  g_hash_table_unref (self->devices);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static GQueue *
ensure_queue (KtgChallenges *self, gint64 device)
{
  GQueue *queue = g_hash_table_lookup (self->devices, &device);

  if (queue != NULL)
    return queue;

  queue = g_queue_new ();
  g_hash_table_insert (self->devices, g_memdup2 (&device, sizeof device), queue);
  return queue;
}

/* Takes @subject. */
static Open *
add (KtgChallenges *self, gint64 device, char *subject, gint64 now_ms)
{
  Open *open = g_new0 (Open, 1);

  open->device = device;
  open->subject = subject;
  open->nonce = ktg_random_dup_text (NONCE_BYTES);
  open->issued_at_ms = now_ms;
  open->of_all.data = open->of_device.data = open;
  open->own = ensure_queue (self, device);
  g_hash_table_insert (self->subjects, subject, open);
  g_queue_push_tail_link (&self->all, &open->of_all);
  g_queue_push_tail_link (open->own, &open->of_device);

  return open;
}

/* A clock that was put back ends them, too. */
static gboolean
is_over (const KtgChallenges *self, const Open *open, gint64 now_ms)
{
  return now_ms < open->issued_at_ms || now_ms - open->issued_at_ms >= self->keep_ms;
}

static void
make_room (KtgChallenges *self, gint64 device, gint64 now_ms)
{
  GQueue *own = g_hash_table_lookup (self->devices, &device);

  if (own != NULL && own->length >= self->max_of_device)
    drop (self, own->head->data);
  while (self->all.head != NULL
         && (self->all.length >= self->max_of_all || is_over (self, self->all.head->data, now_ms)))
    drop (self, self->all.head->data);
}

static char *
dup_subject (const KtgChallenge *what)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", what->device, what->sha256);
}

static Open *
find (KtgChallenges *self, const char *subject, gint64 now_ms)
{
  Open *open = g_hash_table_lookup (self->subjects, subject);

  if (open == NULL || !is_over (self, open, now_ms))
    return open;

  drop (self, open);
  return NULL;
}

/**
 * ktg_challenges_issue:
 * @self: those that are open
 * @what: who may prove what
 * @now_ms: when
 *
 * One that is open for this is said once more: the answer that had it may have been lost.
 *
 * Returns: (transfer full): a nonce, 22 characters of base64url
 */
char *
ktg_challenges_issue (KtgChallenges *self, const KtgChallenge *what, gint64 now_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *subject = dup_subject (what);
  Open            *open = find (self, subject, now_ms);

  if (open != NULL)
    return g_strdup (open->nonce);

  make_room (self, what->device, now_ms);
  return g_strdup (add (self, what->device, g_steal_pointer (&subject), now_ms)->nonce);
}

/**
 * ktg_challenges_take:
 * @self: those that are open
 * @what: who proves what
 * @nonce: under which
 * @now_ms: when
 *
 * Returns: whether it was open for this; from now on it is not
 */
gboolean
ktg_challenges_take (KtgChallenges      *self,
                     const KtgChallenge *what,
                     const char         *nonce,
                     gint64              now_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *subject = dup_subject (what);
  Open            *open = find (self, subject, now_ms);

  if (open == NULL || g_strcmp0 (open->nonce, nonce) != 0)
    return FALSE;

  drop (self, open);
  return TRUE;
}
