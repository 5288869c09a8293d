/* ktg-evidence-section.c - the files of a report that is being written
 *
 * First on the page, because the photo is in hand before the words are. Files come from a chooser,
 * a drop or the clipboard, one after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-section.h"

#include "ktg-camera-presence.h"
#include "ktg-evidence-row.h"
#include "ktg-evidence-view.h"
#include "ktg-file-chooser.h"
#include "ktg-fold.h"
#include "ktg-pasted-picture.h"
#include "ktg-untaken-list.h"
#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-evidence-import.h>
#include <ktg-file-words.h>
#include <ktg-sentences.h>

#define FEW 10 /* files: each is shown as it comes */

struct _KtgEvidenceSection
{
  AdwBin parent_instance;

  KtgEvidenceView *view;
  GtkWidget       *drop_area;
  GtkWidget       *invitation;
  GtkWidget       *camera_button;     /* where there is no evidence yet, … */
  GtkWidget       *add_camera_button; /* … and where there is */
  GtkWidget       *busy;
  GtkSpinner      *spinner;
  GtkLabel        *progress;
  KtgUntakenList  *untaken;
  GtkListBox      *list;
  GtkDropTarget   *drop_target;

  KtgSession           *session;
  char                 *region;    /* of the place, or NULL */
  KtgReport            *beside;    /* what is written beside the files, or NULL */
  GQueue                waiting;   /* KtgOfferedFile, to be imported */
  KtgOfferedFile       *importing; /* NULL while there is none */
  guint                 n_offered; /* since all was done, … */
  guint                 n_done;    /* … and those of them that were taken or not */
  GtkFileChooserNative *chooser;
  KtgCameraPresence    *camera;
  KtgCameraPage        *camera_page; /* while somebody takes photos */
};

static void import_next (KtgEvidenceSection *self);

KTG_DEFINE_EDITOR_SECTION (KtgEvidenceSection, ktg_evidence_section)

/* In the order of the list; NULL after the last. */
static KtgEvidenceRow *
get_row (KtgEvidenceSection *self, guint i)
{
  return (KtgEvidenceRow *)gtk_list_box_get_row_at_index (self->list, (int)i);
}

static guint
count_rows (KtgEvidenceSection *self)
{
  guint n_rows = 0;

  while (get_row (self, n_rows) != NULL)
    n_rows++;

  return n_rows;
}

static guint64
count_bytes (KtgEvidenceSection *self)
{
  guint64 size_bytes = 0;

  for (guint i = 0; get_row (self, i) != NULL; i++)
    size_bytes += ktg_evidence_row_get_size_bytes (get_row (self, i));

  return size_bytes;
}

/* Of a picture it is asked which gesture it shows. */
static gboolean
is_asking (KtgEvidenceSection *self)
{
  for (guint i = 0; get_row (self, i) != NULL; i++)
    if (ktg_evidence_row_is_asking (get_row (self, i)))
      return TRUE;

  return FALSE;
}

static void
refresh_fold (KtgEvidenceSection *self)
{
  guint            n_rows = count_rows (self);
  g_autofree char *summary = ktg_sentences_dup_files (n_rows, count_bytes (self));

  ktg_editor_section_tell (KTG_EDITOR_SECTION (self), n_rows > 0, n_rows == 0 ? "" : summary);
  ktg_fold_set_asking (ktg_editor_section_get_fold (KTG_EDITOR_SECTION (self)), is_asking (self));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_rows > 0);
  gtk_widget_set_visible (self->invitation, n_rows == 0);
  gtk_widget_set_visible (self->drop_area, n_rows > 0);
}

static GPtrArray *
dup_evidence (KtgEvidenceSection *self)
{
  GPtrArray *evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  for (guint i = 0; get_row (self, i) != NULL; i++)
    g_ptr_array_add (evidence, ktg_evidence_row_dup_evidence (get_row (self, i)));

  return evidence;
}

static void
show_view (KtgEvidenceSection *self, guint chosen)
{
  g_autoptr (GPtrArray) evidence = dup_evidence (self);

  ktg_evidence_view_show (self->view, self->session, evidence, chosen);
}

/* What is said of a file stands under its picture; of the others nothing is in the way. */
static void
chosen_cb (KtgEvidenceSection *self, guint chosen)
{
  for (guint i = 0; get_row (self, i) != NULL; i++)
    gtk_widget_set_visible (GTK_WIDGET (get_row (self, i)), i == chosen);
}

