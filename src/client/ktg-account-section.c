/* ktg-account-section.c - what happened, in the officer's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account-section.h"

#include "ktg-fold.h"
#include "ktg-text-area.h"

#include <glib/gi18n.h>

struct _KtgAccountSection
{
  AdwBin parent_instance;

  KtgTextArea *area;
};

KTG_DEFINE_EDITOR_SECTION (KtgAccountSection, ktg_account_section)

static void
refresh_fold (KtgAccountSection *self)
{
  int              n_characters = ktg_text_area_count_characters (self->area);
  g_autofree char *summary
      = g_strdup_printf (ngettext ("%d character", "%d characters", (gulong)n_characters),
                         n_characters);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self),
                           n_characters > 0,
                           n_characters == 0 ? "" : summary);
}

static void
changed_cb (KtgAccountSection *self)
{
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
ktg_account_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgAccountSection *self = KTG_ACCOUNT_SECTION (section);

  ktg_field_editor_show (KTG_FIELD_EDITOR (self->area), session, report->account);
  refresh_fold (self);
}

static void
ktg_account_section_apply (KtgEditorSection *section, KtgReport *report)
{
  g_free (report->account);
  report->account
      = ktg_field_editor_dup_text (KTG_FIELD_EDITOR (KTG_ACCOUNT_SECTION (section)->area));
}

static void
ktg_account_section_class_init (KtgAccountSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_TEXT_AREA);
  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-account-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgAccountSection, area);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_account_section_init (KtgAccountSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
