/* ktg-life.c - a server begins its life, or another one after it was put back
 *
 * An index says which event it is only together with the life it was given in: what a server that
 * was put back gives again is another life's. How it came to it is signed, for devices to keep.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-life.h"

#include "ktg-event-table.h"
#include "ktg-life-table.h"
#include "ktg-recovery.h"
#include "ktg-timestamp.h"

#include <ktg-random.h>
#include <ktg-restored-json.h>

static KtgEnvelope *
sign (KtgSigningKey *key, const char *life, const char *old, guint64 last, gint64 now_ms)
{
  g_autoptr (KtgRestored) restored = ktg_restored_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint8 signature[KTG_KEY_SIGNATURE_BYTES];

  restored->server = g_strdup (ktg_signing_key_get_public (key));
  restored->life = g_strdup (life);
  restored->old = g_strdup (old);
  restored->last = last;
  restored->at = ktg_timestamp_dup (now_ms);
  bytes = ktg_restored_json_write (restored);
  ktg_signing_key_sign (key, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), signature);

  return ktg_envelope_new (NULL, bytes, signature);
}

/**
 * ktg_life_ensure:
 * @life: (out): the present life
 *
 * On the writer's thread: the first life begins, unless one did.
 */
gboolean
ktg_life_ensure (KtgDb *db, gint64 now_ms, char **life, GError **error)
{
  GError *reason = NULL;

  *life = ktg_life_table_dup_present (db, &reason);
  if (*life != NULL)
    return TRUE;
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  *life = ktg_random_dup_nonce ();
  return ktg_life_table_add (db, *life, 0, now_ms, NULL, error);
}

/**
 * ktg_life_begin:
 * @forgotten: (nullable): a life that this folder knew nothing of, until somebody showed its word
 * @last: the last index of the present life that stands
 * @life: (out): the new one
 *
 * @forgotten is known from now on, as one of before: its word begins one life and not many. On the
 * writer's thread, in a transaction.
 */
gboolean
ktg_life_begin (KtgDb         *db,
                KtgSigningKey *key,
                const char    *forgotten,
                guint64        last,
                gint64         now_ms,
                char         **life,
                GError       **error)
{
  g_autofree char *old = NULL;
  g_autofree char *fresh = ktg_random_dup_nonce ();
  g_autoptr (KtgEnvelope) restored = NULL;

  if (!ktg_life_ensure (db, now_ms, &old, error)
      || (forgotten != NULL && !ktg_life_table_add (db, forgotten, 0, now_ms, NULL, error)))
    return FALSE;

  restored = sign (key, fresh, old, last, now_ms);
  if (!ktg_life_table_add (db, fresh, last, now_ms, restored, error))
    return FALSE;

  *life = g_steal_pointer (&fresh);
  return TRUE;
}

/* --- a folder that `backup` wrote --- */

typedef struct
{
  KtgArchive *archive;
  char       *life; /* the new one, if one began */
  guint       n_gone;
} PutBack;

/* Whether the mark was there; it is not any more. */
static gboolean
take_mark (KtgDb *db, gboolean *is_backup, GError **error)
{
  if (!ktg_db_execute (db, "DELETE FROM setting WHERE name = '" KTG_SETTING_IS_BACKUP "'", error))
    return FALSE;

  *is_backup = ktg_db_get_n_changes (db) > 0;
  return TRUE;
}

static gboolean
begin_if_marked (KtgDb *db, gpointer data, GError **error)
{
  PutBack *self = data;
  gboolean is_backup;
  guint64  head;

  g_clear_pointer (&self->life, g_free);
  if (!take_mark (db, &is_backup, error))
    return FALSE;
  if (!is_backup)
    return TRUE;

  return ktg_recovery_forget_gone (db, ktg_archive_get_depot (self->archive), &self->n_gone, error)
         && ktg_event_table_get_head (db, &head, error)
         && ktg_life_begin (db,
                            ktg_archive_get_key (self->archive),
                            NULL,
                            head,
                            g_get_real_time () / 1000,
                            &self->life,
                            error);
}

/**
 * ktg_life_begin_if_put_back:
 *
 * Before the first device is answered: a folder that `backup` wrote is one that was put back, and
 * begins a new life. Not on the writer's thread.
 */
gboolean
ktg_life_begin_if_put_back (KtgArchive *archive, GError **error)
{
  PutBack  self = { archive, NULL, 0 };
  gboolean is_done
      = ktg_writer_run (ktg_archive_get_writer (archive), begin_if_marked, &self, error);

  if (is_done && self.life != NULL)
    {
      g_message ("this folder is a backup that was put back: life %s begins, %u files are gone; who"
                 " was revoked or enrolled after it was taken, and which code was cancelled, is not"
                 " in it: do that again",
                 self.life,
                 self.n_gone);
      ktg_archive_set_life (archive, self.life);
    }
  g_free (self.life);
  return is_done;
}
