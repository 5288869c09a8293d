/* ktg-report-row.c - one report in a list
 *
 * What, then who, where and when, then how far it has come, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-row.h"

#include "ktg-picture-frame.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-sentences.h>

struct _KtgReportRow
{
  AdwBin parent_instance;

  KtgPictureFrame *picture;
  GtkLabel        *title;
  GtkLabel        *subtitle;
  GtkLabel        *state;
  GtkLabel        *days_left;
};

G_DEFINE_FINAL_TYPE (KtgReportRow, ktg_report_row, ADW_TYPE_BIN)

static void
append_part (GString *words, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (words->len > 0)
    g_string_append (words, separator);

  g_string_append (words, part);
}

static char *
dup_subtitle (KtgSession *session, const KtgSummaryFields *fields)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *place
      = ktg_session_dup_place (session, fields->place_region, fields->place_words);
  g_autofree char *day
      = ktg_dates_dup_testimony_short (fields->happened != NULL ? fields->happened : fields->known);

  append_part (words, "", fields->who);
  append_part (words, ", ", fields->position);
  append_part (words, " · ", place);
  append_part (words, " · ", day);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The legal clock runs until the office has the text. */
static gboolean
has_running_clock (const KtgSummaryFields *fields)
{
  return !fields->is_withdrawn
         && (fields->state == KTG_STATE_DRAFT || fields->state == KTG_STATE_QUEUED
             || fields->state == KTG_STATE_PARKED);
}

static void
show_days_left (KtgReportRow *self, KtgSession *session, const KtgSummaryFields *fields)
{
  int              days_left = 0;
  gboolean         is_shown;
  g_autofree char *words = NULL;

  is_shown = has_running_clock (fields)
             && ktg_session_get_days_left (session, fields->known, &days_left);
  gtk_widget_set_visible (GTK_WIDGET (self->days_left), is_shown);

  if (!is_shown)
    return;

  words = ktg_sentences_dup_days_left (days_left);
  gtk_label_set_label (self->days_left, words);

  if (days_left == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->days_left), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->days_left), "error");
}

static void
show_state (KtgReportRow *self, const KtgSummaryFields *fields)
{
  g_autofree char *words = ktg_sentences_dup_state (fields);

  gtk_label_set_label (self->state, words);

  if (fields->state == KTG_STATE_PARKED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "accent");
}

static void
ktg_report_row_class_init (KtgReportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-report-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, state);
  gtk_widget_class_bind_template_child (widget_class, KtgReportRow, days_left);
}

static void
ktg_report_row_init (KtgReportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_report_row_dup_title:
 * @session: what the codes mean
 * @fields: of a report or draft
 *
 * Returns: the suspected violation in short, or the first words
 */
char *
ktg_report_row_dup_title (KtgSession *session, const KtgSummaryFields *fields)
{
  if (fields->violation != NULL)
    return ktg_session_dup_violation_name (session, fields->violation);

  if (fields->words != NULL && *fields->words != '\0')
    return g_strdup (fields->words);

  return g_strdup (_ ("Nothing written yet"));
}

/**
 * ktg_report_row_show:
 * @self: a row
 * @session: what the codes mean
 * @summary: the report
 */
void
ktg_report_row_show (KtgReportRow *self, KtgSession *session, KtgSummary *summary)
{
  const KtgSummaryFields *fields = ktg_summary_get (summary);
  g_autofree char        *title = ktg_report_row_dup_title (session, fields);
  g_autofree char        *subtitle = dup_subtitle (session, fields);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *subtitle != '\0');
  show_state (self, fields);
  show_days_left (self, session, fields);
  ktg_picture_frame_show (self->picture,
                          ktg_session_get_thumbnails (session),
                          fields->thumbnail_sha256);
}

/**
 * ktg_report_row_load_picture:
 * @self: a row that can be seen
 */
void
ktg_report_row_load_picture (KtgReportRow *self)
{
  ktg_picture_frame_load (self->picture);
}
