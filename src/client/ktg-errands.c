/* ktg-errands.c - what the app is asked for from outside, until its window is free for it
 *
 * A notification, the applications menu, a link or photos come at any time: before the profile is
 * open, and while photos are still being added, which leaving the page would leave out. Each waits
 * for the one before it. Of what only shows something the last one counts; files each begin a
 * report.
 *
 * Anybody can send a link or a file. A link shows the report it names if that is on this device,
 * and changes nothing; files begin a report, which nobody has signed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-errands.h"

#include <glib/gi18n.h>
#include <ktg-report-link.h>

#define ASK_MS 300 /* how often a window that is not free is asked again */

typedef struct
{
  char      *action; /* of the window; NULL where there are files */
  GVariant  *target;
  GPtrArray *files; /* GFile, or NULL */
} Errand;

struct _KtgErrands
{
  GObject parent_instance;

  KtgWindow *window; /* NULL: there is none */
  GQueue     waiting;
  guint      ask_id;
};

G_DEFINE_FINAL_TYPE (KtgErrands, ktg_errands, G_TYPE_OBJECT)

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->action);
  g_clear_pointer (&errand->target, g_variant_unref);
  g_clear_pointer (&errand->files, g_ptr_array_unref);
  g_free (errand);
}

static void
do_errand (KtgErrands *self, Errand *errand)
{
  ktg_window_tell_later (self->window, FALSE);

  if (errand->files != NULL)
    ktg_window_begin_with_files (self->window, errand->files);
  else
    gtk_widget_activate_action_variant (GTK_WIDGET (self->window), errand->action, errand->target);
}

static gboolean
is_free (KtgErrands *self)
{
  return self->window != NULL && ktg_window_is_free (self->window);
}

static void
do_what_can_be_done (KtgErrands *self)
{
  while (!g_queue_is_empty (&self->waiting) && is_free (self))
    {
      Errand *errand = g_queue_pop_head (&self->waiting);

      do_errand (self, errand);
      errand_free (errand);
    }
}

static gboolean
ask_cb (gpointer user_data)
{
  KtgErrands *self = user_data;

  do_what_can_be_done (self);
  if (self->window != NULL && !g_queue_is_empty (&self->waiting))
    return G_SOURCE_CONTINUE;

  self->ask_id = 0;
  return G_SOURCE_REMOVE;
}

/* What ends is not told: adding, a dialog, the camera, a copy that is covered. */
static void
go (KtgErrands *self)
{
  do_what_can_be_done (self);
  if (self->ask_id == 0 && self->window != NULL && !g_queue_is_empty (&self->waiting))
    self->ask_id = g_timeout_add (ASK_MS, ask_cb, self);
}

static void
drop_shown (KtgErrands *self)
{
  for (GList *link = self->waiting.head, *next; link != NULL; link = next)
    {
      Errand *errand = link->data;

      next = link->next;
      if (errand->files != NULL)
        continue;

      errand_free (errand);
      g_queue_delete_link (&self->waiting, link);
    }
}

static void
take (KtgErrands *self, Errand *errand)
{
  if (errand->files == NULL)
    drop_shown (self);

  g_queue_push_tail (&self->waiting, errand);
  go (self);

  if (self->window != NULL && g_queue_find (&self->waiting, errand) != NULL)
    ktg_window_tell_later (self->window, TRUE);
}

static void
ktg_errands_finalize (GObject *object)
{
  KtgErrands *self = KTG_ERRANDS (object);

  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_queue_clear_full (&self->waiting, errand_free);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (ktg_errands_parent_class)->finalize (object);
}

static void
ktg_errands_class_init (KtgErrandsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_errands_finalize;
}

static void
ktg_errands_init (KtgErrands *self)
{
  g_queue_init (&self->waiting);
}

/**
 * ktg_errands_new:
 *
 * Returns: (transfer full): none yet
 */
KtgErrands *
ktg_errands_new (void)
{
  return g_object_new (KTG_TYPE_ERRANDS, NULL);
}

/**
 * ktg_errands_use:
 * @self: errands
 * @window: where they are done, with its profile; errands do not keep it
 *
 * Does what waited for a window.
 */
void
ktg_errands_use (KtgErrands *self, KtgWindow *window)
{
  g_set_weak_pointer (&self->window, window);
  go (self);
}

/**
 * ktg_errands_add:
 * @self: errands
 * @action: of the window, "win.queue"
 * @target: (nullable): what it is given, not floating
 */
void
ktg_errands_add (KtgErrands *self, const char *action, GVariant *target)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->action = g_strdup (action);
  errand->target = target != NULL ? g_variant_ref (target) : NULL;
  take (self, errand);
}

static gboolean
is_link (GFile *file)
{
  return g_file_has_uri_scheme (file, KTG_REPORT_LINK_SCHEME);
}

static void
add_files (KtgErrands *self, GFile **files, guint n_files)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_files; i++)
    if (!is_link (files[i]))
      g_ptr_array_add (errand->files, g_object_ref (files[i]));

  take (self, errand);
}

static void
add_link (KtgErrands *self, GFile *link)
{
  g_autofree char *uri = g_file_get_uri (link);
  g_autofree char *id = ktg_report_link_dup_id (uri);
  const char      *named = id != NULL ? id : _ ("This link names no report.");
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (named));

  ktg_errands_add (self, id != NULL ? "win.open" : "win.say", target);
}

/**
 * ktg_errands_open:
 * @self: errands
 * @files: (array length=n_files): what another program opened with the app
 * @n_files: how many, at least one
 *
 * Several files are one report; of links, where there is nothing else, the last one is shown.
 */
void
ktg_errands_open (KtgErrands *self, GFile **files, guint n_files)
{
  for (guint i = 0; i < n_files; i++)
    if (!is_link (files[i]))
      {
        add_files (self, files, n_files);
        return;
      }

  add_link (self, files[n_files - 1]);
}
