/* ktg-paper-file.c - pages of paper, as a PDF file
 *
 * It is written beside its place, page by page, flushed, and then given its name: so there is a
 * whole file or none, also where the disk fills up or the stick is pulled out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-file.h"

#include "ktg-paper-size.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ktg-destination.h>
#include <ktg-flush-folder.h>
#include <ktg-spare-thread.h>
#include <ktg-trouble.h>
#include <ktg-write-all.h>
#include <unistd.h>

#define WRITTEN_BYTES (64 * 1024) /* at once */

typedef struct
{
  KtgPaper        *paper;
  KtgStore        *store;
  char            *path;
  char            *temporary; /* its name until it is whole; NULL once it is gone */
  int              fd;
  GByteArray      *pending;     /* what comes next */
  int              write_errno; /* of the first write that failed, or 0 */
  cairo_surface_t *surface;
  guint            page;
} Writing;

/* Before anybody hears of it: who is told may end the program. */
static void
discard (Writing *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
}

static void
writing_free (Writing *self)
{
  discard (self);
  g_byte_array_unref (self->pending);
  g_clear_object (&self->paper);
  g_clear_object (&self->store);
  g_free (self->path);
  g_free (self);
}

/* After one that failed nothing more is written. */
static void
write_bytes (Writing *self, const guint8 *bytes, gsize n_bytes)
{
  if (self->write_errno == 0 && !ktg_write_all (self->fd, bytes, n_bytes))
    self->write_errno = errno;
}

static void
write_pending (Writing *self)
{
  write_bytes (self, self->pending->data, self->pending->len);
  g_byte_array_set_size (self->pending, 0);
}

/* Few bytes wait for more; a photo comes at once. Cairo is not told what failed: 1.16 crashes when
 * it lets go of a PDF that could not be written. */
static cairo_status_t
write_some (void *closure, const unsigned char *bytes, unsigned int n_bytes)
{
  Writing *self = closure;

  if (self->pending->len + n_bytes > WRITTEN_BYTES)
    write_pending (self);
  if (n_bytes < WRITTEN_BYTES)
    g_byte_array_append (self->pending, bytes, n_bytes);
  else
    write_bytes (self, bytes, n_bytes);

  return CAIRO_STATUS_SUCCESS;
}

static gboolean
open_temporary (Writing *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  self->temporary = g_build_filename (folder, ".kentongan-XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    return TRUE;

  ktg_destination_set_errno (error, errno);
  g_clear_pointer (&self->temporary, g_free);
  return FALSE;
}

static void
add_heading (const char *heading, guint page, double y, gpointer user_data)
{
  g_autofree char *place = g_strdup_printf ("page=%u pos=[0 %d]", page, (int)y);

  cairo_pdf_surface_add_outline (user_data,
                                 CAIRO_PDF_OUTLINE_ROOT,
                                 heading,
                                 place,
                                 (cairo_pdf_outline_flags_t)0);
}

static void
begin_document (Writing *self)
{
  const char *author = ktg_paper_get_author (self->paper);

  self->surface
      = cairo_pdf_surface_create_for_stream (write_some, self, KTG_PAPER_WIDTH, KTG_PAPER_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface,
                                  CAIRO_PDF_METADATA_TITLE,
                                  ktg_paper_get_title (self->paper));
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Kentongan");
  if (author != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, author);
  ktg_paper_visit_headings (self->paper, add_heading, self->surface);
}

static gboolean
check (Writing *self, cairo_status_t status, GError **error)
{
  if (self->write_errno != 0)
    return ktg_destination_set_errno (error, self->write_errno);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error_literal (error,
                       KTG_DESTINATION_ERROR,
                       KTG_DESTINATION_ERROR_FAILED,
                       cairo_status_to_string (status));
  return FALSE;
}

/* One document around all pages: without it a reader takes none of the tags for granted. */
static gboolean
draw_page (Writing *self, GError **error)
{
  cairo_t       *cr = cairo_create (self->surface);
  cairo_status_t status;

  if (self->page == 0)
    cairo_tag_begin (cr, "Document", NULL);
  ktg_paper_draw_page (self->paper, cr, self->page);
  if (self->page + 1 == ktg_paper_get_n_pages (self->paper))
    cairo_tag_end (cr, "Document");
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return check (self, status, error);
}

/* So that the name is durable, too; a medium that has no such thing is none the worse. */
static void
flush_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  ktg_flush_folder (folder);
}

