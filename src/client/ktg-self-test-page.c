/* ktg-self-test-page.c - ten invented cases, one after the other
 *
 * An answer is explained at once. Nothing is kept of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-self-test-page.h"

#include "ktg-found-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-law-words.h>
#include <ktg-self-test.h>
#include <ktg-signal.h>

struct _KtgSelfTestPage
{
  AdwBin parent_instance;

  GtkStack   *stack;
  GtkLabel   *progress;
  GtkLabel   *situation;
  GtkBox     *answers;
  GtkWidget  *told;
  GtkLabel   *verdict;
  GtkLabel   *why;
  GtkLabel   *basis;
  GtkWidget  *next_button;
  GtkLabel   *result;
  GtkWidget  *read_box;
  GtkListBox *to_read;
  GtkWidget  *again_button;

  const KtgReference *reference; /* of whoever made the page, and lives as long */
  KtgSelfTest        *test;
  guint32             seed;
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgSelfTestPage, ktg_self_test_page, ADW_TYPE_BIN)

static const char *
say (const KtgWords *words)
{
  return ktg_words_get (words, ktg_language_get ());
}

/* --- a case --- */

static void answer_clicked_cb (KtgSelfTestPage *self, GtkWidget *button);

/* "1  Suspected breach of discipline": the number is the key. */
static GtkWidget *
new_answer (KtgSelfTestPage *self, guint i, const KtgChoice *answer)
{
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  g_autofree char *heard = g_strdup_printf ("%u: %s", i + 1, say (&answer->name));
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *key = gtk_label_new (number);
  GtkWidget       *words = gtk_label_new (say (&answer->name));
  GtkWidget       *button = gtk_button_new ();

  gtk_widget_add_css_class (key, "step-number");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heard,
                                  -1);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (answer_clicked_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return button;
}

static void
show_answers (KtgSelfTestPage *self, const KtgSampleCase *sample)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answers))) != NULL)
    gtk_box_remove (self->answers, child);
  for (guint i = 0; i < sample->answers->len; i++)
    gtk_box_append (self->answers, new_answer (self, i, g_ptr_array_index (sample->answers, i)));
}

static void
show_case (KtgSelfTestPage *self, const KtgSampleCase *sample)
{
  /* Translators: the number of a case, and how many there are */
  g_autofree char *progress
      = g_strdup_printf (_ ("Case %u of %u"), self->test->at + 1, self->test->cases->len);

  gtk_label_set_label (self->progress, progress);
  gtk_label_set_label (self->situation, say (&sample->situation));
  show_answers (self, sample);
  gtk_widget_set_visible (self->told, FALSE);
  gtk_widget_set_visible (self->next_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "case");
}

static char *
dup_basis (const KtgSampleCase *sample)
{
  const char *const parts[] = { sample->legal_basis,
                                ktg_law_words_get_sureness (sample->confidence),
                                _ ("not yet compared with the official text"),
                                sample->source };
  g_autoptr (GString) words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
mark_answers (KtgSelfTestPage *self, guint taken, guint right)
{
  guint i = 0;

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); button != NULL;
       button = gtk_widget_get_next_sibling (button), i++)
    {
      if (i == right)
        gtk_widget_add_css_class (button, "right");
      else if (i == taken)
        gtk_widget_add_css_class (button, "other");
      gtk_widget_set_can_target (button, FALSE);
      gtk_widget_set_focusable (button, FALSE);
    }
}

static void
explain (KtgSelfTestPage *self, guint taken)
{
  const KtgSampleCase *sample = ktg_self_test_get_case (self->test);
  const guint          right = ktg_self_test_get_right (sample);
  const KtgChoice     *answer = g_ptr_array_index (sample->answers, right);
  g_autofree char     *basis = dup_basis (sample);
  g_autofree char     *verdict
      /* Translators: the right answer of a case */
      = g_strdup_printf (taken == right ? _ ("Right: %s") : _ ("Better: %s"), say (&answer->name));

  mark_answers (self, taken, right);
  gtk_label_set_label (self->verdict, verdict);
  gtk_label_set_label (self->why, say (&sample->why));
  gtk_label_set_label (self->basis, basis);
  gtk_widget_set_visible (self->told, TRUE);
  gtk_widget_set_visible (self->next_button, TRUE);
  gtk_widget_grab_focus (self->next_button);
}

static void
answer (KtgSelfTestPage *self, guint i)
{
  if (ktg_self_test_answer (self->test, i))
    explain (self, i);
}

static void
answer_clicked_cb (KtgSelfTestPage *self, GtkWidget *button)
{
  guint i = 0;

  while ((button = gtk_widget_get_prev_sibling (button)) != NULL)
    i++;
  answer (self, i);
}