static void
opened_cb (KtgEvidenceSection *self, guint i)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.look", "u", i);
}

static void
row_changed_cb (KtgEvidenceSection *self)
{
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static void undo_clicked_cb (AdwToast *toast, KtgEvidenceSection *self);

static void
row_removed_cb (KtgEvidenceSection *self, KtgEvidenceRow *row)
{
  int          at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  KtgEvidence *evidence = ktg_evidence_row_dup_evidence (row);
  /* Translators: %s is the name of a file */
  g_autofree char *sentence = g_strdup_printf (_ ("%s was taken out"), evidence->original_name);

  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  show_view (self, at > 0 ? (guint)at - 1 : 0);
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
  ktg_editor_section_offer_undo (KTG_EDITOR_SECTION (self),
                                 sentence,
                                 evidence,
                                 (GDestroyNotify)ktg_evidence_free,
                                 at,
                                 G_CALLBACK (undo_clicked_cb));
}

static void
insert_row (KtgEvidenceSection *self, const KtgEvidence *evidence, const char *oddity, int at)
{
  KtgEvidenceRow *row = ktg_evidence_row_new (self->session, evidence, oddity);

  ktg_evidence_row_set_region (row, self->region);
  if (self->beside != NULL)
    ktg_evidence_row_show_report (row, self->beside);
  gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (row_removed_cb), self);
  gtk_list_box_insert (self->list, GTK_WIDGET (row), at);
}

static void
undo_clicked_cb (AdwToast *toast, KtgEvidenceSection *self)
{
  int at = ktg_editor_section_get_removed_at (toast);

  insert_row (self, ktg_editor_section_get_removed (toast), NULL, at);
  show_view (self, (guint)at);
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
}

static gboolean
has_file (KtgEvidenceSection *self, const char *sha256)
{
  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      if (g_str_equal (ktg_evidence_row_get_sha256 (get_row (self, i)), sha256))
        return TRUE;
    }

  return FALSE;
}

/* Whoever takes photos sees there which of them are kept; @sentence says why one is not. */
static void
tell_camera (KtgEvidenceSection *self, const char *sha256, const char *sentence)
{
  GBytes *photo = ktg_offered_file_get_bytes (self->importing);

  if (self->camera_page == NULL || photo == NULL)
    return;

  if (sha256 != NULL)
    ktg_camera_page_tell_kept (self->camera_page, photo, sha256);
  else
    ktg_camera_page_tell_not_kept (self->camera_page, photo, sentence);
}

/* It is named, with its reason. */
static void
leave_out (KtgEvidenceSection *self, const char *name, const char *sentence)
{
  ktg_untaken_list_add (self->untaken, name, sentence);
  tell_camera (self, NULL, sentence);
}

static void
show_import_error (KtgEvidenceSection *self, const char *name, const GError *error)
{
  g_autofree char *sentence = ktg_sentences_dup_file_error (error);

  leave_out (self, name, sentence);
}

/* Of many, what comes in between is shown now and then: to show each takes longer than to take it.
 */
static void
show_newest (KtgEvidenceSection *self)
{
  guint n_rows = count_rows (self);

  if (n_rows <= FEW || n_rows % FEW == 0 || g_queue_is_empty (&self->waiting))
    show_view (self, n_rows - 1);
}

static void
take_evidence (KtgEvidenceSection *self,
               const char         *name,
               const KtgEvidence  *evidence,
               const char         *oddity)
{
  if (has_file (self, evidence->sha256))
    {
      leave_out (self, name, _ ("This file is already in the report; it is kept once."));
      return;
    }

  insert_row (self, evidence, oddity, -1);
  show_newest (self);
  refresh_fold (self);
  ktg_editor_section_changed (KTG_EDITOR_SECTION (self));
  tell_camera (self, evidence->sha256, NULL);
}

