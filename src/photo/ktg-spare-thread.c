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

static void
errand_run_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError  *error = NULL;
  gboolean answer = g_task_propagate_boolean (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, answer);
}

/**
 * ktg_spare_thread_run_for:
 * @task: what answers on the main loop, which alone lets go of its source and data
 * @run: is given the data of @task, and returns a boolean to the task it is given
 *
 * As ktg_spare_thread_run() for a task that may not end on another thread.
 */
void
ktg_spare_thread_run_for (GTask *task, GTaskThreadFunc run)
{
  g_autoptr (GTask) errand
      = g_task_new (NULL, g_task_get_cancellable (task), errand_run_cb, g_object_ref (task));

  g_task_set_task_data (errand, g_task_get_task_data (task), NULL);
  ktg_spare_thread_run (errand, run);
}
