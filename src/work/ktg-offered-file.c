/* ktg-offered-file.c - a file or a copied picture that is to become evidence
 *
 * What is copied exists in memory only: it is never a file before it is sealed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-offered-file.h"

#include <ktg-plain-text.h>

#define MAX_NAME_BYTES 255

struct _KtgOfferedFile
{
  GObject parent_instance;

  GFile  *file;
  GBytes *bytes;
  char   *name; /* safe to be shown */
};

G_DEFINE_FINAL_TYPE (KtgOfferedFile, ktg_offered_file, G_TYPE_OBJECT)

static void
ktg_offered_file_finalize (GObject *object)
{
  KtgOfferedFile *self = KTG_OFFERED_FILE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (ktg_offered_file_parent_class)->finalize (object);
}

static void
ktg_offered_file_class_init (KtgOfferedFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_offered_file_finalize;
}

static void
ktg_offered_file_init (KtgOfferedFile *self)
{
}

/**
 * ktg_offered_file_new:
 * @file: what the officer chose or dropped
 *
 * Returns: (transfer full): the offer
 */
KtgOfferedFile *
ktg_offered_file_new (GFile *file)
{
  KtgOfferedFile  *self = g_object_new (KTG_TYPE_OFFERED_FILE, NULL);
  g_autofree char *base = g_file_get_basename (file);

  self->file = g_object_ref (file);
  self->name = base != NULL ? ktg_plain_base_name (base, MAX_NAME_BYTES) : NULL;
  return self;
}

/**
 * ktg_offered_file_new_for_bytes:
 * @bytes: what was copied
 * @name: how it is called
 *
 * Returns: (transfer full): the offer
 */
KtgOfferedFile *
ktg_offered_file_new_for_bytes (GBytes *bytes, const char *name)
{
  KtgOfferedFile *self = g_object_new (KTG_TYPE_OFFERED_FILE, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  return self;
}

/**
 * ktg_offered_file_get_file:
 * @self: an offer
 *
 * Returns: (transfer none) (nullable): the file; %NULL where there are bytes
 */
GFile *
ktg_offered_file_get_file (KtgOfferedFile *self)
{
  return self->file;
}

/**
 * ktg_offered_file_get_bytes:
 * @self: an offer
 *
 * Returns: (transfer none) (nullable): what was copied; %NULL where there is a file
 */
GBytes *
ktg_offered_file_get_bytes (KtgOfferedFile *self)
{
  return self->bytes;
}

/**
 * ktg_offered_file_get_name:
 * @self: an offer
 *
 * Returns: its name, safe to be shown; "" where nothing of it is
 */
const char *
ktg_offered_file_get_name (KtgOfferedFile *self)
{
  return self->name != NULL ? self->name : "";
}
