/* ktg-account-section.c - what happened, in the officer's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account-section.h"

#include <glib/gi18n.h>

struct _KtgAccountSection
{
  AdwBin parent_instance;

  KtgFold       *fold;
  GtkTextBuffer *buffer;
};

static void ktg_account_section_init_section (KtgEditorSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgAccountSection,
                               ktg_account_section,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KTG_TYPE_EDITOR_SECTION,
                                                      ktg_account_section_init_section))

static char *
dup_text (KtgAccountSection *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
refresh_fold (KtgAccountSection *self)
{
  int              n_characters = gtk_text_buffer_get_char_count (self->buffer);
  g_autofree char *summary
      = g_strdup_printf (ngettext ("%d character", "%d characters", (gulong)n_characters),
                         n_characters);

  ktg_fold_set_done (self->fold, n_characters > 0);
  ktg_fold_set_summary (self->fold, n_characters == 0 ? "" : summary);
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

  g_signal_handlers_block_by_func (self->buffer, changed_cb, self);
  gtk_text_buffer_set_text (self->buffer, report->account == NULL ? "" : report->account, -1);
  g_signal_handlers_unblock_by_func (self->buffer, changed_cb, self);
  refresh_fold (self);
}

static void
ktg_account_section_apply (KtgEditorSection *section, KtgReport *report)
{
  g_autofree char *text = dup_text (KTG_ACCOUNT_SECTION (section));

  g_free (report->account);
  report->account = *text == '\0' ? NULL : g_steal_pointer (&text);
}

static KtgFold *
ktg_account_section_get_fold (KtgEditorSection *section)
{
  return KTG_ACCOUNT_SECTION (section)->fold;
}

static void
ktg_account_section_init_section (KtgEditorSectionInterface *iface)
{
  iface->show = ktg_account_section_show;
  iface->apply = ktg_account_section_apply;
  iface->get_fold = ktg_account_section_get_fold;
}

static void
ktg_account_section_class_init (KtgAccountSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-account-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgAccountSection, fold);
  gtk_widget_class_bind_template_child (widget_class, KtgAccountSection, buffer);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_account_section_init (KtgAccountSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
