/* ktg-nonces.c - requests that were seen, so that none is taken twice
 *
 * Two generations of a table of fixed size. A full or an old generation makes room for a new one;
 * the one before is still asked. Marks are made with a key of this process, so that nobody can
 * choose nonces that fall together. Under a flood the oldest are forgotten early, which is
 * harmless: what makes a repeat safe is that the same thing twice is the same answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-nonces.h"

#include <ktg-random.h>
#include <ktg-siphash.h>

#include <string.h>

typedef struct
{
  guint64 *slots; /* 0: free */
  guint    n_taken;
  gint64   begun_s;
} Generation;

struct _KtgNonces
{
  GMutex     lock;
  guint      n_slots; /* a power of two, twice what is kept */
  gint64     keep_s;
  guint8     secret[KTG_SIPHASH_KEY_BYTES];
  Generation present;
  Generation before;
};

/**
 * ktg_nonces_new:
 * @max: how many a generation holds, a power of two
 * @keep_s: how long each must be remembered
 */
KtgNonces *
ktg_nonces_new (guint max, gint64 keep_s)
{
  KtgNonces *self = g_new0 (KtgNonces, 1);

  g_mutex_init (&self->lock);
  self->n_slots = 2 * max;
  self->keep_s = keep_s;
  ktg_random_fill (self->secret, sizeof self->secret);
  self->present.slots = g_new0 (guint64, self->n_slots);
  self->before.slots = g_new0 (guint64, self->n_slots);

  return self;
}

/**
 * ktg_nonces_free:
 * @self: (nullable): what was seen
 *
 * Lets go of it.
 */
void
ktg_nonces_free (KtgNonces *self)
{
  if (self == NULL)
    return;

  g_free (self->present.slots);
  g_free (self->before.slots);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Of both together; 0 means free. */
static guint64
make_mark (KtgNonces *self, const char *key, const char *nonce)
{
  g_autofree char *text = g_strconcat (key, "\n", nonce, NULL);

  return MAX (ktg_siphash (self->secret, (const guint8 *)text, strlen (text)), 1);
}

/* The slot where @mark is, or would be. */
static guint64 *
find_slot (KtgNonces *self, Generation *generation, guint64 mark)
{
  guint i = (guint)(mark >> 20) & (self->n_slots - 1);

  while (generation->slots[i] != 0 && generation->slots[i] != mark)
    i = (i + 1) & (self->n_slots - 1);

  return &generation->slots[i];
}

static void
turn_over (KtgNonces *self, gint64 now_s)
{
  Generation oldest = self->before;

  self->before = self->present;
  self->present = oldest;
  memset (self->present.slots, 0, self->n_slots * sizeof (guint64));
  self->present.n_taken = 0;
  self->present.begun_s = now_s;
}

static gboolean
take (KtgNonces *self, guint64 mark, gint64 now_s)
{
  guint64 *slot;

  if (self->present.n_taken >= self->n_slots / 2 || now_s - self->present.begun_s >= self->keep_s)
    turn_over (self, now_s);

  if (*find_slot (self, &self->before, mark) != 0)
    return FALSE;

  slot = find_slot (self, &self->present, mark);
  if (*slot != 0)
    return FALSE;

  *slot = mark;
  self->present.n_taken++;
  return TRUE;
}

/**
 * ktg_nonces_take:
 * @key: whose nonce
 *
 * From any thread.
 *
 * Returns: FALSE if it was taken before
 */
gboolean
ktg_nonces_take (KtgNonces *self, const char *key, const char *nonce, gint64 now_s)
{
  guint64  mark = make_mark (self, key, nonce);
  gboolean is_new;

  g_mutex_lock (&self->lock);
  is_new = take (self, mark, now_s);
  g_mutex_unlock (&self->lock);

  return is_new;
}
