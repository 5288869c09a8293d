/* ktg-viewer-panel.c - what makes a file evidence: when, with what, where from, unharmed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-viewer-panel.h"

#include "ktg-custody-note.h"
#include "ktg-fact-row.h"
#include "ktg-file-chooser.h"
#include "ktg-file-kind.h"
#include "ktg-outside-opener.h"
#include "ktg-style-class.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-custody-words.h>
#include <ktg-dates.h>
#include <ktg-fact.h>
#include <ktg-file-copy.h>
#include <ktg-language.h>
#include <ktg-sentences.h>
#include <ktg-signal.h>
#include <string.h>

#define A_DAY (24 * 60 * 60) /* in seconds */

struct _KtgViewerPanel
{
  AdwBin parent_instance;

  GtkListBox *facts;
  KtgFactRow *file; /* one of them, which says how large it is; or NULL */
  GtkLabel   *harm;
  GtkLabel   *unharmed;
  GtkListBox *fingerprint;
  GtkWidget  *cover_button;
  GtkWidget  *open_button;
  GtkWidget  *custody_words;
  GtkListBox *custody;

  KtgSession           *session;
  KtgEvidence          *evidence;
  GCancellable         *checking;
  GtkFileChooserNative *chooser;
};

enum
{
  SIGNAL_COVERED, /* a copy for others is wanted */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgViewerPanel, ktg_viewer_panel, ADW_TYPE_BIN)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
add_row (GtkListBox *list, GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
}

static GtkWidget *
add_fact (KtgViewerPanel *self, const char *name, const char *value, const char *detail)
{
  KtgFact    fact = { .name = (char *)name, .value = (char *)value, .detail = (char *)detail };
  GtkWidget *row = ktg_fact_row_new_whole (&fact);

  add_row (self->facts, row);
  return row;
}

/* "12 minutes after it happened"; NULL where one of them is not a time. */
static char *
dup_distance (const char *taken, const char *happened)
{
  g_autofree char *duration = NULL;
  gint64           taken_us, happened_us, distance_s;

  if (!ktg_dates_has_clock (taken, NULL) || !ktg_dates_has_clock (happened, NULL)
      || !ktg_moment_parse (taken, 0, &taken_us) || !ktg_moment_parse (happened, 0, &happened_us))
    return NULL;

  /* Beyond two days nobody counts hours. */
  distance_s = ABS (taken_us - happened_us) / G_USEC_PER_SEC;
  if (distance_s >= 2 * A_DAY)
    distance_s = (distance_s + A_DAY / 2) / A_DAY * A_DAY;
  duration = ktg_sentences_dup_duration (distance_s);
  /* Translators: %s is a length of time, as in "12 minutes" */
  return taken_us >= happened_us ? g_strdup_printf (_ ("%s after it happened"), duration)
                                 : g_strdup_printf (_ ("%s before it happened"), duration);
}

static void
add_taken (KtgViewerPanel *self, const KtgEvidence *evidence, const char *happened)
{
  g_autofree char *taken = ktg_dates_dup_full (evidence->taken);
  g_autofree char *distance = evidence->taken != NULL && happened != NULL
                                  ? dup_distance (evidence->taken, happened)
                                  : NULL;

  if (evidence->taken == NULL)
    add_fact (self, _ ("Taken"), _ ("The file does not say"), NULL);
  else
    add_fact (self, _ ("Taken"), taken, distance != NULL ? distance : _ ("by the camera’s clock"));
}

static char *
dup_file_words (const KtgEvidence *evidence)
{
  g_autofree char *size = ktg_sentences_dup_size (evidence->size_bytes);
  const char      *type = strrchr (evidence->media_type, '/');
  g_autofree char *format = g_ascii_strup (type != NULL ? type + 1 : evidence->media_type, -1);

  return g_strdup_printf ("%s · %s", size, format);
}

static void
add_camera (KtgViewerPanel *self, const KtgEvidence *evidence)
{
  g_autofree char *file = dup_file_words (evidence);
  GtkWidget       *row = evidence->camera != NULL
                             ? add_fact (self, _ ("Camera"), evidence->camera, file)
                             : add_fact (self, _ ("File"), evidence->original_name, file);

  self->file = KTG_FACT_ROW (row);
}

static void
add_position (KtgViewerPanel *self, const KtgEvidence *evidence)
{
  g_autofree char *position = NULL;

  if (!evidence->has_position)
    return;

  position = g_strdup_printf ("%.5f, %.5f", evidence->latitude, evidence->longitude);
  add_fact (self, _ ("Place of the photo"), position, _ ("as the camera wrote it"));
}

