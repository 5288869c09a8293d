/* writing-desk.h - somebody who writes on the page of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "session-fixture.h"

#include "ktg-editor-page.h"

G_BEGIN_DECLS

typedef struct
{
  SessionFixture *fixture;
  GtkWindow      *window;
  KtgEditorPage  *page;
  char           *filed_id;
  guint           n_failed;
} WritingDesk;

/* A draft (NULL: a new report), or the amendment of a report, as soon as it can be written on. */
void writing_desk_open (WritingDesk *self, const char *draft_id);
void writing_desk_open_amendment (WritingDesk *self, const char *report_id);
/* What is written is on its way to the store. */
void writing_desk_close (WritingDesk *self);

/* On the page; it has to be there. */
GtkWidget *writing_desk_find (WritingDesk *self, GType type, const char *name);
void       writing_desk_type_into (WritingDesk *self, const char *title, const char *text);
void       writing_desk_write_account (WritingDesk *self, const char *text);

/* For session_fixture_wait() with a desk. */
gboolean writing_desk_has_filed (gpointer user_data);
gboolean writing_desk_has_failed (gpointer user_data);

/* What is in the store, if it is one thing; the store keeps the summary. */
KtgSummary *writing_desk_get_only_summary (WritingDesk *self);
KtgDraft   *writing_desk_load_only_draft (WritingDesk *self);

G_END_DECLS
