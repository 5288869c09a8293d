/* ktg-evidence-addition.c - files are added to a report that was filed
 *
 * All are taken first; then one amendment names them, so either all of them are added or none. The
 * version that is added to is read last: what was amended meanwhile stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-addition.h"

#include <glib/gi18n.h>

typedef struct
{
  char      *report_id;
  KtgMoment  now;
  GPtrArray *offered; /* (element-type KtgOfferedFile) */
  GPtrArray *taken;   /* (element-type KtgEvidence), the first of them */
} Addition;

static void
addition_free (Addition *self)
{
  g_free (self->report_id);
  g_ptr_array_unref (self->offered);
  g_ptr_array_unref (self->taken);
  g_free (self);
}

static void
amended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ktg_store_amend_report_finish (KTG_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static KtgReport *
new_version (const Addition *self, const KtgReport *held)
{
  KtgReport *version = ktg_report_copy (held);

  for (guint i = 0; i < self->taken->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (self->taken, i);

      if (ktg_report_find_evidence (version, evidence->sha256) == NULL)
        g_ptr_array_add (version->evidence, ktg_evidence_copy (evidence));
    }

  return version;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Addition *self = g_task_get_task_data (task);
  GError         *error = NULL;
  g_autoptr (KtgReportHeld) held
      = ktg_store_load_report_finish (KTG_STORE (object), result, &error);
  g_autoptr (KtgReport) version = NULL;

  if (held == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  version = new_version (self, ktg_history_get_report (held->history));
  ktg_store_amend_report_async (KTG_STORE (object),
                                self->report_id,
                                version,
                                _ ("evidence added"),
                                &self->now,
                                amended_cb,
                                g_object_ref (task));
}

static void import_next (GTask *task);

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Addition    *self = g_task_get_task_data (task);
  GError      *error = NULL;
  gboolean     is_truncated;
  KtgEvidence *evidence = ktg_evidence_import_finish (result, &is_truncated, &error);

  if (evidence == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (self->taken, evidence);
  import_next (task);
}

static void
import_next (GTask *task)
{
  const Addition *self = g_task_get_task_data (task);
  KtgStore       *store = g_task_get_source_object (task);

  if (self->taken->len < self->offered->len)
    ktg_evidence_import_async (store,
                               g_ptr_array_index (self->offered, self->taken->len),
                               self->now.utc_offset_s,
                               imported_cb,
                               g_object_ref (task));
  else
    ktg_store_load_report_async (store, self->report_id, NULL, loaded_cb, g_object_ref (task));
}

/**
 * ktg_evidence_addition_async:
 * @store: where the report is
 * @report_id: a report that this device filed
 * @offered: (transfer full) (element-type KtgOfferedFile): what is added
 * @now: the present
 *
 * Takes the files, and amends the report by them; that evidence was added is the reason. A file
 * that the report has is not named twice.
 */
void
ktg_evidence_addition_async (KtgStore           *store,
                             const char         *report_id,
                             GPtrArray          *offered,
                             const KtgMoment    *now,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  Addition *self = g_new0 (Addition, 1);

  g_task_set_source_tag (task, ktg_evidence_addition_async);
  self->report_id = g_strdup (report_id);
  self->now = *now;
  self->offered = offered;
  self->taken = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_task_set_task_data (task, self, (GDestroyNotify)addition_free);
  import_next (task);
}

/**
 * ktg_evidence_addition_finish:
 * @name: (out) (optional) (nullable): of the file that could not be taken; %NULL where it was not a
 * file
 * @error: of the store or the photo room
 *
 * Returns: %TRUE once the report has all of them; else it has none
 */
gboolean
ktg_evidence_addition_finish (GAsyncResult *result, char **name, GError **error)
{
  const Addition *self = g_task_get_task_data (G_TASK (result));

  if (name != NULL)
    *name = self->taken->len < self->offered->len ? g_strdup (
                ktg_offered_file_get_name (g_ptr_array_index (self->offered, self->taken->len)))
                                                  : NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}
