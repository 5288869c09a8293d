/* ktg-application.c - the app: one profile, one window
 *
 * It opens the profile behind the first frame and closes it after the last. A second start raises
 * the window that is there; a profile named on the command line is an app of its own, and the
 * profile's lock sees to the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-application.h"

#include "ktg-errands.h"
#include "ktg-going-on.h"
#include "ktg-notifier.h"
#include "ktg-outside-opener.h"
#include "ktg-recent-files.h"
#include "ktg-thrift.h"
#include "ktg-wakening.h"
#include "ktg-window.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-practice-server.h>
#include <ktg-report-link.h>
#include <ktg-sentences.h>

#include <string.h>

#define LINK KTG_REPORT_LINK_SCHEME ":"
#define STARTED_MS 3000 /* by then what is read at a start is read */

struct _KtgApplication
{
  AdwApplication parent_instance;

  const KtgSyncWorld *world;
  char               *profile;
  char               *ktg_path;
  char               *packs_folder;
  char               *regions_path;
  char               *locale_folder;
  KtgViewFile        *view_file;
  KtgSession         *session;
  KtgPracticeServer  *practice; /* NULL: these reports are real */
  KtgNotifier        *notifier; /* and these two are there where they are */
  KtgGoingOn         *going_on;
  KtgErrands         *errands;
  gboolean            is_practice;
  gboolean            is_opening;
};

G_DEFINE_FINAL_TYPE (KtgApplication, ktg_application, ADW_TYPE_APPLICATION)

static KtgWindow *
get_window (KtgApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (KTG_IS_WINDOW (link->data))
        return link->data;
    }

  return NULL;
}

static void
show_failure (KtgApplication *self, const GError *error)
{
  g_autofree char *sentence = ktg_sentences_dup_error (error);
  KtgWindow       *window = get_window (self);

  g_warning ("the profile was not opened: %s", error->message);

  if (window != NULL)
    ktg_window_show_failure (window, sentence);
}

/* The first frame does not wait for the packs. */
static gboolean
use_packs_cb (gpointer user_data)
{
  KtgSession *session = user_data;
  KtgStore   *store = ktg_session_get_store (session);
  KtgMoment   now = ktg_session_now (session);

  ktg_session_use_packs (session);
  ktg_store_tell_custody_async (store, &now, NULL, NULL);
  ktg_session_watch_midnight (session);
  return G_SOURCE_REMOVE;
}

/* Who searches drafts goes by the new words, too. */
static void
packs_changed_cb (KtgLibrary *library, gpointer store)
{
  ktg_store_use_pack_async (store, ktg_library_get_pack (library), NULL, NULL);
}

/* What came since the program was installed lies beside the list of regions that was imported. */
static void
use_pack_folder (KtgApplication *self, KtgStore *store, KtgLibrary *library)
{
  g_autofree char *shared = g_path_get_dirname (self->regions_path);
  g_autofree char *received = g_build_filename (shared, "packs", NULL);
  g_autoptr (KtgPackFolder) packs = ktg_pack_folder_new (self->packs_folder, received);
  KtgMoment now = self->world->now ();

  ktg_library_set_today (library, &now);
  ktg_library_use_pack_folder (library, packs);
  ktg_store_use_pack_folder (store, packs);
  g_signal_connect_object (library, "changed", G_CALLBACK (packs_changed_cb), store, 0);
}

static void
started_cb (gpointer user_data)
{
  ktg_thrift_give_back ();
}

static void
begin_practice (KtgApplication *self, KtgStore *store)
{
  self->practice = ktg_practice_server_new (store, self->world);
  ktg_practice_server_start (self->practice);
}

/* Of what is real its officer is told, and it is sent with the window closed, too. */
static void
begin_work (KtgApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);

  self->notifier = ktg_notifier_new (application, self->session);
  self->going_on = ktg_going_on_new (application, self->session);
}

static void
show_session (KtgApplication *self, KtgWindow *window)
{
  ktg_window_show (window, self->session);
  ktg_errands_use (self->errands, window);
}

static void
start_session (KtgApplication *self, KtgStore *store)
{
  g_autoptr (KtgSync) sync = ktg_sync_new (KTG_PARTY (store), self->world);
  g_autoptr (KtgLibrary) library = ktg_library_new (self->packs_folder, self->regions_path);
  KtgWindow *window = get_window (self);

  use_pack_folder (self, store, library);
  self->session = ktg_session_new (store, sync, library, self->view_file, self->world);
  ktg_sync_start (sync);
  ktg_wakening_watch (sync);
  if (ktg_account_is_practice (ktg_store_get_account (store)))
    begin_practice (self, store);
  else
    begin_work (self);
  g_idle_add_full (G_PRIORITY_LOW, use_packs_cb, g_object_ref (self->session), g_object_unref);

  g_timeout_add_once (STARTED_MS, started_cb, NULL);

  if (window != NULL)
    show_session (self, window);
}

static void
store_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgStore) store = ktg_store_open_finish (result, &error);

  self->is_opening = FALSE;

  if (store == NULL)
    show_failure (self, error);
  else
    start_session (self, store);

  g_application_release (G_APPLICATION (self));
}

