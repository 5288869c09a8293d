/* ktg-version-row.c - a version of a report, and what it changed
 *
 * It is opened to read what was said otherwise before, and of one that holds no more all that it
 * said; both are made then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-version-row.h"

#include "ktg-change-row.h"
#include "ktg-fact-row.h"

#include <ktg-language.h>
#include <ktg-report-changes.h>
#include <ktg-signed-facts.h>

struct _KtgVersionRow
{
  GtkListBoxRow parent_instance;

  GtkWidget  *expander;
  GtkLabel   *title;
  GtkLabel   *reason;
  GtkWidget  *changes_box;
  GtkListBox *changes;
  GtkWidget  *whole_box;
  GtkListBox *facts;

  KtgSession *session;
  KtgReport  *before; /* NULL of the first */
  KtgReport  *report;
  gboolean    holds; /* the page around it says all that it says */
};

G_DEFINE_FINAL_TYPE (KtgVersionRow, ktg_version_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_changes (KtgVersionRow *self)
{
  KtgFormReader reader = ktg_library_get_reader (ktg_session_get_library (self->session));
  g_autoptr (GPtrArray) changes = ktg_report_changes_new (self->before, self->report, &reader);

  for (guint i = 0; i < changes->len; i++)
    gtk_list_box_append (self->changes, ktg_change_row_new (g_ptr_array_index (changes, i)));

  gtk_widget_set_visible (self->changes_box, changes->len > 0);
}

static void
show_whole (KtgVersionRow *self)
{
  g_autoptr (GPtrArray) facts = ktg_signed_facts_new (self->report,
                                                      ktg_session_get_pack (self->session),
                                                      ktg_session_get_regions (self->session),
                                                      ktg_language_get ());

  for (guint i = 0; i < facts->len; i++)
    gtk_list_box_append (self->facts, ktg_fact_row_new_whole (g_ptr_array_index (facts, i)));
}

static void
expanded_cb (KtgVersionRow *self)
{
  if (gtk_list_box_get_row_at_index (self->changes, 0) != NULL
      || gtk_list_box_get_row_at_index (self->facts, 0) != NULL)
    return;

  if (self->before != NULL)
    show_changes (self);
  if (!self->holds)
    show_whole (self);
}

static void
ktg_version_row_finalize (GObject *object)
{
  KtgVersionRow *self = KTG_VERSION_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->before, ktg_report_free);
  g_clear_pointer (&self->report, ktg_report_free);

  G_OBJECT_CLASS (ktg_version_row_parent_class)->finalize (object);
}

static void
ktg_version_row_class_init (KtgVersionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_version_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-version-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, expander);
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, reason);
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, changes_box);
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, changes);
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, whole_box);
  gtk_widget_class_bind_template_child (widget_class, KtgVersionRow, facts);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
ktg_version_row_init (KtgVersionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_version (KtgVersionRow *self, const KtgReportVersion *version)
{
  g_autofree char *said = g_strdup_printf ("%s. %s", version->title, version->reason);

  gtk_label_set_label (self->title, version->title);
  gtk_label_set_label (self->reason, version->reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *version->reason != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said,
                                  -1);
}

/**
 * ktg_version_row_new:
 * @session: what codes mean
 * @versions: (element-type KtgReportVersion): all of a report
 * @i: which of them, from 0
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_version_row_new (KtgSession *session, const GPtrArray *versions, guint i)
{
  KtgVersionRow          *self = g_object_new (KTG_TYPE_VERSION_ROW, NULL);
  const KtgReportVersion *version = g_ptr_array_index (versions, i);

  self->session = g_object_ref (session);
  self->report = ktg_report_copy (version->report);
  if (i > 0)
    self->before
        = ktg_report_copy (((const KtgReportVersion *)g_ptr_array_index (versions, i - 1))->report);
  self->holds = i + 1 == versions->len;
  gtk_widget_set_visible (self->changes_box, i > 0);
  gtk_widget_set_visible (self->whole_box, !self->holds);
  show_version (self, version);
  return GTK_WIDGET (self);
}
