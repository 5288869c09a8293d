/* ktg-writing.c - the report that is being written in a window
 *
 * One at a time. Its page is made when it is opened and let go when it is left, after its last
 * words have been handed to the store; leaving asks nothing. The camera lies above the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-writing.h"

#include "ktg-layers.h"

#include <glib/gi18n.h>
#include <ktg-sentences.h>
#include <ktg-signal.h>

struct _KtgWriting
{
  GObject parent_instance;

  GtkStack      *whole; /* the window's; NULL after it */
  KtgSession    *session;
  KtgEditorPage *page; /* NULL: nothing is being written */
  KtgCameraPage *camera_page;
  gboolean       has_named_awaited; /* to whoever wants to close the window */
};

enum
{
  SIGNAL_FILED,     /* with the report's id, while its page is there */
  SIGNAL_DISCARDED, /* with the draft's id; NULL: it was never stored */
  SIGNAL_VIEWED,    /* with the file that is to be looked at closely */
  SIGNAL_SAID,      /* with a sentence */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgWriting, ktg_writing, G_TYPE_OBJECT)

static void
say (KtgWriting *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, sentence);
}

/* On a slow disk somebody may be elsewhere by then, and stays there. */
static void
filed_cb (KtgWriting *self, const char *id, KtgDraftKeeper *keeper)
{
  gboolean amends = ktg_draft_keeper_get_amends (keeper) != NULL;

  if (self->page != NULL && ktg_editor_page_get_keeper (self->page) == keeper)
    g_signal_emit (self, signals[SIGNAL_FILED], 0, id);
  else
    say (self, ktg_sentences_get_filed (amends, ktg_session_is_enrolled (self->session)));
}

static void
discarded_cb (KtgWriting *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_DISCARDED], 0, id);
}

static void
viewed_cb (KtgWriting *self, guint i)
{
  g_signal_emit (self, signals[SIGNAL_VIEWED], 0, i);
}

static guint
count_awaited (KtgWriting *self)
{
  KtgEvidenceSection *evidence = ktg_writing_get_evidence (self);

  return evidence != NULL ? ktg_evidence_section_count_awaited (evidence) : 0;
}

