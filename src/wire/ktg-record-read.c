/* ktg-record-read.c - a record out of JSON, by its description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record-read.h"

#include "ktg-envelope-members.h"
#include "ktg-json-values.h"
#include "ktg-wire-forms.h"

#include <ktg-moment.h>
#include <ktg-region-tree.h>

#include <string.h>

#define LOCAL_CHARS 19 /* of a wall clock, without its offset */
#define REGION "an official region code with dots, like 34.71.04.1002"

/* What is read, and as what. */
typedef struct
{
  KtgJsonReader    *reader;
  KtgReportJsonForm form;
} Reading;

/* by KtgFieldType; a plain text has none */
static const struct
{
  KtgJsonForm form;
  const char *expected;
} text_forms[] = {
  [KTG_FIELD_HASH] = { ktg_wire_is_hash, KTG_WIRE_HASH },
  [KTG_FIELD_HASH_START] = { ktg_wire_is_hash_start, KTG_WIRE_HASH_START },
  [KTG_FIELD_KEY] = { ktg_wire_is_key, KTG_WIRE_KEY },
  [KTG_FIELD_LIFE] = { ktg_wire_is_life, KTG_WIRE_LIFE },
  [KTG_FIELD_NONCE] = { ktg_wire_is_life, KTG_WIRE_NONCE },
  [KTG_FIELD_REPORT_ID] = { ktg_wire_is_report_id, KTG_WIRE_REPORT_ID },
  [KTG_FIELD_SPOKEN] = { ktg_wire_is_spoken, KTG_WIRE_SPOKEN },
  [KTG_FIELD_TIME] = { ktg_wire_is_time, KTG_WIRE_TIME },
  [KTG_FIELD_DAY] = { ktg_wire_is_day, KTG_WIRE_DAY },
  [KTG_FIELD_REGION] = { ktg_region_code_is_valid, REGION },
  [KTG_FIELD_FILE_NAME] = { ktg_wire_is_file_name, KTG_WIRE_FILE_NAME },
  [KTG_FIELD_MEDIA_TYPE] = { ktg_wire_is_media_type, KTG_WIRE_MEDIA_TYPE },
};

static void read_fields (const Reading *reading, const KtgRecord *record, gpointer into);

static gboolean
is_typed (KtgReportJsonForm form)
{
  return form == KTG_REPORT_JSON_INPUT || form == KTG_REPORT_JSON_CHANGE;
}

/* A person at a keyboard must fill what an event must have and a draft may lack. */
static KtgJsonNeed
get_need (const KtgField *field, KtgReportJsonForm form)
{
  if (field->need == KTG_NEED_WHOLE)
    return KTG_JSON_REQUIRED;

  if (field->need <= KTG_NEED_WRITTEN || form == KTG_REPORT_JSON_DRAFT)
    return KTG_JSON_OPTIONAL;

  if (field->need == KTG_NEED_SIGNED)
    return form == KTG_REPORT_JSON_BODY ? KTG_JSON_REQUIRED : KTG_JSON_OPTIONAL;

  if (field->need == KTG_NEED_ALWAYS && !is_typed (form))
    return KTG_JSON_REQUIRED;

  return KTG_JSON_FILLED;
}

/* Times are kept as they were typed until they are filed, and codes wherever they came from: only a
 * person who types one wants to hear of a slip at once. */
static gboolean
has_form (const KtgField *field, KtgReportJsonForm form)
{
  switch (field->type)
    {
    case KTG_FIELD_TEXT:
      return FALSE;
    case KTG_FIELD_TIME:
      return form == KTG_REPORT_JSON_BODY;
    case KTG_FIELD_REGION:
      return is_typed (form);
    default:
      return TRUE;
    }
}

static char *
read_text (const Reading *reading, const KtgField *field)
{
  KtgJsonNeed need = get_need (field, reading->form);

  if (!has_form (field, reading->form))
    return ktg_json_reader_dup_text (reading->reader, field->key, need);

  return ktg_json_reader_dup_formed (reading->reader,
                                     field->key,
                                     MIN (need, KTG_JSON_REQUIRED),
                                     text_forms[field->type].form,
                                     text_forms[field->type].expected);
}

static gint64
get_max (const KtgField *field)
{
  return field->max > 0 ? (gint64)field->max : KTG_FIELD_MOST;
}

/* Zero says nothing, which in a change is something to say. */
static gint64
get_min (const KtgField *field, KtgReportJsonForm form)
{
  return form == KTG_REPORT_JSON_CHANGE ? 0 : (gint64)field->min;
}

