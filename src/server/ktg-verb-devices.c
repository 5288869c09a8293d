/* ktg-verb-devices.c - `devices`, `confirm` and `revoke`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roster-lines.h"
#include "ktg-verb.h"

#include <ktg-six-words.h>

#include <string.h>

static KtgDeviceLine *
line_new (KtgVerb *self, const KtgDeviceRow *row)
{
  return ktg_roster_lines_new_device (self->archive, row);
}

/* Whoever enrolled was there then. */
static void
append_seen (GString *text, const KtgDeviceLine *line)
{
  gboolean         is_seen = line->seen_at_ms >= line->enrolled_at_ms;
  gint64           time_ms = is_seen ? line->seen_at_ms : line->enrolled_at_ms;
  g_autofree char *time = ktg_roster_json_dup_time (time_ms);

  if (is_seen)
    g_string_append_printf (text, "  seen %s", time);
  else
    g_string_append_printf (text,
                            line->is_elsewhere ? "  known since %s, admitted elsewhere"
                                               : "  enrolled %s, not seen since",
                            time);
}

static void
append_line (GString *text, const KtgDeviceLine *line)
{
  g_string_append_printf (text, "%4" G_GINT64_FORMAT "  %-7s  ", line->number, line->role);
  ktg_verb_append_said (text, *line->region != '\0' ? line->region : "the whole country");
  g_string_append (text, "  ");
  ktg_verb_append_said (text, line->officer);
  if (line->name != NULL)
    {
      g_string_append (text, " (");
      ktg_verb_append_said (text, line->name);
      g_string_append (text, ")");
    }
  append_seen (text, line);
  g_string_append_printf (text,
                          "  %s%s%s\n",
                          line->device,
                          line->is_pending ? "  pending" : "",
                          line->is_revoked ? "  revoked" : "");
  if (line->words != NULL)
    g_string_append_printf (text, "      words: %s\n", line->words);
  else
    g_string_append (text, "      words: compared at the server that it enrolled at\n");
}

/* --- devices --- */

static gpointer
new_line (KtgVerb *self, gconstpointer row)
{
  return line_new (self, row);
}

static void
print_line (KtgVerb *self, gconstpointer line)
{
  append_line (self->out, line);
}

/**
 * ktg_verb_devices:
 * @self: a verb at work
 * @words: "devices" and what follows it
 *
 * Shows the devices that are enrolled, and who has them.
 *
 * Returns: an exit status
 */
int
ktg_verb_devices (KtgVerb *self, char **words)
{
  static const KtgVerbTable table = { .list = ktg_catalog_list_devices,
                                      .line = new_line,
                                      .print = print_line,
                                      .write = ktg_roster_json_write_devices,
                                      .is_after_missing = TRUE,
                                      .free_line = (GDestroyNotify)ktg_device_line_free };

  return ktg_verb_run_table (self, words, &table);
}

/* --- which one --- */

/* Who may be meant. */
typedef struct
{
  const char *word;
  char       *folded;
  GPtrArray  *rows; /* (element-type KtgDeviceRow) */
} Search;

static gboolean
is_named (const char *name, const char *folded)
{
  g_autofree char *own = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  return g_strcmp0 (own, folded) == 0;
}

static gboolean
is_exact (const Search *self, const KtgDeviceRow *row)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);

  return strcmp (row->key, self->word) == 0 || strcmp (number, self->word) == 0;
}

static gboolean
is_meant (const Search *self, const KtgDeviceRow *row)
{
  return is_exact (self, row) || is_named (row->officer, self->folded)
         || is_named (row->name, self->folded);
}

static void
take_meant (KtgVerb *verb, GPtrArray *rows, gpointer data)
{
  Search *self = data;

  for (guint i = 0; i < rows->len;)
    if (is_meant (self, g_ptr_array_index (rows, i)))
      g_ptr_array_add (self->rows, g_ptr_array_steal_index (rows, i));
    else
      i++;
}

