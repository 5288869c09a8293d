/* ktg-report-row.c - one report in a list
 *
 * What, then who, where and when, then how far it has come, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-row.h"

#include "ktg-deadline-pill.h"
#include "ktg-picture-frame.h"
#include "ktg-style-class.h"

#include <ktg-headline.h>
#include <ktg-sentences.h>

struct _KtgReportRow
{
  AdwBin parent_instance;

  KtgPictureFrame *picture;
  GtkInscription  *title;
  GtkInscription  *subtitle;
  GtkLabel        *state;
  KtgDeadlinePill *days_left;
};

G_DEFINE_FINAL_TYPE (KtgReportRow, ktg_report_row, ADW_TYPE_BIN)

static void
show_state (KtgReportRow *self, const KtgSummaryFields *fields)
{
  g_autofree char *words = ktg_sentences_dup_state (fields);

  gtk_label_set_label (self->state, words);

  ktg_style_class_set (self->state,
                       "asking",
                       fields->state == KTG_STATE_PARKED || ktg_summary_fields_is_asked (fields));
}

static void
add_words (GString *said, const char *words)
{
  if (*words != '\0')
    g_string_append_printf (said, "%s%s", said->len > 0 ? ". " : "", words);
}

/* What has the keyboard is the item around it: a screen reader says its name. */
static void
name_item (KtgReportRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *days_left = gtk_widget_get_visible (GTK_WIDGET (self->days_left))
                                   ? ktg_deadline_pill_dup_text (self->days_left)
                                   : g_strdup ("");

  if (item == NULL)
    return;

  add_words (said, gtk_inscription_get_text (self->title));
  add_words (said, gtk_label_get_label (self->state));
  add_words (said, days_left);
  add_words (said, gtk_inscription_get_text (self->subtitle));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  said->str,
                                  -1);
}

/* A grid of one column is a list to whoever hears it. */
static void
ktg_report_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ktg_report_row_parent_class)->root (widget);

  g_object_set (gtk_widget_get_parent (widget),
                "accessible-role",
                GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                NULL);
}

static void
ktg_report_row_class_init (KtgReportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = ktg_report_row_root;
  g_type_ensure (KTG_TYPE_DEADLINE_PILL);
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
 * ktg_report_row_show:
 * @self: a row
 * @session: what the codes mean
 * @summary: the report
 */
void
ktg_report_row_show (KtgReportRow *self, KtgSession *session, KtgSummary *summary)
{
  const KtgSummaryFields *fields = ktg_summary_get (summary);
  KtgLibrary             *library = ktg_session_get_library (session);
  g_autofree char        *title = ktg_headline_dup_title (library, fields);
  KtgMoment               now = ktg_session_now (session);
  g_autofree char        *subtitle = ktg_headline_dup_subtitle (library, fields, &now);

  gtk_inscription_set_text (self->title, title);
  gtk_inscription_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *subtitle != '\0');
  show_state (self, fields);
  ktg_deadline_pill_show_summary (self->days_left, session, summary, &now);
  name_item (self);
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
