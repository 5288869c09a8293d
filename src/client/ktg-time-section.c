/* ktg-time-section.c - when it happened, and when it became known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-section.h"

#include "ktg-time-field.h"

#include <ktg-dates.h>
#include <ktg-doubts.h>

struct _KtgTimeSection
{
  AdwBin parent_instance;

  KtgTimeField *happened;
  KtgTimeField *known;
  GtkLabel     *order;

  KtgSession *session; /* borrowed from the page */
  char       *region;  /* of the place, or NULL */
};

KTG_DEFINE_EDITOR_SECTION (KtgTimeSection, ktg_time_section)

static void
refresh_fold (KtgTimeSection *self)
{
  g_autofree char *happened = ktg_time_field_dup_time (self->happened);
  g_autofree char *summary = ktg_dates_dup_testimony (happened);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), happened != NULL, summary);
}

/* What was known before it happened is asked about, and stops nothing. */
static void
refresh_order (KtgTimeSection *self)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autofree char *doubt = NULL;

  if (self->session == NULL)
    return;

  report->happened = ktg_time_field_dup_time (self->happened);
  report->known = ktg_time_field_dup_time (self->known);
  doubt = ktg_doubts_dup_order (report,
                                ktg_pack_get_utc_offset_s (ktg_session_get_pack (self->session),
                                                           self->region,
                                                           ktg_session_now (self->session)
                                                               .utc_offset_s));
  gtk_label_set_label (self->order, doubt != NULL ? doubt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->order), doubt != NULL);
}

static void
changed_cb (KtgTimeSection *self)
{
  refresh_fold (self);
  refresh_order (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
set_region (KtgTimeSection *self, const KtgReport *report)
{
  g_free (self->region);
  self->region = g_strdup (report->place_region);
  ktg_time_field_set_region (self->happened, report->place_region);
  ktg_time_field_set_region (self->known, report->place_region);
}

static void
ktg_time_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgTimeSection *self = KTG_TIME_SECTION (section);

  set_region (self, report);
  ktg_field_editor_show (KTG_FIELD_EDITOR (self->happened), session, report->happened);
  ktg_field_editor_show (KTG_FIELD_EDITOR (self->known), session, report->known);
  self->session = session; /* both can be asked from here on */
  refresh_fold (self);
  refresh_order (self);
}

/* The place stands above, and has been applied: its clock is meant. */
static void
ktg_time_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgTimeSection *self = KTG_TIME_SECTION (section);

  set_region (self, report);
  g_free (report->happened);
  report->happened = ktg_field_editor_dup_text (KTG_FIELD_EDITOR (self->happened));
  g_free (report->known);
  report->known = ktg_field_editor_dup_text (KTG_FIELD_EDITOR (self->known));
  refresh_order (self);
}

static void
ktg_time_section_finalize (GObject *object)
{
  g_clear_pointer (&KTG_TIME_SECTION (object)->region, g_free);

  G_OBJECT_CLASS (ktg_time_section_parent_class)->finalize (object);
}

static void
ktg_time_section_class_init (KtgTimeSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_time_section_finalize;
  g_type_ensure (KTG_TYPE_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-time-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, happened);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, known);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, order);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_time_section_init (KtgTimeSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_time_section_begin:
 * @self: a section that shows a new draft
 *
 * What is written became known today, until somebody says otherwise; it is the day of the place.
 */
void
ktg_time_section_begin (KtgTimeSection *self)
{
  ktg_time_field_show_today (self->known);
}
