/* ktg-library-page.c - the library: what the packs say on a day, to be looked up
 *
 * In the list stand the parts, or what is in one of them, or what was found; beside it what is
 * read. The day chooses the rules, and is said with whatever is read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library-page.h"

#include "ktg-entry-view.h"
#include "ktg-found-row.h"
#include "ktg-gesture-mark.h"
#include "ktg-library-door.h"
#include "ktg-reading-panes.h"
#include "ktg-self-test-page.h"
#include "ktg-time-field.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-law-words.h>
#include <ktg-time-entry.h>
#include <stdlib.h>
#include <string.h>

#define PART "part:"
#define SELF_TEST "self-test"
#define MOST_FOUND 40 /* whoever sees so many types another letter */

struct _KtgLibraryPage
{
  AdwBin parent_instance;

  KtgReadingPanes *panes;
  GtkMenuButton   *day_button;
  KtgTimeField    *day_field;
  GtkLabel        *standing;

  KtgSession      *session;
  KtgReference    *reference;
  KtgReferencePart part; /* that is open, or KTG_REFERENCE_N_PARTS */
  char            *code; /* what is read, or NULL */
};

G_DEFINE_FINAL_TYPE (KtgLibraryPage, ktg_library_page, ADW_TYPE_BIN)

/* --- the list --- */

static void
add_entry (KtgLibraryPage *self, const char *head, const KtgReferenceEntry *entry, const char *line)
{
  GtkWidget *row = ktg_found_row_new_opening (entry->code, entry->name, line);

  if (entry->gesture != NULL)
    {
      KtgGestureMark *mark = g_object_new (KTG_TYPE_GESTURE_MARK, NULL);

      ktg_gesture_mark_show (mark, entry->gesture);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (mark));
    }

  ktg_reading_panes_add (self->panes, head, entry->code, row);
}

static void
list_found (KtgLibraryPage *self, const char *needle)
{
  g_autoptr (GPtrArray) found = ktg_reference_search (self->reference, needle);

  ktg_reading_panes_set_title (self->panes, _ ("Library"));
  ktg_reading_panes_clear (self->panes,
                           found->len > 0 ? NULL
                                          : _ ("Nothing was found. Try one word instead of "
                                               "several, another word for the same, or "
                                               "open a part of the library."));
  for (guint i = 0; i < MIN (found->len, MOST_FOUND); i++)
    {
      const KtgReferenceEntry *entry = g_ptr_array_index (found, i);
      g_autofree char         *origin = ktg_reference_dup_origin (entry);

      add_entry (self, NULL, entry, origin);
    }
}

static void
list_part (KtgLibraryPage *self)
{
  g_autoptr (GPtrArray) entries = ktg_reference_get_part (self->reference, self->part);

  ktg_reading_panes_set_title (self->panes, ktg_reference_get_part_name (self->part));
  ktg_reading_panes_clear (self->panes, entries->len > 0 ? NULL : _ ("Nothing of this is here."));
  for (guint i = 0; i < entries->len; i++)
    {
      const KtgReferenceEntry *entry = g_ptr_array_index (entries, i);

      add_entry (self, entry->group, entry, entry->gloss);
    }
}

static void
list_parts (KtgLibraryPage *self)
{
  ktg_reading_panes_set_title (self->panes, _ ("Library"));
  ktg_reading_panes_clear (self->panes, NULL);

  for (KtgReferencePart part = 0; part < KTG_REFERENCE_N_PARTS; part++)
    {
      g_autoptr (GPtrArray) entries = ktg_reference_get_part (self->reference, part);
      g_autofree char *code = g_strdup_printf (PART "%u", part);
      g_autofree char *count
          = g_strdup_printf (ngettext ("%u entry", "%u entries", entries->len), entries->len);

      ktg_reading_panes_add (self->panes,
                             NULL,
                             code,
                             ktg_found_row_new_opening (code,
                                                        ktg_reference_get_part_name (part),
                                                        count));
    }

  if (self->reference->law->pack->sample_cases->len > 0)
    ktg_reading_panes_add (self->panes,
                           NULL,
                           SELF_TEST,
                           ktg_found_row_new_opening (SELF_TEST,
                                                      _ ("Test Yourself"),
                                                      _ ("Ten cases, each explained")));
}

static void
show_list (KtgLibraryPage *self)
{
  const char *needle = ktg_reading_panes_get_needle (self->panes);

  if (*needle != '\0')
    list_found (self, needle);
  else if (self->part < KTG_REFERENCE_N_PARTS)
    list_part (self);
  else
    list_parts (self);
}

/* --- what is read --- */

static void read_entry (KtgLibraryPage *self, const char *code);

static void
opened_cb (KtgLibraryPage *self, const char *code)
{
  g_autofree char *kept = g_strdup (code);

  read_entry (self, kept);
  ktg_reading_panes_turn_to (self->panes);
}