static gboolean
settle (Writing *self, GError **error)
{
  int fd = self->fd;

  if (fsync (fd) != 0)
    return ktg_destination_set_errno (error, errno);
  self->fd = -1;
  if (close (fd) != 0 || g_rename (self->temporary, self->path) != 0)
    return ktg_destination_set_errno (error, errno);

  g_clear_pointer (&self->temporary, g_free);
  flush_folder (self->path);
  return TRUE;
}

/* Runs on a thread of its own: a stick may take its time. */
static void
carry_out (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (settle (task_data, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  discard (task_data);
  g_task_return_error (task, error);
}

static void load_page (GTask *task);

static void
fail (GTask *task, GError *error)
{
  discard (g_task_get_task_data (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
end_document (GTask *task)
{
  Writing *self = g_task_get_task_data (task);
  GError  *error = NULL;

  cairo_surface_finish (self->surface);
  write_pending (self);
  if (!check (self, cairo_surface_status (self->surface), &error))
    {
      fail (task, error);
      return;
    }

  ktg_spare_thread_run_for (task, carry_out);
  g_object_unref (task);
}

static void
page_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask   *task = user_data;
  Writing *self = g_task_get_task_data (task);
  GError  *error = NULL;

  if (!ktg_paper_load_page_finish (self->paper, result, &error) || !draw_page (self, &error))
    {
      fail (task, error);
      return;
    }

  self->page++;
  if (self->page < ktg_paper_get_n_pages (self->paper))
    load_page (task);
  else
    end_document (task);
}

static void
load_page (GTask *task)
{
  Writing *self = g_task_get_task_data (task);

  ktg_paper_load_page_async (self->paper,
                             self->store,
                             self->page,
                             g_task_get_cancellable (task),
                             page_loaded_cb,
                             task);
}

/**
 * ktg_paper_file_write_async:
 * @paper: pages
 * @store: where its files are
 * @path: (nullable): where the PDF goes, which nobody else may read; a file that has that name is
 *   replaced; %NULL: it is not on this computer
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Its memory does not grow with the pages: one is drawn after the other.
 */
void
ktg_paper_file_write_async (KtgPaper           *paper,
                            KtgStore           *store,
                            const char         *path,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask   *task = g_task_new (paper, cancellable, callback, user_data);
  Writing *self = g_new0 (Writing, 1);
  GError  *error = NULL;

  self->paper = g_object_ref (paper);
  self->store = g_object_ref (store);
  self->path = g_strdup (path);
  self->pending = g_byte_array_new ();
  self->fd = -1;
  g_task_set_source_tag (task, ktg_paper_file_write_async);
  g_task_set_task_data (task, self, (GDestroyNotify)writing_free);

  if (!ktg_destination_check_file (store, path, &error) || !open_temporary (self, &error))
    {
      fail (task, error);
      return;
    }

  begin_document (self);
  load_page (task);
}

/**
 * ktg_paper_file_write_finish:
 * @result: given to the callback
 * @error: #KtgDestinationError: nothing was left behind, and what had the name has it still; or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE: the file is there, whole and durable
 */
gboolean
ktg_paper_file_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ktg_paper_file_dup_name:
 * @what: (nullable): the short number of a report, or what else it is of
 * @form: (nullable): the code of its form, or of which day it is
 * @is_named: whether what is secret is said on it
 *
 * Returns: (transfer full): what its file is called, unless the officer says otherwise: nobody's
 *   name
 */
char *
ktg_paper_file_dup_name (const char *what, const char *form, gboolean is_named)
{
  GString *name = g_string_new (NULL);

  for (const char *p = what; p != NULL && *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || *p == '-')
      g_string_append_c (name, *p);

  g_string_append_printf (name,
                          "%s%s%s.pdf",
                          name->len > 0 ? "-" : "",
                          form != NULL ? form : "report",
                          /* Translators: ends the name of a file in which nothing is masked */
                          is_named ? _ ("-in-full") : "");
  return g_string_free (name, FALSE);
}

/**
 * ktg_paper_file_dup_trouble:
 * @error: of ktg_paper_file_write_finish()
 *
 * Returns: (transfer full): what happened, what is safe, what to do
 */
char *
ktg_paper_file_dup_trouble (const GError *error)
{
  KtgTrouble trouble
      = ktg_trouble_of_writing (error,
                                N_ ("No PDF was written, and your reports are as they were."));

  return ktg_trouble_dup_words (&trouble);
}