/* One that has nothing to write yet. */
static void
begin (KtgWriting *self)
{
  KtgDraftKeeper *keeper;

  self->page = ktg_editor_page_new (self->session);
  keeper = ktg_editor_page_get_keeper (self->page);
  g_signal_connect_object (keeper, "filed", G_CALLBACK (filed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "discarded", G_CALLBACK (discarded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "failed", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "viewed", G_CALLBACK (viewed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->whole, GTK_WIDGET (self->page));
}

static void
ktg_writing_finalize (GObject *object)
{
  KtgWriting *self = KTG_WRITING (object);

  g_clear_weak_pointer (&self->whole);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_writing_parent_class)->finalize (object);
}

static void
ktg_writing_class_init (KtgWritingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_writing_finalize;

  signals[SIGNAL_FILED] = ktg_signal_new ("filed", KTG_TYPE_WRITING, G_TYPE_STRING);
  signals[SIGNAL_DISCARDED] = ktg_signal_new ("discarded", KTG_TYPE_WRITING, G_TYPE_STRING);
  signals[SIGNAL_VIEWED] = ktg_signal_new ("viewed", KTG_TYPE_WRITING, G_TYPE_UINT);
  signals[SIGNAL_SAID] = ktg_signal_new ("said", KTG_TYPE_WRITING, G_TYPE_STRING);
}

static void
ktg_writing_init (KtgWriting *self)
{
}

/**
 * ktg_writing_new:
 * @whole: what the pages take that take the whole window; "reports" is left to
 * @session: where drafts are kept
 *
 * Returns: (transfer full): where nothing is being written yet
 */
KtgWriting *
ktg_writing_new (GtkStack *whole, KtgSession *session)
{
  KtgWriting *self = g_object_new (KTG_TYPE_WRITING, NULL);

  g_set_weak_pointer (&self->whole, whole);
  self->session = g_object_ref (session);

  return self;
}

/**
 * ktg_writing_open:
 * @self: where nothing is being written
 * @id: (nullable): a draft; %NULL begins one
 */
void
ktg_writing_open (KtgWriting *self, const char *id)
{
  KtgDraftBin *bin = ktg_session_get_bin (self->session);

  if (id != NULL && g_strcmp0 (id, ktg_draft_bin_get_id (bin)) == 0)
    ktg_draft_bin_take_back (bin);

  begin (self);
  ktg_editor_page_open (self->page, id);
  gtk_stack_set_visible_child (self->whole, GTK_WIDGET (self->page));
  if (id == NULL)
    ktg_editor_page_begin (self->page); /* a stack of pages moves the focus, too */
}

/**
 * ktg_writing_amend:
 * @self: where nothing is being written
 * @report_id: a report that this device filed
 */
void
ktg_writing_amend (KtgWriting *self, const char *report_id)
{
  KtgDraftBin *bin = ktg_session_get_bin (self->session);

  if (ktg_draft_bin_amends (bin, report_id))
    ktg_draft_bin_take_back (bin); /* it is what would be begun anew */

  begin (self);
  ktg_editor_page_open_amendment (self->page, report_id);
  gtk_stack_set_visible_child (self->whole, GTK_WIDGET (self->page));
}

/**
 * ktg_writing_get_page:
 * @self: what is being written
 *
 * Returns: (transfer none) (nullable): its page; %NULL: nothing is being written
 */
KtgEditorPage *
ktg_writing_get_page (KtgWriting *self)
{
  return self->page;
}

/**
 * ktg_writing_get_evidence:
 * @self: what is being written
 *
 * Returns: (transfer none) (nullable): where its files are added; %NULL: nothing is being written
 */
KtgEvidenceSection *
ktg_writing_get_evidence (KtgWriting *self)
{
  return self->page != NULL ? ktg_editor_page_get_evidence (self->page) : NULL;
}

/**
 * ktg_writing_photograph:
 * @self: what is being written
 *
 * Shows the camera, whose photos are added.
 */
void
ktg_writing_photograph (KtgWriting *self)
{
  if (self->page == NULL || self->camera_page != NULL)
    return;

  self->camera_page = ktg_evidence_section_photograph (ktg_writing_get_evidence (self));
  ktg_layers_put (self->whole, GTK_WIDGET (self->camera_page));
}

/**
 * ktg_writing_leave_camera:
 * @self: what is being written
 *
 * Returns: whether somebody took photos; the camera is off
 */
gboolean
ktg_writing_leave_camera (KtgWriting *self)
{
  if (self->camera_page == NULL)
    return FALSE;

  ktg_layers_take (self->whole, GTK_WIDGET (g_steal_pointer (&self->camera_page)));
  ktg_editor_page_begin (self->page);
  return TRUE;
}

/**
 * ktg_writing_drop:
 * @self: what is being written, or nothing
 *
 * Hands its last words to the store and lets its page go.
 */
void
ktg_writing_drop (KtgWriting *self)
{
  ktg_writing_leave_camera (self);

  if (self->page == NULL)
    return;

  self->has_named_awaited = FALSE;
  ktg_draft_keeper_flush (ktg_editor_page_get_keeper (self->page));
  gtk_stack_set_visible_child_name (self->whole, "reports");
  gtk_stack_remove (self->whole, GTK_WIDGET (g_steal_pointer (&self->page)));
}

/**
 * ktg_writing_leave:
 * @self: what is being written, or nothing
 *
 * Drops it, and says what was still being added: that would be missed much later.
 */
void
ktg_writing_leave (KtgWriting *self)
{
  guint            n_awaited = count_awaited (self);
  g_autofree char *sentence = NULL;

  ktg_writing_drop (self);
  if (n_awaited == 0)
    return;

  sentence = g_strdup_printf (
      ngettext ("%u file was still being added and is not in the report. Add it again.",
                "%u files were still being added and are not in the report. Add them again.",
                n_awaited),
      n_awaited);
  say (self, sentence);
}

/**
 * ktg_writing_is_busy:
 * @self: what is being written, or nothing
 *
 * Returns: whether something of it would be lost if it were left now
 */
gboolean
ktg_writing_is_busy (KtgWriting *self)
{
  return self->page != NULL && ktg_editor_page_is_busy (self->page);
}

/**
 * ktg_writing_may_close:
 * @self: what is being written, or nothing
 *
 * Returns: whether its window may close; what is still being added is named once
 */
gboolean
ktg_writing_may_close (KtgWriting *self)
{
  if (count_awaited (self) == 0 || self->has_named_awaited)
    return TRUE;

  self->has_named_awaited = TRUE;
  say (self, _ ("Files are still being added. Close again to leave the rest out."));
  return FALSE;
}