static void
read_entry (KtgLibraryPage *self, const char *code)
{
  const KtgReferenceEntry *entry = ktg_reference_find (self->reference, code);
  GtkWidget               *view;

  if (entry == NULL)
    return;

  g_free (self->code);
  self->code = g_strdup (entry->code);
  view = ktg_entry_view_new (self->reference, entry);
  g_signal_connect_object (view, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  ktg_reading_panes_read (self->panes, ktg_reference_get_part_name (entry->part), view);
}

static void
read_test (KtgLibraryPage *self)
{
  const guint32 seed = (guint32)(ktg_session_get_world (self->session)->random () * G_MAXUINT32);
  GtkWidget    *page = ktg_self_test_page_new (self->reference, seed);

  g_clear_pointer (&self->code, g_free);
  g_signal_connect_object (page, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  ktg_reading_panes_read (self->panes, _ ("Test Yourself"), page);
  ktg_reading_panes_turn_to (self->panes);
  ktg_self_test_page_begin (KTG_SELF_TEST_PAGE (page));
}

static void
read_door (KtgLibraryPage *self)
{
  GtkWidget *door = ktg_library_door_new (self->reference);

  g_clear_pointer (&self->code, g_free);
  g_signal_connect_object (door, "tested", G_CALLBACK (read_test), self, G_CONNECT_SWAPPED);
  ktg_reading_panes_read (self->panes, "", door);
}

static void
taken_cb (KtgLibraryPage *self, const char *code)
{
  if (g_str_has_prefix (code, PART))
    {
      self->part = (KtgReferencePart)atoi (code + strlen (PART));
      show_list (self);
    }
  else if (g_str_equal (code, SELF_TEST))
    read_test (self);
  else
    opened_cb (self, code);
}

/* A step back from a part is to the parts. */
static void
left_cb (KtgLibraryPage *self)
{
  if (self->part == KTG_REFERENCE_N_PARTS)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
      return;
    }

  self->part = KTG_REFERENCE_N_PARTS;
  show_list (self);
}

/* --- the day --- */

static char *
dup_today (KtgLibraryPage *self)
{
  KtgMoment now = ktg_session_now (self->session);

  return ktg_moment_dup_day (&now);
}

/* What is read is read as of the new day; what that day does not have is not. */
static void
take_day (KtgLibraryPage *self, const char *day)
{
  KtgReference    *before = self->reference;
  g_autofree char *code = g_strdup (self->code);
  g_autofree char *full = ktg_dates_dup_full (day);
  g_autofree char *rules = NULL;

  self->reference = ktg_reference_new (ktg_session_get_pack (self->session),
                                       ktg_session_get_own_region (self->session),
                                       day);
  rules = ktg_law_words_dup_rules (self->reference->law);
  gtk_menu_button_set_label (self->day_button, full);
  gtk_label_set_label (self->standing, rules != NULL ? rules : _ ("No rules are on this device."));
  show_list (self);
  if (code != NULL && ktg_reference_find (self->reference, code) != NULL)
    read_entry (self, code);
  else
    read_door (self);
  ktg_reference_free (before);
}

static void
day_changed_cb (KtgLibraryPage *self)
{
  g_autofree char *day = NULL;

  if (self->session != NULL)
    day = ktg_time_field_dup_time (self->day_field);
  if (day != NULL && g_strcmp0 (day, self->reference->law->day) != 0)
    take_day (self, day);
}

/* The packs are others by now; the day stays. */
static void
packs_changed_cb (KtgLibraryPage *self)
{
  g_autofree char *day = g_strdup (self->reference->law->day);

  take_day (self, day);
}

/* --- the page --- */

static void
ktg_library_page_dispose (GObject *object)
{
  KtgLibraryPage *self = KTG_LIBRARY_PAGE (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_library_page_parent_class)->dispose (object);
}

static void
ktg_library_page_finalize (GObject *object)
{
  KtgLibraryPage *self = KTG_LIBRARY_PAGE (object);

  g_clear_pointer (&self->reference, ktg_reference_free);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (ktg_library_page_parent_class)->finalize (object);
}

static void
ktg_library_page_class_init (KtgLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_library_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_library_page_finalize;

  g_type_ensure (KTG_TYPE_READING_PANES);
  g_type_ensure (KTG_TYPE_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryPage, panes);
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryPage, day_field);
  gtk_widget_class_bind_template_child (widget_class, KtgLibraryPage, standing);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
}

static void
ktg_library_page_init (KtgLibraryPage *self)
{
  self->part = KTG_REFERENCE_N_PARTS;
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_time_field_set_kind (self->day_field, KTG_TIME_FIELD_DAY);
  ktg_reading_panes_set_placeholder (self->panes, _ ("Search the library"));
}

/**
 * ktg_library_page_new:
 * @session: the open profile
 * @topic: (nullable): the code of what is opened at once
 *
 * Returns: (transfer none): a floating page, as of today
 */
GtkWidget *
ktg_library_page_new (KtgSession *session, const char *topic)
{
  KtgLibraryPage  *self = g_object_new (KTG_TYPE_LIBRARY_PAGE, NULL);
  g_autofree char *today = NULL;

  self->session = g_object_ref (session);
  today = dup_today (self);
  take_day (self, today);
  ktg_field_editor_show (KTG_FIELD_EDITOR (self->day_field), session, today);
  if (topic != NULL)
    opened_cb (self, topic);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (packs_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
