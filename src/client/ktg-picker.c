/* ktg-picker.c - type a few letters, take one of what is found
 *
 * The owner answers "search" with ktg_picker_add_found() and acts on "chosen". What is found stands
 * below the entry, one Tab away; Enter in the entry takes the first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picker.h"

#include "ktg-fold.h"
#include "ktg-found-row.h"

#include <ktg-signal.h>

struct _KtgPicker
{
  AdwBin parent_instance;

  GtkListBox  *list;
  GtkEditable *entry;
  GtkWidget   *nothing;
  GtkWidget   *more;

  GPtrArray *found; /* of KtgFoundRow, borrowed */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NOTHING,
  PROP_MORE,
  N_PROPS
};

enum
{
  SIGNAL_SEARCH,
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgPicker, ktg_picker, ADW_TYPE_BIN)

static void
clear_found (KtgPicker *self)
{
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->found, i));

  g_ptr_array_set_size (self->found, 0);
}

/* What is found stands below the entry, and is to be in sight. */
static void
bring_up (KtgPicker *self)
{
  GtkWidget *fold = gtk_widget_get_ancestor (GTK_WIDGET (self), KTG_TYPE_FOLD);

  if (fold != NULL)
    ktg_fold_bring_up (KTG_FOLD (fold), GTK_WIDGET (self));
}

static void
needle_changed_cb (KtgPicker *self)
{
  const char *needle = gtk_editable_get_text (self->entry);

  clear_found (self);
  gtk_widget_set_visible (self->more, FALSE);

  if (*needle != '\0')
    g_signal_emit (self, signals[SIGNAL_SEARCH], 0, needle);

  gtk_widget_set_visible (self->nothing, *needle != '\0' && self->found->len == 0);
  if (self->found->len > 0)
    bring_up (self);
}

static void
choose (KtgPicker *self, KtgFoundRow *row)
{
  g_autofree char *code = g_strdup (ktg_found_row_get_code (row));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_text (self->entry, "");
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, code);
}

static void
entry_activated_cb (KtgPicker *self)
{
  if (self->found->len > 0)
    choose (self, g_ptr_array_index (self->found, 0));
}

static void
ktg_picker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgPicker *self = KTG_PICKER (object);

  if (id == PROP_TITLE)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), g_value_get_string (value));
  else
    gtk_label_set_label (GTK_LABEL (id == PROP_MORE ? self->more : self->nothing),
                         g_value_get_string (value));
}

static void
ktg_picker_finalize (GObject *object)
{
  g_clear_pointer (&KTG_PICKER (object)->found, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_picker_parent_class)->finalize (object);
}

static void
ktg_picker_class_init (KtgPickerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_picker_set_property;
  object_class->finalize = ktg_picker_finalize;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTHING] /* what is said where nothing is found */
      = g_param_spec_string ("nothing", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MORE] /* where more is found than there is room for */
      = g_param_spec_string ("more", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SEARCH] = ktg_signal_new ("search", KTG_TYPE_PICKER, G_TYPE_STRING);
  signals[SIGNAL_CHOSEN] = ktg_signal_new ("chosen", KTG_TYPE_PICKER, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPicker, list);
  gtk_widget_class_bind_template_child (widget_class, KtgPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, KtgPicker, nothing);
  gtk_widget_class_bind_template_child (widget_class, KtgPicker, more);
  gtk_widget_class_bind_template_callback (widget_class, needle_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
ktg_picker_init (KtgPicker *self)
{
  self->found = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_picker_add_found:
 * @self: a picker that has just emitted "search"
 * @code: what "chosen" will say
 * @name: what it is called where only that is heard, so that it is no other
 * @title: its name, as it is seen
 * @subtitle: more of it
 *
 * Beyond %KTG_PICKER_MAX_FOUND none is shown, but it is said that there are more.
 */
void
ktg_picker_add_found (KtgPicker  *self,
                      const char *code,
                      const char *name,
                      const char *title,
                      const char *subtitle)
{
  KtgFoundRow *row;

  if (self->found->len >= KTG_PICKER_MAX_FOUND)
    {
      gtk_widget_set_visible (self->more, TRUE);
      return;
    }

  row = ktg_found_row_new (code, name, title, subtitle);
  g_signal_connect_swapped (row, "chosen", G_CALLBACK (choose), self);
  g_ptr_array_add (self->found, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

/**
 * ktg_picker_get_needle:
 * @self: a picker
 *
 * Returns: what was typed and not yet taken; "" if nothing
 */
const char *
ktg_picker_get_needle (KtgPicker *self)
{
  return gtk_editable_get_text (self->entry);
}

/**
 * ktg_picker_has_found:
 * @self: a picker
 *
 * Returns: whether there is something to take
 */
gboolean
ktg_picker_has_found (KtgPicker *self)
{
  return self->found->len > 0;
}

/**
 * ktg_picker_clear:
 * @self: a picker
 *
 * Ends the search.
 */
void
ktg_picker_clear (KtgPicker *self)
{
  gtk_editable_set_text (self->entry, "");
}
