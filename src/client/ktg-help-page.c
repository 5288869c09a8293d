/* ktg-help-page.c - the manual, a page for each screen
 *
 * It is read when somebody opens it, and forgotten when it is left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-help-page.h"

#include "ktg-fact-row.h"
#include "ktg-found-row.h"
#include "ktg-reading-panes.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-manual.h>
#include <string.h>

#define INDENT 24 /* pixels a list stands further in */
#define LINE_CHARS 66

struct _KtgHelpPage
{
  AdwBin parent_instance;

  KtgReadingPanes *panes;

  GPtrArray            *topics; /* (element-type KtgManualTopic) */
  const KtgManualTopic *topic;  /* that is read, or NULL */
};

G_DEFINE_FINAL_TYPE (KtgHelpPage, ktg_help_page, ADW_TYPE_BIN)

/* --- what is read --- */

static void turn_to_topic (KtgHelpPage *self, const KtgManualTopic *topic);

/* What leads out of the manual is the system's. */
static gboolean
link_activated_cb (KtgHelpPage *self, const char *address)
{
  const KtgManualTopic *topic = NULL;

  if (*address != '#')
    return FALSE;

  topic = ktg_manual_find_anchor (self->topics, address + 1);
  if (topic != NULL)
    turn_to_topic (self, topic);
  return TRUE;
}

static GtkWidget *
new_words (KtgHelpPage *self, const KtgManualBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), block->markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect_object (label,
                           "activate-link",
                           G_CALLBACK (link_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  if (block->kind == KTG_MANUAL_CODE)
    gtk_widget_add_css_class (label, "monospace");
  else if (block->kind == KTG_MANUAL_PARAGRAPH)
    gtk_widget_add_css_class (label, "reading");

  return label;
}

static GtkWidget *
new_heading (KtgHelpPage *self, const KtgManualBlock *block, gboolean is_first)
{
  GtkWidget *label = new_words (self, block);

  gtk_widget_add_css_class (label, is_first ? "title-1" : "title-3");
  gtk_widget_set_margin_top (label, is_first ? 0 : 12);

  return label;
}

/* What it is marked by stands before it, and what goes on below it stands in line. */
static GtkWidget *
new_item (KtgHelpPage *self, const KtgManualBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *marker = gtk_label_new (block->marker != NULL ? block->marker : "");

  gtk_widget_set_size_request (marker, INDENT - 6, -1);
  gtk_label_set_xalign (GTK_LABEL (marker), 0);
  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_widget_add_css_class (marker, "reading");
  gtk_widget_set_margin_start (box, (int)(block->depth - 1) * INDENT);
  gtk_box_append (GTK_BOX (box), marker);
  gtk_box_append (GTK_BOX (box), new_words (self, block));

  return box;
}

static char *
dup_plain (const char *markup)
{
  char *text = NULL;

  return pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL) ? text : g_strdup (markup);
}

/* The first of its columns says what the others are about. */
static void
add_row (GtkBox *box, const KtgManualBlock *block)
{
  g_auto (GStrv) cells = g_strsplit (block->markup, "\t", 2);
  GtkWidget       *list = gtk_widget_get_last_child (GTK_WIDGET (box));
  g_autofree char *name = dup_plain (cells[0] != NULL ? cells[0] : "");
  g_autofree char *value = dup_plain (cells[0] != NULL && cells[1] != NULL ? cells[1] : "");

  if (block->is_first)
    {
      list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_box_append (box, list);
      return;
    }

  gtk_list_box_append (GTK_LIST_BOX (list), ktg_fact_row_new (name, value));
}

static void
add_block (KtgHelpPage *self, GtkBox *box, const KtgManualBlock *block, gboolean is_first)
{
  if (block->kind == KTG_MANUAL_ROW)
    add_row (box, block);
  else if (block->kind == KTG_MANUAL_HEADING)
    gtk_box_append (box, new_heading (self, block, is_first));
  else if (block->depth > 0)
    gtk_box_append (box, new_item (self, block));
  else
    gtk_box_append (box, new_words (self, block));
}

