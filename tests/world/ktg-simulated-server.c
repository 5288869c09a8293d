/* ktg-simulated-server.c - the server's rules over a simulated disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-server.h"

#include "ktg-simulated-onward.h"

#include <string.h>

#define STEPS_FROM (G_GUINT64_CONSTANT (1) << 40)
#define SEQS (1 << 20)

static KtgSimulatedFolder *
folder_new (void)
{
  KtgSimulatedFolder *self = g_new0 (KtgSimulatedFolder, 1);

  self->log = g_array_new (FALSE, FALSE, sizeof (KtgLogEntry));
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lives = g_array_new (FALSE, FALSE, sizeof (KtgSimulatedLife));
  self->lists = ktg_simulated_lists_new ();
  self->letters = g_array_new (FALSE, FALSE, sizeof (KtgSimulatedLetter));
  return self;
}

static void
folder_free (KtgSimulatedFolder *self)
{
  g_array_unref (self->log);
  g_array_unref (self->lives);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->lists);
  g_array_unref (self->letters);
  ktg_simulated_store_free (self->onward);
  g_free (self);
}

KtgSimulatedServer *
ktg_simulated_server_new (guint32 seed, KtgRule left_out)
{
  KtgSimulatedServer *self = g_new0 (KtgSimulatedServer, 1);

  self->folder = folder_new ();
  self->disk_chance = g_rand_new_with_seed (seed);
  self->left_out = left_out;
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ktg_simulated_server_start (self);

  return self;
}

void
ktg_simulated_server_free (KtgSimulatedServer *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->given);
  ktg_chain_free (self->chain);
  g_clear_pointer (&self->backup, folder_free);
  folder_free (self->folder);
  g_rand_free (self->disk_chance);
  g_free (self);
}

/* --- events --- */

guint64
ktg_simulated_server_number_event (guint author, guint seq)
{
  return (guint64)(author + 1) * SEQS + seq;
}

void
ktg_simulated_server_parse_number (guint64 number, guint *author, guint *seq)
{
  *author = (guint)(number / SEQS) - 1;
  *seq = (guint)(number % SEQS);
}

/* A process that begins knows what is in its folder. */
static void
read_chain (KtgSimulatedServer *self)
{
  if (self->roles == NULL)
    return;

  ktg_chain_free (self->chain);
  self->chain = ktg_simulated_roles_new_chain (self->roles);
  for (guint i = 0; i < self->folder->log->len; i++)
    {
      const KtgLogEntry *entry = &g_array_index (self->folder->log, KtgLogEntry, i);

      ktg_simulated_roles_hear (self->roles, self->chain, entry->author, entry->seq);
    }
}

void
ktg_simulated_server_set_roles (KtgSimulatedServer *self, KtgSimulatedRoles *roles)
{
  self->roles = roles;
  read_chain (self);
}

static void
tell_link (KtgSimulatedServer *self, const KtgListRow *row)
{
  if (self->roles == NULL || !ktg_simulated_roles_is_link (self->roles, row->author, row->seq))
    return;

  ktg_simulated_roles_hear (self->roles, self->chain, row->author, row->seq);
  if (self->onward == NULL || self->left_out != KTG_RULE_LINKS_PASSED_ON)
    ktg_simulated_lists_add (self->folder->lists, KTG_LIST_OF_LINKS, row);
}

/* The lists of a region and of each above it, and that of the whole country. */
static void
tell_offices (KtgSimulatedLists *lists, const char *region, const KtgListRow *row)
{
  g_autofree char *scope = g_strdup (region);
  char            *dot;

  ktg_simulated_lists_add (lists, KTG_LIST_OF_COUNTRY, row);
  while (*scope != '\0')
    {
      ktg_simulated_lists_add (lists, scope, row);
      dot = strrchr (scope, '.');
      *(dot != NULL ? dot : scope) = '\0';
    }
}

static void
tell (KtgSimulatedServer *self, const KtgLogEntry *entry)
{
  KtgSimulatedLists *lists = self->folder->lists;
  g_autofree char   *own = g_strdup_printf ("d:%u", entry->reader);
  const KtgListRow   row = { .index = self->folder->log->len,
                             .number = entry->number,
                             .author = entry->author,
                             .seq = entry->seq,
                             .told_us = entry->taken_us };

  self->n_told++;
  tell_link (self, &row);
  tell_offices (lists, entry->region, &row);
  if (entry->reader != entry->author)
    ktg_simulated_lists_add (lists, own, &row);
}

/* Devices are simulated one step at a time, so who comes later may be earlier by its clock; the
 * index is what orders. */
static void
add_entry (KtgSimulatedServer *self, KtgLogEntry entry)
{
  GArray *log = self->folder->log;

  if (log->len > 0)
    entry.taken_us = MAX (entry.taken_us, g_array_index (log, KtgLogEntry, log->len - 1).taken_us);
  g_array_append_val (log, entry);
  tell (self, &entry);
}

