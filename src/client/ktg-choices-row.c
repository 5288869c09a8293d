/* ktg-choices-row.c - several of a list of choices
 *
 * A code that this pack does not know is kept and shown as it came. What is chosen is explained
 * below it, where the pack does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-choices-row.h"

#include <ktg-language.h>
#include <ktg-signal.h>

struct _KtgChoicesRow
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkBox   *box;

  GPtrArray *codes;   /* (element-type utf8), of the buttons */
  GPtrArray *buttons; /* (element-type GtkCheckButton), borrowed */
  GPtrArray *details; /* (element-type GtkLabel), borrowed */

  KtgSession *session; /* borrowed; of a row that shows a list */
  char       *list;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgChoicesRow, ktg_choices_row, ADW_TYPE_BIN)

static void
toggled_cb (KtgChoicesRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* It stands in the box with its button, and is in sight while that is chosen. */
static void
add_detail (KtgChoicesRow *self, GtkWidget *button, const char *detail)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label",
                                   detail,
                                   "xalign",
                                   0.0,
                                   "wrap",
                                   TRUE,
                                   "margin-start",
                                   30,
                                   NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (button, detail);
  g_object_bind_property (button, "active", label, "visible", G_BINDING_SYNC_CREATE);
  g_ptr_array_add (self->details, label);
  gtk_box_append (self->box, label);
}

static void
add_choice (KtgChoicesRow *self,
            const char    *code,
            const char    *name,
            const char    *detail,
            gboolean       is_chosen)
{
  GtkWidget *button = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->codes, g_strdup (code));
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (self->box, button);
  if (detail != NULL)
    add_detail (self, button, detail);
}

static gboolean
has_code (const GPtrArray *codes, const char *code)
{
  return codes != NULL
         && g_ptr_array_find_with_equal_func ((GPtrArray *)codes, code, g_str_equal, NULL);
}

static void
clear (KtgChoicesRow *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->buttons, i));

  for (guint i = 0; i < self->details->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->details, i));

  g_ptr_array_set_size (self->details, 0);
  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_set_size (self->codes, 0);
}

static void
ktg_choices_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  gtk_label_set_label (KTG_CHOICES_ROW (object)->title, g_value_get_string (value));
}

static void
ktg_choices_row_finalize (GObject *object)
{
  KtgChoicesRow *self = KTG_CHOICES_ROW (object);

  g_clear_pointer (&KTG_CHOICES_ROW (object)->list, g_free);
  g_clear_pointer (&self->list, g_free);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->details, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_choices_row_parent_class)->finalize (object);
}

static void
ktg_choices_row_class_init (KtgChoicesRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_choices_row_set_property;
  object_class->finalize = ktg_choices_row_finalize;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_CHOICES_ROW, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-choices-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgChoicesRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgChoicesRow, box);
}

static void
ktg_choices_row_init (KtgChoicesRow *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->buttons = g_ptr_array_new ();
  self->details = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_choices_row_new:
 * @title: what is asked
 *
 * Returns: (transfer none): a floating row that shows nothing yet
 */
GtkWidget *
ktg_choices_row_new (const char *title)
{
  return g_object_new (KTG_TYPE_CHOICES_ROW, "title", title, NULL);
}

/**
 * ktg_choices_row_show:
 * @self: a row
 * @choices: (nullable) (element-type KtgChoice): what there is to choose from
 * @language: in which their names are shown
 * @codes: (nullable) (element-type utf8): what is chosen
 *
 * Emits no "changed".
 */
void
ktg_choices_row_show (KtgChoicesRow   *self,
                      const GPtrArray *choices,
                      const char      *language,
                      const GPtrArray *codes)
{
  clear (self);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (choices, i);

      add_choice (self,
                  choice->code,
                  ktg_words_get (&choice->name, language),
                  ktg_words_get (&choice->detail, language),
                  has_code (codes, choice->code));
    }

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);

      if (!has_code (self->codes, code))
        add_choice (self, code, code, NULL, TRUE);
    }
}

static void
show_list (KtgChoicesRow *self, const GPtrArray *codes)
{
  const KtgPack *pack = ktg_session_get_pack (self->session);
  g_autoptr (GPtrArray) choices
      = ktg_pack_get_choices_on (pack, self->list, ktg_session_get_event_day (self->session));

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const KtgChoice *chosen
          = ktg_pack_get_choice (pack, self->list, g_ptr_array_index (codes, i));

      if (chosen != NULL && !g_ptr_array_find (choices, chosen, NULL))
        g_ptr_array_add (choices, (gpointer)chosen);
    }

  ktg_choices_row_show (self, choices, ktg_language_get (), codes);
}

static void
event_day_changed_cb (KtgChoicesRow *self)
{
  g_autoptr (GPtrArray) codes = ktg_choices_row_dup_codes (self);

  show_list (self, codes);
}

/**
 * ktg_choices_row_show_list:
 * @self: a row
 * @session: what the codes mean, and which can be chosen on the day of the event
 * @list: which list of the pack, "tags"
 * @codes: (nullable) (element-type utf8): what is chosen
 *
 * Emits no "changed".
 */
void
ktg_choices_row_show_list (KtgChoicesRow   *self,
                           KtgSession      *session,
                           const char      *list,
                           const GPtrArray *codes)
{
  if (self->session == NULL)
    g_signal_connect_object (session,
                             "event-day-changed",
                             G_CALLBACK (event_day_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);

  self->session = session;
  g_free (self->list);
  self->list = g_strdup (list);
  show_list (self, codes);
}

/**
 * ktg_choices_row_dup_codes:
 * @self: a row
 *
 * Returns: (transfer full) (element-type utf8): what is chosen, in the order of the list
 */
GPtrArray *
ktg_choices_row_dup_codes (KtgChoicesRow *self)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)))
        g_ptr_array_add (codes, g_strdup (g_ptr_array_index (self->codes, i)));
    }

  return codes;
}