static void
read_topic (KtgHelpPage *self, const KtgManualTopic *topic)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->topic = topic;
  for (guint i = 0; i < topic->blocks->len; i++)
    add_block (self, GTK_BOX (box), g_ptr_array_index (topic->blocks, i), i == 0);

  ktg_reading_panes_read (self->panes, _ ("Help"), box);
}

static void
turn_to_topic (KtgHelpPage *self, const KtgManualTopic *topic)
{
  read_topic (self, topic);
  ktg_reading_panes_turn_to (self->panes);
}

/* --- the list --- */

static void
show_list (KtgHelpPage *self)
{
  g_autoptr (GPtrArray) found
      = ktg_manual_search (self->topics, ktg_reading_panes_get_needle (self->panes));

  ktg_reading_panes_clear (self->panes,
                           found->len > 0
                               ? NULL
                               : _ ("Nothing was found. Try one word instead of several."));
  for (guint i = 0; i < found->len; i++)
    {
      const KtgManualTopic *topic = g_ptr_array_index (found, i);

      ktg_reading_panes_add (self->panes,
                             NULL,
                             topic->code,
                             ktg_found_row_new_opening (topic->code, topic->title, NULL));
    }
}

static void
taken_cb (KtgHelpPage *self, const char *code)
{
  turn_to_topic (self, ktg_manual_find (self->topics, code));
}

/* In a window of its own it ends with it. */
static void
left_cb (KtgHelpPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL) && GTK_IS_WINDOW (root))
    gtk_window_close (GTK_WINDOW (root));
}

/* --- the page --- */

static void
ktg_help_page_finalize (GObject *object)
{
  g_clear_pointer (&KTG_HELP_PAGE (object)->topics, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_help_page_parent_class)->finalize (object);
}

static void
ktg_help_page_class_init (KtgHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_help_page_finalize;

  g_type_ensure (KTG_TYPE_READING_PANES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgHelpPage, panes);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
ktg_help_page_init (KtgHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_reading_panes_set_title (self->panes, _ ("Help"));
  ktg_reading_panes_set_placeholder (self->panes, _ ("Search the help"));
}

/**
 * ktg_help_page_load:
 * @language: "id", or any other for English
 *
 * Returns: (transfer full): the manual in that language, as ktg_manual_new() reads it
 */
GBytes *
ktg_help_page_load (const char *language)
{
  const gboolean is_indonesian = g_str_has_prefix (language, "id");
  GBytes *text = g_resources_lookup_data (is_indonesian ? "/id/kentongan/Kentongan/help/id.xml"
                                                        : "/id/kentongan/Kentongan/help/en.xml",
                                          G_RESOURCE_LOOKUP_FLAGS_NONE,
                                          NULL);

  g_assert (text != NULL); /* it is built in */
  return text;
}

/**
 * ktg_help_page_new:
 * @session: (nullable): the open profile; nothing of it is shown
 * @topic: (nullable): what is read first; %NULL or an unknown one: the list comes first
 *
 * Returns: (transfer none): a floating page
 */
GtkWidget *
ktg_help_page_new (KtgSession *session, const char *topic)
{
  KtgHelpPage *self = g_object_new (KTG_TYPE_HELP_PAGE, NULL);
  g_autoptr (GBytes) text = ktg_help_page_load (ktg_language_get ());
  const KtgManualTopic *first = NULL;

  self->topics = ktg_manual_new (text, NULL);
  g_assert (self->topics != NULL && self->topics->len > 0);
  show_list (self);
  first = ktg_manual_find (self->topics, topic);
  if (first != NULL)
    turn_to_topic (self, first);
  else
    read_topic (self, g_ptr_array_index (self->topics, 0));

  return GTK_WIDGET (self);
}

/**
 * ktg_help_page_get_topic:
 * @self: a page
 *
 * Returns: the code of what is read
 */
const char *
ktg_help_page_get_topic (KtgHelpPage *self)
{
  return self->topic->code;
}