static gboolean
key_pressed_cb (GtkWidget *widget, GVariant *parameters, gpointer user_data)
{
  guint i = 0;

  g_variant_get (parameters, "(u)", &i);
  answer (KTG_SELF_TEST_PAGE (widget), i);
  return TRUE;
}

/* --- the end --- */

static void
row_chosen_cb (KtgSelfTestPage *self, KtgFoundRow *row)
{
  g_autofree char *code = g_strdup (ktg_found_row_get_code (row));

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, code);
}

static gboolean
add_to_read (KtgSelfTestPage *self, const char *code)
{
  const KtgReferenceEntry *entry = ktg_reference_find (self->reference, code);
  g_autofree char         *origin = NULL;
  GtkWidget               *row;

  if (entry == NULL)
    return FALSE;

  origin = ktg_reference_dup_origin (entry);
  row = ktg_found_row_new_opening (entry->code, entry->name, origin);
  g_signal_connect_object (row, "chosen", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->to_read, row);
  return TRUE;
}

static void
show_end (KtgSelfTestPage *self)
{
  g_autoptr (GPtrArray) codes = ktg_self_test_get_to_read (self->test);
  g_autofree char *result = g_strdup_printf (_ ("%u of %u were right"),
                                             ktg_self_test_count_right (self->test),
                                             self->test->cases->len);
  GtkListBoxRow   *row;
  guint            n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->to_read, 0)) != NULL)
    gtk_list_box_remove (self->to_read, GTK_WIDGET (row));
  for (guint i = 0; i < codes->len; i++)
    n += add_to_read (self, g_ptr_array_index (codes, i));

  gtk_label_set_label (self->result, result);
  gtk_widget_set_visible (self->read_box, n > 0);
  gtk_stack_set_visible_child_name (self->stack, "end");
  gtk_widget_grab_focus (self->again_button);
}

static void
next_clicked_cb (KtgSelfTestPage *self)
{
  const KtgSampleCase *sample;

  ktg_self_test_go_on (self->test);
  sample = ktg_self_test_get_case (self->test);
  if (sample == NULL)
    {
      show_end (self);
      return;
    }

  show_case (self, sample);
  ktg_self_test_page_begin (self);
}

static void
start (KtgSelfTestPage *self)
{
  g_clear_pointer (&self->test, ktg_self_test_free);
  self->test = ktg_self_test_new (self->reference->law->pack,
                                  self->reference->law->pack->today,
                                  self->seed++);
  if (ktg_self_test_get_case (self->test) != NULL)
    show_case (self, ktg_self_test_get_case (self->test));
  else
    show_end (self);
}

static void
again_clicked_cb (KtgSelfTestPage *self)
{
  start (self);
  ktg_self_test_page_begin (self);
}

/* --- the page --- */

static void
ktg_self_test_page_finalize (GObject *object)
{
  ktg_self_test_free (KTG_SELF_TEST_PAGE (object)->test);

  G_OBJECT_CLASS (ktg_self_test_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-self-test-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, progress);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, situation);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, answers);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, told);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, why);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, basis);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, result);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, read_box);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, to_read);
  gtk_widget_class_bind_template_child (widget_class, KtgSelfTestPage, again_button);
}

static void
ktg_self_test_page_class_init (KtgSelfTestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_self_test_page_finalize;
  signals[SIGNAL_OPENED] = ktg_signal_new ("opened", KTG_TYPE_SELF_TEST_PAGE, G_TYPE_STRING);

  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  for (guint i = 0; i < KTG_SAMPLE_CASE_MOST_ANSWERS; i++)
    {
      gtk_widget_class_add_binding (widget_class, GDK_KEY_1 + i, 0, key_pressed_cb, "(u)", i);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_1 + i, 0, key_pressed_cb, "(u)", i);
    }
}

static void
ktg_self_test_page_init (KtgSelfTestPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_self_test_page_new:
 * @reference: the library, which outlives the page
 * @seed: chosen by the caller
 *
 * Emits "opened" for something of the library that is worth reading again.
 *
 * Returns: (transfer none): a floating page
 */
GtkWidget *
ktg_self_test_page_new (const KtgReference *reference, guint32 seed)
{
  KtgSelfTestPage *self = g_object_new (KTG_TYPE_SELF_TEST_PAGE, NULL);

  self->reference = reference;
  self->seed = seed;
  start (self);

  return GTK_WIDGET (self);
}

/**
 * ktg_self_test_page_begin:
 * @self: a page that is in sight
 *
 * Puts the keyboard where one answers.
 */
void
ktg_self_test_page_begin (KtgSelfTestPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->answers), GTK_DIR_TAB_FORWARD);
}
