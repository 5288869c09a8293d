/* ktg-paper-actions.c - a page's report or draft can be printed
 *
 * "paper.print" (Ctrl+P) asks where to; "paper.receipt" does, too, with a form chosen that is
 * handed out, and is there where the kind of report has one. What was just written in a draft is
 * stored first, so that it is on the paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-actions.h"

#include "ktg-print-dialog.h"

#include <glib/gi18n.h>

#define DATA "ktg-paper-actions"

typedef struct
{
  GtkWidget      *page; /* that owns this */
  KtgSession     *session;
  KtgDraftKeeper *keeper; /* of a draft; NULL: */
  char           *id;     /* of a report, or NULL */
  GSimpleAction  *receipt;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *self = data;

  g_clear_object (&self->session);
  g_clear_object (&self->keeper);
  g_clear_object (&self->receipt);
  g_free (self->id);
  g_free (self);
}

static Printing *
get_printing (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), DATA);
}

static const char *
get_id (const Printing *self)
{
  return self->keeper != NULL ? ktg_draft_keeper_get_id (self->keeper) : self->id;
}

static void
ask (Printing *self, gboolean is_receipt)
{
  const char *id = get_id (self);
  GtkRoot    *root = gtk_widget_get_root (self->page);
  GtkWindow  *dialog;

  if (root == NULL)
    return;
  if (id == NULL || ktg_store_get_summary (ktg_session_get_store (self->session), id) == NULL)
    {
      gtk_widget_activate_action (self->page, "win.say", "s", _ ("Nothing is written yet."));
      return;
    }

  dialog = GTK_WINDOW (ktg_print_dialog_new_for_report (self->session, id, is_receipt));
  gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  gtk_window_present (dialog);
}

/* Why it could not be stored, the page says. */
static void
flushed_cb (GtkWidget *page, gboolean is_stored, KtgDraftKeeper *keeper)
{
  g_signal_handlers_disconnect_by_func (keeper, flushed_cb, page);
  if (is_stored)
    ask (get_printing (page), FALSE);
}

static void
print_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  Printing *self = get_printing (page);

  if (self->keeper != NULL && ktg_draft_keeper_has_draft (self->keeper)
      && ktg_draft_keeper_flush (self->keeper))
    g_signal_connect_object (self->keeper,
                             "flushed",
                             G_CALLBACK (flushed_cb),
                             page,
                             G_CONNECT_SWAPPED);
  else
    ask (self, FALSE);
}

static void
receipt_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  ask (get_printing (page), TRUE);
}

static GSimpleAction *
add_action (GtkWidget *page, GSimpleActionGroup *group, const char *name, GCallback activated)
{
  GSimpleAction *action = g_simple_action_new (name, NULL);

  g_signal_connect_object (action, "activate", activated, page, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return action;
}

static void
add_key (GtkWidget *page)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("paper.print")));
  gtk_widget_add_controller (page, controller);
}

/**
 * ktg_paper_actions_attach:
 * @page: that shows reports, or on which a draft is written
 * @session: where they are
 * @keeper: (nullable): of the draft
 *
 * Gives @page the actions "paper.print" and "paper.receipt".
 */
void
ktg_paper_actions_attach (GtkWidget *page, KtgSession *session, KtgDraftKeeper *keeper)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) print
      = add_action (page, group, "print", G_CALLBACK (print_activated_cb));
  Printing *self = g_new0 (Printing, 1);

  self->page = page;
  self->session = g_object_ref (session);
  g_set_object (&self->keeper, keeper);
  self->receipt = add_action (page, group, "receipt", G_CALLBACK (receipt_activated_cb));
  g_simple_action_set_enabled (self->receipt, FALSE);
  g_object_set_data_full (G_OBJECT (page), DATA, self, printing_free);
  gtk_widget_insert_action_group (page, "paper", G_ACTION_GROUP (group));
  add_key (page);
}

/* Of some form that reports of @kind are written on, one is handed out. */
static gboolean
has_receipt (Printing *self, const char *kind)
{
  const GPtrArray *forms = ktg_pack_get_forms (ktg_session_get_pack (self->session));

  for (guint i = 0; kind != NULL && i < forms->len; i++)
    {
      const KtgForm *form = g_ptr_array_index (forms, i);

      if (form->issued_from != NULL
          && g_ptr_array_find_with_equal_func (form->kinds, kind, g_str_equal, NULL))
        return TRUE;
    }

  return FALSE;
}

/**
 * ktg_paper_actions_set_report:
 * @page: that was given the actions
 * @id: the report that it shows now
 */
void
ktg_paper_actions_set_report (GtkWidget *page, const char *id)
{
  Printing   *self = get_printing (page);
  KtgSummary *summary = ktg_store_get_summary (ktg_session_get_store (self->session), id);

  g_free (self->id);
  self->id = g_strdup (id);
  g_simple_action_set_enabled (self->receipt,
                               summary != NULL
                                   && has_receipt (self, ktg_summary_get (summary)->kind));
}

/**
 * ktg_paper_actions_has_receipt:
 * @page: that was given the actions
 *
 * Returns: whether a form is handed out from the report that it shows
 */
gboolean
ktg_paper_actions_has_receipt (GtkWidget *page)
{
  return g_action_get_enabled (G_ACTION (get_printing (page)->receipt));
}