gboolean
ktg_simulated_server_take_event (KtgSimulatedServer *self, const char *id, KtgLogEntry entry)
{
  guint n = ktg_simulated_server_count_event (self, id);

  if (n > 0 && self->left_out != KTG_RULE_ONCE)
    return FALSE;

  g_hash_table_insert (self->folder->events, g_strdup (id), GUINT_TO_POINTER (n + 1));
  entry.number = ktg_simulated_server_number_event (entry.author, entry.seq);
  add_entry (self, entry);

  return TRUE;
}

gboolean
ktg_simulated_server_take_told (KtgSimulatedServer *self, KtgLogEntry entry)
{
  g_autofree char *id = ktg_simulated_store_dup_event_id (entry.author, entry.seq);

  if (entry.seq == 0)
    {
      g_free (id);
      id = ktg_simulated_lists_dup_id (entry.number);
    }
  if (ktg_simulated_server_count_event (self, id) > 0)
    return FALSE;

  g_hash_table_insert (self->folder->events, g_strdup (id), GUINT_TO_POINTER (1));
  add_entry (self, entry);
  return TRUE;
}

void
ktg_simulated_server_add_step (KtgSimulatedServer *self, const KtgLogEntry *about)
{
  KtgLogEntry entry = *about;

  entry.author = KTG_NOBODY;
  entry.seq = 0;
  entry.number = STEPS_FROM + ++self->n_steps;
  add_entry (self, entry);
}

guint
ktg_simulated_server_count_event (KtgSimulatedServer *self, const char *event_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->folder->events, event_id));
}

/* --- files --- */

KtgServerFile *
ktg_simulated_server_get_file (KtgSimulatedServer *self, guint device, const char *sha256)
{
  g_autofree char *name = g_strdup_printf ("%u-%s", device, sha256);
  KtgServerFile   *file = g_hash_table_lookup (self->folder->files, name);

  if (file == NULL)
    {
      file = g_new0 (KtgServerFile, 1);
      g_hash_table_insert (self->folder->files, g_steal_pointer (&name), file);
    }

  return file;
}

static void
begin_again (KtgSimulatedServer *self, KtgServerFile *file)
{
  self->n_begun_again++;
  file->recorded = 0;
  file->disk = (KtgDiskFile){ 0 };
}

void
ktg_simulated_server_append (KtgSimulatedServer *self,
                             KtgServerFile      *file,
                             guint64             offset,
                             guint64             bytes)
{
  if (file->is_whole)
    return;

  g_assert_true (offset == file->recorded || self->left_out == KTG_RULE_TRUE_OFFSET);
  ktg_disk_file_append (&file->disk, offset, MIN (bytes, file->size_bytes - file->disk.length));
}

void
ktg_simulated_server_note (KtgSimulatedServer *self, KtgServerFile *file, guint64 unrecorded)
{
  guint64 until = file->disk.length - MIN (file->disk.length, unrecorded);

  if (until <= file->recorded)
    return;
  if (self->left_out != KTG_RULE_DURABLE_BEFORE_RECEIPT)
    {
      file->disk.synced = MAX (file->disk.synced, until);
      file->disk.is_name_synced = TRUE;
    }
  file->recorded = until;
}

static void
flush (KtgSimulatedServer *self, KtgServerFile *file)
{
  if (self->left_out != KTG_RULE_DURABLE_BEFORE_RECEIPT)
    ktg_disk_file_sync (&file->disk);
}

void
ktg_simulated_server_settle (KtgSimulatedServer *self, KtgServerFile *file)
{
  if (file->is_whole)
    return;

  flush (self, file);
  file->recorded = file->disk.length;
  if (file->recorded < file->size_bytes)
    return;

  if (!ktg_disk_file_is_right (&file->disk, file->size_bytes))
    {
      begin_again (self, file);
      return;
    }
  file->is_whole = TRUE;
  file->index = ++self->folder->n_deliveries;
  file->n_completed++;
}

/* --- lives --- */

/* --- letters --- */

void
ktg_simulated_server_add_letter (KtgSimulatedServer *self, const KtgSimulatedLetter *letter)
{
  g_array_append_val (self->folder->letters, *letter);
  self->n_told++;
}

guint
ktg_simulated_server_find_letter (KtgSimulatedServer *self,
                                  guint               device,
                                  guint               after,
                                  gint64              until_us)
{
  for (guint i = after; i < self->folder->letters->len; i++)
    {
      const KtgSimulatedLetter *letter
          = &g_array_index (self->folder->letters, KtgSimulatedLetter, i);

      if (letter->device == device && letter->at_us <= until_us)
        return i + 1;
    }

  return 0;
}

static KtgSimulatedLife *
get_present (KtgSimulatedServer *self)
{
  return &g_array_index (self->folder->lives, KtgSimulatedLife, self->folder->lives->len - 1);
}

