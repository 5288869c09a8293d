/* ktg-view-file.c - what the windows remember between two starts
 *
 * The chosen filter, the size of the window, the language, the folder that evidence was chosen
 * from: nothing that a report says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-view-file.h"

#define GROUP "view"

struct _KtgViewFile
{
  GObject parent_instance;

  char     *path;
  GKeyFile *key_file;
};

G_DEFINE_FINAL_TYPE (KtgViewFile, ktg_view_file, G_TYPE_OBJECT)

static void
ktg_view_file_finalize (GObject *object)
{
  KtgViewFile *self = KTG_VIEW_FILE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->key_file, g_key_file_unref);

  G_OBJECT_CLASS (ktg_view_file_parent_class)->finalize (object);
}

static void
ktg_view_file_class_init (KtgViewFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_view_file_finalize;
}

static void
ktg_view_file_init (KtgViewFile *self)
{
  self->key_file = g_key_file_new ();
}

/**
 * ktg_view_file_new:
 * @path: the file; it need not exist
 *
 * A file that cannot be read is as good as none: nothing in it is worth stopping for.
 *
 * Returns: (transfer full): what was remembered
 */
KtgViewFile *
ktg_view_file_new (const char *path)
{
  KtgViewFile *self = g_object_new (KTG_TYPE_VIEW_FILE, NULL);

  self->path = g_strdup (path);
  g_key_file_load_from_file (self->key_file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);

  return self;
}

/**
 * ktg_view_file_dup:
 * @self: a view file
 * @key: what to recall
 *
 * Returns: (nullable) (transfer full): its value
 */
char *
ktg_view_file_dup (KtgViewFile *self, const char *key)
{
  return g_key_file_get_string (self->key_file, GROUP, key, NULL);
}

/**
 * ktg_view_file_set:
 * @self: a view file
 * @key: what to remember
 * @value: its value
 *
 * Written at once; a failure costs a habit, no data.
 */
void
ktg_view_file_set (KtgViewFile *self, const char *key, const char *value)
{
  g_autofree char *old = ktg_view_file_dup (self, key);

  if (g_strcmp0 (old, value) == 0)
    return;

  g_key_file_set_string (self->key_file, GROUP, key, value);
  g_key_file_save_to_file (self->key_file, self->path, NULL);
}
