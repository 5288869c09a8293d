/* ktg-simulated-store.c - what an officer files, and the store's rules over a simulated disk
 *
 * A photo is written, flushed and named in its folder before the COMMIT of the event that names it,
 * and "filed" is said after that. A receipt is committed before anything is done because of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-store.h"

#include "ktg-simulated-onward.h"

#include <ktg-running-hash.h>

#define GRACE_US (2 * G_TIME_SPAN_DAY)
#define LONGEST_REWRITING_MIN 60
#define MOST_LATER_EVENTS 3
#define N_COMMON_PHOTOS 3

void
ktg_simulated_event_clear (KtgSimulatedEvent *event)
{
  g_free (event->id);
}

void
ktg_simulated_file_clear (KtgSimulatedFile *file)
{
  g_free (file->sha256);
}

KtgSimulatedEvent *
ktg_simulated_store_get_event (KtgSimulatedStore *self, guint i)
{
  return &g_array_index (self->events, KtgSimulatedEvent, i);
}

KtgSimulatedFile *
ktg_simulated_store_get_file (KtgSimulatedStore *self, guint i)
{
  return &g_array_index (self->files, KtgSimulatedFile, i);
}

KtgSimulatedFile *
ktg_simulated_store_find_file (KtgSimulatedStore *self, const char *sha256)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      KtgSimulatedFile *file = ktg_simulated_store_get_file (self, i);

      if (g_str_equal (file->sha256, sha256))
        return file;
    }

  g_assert_not_reached ();
}

/* --- what will be filed --- */

static void
add_file (KtgSimulatedStore *self, gboolean is_preview, guint64 size_bytes)
{
  KtgSimulatedFile file = { NULL };

  file.sha256
      = g_strdup_printf ("%02u%s%04u", self->number, is_preview ? "p" : "o", self->files->len);
  file.event = self->events->len - 1;
  file.size_bytes = size_bytes;
  file.is_preview = is_preview;
  file.is_here = TRUE;
  file.is_poison = g_rand_int_range (self->chance, 0, 100) == 0;
  g_array_append_val (self->files, file);
}

/* One that went round, and that other devices have as well: same bytes, same name. */
static void
add_common_photo (KtgSimulatedStore *self)
{
  guint            number = g_rand_int_range (self->chance, 0, N_COMMON_PHOTOS);
  KtgSimulatedFile file = { NULL };

  file.is_here = TRUE;
  file.sha256 = g_strdup_printf ("common%u", number);
  for (guint i = 0; i < self->files->len; i++)
    {
      if (g_str_equal (ktg_simulated_store_get_file (self, i)->sha256, file.sha256))
        {
          g_free (file.sha256);
          return;
        }
    }
  file.event = self->events->len - 1;
  file.size_bytes = 800000 * (1 + number);
  g_array_append_val (self->files, file);
}

char *
ktg_simulated_store_dup_event_id (guint author, guint seq)
{
  return g_strdup_printf ("%02ue%04u", author, seq - 1);
}

static void
add_event (KtgSimulatedStore *self, gint64 filed_us)
{
  KtgSimulatedEvent event = { NULL };

  event.seq = self->events->len + 1;
  event.id = ktg_simulated_store_dup_event_id (self->number, event.seq);
  event.author = self->number;
  event.reader = self->number;
  event.size_bytes = g_rand_int_range (self->chance, 600, 6000);
  event.filed_us = filed_us;
  g_array_append_val (self->events, event);
}

static void
add_report (KtgSimulatedStore *self, gint64 filed_us)
{
  guint n_photos = g_rand_int_range (self->chance, 0, 4);

  add_event (self, filed_us);
  for (guint i = 0; i < n_photos; i++)
    {
      add_file (self, TRUE, g_rand_int_range (self->chance, 8000, 40000));
      add_file (self, FALSE, g_rand_int_range (self->chance, 100000, 3000000));
    }
}

/* Amended with or without another photo, or withdrawn. */
static void
add_later_events (KtgSimulatedStore *self, gint64 since_us, gint64 until_us)
{
  guint n = g_rand_int_range (self->chance, 0, MOST_LATER_EVENTS + 1);

  for (guint i = 0; i < n; i++)
    {
      since_us += (gint64)(g_rand_double (self->chance) * (until_us - since_us));
      add_event (self, since_us);
      if (g_rand_boolean (self->chance))
        add_common_photo (self);
    }
}

