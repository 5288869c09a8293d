/* ktg-region-field.c - asks for a place of the official tree
 *
 * It is found by typing a few letters, with the officer's own area first. What was chosen stands
 * with its whole path, and can be chosen anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-field.h"

#include "ktg-picker.h"

#include <ktg-region-words.h>

struct _KtgRegionField
{
  AdwBin parent_instance;

  KtgPicker    *picker;
  GtkWidget    *list;
  AdwActionRow *row;
  GtkWidget    *renew_button;

  KtgSession *session; /* borrowed from the page */
  char       *region;
  char       *version;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

KTG_DEFINE_FIELD_EDITOR (KtgRegionField, ktg_region_field, ADW_TYPE_BIN)

static const KtgRegionNames *
get_names (KtgRegionField *self)
{
  return &ktg_session_get_pack (self->session)->region_names;
}

static char *
dup_path (KtgRegionField *self, const char *code)
{
  return ktg_region_words_dup_path (ktg_session_get_regions (self->session),
                                    get_names (self),
                                    code);
}

/* Its path, and that its code went. */
static char *
dup_whole (KtgRegionField *self, const char *code)
{
  g_autofree char *path = dup_path (self, code);
  g_autofree char *note
      = ktg_region_words_dup_note (ktg_session_get_regions (self->session), get_names (self), code);

  return note != NULL ? g_strdup_printf ("%s\n%s", path, note) : g_steal_pointer (&path);
}

/* What came for a code that went. */
static gboolean
find_successor (KtgRegionField *self, KtgRegion *successor)
{
  const KtgRegionTree *regions = ktg_session_get_regions (self->session);
  KtgRegion            region;

  return regions != NULL && ktg_region_tree_lookup (regions, self->region, &region)
         && region.is_former && ktg_region_tree_lookup (regions, region.successor, successor)
         && !successor->is_former;
}

static void
show_row (KtgRegionField *self)
{
  g_autofree char *name
      = ktg_library_dup_place (ktg_session_get_library (self->session), self->region, NULL);
  g_autofree char *subtitle = dup_whole (self, self->region);
  KtgRegion        successor;

  gtk_widget_set_visible (self->renew_button, find_successor (self, &successor));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), name);
  adw_action_row_set_subtitle (self->row, subtitle);
}

static void
show_region (KtgRegionField *self)
{
  gboolean has_tree = ktg_session_get_regions (self->session) != NULL;

  gtk_widget_set_visible (self->list, self->region != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), self->region == NULL && has_tree);

  if (self->region != NULL)
    show_row (self);
}

static void
set_region (KtgRegionField *self, const char *region, const char *version)
{
  g_free (self->region);
  self->region = g_strdup (region);
  g_free (self->version);
  self->version = g_strdup (version);
  show_region (self);
}

static void
searched_cb (KtgRegionField *self, const char *needle)
{
  g_autoptr (GArray) found = ktg_library_search_regions (ktg_session_get_library (self->session),
                                                         needle,
                                                         ktg_session_get_own_region (self->session),
                                                         KTG_PICKER_MAX_FOUND + 1);

  for (guint i = 0; i < found->len; i++)
    {
      const KtgRegion *region = &g_array_index (found, KtgRegion, i);
      g_autofree char *whole = dup_whole (self, region->code);

      ktg_picker_add_found (self->picker, region->code, whole, region->name, whole);
    }

  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
chosen_cb (KtgRegionField *self, const char *code)
{
  set_region (self, code, ktg_region_tree_get_version (ktg_session_get_regions (self->session)));
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
renew_clicked_cb (KtgRegionField *self)
{
  KtgRegion successor;

  if (self->region != NULL && find_successor (self, &successor))
    chosen_cb (self, successor.code);
}

static void
clear_clicked_cb (KtgRegionField *self)
{
  set_region (self, NULL, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->picker), GTK_DIR_TAB_FORWARD);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

static void
ktg_region_field_show (KtgFieldEditor *editor, KtgSession *session, const char *text)
{
  ktg_region_field_show_of (KTG_REGION_FIELD (editor), session, text, NULL);
}

static char *
ktg_region_field_dup_text (KtgFieldEditor *editor)
{
  return g_strdup (KTG_REGION_FIELD (editor)->region);
}

static GtkWidget *
ktg_region_field_get_heard (KtgFieldEditor *editor)
{
  return GTK_WIDGET (KTG_REGION_FIELD (editor)->picker);
}

static void
ktg_region_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  g_object_set_property (G_OBJECT (KTG_REGION_FIELD (object)->picker), "title", value);
}

static void
ktg_region_field_finalize (GObject *object)
{
  KtgRegionField *self = KTG_REGION_FIELD (object);

  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->version, g_free);

  G_OBJECT_CLASS (ktg_region_field_parent_class)->finalize (object);
}

static void
ktg_region_field_class_init (KtgRegionFieldClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ktg_region_field_set_property;
  object_class->finalize = ktg_region_field_finalize;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KTG_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-region-field.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRegionField, picker);
  gtk_widget_class_bind_template_child (widget_class, KtgRegionField, list);
  gtk_widget_class_bind_template_child (widget_class, KtgRegionField, row);
  gtk_widget_class_bind_template_child (widget_class, KtgRegionField, renew_button);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, renew_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
ktg_region_field_init (KtgRegionField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_region_field_show_of:
 * @self: a field
 * @session: which regions there are
 * @region: (nullable): the official code of what is chosen
 * @version: (nullable): of the list that @region is from
 */
void
ktg_region_field_show_of (KtgRegionField *self,
                          KtgSession     *session,
                          const char     *region,
                          const char     *version)
{
  self->session = session;
  set_region (self, region, version);
}

/**
 * ktg_region_field_choose:
 * @self: a field
 * @region: (nullable): the official code of what is chosen now, of the list that is here
 *
 * Emits "changed". What was being searched for is not any more.
 */
void
ktg_region_field_choose (KtgRegionField *self, const char *region)
{
  const char *version = ktg_region_tree_get_version (ktg_session_get_regions (self->session));

  ktg_picker_clear (self->picker);
  set_region (self, region, region != NULL ? version : NULL);
  ktg_field_editor_changed (KTG_FIELD_EDITOR (self));
}

/**
 * ktg_region_field_get_region:
 * @self: a field
 *
 * Returns: (nullable): the official code of what is chosen
 */
const char *
ktg_region_field_get_region (KtgRegionField *self)
{
  return self->region;
}

/**
 * ktg_region_field_get_typed:
 * @self: a field
 *
 * Returns: what was typed, where nothing is chosen
 */
const char *
ktg_region_field_get_typed (KtgRegionField *self)
{
  return self->region == NULL ? ktg_picker_get_needle (self->picker) : "";
}

/**
 * ktg_region_field_get_version:
 * @self: a field
 *
 * Returns: (nullable): which list the code is from
 */
const char *
ktg_region_field_get_version (KtgRegionField *self)
{
  return self->version;
}