/* Which village a point is in no pack knows; where it happened is what the report says. */
static void
add_place (KtgViewerPanel *self, const char *place)
{
  if (place != NULL && *place != '\0')
    add_fact (self, _ ("Place of the event"), place, _ ("as the report says it"));
}

/* With what the pack says of such files. */
static void
add_origin (KtgViewerPanel *self, const KtgEvidence *evidence)
{
  const char      *code = ktg_origin_get_code (evidence->origin);
  const KtgChoice *choice
      = code != NULL ? ktg_pack_get_choice (ktg_session_get_pack (self->session), "origins", code)
                     : NULL;

  if (choice != NULL)
    add_fact (self,
              _ ("Where the file comes from"),
              ktg_words_get (&choice->name, ktg_language_get ()),
              ktg_words_get (&choice->detail, ktg_language_get ()));
}

/* Her words for it, before what it says of itself. */
static void
add_caption (KtgViewerPanel *self, const KtgEvidence *evidence)
{
  if (evidence->caption != NULL)
    add_fact (self, _ ("What it shows"), evidence->caption, NULL);
}

static void
say_checked (KtgViewerPanel *self, gboolean is_unharmed)
{
  KtgMoment        now = ktg_session_now (self->session);
  g_autofree char *clock = ktg_dates_dup_near (now.wall_us, now.wall_us, now.utc_offset_s);
  g_autofree char *words = is_unharmed
                               /* Translators: %s is a clock time */
                               ? g_strdup_printf (_ ("unharmed, checked %s"), clock)
                               : g_strdup (_ ("The file changed since it was signed"));

  gtk_label_set_label (self->unharmed, words);
  ktg_style_class_set (self->unharmed, "unharmed", is_unharmed);
  ktg_style_class_set (self->unharmed, "harmed", !is_unharmed);
  gtk_widget_set_visible (GTK_WIDGET (self->unharmed), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->harm), !is_unharmed);
}

static void
custody_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgViewerPanel) self = user_data;
  g_autoptr (GPtrArray) entries = ktg_store_load_custody_finish (KTG_STORE (object), result, NULL);
  g_autoptr (GPtrArray) facts = NULL;

  if (entries == NULL || self->session == NULL)
    return;

  facts = ktg_custody_words_new (entries);
  clear_list (self->custody);
  for (guint i = 0; i < facts->len; i++)
    add_row (self->custody, ktg_fact_row_new_whole (g_ptr_array_index (facts, i)));
  gtk_widget_set_visible (self->custody_words, facts->len > 0);
}

static void
say (KtgViewerPanel *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

static void
say_error (KtgViewerPanel *self, const GError *error)
{
  g_autofree char *words = ktg_sentences_dup_file_error (error);

  say (self, words);
}

/* What is not on this device has nothing to be checked. */
static void
checked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgViewerPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_unharmed;
  gboolean is_read = ktg_file_copy_finish (result, &is_unharmed, &error);

  if (self->session == NULL)
    return;

  if (is_read)
    say_checked (self, is_unharmed);
  else if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED))
    say_checked (self, FALSE);

  if (is_read && is_unharmed)
    {
      ktg_custody_note (self->session, self->evidence->sha256, KTG_CUSTODY_VERIFIED);
      ktg_viewer_panel_refresh (self);
    }
}

static void
check (KtgViewerPanel *self)
{
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->unharmed), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->harm), FALSE);
  ktg_file_copy_async (ktg_session_get_store (self->session),
                       self->evidence->sha256,
                       NULL,
                       self->checking,
                       checked_cb,
                       g_object_ref (self));
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgViewerPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_unharmed;

  if (!ktg_file_copy_finish (result, &is_unharmed, &error))
    say_error (self, error);
  else if (self->session != NULL)
    {
      ktg_custody_note (self->session, ktg_file_copy_get_sha256 (result), KTG_CUSTODY_COPIED);
      ktg_viewer_panel_refresh (self);
      say_checked (self, is_unharmed);
      say (self, _ ("The copy is saved. Whoever has it can read it: it is not encrypted."));
    }
}

