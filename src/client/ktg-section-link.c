/* ktg-section-link.c - leads to a section of the page beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-section-link.h"

#include <glib/gi18n.h>

struct _KtgSectionLink
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkLabel  *title;
  GtkWidget *check;

  KtgEditorSection *section; /* borrowed from the template both stand in */
};

enum
{
  PROP_0,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgSectionLink, ktg_section_link, ADW_TYPE_BIN)

static void
clicked_cb (KtgSectionLink *self)
{
  ktg_fold_reveal (ktg_editor_section_get_fold (self->section));
}

static void
name_button (KtgSectionLink *self, const char *title)
{
  /* Translators: a button that leads to a part of the form; %s is its title */
  g_autofree char *name = g_strdup_printf (_ ("Go to %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
ktg_section_link_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgSectionLink *self = KTG_SECTION_LINK (object);
  KtgFold        *fold;

  self->section = g_value_get_object (value);

  if (self->section == NULL)
    return;

  fold = ktg_editor_section_get_fold (self->section);
  gtk_label_set_label (self->title, ktg_fold_get_title (fold));
  name_button (self, ktg_fold_get_title (fold));
  g_object_bind_property (fold, "done", self->check, "visible", G_BINDING_SYNC_CREATE);
}

static void
ktg_section_link_class_init (KtgSectionLinkClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_section_link_set_property;
  properties[PROP_SECTION] = g_param_spec_object ("section",
                                                  NULL,
                                                  NULL,
                                                  KTG_TYPE_EDITOR_SECTION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-section-link.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgSectionLink, button);
  gtk_widget_class_bind_template_child (widget_class, KtgSectionLink, title);
  gtk_widget_class_bind_template_child (widget_class, KtgSectionLink, check);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
ktg_section_link_init (KtgSectionLink *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