/* Where a number or a key was said, those who are only called so are not meant. */
static void
keep_exact (const Search *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (is_exact (self, g_ptr_array_index (self->rows, i)))
      {
        g_ptr_array_remove_range (self->rows, i + 1, self->rows->len - i - 1);
        g_ptr_array_remove_range (self->rows, 0, i);
        return;
      }
}

static int
say_ambiguous (KtgVerb *self, const Search *search)
{
  g_string_append (self->err,
                   "kentongan-server: several devices may be meant, so nothing was changed; say"
                   " the number of one:\n");
  for (guint i = 0; i < search->rows->len; i++)
    {
      g_autoptr (KtgDeviceLine) line = line_new (self, g_ptr_array_index (search->rows, i));

      append_line (self->err, line);
    }

  return KTG_EXIT_FAILED;
}

static int
say_unknown (KtgVerb *self)
{
  g_string_append (self->err,
                   "kentongan-server: no device has this number, key or name; `devices` lists"
                   " them\n");
  return KTG_EXIT_FAILED;
}

/* NULL with a @status where it is not one: that has been said. */
static const KtgDeviceRow *
find_meant (KtgVerb *self, Search *search, int *status)
{
  static const KtgVerbListing listing = { ktg_catalog_list_devices, take_meant };

  *status = ktg_verb_tell_pages (self, &listing, (KtgPage){ 0 }, search);
  if (*status != 0)
    return NULL;

  keep_exact (search);
  if (search->rows->len == 0)
    *status = say_unknown (self);
  else if (search->rows->len > 1)
    *status = say_ambiguous (self, search);

  return *status == 0 ? g_ptr_array_index (search->rows, 0) : NULL;
}

static void
search_init (Search *self, const char *word)
{
  self->word = word;
  self->folded = g_utf8_casefold (word, -1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_row_free);
}

