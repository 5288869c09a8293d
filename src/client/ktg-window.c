/* ktg-window.c - the app's window: the list, and what is open beside it or instead of it
 *
 * A filed report stands beside the list; what takes the whole window (writing, the greeting) stands
 * above both.
 * Pages are made when they are first wanted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-window.h"

#include "ktg-draft-toast.h"
#include "ktg-enrol-dialog.h"
#include "ktg-filed-toast.h"
#include "ktg-greeting-page.h"
#include "ktg-help-key.h"
#include "ktg-layers.h"
#include "ktg-leaflet-shadows.h"
#include "ktg-lookup-page.h"
#include "ktg-preferences-window.h"
#include "ktg-queue-page.h"
#include "ktg-report-list.h"
#include "ktg-report-page.h"
#include "ktg-style-class.h"
#include "ktg-toast.h"
#include "ktg-window-dialogs.h"
#include "ktg-window-size.h"
#include "ktg-writing.h"

#include <glib/gi18n.h>
#include <ktg-account-words.h>
#include <ktg-pack-words.h>
#include <ktg-sentences.h>

#define LIST_WIDTH 384   /* beside what is open */
#define FOLD_WIDTH 1000  /* with the window for itself */
#define NARROW_WIDTH 720 /* under it the window is held in a hand */
#define SHORT_HEIGHT 700 /* under it a photo of the usual height leaves no room for words */
#define PANEL_WIDTH 900  /* a picture and a panel beside each other */

struct _KtgWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkWidget       *practice_mark;
  GtkStack        *whole;
  AdwLeaflet      *leaflet;
  AdwClamp        *list_pane;
  KtgReportList   *report_list;
  GtkStack        *pages;

  KtgSession      *session;
  KtgWriting      *writing; /* these two are there once the profile is open */
  KtgReportPage   *report_page;
  KtgQueuePage    *queue_page;
  KtgViewerPage   *viewer_page;
  KtgGreetingPage *greeting_page;
  GtkWidget       *lookup_page; /* above any of them */
  gboolean         is_greeting; /* because there is no report */
  gboolean         has_asked_to_close;
  int              width; /* as it was allocated */
  int              height;
};

G_DEFINE_FINAL_TYPE (KtgWindow, ktg_window, ADW_TYPE_APPLICATION_WINDOW)

static void
say (KtgWindow *self, const char *sentence)
{
  ktg_toast_say (self->toast_overlay, sentence);
}

static void
packs_changed_cb (KtgLibrary *library, gpointer self)
{
  g_autofree char *news = ktg_pack_words_dup_news (library);

  if (news != NULL)
    say (self, news);
}

static gboolean leave_viewer (KtgWindow *self);

/* Returns: whether something was being looked up. */
static gboolean
leave_lookup (KtgWindow *self)
{
  if (self->lookup_page == NULL)
    return FALSE;

  ktg_layers_take (self->whole, g_steal_pointer (&self->lookup_page));
  return TRUE;
}

static void
leave_layers (KtgWindow *self)
{
  leave_lookup (self);
  leave_viewer (self);
}

/* Leaves what takes the whole window. */
static void
leave_editor (KtgWindow *self)
{
  leave_layers (self);
  ktg_writing_leave (self->writing);
}

static KtgDraftBin *
get_bin (KtgWindow *self)
{
  return ktg_session_get_bin (self->session);
}

static gboolean
has_reports (KtgWindow *self)
{
  return ktg_draft_bin_has_others (get_bin (self));
}

static void
fill_greeting (KtgWindow *self)
{
  ktg_greeting_page_show (self->greeting_page,
                          self->is_greeting,
                          ktg_session_is_enrolled (self->session));
}

static void
greet (KtgWindow *self)
{
  if (self->greeting_page == NULL)
    {
      self->greeting_page = g_object_new (KTG_TYPE_GREETING_PAGE, NULL);
      gtk_stack_add_child (self->whole, GTK_WIDGET (self->greeting_page));
    }

  self->is_greeting = !has_reports (self);
  gtk_stack_set_visible_child (self->whole, GTK_WIDGET (self->greeting_page));
  fill_greeting (self);
}

