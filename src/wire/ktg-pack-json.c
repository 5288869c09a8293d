/* ktg-pack-json.c - data packs from their files
 *
 * A key this version does not know is passed over: an older program reads a newer pack.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-json.h"

#include "ktg-record-read.h"
#include "ktg-wire-error-private.h"

#include <ktg-pack-offer.h>
#include <ktg-pack-version.h>
#include <ktg-region-lines.h>
#include <ktg-whole-file.h>
#include <string.h>

#define FORMAT 1
#define FORM "form" /* each is a pack of its own, by the form's code */
#define VERSION "a day or a month, like 2022-09-22, alone or with the number of a correction, .2"

static gboolean
is_known_pack (const char *text)
{
  static const char *const names[] = {
    "rules",    "forms", "gestures",  "calendar", "places",
    "holidays", "guide", "procedure", FORM,       NULL,
  };

  return g_strv_contains (names, text);
}

/* A form may ask for which election. */
static void
list_elections (KtgPackPart *part)
{
  KtgChoiceList *list = NULL;

  if (part->elections->len == 0)
    return;

  list = ktg_record_new (&ktg_choice_list_record);
  list->code = g_strdup ("elections");
  g_ptr_array_add (part->lists, list);

  for (guint i = 0; i < part->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (part->elections, i);
      KtgChoice         *choice = ktg_choice_new ();

      choice->code = g_strdup (election->code);
      choice->name.id = g_strdup (election->name.id);
      choice->name.en = g_strdup (election->name.en);
      g_ptr_array_add (list->choices, choice);
    }
}

static gboolean
is_form_code (const char *text)
{
  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (text)
         && !is_known_pack (text) && strcmp (text, "regions") != 0;
}

/* What every pack begins with; whether it is a form. */
static gboolean
read_head (KtgJsonReader *reader, char **name, char **version)
{
  gboolean is_form;

  ktg_json_reader_get_number (reader, "format", KTG_JSON_REQUIRED, 1, FORMAT);
  *name = ktg_json_reader_dup_formed (reader,
                                      "pack",
                                      KTG_JSON_REQUIRED,
                                      is_known_pack,
                                      "a pack this version knows");
  is_form = g_strcmp0 (*name, FORM) == 0;

  if (is_form)
    {
      g_free (*name);
      *name = ktg_json_reader_dup_formed (reader,
                                          "form",
                                          KTG_JSON_FILLED,
                                          is_form_code,
                                          "small letters, digits and _");
    }

  *version = ktg_json_reader_dup_formed (reader,
                                         "version",
                                         KTG_JSON_REQUIRED,
                                         ktg_pack_version_is_valid,
                                         VERSION);
  return is_form;
}

/* @fault: (transfer full): what is wrong under @key, if anything is. */
static void
refuse_fault (KtgJsonReader *reader, const char *key, char *fault)
{
  g_autofree char *reason = fault;

  if (reason != NULL)
    ktg_json_reader_refuse (reader, key, reason);
}

static KtgForm *
read_form (KtgJsonReader *reader, KtgReportJsonForm strictness)
{
  KtgForm *form = ktg_record_new (&ktg_form_record);

  ktg_record_read (reader, &ktg_form_record, strictness, form);
  if (!ktg_json_reader_has_error (reader))
    refuse_fault (reader, "fields", ktg_form_find_fault (form));

  return form;
}

static void
read_part (KtgJsonReader *reader, KtgReportJsonForm strictness, KtgPackPart *part)
{
  char       *fault = NULL;
  const char *key = NULL;

  ktg_record_read (reader, &ktg_pack_part_record, strictness, part);
  if (!ktg_json_reader_has_error (reader))
    fault = ktg_pack_part_find_fault (part, &key);
  refuse_fault (reader, key, fault);

  list_elections (part);
}

/* What one file says is taken, unless another of this name and version says something else. */
static gboolean
take (KtgPack *pack, KtgPackPart *part, KtgForm *form)
{
  if (!ktg_pack_adopt (pack, part))
    {
      ktg_form_free (form);
      return FALSE;
    }

  return form == NULL || ktg_pack_take_form (pack, form);
}