static void
evidence_imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgEvidenceSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOfferedFile) offered = NULL;
  const char *name;
  const char *oddity;
  gboolean    is_truncated = FALSE;
  g_autoptr (KtgEvidence) evidence = ktg_evidence_import_finish (result, &is_truncated, &error);

  if (self->list == NULL)
    return;

  offered = g_object_ref (self->importing);
  self->n_done++;
  name = ktg_offered_file_get_name (offered);

  if (evidence == NULL)
    show_import_error (self, name, error);
  else
    {
      oddity = ktg_file_words_get_oddity (is_truncated, ktg_evidence_import_get_fate (result));
      take_evidence (self, name, evidence, oddity);
    }

  g_clear_object (&self->importing);
  import_next (self);
}

/* "Adding 12 of 51", while there are more than one. */
static void
show_progress (KtgEvidenceSection *self)
{
  g_autofree char *words = NULL;

  if (self->importing == NULL && g_queue_is_empty (&self->waiting))
    self->n_offered = self->n_done = 0;

  /* Translators: which of the files that were offered is taken now, and how many they are */
  words = g_strdup_printf (_ ("Adding %u of %u"), self->n_done + 1, self->n_offered);
  gtk_label_set_label (self->progress, words);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->n_offered > 1);
  gtk_widget_set_visible (self->busy, self->importing != NULL);
  gtk_spinner_set_spinning (self->spinner, self->importing != NULL);
}

static void
import_next (KtgEvidenceSection *self)
{
  KtgMoment now = ktg_session_now (self->session);

  if (self->importing != NULL)
    return;

  self->importing = g_queue_pop_head (&self->waiting);
  show_progress (self);

  if (self->importing != NULL)
    ktg_evidence_import_async (ktg_session_get_store (self->session),
                               self->importing,
                               now.utc_offset_s,
                               evidence_imported_cb,
                               g_object_ref (self));
}

static void
take_offer (KtgEvidenceSection *self, KtgOfferedFile *offered)
{
  g_queue_push_tail (&self->waiting, offered);
  self->n_offered++;
  show_progress (self);
  import_next (self);
}

static void
add_file (KtgEvidenceSection *self, GFile *file)
{
  take_offer (self, ktg_offered_file_new (file));
}

static void
chooser_answered_cb (KtgEvidenceSection *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_file (self, file);
    }

  g_clear_object (&self->chooser);
}

static void
add_clicked_cb (KtgEvidenceSection *self)
{
  if (self->chooser != NULL)
    return;

  self->chooser = ktg_file_chooser_show_for_evidence (GTK_WIDGET (self),
                                                      ktg_session_get_view_file (self->session),
                                                      G_CALLBACK (chooser_answered_cb));
}

static gboolean
dropped_cb (GtkDropTarget      *target,
            const GValue       *value,
            double              x,
            double              y,
            KtgEvidenceSection *self)
{
  g_autoptr (GSList) files = NULL;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;

  files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = files; link != NULL; link = link->next)
    add_file (self, link->data);

  return TRUE;
}

/* It has no name of its own. */
static void
say_not_pasted (KtgEvidenceSection *self, const char *sentence)
{
  ktg_untaken_list_add (self->untaken, _ ("What was copied"), sentence);
}

/* Whoever had it may have gone, or copied something else, since it was asked for. */
static void
say_gone (KtgEvidenceSection *self)
{
  say_not_pasted (self,
                  _ ("It could not be read, so it was not added. Copy it again, then paste it."));
}

static void
files_pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgEvidenceSection) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self->list == NULL)
    return;

  if (value == NULL)
    say_gone (self);
  else
    dropped_cb (self->drop_target, value, 0, 0, self);
}

static gboolean
is_called (KtgOfferedFile *offered, const char *name)
{
  return offered != NULL && g_str_equal (ktg_offered_file_get_name (offered), name);
}

/* Also among what is still to come. */
static gboolean
has_name (KtgEvidenceSection *self, const char *name)
{
  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      g_autoptr (KtgEvidence) evidence = ktg_evidence_row_dup_evidence (get_row (self, i));

      if (g_strcmp0 (evidence->original_name, name) == 0)
        return TRUE;
    }
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    if (is_called (link->data, name))
      return TRUE;

  return is_called (self->importing, name);
}

