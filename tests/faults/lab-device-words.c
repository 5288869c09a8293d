/* lab-device-words.c - what the lab's device writes: everything follows from its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lab-device-words.h"

#include <ktg-gzip.h>
#include <ktg-pack-parcel.h>
#include <ktg-sha256.h>
#include <string.h>

/* An original is longer than a sealed piece, a preview fits in one. */
static gsize
get_size (const char *name)
{
  return g_str_has_prefix (name, "preview") ? 3000 : 70000 + 7 * strlen (name);
}

/* The same name gives the same bytes. */
char *
lab_dup_file (const char *name)
{
  gsize   n_bytes = get_size (name);
  GRand  *random = g_rand_new_with_seed (g_str_hash (name));
  char   *text = g_malloc (n_bytes + 1);
  guint32 bits = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      bits = i % 4 == 0 ? g_rand_int (random) : bits >> 8;
      text[i] = (char)(bits | 1);
    }
  text[n_bytes] = '\0';
  g_rand_free (random);
  return text;
}

char *
lab_dup_amendment_id (const char *id)
{
  return g_strconcat ("8", id + 1, NULL);
}

char *
lab_dup_hash (const char *name)
{
  static GHashTable *known = NULL;
  char              *hash;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  hash = g_hash_table_lookup (known, name);
  if (hash == NULL)
    {
      g_autofree char *text = lab_dup_file (name);

      hash = ktg_sha256_of ((const guint8 *)text, strlen (text));
      g_hash_table_insert (known, g_strdup (name), hash);
    }

  return g_strdup (hash);
}

KtgReport *
lab_make_report (const char *id, guint version, const char *const *names)
{
  g_autoptr (GString) account = g_string_new (NULL);
  g_autoptr (GPtrArray) evidence = g_ptr_array_new_with_free_func (g_free);
  KtgReport *report;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (account, "%s, version %u, line %u of what was seen. ", id, version, i);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (evidence, lab_dup_hash (names[i]));
  g_ptr_array_add (evidence, NULL);
  report = ktg_store_device_new_report (account->str, (const char *const *)evidence->pdata);
  for (guint i = 0; i < report->evidence->len; i++)
    {
      KtgEvidence *file = report->evidence->pdata[i];

      file->size_bytes = get_size (names[2 * i]);
      file->preview_size_bytes = get_size (names[2 * i + 1]);
    }
  return report;
}

static const char *const no_names[] = { NULL };
static const char *const delivered_names[] = { "delivered", "preview delivered", NULL };
static const char *const owed_names[] = { "owed", "preview owed", NULL };
static const char *const attached_names[] = { "attached", "preview attached", NULL };
static const char *const filed_names[] = { "filed", "preview filed", NULL };

/* Every other report names two files of its own; a draft names none. */
static const char *const *
get_own_names (const char *id)
{
  static GHashTable *known = NULL;
  char             **names;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);

  names = g_hash_table_lookup (known, id);
  if (names == NULL)
    {
      names = g_new0 (char *, 3);
      names[0] = g_strconcat ("file of ", id, NULL);
      names[1] = g_strconcat ("preview of ", id, NULL);
      g_hash_table_insert (known, g_strdup (id), names);
    }

  return (const char *const *)names;
}

const char *const *
lab_get_names (const char *id, guint version)
{
  if (g_str_equal (id, LAB_DELIVERED))
    return delivered_names;
  if (g_str_equal (id, LAB_OWED))
    return owed_names;
  if (g_str_equal (id, LAB_FILED))
    return filed_names;
  if (g_str_equal (id, LAB_DRAFT) && version >= 3)
    return attached_names;
  if (g_str_has_prefix (id, "6"))
    return get_own_names (id);

  return no_names;
}

static void
owed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

char *
lab_dup_pack_folder (KtgStoreDevice *device)
{
  return g_build_filename (device->profile, "packs", NULL);
}

/* Longer than a page. */
static GBytes *
lab_dup_pack (const KtgPackNotice *notice)
{
  g_autofree char *words = g_strnfill (9000, 'a');
  char            *text
      = g_strdup_printf ("{\"format\":1,\"pack\":\"%s\",\"version\":\"%s\",\"verified\":false,"
                         "\"title\":{\"id\":\"Aturan\",\"en\":\"Rules\"},\"words\":\"%s\"}",
                         notice->name,
                         notice->version,
                         words);

  return g_bytes_new_take (text, strlen (text));
}

/* To a device that knows no root nobody needs to have published it. */
GBytes *
lab_dup_parcel (const KtgPackNotice *notice)
{
  g_autoptr (GBytes) content = lab_dup_pack (notice);

  return ktg_pack_parcel_write (NULL, content);
}

GBytes *
lab_dup_packed (const KtgPackNotice *notice)
{
  g_autoptr (GBytes) parcel = lab_dup_parcel (notice);

  return ktg_gzip_pack_always (parcel, 0); /* longer than a page, too */
}

KtgPackNotice *
lab_make_pack_notice (const char *version)
{
  KtgPackNotice *notice = ktg_pack_notice_new ("rules", version, NULL);
  g_autoptr (GBytes) content = lab_dup_pack (notice);

  notice->sha256 = ktg_sha256_of_bytes (content);
  return notice;
}

KtgOwed *
lab_load_owed (KtgStoreDevice *device, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_load_owed_async (device->store, NULL, owed_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ktg_store_load_owed_finish (device->store, result, error);
}