static void
show_reports (KtgWindow *self)
{
  self->is_greeting = FALSE;
  gtk_stack_set_visible_child_name (self->whole, "reports");

  /* It is seldom wanted, and its drawing is large. */
  if (self->greeting_page != NULL)
    gtk_stack_remove (self->whole, GTK_WIDGET (self->greeting_page));

  self->greeting_page = NULL;
}

/* As long as there is no report, one page greets instead of two empty ones. */
static void
go_home (KtgWindow *self)
{
  if (has_reports (self))
    show_reports (self);
  else
    greet (self);
}

static void
summaries_changed_cb (KtgWindow *self)
{
  if (self->is_greeting && has_reports (self))
    show_reports (self);
}

static void
show_page (KtgWindow *self, GtkWidget *page)
{
  show_reports (self);
  gtk_stack_set_visible_child (self->pages, page);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->pages));
}

/* Returns: whether there was one to leave; what is below it stands as it stood. */
static gboolean
leave_viewer (KtgWindow *self)
{
  KtgEvidenceSection *evidence;
  guint               chosen;

  if (self->viewer_page == NULL)
    return FALSE;

  chosen = ktg_viewer_page_get_chosen (self->viewer_page);
  evidence = ktg_writing_get_evidence (self->writing);
  if (evidence != NULL)
    ktg_evidence_section_choose (evidence, chosen);
  else
    ktg_report_page_choose (self->report_page, chosen);

  ktg_layers_take (self->whole, GTK_WIDGET (g_steal_pointer (&self->viewer_page)));
  return TRUE;
}

static void
photograph_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  leave_viewer (self);
  ktg_writing_photograph (self->writing);
}

static void
show_viewer (KtgWindow *self, KtgViewerPage *page)
{
  leave_viewer (self);
  self->viewer_page = page;
  ktg_viewer_page_set_folded (page, self->width < PANEL_WIDTH);
  ktg_layers_put (self->whole, GTK_WIDGET (self->viewer_page));
}

static void
report_viewed_cb (KtgWindow *self, guint i)
{
  show_viewer (self, ktg_report_page_view (self->report_page, i));
}

static void
draft_viewed_cb (KtgWindow *self, guint i)
{
  show_viewer (self, ktg_editor_page_view (ktg_writing_get_page (self->writing), i));
}

static void
open_report (KtgWindow *self, const char *id)
{
  leave_editor (self);

  if (self->report_page == NULL)
    {
      self->report_page = ktg_report_page_new (self->session);
      gtk_stack_add_child (self->pages, GTK_WIDGET (self->report_page));
      g_signal_connect_object (self->report_page,
                               "viewed",
                               G_CALLBACK (report_viewed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }

  ktg_report_page_open (self->report_page, id);
  show_page (self, GTK_WIDGET (self->report_page));
  ktg_report_list_select (self->report_list, id);
}

static void
report_filed_cb (KtgWindow *self, const char *id)
{
  KtgDraftKeeper  *keeper = ktg_editor_page_get_keeper (ktg_writing_get_page (self->writing));
  gboolean         amends = ktg_draft_keeper_get_amends (keeper) != NULL;
  g_autofree char *report_id = g_strdup (id);

  open_report (self, report_id);
  ktg_filed_toast_say (self->toast_overlay,
                       ktg_sentences_get_filed (amends, ktg_session_is_enrolled (self->session)),
                       GTK_WIDGET (self->report_page));
}

static void
go_back (KtgWindow *self)
{
  leave_editor (self);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list_pane));
  ktg_report_list_select (self->report_list, NULL);
  go_home (self);
}

static void open_editor (KtgWindow *self, const char *id);

/* Where she is writing something else, what she takes back waits in the list. */
static void
undo_clicked_cb (KtgWindow *self)
{
  g_autofree char *id = g_strdup (ktg_draft_bin_get_id (get_bin (self)));

  ktg_draft_bin_take_back (get_bin (self));
  if (id != NULL && ktg_writing_get_page (self->writing) == NULL)
    open_editor (self, id);
}