static void
open_profile (KtgApplication *self)
{
  KtgMoment now = self->world->now ();

  ktg_store_open_async (self->profile, now.wall_us, store_opened_cb, g_object_ref (self));
}

static void
practice_made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error))
    g_warning ("practice was not made: %s", error->message);

  open_profile (self);
}

/* What is invented is filed by `ktg`, one report after the other. */
static void
make_practice (KtgApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) making = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                                     &error,
                                                     self->ktg_path,
                                                     "--profile",
                                                     self->profile,
                                                     "practice",
                                                     NULL);

  if (making != NULL)
    {
      g_subprocess_wait_check_async (making, NULL, practice_made_cb, g_object_ref (self));
      return;
    }

  g_warning ("practice was not made: %s", error->message);
  open_profile (self);
}

static void
open_store (KtgApplication *self)
{
  if (self->is_opening || self->session != NULL)
    return;

  self->is_opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  if (self->is_practice && !g_file_test (self->profile, G_FILE_TEST_EXISTS))
    make_practice (self);
  else
    open_profile (self);
}

static void
reopen_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_store (user_data);
}

/* An app of its own, so that nobody mistakes the one for the other; a second start raises it. */
static void
practice_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) started
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--practice", NULL);

  if (started == NULL)
    g_warning ("practice was not started: %s", error->message);
}

/* The window ends after its last words. */
static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KtgApplication *self = user_data;
  KtgWindow      *window;

  if (self->going_on != NULL)
    ktg_going_on_leave (self->going_on);

  window = get_window (self);
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static void
want (KtgApplication *self, const char *action, GVariant *target)
{
  g_application_activate (G_APPLICATION (self));
  ktg_errands_add (self->errands, action, target);
}

static void
show_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
}

static void
open_report_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  want (user_data, "win.open", parameter);
}

static void
new_report_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  want (user_data, "win.new-report", NULL);
}

static void
queue_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  want (user_data, "win.queue", NULL);
}

static void
store_closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *is_closed = user_data;

  if (!ktg_store_close_finish (KTG_STORE (object), result, &error))
    g_warning ("the profile was not closed well: %s", error->message);

  *is_closed = TRUE;
}

/* What was typed last is being written: the program ends after it. */
static void
close_session (KtgApplication *self)
{
  g_autoptr (KtgSession) session = g_steal_pointer (&self->session);
  gboolean is_closed = FALSE;

  if (session == NULL)
    return;

  g_clear_object (&self->practice);
  g_clear_object (&self->notifier);
  g_clear_object (&self->going_on);
  ktg_sync_stop (ktg_session_get_sync (session));
  ktg_store_close_async (ktg_session_get_store (session), store_closed_cb, &is_closed);

  while (!is_closed)
    g_main_context_iteration (NULL, TRUE);
}

/* The app that runs does it, or this one once it does. */
static void
do_asked (KtgApplication *self, GVariantDict *options)
{
  static const char *const asked[] = { "new-report", "queue" };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_variant_dict_contains (options, asked[i])
        && g_application_register (G_APPLICATION (self), NULL, NULL))
      g_action_group_activate_action (G_ACTION_GROUP (self), asked[i], NULL);
}

/* The app that runs is told of what is opened by a bus that takes no broken letters; a link with
 * them names nothing. */
static gboolean
ktg_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  for (char **argument = *arguments; *argument != NULL; argument++)
    if (g_ascii_strncasecmp (*argument, LINK, strlen (LINK)) == 0
        && !g_utf8_validate (*argument, -1, NULL))
      {
        g_free (*argument);
        *argument = g_strdup (LINK);
      }

  return G_APPLICATION_CLASS (ktg_application_parent_class)
      ->local_command_line (application, arguments, status);
}

static int
ktg_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KtgApplication *self = KTG_APPLICATION (application);
  char           *profile = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("kentongan %s\n", VERSION);
      return 0;
    }

  self->is_practice = g_variant_dict_contains (options, "practice");
  if (self->is_practice)
    {
      g_application_set_application_id (application, APPLICATION_ID ".Practice");
      g_free (self->profile);
      self->profile = NULL;
    }

  if (g_variant_dict_lookup (options, "profile", "^ay", &profile))
    {
      g_free (self->profile);
      self->profile = profile;
    }

  if (self->profile != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  else
    self->profile = g_build_filename (g_get_user_data_dir (),
                                      self->is_practice ? "kentongan-practice" : "kentongan",
                                      NULL);

  do_asked (self, options);
  return -1;
}

static void
choose_language (KtgApplication *self)
{
  g_autofree char *path = g_build_filename (self->profile, "view.ini", NULL);
  g_autofree char *language = NULL;

  self->view_file = ktg_view_file_new (path);
  language = ktg_view_file_dup (self->view_file, "language");
  gtk_disable_setlocale ();
  ktg_language_choose (language, self->locale_folder);
}

static void
set_accelerator (KtgApplication *self, const char *action, const char *accelerator)
{
  const char *accelerators[] = { accelerator, NULL };

  gtk_application_set_accels_for_action (GTK_APPLICATION (self), action, accelerators);
}

