/* ktg-beginning.c - what a new report begins with that was written elsewhere
 *
 * A report before it, or something of the library. What was taken over is said in a box, and one
 * press takes it back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-beginning.h"

#include <glib/gi18n.h>
#include <ktg-report-changes.h>
#include <ktg-report-likeness.h>
#include <string.h>

#define LIKE "like:"
#define ABOUT "about:"

struct _KtgBeginning
{
  GObject parent_instance;

  const KtgBeginningPage *does;
  gpointer                page; /* borrowed; NULL once it is left */
  KtgLikeBox             *box;  /* of the page */
  KtgSession             *session;
  KtgReport              *without; /* what stood there before, or NULL */
};

G_DEFINE_FINAL_TYPE (KtgBeginning, ktg_beginning, G_TYPE_OBJECT)

/* Which rules hold is asked anew: they are those of its own day. */
static KtgReport *
begin (KtgBeginning *self)
{
  self->without = self->does->make (self->page);
  g_clear_pointer (&self->without->rules_version, g_free);
  return ktg_report_copy (self->without);
}

static void
show (KtgBeginning *self, const KtgReport *report, const char *from)
{
  KtgFormReader    reader = ktg_library_get_reader (ktg_session_get_library (self->session));
  g_autofree char *names = NULL;

  self->does->show (self->page, report);
  names = ktg_report_changes_dup_names (self->without, report, &reader);
  ktg_like_box_say (self->box, from, names);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgBeginning) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held
      = ktg_store_load_report_finish (KTG_STORE (object), result, &error);
  g_autoptr (KtgReport) report = NULL;
  const KtgReport *like = NULL;

  if (self->page == NULL || self->without != NULL)
    return;
  if (held == NULL)
    {
      self->does->fail (self->page, error);
      return;
    }

  like = ktg_history_get_report (held->history);
  report = begin (self);
  ktg_report_likeness_take (report, like, ktg_session_get_pack (self->session));
  show (self, report, like->number != NULL ? like->number : _ ("the last report"));
}

static void
take_like (KtgBeginning *self, const char *id)
{
  const char *like = *id != '\0' ? id : ktg_session_find_last_report (self->session);

  if (like != NULL)
    ktg_store_load_report_async (ktg_session_get_store (self->session),
                                 like,
                                 NULL,
                                 loaded_cb,
                                 g_object_ref (self));
}

static void
take_about (KtgBeginning *self, const char *violation)
{
  g_autoptr (KtgReport) report = begin (self);

  g_ptr_array_add (report->violations, g_strdup (violation));
  show (self, report, _ ("the library"));
}

static void
pressed_cb (KtgBeginning *self)
{
  g_autoptr (KtgReport) without = g_steal_pointer (&self->without);

  if (without == NULL)
    {
      take_like (self, "");
      return;
    }

  self->does->show (self->page, without);
  ktg_beginning_offer (self);
}

static void
ktg_beginning_finalize (GObject *object)
{
  KtgBeginning *self = KTG_BEGINNING (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->without, ktg_report_free);

  G_OBJECT_CLASS (ktg_beginning_parent_class)->finalize (object);
}

static void
ktg_beginning_class_init (KtgBeginningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_beginning_finalize;
}

static void
ktg_beginning_init (KtgBeginning *self)
{
}

/**
 * ktg_beginning_new:
 * @does: static
 * @page: on which is written, until ktg_beginning_leave()
 * @box: of the page
 * @session: where reports are
 *
 * Returns: (transfer full): what @page begins a report with
 */
KtgBeginning *
ktg_beginning_new (const KtgBeginningPage *does,
                   gpointer                page,
                   KtgLikeBox             *box,
                   KtgSession             *session)
{
  KtgBeginning *self = g_object_new (KTG_TYPE_BEGINNING, NULL);

  self->does = does;
  self->page = page;
  self->box = box;
  self->session = g_object_ref (session);
  g_signal_connect_object (box, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ktg_beginning_leave:
 * @self: a beginning
 *
 * The page goes; what is still being read comes to nothing.
 */
void
ktg_beginning_leave (KtgBeginning *self)
{
  self->page = NULL;
}

/**
 * ktg_beginning_offer:
 * @self: a beginning
 *
 * Offers to begin like the last report, where there is one.
 */
void
ktg_beginning_offer (KtgBeginning *self)
{
  if (ktg_session_find_last_report (self->session) != NULL)
    ktg_like_box_offer (self->box);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->box), FALSE);
}

/**
 * ktg_beginning_take:
 * @self: a beginning
 * @with: "like:" and the id of a filed report, or none for the last one: what is likely to be the
 *   same is taken over; "about:" and the code of a suspicion
 *
 * It is said what was taken over, and can be undone.
 */
void
ktg_beginning_take (KtgBeginning *self, const char *with)
{
  if (g_str_has_prefix (with, LIKE))
    take_like (self, with + strlen (LIKE));
  else if (g_str_has_prefix (with, ABOUT) && self->without == NULL)
    take_about (self, with + strlen (ABOUT));
}