static void
draft_discarded_cb (KtgWindow *self, const char *id)
{
  g_autofree char *draft_id = g_strdup (id);

  if (draft_id != NULL)
    ktg_draft_toast_offer (self->toast_overlay,
                           get_bin (self),
                           draft_id,
                           G_CALLBACK (undo_clicked_cb),
                           G_OBJECT (self));

  leave_layers (self);
  ktg_writing_drop (self->writing); /* with what was still being added */
  go_back (self);
}

static void
bin_failed_cb (KtgWindow *self, const GError *error)
{
  g_autofree char *sentence = ktg_sentences_dup_error (error);

  say (self, sentence);
}

static void
open_editor (KtgWindow *self, const char *id)
{
  leave_editor (self);
  ktg_writing_open (self->writing, id);
  self->is_greeting = FALSE;
  ktg_report_list_select (self->report_list, id);
}

static void
report_opened_cb (KtgWindow *self, KtgSummary *summary)
{
  g_autofree char *id = g_strdup (ktg_summary_get (summary)->id);

  if (ktg_summary_get (summary)->state == KTG_STATE_DRAFT)
    open_editor (self, id);
  else
    open_report (self, id);
}

static void
folded_cb (KtgWindow *self)
{
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);

  ktg_report_list_set_folded (self->report_list, is_folded);
  adw_clamp_set_maximum_size (self->list_pane, is_folded ? FOLD_WIDTH : LIST_WIDTH);
  adw_clamp_set_tightening_threshold (self->list_pane, is_folded ? FOLD_WIDTH : LIST_WIDTH);
}

static void
new_report_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_editor (KTG_WINDOW (widget), NULL);
}

static void
new_with_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow       *self = KTG_WINDOW (widget);
  g_autofree char *with = g_variant_dup_string (parameter, NULL);

  open_editor (self, NULL);
  ktg_editor_page_begin_with (ktg_writing_get_page (self->writing), with);
}

static void
amend_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow       *self = KTG_WINDOW (widget);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  leave_editor (self);
  ktg_writing_amend (self->writing, id);
  self->is_greeting = FALSE;
  ktg_report_list_select (self->report_list, id);
}

static void
open_report_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow  *self = KTG_WINDOW (widget);
  KtgSummary *summary = ktg_store_get_summary (ktg_session_get_store (self->session),
                                               g_variant_get_string (parameter, NULL));

  if (summary != NULL)
    report_opened_cb (self, summary);
  else
    say (self, _ ("This report is not on this device."));
}

static void
search_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  leave_editor (self);
  show_reports (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list_pane));
  ktg_report_list_search (self->report_list);
}

static void
back_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  if (leave_lookup (self)
      || (self->viewer_page != NULL && ktg_viewer_page_leave_copy (self->viewer_page)))
    return;
  if (!ktg_writing_leave_camera (self->writing) && !leave_viewer (self))
    go_back (self);
}

static void
say_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  say (KTG_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
enrolled_cb (KtgWindow *self)
{
  if (self->greeting_page != NULL)
    fill_greeting (self); /* it asks for no code any more */

  ktg_report_list_refresh_title (self->report_list);
  ktg_sync_wake (ktg_session_get_sync (self->session));
  say (self,
       ktg_account_words_get_enrolled (
           ktg_store_get_account (ktg_session_get_store (self->session))));
}

static void
enrol_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);
  GtkWidget *dialog = GTK_WIDGET (ktg_enrol_dialog_new (self->session));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "enrolled", G_CALLBACK (enrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sync_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  if (!ktg_session_is_enrolled (self->session))
    gtk_widget_activate_action (widget, "win.enrol", NULL);
  else
    ktg_sync_wake (ktg_session_get_sync (self->session));
}

static void
queue_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  leave_editor (self);

  if (self->queue_page == NULL)
    {
      self->queue_page = ktg_queue_page_new (self->session);
      gtk_stack_add_child (self->pages, GTK_WIDGET (self->queue_page));
    }

  show_page (self, GTK_WIDGET (self->queue_page));
  ktg_queue_page_refresh (self->queue_page);
  ktg_report_list_select (self->report_list, NULL);
}

/* What is open stays open below. */
static void
look_up_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  leave_lookup (self);
  self->lookup_page = ktg_lookup_page_new (g_variant_get_string (parameter, NULL), self->session);
  if (self->lookup_page != NULL)
    ktg_layers_put (self->whole, self->lookup_page);
}

