/* ktg-form-box.c - the sections of a form, one below the other
 *
 * It is made anew when the form changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-box.h"

#include "ktg-form-part.h"

#include <ktg-signal.h>

struct _KtgFormBox
{
  AdwBin parent_instance;

  GtkBox *box;

  GPtrArray *parts; /* (element-type KtgFormPart), borrowed */
  gboolean   is_showing;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgFormBox, ktg_form_box, ADW_TYPE_BIN)

static void
changed_cb (KtgFormBox *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
clear (KtgFormBox *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->parts, i));

  g_ptr_array_set_size (self->parts, 0);
}

static void
add_part (KtgFormBox *self, KtgSession *session, const KtgForm *form, const KtgFormSection *section)
{
  KtgFormPart *part = g_object_ref_sink (ktg_form_part_new (session, form, section));

  if (!ktg_form_part_is_empty (part))
    {
      g_signal_connect_swapped (part, "changed", G_CALLBACK (changed_cb), self);
      g_ptr_array_add (self->parts, part);
      gtk_box_append (self->box, GTK_WIDGET (part));
    }

  g_object_unref (part);
}

static void
ktg_form_box_finalize (GObject *object)
{
  KtgFormBox *self = KTG_FORM_BOX (object);

  g_clear_pointer (&self->parts, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_form_box_parent_class)->finalize (object);
}

static void
ktg_form_box_class_init (KtgFormBoxClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ktg_form_box_finalize;
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_FORM_BOX, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-form-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFormBox, box);
}

static void
ktg_form_box_init (KtgFormBox *self)
{
  self->parts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_form_box_show:
 * @self: a box
 * @session: what the codes mean
 * @form: (nullable): of the session's packs; %NULL shows nothing
 * @report: what is written so far
 *
 * Emits no "changed".
 */
void
ktg_form_box_show (KtgFormBox      *self,
                   KtgSession      *session,
                   const KtgForm   *form,
                   const KtgReport *report)
{
  clear (self);
  self->is_showing = TRUE;

  for (guint i = 0; form != NULL && i < form->sections->len; i++)
    add_part (self, session, form, g_ptr_array_index (form->sections, i));

  for (guint i = 0; i < self->parts->len; i++)
    ktg_editor_section_show (g_ptr_array_index (self->parts, i), session, report);

  self->is_showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->parts->len > 0);
}

/**
 * ktg_form_box_apply:
 * @self: a box
 * @report: a report whose values become what is written here; others stay
 */
void
ktg_form_box_apply (KtgFormBox *self, KtgReport *report)
{
  for (guint i = 0; i < self->parts->len; i++)
    ktg_editor_section_apply (g_ptr_array_index (self->parts, i), report);
}

/**
 * ktg_form_box_refresh:
 * @self: a box
 * @report: what is written so far
 *
 * Shows what is asked now, and what of it is said.
 */
void
ktg_form_box_refresh (KtgFormBox *self, const KtgReport *report)
{
  for (guint i = 0; i < self->parts->len; i++)
    ktg_form_part_refresh (g_ptr_array_index (self->parts, i), report);
}

/**
 * ktg_form_box_reveal:
 * @self: a box
 * @code: of a field
 *
 * Opens the section of the field and puts the focus on it.
 *
 * Returns: %FALSE if it is not asked here
 */
gboolean
ktg_form_box_reveal (KtgFormBox *self, const char *code)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (ktg_form_part_reveal (g_ptr_array_index (self->parts, i), code))
        return TRUE;
    }

  return FALSE;
}
