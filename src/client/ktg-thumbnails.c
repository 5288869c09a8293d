/* ktg-thumbnails.c - small pictures of evidence, decoded as they are looked at
 *
 * One picture at a time is read and decoded, away from the main loop; the last forty that were
 * looked at are kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-thumbnails.h"

#include "ktg-raster-texture.h"

#define MAX_KEPT 40
#define MAX_KEPT_SIDE 256 /* what is shown large is not looked at by the dozen */

struct _KtgThumbnails
{
  GObject parent_instance;

  KtgStore   *store;
  GHashTable *textures; /* key → GdkTexture */
  GQueue      keys;     /* of textures, last looked at first; owned by the table */
  GQueue      waiting;  /* GTask */
  gboolean    is_busy;
};

typedef struct
{
  char         *sha256;
  char         *key;  /* by which it is kept; NULL: it is not */
  KtgRasterPart part; /* has no width: the whole picture */
  int           max_width, max_height;
} Wanted;

G_DEFINE_FINAL_TYPE (KtgThumbnails, ktg_thumbnails, G_TYPE_OBJECT)

static void load_next (KtgThumbnails *self);

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->sha256);
  g_free (wanted->key);
  g_free (wanted);
}

static Wanted *
wanted_new (const char *sha256, int max_width, int max_height)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->sha256 = g_strdup (sha256);
  wanted->max_width = max_width;
  wanted->max_height = max_height;

  return wanted;
}

static Wanted *
wanted_new_whole (const char *sha256, int longest_side)
{
  Wanted *wanted = wanted_new (sha256, longest_side, longest_side);

  if (longest_side <= MAX_KEPT_SIDE)
    wanted->key = g_strdup_printf ("%s %d", sha256, longest_side);

  return wanted;
}

static Wanted *
wanted_new_part (const char *sha256, const KtgRasterPart *part, int max_width)
{
  gint64  max_height = (gint64)max_width * part->height / part->width + 1;
  Wanted *wanted = wanted_new (sha256, max_width, (int)max_height);

  wanted->part = *part;
  return wanted;
}

static GdkTexture *
look_up (KtgThumbnails *self, const char *key)
{
  gpointer stored_key = NULL;
  gpointer texture = NULL;

  if (key == NULL || !g_hash_table_lookup_extended (self->textures, key, &stored_key, &texture))
    return NULL;

  g_queue_remove (&self->keys, stored_key);
  g_queue_push_head (&self->keys, stored_key);

  return g_object_ref (texture);
}

static void
keep (KtgThumbnails *self, const char *key, GdkTexture *texture)
{
  char *stored_key;

  if (g_hash_table_contains (self->textures, key))
    return;

  if (self->keys.length >= MAX_KEPT)
    g_hash_table_remove (self->textures, g_queue_pop_tail (&self->keys));

  stored_key = g_strdup (key);
  g_hash_table_insert (self->textures, stored_key, g_object_ref (texture));
  g_queue_push_head (&self->keys, stored_key);
}

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgRaster) raster = ktg_raster_decode_finish (result, &error);
  KtgThumbnails *self = g_task_get_source_object (waiting);
  Wanted        *wanted = g_task_get_task_data (waiting);

  self->is_busy = FALSE;

  if (raster == NULL)
    g_task_return_error (waiting, g_steal_pointer (&error));
  else
    {
      g_autoptr (GdkTexture) texture = ktg_raster_texture_new (raster);

      if (wanted->key != NULL)
        keep (self, wanted->key, texture);
      g_task_return_pointer (waiting, g_steal_pointer (&texture), g_object_unref);
    }

  load_next (self);
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) waiting = user_data;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  KtgThumbnails *self = g_task_get_source_object (waiting);
  Wanted        *wanted = g_task_get_task_data (waiting);

  stream = ktg_store_open_file_finish (KTG_STORE (object), result, &error);
  if (stream == NULL)
    {
      self->is_busy = FALSE;
      g_task_return_error (waiting, g_steal_pointer (&error));
      load_next (self);
      return;
    }

  ktg_raster_decode_async (stream,
                           wanted->part.width > 0 ? &wanted->part : NULL,
                           wanted->max_width,
                           wanted->max_height,
                           g_task_get_cancellable (waiting),
                           decoded_cb,
                           g_object_ref (waiting));
}

static void
load_next (KtgThumbnails *self)
{
  g_autoptr (GTask) task = NULL;
  Wanted     *wanted;
  GdkTexture *texture;

  if (self->is_busy || (task = g_queue_pop_head (&self->waiting)) == NULL)
    return;

  wanted = g_task_get_task_data (task);
  texture = look_up (self, wanted->key);

  if (texture != NULL || g_task_return_error_if_cancelled (task))
    {
      if (texture != NULL)
        g_task_return_pointer (task, texture, g_object_unref);

      load_next (self);
      return;
    }

  self->is_busy = TRUE;
  ktg_store_open_file_async (self->store,
                             wanted->sha256,
                             0,
                             g_task_get_cancellable (task),
                             file_opened_cb,
                             g_object_ref (task));
}

static void
ktg_thumbnails_finalize (GObject *object)
{
  KtgThumbnails *self = KTG_THUMBNAILS (object);

  g_queue_clear (&self->keys);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ktg_thumbnails_parent_class)->finalize (object);
}

static void
ktg_thumbnails_class_init (KtgThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_thumbnails_finalize;
}

static void
ktg_thumbnails_init (KtgThumbnails *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->keys);
  g_queue_init (&self->waiting);
}

/**
 * ktg_thumbnails_new:
 * @store: where the files are
 *
 * Returns: (transfer full): an empty collection
 */
KtgThumbnails *
ktg_thumbnails_new (KtgStore *store)
{
  KtgThumbnails *self = g_object_new (KTG_TYPE_THUMBNAILS, NULL);

  self->store = g_object_ref (store);
  return self;
}

/* Takes @wanted and @task. */
static void
want (KtgThumbnails *self, Wanted *wanted, GTask *task)
{
  g_task_set_task_data (task, wanted, (GDestroyNotify)wanted_free);
  g_queue_push_tail (&self->waiting, task);
  load_next (self);
}

/**
 * ktg_thumbnails_load_async:
 * @self: thumbnails
 * @sha256: a preview or an original
 * @longest_side: in pixels; it is decoded no larger
 * @cancellable: (nullable): when nobody looks any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Pictures are loaded in the order asked for, one at a time.
 */
void
ktg_thumbnails_load_async (KtgThumbnails      *self,
                           const char         *sha256,
                           int                 longest_side,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  want (self,
        wanted_new_whole (sha256, longest_side),
        g_task_new (self, cancellable, callback, user_data));
}

/**
 * ktg_thumbnails_load_part_async:
 * @self: thumbnails
 * @sha256: an original
 * @part: of the picture, in its own pixels, the way up it was seen
 * @max_width: in pixels; it is decoded no wider
 * @cancellable: (nullable): when nobody looks any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * As ktg_thumbnails_load_async(), for who looks closely.
 */
void
ktg_thumbnails_load_part_async (KtgThumbnails       *self,
                                const char          *sha256,
                                const KtgRasterPart *part,
                                int                  max_width,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  want (self,
        wanted_new_part (sha256, part, max_width),
        g_task_new (self, cancellable, callback, user_data));
}

/**
 * ktg_thumbnails_load_finish:
 * @self: thumbnails
 * @result: given to the callback
 * @error: of the store or photo room
 *
 * Returns: (nullable) (transfer full): the picture
 */
GdkTexture *
ktg_thumbnails_load_finish (KtgThumbnails *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