/* What a person offers is asked more than what is read. */
static void
check_offer (KtgJsonReader *reader, const KtgPack *pack, const KtgPackPart *part)
{
  const char *key = NULL;
  char       *fault = NULL;

  if (!ktg_json_reader_has_error (reader))
    fault = ktg_pack_find_loss (pack, part, &key);
  refuse_fault (reader, key, fault);
}

static gboolean
read_pack (KtgPack *pack, GBytes *text, KtgReportJsonForm strictness, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_pack, FALSE, error);
  g_autoptr (KtgPackPart) part = ktg_record_new (&ktg_pack_part_record);
  g_autoptr (KtgForm) form = NULL;

  if (reader == NULL)
    return FALSE;

  if (read_head (reader, &part->name, &part->version))
    form = read_form (reader, strictness);
  read_part (reader, strictness, part);
  if (strictness == KTG_REPORT_JSON_INPUT)
    check_offer (reader, pack, part);

  if (!ktg_json_reader_finish (reader, error))
    return FALSE;

  if (take (pack, g_steal_pointer (&part), g_steal_pointer (&form)))
    return TRUE;

  g_propagate_error (error,
                     ktg_wire_fault_new (KTG_WIRE_ERROR_BAD_VALUE,
                                         "version",
                                         "another pack of this name and version is here, and says "
                                         "something else: give the correction the next number"));
  return FALSE;
}

/**
 * ktg_pack_json_read:
 * @pack: packs that were read before
 * @text: a pack file other than the list of regions
 * @error: %KTG_WIRE_ERROR
 *
 * Adds what the file says to @pack; docs/PACKS.md has the form. Whether the lists that a form names
 * are there is known when all packs are read: ktg_pack_drop_unlisted_forms().
 *
 * Returns: %FALSE with a #KtgWireError if the file is not such a pack, or if another file of this
 * name and version was read that says something else; @pack is as it was
 */
gboolean
ktg_pack_json_read (KtgPack *pack, GBytes *text, GError **error)
{
  return read_pack (pack, text, KTG_REPORT_JSON_BODY, error);
}

/**
 * ktg_pack_json_read_offered:
 * @pack: all packs that are here
 * @text: a pack file that a person publishes or brings, other than the list of regions
 * @error: %KTG_WIRE_ERROR
 *
 * As ktg_pack_json_read(), but a word that means nothing to this version is a slip and no news of a
 * newer one, and nothing by which days are counted may be lacking: it would end a clock in silence.
 *
 * Returns: %FALSE with a #KtgWireError; @pack is as it was
 */
gboolean
ktg_pack_json_read_offered (KtgPack *pack, GBytes *text, GError **error)
{
  return read_pack (pack, text, KTG_REPORT_JSON_INPUT, error);
}

static void
note_fault (GPtrArray *faults, const char *name, const char *reason)
{
  g_ptr_array_add (faults, g_strdup_printf ("pack %s was left out: %s", name, reason));
}

/* A folder that is read. */
typedef struct
{
  const char  *path;
  KtgPackCheck is_sound; /* or NULL */
  gpointer     user_data;
} Folder;

static void
read_file (KtgPack *pack, const Folder *folder, const char *name, GPtrArray *faults)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ktg_whole_file_read (path, ktg_json_limits_pack.max_bytes, &error);

  if (folder->is_sound != NULL && !folder->is_sound (name, bytes, folder->user_data))
    note_fault (faults, name, "it is not as it came");
  else if (bytes == NULL || !ktg_pack_json_read (pack, bytes, &error))
    note_fault (faults, name, error->message);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* In the order of names, so that of two that disagree it is always the same one that is left out.
 */
static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * ktg_pack_json_read_folder:
 * @pack: packs that were read before
 * @folder: of packs, *.json; there may be none
 * @is_sound: (nullable) (scope call): whether a file is as it came; one that is not is left out
 * @user_data: for @is_sound
 *
 * Reads all that can be read; one bad file or form takes nothing else with it.
 *
 * Returns: (transfer full) (element-type utf8): English, a sentence for each file and form that was
 * left out
 */
