/* ktg-rules-page.c - which rules, forms, words and places are here, and since when they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-rules-page.h"

#include "ktg-fact-row.h"
#include "ktg-file-chooser.h"

#include <glib/gi18n.h>
#include <ktg-hand-import.h>
#include <ktg-pack-words.h>

struct _KtgRulesPage
{
  AdwPreferencesPage parent_instance;

  AdwActionRow *outcome;
  GtkListBox   *facts;

  GtkFileChooserNative *chooser;
  KtgSession           *session;
};

G_DEFINE_FINAL_TYPE (KtgRulesPage, ktg_rules_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- what is here --- */

static void
show_facts (KtgRulesPage *self)
{
  KtgLibrary *library = ktg_session_get_library (self->session);
  g_autoptr (GPtrArray) facts = ktg_pack_words_new_facts (library);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_list_box_remove (self->facts, row);
  for (guint i = 0; i < facts->len; i++)
    gtk_list_box_append (self->facts, ktg_fact_row_new_whole (g_ptr_array_index (facts, i)));
}

/* --- from a file --- */

/* No more of it than what is too much. */
static gboolean
wants_more (const char *contents, goffset size_bytes, gpointer user_data)
{
  return size_bytes <= KTG_PACK_MAX_BYTES;
}

static void
take (KtgRulesPage *self, const char *file_name, GBytes *content)
{
  g_autofree char *said
      = ktg_hand_import (ktg_session_get_library (self->session), file_name, content);

  adw_action_row_set_subtitle (self->outcome, said);
  show_facts (self);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRulesPage) self = user_data;
  g_autofree char *file_name = g_file_get_basename (G_FILE (object));
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  char    *text = NULL;
  gsize    size_bytes = 0;
  gboolean is_loaded = g_file_load_partial_contents_finish (G_FILE (object),
                                                            result,
                                                            &text,
                                                            &size_bytes,
                                                            NULL,
                                                            &error);

  content = g_bytes_new_take (text, size_bytes);
  if (self->session == NULL) /* cleared in dispose */
    return;

  if (is_loaded)
    take (self, file_name, content);
  else
    adw_action_row_set_subtitle (self->outcome, error->message);
}

static void
chooser_answered_cb (KtgRulesPage *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL)
    g_file_load_partial_contents_async (file, NULL, wants_more, loaded_cb, g_object_ref (self));

  g_clear_object (&self->chooser);
}

static void
choose_clicked_cb (KtgRulesPage *self)
{
  if (self->chooser != NULL)
    return;

  self->chooser = ktg_file_chooser_show (GTK_WIDGET (self),
                                         _ ("Choose a Pack or a List of Regions"),
                                         NULL,
                                         FALSE,
                                         G_CALLBACK (chooser_answered_cb));
}

/* --- the page --- */

static void
ktg_rules_page_dispose (GObject *object)
{
  KtgRulesPage *self = KTG_RULES_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_rules_page_parent_class)->dispose (object);
}

static void
ktg_rules_page_class_init (KtgRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_rules_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRulesPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, KtgRulesPage, facts);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
}

static void
ktg_rules_page_init (KtgRulesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_rules_page_show:
 * @self: a page
 * @session: whose packs to show; once
 */
void
ktg_rules_page_show (KtgRulesPage *self, KtgSession *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  show_facts (self);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (show_facts),
                           self,
                           G_CONNECT_SWAPPED);
}
