/* ktg-print-job.c - a report on paper, given to a printer
 *
 * A page waits for its photos before it is drawn; the dialog, and the window behind it, do not wait
 * with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-print-job.h"

#include <ktg-paper-size.h>

#define JOB_DATA "ktg-print-job"

typedef struct
{
  KtgPaper *paper;
  KtgStore *store;
} Job;

/* A page that is being drawn. */
typedef struct
{
  GtkPrintOperation *operation;
  GtkPrintContext   *context;
  guint              i;
} Drawing;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->paper);
  g_object_unref (job->store);
  g_free (job);
}

static Job *
get_job (GtkPrintOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), JOB_DATA);
}

static void
begun_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  gtk_print_operation_set_n_pages (operation,
                                   (int)ktg_paper_get_n_pages (get_job (operation)->paper));
}

/* Another paper than A4 gets all of it, smaller, in its middle. */
static void
fit (GtkPrintContext *context, cairo_t *cr)
{
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = MIN (1, MIN (width / KTG_PAPER_WIDTH, height / KTG_PAPER_HEIGHT));

  cairo_translate (cr,
                   MAX (0, (width - KTG_PAPER_WIDTH * scale) / 2),
                   MAX (0, (height - KTG_PAPER_HEIGHT * scale) / 2));
  cairo_scale (cr, scale, scale);
}

static void
page_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Drawing *drawing = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (drawing->context);
  gboolean is_loaded = ktg_paper_load_page_finish (KTG_PAPER (object), result, NULL);

  if (is_loaded)
    {
      cairo_save (cr);
      fit (drawing->context, cr);
      ktg_paper_draw_page (KTG_PAPER (object), cr, drawing->i);
      cairo_restore (cr);
    }

  gtk_print_operation_draw_page_finish (drawing->operation);
  g_object_unref (drawing->context);
  g_object_unref (drawing->operation);
  g_free (drawing);
}

static void
page_asked_cb (GtkPrintOperation *operation, GtkPrintContext *context, int i, gpointer user_data)
{
  Job     *job = get_job (operation);
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->operation = g_object_ref (operation);
  drawing->context = g_object_ref (context);
  drawing->i = (guint)i;
  gtk_print_operation_set_defer_drawing (operation);
  ktg_paper_load_page_async (job->paper, job->store, drawing->i, NULL, page_loaded_cb, drawing);
}

static GtkPageSetup *
new_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  return setup;
}

/**
 * ktg_print_job_new:
 * @paper: a report on paper
 * @store: where its files are
 *
 * Returns: (transfer full): what asks for a printer and gives it the pages, once it is run
 */
GtkPrintOperation *
ktg_print_job_new (KtgPaper *paper, KtgStore *store)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = new_setup ();
  Job *job = g_new0 (Job, 1);

  job->paper = g_object_ref (paper);
  job->store = g_object_ref (store);
  g_object_set_data_full (G_OBJECT (operation), JOB_DATA, job, job_free);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, ktg_paper_get_title (paper));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begun_cb), NULL);
  g_signal_connect (operation, "draw-page", G_CALLBACK (page_asked_cb), NULL);
  return operation;
}
