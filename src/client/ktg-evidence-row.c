/* ktg-evidence-row.c - one file of evidence in a report that is being written
 *
 * What the file says of itself is shown and never changed; what the officer says of it is asked
 * for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-row.h"

#include "ktg-fact-row.h"
#include "ktg-file-kind.h"
#include "ktg-gesture-row.h"
#include "ktg-picture-frame.h"
#include "ktg-time-field.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-doubts.h>
#include <ktg-file-words.h>
#include <ktg-language.h>
#include <ktg-sentences.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>

enum
{
  POSTED_UNKNOWN,
  POSTED_NO,
  POSTED_YES,
};

enum
{
  ENTRY_WHERE,
  ENTRY_ACCOUNT,
  ENTRY_URL,
  N_POSTED_ENTRIES,
};

enum
{
  TIME_WHEN,
  TIME_FOUND,
  N_POSTED_TIMES,
};

struct _KtgEvidenceRow
{
  AdwExpanderRow parent_instance;

  KtgPictureFrame   *picture;
  AdwPreferencesRow *warning;
  GtkEditable       *caption;
  AdwComboRow       *origin;
  KtgGestureRow     *gesture;
  AdwComboRow       *is_posted;
  GtkEditable       *posted[N_POSTED_ENTRIES];
  GtkWidget         *time_rows[N_POSTED_TIMES];
  KtgFieldEditor    *times[N_POSTED_TIMES];
  AdwActionRow      *fingerprint;
  GtkWidget         *remove_button;

  GtkWidget *taken_row;
  GtkLabel  *doubts[KTG_N_FILE_TIMES];

  KtgSession      *session;
  const KtgReport *report;   /* beside which it stands, or NULL; the section keeps it */
  KtgEvidence     *evidence; /* as it was given; the widgets say what changed since */
  const char      *oddity;   /* what was found when it was taken, or NULL */
  char            *misnamed; /* that it is not what its name promises, or NULL */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgEvidenceRow, ktg_evidence_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_warning (KtgEvidenceRow *self)
{
  KtgOrigin origin = (KtgOrigin)adw_combo_row_get_selected (self->origin);

  if (self->misnamed != NULL)
    return self->misnamed;

  if (self->oddity != NULL)
    return self->oddity;

  if (origin == KTG_ORIGIN_WHATSAPP_PHOTO && self->evidence->taken == NULL)
    return _ ("WhatsApp took out when and where it was taken. Ask the sender to send it as a "
              "Document.");

  return NULL;
}

/* What the pack says of such files is shown when the row is pointed at. */
static void
explain_origin (KtgEvidenceRow *self)
{
  KtgOrigin        origin = (KtgOrigin)adw_combo_row_get_selected (self->origin);
  const KtgPack   *pack = ktg_session_get_pack (self->session);
  const KtgChoice *choice = ktg_pack_get_choice (pack, "origins", ktg_origin_get_code (origin));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->origin),
                               choice != NULL ? ktg_words_get (&choice->detail, ktg_language_get ())
                                              : NULL);
}

static void
show_warning (KtgEvidenceRow *self)
{
  const char *warning = get_warning (self);

  explain_origin (self);

  gtk_widget_set_visible (GTK_WIDGET (self->warning), warning != NULL);
  adw_preferences_row_set_title (self->warning, warning == NULL ? "" : warning);
}

/* What the folded row says: size, time, camera, and a warning if there is one. */
static void
show_subtitle (KtgEvidenceRow *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *size = ktg_sentences_dup_size (self->evidence->size_bytes);
  g_autofree char *taken = ktg_dates_dup_testimony (self->evidence->taken);
  const char      *warning = get_warning (self);

  g_string_append (words, size);

  if (*taken != '\0')
    g_string_append_printf (words, " · %s", taken);

  if (self->evidence->camera != NULL)
    g_string_append_printf (words, " · %s", self->evidence->camera);

  if (warning != NULL)
    g_string_append_printf (words, "\n%s", warning);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words->str);
}

/* Where the times do not go together, a line beside the one that is asked about; it stops nothing.
 */
static void
show_doubts (KtgEvidenceRow *self)
{
  KtgMoment now = ktg_session_now (self->session);
  g_autoptr (KtgEvidence) evidence = ktg_evidence_row_dup_evidence (self);
  int place_offset_s;

  if (self->report == NULL)
    return;

  place_offset_s = ktg_pack_get_utc_offset_s (ktg_session_get_pack (self->session),
                                              self->report->place_region,
                                              now.utc_offset_s);

  for (KtgFileTime about = KTG_FILE_TIME_TAKEN; about < KTG_N_FILE_TIMES; about++)
    {
      g_autofree char *doubt
          = ktg_doubts_dup_file (about, self->report, evidence, &now, place_offset_s);

      gtk_label_set_label (self->doubts[about], doubt != NULL ? doubt : "");
      gtk_widget_set_visible (GTK_WIDGET (self->doubts[about]), doubt != NULL);
      if (about == KTG_FILE_TIME_TAKEN)
        gtk_widget_set_visible (self->taken_row, doubt != NULL);
    }
}

