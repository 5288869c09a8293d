/* writing-desk.c - somebody who writes on the page of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include <adwaita.h>

static void
filed_cb (WritingDesk *self, const char *id)
{
  g_free (self->filed_id);
  self->filed_id = g_strdup (id);
}

static void
failed_cb (WritingDesk *self)
{
  self->n_failed++;
}

/* A draft comes from the store's own thread, and not before somebody looks. */
static gboolean
is_open (gpointer user_data)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (((WritingDesk *)user_data)->page));
}

static void
make_page (WritingDesk *self)
{
  KtgDraftKeeper *keeper;

  self->page = ktg_editor_page_new (self->fixture->session);
  self->window = GTK_WINDOW (gtk_window_new ());
  keeper = ktg_editor_page_get_keeper (self->page);
  g_signal_connect_swapped (keeper, "filed", G_CALLBACK (filed_cb), self);
  g_signal_connect_swapped (keeper, "failed", G_CALLBACK (failed_cb), self);
  gtk_window_set_child (self->window, GTK_WIDGET (self->page));
}

static void
wait_for_page (WritingDesk *self)
{
  gtk_window_present (self->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
  session_fixture_wait (is_open, self);
}

void
writing_desk_open (WritingDesk *self, const char *draft_id)
{
  make_page (self);
  ktg_editor_page_open (self->page, draft_id);
  wait_for_page (self);
}

void
writing_desk_open_amendment (WritingDesk *self, const char *report_id)
{
  make_page (self);
  ktg_editor_page_open_amendment (self->page, report_id);
  wait_for_page (self);
}

void
writing_desk_close (WritingDesk *self)
{
  ktg_draft_keeper_flush (ktg_editor_page_get_keeper (self->page));
  gtk_window_destroy (self->window);
}

GtkWidget *
writing_desk_find (WritingDesk *self, GType type, const char *name)
{
  GtkWidget *widget = session_fixture_find (GTK_WIDGET (self->page), type, name);

  g_assert_nonnull (widget);
  return widget;
}

void
writing_desk_type_into (WritingDesk *self, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (writing_desk_find (self, ADW_TYPE_ENTRY_ROW, title)), text);
}

void
writing_desk_write_account (WritingDesk *self, const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (writing_desk_find (self, GTK_TYPE_TEXT_VIEW, NULL));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

gboolean
writing_desk_has_filed (gpointer user_data)
{
  return ((WritingDesk *)user_data)->filed_id != NULL;
}

gboolean
writing_desk_has_failed (gpointer user_data)
{
  return ((WritingDesk *)user_data)->n_failed > 0;
}

KtgSummary *
writing_desk_get_only_summary (WritingDesk *self)
{
  GListModel *summaries = ktg_store_get_summaries (self->fixture->store);
  g_autoptr (KtgSummary) summary = NULL;

  if (g_list_model_get_n_items (summaries) != 1)
    return NULL;

  summary = g_list_model_get_item (summaries, 0);
  return summary; /* the model keeps it */
}

static gboolean
has_draft (gpointer user_data)
{
  return writing_desk_get_only_summary (user_data) != NULL;
}

KtgDraft *
writing_desk_load_only_draft (WritingDesk *self)
{
  session_fixture_wait (has_draft, self);
  return session_fixture_load_draft (self->fixture,
                                     ktg_summary_get (writing_desk_get_only_summary (self))->id);
}