KtgSimulatedStore *
ktg_simulated_store_new (const KtgSimulatedWork *work, GRand *chance)
{
  KtgSimulatedStore *self = g_new0 (KtgSimulatedStore, 1);
  gint64             filed_us = 0;

  self->chance = chance;
  self->disk_chance = g_rand_new_with_seed (work->disk_seed);
  self->left_out = work->left_out;
  self->number = work->number;
  self->events = g_array_new (FALSE, TRUE, sizeof (KtgSimulatedEvent));
  self->files = g_array_new (FALSE, TRUE, sizeof (KtgSimulatedFile));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->marks = ktg_mark_list_new ("");
  self->lives = g_array_new (FALSE, FALSE, sizeof (KtgSimulatedLife));
  g_array_set_clear_func (self->events, (GDestroyNotify)ktg_simulated_event_clear);
  g_array_set_clear_func (self->files, (GDestroyNotify)ktg_simulated_file_clear);
  for (guint i = 0; i < work->n_reports; i++)
    {
      filed_us += (gint64)(g_rand_double (chance) * work->span_us / work->n_reports);
      add_report (self, filed_us);
      if (work->is_full && g_rand_boolean (chance))
        add_common_photo (self);
    }
  if (work->is_full)
    add_later_events (self, filed_us, work->span_us);

  return self;
}

void
ktg_simulated_store_free (KtgSimulatedStore *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->owed, ktg_owed_free);
  g_clear_pointer (&self->names, g_array_unref);
  g_clear_pointer (&self->said, g_array_unref);
  g_hash_table_unref (self->seen);
  ktg_mark_list_free (self->marks);
  g_array_unref (self->lives);
  g_array_unref (self->events);
  g_array_unref (self->files);
  g_rand_free (self->disk_chance);
  g_free (self);
}

/* --- filing --- */

void
ktg_simulated_store_changed (KtgSimulatedStore *self)
{
  g_clear_pointer (&self->owed, ktg_owed_free);
}

static gboolean
dies (KtgSimulatedStore *self, gboolean may_die)
{
  return may_die && g_rand_int_range (self->disk_chance, 0, 30) == 0;
}

/* FALSE: the power went in between. */
static gboolean
import_photos (KtgSimulatedStore *self, guint event, gboolean may_die)
{
  for (guint i = 0; self->relay == NULL && i < self->files->len; i++)
    {
      KtgSimulatedFile *file = ktg_simulated_store_get_file (self, i);

      if (file->event != event)
        continue;
      if (!ktg_disk_file_is_right (&file->disk, file->size_bytes))
        {
          file->disk = (KtgDiskFile){ 0 };
          ktg_disk_file_append (&file->disk, 0, file->size_bytes);
        }
      if (dies (self, may_die))
        return FALSE;
      if (self->left_out != KTG_RULE_ORIGINAL_BEFORE_COMMIT)
        ktg_disk_file_sync (&file->disk);
    }

  return !dies (self, may_die);
}

gboolean
ktg_simulated_store_file_due (KtgSimulatedStore *self, gint64 now_us, gboolean may_die)
{
  while (self->n_filed < self->events->len)
    {
      KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, self->n_filed);

      if (event->filed_us > now_us)
        return TRUE;
      if (!import_photos (self, self->n_filed, may_die))
        {
          event->filed_us = now_us
                            + g_rand_int_range (self->disk_chance, 1, LONGEST_REWRITING_MIN)
                                  * G_TIME_SPAN_MINUTE;
          return FALSE;
        }
      if (self->relay == NULL)
        event->filed_us = self->last_filed_us = MAX (event->filed_us, self->last_filed_us);
      event->is_filed = TRUE;
      event->found_us = self->relay != NULL ? now_us : event->filed_us;
      self->n_filed++;
      ktg_simulated_store_changed (self);
    }

  return TRUE;
}

gint64
ktg_simulated_store_get_next_filing (KtgSimulatedStore *self)
{
  return ktg_simulated_store_is_all_filed (self)
             ? G_MAXINT64
             : ktg_simulated_store_get_event (self, self->n_filed)->filed_us;
}

gboolean
ktg_simulated_store_is_all_filed (KtgSimulatedStore *self)
{
  return self->n_filed == self->events->len;
}

/* --- what is owed --- */

