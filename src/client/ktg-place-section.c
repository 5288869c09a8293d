/* ktg-place-section.c - where it happened
 *
 * A region of the official tree, and the place in the officer's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-place-section.h"

#include "ktg-chip-box.h"
#include "ktg-choice-row.h"
#include "ktg-fold.h"
#include "ktg-region-field.h"

#include <glib/gi18n.h>
#include <ktg-number-entry.h>
#include <ktg-region-words.h>
#include <ktg-usual.h>
#include <string.h>

#define MOST_CHIPS 3

struct _KtgPlaceSection
{
  AdwBin parent_instance;

  KtgChipBox     *chips;
  KtgRegionField *region;
  GtkEditable    *polling_place;
  GtkEditable    *place_words;
  KtgChoiceRow   *place_class;
  GtkWidget      *point_box;
  GtkLabel       *point; /* of a photo, … */
  GtkWidget      *misread;

  char       *offered_point; /* … as it would be written, or NULL */
  KtgSession *session;       /* borrowed from the page */
  GPtrArray  *offered;       /* (element-type utf8): what the chips are */
};

KTG_DEFINE_EDITOR_SECTION (KtgPlaceSection, ktg_place_section)

static const char *
get_typed_number (KtgPlaceSection *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->polling_place))
             ? gtk_editable_get_text (self->polling_place)
             : "";
}

static gboolean
is_misread (KtgPlaceSection *self)
{
  return ktg_number_entry_is_misread (get_typed_number (self), KTG_REPORT_MAX_POLLING_PLACE);
}

/* What was typed to find a place and not chosen is not lost: it is the place in words. So is what
 * was typed as the number of a polling place and is none. */
static char *
dup_words (KtgPlaceSection *self)
{
  const char *words = gtk_editable_get_text (self->place_words);

  if (*words == '\0')
    words = ktg_region_field_get_typed (self->region);

  if (!is_misread (self))
    return g_strdup (words);

  return g_strdup_printf ("%s%sTPS: %s",
                          words,
                          *words != '\0' ? "; " : "",
                          get_typed_number (self));
}

static void
refresh_fold (KtgPlaceSection *self)
{
  g_autofree char *words = dup_words (self);
  g_autofree char *class = ktg_choice_row_dup_code (self->place_class);
  g_autofree char *place = ktg_library_dup_place (ktg_session_get_library (self->session),
                                                  ktg_region_field_get_region (self->region),
                                                  words);

  gtk_widget_set_visible (self->misread, is_misread (self));
  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), *place != '\0', place);
  ktg_fold_set_asking (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self)), class == NULL);
}

/* A polling place is one of a village. */
static void
offer_polling_place (KtgPlaceSection *self)
{
  const char *region = ktg_region_field_get_region (self->region);
  gboolean is_village = region != NULL && ktg_region_get_level (region) == KTG_REGION_LEVEL_VILLAGE;

  gtk_widget_set_visible (GTK_WIDGET (self->polling_place), is_village);
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
press_chips (KtgPlaceSection *self)
{
  const char *region = ktg_region_field_get_region (self->region);

  for (guint i = 0; i < self->offered->len; i++)
    {
      const char *code = g_ptr_array_index (self->offered, i);

      ktg_chip_box_set_pressed (self->chips, code, g_strcmp0 (code, region) == 0);
    }
}

static void
add_chip (KtgPlaceSection *self, const char *code)
{
  KtgSession      *session = self->session;
  g_autofree char *name = ktg_library_dup_place (ktg_session_get_library (session), code, NULL);
  g_autofree char *path = ktg_region_words_dup_path (ktg_session_get_regions (session),
                                                     &ktg_session_get_pack (session)->region_names,
                                                     code);

  ktg_chip_box_add (self->chips, code, name, path);
}

static void
show_chips (KtgPlaceSection *self)
{
  g_ptr_array_unref (self->offered);
  self->offered
      = ktg_usual_dup_regions (ktg_store_get_summaries (ktg_session_get_store (self->session)),
                               ktg_session_get_regions (self->session),
                               ktg_session_get_own_region (self->session),
                               MOST_CHIPS);
  ktg_chip_box_clear (self->chips);
  for (guint i = 0; i < self->offered->len; i++)
    add_chip (self, g_ptr_array_index (self->offered, i));

  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->offered->len > 0);
  press_chips (self);
}