static void
guide_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);

  leave_editor (self);
  greet (self);
}

static void
preferences_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KtgWindow *self = KTG_WINDOW (widget);
  GtkWindow *window = GTK_WINDOW (ktg_preferences_window_new (self->session));

  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_present (window);
}

static void
last_words_saved_cb (KtgWindow *self, gboolean is_saved)
{
  self->has_asked_to_close = FALSE;
  if (is_saved)
    {
      leave_layers (self); /* a window that was hidden may come back */
      ktg_writing_drop (self->writing);
      gtk_window_close (GTK_WINDOW (self));
    }
}

/* Nothing is asked; the window only stays until the last words are on disk, or says why not.
 *
 * Returns: whether they are on their way there. */
static gboolean
save_last_words (KtgWindow *self)
{
  KtgEditorPage  *page = ktg_writing_get_page (self->writing);
  KtgDraftKeeper *keeper = page != NULL ? ktg_editor_page_get_keeper (page) : NULL;

  if (keeper == NULL || self->has_asked_to_close || !ktg_draft_keeper_flush (keeper))
    return FALSE;

  self->has_asked_to_close = TRUE;
  g_signal_connect_object (keeper,
                           "flushed",
                           G_CALLBACK (last_words_saved_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return TRUE;
}

static gboolean
ktg_window_close_request (GtkWindow *window)
{
  KtgWindow *self = KTG_WINDOW (window);

  if (self->session != NULL)
    {
      if (!ktg_writing_may_close (self->writing))
        return TRUE;

      ktg_window_size_remember (window);
      if (save_last_words (self))
        return TRUE;

      ktg_draft_bin_empty (get_bin (self));
    }

  return GTK_WINDOW_CLASS (ktg_window_parent_class)->close_request (window);
}

static void
ktg_window_dispose (GObject *object)
{
  KtgWindow *self = KTG_WINDOW (object);

  g_clear_object (&self->writing);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_window_parent_class)->dispose (object);
}

/* libadwaita 1.2 knows no breakpoints. */
static gboolean
resized_cb (gpointer window)
{
  KtgWindow *self = window;

  ktg_style_class_set (self, "narrow", self->width < NARROW_WIDTH);
  ktg_style_class_set (self, "short", self->height < SHORT_HEIGHT);
  if (self->viewer_page != NULL)
    ktg_viewer_page_set_folded (self->viewer_page, self->width < PANEL_WIDTH);

  return G_SOURCE_REMOVE;
}

/* What a class changes is measured anew, which cannot be asked for in the middle of this. */
static void
ktg_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KtgWindow *self = KTG_WINDOW (widget);

  GTK_WIDGET_CLASS (ktg_window_parent_class)->size_allocate (widget, width, height, baseline);

  if (width == self->width && height == self->height)
    return;

  self->width = width;
  self->height = height;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, resized_cb, g_object_ref (self), g_object_unref);
}

static const struct
{
  const char                 *name;
  const char                 *parameter_type;
  GtkWidgetActionActivateFunc activated_cb;
  gboolean                    needs_session;
} actions[] = {
  { "win.new-report", NULL, new_report_activated_cb, TRUE },
  { "win.new-with", "s", new_with_activated_cb, TRUE },
  { "win.amend", "s", amend_activated_cb, TRUE },
  { "win.photograph", NULL, photograph_activated_cb, TRUE },
  { "win.open", "s", open_report_activated_cb, TRUE },
  { "win.search", NULL, search_activated_cb, TRUE },
  { "win.back", NULL, back_activated_cb, TRUE },
  { "win.say", "s", say_activated_cb, FALSE },
  { "win.sync", NULL, sync_activated_cb, TRUE },
  { "win.enrol", NULL, enrol_activated_cb, TRUE },
  { "win.queue", NULL, queue_activated_cb, TRUE },
  { "win.guide", NULL, guide_activated_cb, TRUE },
  { "win.look-up", "s", look_up_activated_cb, TRUE },
  { "win.help", NULL, ktg_help_key_activated_cb, TRUE },
  { "win.preferences", NULL, preferences_activated_cb, TRUE },
};