/* A device's own file is of one event; a relay carries a file once an event that names it is
 * carried, and not as a text. */
static const KtgSimulatedEvent *
find_event_of_file (KtgSimulatedStore *self, const KtgSimulatedFile *file)
{
  if (self->relay == NULL)
    return ktg_simulated_store_get_event (self, file->event);

  for (guint i = 0; i < self->names->len; i++)
    {
      const KtgSimulatedName  *name = &g_array_index (self->names, KtgSimulatedName, i);
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, name->event);

      if (g_str_equal (name->sha256, file->sha256) && event->is_received && !event->is_text
          && !event->is_told)
        return event;
    }

  return NULL;
}

static void
add_owed_file (KtgSimulatedStore *self, KtgOwed *owed, const KtgSimulatedFile *file)
{
  const KtgSimulatedEvent *event = find_event_of_file (self, file);
  KtgOwedFile             *owed_file;

  if (event == NULL || !event->is_filed || !file->is_here || file->is_received || file->is_parked)
    return;

  owed_file = ktg_owed_file_new (file->sha256, "", file->size_bytes);
  owed_file->is_preview = file->is_preview;
  owed_file->is_event_received = event->is_received;
  owed_file->filed_us = event->filed_us;
  g_ptr_array_add (owed->files, owed_file);
}

/* What was carried as a text is carried again once its files are here. */
static gboolean
is_owed (KtgSimulatedStore *self, guint i)
{
  const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, i);

  return !event->is_received || (event->is_text && ktg_simulated_onward_has_files (self, i));
}

KtgOwed *
ktg_simulated_store_get_owed (KtgSimulatedStore *self)
{
  if (self->owed != NULL)
    return self->owed;

  self->owed = ktg_owed_new ();
  for (guint i = 0; i < self->n_filed; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, i);

      if (is_owed (self, i))
        g_ptr_array_add (self->owed->events,
                         ktg_owed_event_new (event->id, event->id, event->size_bytes));
    }
  for (guint i = 0; i < self->files->len; i++)
    add_owed_file (self, self->owed, ktg_simulated_store_get_file (self, i));

  return self->owed;
}

/* What a relay carried as a text, and carries whole now, is received once more. */
void
ktg_simulated_store_event_received (KtgSimulatedStore *self,
                                    KtgSimulatedEvent *event,
                                    guint              index,
                                    gint64             now_us)
{
  guint i = (guint)(event - ktg_simulated_store_get_event (self, 0));

  if (event->is_received && !event->is_text)
    return;

  if (event->received_us == 0 || self->relay == NULL)
    event->received_us = now_us;
  event->is_received = TRUE;
  event->is_told = FALSE;
  event->whole_us = now_us;
  event->is_text = !ktg_simulated_onward_has_files (self, i);
  event->index = index;
  event->life = ktg_simulated_store_get_life (self);
  ktg_simulated_store_changed (self);
}

void
ktg_simulated_store_file_received (KtgSimulatedStore *self,
                                   KtgSimulatedFile  *file,
                                   guint              index,
                                   gint64             now_us)
{
  if (file->is_received)
    return;

  file->is_received = TRUE;
  file->received_us = now_us;
  file->index = index;
  file->life = ktg_simulated_store_get_life (self);
  ktg_simulated_store_changed (self);
}

/* --- lists --- */

static gboolean
find_own (gpointer data, guint64 seq, char **id, GError **error)
{
  const KtgSimulatedStore *self = data;

  *id = ktg_simulated_lists_dup_id (ktg_simulated_server_number_event (self->number, (guint)seq));
  return TRUE;
}

gboolean
ktg_simulated_store_follow (KtgSimulatedStore *self, const KtgScopeNews *news)
{
  const KtgMarkReader reader = { ktg_running_hash_next, find_own, self };
  gboolean            follows;

  g_assert_true (ktg_mark_list_follow (self->marks, news, &reader, &follows, NULL));
  return follows;
}

void
ktg_simulated_store_note_seen (KtgSimulatedStore *self, guint64 number)
{
  g_hash_table_add (self->seen, g_memdup2 (&number, sizeof number));
}

gboolean
ktg_simulated_store_has_seen (KtgSimulatedStore *self, guint64 number)
{
  return g_hash_table_contains (self->seen, &number);
}

/* --- lives --- */