static void
chip_pressed_cb (KtgPlaceSection *self, const char *code)
{
  if (ktg_chip_box_is_pressed (self->chips, code))
    ktg_region_field_choose (self->region, code);
  else
    ktg_region_field_choose (self->region, NULL);
}

static void
region_changed_cb (KtgPlaceSection *self)
{
  if (ktg_region_field_get_region (self->region) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->place_words));

  press_chips (self);
  offer_polling_place (self);
  changed_cb (self);
}

static void
point_taken_cb (KtgPlaceSection *self)
{
  const char      *words = gtk_editable_get_text (self->place_words);
  g_autofree char *with_point
      = g_strdup_printf ("%s%s%s", words, *words != '\0' ? "; " : "", self->offered_point);

  gtk_editable_set_text (self->place_words, with_point);
}

static void
ktg_place_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgPlaceSection *self = KTG_PLACE_SECTION (section);
  g_autofree char *number
      = report->polling_place > 0 ? g_strdup_printf ("%d", report->polling_place) : g_strdup ("");

  self->session = session;
  ktg_region_field_show_of (self->region, session, report->place_region, report->region_version);
  show_chips (self);
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
  g_autofree char *words = dup_words (self);

  g_free (report->place_region);
  report->place_region = g_strdup (ktg_region_field_get_region (self->region));
  g_free (report->region_version);
  report->region_version = g_strdup (ktg_region_field_get_version (self->region));
  report->polling_place
      = ktg_number_entry_parse (get_typed_number (self), KTG_REPORT_MAX_POLLING_PLACE);
  g_free (report->place_words);
  report->place_words = *words == '\0' ? NULL : g_strdup (words);
  g_free (report->place_class);
  report->place_class = ktg_choice_row_dup_code (self->place_class);
}

static void
ktg_place_section_finalize (GObject *object)
{
  g_clear_pointer (&KTG_PLACE_SECTION (object)->offered, g_ptr_array_unref);
  g_clear_pointer (&KTG_PLACE_SECTION (object)->offered_point, g_free);

  G_OBJECT_CLASS (ktg_place_section_parent_class)->finalize (object);
}

static void
ktg_place_section_class_init (KtgPlaceSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_place_section_finalize;

  g_type_ensure (KTG_TYPE_CHIP_BOX);
  g_type_ensure (KTG_TYPE_REGION_FIELD);
  g_type_ensure (KTG_TYPE_CHOICE_ROW);
  g_type_ensure (KTG_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-place-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, chips);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, region);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, polling_place);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, place_words);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, place_class);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, point_box);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, point);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, misread);
  gtk_widget_class_bind_template_callback (widget_class, point_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, region_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_pressed_cb);
}

static void
ktg_place_section_init (KtgPlaceSection *self)
{
  self->offered = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The same in every language: it may be put into a map. */
static char *
dup_point (const KtgEvidence *evidence)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (latitude, sizeof latitude, "%.5f", evidence->latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.5f", evidence->longitude);
  return g_strdup_printf ("%s, %s", latitude, longitude);
}

static const KtgEvidence *
find_placed (const KtgReport *report, guint *i)
{
  for (*i = 0; *i < report->evidence->len; (*i)++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, *i);

      if (evidence->has_position)
        return evidence;
    }

  return NULL;
}

/**
 * ktg_place_section_offer:
 * @self: a section
 * @report: what is written so far
 *
 * The point of a photo can be written with one press, while it is not written yet. Which village it
 * is in no pack knows: it is said in figures.
 */
void
ktg_place_section_offer (KtgPlaceSection *self, const KtgReport *report)
{
  guint              i;
  const KtgEvidence *evidence = find_placed (report, &i);
  char              *point = evidence != NULL ? dup_point (evidence) : NULL;
  gboolean           is_wanted
      = point != NULL
        && (report->place_words == NULL || strstr (report->place_words, point) == NULL);
  g_autofree char *words = NULL;

  g_free (self->offered_point);
  self->offered_point = point;
  gtk_widget_set_visible (self->point_box, is_wanted);
  if (!is_wanted)
    return;

  /* Translators: the number of a photo, and latitude and longitude */
  words = g_strdup_printf (_ ("Coordinates of photo %u: %s"), i + 1, point);
  gtk_label_set_label (self->point, words);
}