static void
install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class,
                                     actions[i].name,
                                     actions[i].parameter_type,
                                     actions[i].activated_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
}

static void
set_session_actions (KtgWindow *self, gboolean is_enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].needs_session)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, is_enabled);
}

static void
ktg_window_class_init (KtgWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_window_dispose;
  widget_class->size_allocate = ktg_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = ktg_window_close_request;

  g_type_ensure (KTG_TYPE_REPORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, practice_mark);
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, whole);
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, list_pane);
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, report_list);
  gtk_widget_class_bind_template_child (widget_class, KtgWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, report_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  install_actions (widget_class);
  ktg_window_dialogs_install (widget_class);
}

static void
ktg_window_init (KtgWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_leaflet_shadows_put_last (self->leaflet);
  set_session_actions (self, FALSE);
  folded_cb (self);
}

/**
 * ktg_window_new:
 * @application: the app
 *
 * Returns: (transfer none): a window that has nothing to show yet
 */
KtgWindow *
ktg_window_new (GtkApplication *application)
{
  KtgWindow *self = g_object_new (KTG_TYPE_WINDOW, "application", application, NULL);

  ktg_window_size_restore (GTK_WINDOW (self));

  return self;
}

static void
begin_writing (KtgWindow *self)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } told[] = {
    { "filed", G_CALLBACK (report_filed_cb) },
    { "discarded", G_CALLBACK (draft_discarded_cb) },
    { "viewed", G_CALLBACK (draft_viewed_cb) },
    { "said", G_CALLBACK (say) },
  };

  self->writing = ktg_writing_new (self->whole, self->session);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_connect_object (self->writing,
                             told[i].signal,
                             told[i].callback,
                             self,
                             G_CONNECT_SWAPPED);
}

/**
 * ktg_window_show:
 * @self: a window
 * @session: the open profile; once
 */
void
ktg_window_show (KtgWindow *self, KtgSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  begin_writing (self);
  g_signal_connect_object (ktg_session_get_bin (session),
                           "failed",
                           G_CALLBACK (bin_failed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (packs_changed_cb),
                           self,
                           0);
  ktg_report_list_show (self->report_list, session);
  gtk_widget_set_visible (self->practice_mark,
                          ktg_account_is_practice (
                              ktg_store_get_account (ktg_session_get_store (session))));
  g_signal_connect_object (ktg_store_get_summaries (ktg_session_get_store (session)),
                           "items-changed",
                           G_CALLBACK (summaries_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  go_home (self);
  set_session_actions (self, TRUE);
}

/**
 * ktg_window_is_free:
 * @self: a window
 *
 * Returns: whether it may be asked from outside to show something else: it has a profile, nobody is
 * asked anything, and nothing would be lost that its officer is in the middle of
 */
gboolean
ktg_window_is_free (KtgWindow *self)
{
  return self->session != NULL && !ktg_writing_is_busy (self->writing)
         && (self->viewer_page == NULL || !ktg_viewer_page_is_covering (self->viewer_page))
         && !ktg_window_dialogs_is_under_one (GTK_WINDOW (self));
}

/**
 * ktg_window_tell_later:
 * @self: a window
 * @is_later: whether something that was asked for from outside has to wait until it is free
 *
 * Says so, and takes it back when it waits no longer.
 */
void
ktg_window_tell_later (KtgWindow *self, gboolean is_later)
{
  const char *sentence = _ ("What you opened comes when this is done.");

  if (is_later)
    say (self, sentence);
  else
    ktg_toast_unsay (self->toast_overlay, sentence);
}

/**
 * ktg_window_begin_with_files:
 * @self: a window that is free
 * @files: (element-type GFile): files that are offered for a report, which is begun
 */
void
ktg_window_begin_with_files (KtgWindow *self, GPtrArray *files)
{
  open_editor (self, NULL);
  ktg_evidence_section_add_files (ktg_writing_get_evidence (self->writing), files);
}

/**
 * ktg_window_show_failure:
 * @self: a window
 * @sentence: why the profile could not be opened
 */
void
ktg_window_show_failure (KtgWindow *self, const char *sentence)
{
  ktg_report_list_show_failure (self->report_list, sentence);
}