static KtgSimulatedLife *
get_life (KtgSimulatedStore *self, guint i)
{
  return &g_array_index (self->lives, KtgSimulatedLife, i);
}

guint
ktg_simulated_store_get_life (KtgSimulatedStore *self)
{
  return self->lives->len > 0 ? get_life (self, self->lives->len - 1)->number : 0;
}

static const KtgSimulatedLife *
find_life (KtgSimulatedStore *self, guint number)
{
  for (guint i = 0; i < self->lives->len; i++)
    if (get_life (self, i)->number == number)
      return get_life (self, i);

  g_assert_not_reached ();
}

/* All lives stand up to where that one did, and up to what is said of it. */
static void
cut (KtgSimulatedStore *self, const KtgSimulatedLife *of)
{
  const KtgSimulatedLife *known = of != NULL ? find_life (self, of->number) : NULL;
  guint                   last_event = known != NULL ? MIN (known->last_event, of->last_event) : 0;
  guint                   last_file = known != NULL ? MIN (known->last_file, of->last_file) : 0;

  for (guint i = 0; i < self->lives->len; i++)
    {
      KtgSimulatedLife *life = get_life (self, i);

      life->last_event = MIN (life->last_event, last_event);
      life->last_file = MIN (life->last_file, last_file);
    }
}

static void
owe_fallen (KtgSimulatedStore *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, i);

      if (event->is_received && event->index > find_life (self, event->life)->last_event)
        event->is_received = FALSE;
    }
  for (guint i = 0; i < self->files->len; i++)
    {
      KtgSimulatedFile *file = ktg_simulated_store_get_file (self, i);

      if (!file->is_received || file->index <= find_life (self, file->life)->last_file)
        continue;
      g_assert_false (file->is_purged);
      file->is_received = FALSE;
    }
}

void
ktg_simulated_store_enter_life (KtgSimulatedStore *self, const KtgSimulatedLife *of, guint present)
{
  const KtgSimulatedLife life = { present, G_MAXUINT, G_MAXUINT, G_MAXUINT };

  self->is_asked = FALSE;
  if (ktg_simulated_store_get_life (self) == present)
    return;

  if (self->lives->len > 0 && self->left_out != KTG_RULE_LACKS)
    {
      cut (self, of);
      owe_fallen (self);
    }
  g_array_append_val (self->lives, life);
  ktg_simulated_store_changed (self);
}

void
ktg_simulated_store_park (KtgSimulatedStore *self, KtgSimulatedFile *file)
{
  file->is_parked = TRUE;
  ktg_simulated_store_changed (self);
}

/* --- the disk --- */

/* When the server last said what stands: then even the backup before that has it. */
static gboolean
is_old (const KtgSimulatedStore *self, gint64 since_us, gint64 now_us)
{
  return since_us + GRACE_US < (self->has_lives ? self->confirmed_us : now_us);
}

static gboolean
may_purge (KtgSimulatedStore *self, const KtgSimulatedFile *file, gint64 now_us)
{
  const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self, file->event);

  if (self->relay != NULL)
    return FALSE;
  if (self->left_out == KTG_RULE_RECEIPT_BEFORE_PURGE)
    return event->is_received && event->received_us + GRACE_US < now_us;

  if (self->is_behind_relay && (!file->is_at_centre || !is_old (self, file->at_centre_us, now_us)))
    return FALSE;

  return file->is_received && is_old (self, file->received_us, now_us);
}

void
ktg_simulated_store_purge (KtgSimulatedStore *self, gint64 now_us)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      KtgSimulatedFile *file = ktg_simulated_store_get_file (self, i);

      if (file->is_preview || file->is_purged || !may_purge (self, file, now_us))
        continue;
      file->is_purged = TRUE;
      file->disk = (KtgDiskFile){ 0 };
    }
}

void
ktg_simulated_store_crash (KtgSimulatedStore *self)
{
  self->n_crashes++;
  for (guint i = 0; i < self->files->len; i++)
    ktg_disk_file_crash (&ktg_simulated_store_get_file (self, i)->disk, self->disk_chance);
}

gboolean
ktg_simulated_store_is_sound (KtgSimulatedStore *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (self, i);

      if (ktg_simulated_store_get_event (self, file->event)->is_filed
          && !(file->is_purged && file->is_received)
          && !ktg_disk_file_is_right (&file->disk, file->size_bytes))
        return FALSE;
    }

  return TRUE;
}