static gint64
read_number (const Reading *reading, const KtgField *field)
{
  return ktg_json_reader_get_number (reading->reader,
                                     field->key,
                                     get_need (field, reading->form),
                                     get_min (field, reading->form),
                                     get_max (field));
}

/* A newer device may know more: to this one it is unknown where there is a value for that, and part
 * of the rest where there is one. */
static int
read_choice (const Reading *reading, const KtgField *field)
{
  KtgJsonNeed need = MIN (get_need (field, reading->form), KTG_JSON_REQUIRED);

  if (*field->names[0] == '\0'
      && !ktg_json_reader_is_one_of (reading->reader, field->key, field->names))
    return 0;

  return MAX (0, ktg_json_reader_get_choice (reading->reader, field->key, need, field->names));
}

/* One that never was is an empty text, or is not there. */
static gint64
read_moment_us (const Reading *reading, const KtgField *field)
{
  g_autofree char *text
      = ktg_json_reader_dup_text (reading->reader, field->key, get_need (field, reading->form));
  gint64 time_us = 0;

  if (text != NULL && *text != '\0' && !ktg_moment_parse (text, 0, &time_us))
    ktg_json_reader_refuse (reading->reader, field->key, "is no time");

  return time_us;
}

static void
read_wall (const Reading *reading, const KtgField *field, KtgMoment *into)
{
  g_autofree char *wall = ktg_json_reader_dup_formed (reading->reader,
                                                      field->key,
                                                      KTG_JSON_REQUIRED,
                                                      ktg_wire_is_wall,
                                                      KTG_WIRE_WALL);
  g_autofree char *as_utc = g_strdup_printf ("%.*s+00:00", LOCAL_CHARS, wall != NULL ? wall : "");
  gint64           local_us = 0;

  if (wall == NULL)
    return;

  ktg_moment_parse (wall, 0, &into->wall_us);
  ktg_moment_parse (as_utc, 0, &local_us);
  into->utc_offset_s = (int)((local_us - into->wall_us) / G_USEC_PER_SEC);
}

static gpointer
read_record (const Reading *reading, const KtgField *field, gpointer into)
{
  gpointer record = NULL;

  if (field->flag != 0 && ktg_json_reader_is_false (reading->reader, field->key))
    {
      ktg_json_reader_skip (reading->reader, field->key);
      G_STRUCT_MEMBER (gboolean, into, field->flag) = TRUE;
    }
  else if (ktg_json_reader_enter (reading->reader, field->key, get_need (field, reading->form)))
    {
      record = ktg_record_new (field->record);
      read_fields (reading, field->record, record);
      ktg_json_reader_leave (reading->reader);
    }

  return record;
}

/* In a change, too, an element of a list is said whole. */
static void
read_element_fields (const Reading *reading, const KtgRecord *record, gpointer into)
{
  Reading element = *reading;

  if (element.form == KTG_REPORT_JSON_CHANGE)
    element.form = KTG_REPORT_JSON_INPUT;
  read_fields (&element, record, into);
}

static void
read_element (const Reading *reading, const KtgField *field, guint i, GPtrArray *into)
{
  gpointer record;

  if (!ktg_json_reader_enter_element (reading->reader, field->key, i))
    return;

  record = ktg_record_new (field->record);
  g_ptr_array_add (into, record);
  read_element_fields (reading, field->record, record);
  ktg_json_reader_leave (reading->reader);
}

/* With a flag what cannot be read of it takes nothing else with it. */
static void
read_records (const Reading *reading, const KtgField *field, gpointer into)
{
  GPtrArray *records = G_STRUCT_MEMBER (GPtrArray *, into, field->offset);
  guint      n_records
      = ktg_json_reader_count (reading->reader, field->key, get_need (field, reading->form));

  for (guint i = 0; i < n_records; i++)
    {
      guint depth = ktg_json_reader_get_depth (reading->reader);
      guint n_before = records->len;

      read_element (reading, field, i, records);
      if (field->flag != 0 && ktg_json_reader_forgive (reading->reader, depth))
        {
          g_ptr_array_set_size (records, (gint)n_before);
          G_STRUCT_MEMBER (gboolean, into, field->flag) = TRUE;
        }
    }
}

