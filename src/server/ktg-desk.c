/* ktg-desk.c - a few threads that do what would hold others up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-desk.h"

typedef struct
{
  KtgDeskFunc func;
  gpointer    data;
} Task;

struct _KtgDesk
{
  GThreadPool *pool;
  GMutex       lock;
  GCond        is_idle;
  guint        n_tasks; /* waiting or being done */
};

static void
do_task (gpointer data, gpointer user_data)
{
  KtgDesk *self = user_data;
  Task    *task = data;

  task->func (task->data);
  g_free (task);

  g_mutex_lock (&self->lock);
  self->n_tasks--;
  if (self->n_tasks == 0)
    g_cond_broadcast (&self->is_idle);
  g_mutex_unlock (&self->lock);
}

/**
 * ktg_desk_new:
 * @n_threads: they are kept for as long as the desk is
 *
 * Returns: (transfer full): a desk with nothing to do
 */
KtgDesk *
ktg_desk_new (guint n_threads)
{
  KtgDesk *self = g_new0 (KtgDesk, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->is_idle);
  self->pool = g_thread_pool_new (do_task, self, (gint)n_threads, TRUE, NULL);

  return self;
}

/**
 * ktg_desk_free:
 *
 * Does first what was pushed.
 */
void
ktg_desk_free (KtgDesk *self)
{
  if (self == NULL)
    return;

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_cond_clear (&self->is_idle);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ktg_desk_push:
 *
 * From any thread. How much waits is bounded by those who push.
 */
void
ktg_desk_push (KtgDesk *self, KtgDeskFunc func, gpointer data)
{
  Task *task = g_new (Task, 1);

  task->func = func;
  task->data = data;

  g_mutex_lock (&self->lock);
  self->n_tasks++;
  g_mutex_unlock (&self->lock);
  g_thread_pool_push (self->pool, task, NULL);
}

/**
 * ktg_desk_drain:
 *
 * Waits until nothing is left to do. Not from one of its own threads.
 */
void
ktg_desk_drain (KtgDesk *self)
{
  g_mutex_lock (&self->lock);
  while (self->n_tasks > 0)
    g_cond_wait (&self->is_idle, &self->lock);
  g_mutex_unlock (&self->lock);
}
