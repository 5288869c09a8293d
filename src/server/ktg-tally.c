/* ktg-tally.c - how often what was refused
 *
 * Once a minute, and only where something was refused, the journal gets one line: each kind with
 * its number, and the numbers of a few devices where it is known who they were. The audit gets a
 * line for a kind after a minute, then after two, four, and so on up to an hour while it goes on,
 * so that who attacks cannot fill the disk with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-tally.h"

#define MAX_KINDS 64
#define MAX_DEVICES 8
#define FIRST_WAIT_MS (60 * G_GINT64_CONSTANT (1000))
#define LONGEST_WAIT_MS (60 * FIRST_WAIT_MS)

typedef struct
{
  const char *type;      /* interned */
  guint       n_untold;  /* since the journal's last line */
  guint       n_unnoted; /* since the audit's */
  gint64      devices[MAX_DEVICES];
  guint       n_devices;
  gint64      wait_ms;
  gint64      noted_at_ms;
} Kind;

struct _KtgTally
{
  GMutex lock;
  Kind   kinds[MAX_KINDS];
  guint  n_kinds;
};

/**
 * ktg_tally_new:
 *
 * Returns: (transfer full): a tally of nothing
 */
KtgTally *
ktg_tally_new (void)
{
  KtgTally *self = g_new0 (KtgTally, 1);

  g_mutex_init (&self->lock);
  return self;
}

/**
 * ktg_tally_free:
 * @self: (nullable): a tally
 *
 * What was not told is forgotten.
 */
void
ktg_tally_free (KtgTally *self)
{
  if (self == NULL)
    return;

  g_mutex_clear (&self->lock);
  g_free (self);
}

static Kind *
get_kind (KtgTally *self, const char *type)
{
  for (guint i = 0; i < self->n_kinds; i++)
    if (g_str_equal (self->kinds[i].type, type))
      return &self->kinds[i];

  if (self->n_kinds == MAX_KINDS)
    return &self->kinds[MAX_KINDS - 1];

  self->kinds[self->n_kinds].type = g_intern_string (type);
  self->kinds[self->n_kinds].wait_ms = FIRST_WAIT_MS;
  return &self->kinds[self->n_kinds++];
}

static void
add_device (Kind *kind, gint64 device)
{
  for (guint i = 0; i < kind->n_devices; i++)
    if (kind->devices[i] == device)
      return;

  if (kind->n_devices < MAX_DEVICES)
    kind->devices[kind->n_devices++] = device;
}

/**
 * ktg_tally_count:
 * @type: of the problem, without the prefix
 * @device: its number; 0 where nobody proved to be one
 *
 * From any thread.
 */
void
ktg_tally_count (KtgTally *self, const char *type, gint64 device)
{
  Kind *kind;

  g_mutex_lock (&self->lock);
  kind = get_kind (self, type);
  kind->n_untold++;
  kind->n_unnoted++;
  if (device != 0)
    add_device (kind, device);
  g_mutex_unlock (&self->lock);
}

static void
append_devices (GString *line, const Kind *kind)
{
  for (guint i = 0; i < kind->n_devices; i++)
    g_string_append_printf (line,
                            "%s%" G_GINT64_FORMAT,
                            i == 0 ? " (device " : ", ",
                            kind->devices[i]);
  if (kind->n_devices > 0)
    g_string_append_c (line, ')');
}

/* NULL where nothing was refused. */
static char *
dup_line (KtgTally *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->n_kinds; i++)
    {
      Kind *kind = &self->kinds[i];

      if (kind->n_untold == 0)
        continue;
      g_string_append_printf (line,
                              "%s %s %u",
                              line->len > 0 ? "," : "",
                              kind->type,
                              kind->n_untold);
      append_devices (line, kind);
      kind->n_untold = 0;
    }

  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

/* Sets what the audit's next line of this kind says; FALSE where none is due. */
static gboolean
take_due (Kind *kind, gint64 now_ms, gint64 *device, gint64 *count)
{
  gint64 age_ms = now_ms - kind->noted_at_ms;

  if (kind->n_unnoted == 0 || age_ms < kind->wait_ms)
    return FALSE;

  *count = kind->n_unnoted;
  *device = kind->n_devices == 1 ? kind->devices[0] : 0;
  kind->n_unnoted = 0;
  kind->n_devices = 0;
  kind->wait_ms
      = age_ms > LONGEST_WAIT_MS ? FIRST_WAIT_MS : MIN (2 * kind->wait_ms, LONGEST_WAIT_MS);
  kind->noted_at_ms = now_ms;
  return TRUE;
}

static void
note_kind (KtgTally *self, guint i, KtgArchive *archive, gint64 now_ms)
{
  g_autofree char *what = NULL;
  g_autoptr (GError) error = NULL;
  gint64   device;
  gint64   count;
  gboolean is_due;

  g_mutex_lock (&self->lock);
  is_due = take_due (&self->kinds[i], now_ms, &device, &count);
  what = g_strconcat ("refused ", self->kinds[i].type, NULL);
  g_mutex_unlock (&self->lock);

  if (is_due && !ktg_archive_note (archive, what, device, count, &error))
    g_warning ("what was refused is not in the audit: %s", error->message);
}

/**
 * ktg_tally_tell:
 *
 * Says in the journal and the audit what was refused since it was last asked to. Not on the
 * writer's thread.
 */
void
ktg_tally_tell (KtgTally *self, KtgArchive *archive, gint64 now_ms)
{
  g_autofree char *line = NULL;
  guint            n_kinds;

  g_mutex_lock (&self->lock);
  line = dup_line (self);
  n_kinds = self->n_kinds;
  g_mutex_unlock (&self->lock);

  if (line != NULL)
    g_message ("refused:%s", line);
  for (guint i = 0; i < n_kinds; i++)
    note_kind (self, i, archive, now_ms);
}
