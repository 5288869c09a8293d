/* ktg-place-section.c - where it happened
 *
 * A region of the official tree, and the place in the officer's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-place-section.h"

#include "ktg-choice-row.h"
#include "ktg-region-field.h"

#include <stdlib.h>

struct _KtgPlaceSection
{
  AdwBin parent_instance;

  KtgRegionField *region;
  GtkEditable    *polling_place;
  GtkEditable    *place_words;
  KtgChoiceRow   *place_class;

  KtgSession *session; /* borrowed from the page */
};

KTG_DEFINE_EDITOR_SECTION (KtgPlaceSection, ktg_place_section)

/* What was typed to find a place and not chosen is not lost: it is the place in words. */
static const char *
get_words (KtgPlaceSection *self)
{
  const char *words = gtk_editable_get_text (self->place_words);

  return *words != '\0' ? words : ktg_region_field_get_typed (self->region);
}

static void
refresh_fold (KtgPlaceSection *self)
{
  const char      *words = get_words (self);
  g_autofree char *place = ktg_library_dup_place (ktg_session_get_library (self->session),
                                                  ktg_region_field_get_region (self->region),
                                                  words);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), *place != '\0', place);
}

/* A polling place is one of a village. */
static void
offer_polling_place (KtgPlaceSection *self)
{
  const char *region = ktg_region_field_get_region (self->region);
  gboolean is_village = region != NULL && ktg_region_get_level (region) == KTG_REGION_LEVEL_VILLAGE;

  gtk_widget_set_visible (GTK_WIDGET (self->polling_place), is_village);
}

static int
get_polling_place (KtgPlaceSection *self)
{
  int number = atoi (gtk_editable_get_text (self->polling_place));

  return gtk_widget_get_visible (GTK_WIDGET (self->polling_place))
             ? CLAMP (number, 0, KTG_REPORT_MAX_POLLING_PLACE)
             : 0;
}

static void
changed_cb (KtgPlaceSection *self)
{
  if (self->session == NULL)
    return;

  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void
region_changed_cb (KtgPlaceSection *self)
{
  if (ktg_region_field_get_region (self->region) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->place_words));

  offer_polling_place (self);
  changed_cb (self);
}

static void
ktg_place_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgPlaceSection *self = KTG_PLACE_SECTION (section);
  g_autofree char *number
      = report->polling_place > 0 ? g_strdup_printf ("%d", report->polling_place) : g_strdup ("");

  self->session = session;
  ktg_region_field_show_of (self->region, session, report->place_region, report->region_version);
  gtk_editable_set_text (self->polling_place, number);
  offer_polling_place (self);
  gtk_editable_set_text (self->place_words, report->place_words == NULL ? "" : report->place_words);
  ktg_choice_row_show_list (self->place_class, session, "place_classes", report->place_class);
  refresh_fold (self);
}

static void
ktg_place_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgPlaceSection *self = KTG_PLACE_SECTION (section);
  const char      *words = get_words (self);

  g_free (report->place_region);
  report->place_region = g_strdup (ktg_region_field_get_region (self->region));
  g_free (report->region_version);
  report->region_version = g_strdup (ktg_region_field_get_version (self->region));
  report->polling_place = get_polling_place (self);
  g_free (report->place_words);
  report->place_words = *words == '\0' ? NULL : g_strdup (words);
  g_free (report->place_class);
  report->place_class = ktg_choice_row_dup_code (self->place_class);
}

static void
ktg_place_section_class_init (KtgPlaceSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_REGION_FIELD);
  g_type_ensure (KTG_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-place-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, region);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, polling_place);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, place_words);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, place_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, region_changed_cb);
}

static void
ktg_place_section_init (KtgPlaceSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