GPtrArray *
ktg_pack_json_read_folder (KtgPack     *pack,
                           const char  *folder,
                           KtgPackCheck is_sound,
                           gpointer     user_data)
{
  const Folder from = { folder, is_sound, user_data };
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unlisted = NULL;

  for (guint i = 0; i < names->len; i++)
    read_file (pack, &from, g_ptr_array_index (names, i), faults);

  unlisted = ktg_pack_drop_unlisted_forms (pack);
  for (guint i = 0; i < unlisted->len; i++)
    g_ptr_array_add (faults, g_strdup (g_ptr_array_index (unlisted, i)));

  return g_steal_pointer (&faults);
}

/* A list of regions says its version in a line of its own. */
static gboolean
peek_regions (GBytes *text, char **name, char **version)
{
  g_auto (KtgRegionLines) lines = { 0 };

  ktg_region_lines_init (&lines, text);

  if (!ktg_region_lines_next (&lines) || lines.fault != KTG_REGION_FAULT_NONE
      || lines.version == NULL)
    return FALSE;

  *name = g_strdup ("regions");
  *version = g_strdup (lines.version);

  return TRUE;
}

/**
 * ktg_pack_json_peek:
 * @text: any pack file, also a list of regions
 * @name: (out) (transfer full): which pack it is
 * @version: (out) (transfer full): its version
 *
 * Returns: %FALSE with a #KtgWireError if it is no pack
 */
gboolean
ktg_pack_json_peek (GBytes *text, char **name, char **version, GError **error)
{
  g_autoptr (KtgJsonReader) reader = NULL;
  g_autofree char *own_name = NULL;
  g_autofree char *own_version = NULL;

  if (peek_regions (text, name, version))
    return TRUE;

  reader = ktg_json_reader_new (text, &ktg_json_limits_pack, FALSE, error);
  if (reader == NULL)
    return FALSE;

  read_head (reader, &own_name, &own_version);
  if (!ktg_json_reader_finish (reader, error))
    return FALSE;

  *name = g_steal_pointer (&own_name);
  *version = g_steal_pointer (&own_version);

  return TRUE;
}

static gboolean
agrees (const char *said, const char *expected)
{
  return said == NULL || g_str_equal (said, expected);
}

/**
 * ktg_pack_json_is_of:
 * @text: a file, also one that only a newer version can read
 * @name: which pack it should be
 * @version: of which version
 *
 * Returns: %FALSE if it says that it is another
 */
gboolean
ktg_pack_json_is_of (GBytes *text, const char *name, const char *version)
{
  g_autoptr (KtgJsonReader) reader = NULL;
  g_autofree char *own_name = NULL;
  g_autofree char *own_version = NULL;
  const char      *said;

  if (peek_regions (text, &own_name, &own_version))
    return agrees (own_name, name) && agrees (own_version, version);

  reader = ktg_json_reader_new (text, &ktg_json_limits_pack, FALSE, NULL);
  if (reader == NULL)
    return TRUE;

  said = ktg_json_reader_get_text (reader, "pack", KTG_JSON_OPTIONAL);
  if (g_strcmp0 (said, FORM) == 0)
    said = ktg_json_reader_get_text (reader, "form", KTG_JSON_OPTIONAL);
  return agrees (said, name)
         && agrees (ktg_json_reader_get_text (reader, "version", KTG_JSON_OPTIONAL), version);
}

/**
 * ktg_pack_json_is_newer:
 * @text: a file that is not read as a pack
 *
 * Returns: whether that is because its format came after this version
 */
gboolean
ktg_pack_json_is_newer (GBytes *text)
{
  g_autoptr (KtgJsonReader) reader = ktg_json_reader_new (text, &ktg_json_limits_pack, FALSE, NULL);

  return reader != NULL
         && ktg_json_reader_get_number (reader, "format", KTG_JSON_REQUIRED, 1, G_MAXINT) > FORMAT;
}