static void
place_chosen_cb (KtgViewerPanel *self, int response)
{
  g_autoptr (GFile) destination = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && destination != NULL)
    ktg_file_copy_async (ktg_session_get_store (self->session),
                         self->evidence->sha256,
                         destination,
                         NULL,
                         copied_cb,
                         g_object_ref (self));

  g_clear_object (&self->chooser);
}

static void
save_clicked_cb (KtgViewerPanel *self)
{
  g_clear_object (&self->chooser);
  self->chooser = ktg_file_chooser_show_place (GTK_WIDGET (self),
                                               _ ("Save a Copy"),
                                               self->evidence->original_name,
                                               G_CALLBACK (place_chosen_cb));
}

static void
cover_clicked_cb (KtgViewerPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_COVERED], 0);
}

static void
open_clicked_cb (KtgViewerPanel *self)
{
  ktg_outside_opener_ask (GTK_WIDGET (self), self->session, self->evidence);
}

static void
ktg_viewer_panel_dispose (GObject *object)
{
  KtgViewerPanel *self = KTG_VIEWER_PANEL (object);

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_viewer_panel_parent_class)->dispose (object);
}

static void
ktg_viewer_panel_finalize (GObject *object)
{
  g_clear_pointer (&KTG_VIEWER_PANEL (object)->evidence, ktg_evidence_free);

  G_OBJECT_CLASS (ktg_viewer_panel_parent_class)->finalize (object);
}

static void
ktg_viewer_panel_class_init (KtgViewerPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_viewer_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_viewer_panel_finalize;
  signals[SIGNAL_COVERED] = ktg_signal_new ("covered", KTG_TYPE_VIEWER_PANEL, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-viewer-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, facts);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, unharmed);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, cover_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, open_button);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, harm);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, custody_words);
  gtk_widget_class_bind_template_child (widget_class, KtgViewerPanel, custody);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cover_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
ktg_viewer_panel_init (KtgViewerPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_fingerprint (KtgViewerPanel *self)
{
  g_autofree char *groups = ktg_fact_row_dup_groups (self->evidence->sha256);

  clear_list (self->fingerprint);
  add_row (self->fingerprint,
           ktg_fact_row_new_copied (_ ("Digital fingerprint (SHA-256)"),
                                    groups,
                                    self->evidence->sha256));
}

/**
 * ktg_viewer_panel_show:
 * @self: a panel
 * @session: where the file is
 * @evidence: a file
 * @happened: (nullable): when that happened of which it is evidence
 * @place: (nullable): where, in words
 *
 * The file is read again and compared with what was signed.
 */
void
ktg_viewer_panel_show (KtgViewerPanel    *self,
                       KtgSession        *session,
                       const KtgEvidence *evidence,
                       const char        *happened,
                       const char        *place)
{
  gboolean is_picture = evidence->preview_sha256 != NULL;

  g_set_object (&self->session, session);
  g_clear_pointer (&self->evidence, ktg_evidence_free);
  self->evidence = ktg_evidence_copy (evidence);

  clear_list (self->facts);
  add_caption (self, evidence);
  add_taken (self, evidence, happened);
  add_camera (self, evidence);
  add_position (self, evidence);
  add_place (self, place);
  add_origin (self, evidence);
  show_fingerprint (self);
  gtk_widget_set_visible (self->cover_button, is_picture);
  gtk_widget_set_visible (self->open_button, !is_picture);
  gtk_widget_set_visible (self->custody_words, FALSE);
  check (self);
  if (is_picture)
    ktg_custody_note (session, evidence->sha256, KTG_CUSTODY_VIEWED);
  ktg_viewer_panel_refresh (self);
}

/**
 * ktg_viewer_panel_say_pixels:
 * @self: a panel that shows a picture
 * @width: of the picture, upright, in pixels
 * @height: likewise
 */
void
ktg_viewer_panel_say_pixels (KtgViewerPanel *self, int width, int height)
{
  g_autofree char *file = dup_file_words (self->evidence);
  g_autofree char *words = g_strdup_printf ("%d × %d · %s", width, height, file);

  ktg_fact_row_say_detail (self->file, words);
}

/**
 * ktg_viewer_panel_refresh:
 * @self: a panel that shows a file
 *
 * Says again what was done with it.
 */
void
ktg_viewer_panel_refresh (KtgViewerPanel *self)
{
  ktg_store_load_custody_async (ktg_session_get_store (self->session),
                                self->evidence->sha256,
                                ktg_session_now (self->session).utc_offset_s,
                                self->checking,
                                custody_loaded_cb,
                                g_object_ref (self));
}
