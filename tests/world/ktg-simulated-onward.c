/* ktg-simulated-onward.c - what a simulated relay owes the centre
 *
 * The rows of its database that say what the centre has, and the letters that come of that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-onward.h"

static KtgSimulatedEvent *
find_carried (KtgSimulatedStore *self, const KtgLogEntry *entry)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, i);

      if (event->author == entry->author && event->seq == entry->seq)
        return event;
    }

  return NULL;
}

static void
note_brought (KtgSimulatedStore *self, gint64 now_us)
{
  self->brought_us = self->brought_us == 0 ? now_us : MIN (self->brought_us, now_us);
  ktg_simulated_store_changed (self);
}

static KtgSimulatedEvent *
add_carried (KtgSimulatedStore *self, const KtgLogEntry *entry, gsize size_bytes)
{
  KtgSimulatedEvent event = { .author = entry->author,
                              .seq = entry->seq,
                              .reader = entry->reader,
                              .region = entry->region,
                              .size_bytes = size_bytes };

  event.id = ktg_simulated_store_dup_event_id (event.author, event.seq);
  event.filed_us = MAX (entry->taken_us, self->last_filed_us);
  self->last_filed_us = event.filed_us;
  g_array_append_val (self->events, event);
  note_brought (self, event.filed_us);

  return ktg_simulated_store_get_event (self, self->events->len - 1);
}

void
ktg_simulated_onward_carry (KtgSimulatedStore       *self,
                            const KtgLogEntry       *entry,
                            const KtgSimulatedEvent *event)
{
  KtgSimulatedEvent *carried = find_carried (self, entry);

  if (carried == NULL)
    add_carried (self, entry, event->size_bytes);
  else if (carried->is_told)
    {
      carried->is_told = carried->is_received = FALSE;
      carried->size_bytes = event->size_bytes;
      note_brought (self, entry->taken_us);
    }
}

static KtgSimulatedFile *
look_up_file (KtgSimulatedStore *self, const char *sha256)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (ktg_simulated_store_get_file (self, i)->sha256, sha256))
      return ktg_simulated_store_get_file (self, i);

  return NULL;
}

static void
note_said (KtgSimulatedStore *self, const KtgLogEntry *entry, const KtgSimulatedFile *file)
{
  const KtgSimulatedSaid added
      = { entry->author, entry->seq, file->sha256, file->size_bytes, file->is_preview };

  for (guint i = 0; i < self->said->len; i++)
    {
      const KtgSimulatedSaid *said = &g_array_index (self->said, KtgSimulatedSaid, i);

      if (said->author == added.author && said->seq == added.seq
          && g_str_equal (said->sha256, added.sha256))
        return;
    }
  g_array_append_val (self->said, added);
}

/* Of an event that came from above: it names what it always did. */
static void
carry_said (KtgSimulatedStore *self, const KtgLogEntry *entry)
{
  for (guint i = 0; i < self->said->len; i++)
    {
      const KtgSimulatedSaid said = g_array_index (self->said, KtgSimulatedSaid, i);
      const KtgSimulatedFile file = { .sha256 = (char *)said.sha256,
                                      .size_bytes = said.size_bytes,
                                      .is_preview = said.is_preview };

      if (said.author == entry->author && said.seq == entry->seq)
        ktg_simulated_onward_carry_file (self, entry, &file);
    }
}

void
ktg_simulated_onward_carry_file (KtgSimulatedStore      *self,
                                 const KtgLogEntry      *entry,
                                 const KtgSimulatedFile *file)
{
  const KtgSimulatedEvent *event = find_carried (self, entry);
  KtgSimulatedName         name = { 0, file->sha256 };
  KtgSimulatedFile added = { .size_bytes = file->size_bytes, .is_preview = file->is_preview };

  note_said (self, entry, file);
  name.event = (guint)(event - (KtgSimulatedEvent *)(gpointer)self->events->data);
  for (guint i = 0; i < self->names->len; i++)
    {
      const KtgSimulatedName *known = &g_array_index (self->names, KtgSimulatedName, i);

      if (known->event == name.event && g_str_equal (known->sha256, name.sha256))
        return;
    }
  g_array_append_val (self->names, name);
  ktg_simulated_store_changed (self);
  if (look_up_file (self, file->sha256) != NULL)
    return;

  added.sha256 = g_strdup (file->sha256);
  added.event = name.event;
  ktg_disk_file_append (&added.disk, 0, file->size_bytes);
  ktg_disk_file_sync (&added.disk);
  g_array_append_val (self->files, added);
}

void
ktg_simulated_onward_note_told (KtgSimulatedStore *self, const KtgLogEntry *entry, guint index)
{
  KtgSimulatedEvent *event;

  if (entry->seq == 0 || find_carried (self, entry) != NULL)
    return;

  event = add_carried (self, entry, 0);
  event->is_told = event->is_received = TRUE;
  event->index = index;
  event->life = ktg_simulated_store_get_life (self);
  carry_said (self, entry);
}