/* What is pasted or taken has no name of its own, and each is to be told from the others. */
static char *
dup_new_name (KtgEvidenceSection *self, const char *beginning, const char *ending)
{
  char *name = g_strconcat (beginning, ending, NULL);

  for (guint i = 2; has_name (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", beginning, i, ending);
    }

  return name;
}

static void
picture_pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgEvidenceSection) self = user_data;
  g_autoptr (GBytes) picture
      = ktg_pasted_picture_read_finish (GDK_CLIPBOARD (object), result, NULL);
  g_autofree char *name = NULL;

  if (self->list == NULL)
    return;

  if (picture == NULL)
    {
      say_gone (self);
      return;
    }

  name = dup_new_name (self, "clipboard", ".png");
  take_offer (self, ktg_offered_file_new_for_bytes (picture, name));
}

static void
paste_clicked_cb (KtgEvidenceSection *self)
{
  ktg_evidence_section_paste (self);
}

static void
photograph_clicked_cb (KtgEvidenceSection *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.photograph", NULL);
}

static void
photo_taken_cb (KtgEvidenceSection *self, GBytes *photo)
{
  g_autofree char *name = dup_new_name (self, "camera", ".jpg");

  take_offer (self, ktg_offered_file_new_for_bytes (photo, name));
}

/* Where there is none, nothing speaks of it. */
static void
watch_camera (KtgEvidenceSection *self)
{
  GtkWidget *buttons[] = { self->camera_button, self->add_camera_button };

  self->camera = ktg_camera_presence_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_object_bind_property (self->camera,
                            "is-present",
                            buttons[i],
                            "visible",
                            G_BINDING_SYNC_CREATE);
}

static void
ktg_evidence_section_show (KtgEditorSection *section, KtgSession *session, const KtgReport *report)
{
  KtgEvidenceSection *self = KTG_EVIDENCE_SECTION (section);

  g_set_object (&self->session, session);
  g_free (self->region);
  self->region = g_strdup (report->place_region);
  ktg_editor_section_clear (self->list);

  for (guint i = 0; i < report->evidence->len; i++)
    insert_row (self, g_ptr_array_index (report->evidence, i), NULL, -1);

  show_view (self, 0);
  refresh_fold (self);
}

static void
ktg_evidence_section_apply (KtgEditorSection *section, KtgReport *report)
{
  KtgEvidenceSection *self = KTG_EVIDENCE_SECTION (section);

  g_free (self->region);
  self->region = g_strdup (report->place_region);
  g_ptr_array_set_size (report->evidence, 0);

  for (guint i = 0; get_row (self, i) != NULL; i++)
    {
      ktg_evidence_row_set_region (get_row (self, i), self->region);
      g_ptr_array_add (report->evidence, ktg_evidence_row_dup_evidence (get_row (self, i)));
    }
}

static void
ktg_evidence_section_dispose (GObject *object)
{
  KtgEvidenceSection *self = KTG_EVIDENCE_SECTION (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->camera);
  g_clear_weak_pointer (&self->camera_page);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->importing);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_evidence_section_parent_class)->dispose (object);
}

static void
ktg_evidence_section_finalize (GObject *object)
{
  KtgEvidenceSection *self = KTG_EVIDENCE_SECTION (object);

  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->beside, ktg_report_free);

  G_OBJECT_CLASS (ktg_evidence_section_parent_class)->finalize (object);
}

static void
ktg_evidence_section_class_init (KtgEvidenceSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_evidence_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_evidence_section_finalize;

  g_type_ensure (KTG_TYPE_EVIDENCE_VIEW);
  g_type_ensure (KTG_TYPE_UNTAKEN_LIST);
  g_type_ensure (KTG_TYPE_FOLD);
  g_type_ensure (KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-evidence-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, busy);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, invitation);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, camera_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, add_camera_button);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, view);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, drop_area);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, progress);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, untaken);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, list);
  gtk_widget_class_bind_template_child (widget_class, KtgEvidenceSection, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, photograph_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
}

static void
ktg_evidence_section_init (KtgEvidenceSection *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST };

  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
  watch_camera (self);
}

/**
 * ktg_evidence_section_photograph:
 * @self: a section
 *
 * Returns: (transfer none): a floating page; what is taken on it becomes evidence as a file does
 */