static GPtrArray *
read_texts_or_none (const Reading *reading, const KtgField *field)
{
  GPtrArray *texts = NULL;

  if (!ktg_json_reader_has (reading->reader, field->key))
    return NULL;

  texts = g_ptr_array_new_with_free_func (g_free);
  ktg_json_reader_take_text_array (reading->reader, field->key, KTG_JSON_OPTIONAL, texts);
  return texts;
}

static gboolean
is_hash_of_its_own (const GPtrArray *hashes, const char *hash)
{
  return ktg_wire_is_hash (hash)
         && !g_ptr_array_find_with_equal_func ((GPtrArray *)hashes, hash, g_str_equal, NULL);
}

static void
read_hashes (const Reading *reading, const KtgField *field, GPtrArray *into)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  ktg_json_reader_take_text_array (reading->reader,
                                   field->key,
                                   get_need (field, reading->form),
                                   texts);
  if (texts->len > (guint)get_max (field))
    {
      ktg_json_reader_refuse (reading->reader, field->key, "names too many");
      return;
    }

  for (guint i = 0; i < texts->len; i++)
    if (is_hash_of_its_own (into, g_ptr_array_index (texts, i)))
      g_ptr_array_add (into, g_strdup (g_ptr_array_index (texts, i)));
    else
      ktg_json_reader_refuse (reading->reader,
                              field->key,
                              "must be hashes, each of 64 hexadecimal digits, none twice");
}

static KtgEnvelope *
read_envelope (const Reading *reading, const KtgField *field)
{
  KtgEnvelope *envelope = NULL;

  if (field->key == NULL)
    return ktg_json_reader_has (reading->reader, "bytes") || field->need != KTG_NEED_NONE
               ? ktg_envelope_members_read (reading->reader)
               : NULL;

  if (!ktg_json_reader_enter (reading->reader, field->key, get_need (field, reading->form)))
    return NULL;

  envelope = ktg_envelope_members_read (reading->reader);
  ktg_json_reader_leave (reading->reader);
  return envelope;
}

static void
read_group (const Reading *reading, const KtgField *field, gpointer into)
{
  if (!ktg_json_reader_enter (reading->reader, field->key, get_need (field, reading->form)))
    return;

  if (field->flag != 0)
    G_STRUCT_MEMBER (gboolean, into, field->flag) = TRUE;

  read_fields (reading, field->record, G_STRUCT_MEMBER_P (into, field->offset));
  ktg_json_reader_leave (reading->reader);
}

/* What stands in the struct itself. */
static void
read_value (const Reading *reading, const KtgField *field, gpointer member)
{
  KtgJsonNeed need = get_need (field, reading->form);

  switch (field->type)
    {
    case KTG_FIELD_VERSION:
      ktg_json_reader_get_number (reading->reader,
                                  field->key,
                                  KTG_JSON_REQUIRED,
                                  get_max (field),
                                  get_max (field));
      break;
    case KTG_FIELD_KIND:
      ktg_json_reader_get_choice (reading->reader, field->key, KTG_JSON_REQUIRED, field->names);
      break;
    case KTG_FIELD_NUMBER:
      *(gint64 *)member = read_number (reading, field);
      break;
    case KTG_FIELD_COUNT:
      *(int *)member = (int)read_number (reading, field);
      break;
    case KTG_FIELD_REAL:
      *(double *)member
          = ktg_json_reader_get_real (reading->reader, field->key, need, field->min, field->max);
      break;
    case KTG_FIELD_FLAG:
      *(gboolean *)member = ktg_json_reader_get_flag (reading->reader, field->key, need);
      break;
    case KTG_FIELD_WALL:
      read_wall (reading, field, member);
      break;
    case KTG_FIELD_MOMENT_MS:
      *(gint64 *)member = read_moment_us (reading, field) / 1000;
      break;
    case KTG_FIELD_DENIAL:
      *(gboolean *)member = ktg_json_reader_has (reading->reader, field->key)
                            && !ktg_json_reader_get_flag (reading->reader, field->key, need);
      break;
    case KTG_FIELD_CHOICE:
      *(int *)member = read_choice (reading, field);
      break;
    default:
      g_assert (ktg_field_is_text (field));
      *(char **)member = read_text (reading, field);
      break;
    }
}

/* Of a form's code and version neither is anything alone, so one is not changed without the other.
 */
static gboolean
stays_as_it_was (const Reading *reading, const KtgField *field)
{
  return reading->form == KTG_REPORT_JSON_CHANGE && field->need != KTG_NEED_ALWAYS
         && !ktg_json_reader_has (reading->reader, field->key);
}