void
ktg_simulated_server_start (KtgSimulatedServer *self)
{
  KtgSimulatedLife life = { ++self->n_lives, G_MAXUINT, G_MAXUINT, G_MAXUINT };

  read_chain (self);
  if (self->started != NULL)
    self->started (self->started_data, NULL);
  if (self->onward != NULL && self->left_out != KTG_RULE_TOLD_OF_START)
    ktg_simulated_onward_forget_told (self->onward);

  if (self->folder->lives->len > 0 && self->left_out == KTG_RULE_LIFE_OF_START)
    return;
  if (self->folder->lives->len > 0)
    {
      get_present (self)->last_event = self->folder->log->len;
      get_present (self)->last_file = self->folder->n_deliveries;
      get_present (self)->last_letter = self->folder->letters->len;
      self->n_starts++;
    }
  g_array_append_val (self->folder->lives, life);
}

guint
ktg_simulated_server_get_life (KtgSimulatedServer *self)
{
  return get_present (self)->number;
}

gboolean
ktg_simulated_server_find_life (KtgSimulatedServer *self, guint number, KtgSimulatedLife *life)
{
  for (guint i = 0; i < self->folder->lives->len; i++)
    {
      *life = g_array_index (self->folder->lives, KtgSimulatedLife, i);
      if (life->number == number)
        return TRUE;
    }

  return FALSE;
}

void
ktg_simulated_server_say (KtgSimulatedServer *self, const char *kind, guint index, const char *what)
{
  g_autofree char *place
      = g_strdup_printf ("%s %u %u", kind, ktg_simulated_server_get_life (self), index);
  const char *before = g_hash_table_lookup (self->given, place);

  if (before && !g_str_equal (before, what))
    g_printerr ("%s: %s, %s\n", place, before, what);
  g_assert_true (before == NULL || g_str_equal (before, what));
  if (before == NULL)
    g_hash_table_insert (self->given, g_steal_pointer (&place), g_strdup (what));
}

guint
ktg_simulated_server_find_event (KtgSimulatedServer *self, guint author, guint seq)
{
  for (guint i = self->folder->log->len; i > 0; i--)
    {
      const KtgLogEntry *entry = &g_array_index (self->folder->log, KtgLogEntry, i - 1);

      if (entry->author == author && entry->seq == seq)
        return i;
    }

  return 0;
}

static GHashTable *
copy_events (GHashTable *events)
{
  GHashTable    *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       id;
  gpointer       n;

  g_hash_table_iter_init (&iter, events);
  while (g_hash_table_iter_next (&iter, &id, &n))
    g_hash_table_insert (copy, g_strdup (id), n);

  return copy;
}

/* What was still coming is not in a copy. */
static GHashTable *
copy_files (GHashTable *files)
{
  GHashTable    *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer       sha256;
  KtgServerFile *file;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &sha256, (gpointer *)&file))
    {
      KtgServerFile *copied = g_memdup2 (file, sizeof *file);

      if (!file->is_whole)
        {
          copied->recorded = 0;
          copied->disk = (KtgDiskFile){ 0 };
        }
      g_hash_table_insert (copy, g_strdup (sha256), copied);
    }

  return copy;
}

static KtgSimulatedFolder *
folder_copy (const KtgSimulatedFolder *self)
{
  KtgSimulatedFolder *copy = g_new0 (KtgSimulatedFolder, 1);

  copy->log = g_array_copy (self->log);
  copy->lives = g_array_copy (self->lives);
  copy->events = copy_events (self->events);
  copy->files = copy_files (self->files);
  copy->lists = ktg_simulated_lists_copy (self->lists);
  copy->letters = g_array_copy (self->letters);
  copy->n_deliveries = self->n_deliveries;
  return copy;
}

void
ktg_simulated_server_back_up (KtgSimulatedServer *self)
{
  g_clear_pointer (&self->backup, folder_free);
  self->backup = folder_copy (self->folder);
  if (self->onward != NULL)
    self->backup->onward = ktg_simulated_onward_copy (self->onward);
}

/* Whether the copy has it whole. */
gboolean
ktg_simulated_server_keeps_file (KtgSimulatedServer *self, guint device, const char *sha256)
{
  g_autofree char     *name = g_strdup_printf ("%u-%s", device, sha256);
  const KtgServerFile *kept = g_hash_table_lookup (self->backup->files, name);

  return kept != NULL && kept->is_whole;
}

void
ktg_simulated_server_put_back (KtgSimulatedServer *self)
{
  folder_free (self->folder);
  self->folder = g_steal_pointer (&self->backup);
  if (self->onward != NULL)
    ktg_simulated_onward_put_back (self->onward, self->folder->onward);
  self->n_put_backs++;
  self->n_told++;
  ktg_simulated_server_start (self);
}

void
ktg_simulated_server_crash (KtgSimulatedServer *self)
{
  GHashTableIter iter;
  KtgServerFile *file;

  g_hash_table_iter_init (&iter, self->folder->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&file))
    {
      ktg_disk_file_crash (&file->disk, self->disk_chance);
      if (file->is_whole)
        continue;
      if (file->disk.length < file->recorded)
        begin_again (self, file);
      else
        ktg_disk_file_truncate (&file->disk, file->recorded);
    }
  ktg_simulated_server_start (self);
}
