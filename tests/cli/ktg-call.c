/* ktg-call.c - the real ktg, called as a person or a script would
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <glib/gstdio.h>
#include <ktg-picture-maker.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

/* In the child: a disk that takes no more looks like this to a write. */
static void
limit_files (gpointer data)
{
  const KtgPost *post = data;
  struct rlimit  limit = { post->max_file_bytes, post->max_file_bytes };

  if (post->max_file_bytes == 0)
    return;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

static GSubprocess *
start (KtgPost *self, va_list words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = NULL;
  const char  *word = NULL;

  g_ptr_array_add (argv, (gpointer)g_getenv ("KTG"));
  g_ptr_array_add (argv, (gpointer) "--profile");
  g_ptr_array_add (argv, self->profile);

  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer)word);

  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  if (self->zone != NULL)
    g_subprocess_launcher_setenv (launcher, "TZ", self->zone, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, limit_files, self, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static KtgCall *
call_with (KtgPost *self, va_list words)
{
  g_autoptr (GSubprocess) process = start (self, words);
  g_autoptr (GError) error = NULL;
  KtgCall *made = g_new0 (KtgCall, 1);

  g_subprocess_communicate_utf8 (process, NULL, NULL, &made->out, &made->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  made->exit = g_subprocess_get_exit_status (process);
  return made;
}

KtgPost *
ktg_post_new (void)
{
  KtgPost *self = g_new0 (KtgPost, 1);

  g_assert_nonnull (g_getenv ("KTG"));
  self->folder = g_dir_make_tmp ("ktg-cli-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->profile = g_build_filename (self->folder, "profile", NULL);
  return self;
}

void
ktg_post_free (KtgPost *self)
{
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->profile);
  g_free (self);
}

char *
ktg_post_write (KtgPost *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
add_to_fingerprint (const char *path, GPtrArray *lines)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  g_autofree char *sum = NULL;
  gsize            size_bytes = 0;
  const char      *name = NULL;

  if (dir == NULL && g_file_get_contents (path, &text, &size_bytes, NULL))
    {
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)text, size_bytes);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s", sum, path));
    }

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      add_to_fingerprint (child, lines);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

char *
ktg_post_dup_fingerprint (KtgPost *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  add_to_fingerprint (self->folder, lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

void
ktg_post_copy_profile (KtgPost *self, const char *from, const char *to)
{
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "cp", "-a", from, to, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

GSubprocess *
ktg_post_start (KtgPost *self, ...)
{
  GSubprocess *process = NULL;
  va_list      words;

  va_start (words, self);
  process = start (self, words);
  va_end (words);
  return process;
}

KtgCall *
ktg_post_call (KtgPost *self, ...)
{
  KtgCall *made = NULL;
  va_list  words;

  va_start (words, self);
  made = call_with (self, words);
  va_end (words);
  return made;
}

char *
ktg_post_ask (KtgPost *self, ...)
{
  g_autoptr (KtgCall) made = NULL;
  va_list words;

  va_start (words, self);
  made = call_with (self, words);
  va_end (words);

  if (made->exit != 0)
    g_error ("ktg: exit %d: %s", made->exit, made->err);

  return g_strchomp (g_steal_pointer (&made->out));
}

void
ktg_call_free (KtgCall *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

char *
ktg_post_file (KtgPost *self, const char *photo)
{
  g_autofree char *body = g_test_build_filename (G_TEST_DIST, "data", "report-minimal.json", NULL);

  return photo != NULL ? ktg_post_ask (self, "file", body, "--photo", photo, NULL)
                       : ktg_post_ask (self, "file", body, NULL);
}

char *
ktg_post_paint (KtgPost *self, const char *name)
{
  KtgPictureSpec spec = { .format = KTG_PICTURE_JPEG,
                          .width = 800,
                          .height = 600,
                          .has_noise = TRUE,
                          .taken = "2024:11:12 19:31:02" };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
  g_autoptr (GFile) file = ktg_picture_write (self->folder, name, bytes);

  return g_file_get_path (file);
}

JsonNode *
ktg_call_parse (const KtgCall *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (self->out, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  return root;
}

static JsonNode *
ask_status (KtgPost *self)
{
  g_autoptr (KtgCall) status = ktg_post_call (self, "status", "--json", NULL);

  g_assert_cmpint (status->exit, ==, 0);
  return ktg_call_parse (status);
}

gint64
ktg_post_count (KtgPost *self, const char *key)
{
  g_autoptr (JsonNode) root = ask_status (self);

  return json_object_get_int_member (json_node_get_object (root), key);
}

char *
ktg_post_dup_words (KtgPost *self)
{
  g_autoptr (JsonNode) root = ask_status (self);

  return g_strdup (json_object_get_string_member (json_node_get_object (root), "words"));
}