static void
changed_cb (KtgEvidenceRow *self)
{
  if (self->evidence == NULL)
    return;

  show_doubts (self);

  show_warning (self);
  show_subtitle (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
posted_changed_cb (KtgEvidenceRow *self)
{
  gboolean is_posted = adw_combo_row_get_selected (self->is_posted) == POSTED_YES;

  for (guint i = 0; i < N_POSTED_ENTRIES; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->posted[i]), is_posted);

  for (guint i = 0; i < N_POSTED_TIMES; i++)
    gtk_widget_set_visible (self->time_rows[i], is_posted);

  changed_cb (self);
}

static void
remove_clicked_cb (KtgEvidenceRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
set_entry (GtkEditable *entry, const char *text)
{
  gtk_editable_set_text (entry, text == NULL ? "" : text);
}

static char *
dup_entry (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);

  return *text == '\0' ? NULL : g_strdup (text);
}

static void
show_posted (KtgEvidenceRow *self, const KtgEvidence *evidence)
{
  const KtgPosted *posted = evidence->posted;

  if (posted != NULL)
    {
      set_entry (self->posted[ENTRY_WHERE], posted->where);
      set_entry (self->posted[ENTRY_ACCOUNT], posted->account);
      set_entry (self->posted[ENTRY_URL], posted->url);
    }

  ktg_field_editor_show (self->times[TIME_WHEN],
                         self->session,
                         posted != NULL ? posted->when : NULL);
  ktg_field_editor_show (self->times[TIME_FOUND],
                         self->session,
                         posted != NULL ? posted->found : NULL);

  adw_combo_row_set_selected (self->is_posted,
                              posted != NULL            ? POSTED_YES
                              : evidence->is_not_posted ? POSTED_NO
                                                        : POSTED_UNKNOWN);
}

static void
show_evidence (KtgEvidenceRow *self, const KtgEvidence *evidence)
{
  const char      *picture = evidence->preview_sha256;
  g_autofree char *groups = ktg_fact_row_dup_groups (evidence->sha256);
  g_autofree char *name = ktg_shown_text_dup_line (evidence->original_name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (self->fingerprint, groups);
  set_entry (self->caption, evidence->caption);
  adw_combo_row_set_selected (self->origin, evidence->origin);
  ktg_gesture_row_show (self->gesture, self->session, evidence->gesture);
  show_posted (self, evidence);
  g_object_set (self->picture,
                "icon-name",
                ktg_file_kind_get_icon_name (ktg_file_kind_of (evidence)),
                NULL);
  ktg_picture_frame_show (self->picture, ktg_session_get_thumbnails (self->session), picture);
  ktg_picture_frame_load (self->picture);
}

static KtgPosted *
make_posted (KtgEvidenceRow *self)
{
  const KtgPosted *given = self->evidence->posted;
  KtgPosted       *posted = ktg_posted_new ();

  if (given != NULL && given->rest != NULL)
    posted->rest = ktg_values_copy (given->rest);

  posted->where = dup_entry (self->posted[ENTRY_WHERE]);
  posted->account = dup_entry (self->posted[ENTRY_ACCOUNT]);
  posted->url = dup_entry (self->posted[ENTRY_URL]);
  posted->when = ktg_field_editor_dup_text (self->times[TIME_WHEN]);
  posted->found = ktg_field_editor_dup_text (self->times[TIME_FOUND]);

  return posted;
}

static void
ktg_evidence_row_dispose (GObject *object)
{
  KtgEvidenceRow *self = KTG_EVIDENCE_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->evidence, ktg_evidence_free);
  g_clear_pointer (&self->misnamed, g_free);

  G_OBJECT_CLASS (ktg_evidence_row_parent_class)->dispose (object);
}

/* @nth of the pointers that begin at @offset */
static void
bind_nth (GtkWidgetClass *widget_class, const char *name, gssize offset, guint nth)
{
  gtk_widget_class_bind_template_child_full (widget_class,
                                             name,
                                             FALSE,
                                             offset + (gssize)(nth * sizeof (gpointer)));
}

static void
bind_posted (GtkWidgetClass *widget_class)
{
  gssize entries = G_STRUCT_OFFSET (KtgEvidenceRow, posted);
  gssize rows = G_STRUCT_OFFSET (KtgEvidenceRow, time_rows);
  gssize times = G_STRUCT_OFFSET (KtgEvidenceRow, times);

  gssize doubts = G_STRUCT_OFFSET (KtgEvidenceRow, doubts);

  bind_nth (widget_class, "taken_doubt", doubts, KTG_FILE_TIME_TAKEN);
  bind_nth (widget_class, "posted_when_doubt", doubts, KTG_FILE_TIME_POSTED);
  bind_nth (widget_class, "posted_found_doubt", doubts, KTG_FILE_TIME_FOUND);
  bind_nth (widget_class, "posted_where", entries, ENTRY_WHERE);
  bind_nth (widget_class, "posted_account", entries, ENTRY_ACCOUNT);
  bind_nth (widget_class, "posted_url", entries, ENTRY_URL);
  bind_nth (widget_class, "posted_when_row", rows, TIME_WHEN);
  bind_nth (widget_class, "posted_found_row", rows, TIME_FOUND);
  bind_nth (widget_class, "posted_when", times, TIME_WHEN);
  bind_nth (widget_class, "posted_found", times, TIME_FOUND);
}

static void
ktg_evidence_row_class_init (KtgEvidenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_evidence_row_dispose;

  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_EVIDENCE_ROW, G_TYPE_NONE);
  signals[SIGNAL_REMOVED] = ktg_signal_new ("removed", KTG_TYPE_EVIDENCE_ROW, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_PICTURE_FRAME);
  g_type_ensure (KTG_TYPE_GESTURE_ROW);
  g_type_ensure (KTG_TYPE_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-evidence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, warning);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, caption);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, origin);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, gesture);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, is_posted);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceRow, taken_row);
  bind_posted (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, posted_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
ktg_evidence_row_init (KtgEvidenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_evidence_row_new:
 * @session: what the codes mean
 * @evidence: the file, already in the store
 * @oddity: (nullable): what was found when it was taken, of ktg_file_words_get_oddity()
 *
 * Returns: (transfer none): a floating row
 */
KtgEvidenceRow *
ktg_evidence_row_new (KtgSession *session, const KtgEvidence *evidence, const char *oddity)
{
  KtgEvidenceRow *self = g_object_new (KTG_TYPE_EVIDENCE_ROW, NULL);

  self->session = g_object_ref (session);
  self->oddity = oddity;
  self->misnamed = ktg_file_words_dup_misnamed (evidence);
  show_evidence (self, evidence);
  self->evidence = ktg_evidence_copy (evidence);
  show_warning (self);
  show_subtitle (self);

  return self;
}

/**
 * ktg_evidence_row_set_region:
 * @self: a row
 * @region: (nullable): where it happened: the clock of a post that names no zone is of its zone
 *
 * Emits no "changed".
 */
void
ktg_evidence_row_set_region (KtgEvidenceRow *self, const char *region)
{
  for (guint i = 0; i < N_POSTED_TIMES; i++)
    ktg_time_field_set_region (KTG_TIME_FIELD (self->times[i]), region);
}

/**
 * ktg_evidence_row_show_report:
 * @self: a row
 * @report: what is written so far, beside which the file stands; it is there until another comes
 *
 * Emits no "changed".
 */
void
ktg_evidence_row_show_report (KtgEvidenceRow *self, const KtgReport *report)
{
  self->report = report;
  ktg_gesture_row_show_report (self->gesture, report);
  show_doubts (self);
}

/**
 * ktg_evidence_row_is_asking:
 * @self: a row
 *
 * Returns: whether it says of something that it is not answered
 */
gboolean
ktg_evidence_row_is_asking (KtgEvidenceRow *self)
{
  return ktg_gesture_row_get_code (self->gesture) == NULL;
}

/**
 * ktg_evidence_row_dup_evidence:
 * @self: a row
 *
 * Returns: (transfer full): the file with what the officer says of it
 */
KtgEvidence *
ktg_evidence_row_dup_evidence (KtgEvidenceRow *self)
{
  KtgEvidence *evidence = ktg_evidence_copy (self->evidence);
  guint        is_posted = adw_combo_row_get_selected (self->is_posted);

  g_free (evidence->caption);
  evidence->caption = dup_entry (self->caption);
  g_free (evidence->gesture);
  evidence->gesture = g_strdup (ktg_gesture_row_get_code (self->gesture));
  evidence->origin = (KtgOrigin)adw_combo_row_get_selected (self->origin);
  evidence->is_not_posted = is_posted == POSTED_NO;
  g_clear_pointer (&evidence->posted, ktg_posted_free);

  if (is_posted == POSTED_YES)
    evidence->posted = make_posted (self);

  return evidence;
}

/**
 * ktg_evidence_row_get_sha256:
 * @self: a row
 *
 * Returns: which file it shows
 */
const char *
ktg_evidence_row_get_sha256 (KtgEvidenceRow *self)
{
  return self->evidence->sha256;
}

/**
 * ktg_evidence_row_get_size_bytes:
 * @self: a row
 *
 * Returns: how large the file is
 */
guint64
ktg_evidence_row_get_size_bytes (KtgEvidenceRow *self)
{
  return self->evidence->size_bytes;
}

/**
 * ktg_evidence_row_keep:
 * @self: a row of a file that was filed
 *
 * It cannot be taken out any more; what is said of it can be said otherwise.
 */
void
ktg_evidence_row_keep (KtgEvidenceRow *self)
{
  gtk_widget_set_visible (self->remove_button, FALSE);
}
