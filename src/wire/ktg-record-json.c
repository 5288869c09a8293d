/* ktg-record-json.c - records to JSON and back, by their description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record-json.h"

#include "ktg-wire-forms.h"

#include <ktg-region-tree.h>

#include <string.h>

#define REGION "an official region code with dots, like 34.71.04.1002"

/* What is done, and as what. */
typedef struct
{
  KtgJsonReader    *reader;
  KtgReportJsonForm form;
} Reading;

typedef struct
{
  KtgJsonWriter    *writer;
  KtgReportJsonForm form;
} Writing;

/* by KtgFieldType; a plain text has none */
static const struct
{
  KtgJsonForm form;
  const char *expected;
} text_forms[] = {
  [KTG_FIELD_HASH] = { ktg_wire_is_hash, KTG_WIRE_HASH },
  [KTG_FIELD_KEY] = { ktg_wire_is_key, KTG_WIRE_KEY },
  [KTG_FIELD_LIFE] = { ktg_wire_is_life, KTG_WIRE_LIFE },
  [KTG_FIELD_TIME] = { ktg_wire_is_time, KTG_WIRE_TIME },
  [KTG_FIELD_REGION] = { ktg_region_code_is_valid, REGION },
  [KTG_FIELD_FILE_NAME] = { ktg_wire_is_file_name, KTG_WIRE_FILE_NAME },
  [KTG_FIELD_MEDIA_TYPE] = { ktg_wire_is_media_type, KTG_WIRE_MEDIA_TYPE },
};

static void read_fields (const Reading *reading, const KtgRecord *record, gpointer into);
static void write_fields (const Writing *writing, const KtgRecord *record, gconstpointer from);

/* A person at a keyboard must fill what an event must have and a draft may lack. */
static KtgJsonNeed
get_need (const KtgField *field, KtgReportJsonForm form)
{
  if (field->need == KTG_NEED_WHOLE)
    return KTG_JSON_REQUIRED;

  if (field->need == KTG_NEED_NONE || form == KTG_REPORT_JSON_DRAFT)
    return KTG_JSON_OPTIONAL;

  if (field->need == KTG_NEED_ALWAYS && form != KTG_REPORT_JSON_INPUT)
    return KTG_JSON_REQUIRED;

  return KTG_JSON_FILLED;
}

/* Times are kept in a draft as they were typed, and codes wherever they came from: only a person
 * who types one wants to hear of a slip at once. */
