/* ktg-report-print.c - a report or a draft, to be put on paper
 *
 * Its ways are the form it was written on, and behind it those that are handed out from it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-print.h"

#include <ktg-language.h>
#include <ktg-paper-file.h>
#include <ktg-paper-report.h>

struct _KtgReportPrint
{
  GObject parent_instance;

  KtgSession    *session;
  gboolean       is_receipt; /* a form that is handed out is wanted */
  KtgSummary    *summary;
  KtgReportHeld *held; /* of a report that was filed … */
  KtgReport     *report;
  GPtrArray     *forms; /* (element-type KtgForm) */
};

static void ktg_report_print_printable_init (KtgPrintableInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgReportPrint,
                               ktg_report_print,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KTG_TYPE_PRINTABLE,
                                                      ktg_report_print_printable_init))

static const KtgForm *
get_form (KtgReportPrint *self, guint way)
{
  return way < self->forms->len ? g_ptr_array_index (self->forms, way) : NULL;
}

static guint
find_receipt (KtgReportPrint *self)
{
  for (guint i = 0; self->is_receipt && i < self->forms->len; i++)
    if (get_form (self, i)->issued_from != NULL)
      return i;

  return 0;
}

static GStrv
ktg_report_print_list_ways (KtgPrintable *printable, guint *first)
{
  KtgReportPrint *self = KTG_REPORT_PRINT (printable);
  const char     *language = ktg_language_get ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->forms->len; i++)
    g_strv_builder_add (names, ktg_words_get (&get_form (self, i)->title, language));

  *first = find_receipt (self);
  return g_strv_builder_end (names);
}

static KtgPaper *
ktg_report_print_new_paper (KtgPrintable *printable, guint way, gboolean is_named)
{
  KtgReportPrint *self = KTG_REPORT_PRINT (printable);
  KtgPaperSubject subject = ktg_paper_subject_get (ktg_session_get_store (self->session),
                                                   ktg_session_get_library (self->session),
                                                   ktg_summary_get (self->summary));

  subject.report = self->report;
  subject.held = self->held;
  subject.form = get_form (self, way);
  subject.is_named = is_named;
  subject.now = ktg_session_now (self->session);
  return ktg_paper_report_new (&subject);
}

static char *
ktg_report_print_dup_name (KtgPrintable *printable, guint way, gboolean is_named)
{
  KtgReportPrint *self = KTG_REPORT_PRINT (printable);
  const KtgForm  *form = get_form (self, way);

  return ktg_paper_file_dup_name (self->report->number, form != NULL ? form->code : NULL, is_named);
}

static void
ktg_report_print_printable_init (KtgPrintableInterface *interface)
{
  interface->list_ways = ktg_report_print_list_ways;
  interface->new_paper = ktg_report_print_new_paper;
  interface->dup_name = ktg_report_print_dup_name;
}

static void
ktg_report_print_finalize (GObject *object)
{
  KtgReportPrint *self = KTG_REPORT_PRINT (object);

  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->report, ktg_report_free);
  g_clear_pointer (&self->held, ktg_report_held_free);
  g_clear_object (&self->summary);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_report_print_parent_class)->finalize (object);
}

static void
ktg_report_print_class_init (KtgReportPrintClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_report_print_finalize;
}

static void
ktg_report_print_init (KtgReportPrint *self)
{
}

/* --- loading --- */

static void
take_report (GTask *task, const KtgReport *report, GError *error)
{
  KtgReportPrint *self = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (report == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    {
      self->report = ktg_report_copy (report);
      self->forms
          = ktg_paper_subject_find_forms (ktg_session_get_pack (self->session), self->report);
      g_task_return_pointer (task, g_object_ref (self), g_object_unref);
    }

  g_object_unref (task);
}

static void
draft_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (KtgDraft) draft = ktg_store_load_draft_finish (KTG_STORE (object), result, &error);

  take_report (user_data, draft != NULL ? ktg_draft_get_report (draft) : NULL, error);
}

static void
report_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KtgReportPrint *self = g_task_get_task_data (user_data);
  GError         *error = NULL;

  self->held = ktg_store_load_report_finish (KTG_STORE (object), result, &error);
  take_report (user_data,
               self->held != NULL ? ktg_history_get_report (self->held->history) : NULL,
               error);
}

static void
load (KtgReportPrint *self, GTask *task)
{
  const KtgSummaryFields *fields = ktg_summary_get (self->summary);
  KtgStore               *store = ktg_session_get_store (self->session);
  GCancellable           *cancellable = g_task_get_cancellable (task);

  if (fields->state == KTG_STATE_DRAFT)
    ktg_store_load_draft_async (store, fields->id, cancellable, draft_loaded_cb, task);
  else
    ktg_store_load_report_async (store, fields->id, cancellable, report_loaded_cb, task);
}

/**
 * ktg_report_print_load_async:
 * @session: where the report is
 * @id: of a report or a draft
 * @is_receipt: whether a form that is handed out is meant first, and not the report's own
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 */
void
ktg_report_print_load_async (KtgSession         *session,
                             const char         *id,
                             gboolean            is_receipt,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  KtgReportPrint *self = g_object_new (KTG_TYPE_REPORT_PRINT, NULL);
  GTask          *task = g_task_new (session, cancellable, callback, user_data);

  self->session = g_object_ref (session);
  self->is_receipt = is_receipt;
  g_set_object (&self->summary, ktg_store_get_summary (ktg_session_get_store (session), id));
  g_task_set_source_tag (task, ktg_report_print_load_async);
  g_task_set_task_data (task, self, g_object_unref);

  if (self->summary != NULL)
    load (self, task);
  else
    take_report (task, NULL, NULL);
}

/**
 * ktg_report_print_load_finish:
 * @result: given to the callback
 * @error: of the store
 *
 * Returns: (transfer full) (nullable): the report; %NULL without @error: it is not there, or what
 * it says cannot be read here
 */
KtgPrintable *
ktg_report_print_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
