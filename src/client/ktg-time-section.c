/* ktg-time-section.c - when it happened, and when it became known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-section.h"

#include "ktg-fold.h"
#include "ktg-pair-layout.h"
#include "ktg-time-field.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-doubts.h>

struct _KtgTimeSection
{
  AdwBin parent_instance;

  KtgTimeField *happened;
  KtgTimeField *known;
  GtkLabel     *order;
  GtkWidget    *offer_box;
  GtkButton    *offer; /* of the time of a photo, … */

  KtgSession *session; /* borrowed from the page */
  char       *region;  /* of the place, or NULL */
  char       *offered; /* … as that says it, or NULL */
};

KTG_DEFINE_EDITOR_SECTION (KtgTimeSection, ktg_time_section)

static void
refresh_fold (KtgTimeSection *self)
{
  g_autofree char *happened = ktg_time_field_dup_time (self->happened);
  g_autofree char *known = ktg_time_field_dup_time (self->known);
  g_autofree char *summary = ktg_dates_dup_testimony (happened);

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), happened != NULL && known != NULL, summary);
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

/* A photo does not know when she came to know of it: she says that herself. */
static void
offer_taken_cb (KtgTimeSection *self)
{
  g_autofree char *time = g_strdup (self->offered);
  g_autofree char *known = ktg_field_editor_dup_text (KTG_FIELD_EDITOR (self->known));

  ktg_time_field_take (self->happened, time);
  if (known == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->known), GTK_DIR_TAB_FORWARD);
  else
    ktg_editor_section_go_on (KTG_EDITOR_SECTION (self));
}

static void
day_taken_cb (KtgTimeSection *self)
{
  ktg_editor_section_go_on (KTG_EDITOR_SECTION (self));
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
  g_clear_pointer (&KTG_TIME_SECTION (object)->offered, g_free);

  G_OBJECT_CLASS (ktg_time_section_parent_class)->finalize (object);
}

static void
ktg_time_section_class_init (KtgTimeSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_time_section_finalize;
  g_type_ensure (KTG_TYPE_TIME_FIELD);
  g_type_ensure (KTG_TYPE_FOLD);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-time-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, happened);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, known);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, order);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, offer_box);
  gtk_widget_class_bind_template_child (widget_class, KtgTimeSection, offer);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_taken_cb);
}

static void
ktg_time_section_init (KtgTimeSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_time_field_offer_days (self->known);
}

/**
 * ktg_time_section_reveal_known:
 * @self: a section
 *
 * Puts the focus on when it became known.
 */
void
ktg_time_section_reveal_known (KtgTimeSection *self)
{
  ktg_fold_reveal_inside (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self)),
                          GTK_WIDGET (self->known));
}

/* The first photo that knows its clock; NULL: none does. */
static const KtgEvidence *
find_timed (const KtgReport *report, guint *i)
{
  for (*i = 0; *i < report->evidence->len; (*i)++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, *i);

      if (ktg_dates_has_clock (evidence->taken, NULL))
        return evidence;
    }

  return NULL;
}

static int
get_place_offset (KtgTimeSection *self)
{
  return ktg_pack_get_utc_offset_s (ktg_session_get_pack (self->session),
                                    self->region,
                                    ktg_session_now (self->session).utc_offset_s);
}

static gboolean
is_same_time (KtgTimeSection *self, const char *time, const char *taken)
{
  int    offset_s = get_place_offset (self);
  gint64 time_us = 0, taken_us = 0;

  return ktg_dates_has_clock (time, NULL) && ktg_dates_has_clock (taken, NULL)
         && ktg_moment_parse (time, offset_s, &time_us)
         && ktg_moment_parse (taken, offset_s, &taken_us) && time_us == taken_us;
}

/* She sees that it is the photo's word and not hers; what she writes is hers again. */
static void
say_source (KtgTimeSection *self, const KtgReport *report)
{
  g_autofree char *source = NULL;

  for (guint i = 0; source == NULL && i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (is_same_time (self, report->happened, evidence->taken))
        /* Translators: the number of the photo that a time is from */
        source = g_strdup_printf (_ ("from photo %u"), i + 1);
    }

  ktg_time_field_say_source (self->happened, source);
}

/**
 * ktg_time_section_offer:
 * @self: a section
 * @report: what is written so far
 *
 * While nobody said when it happened, the time of a photo can be taken with one press, and then it
 * is said to be from there.
 */
void
ktg_time_section_offer (KtgTimeSection *self, const KtgReport *report)
{
  guint              i;
  const KtgEvidence *evidence = find_timed (report, &i);
  gboolean           is_wanted = evidence != NULL && report->happened == NULL;
  g_autofree char   *words = NULL;
  g_autofree char   *label = NULL;

  say_source (self, report);
  gtk_widget_set_visible (self->offer_box, is_wanted);
  if (!is_wanted)
    return;

  g_free (self->offered);
  self->offered = g_strdup (evidence->taken);
  words = ktg_dates_dup_testimony (evidence->taken);
  /* Translators: the number of a photo, and when it was taken */
  label = g_strdup_printf (_ ("Use the time of photo %u: %s"), i + 1, words);
  gtk_button_set_label (self->offer, label);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->offer)), TRUE);
}
