/* ktg-place-section.c - where it happened
 *
 * A region of the official tree, found by typing a few letters with the officer's own area first,
 * and the place in the officer's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-place-section.h"

#include "ktg-choice-row.h"
#include "ktg-picker.h"

struct _KtgPlaceSection
{
  AdwBin parent_instance;

  KtgFold      *fold;
  KtgPicker    *picker;
  AdwActionRow *region_row;
  GtkEditable  *place_words;
  KtgChoiceRow *place_class;

  KtgSession *session;
  char       *region;
  char       *region_version;
};

static void ktg_place_section_init_section (KtgEditorSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KtgPlaceSection,
                               ktg_place_section,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KTG_TYPE_EDITOR_SECTION,
                                                      ktg_place_section_init_section))

static void
refresh_fold (KtgPlaceSection *self)
{
  const char      *words = gtk_editable_get_text (self->place_words);
  g_autofree char *place = ktg_session_dup_place (self->session, self->region, words);

  ktg_fold_set_done (self->fold, *place != '\0');
  ktg_fold_set_summary (self->fold, place);
}

static void
show_region (KtgPlaceSection *self)
{
  const KtgRegionTree *regions = ktg_session_get_regions (self->session);
  g_autofree char     *name = NULL;
  g_autofree char     *path = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->region_row), self->region != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), self->region == NULL && regions != NULL);

  if (self->region == NULL)
    return;

  name = ktg_session_dup_place (self->session, self->region, NULL);
  path = regions == NULL ? g_strdup (self->region)
                         : ktg_region_tree_dup_path (regions, self->region);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->region_row), name);
  adw_action_row_set_subtitle (self->region_row, path);
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
searched_cb (KtgPlaceSection *self, const char *needle)
{
  const KtgRegionTree *regions = ktg_session_get_regions (self->session);
  const char          *own_region = ktg_session_get_own_region (self->session);
  g_autoptr (GArray) found
      = ktg_region_tree_search (regions, needle, own_region, KTG_PICKER_MAX_FOUND);

  for (guint i = 0; i < found->len; i++)
    {
      const KtgRegion *region = &g_array_index (found, KtgRegion, i);
      g_autofree char *path = ktg_region_tree_dup_path (regions, region->code);

      ktg_picker_add_found (self->picker, region->code, region->name, path);
    }
}

static void
chosen_cb (KtgPlaceSection *self, const char *code)
{
  g_free (self->region);
  self->region = g_strdup (code);
  g_free (self->region_version);
  self->region_version
      = g_strdup (ktg_region_tree_get_version (ktg_session_get_regions (self->session)));
  show_region (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->place_words));
  changed_cb (self);
}

static void
clear_clicked_cb (KtgPlaceSection *self)
{
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->region_version, g_free);
  show_region (self);
  gtk_widget_child_focus (GTK_WIDGET (self->picker), GTK_DIR_TAB_FORWARD);
  changed_cb (self);
}

static void
ktg_place_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgPlaceSection *self = KTG_PLACE_SECTION (section);

  g_set_object (&self->session, session);
  g_free (self->region);
  self->region = g_strdup (report->place_region);
  g_free (self->region_version);
  self->region_version = g_strdup (report->region_version);
  gtk_editable_set_text (self->place_words, report->place_words == NULL ? "" : report->place_words);
  ktg_choice_row_show (self->place_class, session, "place_classes", report->place_class);
  show_region (self);
  refresh_fold (self);
}

static void
ktg_place_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgPlaceSection *self = KTG_PLACE_SECTION (section);
  const char      *words = gtk_editable_get_text (self->place_words);

  g_free (report->place_region);
  report->place_region = g_strdup (self->region);
  g_free (report->region_version);
  report->region_version = g_strdup (self->region_version);
  g_free (report->place_words);
  report->place_words = *words == '\0' ? NULL : g_strdup (words);
  g_free (report->place_class);
  report->place_class = ktg_choice_row_dup_code (self->place_class);
}

static KtgFold *
ktg_place_section_get_fold (KtgEditorSection *section)
{
  return KTG_PLACE_SECTION (section)->fold;
}

static void
ktg_place_section_init_section (KtgEditorSectionInterface *iface)
{
  iface->show = ktg_place_section_show;
  iface->apply = ktg_place_section_apply;
  iface->get_fold = ktg_place_section_get_fold;
}

static void
ktg_place_section_dispose (GObject *object)
{
  g_clear_object (&KTG_PLACE_SECTION (object)->session);

  G_OBJECT_CLASS (ktg_place_section_parent_class)->dispose (object);
}

static void
ktg_place_section_finalize (GObject *object)
{
  KtgPlaceSection *self = KTG_PLACE_SECTION (object);

  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->region_version, g_free);

  G_OBJECT_CLASS (ktg_place_section_parent_class)->finalize (object);
}

static void
ktg_place_section_class_init (KtgPlaceSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_place_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_place_section_finalize;

  g_type_ensure (KTG_TYPE_FOLD);
  g_type_ensure (KTG_TYPE_PICKER);
  g_type_ensure (KTG_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-place-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, fold);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, picker);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, region_row);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, place_words);
  gtk_widget_class_bind_template_child (widget_class, KtgPlaceSection, place_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
ktg_place_section_init (KtgPlaceSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