static void
ktg_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "reopen", .activate = reopen_activated_cb },
    { .name = "practice", .activate = practice_activated_cb },
    { .name = "quit", .activate = quit_activated_cb },
    { .name = "show", .activate = show_activated_cb },
    { .name = "open-report", .activate = open_report_activated_cb, .parameter_type = "s" },
    { .name = "new-report", .activate = new_report_activated_cb },
    { .name = "queue", .activate = queue_activated_cb },
  };
  KtgApplication *self = KTG_APPLICATION (application);

  choose_language (self);
  G_APPLICATION_CLASS (ktg_application_parent_class)->startup (application);
  ktg_recent_files_leave_alone ();
  ktg_outside_opener_sweep ();

  g_set_application_name ("Kentongan");
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accelerator (self, "app.quit", "<Control>q");
  set_accelerator (self, "win.new-report", "<Control>n");
  set_accelerator (self, "win.new-with('like:')", "<Control><Shift>n");
  set_accelerator (self, "win.search", "<Control>f");
  set_accelerator (self, "win.sync", "<Control>s");
  set_accelerator (self, "win.look-up('recap')", "<Control>r");
  set_accelerator (self, "win.look-up('calendar')", "<Control>k");
  set_accelerator (self, "win.preferences", "<Control>comma");
  set_accelerator (self, "win.shortcuts", "<Control>question");
  set_accelerator (self, "win.look-up('library')", "<Control>l");
  set_accelerator (self, "win.help", "F1");
}

static void
ktg_application_activate (GApplication *application)
{
  KtgApplication *self = KTG_APPLICATION (application);
  KtgWindow      *window = get_window (self);

  if (window == NULL)
    {
      window = ktg_window_new (GTK_APPLICATION (self));
      if (self->session != NULL)
        show_session (self, window);
    }

  gtk_window_present (GTK_WINDOW (window));
  open_store (self);
}

static void
ktg_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_application_activate (application);
  ktg_errands_open (KTG_APPLICATION (application)->errands, files, (guint)n_files);
}

static void
ktg_application_shutdown (GApplication *application)
{
  close_session (KTG_APPLICATION (application));
  ktg_outside_opener_sweep ();

  G_APPLICATION_CLASS (ktg_application_parent_class)->shutdown (application);
}

static void
ktg_application_finalize (GObject *object)
{
  KtgApplication *self = KTG_APPLICATION (object);

  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->ktg_path, g_free);
  g_clear_pointer (&self->packs_folder, g_free);
  g_clear_pointer (&self->regions_path, g_free);
  g_clear_pointer (&self->locale_folder, g_free);
  g_clear_object (&self->errands);
  g_clear_object (&self->view_file);

  G_OBJECT_CLASS (ktg_application_parent_class)->finalize (object);
}

static void
ktg_application_class_init (KtgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_application_finalize;
  application_class->local_command_line = ktg_application_local_command_line;
  application_class->handle_local_options = ktg_application_handle_local_options;
  application_class->startup = ktg_application_startup;
  application_class->activate = ktg_application_activate;
  application_class->open = ktg_application_open;
  application_class->shutdown = ktg_application_shutdown;
}

static void
ktg_application_init (KtgApplication *self)
{
  static const GOptionEntry options[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL, "Keep reports in this folder", "DIR" },
    { "practice",
      0,
      0,
      G_OPTION_ARG_NONE,
      NULL,
      "Train on invented reports; nothing is sent",
      NULL },
    { "new-report", 0, 0, G_OPTION_ARG_NONE, NULL, "Begin a report", NULL },
    { "queue", 0, 0, G_OPTION_ARG_NONE, NULL, "Show what waits to be sent", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, "Say the version", NULL },
    { NULL },
  };

  self->errands = ktg_errands_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            "Field reports that survive bad links and power cuts. "
                                            "“ktg” does the same from a terminal.");
}

/**
 * ktg_application_new:
 * @world: static clocks and chance
 * @profile: (nullable): the folder of reports; %NULL for the user's own
 * @packs_folder: where the data packs are
 * @regions_path: where an imported list of regions is, if there is one
 * @locale_folder: where the translations are
 * @ktg_path: the same program for a terminal, which makes what is practised on
 *
 * Returns: (transfer full): the app
 */
KtgApplication *
ktg_application_new (const KtgSyncWorld *world,
                     const char         *profile,
                     const char         *packs_folder,
                     const char         *regions_path,
                     const char         *locale_folder,
                     const char         *ktg_path)
{
  KtgApplication *self = g_object_new (KTG_TYPE_APPLICATION,
                                       "application-id",
                                       APPLICATION_ID,
                                       "flags",
                                       G_APPLICATION_HANDLES_OPEN,
                                       "resource-base-path",
                                       "/id/kentongan/Kentongan",
                                       NULL);

  self->world = world;
  self->profile = g_strdup (profile);
  self->packs_folder = g_strdup (packs_folder);
  self->regions_path = g_strdup (regions_path);
  self->locale_folder = g_strdup (locale_folder);
  self->ktg_path = g_strdup (ktg_path);

  return self;
}