/* What is said anew takes the place of what stood there. */
static void
make_room (const KtgField *field, gpointer *member)
{
  if (field->type == KTG_FIELD_TEXTS || field->type == KTG_FIELD_HASHES
      || field->type == KTG_FIELD_RECORDS)
    g_ptr_array_set_size (*member, 0);
  else if (ktg_field_is_text (field))
    g_clear_pointer (member, g_free);
}

static void
read_field (const Reading *reading, const KtgField *field, gpointer into)
{
  gpointer *member = G_STRUCT_MEMBER_P (into, field->offset);

  make_room (field, member);
  switch (field->type)
    {
    case KTG_FIELD_GROUP:
      read_group (reading, field, into);
      break;
    case KTG_FIELD_RECORD:
      *member = read_record (reading, field, into);
      break;
    case KTG_FIELD_RECORDS:
      read_records (reading, field, into);
      break;
    case KTG_FIELD_TEXTS:
      ktg_json_reader_take_text_array (reading->reader,
                                       field->key,
                                       get_need (field, reading->form),
                                       *member);
      break;
    case KTG_FIELD_TEXTS_OR_NONE:
      *member = read_texts_or_none (reading, field);
      break;
    case KTG_FIELD_HASHES:
      read_hashes (reading, field, *member);
      break;
    case KTG_FIELD_NUMBERS:
      ktg_json_reader_take_numbers (reading->reader,
                                    field->key,
                                    (gint64)field->min,
                                    get_max (field),
                                    *member);
      break;
    case KTG_FIELD_VALUES:
      ktg_json_values_read (reading->reader, field->key, *member);
      break;
    case KTG_FIELD_REST:
      *member = ktg_json_values_read_rest (reading->reader);
      break;
    case KTG_FIELD_ENVELOPE:
      *member = read_envelope (reading, field);
      break;
    case KTG_FIELD_ENVELOPES:
      ktg_envelopes_read (reading->reader, field->key, *member);
      break;
    default:
      if (field->flag != 0)
        G_STRUCT_MEMBER (gboolean, into, field->flag)
            = ktg_json_reader_has (reading->reader, field->key);
      read_value (reading, field, member);
      break;
    }
}

static void
refuse_other (const Reading *reading, const KtgField *field)
{
  g_autofree char *known = g_strjoinv (", ", (char **)field->known);
  g_autofree char *reason = g_strdup_printf ("must be one of: %s", known);

  ktg_json_reader_refuse (reading->reader, field->key, reason);
}

/* What a person offers and this version does not know is a slip; from elsewhere it is newer. */
static void
check_known (const Reading *reading, const KtgField *field, gpointer into)
{
  const GPtrArray *texts;

  if (field->type != KTG_FIELD_TEXTS)
    {
      ktg_json_reader_get_choice (reading->reader, field->key, KTG_JSON_OPTIONAL, field->known);
      return;
    }

  texts = G_STRUCT_MEMBER (GPtrArray *, into, field->offset);
  for (guint i = 0; i < texts->len; i++)
    if (!g_strv_contains (field->known, g_ptr_array_index (texts, i)))
      refuse_other (reading, field);
}

/* What a person typed has no rest: an unknown key there is a slip. */
static gboolean
is_read (const Reading *reading, const KtgField *field)
{
  if (field->type == KTG_FIELD_REST)
    return !is_typed (reading->form);
  if (field->key == NULL && field->type != KTG_FIELD_ENVELOPE)
    return FALSE;

  return !field->is_not_typed || !is_typed (reading->form);
}

static void
read_fields (const Reading *reading, const KtgRecord *record, gpointer into)
{
  for (guint i = 0; i < record->n_fields; i++)
    {
      const KtgField *field = &record->fields[i];

      if (!is_read (reading, field) || stays_as_it_was (reading, field))
        continue;

      read_field (reading, field, into);
      if (field->known != NULL && is_typed (reading->form))
        check_known (reading, field, into);
    }
}

/**
 * ktg_record_read:
 * @reader: stands in the record's object
 * @record: its description
 * @form: how complete it must be
 * @into: a record that says nothing yet, or that a change is of
 *
 * Asks for the fields in the order of the description. The reader knows of errors; @into may be
 * half filled then.
 */
void
ktg_record_read (KtgJsonReader    *reader,
                 const KtgRecord  *record,
                 KtgReportJsonForm form,
                 gpointer          into)
{
  const Reading reading = { reader, form };

  read_fields (&reading, record, into);
}
