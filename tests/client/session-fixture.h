/* session-fixture.h - an open profile of its own for each test of a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  char       *folder;
  KtgStore   *store;
  KtgSession *session;
} SessionFixture;

extern const KtgSyncWorld session_fixture_world;

/* What time it is: until a test says otherwise the evening of 12 November 2024, by a clock in WIB.
 */
extern KtgMoment session_fixture_now;

void session_fixture_set_up (SessionFixture *self, gconstpointer user_data);
/* A dozen invented reports, on the evening that they are told of. */
void session_fixture_set_up_practice (SessionFixture *self, gconstpointer user_data);
void session_fixture_tear_down (SessionFixture *self, gconstpointer user_data);

typedef void (*SessionFixtureStep) (SessionFixture *self, gconstpointer user_data);

/* A test with a profile of its own, which @set_up makes: one of the two above. */
void session_fixture_add (const char *path, SessionFixtureStep set_up, SessionFixtureStep test);

/* Lets the main loop run until @is_done says so; a test's own time limit ends a wait that never
 * does. */
void session_fixture_wait (gboolean (*is_done) (gpointer user_data), gpointer user_data);

/* To be given away with a slot that holds NULL, and what waits until something is in it. */
void session_fixture_answered_cb (GObject *object, GAsyncResult *result, gpointer slot);
void session_fixture_await (GAsyncResult **slot);

/* A draft in the store, and as it is there now. */
void      session_fixture_save_draft (SessionFixture *self, KtgDraft *draft);
KtgDraft *session_fixture_load_draft (SessionFixture *self, const char *id);

/* A report that was filed, as it is there now. */
KtgReportHeld *session_fixture_load_report (SessionFixture *self, const char *id);

/* The first widget below @root of @type, whose title or label is @name (NULL: any). */
GtkWidget *session_fixture_find (GtkWidget *root, GType type, const char *name);
/* Whether a label in it says so. */
gboolean session_fixture_has_words (GtkWidget *root, const char *words);
/* Whether this key does something in it, "F1". */
gboolean session_fixture_has_key (GtkWidget *widget, const char *key);
void     session_fixture_await_words (GtkWidget *root, const char *words);

G_END_DECLS