KtgCameraPage *
ktg_evidence_section_photograph (KtgEvidenceSection *self)
{
  KtgCameraPage *page = ktg_camera_page_new (self->session);

  g_signal_connect_object (page, "taken", G_CALLBACK (photo_taken_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->camera_page, page);
  return page;
}

/**
 * ktg_evidence_section_paste:
 * @self: a section
 *
 * Takes files or a picture from the clipboard; anything else there is left alone, with a word.
 */
void
ktg_evidence_section_paste (KtgEvidenceSection *self)
{
  GdkClipboard      *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    files_pasted_cb,
                                    g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    ktg_pasted_picture_read_async (clipboard, picture_pasted_cb, g_object_ref (self));
  else
    say_not_pasted (self, _ ("There is no picture or file to paste. Copy one first."));
}

/**
 * ktg_evidence_section_look:
 * @self: a section
 * @title: of the report
 * @i: one of its files, from 0
 *
 * Returns: (transfer none): a floating page on which the files can be looked at closely
 */
KtgViewerPage *
ktg_evidence_section_look (KtgEvidenceSection *self, const char *title, guint i)
{
  g_autoptr (GPtrArray) evidence = dup_evidence (self);

  g_autofree char *place = self->beside != NULL
                               ? ktg_library_dup_place (ktg_session_get_library (self->session),
                                                        self->beside->place_region,
                                                        self->beside->place_words)
                               : NULL;

  return ktg_viewer_page_new (self->session,
                              title,
                              self->beside != NULL ? self->beside->happened : NULL,
                              place,
                              evidence,
                              i);
}

/**
 * ktg_evidence_section_choose:
 * @self: a section
 * @i: the file that was looked at last, from 0
 */
void
ktg_evidence_section_choose (KtgEvidenceSection *self, guint i)
{
  ktg_film_strip_choose (ktg_evidence_view_get_strip (self->view), i);
}

/**
 * ktg_evidence_section_keep:
 * @self: a section that shows an amendment
 * @filed: the report that is amended
 *
 * What it has stays in it.
 */
void
ktg_evidence_section_keep (KtgEvidenceSection *self, const KtgReport *filed)
{
  for (guint i = 0; get_row (self, i) != NULL; i++)
    if (ktg_report_find_evidence (filed, ktg_evidence_row_get_sha256 (get_row (self, i))) != NULL)
      ktg_evidence_row_keep (get_row (self, i));
}

/* What a file is compared with. */
static gboolean
says_the_same (const KtgReport *report, const KtgReport *other)
{
  return g_strcmp0 (report->happened, other->happened) == 0
         && g_strcmp0 (report->known, other->known) == 0
         && g_strcmp0 (report->place_region, other->place_region) == 0
         && report->ballot_number == other->ballot_number;
}

/* The viewer says them; they change with each letter, and no file is compared with them. */
static void
keep_place_words (KtgReport *report, const KtgReport *other)
{
  g_free (report->place_words);
  report->place_words = g_strdup (other->place_words);
}

/**
 * ktg_evidence_section_compare:
 * @self: a section
 * @report: what is written so far
 *
 * Says beside each file what of it goes with the rest of the report, and what does not.
 */
void
ktg_evidence_section_compare (KtgEvidenceSection *self, const KtgReport *report)
{
  if (self->beside != NULL && says_the_same (self->beside, report))
    {
      keep_place_words (self->beside, report);
      return;
    }

  g_clear_pointer (&self->beside, ktg_report_free);
  self->beside = ktg_report_copy (report);
  for (guint i = 0; get_row (self, i) != NULL; i++)
    ktg_evidence_row_show_report (get_row (self, i), self->beside);
}

/**
 * ktg_evidence_section_add_files:
 * @self: a section
 * @files: (element-type GFile): files that are offered for the report
 */
void
ktg_evidence_section_add_files (KtgEvidenceSection *self, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    add_file (self, g_ptr_array_index (files, i));
}

/**
 * ktg_evidence_section_count_awaited:
 * @self: a section
 *
 * Returns: how many of the files that were offered are not yet in the report, nor named as not
 * taken
 */
guint
ktg_evidence_section_count_awaited (KtgEvidenceSection *self)
{
  return g_queue_get_length (&self->waiting) + (self->importing != NULL ? 1 : 0);
}

/**
 * ktg_evidence_section_is_busy:
 * @self: a section
 *
 * Returns: whether files are being chosen, photographed or added: leaving now would lose some
 */
gboolean
ktg_evidence_section_is_busy (KtgEvidenceSection *self)
{
  return self->chooser != NULL || self->camera_page != NULL
         || ktg_evidence_section_count_awaited (self) > 0;
}