void
ktg_simulated_onward_forget_told (KtgSimulatedStore *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, i);

      if (event->is_told)
        event->is_told = event->is_received = FALSE;
    }
  ktg_simulated_store_changed (self);
}

void
ktg_simulated_onward_note_here (KtgSimulatedStore *self, const char *sha256, gint64 now_us)
{
  KtgSimulatedFile *file = look_up_file (self, sha256);

  if (!file->is_here)
    file->here_us = now_us;
  file->is_here = TRUE;
  note_brought (self, now_us);
}

static void
write_letter (KtgSimulatedStore *self, guint author, guint seq, const char *sha256, gint64 now_us)
{
  const KtgSimulatedLetter letter = { author, seq, sha256, now_us };

  ktg_simulated_server_add_letter (self->relay, &letter);
}

void
ktg_simulated_onward_hand_on_event (KtgSimulatedStore       *self,
                                    const KtgSimulatedEvent *event,
                                    gint64                   now_us)
{
  write_letter (self, event->author, event->seq, NULL, now_us);
}

void
ktg_simulated_onward_hand_on_file (KtgSimulatedStore      *self,
                                   const KtgSimulatedFile *file,
                                   gint64                  now_us)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const KtgSimulatedName  *name = &g_array_index (self->names, KtgSimulatedName, i);
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, name->event);

      if (g_str_equal (name->sha256, file->sha256) && event->is_received && !event->is_text
          && !event->is_told)
        write_letter (self, event->author, 0, name->sha256, now_us);
    }
}

void
ktg_simulated_onward_carry_again (KtgSimulatedStore *self, const KtgSimulatedFile *file)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const KtgSimulatedName *name = &g_array_index (self->names, KtgSimulatedName, i);

      if (g_str_equal (name->sha256, file->sha256))
        ktg_simulated_store_get_event (self, name->event)->is_text = TRUE;
    }
  ktg_simulated_store_changed (self);
}

gboolean
ktg_simulated_onward_has_files (KtgSimulatedStore *self, guint event)
{
  guint author = ktg_simulated_store_get_event (self, event)->author;

  for (guint i = 0; self->relay != NULL && i < self->names->len; i++)
    {
      const KtgSimulatedName *name = &g_array_index (self->names, KtgSimulatedName, i);

      if (name->event == event
          && !ktg_simulated_server_get_file (self->relay, author, name->sha256)->is_whole)
        return FALSE;
    }

  return TRUE;
}

static GArray *
copy_event_rows (const GArray *events)
{
  GArray *copy = g_array_copy ((GArray *)events);

  for (guint i = 0; i < copy->len; i++)
    {
      KtgSimulatedEvent *event = &g_array_index (copy, KtgSimulatedEvent, i);

      event->id = g_strdup (event->id);
    }
  g_array_set_clear_func (copy, (GDestroyNotify)ktg_simulated_event_clear);

  return copy;
}

static GArray *
copy_file_rows (const GArray *files)
{
  GArray *copy = g_array_copy ((GArray *)files);

  for (guint i = 0; i < copy->len; i++)
    {
      KtgSimulatedFile *file = &g_array_index (copy, KtgSimulatedFile, i);

      file->sha256 = g_strdup (file->sha256);
    }
  g_array_set_clear_func (copy, (GDestroyNotify)ktg_simulated_file_clear);

  return copy;
}

/* All but who it is, and what was seen: nobody forgets that. */
static void
copy_rows (KtgSimulatedStore *self, const KtgSimulatedStore *from)
{
  g_autofree char *marks = ktg_mark_list_dup_text (from->marks);

  self->events = copy_event_rows (from->events);
  self->files = copy_file_rows (from->files);
  self->names = g_array_copy (from->names);
  self->lives = g_array_copy (from->lives);
  self->marks = ktg_mark_list_new (marks);
  self->n_filed = from->n_filed;
  self->is_asked = from->is_asked;
}

KtgSimulatedStore *
ktg_simulated_onward_copy (const KtgSimulatedStore *self)
{
  KtgSimulatedStore *copy = g_new0 (KtgSimulatedStore, 1);

  copy_rows (copy, self);
  copy->seen = g_hash_table_new (NULL, NULL);
  copy->disk_chance = g_rand_new_with_seed (0);
  return copy;
}

void
ktg_simulated_onward_put_back (KtgSimulatedStore *self, const KtgSimulatedStore *copy)
{
  g_array_unref (self->events);
  g_array_unref (self->files);
  g_array_unref (self->names);
  g_array_unref (self->lives);
  ktg_mark_list_free (self->marks);
  copy_rows (self, copy);
  ktg_simulated_store_changed (self);
}