static void
search_clear (Search *self)
{
  g_free (self->folded);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* --- confirm --- */

typedef struct
{
  const char *key;
  KtgDevice  *device; /* as it is then */
} Confirmation;

static gboolean
write_confirmed (KtgCatalog *catalog, gpointer data, GError **error)
{
  Confirmation *self = data;

  g_clear_pointer (&self->device, ktg_device_unref);
  return ktg_catalog_confirm (catalog, self->key, g_get_real_time () / 1000, &self->device, error);
}

static int
confirm_row (KtgVerb *self, const KtgDeviceRow *row, KtgDeviceLine *line)
{
  Confirmation confirmation = { row->key, NULL };
  g_autoptr (GError) error = NULL;

  if (!ktg_writer_run (ktg_archive_get_writer (self->archive),
                       write_confirmed,
                       &confirmation,
                       &error))
    return ktg_verb_fail (self, error);

  ktg_roster_put (ktg_archive_get_roster (self->archive), confirmation.device);
  line->is_pending = FALSE;
  g_string_append (self->out, "confirmed:");
  append_line (self->out, line);
  return 0;
}

static int
say_not_waiting (KtgVerb *self, const KtgDeviceLine *line)
{
  g_string_append (self->err, "kentongan-server: this device does not wait to be confirmed:\n");
  append_line (self->err, line);
  return KTG_EXIT_FAILED;
}

static int
ask_for_words (KtgVerb *self, const KtgDeviceLine *line)
{
  g_string_append (self->err, "kentongan-server: nothing is confirmed yet. This device waits:\n");
  append_line (self->err, line);
  g_string_append_printf (self->err,
                          "Let its holder read out the six words that it shows. Only if they are"
                          " these, say them behind `confirm %" G_GINT64_FORMAT "`.\n",
                          line->number);
  return KTG_EXIT_FAILED;
}

static int
say_other_words (KtgVerb *self, const KtgDeviceLine *line)
{
  g_string_append_printf (self->err,
                          "kentongan-server: nothing is confirmed: those are not the six words of"
                          " this device. If its holder reads these from it, another device has used"
                          " the code: `revoke %" G_GINT64_FORMAT "`.\n",
                          line->number);
  append_line (self->err, line);
  return KTG_EXIT_FAILED;
}

static int
confirm_meant (KtgVerb *self, Search *search, char **said)
{
  int                 status;
  const KtgDeviceRow *row = find_meant (self, search, &status);
  g_autoptr (KtgDeviceLine) line = NULL;
  g_autofree char *words = g_strjoinv (" ", said);

  if (row == NULL)
    return status;

  line = line_new (self, row);
  if (!line->is_pending || line->is_revoked)
    return say_not_waiting (self, line);
  if (*said == NULL)
    return ask_for_words (self, line);

  return ktg_six_words_are (line->words, words) ? confirm_row (self, row, line)
                                                : say_other_words (self, line);
}

/**
 * ktg_verb_confirm:
 * @self: a verb at work
 * @words: "confirm" and what follows it: a device, and the six words that its holder reads out
 *
 * A device that waits gets the role that its code had.
 *
 * Returns: an exit status
 */
int
ktg_verb_confirm (KtgVerb *self, char **words)
{
  guint n_words = g_strv_length (words) > 3 ? 7 : 1;
  g_auto (GStrv) rest = NULL;
  g_auto (Search) search = { 0 };

  if (!ktg_verb_parse (self, words, NULL, n_words, &rest))
    return KTG_EXIT_USAGE;

  search_init (&search, rest[0]);
  return confirm_meant (self, &search, rest + 1);
}

/* --- revoke --- */

/* Who is to be shut out, and who goes with it. */
typedef struct
{
  const char *key;
  GPtrArray  *changed; /* (element-type KtgDevice) */
} Revocation;

static gboolean
write_revoked (KtgCatalog *catalog, gpointer data, GError **error)
{
  Revocation *self = data;

  g_ptr_array_set_size (self->changed, 0);
  return ktg_catalog_revoke (catalog, self->key, g_get_real_time () / 1000, self->changed, error);
}

static int
say_not_written (KtgVerb *self, const GError *error)
{
  g_string_append (self->err,
                   self->is_serving
                       ? "kentongan-server: the device is shut out for as long as this server"
                         " runs, but that could not be written; make room, then revoke it"
                         " again\n"
                       : "kentongan-server: the device is not revoked\n");
  return ktg_verb_fail (self, error);
}

/* In memory also where it could not be written: a disk that is full does not keep a thief in. */
static int
revoke_row (KtgVerb *self, const KtgDeviceRow *row)
{
  KtgRoster *roster = ktg_archive_get_roster (self->archive);
  g_autoptr (KtgDevice) device = ktg_roster_dup_device (roster, row->key);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  Revocation revocation = { row->key, changed };
  g_autoptr (KtgDeviceLine) line = NULL;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (self->archive), write_revoked, &revocation, &error);
  if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_ITS_OWN))
    return ktg_verb_fail (self, error);

  if (device != NULL)
    ktg_roster_put (roster, ktg_device_new_revoked (device));
  if (error != NULL)
    return say_not_written (self, error);

  ktg_roster_put_all (roster, changed);
  line = line_new (self, row);
  g_string_append (self->out, "revoked:");
  append_line (self->out, line);
  return 0;
}

/**
 * ktg_verb_revoke:
 * @self: a verb at work
 * @words: "revoke" and what follows it
 *
 * A device is believed no more.
 *
 * Returns: an exit status
 */
int
ktg_verb_revoke (KtgVerb *self, char **words)
{
  g_auto (GStrv) rest = NULL;
  g_auto (Search) search = { 0 };
  const KtgDeviceRow *row;
  int                 status;

  if (!ktg_verb_parse (self, words, NULL, 1, &rest))
    return KTG_EXIT_USAGE;

  search_init (&search, rest[0]);
  row = find_meant (self, &search, &status);
  return row != NULL ? revoke_row (self, row) : status;
}
