/* ktg-spare-thread.c - what takes long runs beside the window, where the system has a thread for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-spare-thread.h"

typedef struct
{
  GTask          *task;
  GTaskThreadFunc run;
} Errand;

static gpointer
run_errand (gpointer data)
{
  g_autofree Errand *errand = data;
  g_autoptr (GTask) task = errand->task;

  errand->run (task,
               g_task_get_source_object (task),
               g_task_get_task_data (task),
               g_task_get_cancellable (task));
  return NULL;
}

/**
 * ktg_spare_thread_run:
 * @task: its last reference may go on the thread; so it has neither source nor data that only the
 * main loop may let go of
 * @run: returns what @task is for
 *
 * As g_task_run_in_thread(), whose pool waits for ever for a thread that the system does not give.
 * Here the caller waits instead, and @task is done when this returns.
 */
void
ktg_spare_thread_run (GTask *task, GTaskThreadFunc run)
{
  Errand *errand = g_new (Errand, 1);
  g_autoptr (GThread) thread = NULL;

  errand->task = g_object_ref (task);
  errand->run = run;
  thread = g_thread_try_new ("spare", run_errand, errand, NULL);
  if (thread == NULL)
    run_errand (errand);
}