static gboolean
has_form (const KtgField *field, KtgReportJsonForm form)
{
  switch (field->type)
    {
    case KTG_FIELD_TEXT:
      return FALSE;
    case KTG_FIELD_TIME:
      return form != KTG_REPORT_JSON_DRAFT;
    case KTG_FIELD_REGION:
      return form == KTG_REPORT_JSON_INPUT;
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
read_number (const Reading *reading, const KtgField *field)
{
  return ktg_json_reader_get_number (reading->reader,
                                     field->key,
                                     get_need (field, reading->form),
                                     (gint64)field->min,
                                     field->max > 0 ? (gint64)field->max : KTG_FIELD_MOST);
}

/* A newer device may know more: to this one it is unknown where there is a value for that. */
static int
read_choice (const Reading *reading, const KtgField *field)
{
  KtgJsonNeed need = MIN (get_need (field, reading->form), KTG_JSON_REQUIRED);
  const char *name = NULL;

  if (*field->names[0] != '\0')
    return MAX (0, ktg_json_reader_get_choice (reading->reader, field->key, need, field->names));

  name = ktg_json_reader_get_text (reading->reader, field->key, need);

  for (int i = 1; name != NULL && field->names[i] != NULL; i++)
    if (strcmp (name, field->names[i]) == 0)
      return i;

  return 0;
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

static void
read_records (const Reading *reading, const KtgField *field, GPtrArray *into)
{
  guint n_records
      = ktg_json_reader_count (reading->reader, field->key, get_need (field, reading->form));

  for (guint i = 0; i < n_records; i++)
    {
      if (!ktg_json_reader_enter_element (reading->reader, field->key, i))
        return;

      g_ptr_array_add (into, ktg_record_new (field->record));
      read_fields (reading, field->record, g_ptr_array_index (into, i));
      ktg_json_reader_leave (reading->reader);
    }
}

static gboolean
is_either_said (const Reading *reading, const KtgField *field)
{
  for (guint i = 0; field->either[i] != NULL; i++)
    {
      const char *text
          = ktg_json_reader_get_text (reading->reader, field->either[i], KTG_JSON_OPTIONAL);

      if (text != NULL || ktg_json_reader_has_error (reading->reader))
        return TRUE;
    }

  return FALSE;
}

static void
refuse_neither (const Reading *reading, const KtgField *field)
{
  g_autofree char *either = g_strjoinv (" or ", (char **)field->either);
  g_autofree char *reason = g_strdup_printf ("either %s is required", either);

  ktg_json_reader_refuse_missing (reading->reader, field->either[0], reason);
}

static void
read_group (const Reading *reading, const KtgField *field, gpointer into)
{
  if (!ktg_json_reader_enter (reading->reader, field->key, get_need (field, reading->form)))
    return;

  if (field->flag != 0)
    G_STRUCT_MEMBER (gboolean, into, field->flag) = TRUE;

  read_fields (reading, field->record, into);

  if (field->either != NULL && reading->form != KTG_REPORT_JSON_DRAFT
      && !is_either_said (reading, field))
    refuse_neither (reading, field);

  ktg_json_reader_leave (reading->reader);
}

static void
read_field (const Reading *reading, const KtgField *field, gpointer into)
{
  gpointer member = G_STRUCT_MEMBER_P (into, field->offset);

  switch (field->type)
    {
    case KTG_FIELD_NUMBER:
      *(gint64 *)member = read_number (reading, field);
      break;
    case KTG_FIELD_COUNT:
      *(int *)member = (int)read_number (reading, field);
      break;
    case KTG_FIELD_REAL:
      *(double *)member = ktg_json_reader_get_real (reading->reader,
                                                    field->key,
                                                    get_need (field, reading->form),
                                                    field->min,
                                                    field->max);
      break;
    case KTG_FIELD_FLAG:
      *(gboolean *)member
          = ktg_json_reader_get_flag (reading->reader, field->key, get_need (field, reading->form));
      break;
    case KTG_FIELD_CHOICE:
      *(int *)member = read_choice (reading, field);
      break;
    case KTG_FIELD_TEXTS:
      ktg_json_reader_take_text_array (reading->reader,
                                       field->key,
                                       get_need (field, reading->form),
                                       *(GPtrArray **)member);
      break;
    case KTG_FIELD_RECORD:
      *(gpointer *)member = read_record (reading, field, into);
      break;
    case KTG_FIELD_RECORDS:
      read_records (reading, field, *(GPtrArray **)member);
      break;
    case KTG_FIELD_GROUP:
      read_group (reading, field, into);
      break;
    default:
      *(char **)member = read_text (reading, field);
      break;
    }
}

static void
read_fields (const Reading *reading, const KtgRecord *record, gpointer into)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (!record->fields[i].is_not_typed || reading->form != KTG_REPORT_JSON_INPUT)
      read_field (reading, &record->fields[i], into);
}

static gboolean is_said (const KtgField *field, gconstpointer from);

static gboolean
is_any_said (const KtgRecord *record, gconstpointer from)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (is_said (&record->fields[i], from))
      return TRUE;

  return FALSE;
}

static gboolean
is_said (const KtgField *field, gconstpointer from)
{
  const gpointer member = G_STRUCT_MEMBER_P (from, field->offset);

  if (field->flag != 0 && G_STRUCT_MEMBER (gboolean, from, field->flag))
    return TRUE;

  switch (field->type)
    {
    case KTG_FIELD_NUMBER:
      return *(gint64 *)member != 0;
    case KTG_FIELD_COUNT:
    case KTG_FIELD_FLAG:
      return *(int *)member != 0;
    case KTG_FIELD_REAL:
      return *(double *)member != 0;
    case KTG_FIELD_CHOICE:
      return *field->names[*(int *)member] != '\0';
    case KTG_FIELD_RECORD:
      return *(gpointer *)member != NULL;
    case KTG_FIELD_TEXTS:
    case KTG_FIELD_RECORDS:
      return (*(GPtrArray **)member)->len > 0;
    case KTG_FIELD_GROUP:
      return field->flag == 0 && is_any_said (field->record, from);
    default:
      return *(char **)member != NULL && **(char **)member != '\0';
    }
}

/* What must have a form is better absent than empty. */
static gboolean
is_written_empty (const Writing *writing, const KtgField *field)
{
  if (ktg_field_is_text (field) && field->type != KTG_FIELD_TEXT)
    return FALSE;

  return field->need == KTG_NEED_WHOLE
         || (field->need == KTG_NEED_ALWAYS && writing->form != KTG_REPORT_JSON_DRAFT);
}

static void
write_object (const Writing *writing, const char *key, const KtgRecord *record, gconstpointer from)
{
  ktg_json_writer_begin_object (writing->writer, key);
  write_fields (writing, record, from);
  ktg_json_writer_end_object (writing->writer);
}

static void
write_texts (const Writing *writing, const KtgField *field, const GPtrArray *texts)
{
  ktg_json_writer_begin_array (writing->writer, field->key);
  for (guint i = 0; i < texts->len; i++)
    ktg_json_writer_put_needed_text (writing->writer, NULL, g_ptr_array_index (texts, i));
  ktg_json_writer_end_array (writing->writer);
}

static void
write_records (const Writing *writing, const KtgField *field, const GPtrArray *records)
{
  ktg_json_writer_begin_array (writing->writer, field->key);
  for (guint i = 0; i < records->len; i++)
    write_object (writing, NULL, field->record, g_ptr_array_index (records, i));
  ktg_json_writer_end_array (writing->writer);
}

/* One that is said not to be is false. */
static void
write_record (const Writing *writing, const KtgField *field, gconstpointer record)
{
  if (record != NULL)
    write_object (writing, field->key, field->record, record);
  else
    ktg_json_writer_put_flag (writing->writer, field->key, FALSE);
}

static void
write_field (const Writing *writing, const KtgField *field, gconstpointer from)
{
  const gpointer member = G_STRUCT_MEMBER_P (from, field->offset);

  switch (field->type)
    {
    case KTG_FIELD_NUMBER:
      ktg_json_writer_put_number (writing->writer, field->key, *(gint64 *)member);
      break;
    case KTG_FIELD_COUNT:
      ktg_json_writer_put_number (writing->writer, field->key, *(int *)member);
      break;
    case KTG_FIELD_REAL:
      ktg_json_writer_put_real (writing->writer, field->key, *(double *)member);
      break;
    case KTG_FIELD_FLAG:
      ktg_json_writer_put_flag (writing->writer, field->key, *(gboolean *)member);
      break;
    case KTG_FIELD_CHOICE:
      ktg_json_writer_put_text (writing->writer, field->key, field->names[*(int *)member]);
      break;
    case KTG_FIELD_TEXTS:
      write_texts (writing, field, *(GPtrArray **)member);
      break;
    case KTG_FIELD_RECORD:
      write_record (writing, field, *(gpointer *)member);
      break;
    case KTG_FIELD_RECORDS:
      write_records (writing, field, *(GPtrArray **)member);
      break;
    case KTG_FIELD_GROUP:
      write_object (writing, field->key, field->record, from);
      break;
    default:
      ktg_json_writer_put_needed_text (writing->writer, field->key, *(char **)member);
      break;
    }
}

static void
write_fields (const Writing *writing, const KtgRecord *record, gconstpointer from)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (is_said (&record->fields[i], from) || is_written_empty (writing, &record->fields[i]))
      write_field (writing, &record->fields[i], from);
}

/**
 * ktg_record_json_read:
 * @reader: stands in the record's object
 * @record: its description
 * @form: how complete it must be
 * @into: a record that says nothing yet
 *
 * Asks for the fields in the order of the description. The reader knows of errors; @into may be
 * half filled then.
 */
void
ktg_record_json_read (KtgJsonReader    *reader,
                      const KtgRecord  *record,
                      KtgReportJsonForm form,
                      gpointer          into)
{
  const Reading reading = { reader, form };

  read_fields (&reading, record, into);
}

/**
 * ktg_record_json_write:
 * @writer: has begun the record's object
 * @record: its description
 * @form: how complete it must be
 * @from: what to write
 *
 * Writes the fields in the order of the description.
 */
void
ktg_record_json_write (KtgJsonWriter    *writer,
                       const KtgRecord  *record,
                       KtgReportJsonForm form,
                       gconstpointer     from)
{
  const Writing writing = { writer, form };

  write_fields (&writing, record, from);
}
