/* ktg-behalf-section.c - whose report it is, where somebody else types it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-behalf-section.h"

#include "ktg-fold.h"

struct _KtgBehalfSection
{
  AdwBin parent_instance;

  GtkEditable *name;
};

KTG_DEFINE_EDITOR_SECTION (KtgBehalfSection, ktg_behalf_section)

static char *
dup_name (KtgBehalfSection *self)
{
  char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (*name == '\0')
    g_clear_pointer (&name, g_free);

  return name;
}

static void
refresh (KtgBehalfSection *self)
{
  g_autofree char *name = dup_name (self);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), name != NULL, name != NULL ? name : "");
}

static void
changed_cb (KtgBehalfSection *self)
{
  refresh (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
ktg_behalf_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgBehalfSection *self = KTG_BEHALF_SECTION (section);

  gtk_editable_set_text (self->name, report->on_behalf_of != NULL ? report->on_behalf_of : "");
  refresh (self);
}

static void
ktg_behalf_section_apply (KtgEditorSection *section, KtgReport *report)
{
  g_free (report->on_behalf_of);
  report->on_behalf_of = dup_name (KTG_BEHALF_SECTION (section));
}

static void
ktg_behalf_section_class_init (KtgBehalfSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-behalf-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgBehalfSection, name);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_behalf_section_init (KtgBehalfSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
