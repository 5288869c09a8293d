/* test-help.c - the manual has a page for each screen, in both languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-code-camera-window.h"
#include "ktg-enrol-dialog.h"
#include "ktg-found-row.h"
#include "ktg-help-key.h"
#include "ktg-help-page.h"
#include "ktg-preferences-window.h"
#include "ktg-print-dialog.h"
#include "ktg-signing-sheet.h"

#include <ktg-manual.h>
#include <string.h>

static const char *const languages[] = { "id", "en" };

static GPtrArray *
read_manual (const char *language)
{
  g_autoptr (GBytes) text = ktg_help_page_load (language);
  g_autoptr (GError) error = NULL;
  GPtrArray *topics = ktg_manual_new (text, &error);

  g_assert_no_error (error);
  return topics;
}

static void
test_a_topic_stands_in_both_languages (void)
{
  g_autoptr (GPtrArray) indonesian = read_manual ("id");
  g_autoptr (GPtrArray) english = read_manual ("en");

  for (guint i = 0; i < indonesian->len; i++)
    {
      const KtgManualTopic *topic = g_ptr_array_index (indonesian, i);

      g_test_message ("%s", topic->code);
      g_assert_nonnull (ktg_manual_find (english, topic->code));
      g_assert_cmpuint (topic->blocks->len, >, 1);
    }
  g_assert_cmpuint (indonesian->len, ==, english->len);
}

static void
test_each_screen_has_its_topic (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) topics = read_manual (languages[i]);

      for (const KtgHelpScreen *screen = ktg_help_screens; screen->topic != NULL; screen++)
        {
          g_test_message ("%s: %s", languages[i], screen->topic);
          g_assert_nonnull (ktg_manual_find (topics, screen->topic));
        }
    }
}

static void
judge_links (const GPtrArray *topics, const char *markup)
{
  const char *at = markup;

  while ((at = strstr (at, "<a href=\"#")) != NULL)
    {
      g_autofree char *anchor = NULL;

      at += strlen ("<a href=\"#");
      anchor = g_strndup (at, strcspn (at, "\""));
      g_test_message ("%s", anchor);
      g_assert_nonnull (ktg_manual_find_anchor (topics, anchor));
    }
}

/* A link leads somewhere, and what a block says is markup that can be shown. */
static void
test_what_is_read_can_be_shown (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) topics = read_manual (languages[i]);

      for (guint j = 0; j < topics->len; j++)
        {
          const KtgManualTopic *topic = g_ptr_array_index (topics, j);

          for (guint k = 0; k < topic->blocks->len; k++)
            {
              const KtgManualBlock *block = g_ptr_array_index (topic->blocks, k);

              judge_links (topics, block->markup);
              g_assert_cmpint (*block->markup, !=, '\0');
              g_assert_cmpint (block->kind == KTG_MANUAL_ROW,
                               ==,
                               strchr (block->markup, '\t') != NULL);
            }
        }
    }
}

static gboolean
has_topic (GPtrArray *topics, const char *code)
{
  for (guint i = 0; i < topics->len; i++)
    if (g_str_equal (((KtgManualTopic *)g_ptr_array_index (topics, i))->code, code))
      return TRUE;

  return FALSE;
}

static void
test_a_word_finds_its_pages (void)
{
  g_autoptr (GPtrArray) topics = read_manual ("id");
  g_autoptr (GPtrArray) found = ktg_manual_search (topics, "SALINAN tersamar");
  g_autoptr (GPtrArray) nothing = ktg_manual_search (topics, "zzyzx");

  g_assert_true (has_topic (found, "viewer"));
  g_assert_false (has_topic (found, "rules"));
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* A window of its own hears no key of the app's. */
static void
test_each_window_of_its_own_has_the_key (void)
{
  const GType types[] = { KTG_TYPE_CODE_CAMERA_WINDOW,
                          KTG_TYPE_ENROL_DIALOG,
                          KTG_TYPE_PREFERENCES_WINDOW,
                          KTG_TYPE_PRINT_DIALOG,
                          KTG_TYPE_SIGNING_SHEET };
  GtkWidget  *dialog = adw_message_dialog_new (NULL, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *window = g_object_new (types[i], NULL);

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_true (session_fixture_has_key (window, "F1"));
      g_assert_nonnull (ktg_help_key_find_topic (window));
      gtk_window_destroy (GTK_WINDOW (window));
    }

  g_assert_false (session_fixture_has_key (dialog, "F1"));
  ktg_help_key_attach (GTK_WINDOW (dialog), "viewer");
  g_assert_true (session_fixture_has_key (dialog, "F1"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
open_page (const char *topic, int width)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = ktg_help_page_new (NULL, topic);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD); /* by the stack, and by who puts it there */
  gtk_test_widget_wait_for_draw (window);
  return window;
}

/* Whoever presses F1 in a narrow window wants the page and no list of pages. */
static void
test_a_narrow_window_shows_the_page_that_was_asked_for (void)
{
  static const char *const topics[] = { "viewer", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      GtkWidget *window = open_page (topics[i], 480);
      GtkWidget *row = session_fixture_find (window, KTG_TYPE_FOUND_ROW, NULL);

      g_assert_cmpint (gtk_widget_get_child_visible (gtk_widget_get_ancestor (row, ADW_TYPE_CLAMP)),
                       ==,
                       topics[i] == NULL);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static GType
find_type_with_keyboard (GtkWidget *window)
{
  return G_OBJECT_TYPE (gtk_root_get_focus (GTK_ROOT (window)));
}

/* What is read would be marked as if somebody had chosen it. */
static void
test_the_keyboard_is_in_the_search_or_at_the_way_back (void)
{
  GtkWidget *wide = open_page ("states", 1200);
  GtkWidget *narrow = open_page ("states", 480);

  g_assert_cmpstr (g_type_name (find_type_with_keyboard (wide)), ==, "GtkText");
  g_assert_cmpstr (g_type_name (find_type_with_keyboard (narrow)), ==, "GtkButton");
  gtk_window_destroy (GTK_WINDOW (wide));
  gtk_window_destroy (GTK_WINDOW (narrow));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/help/a-topic-stands-in-both-languages", test_a_topic_stands_in_both_languages);
  g_test_add_func ("/help/each-screen-has-its-topic", test_each_screen_has_its_topic);
  g_test_add_func ("/help/what-is-read-can-be-shown", test_what_is_read_can_be_shown);
  g_test_add_func ("/help/a-word-finds-its-pages", test_a_word_finds_its_pages);

  g_test_add_func ("/help/each-window-of-its-own-has-the-key",
                   test_each_window_of_its_own_has_the_key);
  g_test_add_func ("/help/a-narrow-window-shows-the-page-that-was-asked-for",
                   test_a_narrow_window_shows_the_page_that_was_asked_for);
  g_test_add_func ("/help/the-keyboard-is-in-the-search-or-at-the-way-back",
                   test_the_keyboard_is_in_the_search_or_at_the_way_back);

  return g_test_run ();
}
